"""A number for each forum, which is raised whenever something has changed that its feeds show."""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

# What feeds show, or are chosen and ordered by; all other columns are what polls note for themselves.
_SHOWN = {
    "forum": ("key", "host", "url", "engine", "title", "language", "first_polled_at"),
    "board": ("forum_key", "id", "title", "description", "rank", "first_seen_at"),
    "thread": (
        "forum_key",
        "id",
        "board_id",
        "topic",
        "prefix",
        "starter",
        "starter_id",
        "closed",
        "important",
        "announcement",
        "total",
        "first_key",
        "gone_at",
        "first_seen_at",
    ),
    "post": (
        "forum_key",
        "key",
        "thread_id",
        "board_id",
        "id",
        "number",
        "position",
        "first",
        "author",
        "author_id",
        "title",
        "icon",
        "posted_at",
        "first_seen_at",
        "edited_at",
        "content",
        "signature",
        "gone_at",
        "dropped_at",
    ),
    "attachment": ("forum_key", "post_key", "rank", "id", "name", "url", "size", "inline"),
    "words": ("forum_key", "post_key", "author", "title", "text"),
}

_RAISE = """
    INSERT INTO revision (forum_key, number) VALUES ({forum}, 1)
    ON CONFLICT (forum_key) DO UPDATE SET number = revision.number + 1;
"""


def upgrade() -> None:
    """Make the table, with a row for each forum that is known, and the triggers that raise its number."""
    op.create_table(
        "revision",
        sa.Column("forum_key", sa.String(length=60), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("forum_key", name=op.f("pk_revision")),
    )
    connection = op.get_bind()
    connection.exec_driver_sql("INSERT INTO revision (forum_key, number) SELECT key, 1 FROM forum")
    statements = _in_sqlite() if connection.dialect.name == "sqlite" else _in_postgresql()
    for statement in statements:
        connection.exec_driver_sql(statement)


def _in_sqlite() -> Iterator[str]:
    for table, columns in _SHOWN.items():
        key = columns[0]
        differs = " OR ".join(f'old."{column}" IS NOT new."{column}"' for column in columns)
        named = ", ".join(f'"{column}"' for column in columns)
        for name, event, row, when in (
            ("inserted", "INSERT", "new", ""),
            ("deleted", "DELETE", "old", ""),
            ("updated", f"UPDATE OF {named}", "new", f"WHEN {differs}"),
        ):
            raised = _RAISE.format(forum=f'{row}."{key}"')
            yield f"CREATE TRIGGER {table}_{name}_revision AFTER {event} ON {table} {when} BEGIN {raised} END"


def _in_postgresql() -> Iterator[str]:
    for row in ("old", "new"):
        for key in ("key", "forum_key"):
            raised = _RAISE.format(forum=f"{row}.{key}")
            yield (
                f"CREATE FUNCTION revision_of_{row}_{key}() RETURNS trigger LANGUAGE plpgsql AS"
                f" $$ BEGIN {raised} RETURN NULL; END $$"
            )
    for table, columns in _SHOWN.items():
        key = columns[0]
        differs = " OR ".join(f'old."{column}" IS DISTINCT FROM new."{column}"' for column in columns)
        for name, event, row, when in (
            ("inserted", "INSERT", "new", ""),
            ("deleted", "DELETE", "old", ""),
            ("updated", "UPDATE", "new", f"WHEN ({differs})"),
        ):
            yield (
                f"CREATE TRIGGER {table}_{name}_revision AFTER {event} ON {table} FOR EACH ROW {when}"
                f" EXECUTE FUNCTION revision_of_{row}_{key}()"
            )
