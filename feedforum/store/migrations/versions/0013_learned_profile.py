"""Profiles that were learned anew have a table."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "learned_profile",
        sa.Column("forum_key", sa.String(60), primary_key=True),
        sa.Column("replaces", sa.Text, nullable=False),
        sa.Column("profile", sa.Text, nullable=False),
    )
