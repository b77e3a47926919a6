"""Pictures and files of posts have tables, and posts say which of theirs are kept."""

import sqlalchemy as sa
from alembic import op

from feedforum.store import tables

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Make the tables, and the columns of posts."""
    for table in (tables.media_file, tables.media_source, tables.post_media):
        table.create(op.get_bind())
    op.add_column("post", sa.Column("media_listed_at", sa.DateTime))
    op.add_column("post", sa.Column("media", sa.Text))
    op.create_index("ix_post_media_listed_at", "post", ["forum_key", "media_listed_at"])
