"""What came of polls, summed by the hour; since when they fail; and which are wished for at once."""

import sqlalchemy as sa
from alembic import op

from feedforum.store.tables import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both tables, and add to what is noted of a forum's last poll."""
    op.create_table(
        "came",
        sa.Column("forum_key", sa.String(length=60), nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=False),
        sa.Column("hour", UtcDateTime(), nullable=False),
        sa.Column("polls", sa.Integer(), nullable=False),
        sa.Column("requests", sa.Integer(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("new_posts", sa.Integer(), nullable=False),
        sa.Column("edits", sa.Integer(), nullable=False),
        sa.Column("deletions", sa.Integer(), nullable=False),
        sa.Column("unread_dates", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("forum_key", "board_id", "hour", name=op.f("pk_came")),
    )
    op.create_table(
        "wish",
        sa.Column("forum_key", sa.String(length=60), nullable=False),
        sa.Column("wished_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("forum_key", name=op.f("pk_wish")),
    )
    for name, kind in (("edits", sa.Integer()), ("deletions", sa.Integer()), ("size", sa.BigInteger())):
        op.add_column("visit", sa.Column(name, kind, nullable=False, server_default="0"))
    op.add_column("visit", sa.Column("trouble_since", UtcDateTime(), nullable=True))
