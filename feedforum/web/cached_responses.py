"""Answers kept in memory, no more than so many bytes, and who makes one that is not kept."""

import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager

from feedforum.web.cached_response import CachedResponse

_LARGEST_SHARE = 8


class CachedResponses:
    """Answers by their keys; those asked for longest ago go first. May be used from any thread."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._lock = threading.Lock()
        self._answers: OrderedDict[bytes, CachedResponse] = OrderedDict()
        self._version: object = None
        self.size = 0

    def get(self, key: bytes, version: object) -> CachedResponse | None:
        """An answer; what was kept under another version, another object, is forgotten."""
        with self._lock:
            self._take_up(version)
            answer = self._answers.get(key)
            if answer is not None:
                self._answers.move_to_end(key)
            return answer

    def keep(self, key: bytes, answer: CachedResponse, version: object) -> None:
        """Keep an answer that was made under a version, unless that is over, or it takes too much room."""
        with self._lock:
            if version is not self._version or answer.size > self._most_bytes // _LARGEST_SHARE:
                return
            self._forget(key)
            self._answers[key] = answer
            self.size += answer.size
            while self.size > self._most_bytes:
                self._forget(next(iter(self._answers)))

    def _take_up(self, version: object) -> None:
        if version is not self._version:
            self._answers.clear()
            self._version, self.size = version, 0

    def _forget(self, key: bytes) -> None:
        answer = self._answers.pop(key, None)
        if answer is not None:
            self.size -= answer.size


class Turns:
    """One at a time for each key. There are no more locks than threads that have or want a turn."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._turns: dict[bytes, tuple[threading.Lock, int]] = {}

    @contextmanager
    def turn(self, key: bytes) -> Iterator[None]:
        """Waits until all that came before with this key have left their block."""
        with self._lock:
            mine, others = self._turns.get(key, (threading.Lock(), 0))
            self._turns[key] = (mine, others + 1)
        try:
            with mine:
                yield
        finally:
            with self._lock:
                _, left = self._turns.pop(key)
                if left > 1:
                    self._turns[key] = (mine, left - 1)
