"""The whole schema. A store of the schema 0010, the last of ten steps before this one, is taken over."""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

from feedforum.store import conversion

revision = "0011"
down_revision = None
branch_labels = None
depends_on = None

# The words stand in `search_text`; the index holds none of its own, and triggers keep it up to date
# (https://sqlite.org/fts5.html, 4.4.3). Words are told apart by blanks alone: they are split already.
_SEARCH_IN_SQLITE = (
    """
    CREATE VIRTUAL TABLE search_index
    USING fts5(title, text, content='search_text', content_rowid='id', tokenize='ascii', prefix='2 3')
    """,
    "INSERT INTO search_index(search_index) VALUES ('rebuild')",
    """
    CREATE TRIGGER search_text_inserted AFTER INSERT ON search_text BEGIN
        INSERT INTO search_index(rowid, title, text) VALUES (new.id, new.title, new.text);
    END
    """,
    """
    CREATE TRIGGER search_text_deleted AFTER DELETE ON search_text BEGIN
        INSERT INTO search_index(search_index, rowid, title, text)
        VALUES ('delete', old.id, old.title, old.text);
    END
    """,
    """
    CREATE TRIGGER search_text_updated AFTER UPDATE OF title, text ON search_text BEGIN
        INSERT INTO search_index(search_index, rowid, title, text)
        VALUES ('delete', old.id, old.title, old.text);
        INSERT INTO search_index(rowid, title, text) VALUES (new.id, new.title, new.text);
    END
    """,
)

# Until it has counted the rows, PostgreSQL takes a full table for an empty one, and joins it row by row.
_SEARCH_IN_POSTGRESQL = (
    """
    ALTER TABLE search_text ADD COLUMN vector tsvector
    GENERATED ALWAYS AS (to_tsvector('simple', title || ' ' || text)) STORED
    """,
    "CREATE INDEX ix_search_text_vector ON search_text USING gin (vector)",
    "ANALYZE search_text",
)

# What feeds show, or are chosen and ordered by; all other columns are what polls note for themselves.
_SHOWN = {
    "forum": ("key", "host", "url", "engine", "title", "language", "first_polled_at"),
    "board": ("forum_key", "id", "title", "description", "rank", "first_seen_at"),
    "thread": (
        *("forum_key", "id", "board_id", "topic", "prefix", "starter", "starter_id", "closed", "important"),
        *("announcement", "total", "first_key", "gone_at", "first_seen_at"),
    ),
    "post": (
        *("forum_key", "key", "thread_id", "board_id", "id", "number", "position", "first", "author"),
        *("author_id", "title", "posted_at", "first_seen_at", "edited_at", "content", "signature"),
        *("gone_at", "dropped_at"),
    ),
    "attachment": ("forum_key", "post_key", "rank", "id", "name", "url", "size", "inline"),
    "search_text": ("forum_key", "post_key", "author", "title", "text"),
}

_RAISE = """
    INSERT INTO revision (forum_key, number) VALUES ({forum}, 1)
    ON CONFLICT (forum_key) DO UPDATE SET number = revision.number + 1;
"""


def upgrade() -> None:
    """Make the tables, what there was before, and only then the triggers, which it needs none of."""
    _create_tables()
    connection = op.get_bind()
    conversion.copy_rows(connection)
    sqlite = connection.dialect.name == "sqlite"
    for statement in _SEARCH_IN_SQLITE if sqlite else _SEARCH_IN_POSTGRESQL:
        connection.exec_driver_sql(statement)
    for statement in _triggers_in_sqlite() if sqlite else _triggers_in_postgresql():
        connection.exec_driver_sql(statement)


