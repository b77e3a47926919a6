"""When the text of a post was dropped."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, and the index by which texts to drop are found."""
    # Not as a batch: that would write a large table anew.
    op.add_column("post", sa.Column("dropped_at", sa.DateTime(), nullable=True))
    op.create_index(
        "ix_post_kept", "post", ["forum_key", "board_id", "dropped_at", "posted_at"], unique=False
    )
