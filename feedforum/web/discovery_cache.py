"""The forums that were found lately, so that nothing is asked for twice while their owner chooses."""

import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager

from feedforum.clock import Clock
from feedforum.records import Answer, Discovery
from feedforum.web.admin_services import Finder

MOST_KEPT = 8
"""How many forums are kept at most, those that were found last."""

LASTS = 3600.0
"""The seconds for which a forum is kept."""


class DiscoveryCache:
    """What was found, by the forum's address. What is not kept, or by another process, is found anew."""

    def __init__(self, finder: Finder, clock: Clock) -> None:
        self._finder = finder
        self._clock = clock
        self._turn = threading.Lock()
        self._kept: OrderedDict[str, tuple[float, Discovery]] = OrderedDict()

    @contextmanager
    def turn(self) -> Iterator[bool]:
        """Whether nobody else looks at forums; for as long as the block lasts, nobody will."""
        free = self._turn.acquire(blocking=False)
        try:
            yield free
        finally:
            if free:
                self._turn.release()

    def anew(self, address: str) -> Discovery:
        """The forum that an address belongs to, asked for now. Raises DiscoverError, ConfigError."""
        found = self._finder.find(address)
        self._kept.pop(found.url, None)
        if found.answer is Answer.OK:
            self._kept[found.url] = (self._clock.monotonic(), found)
        if len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return found

    def again(self, address: str) -> Discovery:
        """The forum that begins at an address, as it was found lately. Raises DiscoverError, ConfigError."""
        found_at, found = self._kept.get(address, (0.0, None))
        if found is None or self._clock.monotonic() - found_at > LASTS:
            return self.anew(address)
        return found
