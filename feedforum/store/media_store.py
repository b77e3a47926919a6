"""Which pictures and files posts show, what is known of their addresses, and which files are kept."""

import json
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
from feedforum.store.read_queries import in_scope
from feedforum.store.row_mapping import change_rows, insert_rows, record

_post, _attachment = tables.post, tables.attachment
_file, _source, _shows = tables.media_file, tables.media_source, tables.post_media

SHOWN = sa.and_(_post.c.gone_at.is_(None), _post.c.dropped_at.is_(None))
"""Whether a post is there, and its text too."""

_OF_POST = sa.and_(_post.c.forum_key == _shows.c.forum_key, _post.c.key == _shows.c.post_key)
_OF_SOURCE = sa.and_(_source.c.forum_key == _shows.c.forum_key, _source.c.url == _shows.c.url)
_VALIDATORS = {"If-None-Match": "etag", "If-Modified-Since": "last_modified"}
_FILE_COLUMNS = (
    _file.c.digest,
    _file.c.media_type,
    _file.c.extension,
    _file.c.size,
    _file.c.width,
    _file.c.height,
)


_FILES_KEPT = sa.select(*_FILE_COLUMNS, _source.c.name.label("called")).select_from(
    _file.join(_source, _source.c.digest == _file.c.digest)
)
_FILES_SHOWN = sa.select(*_FILE_COLUMNS, _source.c.name.label("called")).select_from(
    _file.join(_source, _source.c.digest == _file.c.digest).join(_shows, _OF_SOURCE).join(_post, _OF_POST)
)


