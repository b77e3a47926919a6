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
    """What was rendered from the forum as `stamp` has it. Whoever renders it holds the lock."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.stamp: Hashable = None
        self.result: Representation | None = None
        self.size = 0


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
        key = (forum_key, token, *feed_key)
        with self._lock:
            scope = self._scope(settings, forum_key, token)
            if scope is not None:
                entry = self._entries.setdefault(key, _Entry())
                self._entries.move_to_end(key)
        if scope is None:
            return render()
        with entry.lock:
            try:
                # Before the feed is read, so that a change in between makes it be rendered again.
                stamp = self._revisions.stamp(scope)
                if entry.result is None or entry.stamp != stamp:
                    entry.result, entry.stamp = render(), stamp
                    self._weigh(key, entry, len(entry.result.body) + len(repr(key)) + _OVERHEAD)
                return entry.result
            finally:
                if entry.result is None:
                    self._weigh(key, entry, 0)

    def _scope(self, settings: Settings, forum_key: str, token: bool | Grant) -> PostScope | None:
        """What the feeds of a forum may show by these settings; None if there is no such forum."""
        if settings is not self._settings:
            self._settings, self.size = settings, 0
            self._scopes.clear()
            self._entries.clear()
        scope = self._scopes.get((forum_key, token))
        if scope is None and (forum := settings.forum(forum_key)) is not None:
            scope = self._scopes[forum_key, token] = visible_part(forum, token=token).scope
        return scope

    def _weigh(self, key: tuple[Hashable, ...], entry: _Entry, size: int) -> None:
        """Count what an entry takes now, and drop it if that is nothing or too much, or others for it."""
        with self._lock:
            if self._entries.get(key) is not entry:
                return
            self.size += size - entry.size
            entry.size = size
            if not 0 < size <= self._most_bytes // _LARGEST_SHARE:
                self.size -= self._entries.pop(key).size
            while self.size > self._most_bytes:
                self.size -= self._entries.popitem(last=False)[1].size