def _create_tables() -> None:
    op.create_table(
        "board",
        sa.Column("forum_key", sa.String(60), primary_key=True),
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(), nullable=False),
        sa.Column("index_signature", sa.Text()),
        sa.Column("row_signature", sa.Text()),
        sa.Column("listed_at", sa.DateTime()),
        sa.Column("unlisted_below", sa.DateTime()),
        sa.Column("unlisted_page", sa.BigInteger()),
        sa.Column("own_posts", sa.BigInteger()),
        sa.Column("own_threads", sa.BigInteger()),
        sa.Column("posts_per_page", sa.Integer()),
        sa.Column("newest_first", sa.Boolean()),
        sa.Column("answer", sa.String(40), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("refused_at", sa.DateTime()),
        sa.Column("refused_as", sa.Text()),
    )
    op.create_table(
        "cookies",
        sa.Column("forum_key", sa.String(60), primary_key=True),
        sa.Column("encrypted", sa.Text(), nullable=False),
    )
    op.create_table(
        "forum",
        sa.Column("key", sa.String(60), primary_key=True),
        sa.Column("host", sa.String(255), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("engine", sa.String(40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("language", sa.String(20), nullable=False),
        sa.Column("first_polled_at", sa.DateTime(), nullable=False),
        sa.Column("storm_at", sa.DateTime()),
    )
    op.create_table(
        "lease",
        sa.Column("name", sa.String(80), primary_key=True),
        sa.Column("command", sa.String(80), nullable=False),
        sa.Column("host", sa.String(255), nullable=False),
        sa.Column("process_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
    )
    op.create_table(
        "poll_request",
        sa.Column("forum_key", sa.String(60), primary_key=True),
        sa.Column("requested_at", sa.DateTime(), nullable=False),
    )
    op.create_table(
        "poll_state",
        sa.Column("forum_key", sa.String(60), primary_key=True),
        sa.Column("due_at", sa.DateTime()),
        sa.Column("pause", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("polled_at", sa.DateTime()),
        sa.Column("answer", sa.String(40), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("requests", sa.Integer(), nullable=False),
        sa.Column("new_posts", sa.Integer(), nullable=False),
        sa.Column("unread_dates", sa.Integer(), nullable=False),
        sa.Column("login_refused_at", sa.DateTime()),
        sa.Column("login_refused_for", sa.String(64), nullable=False),
        sa.Column("logged_in_at", sa.DateTime()),
        sa.Column("logins", sa.Integer(), nullable=False),
        sa.Column("edits", sa.Integer(), nullable=False),
        sa.Column("deletions", sa.Integer(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("failing_since", sa.DateTime()),
        sa.Column("public_host", sa.Text()),
    )
    op.create_table(
        "poll_stats",
        sa.Column("forum_key", sa.String(60), primary_key=True),
        sa.Column("board_id", sa.Text(), primary_key=True),
        sa.Column("hour", sa.DateTime(), primary_key=True),
        sa.Column("polls", sa.Integer(), nullable=False),
        sa.Column("requests", sa.Integer(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("new_posts", sa.Integer(), nullable=False),
        sa.Column("edits", sa.Integer(), nullable=False),
        sa.Column("deletions", sa.Integer(), nullable=False),
        sa.Column("unread_dates", sa.Integer(), nullable=False),
    )
    op.create_table(
        "refused_password",
        sa.Column("forum_key", sa.String(60), primary_key=True),
        sa.Column("board_id", sa.Text(), primary_key=True),
        sa.Column("password_hash", sa.String(64), nullable=False),
    )
    op.create_table(
        "request_budget",
        sa.Column("forum_key", sa.String(60), primary_key=True),
        sa.Column("asked", sa.Float(), nullable=False),
        sa.Column("reread", sa.Float(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
    )
    op.create_table(
        "revision",
        sa.Column("forum_key", sa.String(60), primary_key=True),
        sa.Column("number", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "robots",
        sa.Column("host", sa.String(255), primary_key=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("fetched_at", sa.DateTime(), nullable=False),
    )
    op.create_table(
        "thread",
        sa.Column("forum_key", sa.String(60), primary_key=True),
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("board_id", sa.Text()),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("starter", sa.Text(), nullable=False),
        sa.Column("starter_id", sa.Text()),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("important", sa.Boolean(), nullable=False),
        sa.Column("announcement", sa.Boolean(), nullable=False),
        sa.Column("total", sa.BigInteger()),
        sa.Column("pages", sa.BigInteger(), nullable=False),
        sa.Column("last_post_at", sa.DateTime()),
        sa.Column("listed_signature", sa.Text()),
        sa.Column("tail_signature", sa.Text()),
        sa.Column("read_signature", sa.Text()),
        sa.Column("news", sa.Boolean(), nullable=False),
        sa.Column("news_since", sa.DateTime()),
        sa.Column("settled_total", sa.BigInteger()),
        sa.Column("never_read", sa.Boolean(), nullable=False),
        sa.Column("first_key", sa.Text()),
        sa.Column("missing", sa.Integer(), nullable=False),
        sa.Column("missing_at", sa.DateTime()),
        sa.Column("suspect", sa.Boolean(), nullable=False),
        sa.Column("gone_at", sa.DateTime()),
        sa.Column("refused_at", sa.DateTime()),
        sa.Column("newest_checked_at", sa.DateTime()),
        sa.Column("first_seen_at", sa.DateTime(), nullable=False),
    )
    op.create_index("ix_thread_board", "thread", ["forum_key", "board_id", "last_post_at"])
    op.create_index("ix_thread_never_read", "thread", ["forum_key", "board_id", "never_read", "last_post_at"])
    op.create_index("ix_thread_newest", "thread", ["forum_key", "board_id", "number"])
    op.create_index("ix_thread_news", "thread", ["forum_key", "news"])
    op.create_index("ix_thread_suspect", "thread", ["forum_key", "suspect"])
    op.create_table(
        "post",
        sa.Column("forum_key", sa.String(60), primary_key=True),
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("thread_id", sa.Text(), nullable=False),
        sa.Column("board_id", sa.Text()),
        sa.Column("id", sa.Text()),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("first", sa.Boolean(), nullable=False),
        sa.Column("gap_before", sa.Boolean(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Text()),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("posted_at", sa.DateTime(), nullable=False),
        sa.Column("dated", sa.Boolean(), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(), nullable=False),
        sa.Column("edited_at", sa.DateTime()),
        sa.Column("edits", sa.Integer(), nullable=False),
        sa.Column("edit_waits", sa.Boolean(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("missing", sa.Integer(), nullable=False),
        sa.Column("missing_at", sa.DateTime()),
        sa.Column("gone_at", sa.DateTime()),
        sa.Column("reread_at", sa.DateTime()),
        sa.Column("dropped_at", sa.DateTime()),
        sa.ForeignKeyConstraint(["forum_key", "thread_id"], ["thread.forum_key", "thread.id"]),
    )
    op.create_index(
        "ix_post_board_first", "post", ["forum_key", "board_id", "first", "posted_at", "number", "key"]
    )
    op.create_index("ix_post_board_time", "post", ["forum_key", "board_id", "posted_at", "number", "key"])
    op.create_index("ix_post_forum_time", "post", ["forum_key", "posted_at", "number", "key"])
    op.create_index("ix_post_gap", "post", ["forum_key", "board_id", "gap_before", "posted_at"])
    op.create_index("ix_post_gone", "post", ["forum_key", "gone_at", "number"])
    op.create_index("ix_post_kept", "post", ["forum_key", "board_id", "dropped_at", "posted_at"])
    op.create_index("ix_post_reread", "post", ["forum_key", "reread_at"])
    op.create_index("ix_post_thread", "post", ["forum_key", "thread_id", "position"])
    op.create_index("ix_post_time", "post", ["posted_at", "number", "forum_key", "key"])
    op.create_table(
        "attachment",
        sa.Column("forum_key", sa.String(60), primary_key=True),
        sa.Column("post_key", sa.Text(), primary_key=True),
        sa.Column("rank", sa.Integer(), primary_key=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger()),
        sa.Column("inline", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["forum_key", "post_key"], ["post.forum_key", "post.key"]),
    )
    op.create_table(
        "search_text",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True),
        sa.Column("forum_key", sa.String(60), nullable=False),
        sa.Column("post_key", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["forum_key", "post_key"], ["post.forum_key", "post.key"]),
        sa.UniqueConstraint("forum_key", "post_key"),
    )
    op.create_index("ix_search_text_author", "search_text", ["forum_key", "author"])


def _triggers_in_sqlite() -> Iterator[str]:
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


def _triggers_in_postgresql() -> Iterator[str]:
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
