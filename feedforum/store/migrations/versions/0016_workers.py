"""Workers have tables, and in PostgreSQL the queue that they share."""

from alembic import op

from feedforum.store import tables
from feedforum.store.migration import create_queue

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Make the tables, and the queue."""
    for table in (tables.worker, tables.forum_lease, tables.host_limit):
        table.create(op.get_bind())
    create_queue(op.get_bind())
