"""How much a forum was asked for lately, to which reading again is held."""

import sqlalchemy as sa
from alembic import op

from feedforum.store.tables import UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make a place for it."""
    op.create_table(
        "lately",
        sa.Column("forum_key", sa.String(60), primary_key=True),
        sa.Column("asked", sa.Float(), nullable=False),
        sa.Column("reread", sa.Float(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
    )
