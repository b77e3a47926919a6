"""The tables. Moments are UTC without a zone in the database (`UtcDateTime`), ids are text (`ForumId`).

A column or index that is added here is added by a migration too.
"""

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect

from feedforum.records import Id, as_id

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, stored in UTC. A naive one is a programming error and raises `ValueError`."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class ForumId(TypeDecorator[Id]):
    """An id as the forum has it, a number or a word, stored as its text.

    It is compared for equality alone: text puts 10 before 9, and ids need not rise with time. What is
    ordered by age has a moment, or a `number`, in a column of its own.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Id | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Id | None:
        return None if value is None else as_id(value)


forum = Table(
    "forum",
    metadata,
    Column("key", String(60), primary_key=True),
    Column("host", String(255), nullable=False),
    Column("url", Text, nullable=False),
    Column("engine", String(40), nullable=False),
    Column("title", Text, nullable=False, default=""),
    Column("language", String(20), nullable=False, default=""),
    Column("first_polled_at", UtcDateTime, nullable=False),
    Column("storm_at", UtcDateTime),
)

# How many pages a forum was asked for in about the last day.
request_budget = Table(
    "request_budget",
    metadata,
    Column("forum_key", String(60), primary_key=True),
    Column("asked", Float, nullable=False),
    Column("reread", Float, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

# The last poll of each forum and when the next is due: not columns of `forum`, since each poll writes them.
poll_state = Table(
    "poll_state",
    metadata,
    Column("forum_key", String(60), primary_key=True),
    Column("due_at", UtcDateTime),
    Column("pause", Integer, nullable=False, default=0),
    Column("failures", Integer, nullable=False, default=0),
    Column("polled_at", UtcDateTime),
    Column("answer", String(40), nullable=False, default=""),
    Column("detail", Text, nullable=False, default=""),
    Column("url", Text, nullable=False, default=""),
    Column("requests", Integer, nullable=False, default=0),
    Column("new_posts", Integer, nullable=False, default=0),
    Column("unread_dates", Integer, nullable=False, default=0),
    Column("login_refused_at", UtcDateTime),
    Column("login_refused_for", String(64), nullable=False, default=""),
    Column("logged_in_at", UtcDateTime),
    Column("logins", Integer, nullable=False, default=0),
    Column("edits", Integer, nullable=False, default=0),
    Column("deletions", Integer, nullable=False, default=0),
    Column("size", BigInteger, nullable=False, default=0),
    Column("failing_since", UtcDateTime),
    Column("public_host", Text),
)

cookies = Table(
    "cookies",
    metadata,
    Column("forum_key", String(60), primary_key=True),
    Column("encrypted", Text, nullable=False),
)

# Of each board the hash of the password that it refused last.
refused_password = Table(
    "refused_password",
    metadata,
    Column("forum_key", String(60), primary_key=True),
    Column("board_id", ForumId, primary_key=True),
    Column("password_hash", String(64), nullable=False),
)

# What came of the polls that ended in an hour: for each board, and for the whole forum (`board_id` empty).
poll_stats = Table(
    "poll_stats",
    metadata,
    Column("forum_key", String(60), primary_key=True),
    Column("board_id", ForumId, primary_key=True),
    Column("hour", UtcDateTime, primary_key=True),
    Column("polls", Integer, nullable=False, default=0),
    Column("requests", Integer, nullable=False, default=0),
    Column("size", BigInteger, nullable=False, default=0),
    Column("new_posts", Integer, nullable=False, default=0),
    Column("edits", Integer, nullable=False, default=0),
    Column("deletions", Integer, nullable=False, default=0),
    Column("unread_dates", Integer, nullable=False, default=0),
)

# The forums that their owner wants polled at once; the process that polls deletes the row.
poll_request = Table(
    "poll_request",
    metadata,
    Column("forum_key", String(60), primary_key=True),
    Column("requested_at", UtcDateTime, nullable=False),
)

robots = Table(
    "robots",
    metadata,
    Column("host", String(255), primary_key=True),
    Column("text", Text, nullable=False),
    Column("fetched_at", UtcDateTime, nullable=False),
)

# How often something has changed that the feeds of a forum show. Triggers raise it, so that no writer can
# forget to (see `revisions`).
revision = Table(
    "revision",
    metadata,
    Column("forum_key", String(60), primary_key=True),
    Column("number", BigInteger, nullable=False),
)

# Which process polls, for messages about it. Whether one does, only the lock knows (see `poller_lease`).
lease = Table(
    "lease",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("command", String(80), nullable=False),
    Column("host", String(255), nullable=False),
    Column("process_id", Integer, nullable=False),
    Column("since", UtcDateTime, nullable=False),
)

board = Table(
    "board",
    metadata,
    Column("forum_key", String(60), primary_key=True),
    Column("id", ForumId, primary_key=True),
    Column("title", Text, nullable=False, default=""),
    Column("description", Text, nullable=False, default=""),
    Column("rank", Integer, nullable=False, default=0),
    Column("first_seen_at", UtcDateTime, nullable=False),
    Column("index_signature", Text),
    Column("row_signature", Text),
    Column("listed_at", UtcDateTime),
    Column("unlisted_below", UtcDateTime),
    Column("unlisted_page", BigInteger),
    Column("own_posts", BigInteger),
    Column("own_threads", BigInteger),
    Column("posts_per_page", Integer),
    Column("newest_first", Boolean),
    Column("answer", String(40), nullable=False, default=""),
    Column("detail", Text, nullable=False, default=""),
    Column("refused_at", UtcDateTime),
    Column("refused_as", Text),
)

# `number` orders threads by age: the id where that is a number, else a moment at which the thread was there.
thread = Table(
    "thread",
    metadata,
    Column("forum_key", String(60), primary_key=True),
    Column("id", ForumId, primary_key=True),
    Column("number", BigInteger, nullable=False),
    Column("board_id", ForumId),
    Column("topic", Text, nullable=False),
    Column("prefix", Text, nullable=False, default=""),
    Column("starter", Text, nullable=False, default=""),
    Column("starter_id", ForumId),
    Column("closed", Boolean, nullable=False, default=False),
    Column("important", Boolean, nullable=False, default=False),
    Column("announcement", Boolean, nullable=False, default=False),
    Column("total", BigInteger),
    Column("pages", BigInteger, nullable=False, default=1),
    Column("last_post_at", UtcDateTime),
    Column("listed_signature", Text),
    Column("tail_signature", Text),
    Column("read_signature", Text),
    Column("news", Boolean, nullable=False, default=False),
    Column("news_since", UtcDateTime),
    Column("settled_total", BigInteger),
    Column("never_read", Boolean, nullable=False, default=True),
    Column("first_key", Text),
    Column("missing", Integer, nullable=False, default=0),
    Column("missing_at", UtcDateTime),
    Column("suspect", Boolean, nullable=False, default=False),
    Column("gone_at", UtcDateTime),
    Column("refused_at", UtcDateTime),
    Column("newest_checked_at", UtcDateTime),
    Column("first_seen_at", UtcDateTime, nullable=False),
    Index("ix_thread_newest", "forum_key", "board_id", "number"),
    Index("ix_thread_board", "forum_key", "board_id", "last_post_at"),
    Index("ix_thread_news", "forum_key", "news"),
    Index("ix_thread_suspect", "forum_key", "suspect"),
    Index("ix_thread_never_read", "forum_key", "board_id", "never_read", "last_post_at"),
)

post = Table(
    "post",
    metadata,
    Column("forum_key", String(60), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("thread_id", ForumId, nullable=False),
    Column("board_id", ForumId),
    Column("id", ForumId),
    Column("number", BigInteger, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("first", Boolean, nullable=False, default=False),
    Column("gap_before", Boolean, nullable=False, default=False),
    Column("author", Text, nullable=False),
    Column("author_id", ForumId),
    Column("title", Text, nullable=False, default=""),
    Column("posted_at", UtcDateTime, nullable=False),
    Column("dated", Boolean, nullable=False, default=True),
    Column("first_seen_at", UtcDateTime, nullable=False),
    Column("edited_at", UtcDateTime),
    Column("edits", Integer, nullable=False, default=0),
    Column("edit_waits", Boolean, nullable=False, default=False),
    Column("content", Text, nullable=False),
    Column("signature", Text, nullable=False, default=""),
    Column("fingerprint", Text, nullable=False),
    Column("missing", Integer, nullable=False, default=0),
    Column("missing_at", UtcDateTime),
    Column("gone_at", UtcDateTime),
    Column("reread_at", UtcDateTime),
    Column("dropped_at", UtcDateTime),
    ForeignKeyConstraint(["forum_key", "thread_id"], ["thread.forum_key", "thread.id"]),
    Index("ix_post_kept", "forum_key", "board_id", "dropped_at", "posted_at"),
    Index("ix_post_thread", "forum_key", "thread_id", "position"),
    Index("ix_post_time", "posted_at", "number", "forum_key", "key"),
    Index("ix_post_forum_time", "forum_key", "posted_at", "number", "key"),
    Index("ix_post_board_time", "forum_key", "board_id", "posted_at", "number", "key"),
    Index("ix_post_board_first", "forum_key", "board_id", "first", "posted_at", "number", "key"),
    Index("ix_post_gone", "forum_key", "gone_at", "number"),
    Index("ix_post_gap", "forum_key", "board_id", "gap_before", "posted_at"),
    Index("ix_post_reread", "forum_key", "reread_at"),
)

attachment = Table(
    "attachment",
    metadata,
    Column("forum_key", String(60), primary_key=True),
    Column("post_key", Text, primary_key=True),
    Column("rank", Integer, primary_key=True),
    Column("id", ForumId, nullable=False),
    Column("name", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("size", BigInteger),
    Column("inline", Boolean, nullable=False, default=False),
    ForeignKeyConstraint(["forum_key", "post_key"], ["post.forum_key", "post.key"]),
)

# The words of each post as `feedforum.text.folding` spells them. Each database has its own kind of full-text
# index over them (see `search`). A higher `id` was stored later.
search_text = Table(
    "search_text",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("forum_key", String(60), nullable=False),
    Column("post_key", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    ForeignKeyConstraint(["forum_key", "post_key"], ["post.forum_key", "post.key"]),
    UniqueConstraint("forum_key", "post_key"),
    Index("ix_search_text_author", "forum_key", "author"),
)
