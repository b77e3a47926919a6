"""How long polls pause while the store cannot be written; the log says it once for all forums."""

import logging
import threading
from collections import Counter
from datetime import datetime

from feedforum.config import ForumSettings
from feedforum.errors import StoreDamagedError, StoreError
from feedforum.records import PollPause
from feedforum.schedule.intervals import doubled

log = logging.getLogger(__name__)

LONGEST_PAUSE = 3600.0
"""The most seconds until a forum is polled again, the pause doubling with each poll that failed in a row."""


class StoreBackoff:
    """The present trouble with the store, of all forums together."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._present: PollPause | None = None
        self._failures: Counter[str] = Counter()

    @property
    def present(self) -> PollPause | None:
        """The trouble, or None while all is well."""
        with self._lock:
            return self._present

    def failed(self, forum: ForumSettings, error: StoreError, now: datetime) -> float | None:
        """The seconds to wait after an error of the store; None means until the next start. Logs news."""
        final = isinstance(error, StoreDamagedError)
        with self._lock:
            before = self._present
            if before is None or (before.reason != str(error) and not before.final):
                since = before.since if before else now
                self._present = PollPause(str(error), since, final, error.outside)
                log.error("%s: %s", "no polls until the next start" if final else "polls pause", error)
            self._failures[forum.key] += 1
            # Each poll that failed so may have fetched a page that could not be stored.
            return None if final else doubled(forum.interval, self._failures[forum.key] - 1, LONGEST_PAUSE)

    def succeeded(self, forum: ForumSettings) -> None:
        """A poll was stored, so the store works."""
        with self._lock:
            if self._present is not None and not self._present.final:
                log.info("the store can be written again, polls continue")
                self._present = None
            del self._failures[forum.key]
