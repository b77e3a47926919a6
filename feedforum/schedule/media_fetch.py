"""Fetches the pictures and files that a forum's posts show, after its pages and in its session."""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta

from feedforum.clock import Clock
from feedforum.config import ForumSettings
from feedforum.errors import MediaError
from feedforum.fetch import FileLimits, ForumClient
from feedforum.fetch.urls import host_of
from feedforum.media.file_types import TooManyPixelsError, file_type_of
from feedforum.media.folder import MediaFolder, Part
from feedforum.media.previews import preview_of
from feedforum.media.wanted_media import (
    fault_in,
    fault_of,
    is_own,
    media_scope,
    media_settings,
    next_try,
    wanted_media,
)
from feedforum.metrics import Metrics
from feedforum.poll.poll_report import ChangedThread
from feedforum.records import Answer, Downloaded, MediaFault, MediaFile, MediaSource, PostScope
from feedforum.store import Store
from feedforum.translations import detail_text

log = logging.getLogger(__name__)

LISTED_AT_ONCE = 200
"""How many posts are looked through in one transaction."""

MOST_LISTED = 20 * LISTED_AT_ONCE
"""How many are looked through after one poll; what is left waits for the next."""

KEPT_UNUSED = timedelta(days=7)
"""How long a file is kept that no post shows any more."""

SWEEP_EVERY = timedelta(days=1)

FILE_TIMEOUT_FACTOR = 4
"""How many times as long as a page a file may take."""

LEAST_SECONDS = 1.0
"""Less time than that is not worth beginning a file."""

_EDITED_LATELY = timedelta(days=1)
_TOTAL_REACHED = detail_text("media_total_reached")
_DISK_FULL = detail_text("media_disk_full")


@dataclass(slots=True)
class MediaReport:
    """How many were kept, how many could not be had, and the threads that show something new."""

    kept: int = 0
    failed: int = 0
    changed: dict[ChangedThread, None] = field(default_factory=dict)


class _NotKeptError(Exception):
    """A file could not be had, or is not what it should be; `of_host`: nor could others of its host."""

    def __init__(self, fault: MediaFault, detail: str = "", downloaded: Downloaded | None = None) -> None:
        self.fault, self.detail = fault, detail
        self.of_host = fault is MediaFault.OVERLOADED or bool(downloaded and downloaded.unreachable)
        self.retry_after = downloaded.retry_after if downloaded else None


