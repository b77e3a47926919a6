"""Edits that are not announced yet, and when a forum changed the look of all its posts."""

import sqlalchemy as sa
from alembic import op

from feedforum.store.tables import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add both to what is known."""
    op.add_column("forum", sa.Column("storm_at", UtcDateTime(), nullable=True))
    op.add_column("post", sa.Column("edit_waits", sa.Boolean(), nullable=False, server_default=sa.false()))
