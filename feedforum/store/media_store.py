"""Which pictures and files posts show, what is known of their addresses, and which files are kept."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from feedforum.records import (
    Attachment,
    Id,
    MediaFault,
    MediaFile,
    MediaSource,
    MediaStatus,
    MediaTrouble,
    PostScope,
    UnlistedPost,
    WantedMedia,
)
from feedforum.store import tables
from feedforum.store.database import Repository, writing
from feedforum.store.read_queries import ATTACHMENTS, in_scope
from feedforum.store.row_mapping import change_rows, columns, insert_rows, record, upsert, values

_post, _attachment = tables.post, tables.attachment
_file, _source, _shows = tables.media_file, tables.media_source, tables.post_media

SHOWN = sa.and_(_post.c.gone_at.is_(None), _post.c.dropped_at.is_(None))
"""Whether a post is there, and its text too."""

_OF_POST = sa.and_(_post.c.forum_key == _shows.c.forum_key, _post.c.key == _shows.c.post_key)
_OF_SOURCE = sa.and_(_source.c.forum_key == _shows.c.forum_key, _source.c.url == _shows.c.url)
_VALIDATORS = {"If-None-Match": "etag", "If-Modified-Since": "last_modified"}
_FILE_COLUMNS = tuple(_file.c[name] for name in columns(MediaFile, _file))

_KEPT = _file.join(_source, _source.c.digest == _file.c.digest)
_SHOWN_FILES = _KEPT.join(_shows, _OF_SOURCE).join(_post, _OF_POST)
_GOOD = {"due_at": None, "failures": 0, "fault": "", "detail": ""}
"""Of an address that was had at last, and is not asked for again."""


class MediaStore(Repository):
    """The pictures and files of all forums; `key` is a forum's key."""

    def unlisted(self, scope: PostScope, limit: int) -> list[UnlistedPost]:
        """Posts in a scope whose pictures and files are not listed yet, the newest first."""
        where = (in_scope(scope), SHOWN, _post.c.media_listed_at.is_(None))
        rows = self._all(sa.select(_post).where(*where).order_by(_post.c.posted_at.desc()).limit(limit))
        files: defaultdict[str, list[Attachment]] = defaultdict(list)
        keys = [row["key"] for row in rows]
        for file in self._all(ATTACHMENTS, key=scope.key, posts=keys) if keys else ():
            files[file["post_key"]].append(record(Attachment, file))
        return [record(UnlistedPost, row, attachments=tuple(files[row["key"]])) for row in rows]

    def save_listed(
        self, key: str, listed: Mapping[str, Iterable[WantedMedia]], edited: Collection[str], now: datetime
    ) -> None:
        """Save which pictures and files these posts show: each address that is new is due now.

        Those that an `edited` post showed before are due again, for they may have changed with it.
        """
        with writing(self._engine) as connection:
            posts = list(listed)
            of_edited = sa.select(_shows.c.url).where(
                _shows.c.forum_key == key, _shows.c.post_key.in_(list(edited))
            )
            kept = (_source.c.forum_key == key, _source.c.url.in_(of_edited), _source.c.digest.is_not(None))
            connection.execute(sa.update(_source).where(*kept).values(due_at=now))
            of_posts = (_shows.c.forum_key == key, _shows.c.post_key.in_(posts))
            connection.execute(sa.delete(_shows).where(*of_posts))
            shown = [(post_key, each) for post_key, media in listed.items() for each in media]
            rows = [{"forum_key": key, "post_key": post_key, "url": each.url} for post_key, each in shown]
            insert_rows(connection, _shows, rows)
            wanted = {each.url: values(each, _source) for _, each in shown}
            known = (_source.c.forum_key == key, _source.c.url.in_(list(wanted)))
            for url in connection.execute(sa.select(_source.c.url).where(*known)).scalars():
                del wanted[url]
            insert_rows(
                connection, _source, [{**row, "forum_key": key, "due_at": now} for row in wanted.values()]
            )
            change_rows(
                connection, _post, [{"forum_key": key, "key": each, "media_listed_at": now} for each in posts]
            )
            _show(connection, key, posts)

    def due(self, scope: PostScope, now: datetime, limit: int) -> list[MediaSource]:
        """The addresses that are due, pictures first, those of the newest posts first."""
        query = (
            sa.select(_source, sa.func.max(_post.c.board_id).label("board_id"))
            .select_from(_source.join(_shows, _OF_SOURCE).join(_post, _OF_POST))
            .where(_source.c.forum_key == scope.key, _source.c.due_at <= now, in_scope(scope), SHOWN)
            .group_by(*_source.c)
            .order_by(_source.c.picture.desc(), sa.func.max(_post.c.posted_at).desc(), _source.c.url)
            .limit(limit)
        )
        asked = [
            (row, {ask: row[name] for ask, name in _VALIDATORS.items() if row[name] and row["digest"]})
            for row in self._all(query)
        ]
        return [record(MediaSource, row, validators=validators) for row, validators in asked]

    def keep(
        self, key: str, url: str, file: MediaFile, validators: Mapping[str, str], now: datetime
    ) -> list[tuple[Id, Id | None]]:
        """Save that an address is kept; gives the threads that show it, each with its board."""
        with writing(self._engine) as connection:
            upsert(connection, _file, {**values(file, _file), "kept_at": now, "unused_since": None})
            named = {name: validators.get(ask, "") for ask, name in _VALIDATORS.items()}
            kept = {"forum_key": key, "url": url, "digest": file.digest, **_GOOD, **named}
            change_rows(connection, _source, [kept])
            query = sa.select(_post.c.key, _post.c.thread_id, _post.c.board_id).join(_shows, _OF_POST)
            posts = connection.execute(query.where(_shows.c.forum_key == key, _shows.c.url == url)).all()
            _show(connection, key, [post.key for post in posts])
        return list({(post.thread_id, post.board_id): None for post in posts})

    def unchanged(self, key: str, url: str) -> None:
        """Save that what is kept of an address is what the forum has."""
        self._change_source(key, url, _GOOD)

    def put_off(
        self, key: str, url: str, fault: MediaFault, detail: str, due_at: datetime | None, failures: int
    ) -> None:
        """Save that an address could not be had, and when it is tried again; None for never."""
        change = {"fault": str(fault), "detail": detail, "due_at": due_at, "failures": failures}
        self._change_source(key, url, change)

    def _change_source(self, key: str, url: str, change: Mapping[str, Any]) -> None:
        with writing(self._engine) as connection:
            change_rows(connection, _source, [{"forum_key": key, "url": url, **change}])

    def find(self, digest: str, scope: PostScope) -> tuple[MediaFile, str] | None:
        """A file that a post in a scope shows, with its name if it is an attachment; None if none does."""
        return self._called(scope.key, digest, _SHOWN_FILES, in_scope(scope), SHOWN)

    def kept(self, key: str, digest: str) -> tuple[MediaFile, str] | None:
        """A file that is kept of a forum, as `find` gives it."""
        return self._called(key, digest, _KEPT)

    def _called(
        self, key: str, digest: str, among: sa.Join, *where: sa.ColumnElement[bool]
    ) -> tuple[MediaFile, str] | None:
        query = sa.select(*_FILE_COLUMNS, _source.c.name.label("called")).select_from(among)
        query = query.where(_source.c.forum_key == key, _file.c.digest == digest, *where)
        row = self._first(query.order_by(_source.c.name.desc()).limit(1))
        return (record(MediaFile, row), row["called"]) if row else None

    def shown(self, scope: PostScope) -> list[MediaFile]:
        query = sa.select(*_FILE_COLUMNS).select_from(_SHOWN_FILES).distinct()
        where = (_source.c.forum_key == scope.key, in_scope(scope), SHOWN)
        return [record(MediaFile, row) for row in self._all(query.where(*where))]

    def files(self) -> list[MediaFile]:
        query = sa.select(*_FILE_COLUMNS).order_by(_file.c.digest)
        return [record(MediaFile, row) for row in self._all(query)]

    def size(self, *where: sa.ColumnElement[bool]) -> int:
        """The bytes of all files that are kept, or of those for which something holds."""
        return int(self._value(sa.select(sa.func.sum(_file.c.size)).where(*where)) or 0)

    def status(self, key: str) -> MediaStatus:
        """How many pictures and files of a forum are kept, wait and were given up, and why."""
        count, of_forum = sa.func.count, _source.c.forum_key == key
        waiting = sa.case((_source.c.digest.is_(None), _source.c.due_at))
        counts: list[sa.Label[Any]] = [count().label("all"), count(_source.c.digest).label("kept")]
        counts.append(count(waiting).label("waiting"))
        found = self._all(sa.select(*counts).where(of_forum))[0]
        trouble = (
            sa.select(_source.c.fault, count().label("count"), sa.func.min(_source.c.url).label("url"))
            .where(of_forum, _source.c.fault != "")
            .group_by(_source.c.fault)
            .order_by(count().desc(), _source.c.fault)
        )
        faults = self._all(trouble)
        named = _source.c.url.in_([row["url"] for row in faults])
        details = self._all(sa.select(_source.c.url, _source.c.detail).where(of_forum, named))
        by_url = {row["url"]: row["detail"] for row in details}
        return MediaStatus(
            kept=found["kept"],
            size=self.size(_file.c.digest.in_(sa.select(_source.c.digest).where(of_forum))),
            waiting=found["waiting"],
            given_up=found["all"] - found["kept"] - found["waiting"],
            trouble=tuple(
                MediaTrouble(MediaFault(row["fault"]), row["count"], row["url"], by_url[row["url"]])
                for row in faults
            ),
        )

    def fetch_again(self, digests: Iterable[str], now: datetime) -> None:
        """Have files that are lost fetched once more."""
        with writing(self._engine) as connection:
            lost = list(digests)
            posts = _posts_of(connection, _source.c.digest.in_(lost))
            again = {"digest": None, "due_at": now, "etag": "", "last_modified": ""}
            connection.execute(sa.update(_source).where(_source.c.digest.in_(lost)).values(**again))
            connection.execute(sa.delete(_file).where(_file.c.digest.in_(lost)))
            for key in {row.forum_key for row in posts}:
                _show(connection, key, [row.post_key for row in posts if row.forum_key == key])

    def take_unused(self, now: datetime, after: timedelta) -> list[str]:
        """Note since when no post shows files; those that none did for `after` are forgotten, and given."""
        shown = (
            sa.select(_source.c.digest)
            .select_from(_source.join(_shows, _OF_SOURCE).join(_post, _OF_POST))
            .where(SHOWN, _source.c.digest.is_not(None))
        )
        unused = _file.c.digest.not_in(shown)
        with writing(self._engine) as connection:
            connection.execute(
                sa.update(_file).where(_file.c.unused_since.is_not(None), ~unused).values(unused_since=None)
            )
            connection.execute(
                sa.update(_file).where(_file.c.unused_since.is_(None), unused).values(unused_since=now)
            )
            outdated = sa.select(_file.c.digest).where(_file.c.unused_since <= now - after)
            digests = list(connection.execute(outdated).scalars())
            if digests:
                # Their posts are gone; should one come back, all that it shows is listed anew.
                for key, post_key in _posts_of(connection, _source.c.digest.in_(digests)):
                    of_post = (_shows.c.forum_key == key, _shows.c.post_key == post_key)
                    connection.execute(sa.delete(_shows).where(*of_post))
                    unlisted = {"forum_key": key, "key": post_key, "media_listed_at": None, "media": None}
                    change_rows(connection, _post, [unlisted])
                connection.execute(sa.delete(_source).where(_source.c.digest.in_(digests)))
                connection.execute(sa.delete(_file).where(_file.c.digest.in_(digests)))
            # An address that no post shows any more is forgotten, kept or not.
            named = sa.select(_shows.c.url).where(_OF_SOURCE)
            connection.execute(
                sa.delete(_source).where(_source.c.digest.is_(None), ~sa.exists(named.correlate(_source)))
            )
        return digests


