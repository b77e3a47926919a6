"""The cookies of forums, encrypted; how logins and boards' passwords fared."""

import sqlalchemy as sa
from alembic import op

from feedforum.store.tables import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both tables, and add to the visits what is known of logins."""
    op.create_table(
        "cookies",
        sa.Column("forum_key", sa.String(length=60), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("forum_key", name=op.f("pk_cookies")),
    )
    op.create_table(
        "board_password",
        sa.Column("forum_key", sa.String(length=60), nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=False),
        sa.Column("refused_for", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("forum_key", "board_id", name=op.f("pk_board_password")),
    )
    op.add_column("visit", sa.Column("logged_in_at", UtcDateTime(), nullable=True))
    op.add_column("visit", sa.Column("logins", sa.Integer(), nullable=False, server_default="0"))
