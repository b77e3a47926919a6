"""An index of all posts by time, to find the newest that hold a common word in whichever forum."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index."""
    op.create_index("ix_post_time", "post", ["posted_at", "number", "forum_key", "key"], unique=False)