def _posts_of(connection: sa.Connection, where: sa.ColumnElement[bool]) -> list[Any]:
    query = sa.select(_shows.c.forum_key, _shows.c.post_key).select_from(_shows.join(_source, _OF_SOURCE))
    return list(connection.execute(query.where(where).distinct()).all())


def _show(connection: sa.Connection, key: str, posts: list[str]) -> None:
    """Write what is kept of posts' pictures and files to where feeds find it: with the posts themselves."""
    query = (
        sa.select(_shows.c.post_key, _shows.c.url, *_FILE_COLUMNS)
        .select_from(_shows.join(_source, _OF_SOURCE).join(_file, _file.c.digest == _source.c.digest))
        .where(_shows.c.forum_key == key, _shows.c.post_key.in_(posts))
        .order_by(_shows.c.url)
    )
    found: dict[str, list[list[Any]]] = {}
    for post_key, *media in connection.execute(query):
        found.setdefault(post_key, []).append(media)
    without = [post_key for post_key in posts if post_key not in found]
    of_posts = sa.update(_post).where(_post.c.forum_key == key)
    connection.execute(
        of_posts.where(_post.c.key.in_(without), _post.c.media.is_not(None)).values(media=None)
    )
    for post_key, media in found.items():
        stored = json.dumps(media, separators=(",", ":"))
        differs = _post.c.media.is_distinct_from(stored)
        connection.execute(of_posts.where(_post.c.key == post_key, differs).values(media=stored))
