"""The triggers that note where something changes that feeds show (see `revisions`)."""

from collections.abc import Iterator

import sqlalchemy as sa

# What feeds show, or are chosen and ordered by; all other columns are what polls note for themselves. Of each
# table the forum's key comes first, and with it stands where a row's change shows.
_SHOWN = {
    "forum": ("SELECT '', ''", "key host url engine title language first_polled_at"),
    "board": ("SELECT {row}.id, ''", "forum_key id title description rank first_seen_at"),
    "thread": (
        "SELECT coalesce({row}.board_id, ''), {row}.id",
        """forum_key id board_id topic prefix starter starter_id closed important announcement total
        first_key gone_at first_seen_at""",
    ),
    "post": (
        "SELECT coalesce({row}.board_id, ''), {row}.thread_id",
        """forum_key key thread_id board_id id number position first author author_id title posted_at
        first_seen_at edited_at announced_at content signature excerpt picture media gone_at dropped_at""",
    ),
    "attachment": (
        """SELECT coalesce(board_id, ''), thread_id FROM post
        WHERE forum_key = {row}.forum_key AND key = {row}.post_key""",
        "forum_key post_key rank id name url size inline",
    ),
}

# Where a row was and where it is now: both have changed.
_RAISE = """
    INSERT INTO revision (board_id, thread_id, forum_key, number)
    SELECT place.*, {row}.{key}, (
        SELECT coalesce(max(number), 0) + 1 FROM revision WHERE forum_key = {row}.{key}
    ) FROM ({place}) AS place WHERE true
    ON CONFLICT (forum_key, board_id, thread_id) DO UPDATE SET number = excluded.number;
"""

# Of two transactions the later one must have the greater number.
_WAIT = "PERFORM pg_advisory_xact_lock(hashtext('feedforum/revision/' || {row}.{key}));"


def create_triggers(connection: sa.Connection) -> None:
    """Make the triggers anew: after each change of the schema they are those of today's tables."""
    drop_triggers(connection)
    for statement in _triggers(connection.dialect.name == "sqlite"):
        connection.exec_driver_sql(statement)


def drop_triggers(connection: sa.Connection) -> None:
    """Take the triggers away, until `create_triggers` in the same transaction."""
    if connection.dialect.name == "sqlite":
        named = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_revision'"
        dropping = [f"DROP TRIGGER {name}" for name in connection.exec_driver_sql(named).scalars().all()]
    else:
        ours = [f"{table}_{name}_revision" for table in _SHOWN for name in ("inserted", "deleted", "updated")]
        dropping = [f"DROP FUNCTION IF EXISTS {name}() CASCADE" for name in ours]
    for statement in dropping:
        connection.exec_driver_sql(statement)


def _triggers(sqlite: bool) -> Iterator[str]:
    """Triggers that raise revisions; those of PostgreSQL need a function for what they do."""
    distinct = "IS NOT" if sqlite else "IS DISTINCT FROM"
    for table, (place, shown) in _SHOWN.items():
        columns = shown.split()
        raises = {
            row: _RAISE.format(row=row, key=columns[0], place=place.format(row=row)) for row in ("old", "new")
        }
        named = ", ".join(f'"{column}"' for column in columns)
        differs = " OR ".join(f'old."{column}" {distinct} new."{column}"' for column in columns)
        for name, event, rows, when in (
            ("inserted", "INSERT", ("new",), ""),
            ("deleted", "DELETE", ("old",), ""),
            ("updated", f"UPDATE OF {named}", ("old", "new"), f"WHEN ({differs})"),
        ):
            does = f"BEGIN {''.join(raises[row] for row in rows)} END"
            if not sqlite:
                wait = _WAIT.format(row=rows[0], key=columns[0])
                body = does.replace("BEGIN", f"BEGIN {wait}", 1).replace(" END", " RETURN NULL; END")
                function = f"{table}_{name}_revision()"
                yield f"CREATE FUNCTION {function} RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$"
                does = f"EXECUTE FUNCTION {function}"
            at = f"AFTER {event} ON {table} FOR EACH ROW {when}"
            yield f"CREATE TRIGGER {table}_{name}_revision {at} {does}"
