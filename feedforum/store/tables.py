"""The tables. Moments are UTC without a zone in the database (`UtcDateTime`), ids are text (`ForumId`).

A new store is made of them as they are. A column or index that is added here is added by a migration too, for
the stores that are there.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeEngine

from feedforum.records import Id, as_id

_Kind = TypeEngine[Any] | type[TypeEngine[Any]]

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcDateTime(sa.TypeDecorator[datetime]):
    """An aware moment, stored in UTC. A naive one is a programming error and raises `ValueError`."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class ForumId(sa.TypeDecorator[Id]):
    """An id as the forum has it, a number or a word, stored as its text.

    It is compared for equality alone: text puts 10 before 9, and ids need not rise with time. What is
    ordered by age has a moment, or a `number`, in a column of its own.
    """

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Id | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Id | None:
        return None if value is None else as_id(value)


def _table(name: str, *columns: sa.schema.SchemaItem) -> sa.Table:
    return sa.Table(name, metadata, *columns)


def _of_forum(name: str, *columns: sa.schema.SchemaItem) -> sa.Table:
    return _table(name, *_key(sa.String(60), "forum_key"), *columns)


def _key(kind: _Kind, *names: str) -> Iterator[sa.Column[Any]]:
    return (sa.Column(name, kind, primary_key=True) for name in names)


def _optional(kind: _Kind, *names: str) -> Iterator[sa.Column[Any]]:
    return (sa.Column(name, kind) for name in names)


def _required(kind: _Kind, *names: str, default: Any = None) -> Iterator[sa.Column[Any]]:
    return (sa.Column(name, kind, nullable=False, default=default) for name in names)


forum = _table(
    "forum",
    *_key(sa.String(60), "key"),
    *_required(sa.String(255), "host"),
    *_required(sa.String(40), "engine"),
    *_required(sa.String(20), "language", default=""),
    *_required(sa.Text, "url"),
    *_required(sa.Text, "title", default=""),
    *_required(UtcDateTime, "first_polled_at"),
    *_optional(UtcDateTime, "storm_at", "guests_asked_at"),
    *_optional(sa.String(60), "timezone"),
)

# How many pages a forum was asked for in about the last day.
request_budget = _of_forum(
    "request_budget", *_required(sa.Float, "asked", "reread"), *_required(UtcDateTime, "at")
)

# The last poll of each forum and when the next is due: not columns of `forum`, since each poll writes them.
poll_state = _of_forum(
    "poll_state",
    *_optional(UtcDateTime, "due_at", "polled_at", "failing_since", "login_refused_at", "logged_in_at"),
    *_required(sa.Integer, "pause", "failures", "logins", default=0),
    *_required(sa.Integer, "requests", "new_posts", "edits", "deletions", "unread_dates", default=0),
    *_required(sa.BigInteger, "size", default=0),
    *_required(sa.String(40), "answer", default=""),
    *_required(sa.String(64), "login_refused_for", default=""),
    *_required(sa.Text, "detail", "url", default=""),
    *_optional(sa.Text, "public_host"),
)

# What was learned of a forum whose pages its configured profile (`replaces`) fits no more, as JSON.
learned_profile = _of_forum("learned_profile", *_required(sa.Text, "replaces", "profile"))

cookies = _of_forum("cookies", *_required(sa.Text, "encrypted"))

# Of each board the hash of the password that it refused last.
refused_password = _of_forum(
    "refused_password", *_key(ForumId, "board_id"), *_required(sa.String(64), "password_hash")
)

# What came of the polls that ended in an hour: for each board, and for the whole forum (`board_id` empty).
poll_stats = _of_forum(
    "poll_stats",
    *_key(ForumId, "board_id"),
    *_key(UtcDateTime, "hour"),
    *_required(sa.Integer, "polls", "requests", "new_posts", "edits", "deletions", "unread_dates", default=0),
    *_required(sa.BigInteger, "size", default=0),
)

# The forums that their owner wants polled at once; the process that polls deletes the row.
poll_request = _of_forum("poll_request", *_required(UtcDateTime, "requested_at"))

robots = _table(
    "robots",
    *_key(sa.String(255), "host"),
    *_required(sa.Text, "text"),
    *_required(UtcDateTime, "fetched_at"),
)

