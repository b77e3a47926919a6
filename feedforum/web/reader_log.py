"""Who reads which feed by which token, and when last: in this process, since it started."""

import logging
import threading
from collections import OrderedDict
from datetime import datetime

log = logging.getLogger(__name__)

MOST_NOTED = 1000
"""How many feeds of readers are remembered at most, those that were read last."""


class ReaderLog:
    """Notes reads by the name of the token; may be used from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._read: OrderedDict[tuple[str, str], datetime] = OrderedDict()

    def note(self, name: str, path: str, now: datetime) -> None:
        """Note that a feed was read; the log says so once a day."""
        with self._lock:
            before = self._read.pop((name, path), None)
            self._read[name, path] = now
            if len(self._read) > MOST_NOTED:
                self._read.popitem(last=False)
        if before is None or now.date() > before.date():
            log.info("token %s reads %s", name, path)

    def reads_of(self, name: str) -> list[tuple[str, datetime]]:
        """The feeds that were read by a token and when, the last first."""
        with self._lock:
            found = [(path, at) for (reader, path), at in self._read.items() if reader == name]
        return sorted(found, key=lambda read: read[1], reverse=True)
