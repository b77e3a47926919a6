"""A table of what is read by which token; excerpts that were stored with quotes in them lose these."""

from alembic import op

from feedforum.store import tables
from feedforum.store.conversion import find_texts

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Make the table, and find the texts of posts with quotes anew."""
    tables.token_read.create(op.get_bind())
    find_texts(op.get_bind(), containing="<blockquote")