@dataclass(eq=False)
class MediaFetch:
    """The pictures and files of one forum. `client` is the forum's, `elsewhere` makes one for other hosts.

    All forums share the `folder`. One that cannot be used leaves posts as they are.
    """

    forum: ForumSettings
    store: Store
    client: ForumClient
    elsewhere: Callable[[], ForumClient]
    folder: MediaFolder
    clock: Clock
    metrics: Metrics
    _elsewhere: ForumClient | None = None

    def run(self, report: MediaReport, check: Callable[[], None], until: datetime | None = None) -> None:
        """Fetch what is due, as many files as a poll may fetch pages, until a moment.

        `check` raises what ends it between two files; the `report` says what has come until then. Raises
        StoreError.
        """
        if self.forum.keeps_media:
            self._fetch_due(report, check, until)
        if self.folder.folder.is_dir():
            self._sweep()

    def _fetch_due(self, report: MediaReport, check: Callable[[], None], until: datetime | None) -> None:
        scope = media_scope(self.forum)
        self._list(scope, check)
        # A host that does not answer is asked once.
        broken: dict[str, _NotKeptError] = {}
        for source in self.store.media.due(scope, self.clock.now(), self.forum.pages_per_poll):
            check()
            seconds, host = self.forum.timeout * FILE_TIMEOUT_FACTOR, host_of(source.url)
            if until is not None:
                left = (until - self.clock.now()).total_seconds() - self.forum.request_delay
                seconds = min(seconds, left)
            if seconds < LEAST_SECONDS:
                break
            try:
                if host in broken:
                    raise broken[host]
                self._fetch(source, seconds, report)
            except _NotKeptError as error:
                if error.of_host:
                    broken[host] = error
                self._put_off(source, error, report)
            except MediaError as error:
                self._put_off(source, _NotKeptError(MediaFault.NO_ROOM, str(error)), report)
                break

    def close(self) -> None:
        if self._elsewhere is not None:
            self._elsewhere.close()
            self._elsewhere = None

    def _list(self, scope: PostScope, check: Callable[[], None]) -> None:
        """Note what posts show that were read since the last time."""
        for limit in (LISTED_AT_ONCE,) * (MOST_LISTED // LISTED_AT_ONCE):
            posts = self.store.media.unlisted(scope, limit)
            if not posts:
                return
            now = self.clock.now()
            edited = [post.key for post in posts if post.edited_at and now - post.edited_at < _EDITED_LATELY]
            listed = {post.key: wanted_media(post, self.forum) for post in posts}
            self.store.media.save_listed(scope.key, listed, edited, now)
            check()

    def _fetch(self, source: MediaSource, seconds: float, report: MediaReport) -> None:
        """Fetch one file. Raises _NotKeptError; MediaError where there is no room for another either."""
        settings = media_settings(self.forum, source.board_id)
        left, room = self.folder.total - self.store.media.size(), self.folder.room()
        most = min(settings.max_size, left, room)
        full = _TOTAL_REACHED if left <= room else _DISK_FULL
        if most <= 0:
            raise MediaError(full)
        with self.folder.part() as part:
            limits = FileLimits(part.write, most)
            downloaded = self._client_for(source).download(source.url, limits, source.validators, seconds)
            fault = fault_of(downloaded)
            if fault is MediaFault.TOO_LARGE and most < settings.max_size:
                raise _NotKeptError(MediaFault.NO_ROOM, full)
            if fault is not None:
                raise _NotKeptError(fault, downloaded.detail, downloaded)
            if downloaded.answer is Answer.UNCHANGED:
                self.store.media.unchanged(self.forum.key, source.url)
            else:
                self._keep(source, part, downloaded, report)

    def _client_for(self, source: MediaSource) -> ForumClient:
        if is_own(source.url, self.forum):
            return self.client
        if self._elsewhere is None:
            self._elsewhere = self.elsewhere()
        if self.client.guard.public_host:
            self._elsewhere.guard.remember(self.client.guard.public_host)
        return self._elsewhere

    def _keep(self, source: MediaSource, part: Part, downloaded: Downloaded, report: MediaReport) -> None:
        """Keep a file that has arrived. Raises _NotKeptError if it is not what it should be."""
        part.flush()
        try:
            file_type = file_type_of(part.path)
        except TooManyPixelsError:
            raise _NotKeptError(MediaFault.TOO_MANY_PIXELS) from None
        fault = fault_in(file_type, source, media_settings(self.forum, source.board_id))
        if fault is not None or not part.size:
            raise _NotKeptError(fault or MediaFault.BROKEN, file_type.media_type)
        key, now = self.forum.key, self.clock.now()
        with self.folder.lock:
            file = MediaFile(digest=part.keep(), size=part.size, **asdict(file_type))
            threads = self.store.media.keep(key, source.url, file, downloaded.validators, now)
        preview = preview_of(self.folder.path(file.digest)) if file_type.is_picture else None
        # Without one, pages show the picture itself.
        with suppress(MediaError):
            if preview:
                self.folder.write_preview(file.digest, preview)
        report.kept += 1
        report.changed |= {ChangedThread(*thread): None for thread in threads}
        self.metrics.media_fetched(key, "kept", part.size)

    def _put_off(self, source: MediaSource, error: "_NotKeptError", report: MediaReport) -> None:
        fault, detail = error.fault, error.detail
        due_at, failures = next_try(fault, source.failures, self.clock.now(), error.retry_after)
        self.store.media.put_off(self.forum.key, source.url, fault, detail, due_at, failures)
        report.failed += 1
        self.metrics.media_fetched(self.forum.key, str(fault), 0)
        level = logging.WARNING if fault is MediaFault.NO_ROOM else logging.DEBUG
        said = self.forum.key, source.url, fault, detail
        log.log(level, "%s: %s: %s %s", *said, extra={"forum": self.forum.key})

    def _sweep(self) -> None:
        """Once a day, remove files that no post has shown for a while, and have lost ones fetched again."""
        now = self.clock.now()
        if self.folder.swept_at is not None and now - self.folder.swept_at < SWEEP_EVERY:
            return
        self.folder.swept_at = now
        try:
            sweep(self.store, self.folder, now)
        except MediaError as error:
            log.warning("%s", error)


def sweep(store: Store, folder: MediaFolder, now: datetime) -> None:
    """Remove files that no post has shown for a while; have lost ones fetched again. Raises MediaError."""
    with folder.lock:
        for digest in store.media.take_unused(now, KEPT_UNUSED):
            folder.remove(digest)
        known = {file.digest for file in store.media.files()}
        there = set(folder.digests())
        if lost := known - there:
            store.media.fetch_again(lost, now)
        for digest in there - known:
            folder.remove(digest)
