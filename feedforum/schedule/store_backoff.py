"""What the store keeps polls from, told once for all forums, and for how long they wait."""

import logging
import threading
from collections import Counter
from datetime import datetime

from feedforum.config import ForumSettings
from feedforum.errors import StoreDamagedError, StoreError
from feedforum.records import Trouble

log = logging.getLogger(__name__)

LONGEST_PAUSE = 3600.0
_MOST_DOUBLINGS = 20


class StoreBackoff:
    """The present trouble with the store, for all forums together."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._present: Trouble | None = None
        self._failures: Counter[str] = Counter()

    @property
    def present(self) -> Trouble | None:
        """The trouble, or None while all is well."""
        with self._lock:
            return self._present

    def met(self, forum: ForumSettings, error: StoreError, now: datetime) -> float | None:
        """A visit that ended by an error of the store: the seconds to wait, None for until the next start.

        The log is told when trouble begins, and when it becomes another.
        """
        final = isinstance(error, StoreDamagedError)
        with self._lock:
            before = self._present
            if before is None or (before.reason != str(error) and not before.final):
                since = before.since if before else now
                self._present = Trouble(str(error), since, final, error.outside)
                log.error("%s", _told(error, final=final))
            self._failures[forum.key] += 1
            return None if final else pause(forum.interval, self._failures[forum.key])

    def over(self, forum: ForumSettings) -> None:
        """A visit that the store let end well: so all is well."""
        with self._lock:
            if self._present is not None and not self._present.final:
                log.info("the store can be written again, and polls go on")
                self._present = None
            del self._failures[forum.key]


def pause(interval: float, failures: int) -> float:
    """The seconds until a forum is visited again after so many visits in a row that the store ended.

    Ever longer, up to an hour: each such visit may have asked the forum for a page that was not kept.
    """
    doublings = min(failures - 1, _MOST_DOUBLINGS)
    return min(interval * 2.0**doublings, max(interval, LONGEST_PAUSE))


def _told(error: StoreError, *, final: bool) -> str:
    return f"polls end until the next start: {error}" if final else f"polls pause: {error}"
