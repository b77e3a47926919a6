"""Tables and search. A store of the schema 0010, the last of ten steps before this one, is taken over."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

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


def upgrade() -> None:
    """Make the tables, copy what there was before, and only then index its words."""
    _create_tables()
    connection = op.get_bind()
    conversion.copy_rows(connection)
    for statement in _SEARCH_IN_SQLITE if connection.dialect.name == "sqlite" else _SEARCH_IN_POSTGRESQL:
        connection.exec_driver_sql(statement)


def _forum_key() -> sa.Column[str]:
    return sa.Column("forum_key", sa.String(60), primary_key=True)


def _optional(kind: type[TypeEngine[Any]], *names: str) -> Iterator[sa.Column[Any]]:
    return (sa.Column(name, kind) for name in names)


def _required(kind: TypeEngine[Any] | type[TypeEngine[Any]], *names: str) -> Iterator[sa.Column[Any]]:
    return (sa.Column(name, kind, nullable=False) for name in names)


def _create_tables() -> None:
    op.create_table(
        "forum",
        sa.Column("key", sa.String(60), primary_key=True),
        *_required(sa.String(255), "host"),
        *_required(sa.String(40), "engine"),
        *_required(sa.String(20), "language"),
        *_required(sa.Text, "url", "title"),
        *_required(sa.DateTime, "first_polled_at"),
        *_optional(sa.DateTime, "storm_at"),
    )
    op.create_table(
        "request_budget",
        _forum_key(),
        *_required(sa.Float, "asked", "reread"),
        *_required(sa.DateTime, "at"),
    )
    op.create_table(
        "poll_state",
        _forum_key(),
        *_optional(sa.DateTime, "due_at", "polled_at", "failing_since", "login_refused_at", "logged_in_at"),
        *_required(sa.Integer, "pause", "failures", "logins"),
        *_required(sa.Integer, "requests", "new_posts", "edits", "deletions", "unread_dates"),
        *_required(sa.BigInteger, "size"),
        *_required(sa.String(40), "answer"),
        *_required(sa.String(64), "login_refused_for"),
        *_required(sa.Text, "detail", "url"),
        *_optional(sa.Text, "public_host"),
    )
    op.create_table("cookies", _forum_key(), *_required(sa.Text, "encrypted"))
    op.create_table(
        "refused_password",
        _forum_key(),
        sa.Column("board_id", sa.Text, primary_key=True),
        *_required(sa.String(64), "password_hash"),
    )
    op.create_table(
        "poll_stats",
        _forum_key(),
        sa.Column("board_id", sa.Text, primary_key=True),
        sa.Column("hour", sa.DateTime, primary_key=True),
        *_required(sa.Integer, "polls", "requests", "new_posts", "edits", "deletions", "unread_dates"),
        *_required(sa.BigInteger, "size"),
    )
    op.create_table("poll_request", _forum_key(), *_required(sa.DateTime, "requested_at"))
    op.create_table(
        "robots",
        sa.Column("host", sa.String(255), primary_key=True),
        *_required(sa.Text, "text"),
        *_required(sa.DateTime, "fetched_at"),
    )
    op.create_table("revision", _forum_key(), *_required(sa.BigInteger, "number"))
    op.create_table(
        "lease",
        sa.Column("name", sa.String(80), primary_key=True),
        *_required(sa.String(80), "command"),
        *_required(sa.String(255), "host"),
        *_required(sa.Integer, "process_id"),
        *_required(sa.DateTime, "since"),
    )
    op.create_table(
        "board",
        _forum_key(),
        sa.Column("id", sa.Text, primary_key=True),
        *_required(sa.Text, "title", "description", "detail"),
        *_required(sa.String(40), "answer"),
        *_required(sa.Integer, "rank"),
        *_required(sa.DateTime, "first_seen_at"),
        *_optional(sa.Text, "index_signature", "row_signature", "refused_as"),
        *_optional(sa.DateTime, "listed_at", "unlisted_below", "refused_at"),
        *_optional(sa.BigInteger, "unlisted_page", "own_posts", "own_threads"),
        *_optional(sa.Integer, "posts_per_page"),
        *_optional(sa.Boolean, "newest_first"),
    )
    op.create_table(
        "thread",
        _forum_key(),
        sa.Column("id", sa.Text, primary_key=True),
        *_required(sa.BigInteger, "number"),
        *_required(sa.Text, "topic", "prefix", "starter"),
        *_optional(sa.Text, "board_id", "starter_id"),
        *_required(sa.Boolean, "closed", "important", "announcement", "news", "suspect", "never_read"),
        *_required(sa.BigInteger, "pages"),
        *_required(sa.Integer, "missing"),
        *_optional(sa.BigInteger, "total", "settled_total"),
        *_optional(sa.Text, "listed_signature", "tail_signature", "read_signature", "first_key"),
        *_optional(sa.DateTime, "last_post_at", "news_since", "missing_at", "gone_at", "refused_at"),
        *_optional(sa.DateTime, "newest_checked_at"),
        *_required(sa.DateTime, "first_seen_at"),
    )
    op.create_index("ix_thread_newest", "thread", ["forum_key", "board_id", "number"])
    op.create_index("ix_thread_board", "thread", ["forum_key", "board_id", "last_post_at"])
    op.create_index("ix_thread_news", "thread", ["forum_key", "news"])
    op.create_index("ix_thread_suspect", "thread", ["forum_key", "suspect"])
    op.create_index("ix_thread_never_read", "thread", ["forum_key", "board_id", "never_read", "last_post_at"])
    op.create_table(
        "post",
        _forum_key(),
        sa.Column("key", sa.Text, primary_key=True),
        *_required(sa.Text, "thread_id"),
        *_optional(sa.Text, "board_id", "id", "author_id"),
        *_required(sa.BigInteger, "number", "position"),
        *_required(sa.Text, "author", "content", "fingerprint", "title", "signature"),
        *_required(sa.Text, "excerpt", "picture"),
        *_required(sa.Boolean, "first", "gap_before", "edit_waits", "dated"),
        *_required(sa.Integer, "edits", "missing"),
        *_required(sa.DateTime, "posted_at", "first_seen_at"),
        *_optional(sa.DateTime, "edited_at", "missing_at", "gone_at", "reread_at", "dropped_at"),
        sa.ForeignKeyConstraint(["forum_key", "thread_id"], ["thread.forum_key", "thread.id"]),
    )
    op.create_index("ix_post_kept", "post", ["forum_key", "board_id", "dropped_at", "posted_at"])
    op.create_index("ix_post_thread", "post", ["forum_key", "thread_id", "position"])
    op.create_index("ix_post_time", "post", ["posted_at", "number", "forum_key", "key"])
    op.create_index("ix_post_forum_time", "post", ["forum_key", "posted_at", "number", "key"])
    op.create_index("ix_post_board_time", "post", ["forum_key", "board_id", "posted_at", "number", "key"])
    op.create_index(
        "ix_post_board_first", "post", ["forum_key", "board_id", "first", "posted_at", "number", "key"]
    )
    op.create_index("ix_post_gone", "post", ["forum_key", "gone_at", "number"])
    op.create_index("ix_post_gap", "post", ["forum_key", "board_id", "gap_before", "posted_at"])
    op.create_index("ix_post_reread", "post", ["forum_key", "reread_at"])
    op.create_table(
        "attachment",
        _forum_key(),
        sa.Column("post_key", sa.Text, primary_key=True),
        sa.Column("rank", sa.Integer, primary_key=True),
        *_required(sa.Text, "id", "name", "url"),
        *_optional(sa.BigInteger, "size"),
        *_required(sa.Boolean, "inline"),
        sa.ForeignKeyConstraint(["forum_key", "post_key"], ["post.forum_key", "post.key"]),
    )
    op.create_table(
        "search_text",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        *_required(sa.String(60), "forum_key"),
        *_required(sa.Text, "post_key", "author", "title", "text"),
        sa.ForeignKeyConstraint(["forum_key", "post_key"], ["post.forum_key", "post.key"]),
        sa.UniqueConstraint("forum_key", "post_key"),
    )
    op.create_index("ix_search_text_author", "search_text", ["forum_key", "author"])