# Where something has changed that feeds show: for each thread, each board (`thread_id` empty) and the forum
# (both empty) the number of the last change, counted in the forum. Triggers write it, so that no writer can
# forget to (see `revisions`). Threads in no board that is watched have an empty `board_id`.
revision = _of_forum(
    "revision",
    *_key(ForumId, "board_id", "thread_id"),
    *_required(sa.BigInteger, "number"),
    sa.Index("ix_revision_number", "forum_key", "number"),
)

# When a feed was last fetched by an access token, by the token's name; written once an hour at most.
token_read = _table(
    "token_read", *_key(sa.String(60), "name"), *_key(sa.Text, "path"), *_required(UtcDateTime, "read_at")
)

# The sessions of the owner that were ended by logging out, for as long as their cookies would hold.
ended_session = _table("ended_session", *_key(sa.String(60), "id"), *_required(UtcDateTime, "ended_at"))

# Which process polls, for messages about it. Whether one does, only the lock knows (see `poller_lease`).
lease = _table(
    "lease",
    *_key(sa.String(80), "name"),
    *_required(sa.String(80), "command"),
    *_required(sa.String(255), "host"),
    *_required(sa.Integer, "process_id"),
    *_required(UtcDateTime, "since"),
)

# The processes that share a store in PostgreSQL, workers and servers, each with the configuration that it has
# read; `seen_at` is of its last heartbeat.
worker = _table(
    "worker",
    *_key(sa.String(40), "id"),
    *_required(sa.String(20), "kind"),
    *_required(sa.String(255), "host"),
    *_required(sa.Integer, "process_id"),
    *_required(sa.String(40), "version"),
    *_required(sa.String(64), "config_hash"),
    *_required(UtcDateTime, "since", "seen_at"),
)

# Which worker polls a forum, since when: no other may write what a poll of it reads (see `forum_lease`).
forum_lease = _of_forum("forum_lease", *_required(sa.String(40), "holder"), *_required(UtcDateTime, "since"))

# What workers know together of the hosts that they ask, each by a hash of its name (see `host_limits`). All
# moments are by the clock of the database.
host_limit = _table(
    "host_limit",
    *_key(sa.String(64), "host"),
    *_optional(sa.String(40), "holder"),
    *_optional(UtcDateTime, "held_until", "blocked_until"),
    *_required(UtcDateTime, "last_at"),
    *_required(sa.Integer, "overloads", default=0),
)

board = _of_forum(
    "board",
    *_key(ForumId, "id"),
    *_required(sa.Text, "title", "description", "detail", default=""),
    *_required(sa.String(40), "answer", default=""),
    *_required(sa.Integer, "rank", default=0),
    *_required(UtcDateTime, "first_seen_at"),
    *_optional(sa.Text, "index_signature", "row_signature", "refused_as"),
    *_optional(UtcDateTime, "listed_at", "unlisted_below", "refused_at", "guest_shown_at"),
    *_optional(sa.BigInteger, "unlisted_page", "own_posts", "own_threads"),
    *_optional(sa.Integer, "posts_per_page"),
    *_optional(sa.Boolean, "newest_first"),
)

# `number` orders threads by age: the id where that is a number, else a moment at which the thread was there.
thread = _of_forum(
    "thread",
    *_key(ForumId, "id"),
    *_required(sa.BigInteger, "number"),
    *_required(sa.Text, "topic"),
    *_required(sa.Text, "prefix", "starter", default=""),
    *_optional(ForumId, "board_id", "starter_id"),
    *_required(sa.Boolean, "closed", "important", "announcement", "news", "suspect", default=False),
    *_required(sa.Boolean, "never_read", default=True),
    *_required(sa.BigInteger, "pages", default=1),
    *_required(sa.Integer, "missing", default=0),
    *_optional(sa.BigInteger, "total", "settled_total"),
    *_optional(sa.Text, "listed_signature", "tail_signature", "read_signature", "first_key"),
    *_optional(UtcDateTime, "last_post_at", "news_since", "missing_at", "gone_at", "refused_at"),
    *_optional(UtcDateTime, "newest_checked_at"),
    *_required(UtcDateTime, "first_seen_at"),
    sa.Index("ix_thread_newest", "forum_key", "board_id", "number"),
    sa.Index("ix_thread_board", "forum_key", "board_id", "last_post_at"),
    sa.Index("ix_thread_news", "forum_key", "news"),
    sa.Index("ix_thread_suspect", "forum_key", "suspect"),
    sa.Index("ix_thread_never_read", "forum_key", "board_id", "never_read", "last_post_at"),
)

