"""Taking over a store of an earlier schema: its tables are set aside, copied into today's, and dropped.

In 0010 ids were numbers, posts had no excerpts, and names were others; in 0011 a few columns were not there.
"""

from collections.abc import Iterator

import sqlalchemy as sa

from feedforum.errors import StoreError
from feedforum.text.excerpts import texts_in

CONVERTED = ("0010", "0011")
"""The schemas that are taken over."""

OLDER = tuple(f"{number:04}" for number in range(1, 10))
"""The schemas before them, which are not."""

_ASIDE = "_before"

_POST = sa.table("post", *(sa.column(name) for name in ("forum_key", "key", "content", "excerpt", "picture")))
_BATCH = 1_000

# Today's tables, each after those that it refers to, with what the schema 0010 called them.
_TABLES = {
    "forum": "forum",
    "request_budget": "lately",
    "poll_state": "visit",
    "cookies": "cookies",
    "refused_password": "board_password",
    "poll_stats": "came",
    "poll_request": "wish",
    "robots": "robots",
    "lease": "holder",
    "board": "board",
    "thread": "thread",
    "post": "post",
    "attachment": "attachment",
    "search_text": "words",
}

# What columns of today were called; all others have the names that they had.
_RENAMED = {
    "encrypted": "sealed",
    "password_hash": "refused_for",
    "requested_at": "wished_at",
    "index_signature": "index_mark",
    "row_signature": "row_mark",
    "listed_signature": "listed_mark",
    "tail_signature": "tail_mark",
    "read_signature": "read_mark",
    "newest_checked_at": "hunted_at",
    "failing_since": "trouble_since",
}

_WORKED_OUT = {
    ("thread", "number"): "id",
    ("post", "excerpt"): "''",
    ("post", "picture"): "''",
    ("poll_stats", "board_id"): "CASE board_id WHEN 0 THEN '' ELSE CAST(board_id AS TEXT) END",
}


def refuse_older(revision: str | None) -> None:
    """Raise StoreError for a schema that is too old to be taken over."""
    if revision in OLDER:
        raise StoreError(
            f"The store has the schema {revision}, and only {CONVERTED[0]} or a later one can be taken over;"
            " first start the version of feedforum before this one, and then this one again."
        )


def set_aside(connection: sa.Connection) -> None:
    """Make room for today's tables, in the caller's transaction: the old ones keep their rows alone."""
    if connection.dialect.name == "sqlite":
        for kind, name in connection.exec_driver_sql(
            "SELECT type, name FROM sqlite_master"
            " WHERE type = 'trigger' OR name IN ('words_index', 'search_index')"
        ).all():
            connection.exec_driver_sql(f"DROP {kind} {name}")
    else:
        for row, key in (("old", "key"), ("old", "forum_key"), ("new", "key"), ("new", "forum_key")):
            connection.exec_driver_sql(f"DROP FUNCTION revision_of_{row}_{key}() CASCADE")
    connection.exec_driver_sql("DROP TABLE revision")
    inspector = sa.inspect(connection)
    for table, earlier in _TABLES.items():
        name = earlier if inspector.has_table(earlier) else table
        for index in inspector.get_indexes(name):
            if not index.get("duplicates_constraint"):
                connection.exec_driver_sql(f"DROP INDEX {index['name']}")
        if connection.dialect.name == "postgresql":
            # Their indexes have names that today's table wants.
            unique = [each["name"] for each in inspector.get_unique_constraints(name)]
            for constraint in (inspector.get_pk_constraint(name)["name"], *unique):
                connection.exec_driver_sql(f"ALTER TABLE {name} DROP CONSTRAINT {constraint} CASCADE")
        connection.exec_driver_sql(f"ALTER TABLE {name} RENAME TO {table}{_ASIDE}")
    connection.exec_driver_sql("DELETE FROM alembic_version")


def copy_rows(connection: sa.Connection) -> None:
    """Copy what was set aside, if anything was, into today's tables, and drop it."""
    inspector = sa.inspect(connection)
    if not inspector.has_table(f"forum{_ASIDE}"):
        return
    for table in _TABLES:
        pairs = dict(_columns(inspector, table))
        names, sources = ", ".join(pairs), ", ".join(pairs.values())
        # The names are those of the schema.
        copying = f"INSERT INTO {table} ({names}) SELECT {sources} FROM {table}{_ASIDE}"  # noqa: S608
        connection.exec_driver_sql(copying)
    find_texts(connection)
    for table in reversed(_TABLES):
        connection.exec_driver_sql(f"DROP TABLE {table}{_ASIDE}")
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(
            "SELECT setval(pg_get_serial_sequence('search_text', 'id'), max(id)) FROM search_text"
        )


def find_texts(connection: sa.Connection, containing: str = "") -> None:
    """Store the excerpt and the picture of each post whose HTML contains that, as they are found today."""
    place = (_POST.c.forum_key, _POST.c.key)
    found_before = (_POST.c.excerpt, _POST.c.picture)
    of_post = sa.tuple_(*place) == sa.tuple_(sa.bindparam("of_forum"), sa.bindparam("of_post"))
    query = sa.select(*place, _POST.c.content, *found_before).order_by(*place).limit(_BATCH)
    query = query.where(_POST.c.content.contains(containing, autoescape=True)) if containing else query
    after = ("", "")
    while posts := connection.execute(query.where(sa.tuple_(*place) > after)).all():
        after = (posts[-1].forum_key, posts[-1].key)
        found = [
            {"of_forum": forum_key, "of_post": key, "excerpt": texts.excerpt, "picture": texts.picture}
            for forum_key, key, content, *before in posts
            for texts in (texts_in(content),)
            if [texts.excerpt, texts.picture] != before
        ]
        if found:
            connection.execute(sa.update(_POST).where(of_post), found)


def _columns(inspector: sa.Inspector, table: str) -> Iterator[tuple[str, str]]:
    """Each column of today's table, quoted, with its source; what nothing is known of stays empty."""
    before = {column["name"]: column["type"] for column in inspector.get_columns(f"{table}{_ASIDE}")}
    for column in inspector.get_columns(table):
        name = column["name"]
        source = name if name in before else _RENAMED.get(name, name)
        was_number = isinstance(column["type"], sa.Text) and isinstance(before.get(source), sa.Integer)
        if (worked_out := _WORKED_OUT.get((table, name))) and (was_number or source not in before):
            yield f'"{name}"', worked_out
        elif source in before:
            yield f'"{name}"', f'CAST("{source}" AS TEXT)' if was_number else f'"{source}"'
