"""Boards say when a guest was last shown a post of them, and forums when that was asked."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Add the columns."""
    op.add_column("forum", sa.Column("guests_asked_at", sa.DateTime))
    op.add_column("board", sa.Column("guest_shown_at", sa.DateTime))