# `media` is what feeds show of the pictures and files that are kept, as JSON; null where none are. What a
# post shows is in `post_media` from `media_listed_at` on, which is null again once it has another text.
post = _of_forum(
    "post",
    *_key(sa.Text, "key"),
    *_required(ForumId, "thread_id"),
    *_optional(ForumId, "board_id", "id", "author_id"),
    *_required(sa.BigInteger, "number", "position"),
    *_required(sa.Text, "author", "content", "fingerprint"),
    *_required(sa.Text, "title", "signature", "excerpt", "picture", default=""),
    *_required(sa.Boolean, "first", "gap_before", "edit_waits", default=False),
    *_required(sa.Boolean, "dated", default=True),
    *_required(sa.Integer, "edits", "missing", default=0),
    *_required(UtcDateTime, "posted_at", "first_seen_at"),
    *_optional(UtcDateTime, "edited_at", "missing_at", "gone_at", "reread_at", "dropped_at", "announced_at"),
    *_optional(UtcDateTime, "media_listed_at"),
    *_optional(sa.Text, "media"),
    sa.ForeignKeyConstraint(["forum_key", "thread_id"], ["thread.forum_key", "thread.id"]),
    sa.Index("ix_post_kept", "forum_key", "board_id", "dropped_at", "posted_at"),
    sa.Index("ix_post_thread", "forum_key", "thread_id", "position"),
    sa.Index("ix_post_time", "posted_at", "number", "forum_key", "key"),
    sa.Index("ix_post_forum_time", "forum_key", "posted_at", "number", "key"),
    sa.Index("ix_post_board_time", "forum_key", "board_id", "posted_at", "number", "key"),
    sa.Index("ix_post_board_first", "forum_key", "board_id", "first", "posted_at", "number", "key"),
    sa.Index("ix_post_gone", "forum_key", "gone_at", "number"),
    sa.Index("ix_post_gap", "forum_key", "board_id", "gap_before", "posted_at"),
    sa.Index("ix_post_reread", "forum_key", "reread_at"),
    sa.Index("ix_post_media_listed_at", "forum_key", "media_listed_at"),
)

attachment = _of_forum(
    "attachment",
    *_key(sa.Text, "post_key"),
    *_key(sa.Integer, "rank"),
    *_required(ForumId, "id"),
    *_required(sa.Text, "name", "url"),
    *_optional(sa.BigInteger, "size"),
    *_required(sa.Boolean, "inline", default=False),
    sa.ForeignKeyConstraint(["forum_key", "post_key"], ["post.forum_key", "post.key"]),
)

# The pictures and files that are kept, by the SHA-256 of their content: `width` and `height` are in pixels,
# zero for what is no picture.
media_file = _table(
    "media_file",
    *_key(sa.String(64), "digest"),
    *_required(sa.String(100), "media_type"),
    *_required(sa.String(10), "extension"),
    *_required(sa.BigInteger, "size"),
    *_required(sa.Integer, "width", "height", default=0),
    *_required(UtcDateTime, "kept_at"),
    *_optional(UtcDateTime, "unused_since"),
)

# The addresses that posts show: each is due, or kept (`digest`), or given up, where it is neither.
media_source = _of_forum(
    "media_source",
    *_key(sa.Text, "url"),
    *_required(sa.Boolean, "picture"),
    *_required(sa.Text, "name", "detail", "etag", "last_modified", default=""),
    *_required(sa.String(40), "fault", default=""),
    *_required(sa.Integer, "failures", default=0),
    *_optional(sa.String(64), "digest"),
    *_optional(UtcDateTime, "due_at"),
    sa.Index("ix_media_source_digest", "digest"),
    sa.Index("ix_media_source_due_at", "forum_key", "due_at"),
)

post_media = _of_forum(
    "post_media",
    *_key(sa.Text, "post_key", "url"),
    sa.ForeignKeyConstraint(["forum_key", "post_key"], ["post.forum_key", "post.key"]),
    sa.Index("ix_post_media_url", "forum_key", "url"),
)

# The words of each post as `feedforum.text.folding` spells them. Each database has its own kind of full-text
# index over them (see `search`). A higher `id` was stored later.
search_text = _table(
    "search_text",
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    *_required(sa.String(60), "forum_key"),
    *_required(sa.Text, "post_key", "author", "title", "text"),
    sa.ForeignKeyConstraint(["forum_key", "post_key"], ["post.forum_key", "post.key"]),
    sa.UniqueConstraint("forum_key", "post_key"),
    sa.Index("ix_search_text_author", "forum_key", "author"),
)
