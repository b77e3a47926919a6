"""Profiles that were learned anew have a table."""

from alembic import op

from feedforum.store import tables

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Make the table."""
    tables.learned_profile.create(op.get_bind())