class MediaStore(Repository):
    """The pictures and files of all forums; `key` is a forum's key."""

    def unlisted(self, scope: PostScope, limit: int) -> list[UnlistedPost]:
        """Posts in a scope whose pictures and files are not listed yet, the newest first."""
        where = (in_scope(scope), SHOWN, _post.c.media_listed_at.is_(None))
        rows = self._all(sa.select(_post).where(*where).order_by(_post.c.posted_at.desc()).limit(limit))
        keys = [row["key"] for row in rows]
        of_posts = sa.select(_attachment).where(
            _attachment.c.forum_key == scope.key, _attachment.c.post_key.in_(keys)
        )
        files = self._all(of_posts.order_by(_attachment.c.rank)) if keys else ()
        return [
            record(
                UnlistedPost,
                row,
                attachments=tuple(
                    record(Attachment, file) for file in files if file["post_key"] == row["key"]
                ),
            )
            for row in rows
        ]

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
            connection.execute(
                sa.update(_source)
                .where(
                    _source.c.forum_key == key, _source.c.url.in_(of_edited), _source.c.digest.is_not(None)
                )
                .values(due_at=now)
            )
            connection.execute(
                sa.delete(_shows).where(_shows.c.forum_key == key, _shows.c.post_key.in_(posts))
            )
            shown = [(post_key, each) for post_key, media in listed.items() for each in media]
            insert_rows(
                connection,
                _shows,
                [{"forum_key": key, "post_key": post_key, "url": each.url} for post_key, each in shown],
            )
            wanted = {each.url: each for _, each in shown}
            known = connection.execute(
                sa.select(_source.c.url).where(_source.c.forum_key == key, _source.c.url.in_(list(wanted)))
            ).scalars()
            new = wanted.keys() - set(known)
            insert_rows(
                connection,
                _source,
                [
                    {"forum_key": key, "url": url, "picture": each.picture, "name": each.name, "due_at": now}
                    for url, each in wanted.items()
                    if url in new
                ],
            )
            rows = [{"forum_key": key, "key": each, "media_listed_at": now} for each in posts]
            change_rows(connection, _post, rows)
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
        return [
            record(
                MediaSource,
                row,
                validators={
                    ask: row[name] for ask, name in _VALIDATORS.items() if row[name] and row["digest"]
                },
            )
            for row in self._all(query)
        ]

    def keep(
        self, key: str, url: str, file: MediaFile, validators: Mapping[str, str], now: datetime
    ) -> list[tuple[Id, Id | None]]:
        """Save that an address is kept; gives the threads that show it, each with its board."""
        with writing(self._engine) as connection:
            known = connection.execute(sa.select(_file).where(_file.c.digest == file.digest)).first()
            values = {column.name: getattr(file, column.name) for column in _FILE_COLUMNS}
            if known is None:
                insert_rows(connection, _file, [{**values, "kept_at": now}])
            else:
                change_rows(connection, _file, [{"digest": file.digest, "unused_since": None}])
            named = {name: validators.get(ask, "") for ask, name in _VALIDATORS.items()}
            kept = {"digest": file.digest, "due_at": None, "failures": 0, "fault": "", "detail": ""}
            change_rows(connection, _source, [{"forum_key": key, "url": url, **kept, **named}])
            query = sa.select(_post.c.key, _post.c.thread_id, _post.c.board_id).select_from(
                _shows.join(_post, _OF_POST)
            )
            posts = connection.execute(query.where(_shows.c.forum_key == key, _shows.c.url == url)).all()
            _show(connection, key, [post.key for post in posts])
        return list({(post.thread_id, post.board_id): None for post in posts})

    def unchanged(self, key: str, url: str) -> None:
        """Save that what is kept of an address is what the forum has."""
        change = {"due_at": None, "failures": 0, "fault": "", "detail": ""}
        self._put_source(key, url, change)

    def put_off(
        self, key: str, url: str, fault: MediaFault, detail: str, due_at: datetime | None, failures: int
    ) -> None:
        """Save that an address could not be had, and when it is tried again; None for never."""
        self._put_source(
            key, url, {"fault": str(fault), "detail": detail, "due_at": due_at, "failures": failures}
        )

    def _put_source(self, key: str, url: str, change: Mapping[str, Any]) -> None:
        self._write(
            sa.update(_source).where(_source.c.forum_key == key, _source.c.url == url).values(**change)
        )

    def find(self, digest: str, scope: PostScope) -> tuple[MediaFile, str] | None:
        """A file that a post in a scope shows, with its name if it is an attachment; None if none does."""
        return self._called(
            _FILES_SHOWN.where(_source.c.forum_key == scope.key, _file.c.digest == digest).where(
                in_scope(scope), SHOWN
            )
        )

    def kept(self, key: str, digest: str) -> tuple[MediaFile, str] | None:
        """A file that is kept of a forum, as `find` gives it."""
        return self._called(_FILES_KEPT.where(_source.c.forum_key == key, _file.c.digest == digest))

    def _called(self, query: sa.Select[Any]) -> tuple[MediaFile, str] | None:
        row = self._first(query.order_by(_source.c.name.desc()).limit(1))
        return (record(MediaFile, row), row["called"]) if row else None

    def shown(self, scope: PostScope) -> list[MediaFile]:
        """All files that posts in a scope show."""
        query = _FILES_SHOWN.where(_source.c.forum_key == scope.key, in_scope(scope), SHOWN)
        return list({row["digest"]: record(MediaFile, row) for row in self._all(query)}.values())

    def files(self) -> list[MediaFile]:
        """All files that are kept."""
        return [
            record(MediaFile, row) for row in self._all(sa.select(*_FILE_COLUMNS).order_by(_file.c.digest))
        ]

    def size(self) -> int:
        """The bytes of all files that are kept."""
        row = self._first(sa.select(sa.func.coalesce(sa.func.sum(_file.c.size), 0).label("size")))
        return int(row["size"]) if row else 0

    def status(self, key: str) -> MediaStatus:
        """How many pictures and files of a forum are kept, wait and were given up, and why."""
        kept = sa.case((_source.c.digest.is_not(None), 1), else_=0)
        waiting = sa.case((sa.and_(_source.c.digest.is_(None), _source.c.due_at.is_not(None)), 1), else_=0)
        total = sa.select(
            sa.func.count().label("count"),
            sa.func.coalesce(sa.func.sum(kept), 0).label("kept"),
            sa.func.coalesce(sa.func.sum(waiting), 0).label("waiting"),
        ).where(_source.c.forum_key == key)
        used = sa.select(_source.c.digest).where(_source.c.forum_key == key, _source.c.digest.is_not(None))
        size = sa.select(sa.func.coalesce(sa.func.sum(_file.c.size), 0).label("size")).where(
            _file.c.digest.in_(used)
        )
        trouble = (
            sa.select(
                _source.c.fault,
                sa.func.count().label("count"),
                sa.func.min(_source.c.url).label("url"),
            )
            .where(_source.c.forum_key == key, _source.c.fault != "")
            .group_by(_source.c.fault)
            .order_by(sa.func.count().desc(), _source.c.fault)
        )
        counted, bytes_, faults = self._first(total), self._first(size), self._all(trouble)
        of_urls = (_source.c.forum_key == key, _source.c.url.in_([row["url"] for row in faults]))
        details = self._all(sa.select(_source.c.url, _source.c.detail).where(*of_urls))
        if counted is None or bytes_ is None:
            return MediaStatus()
        by_url = {row["url"]: row["detail"] for row in details}
        return MediaStatus(
            kept=counted["kept"],
            size=int(bytes_["size"]),
            waiting=counted["waiting"],
            given_up=counted["count"] - counted["kept"] - counted["waiting"],
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
                for row in _posts_of(connection, _source.c.digest.in_(digests)):
                    of_post = (_shows.c.forum_key == row.forum_key, _shows.c.post_key == row.post_key)
                    connection.execute(sa.delete(_shows).where(*of_post))
                    listing = {"media_listed_at": None, "media": None}
                    change_rows(
                        connection, _post, [{"forum_key": row.forum_key, "key": row.post_key, **listing}]
                    )
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
