"""How long polls pause while the store cannot be written; the log says it once for all forums."""

import logging
import threading
from collections import Counter
from datetime import datetime

from feedforum.config import ForumSettings
from feedforum.errors import StoreDamagedError, StoreError
from feedforum.records import PollPause

log = logging.getLogger(__name__)

LONGEST_PAUSE = 3600.0
_MOST_DOUBLINGS = 20


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
            return None if final else pause(forum.interval, self._failures[forum.key])

    def succeeded(self, forum: ForumSettings) -> None:
        """A poll was stored, so the store works."""
        with self._lock:
            if self._present is not None and not self._present.final:
                log.info("the store can be written again, polls continue")
                self._present = None
            del self._failures[forum.key]


def pause(interval: float, failures: int) -> float:
    """The seconds until a forum is polled again, ever longer, up to an hour, the more polls in a row failed.

    Each such poll may have fetched a page that could not be stored.
    """
    doublings = min(failures - 1, _MOST_DOUBLINGS)
    return min(interval * 2.0**doublings, max(interval, LONGEST_PAUSE))
