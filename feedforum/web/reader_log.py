"""Who reads which feed by which token, and when last."""

import logging
import threading
from collections import OrderedDict
from datetime import datetime, timedelta

from feedforum.errors import StoreError
from feedforum.store import TokenReads

log = logging.getLogger(__name__)

MOST_NOTED = 1000
"""How many feeds of readers are remembered at most, those that were read last."""

STORED_EVERY = timedelta(hours=1)
"""How often a read is stored at most: readers ask every few minutes, and a restart forgets no more."""

KEPT = timedelta(days=365)


class ReaderLog:
    """Notes reads by the name of the token, and stores them seldom; may be used from any thread."""

    def __init__(self, stored: TokenReads | None = None) -> None:
        self._lock = threading.Lock()
        self._read: OrderedDict[tuple[str, str], tuple[datetime, datetime]] = OrderedDict()
        self._stored = stored

    def note(self, name: str, path: str, now: datetime) -> None:
        """Note that a feed was read; the log says so once a day."""
        with self._lock:
            before, stored_at = self._read.pop((name, path), (None, None))
            is_due = stored_at is None or now - stored_at >= STORED_EVERY
            self._read[name, path] = now, now if is_due or stored_at is None else stored_at
            if len(self._read) > MOST_NOTED:
                self._read.popitem(last=False)
        if before is None or now.date() > before.date():
            log.info("token %s reads %s", name, path)
        if is_due and self._stored is not None:
            try:
                self._stored.write(name, path, now, KEPT)
            except StoreError as error:
                log.warning("that token %s reads %s was not stored: %s", name, path, error)

    def reads(self) -> dict[str, list[tuple[str, datetime]]]:
        """The feeds that were read by each token and when, the last first. Raises StoreError."""
        stored = self._stored.read() if self._stored is not None else {}
        with self._lock:
            latest = stored | {read: at for read, (at, _) in self._read.items()}
        found: dict[str, list[tuple[str, datetime]]] = {}
        for (name, path), at in sorted(latest.items(), key=lambda each: each[1], reverse=True):
            found.setdefault(name, []).append((path, at))
        return found
