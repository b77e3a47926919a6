"""Since when the polls of a forum fail."""

import sqlalchemy as sa
from alembic import op

from feedforum.store.schema import Moment

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it to what polls note."""
    op.add_column("visit", sa.Column("trouble_since", Moment(), nullable=True))
