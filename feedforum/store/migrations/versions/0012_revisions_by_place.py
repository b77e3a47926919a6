"""Revisions by board and thread; ended sessions; the zone that dates were read in, and what was announced."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the tables; triggers are made anew after each upgrade."""
    op.add_column("forum", sa.Column("timezone", sa.String(60)))
    op.add_column("post", sa.Column("announced_at", sa.DateTime))
    op.drop_table("revision")
    op.create_table(
        "revision",
        sa.Column("forum_key", sa.String(60), primary_key=True),
        sa.Column("board_id", sa.Text, primary_key=True),
        sa.Column("thread_id", sa.Text, primary_key=True),
        sa.Column("number", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_revision_number", "revision", ["forum_key", "number"])
    op.create_table(
        "ended_session",
        sa.Column("id", sa.String(60), primary_key=True),
        sa.Column("ended_at", sa.DateTime, nullable=False),
    )
