"""Feeds kept in memory as they were rendered, for as long as nothing has changed that they show."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

from feedforum.config.settings import Grant, Settings
from feedforum.records import PostScope
from feedforum.store import Revisions
from feedforum.visibility import visible_part
from feedforum.web.http_responses import Representation

MOST_BYTES = 32 * 1024 * 1024
"""How many bytes of feeds a process keeps in memory at most."""

_LARGEST_SHARE = 8
_OVERHEAD = 1000


class _Entry:
    """What was rendered, or is being rendered, from the forum as `stamp` has it."""

    def __init__(self, stamp: Hashable) -> None:
        self.stamp = stamp
        self.result: Representation | None = None
        self.size = 0
        self.done = threading.Event()


class ResponseCache:
    """Rendered feeds by their key; may be used from any thread.

    The first request after a change renders the feed; other requests for it wait for that one. The least
    recently used feeds are dropped first. Another configuration, which may show other things to other people,
    empties the cache.
    """

    def __init__(self, revisions: Revisions, most_bytes: int = MOST_BYTES) -> None:
        self._revisions = revisions
        self._most_bytes = most_bytes
        self._lock = threading.Lock()
        self._entries: OrderedDict[tuple[Hashable, ...], _Entry] = OrderedDict()
        self._settings: Settings | None = None
        self._scopes: dict[tuple[str, bool | Grant], PostScope] = {}
        self.size = 0

    def get(
        self,
        settings: Settings,
        forum_key: str,
        token: bool | Grant,
        feed_key: tuple[Hashable, ...],
        render: Callable[[], Representation],
    ) -> Representation:
        """What `render` gives for one of a forum's feeds, rendered now or before.

        `token` is what a right token opens, False without one. `feed_key` is all that the feed
        depends on beside that, store and settings. Raises StoreError, and what `render` raises, which is not
        kept.
        """
        scope = self._scope(settings, forum_key, token)
        if scope is None:
            return render()
        key = (forum_key, token, *feed_key)
        while True:
            # The stamp is read before the feed, so that a change in between makes it be rendered again.
            stamp = self._revisions.stamp(scope)
            with self._lock:
                self._use(settings)
                entry = self._entries.get(key)
                if entry is not None and entry.stamp == stamp:
                    self._entries.move_to_end(key)
                    mine = False
                else:
                    self._drop(key)
                    entry = self._entries[key] = _Entry(stamp)
                    mine = True
            if mine:
                return self._render(key, entry, render)
            if entry.result is None:
                entry.done.wait()
            if entry.result is not None:
                return entry.result

    def _scope(self, settings: Settings, forum_key: str, token: bool | Grant) -> PostScope | None:
        """What the feeds of a forum may show."""
        with self._lock:
            self._use(settings)
            scope = self._scopes.get((forum_key, token))
            if scope is None and (forum := settings.forum(forum_key)) is not None:
                scope = self._scopes[forum_key, token] = visible_part(forum, token=token).scope
            return scope

    def _use(self, settings: Settings) -> None:
        if settings is not self._settings:
            self._settings = settings
            self._scopes.clear()
            self._entries.clear()
            self.size = 0

    def _render(
        self, key: tuple[Hashable, ...], entry: _Entry, render: Callable[[], Representation]
    ) -> Representation:
        try:
            result = render()
            size = len(result.body) + len(repr(key)) + _OVERHEAD
            with self._lock:
                if self._entries.get(key) is entry and size <= self._most_bytes // _LARGEST_SHARE:
                    entry.size = size
                    self.size += size
                    while self.size > self._most_bytes:
                        self._drop(next(iter(self._entries)))
            entry.result = result
            return result
        finally:
            with self._lock:
                if self._entries.get(key) is entry and not entry.size:
                    self._drop(key)
            entry.done.set()

    def _drop(self, key: tuple[Hashable, ...]) -> None:
        entry = self._entries.pop(key, None)
        if entry is not None:
            self.size -= entry.size
