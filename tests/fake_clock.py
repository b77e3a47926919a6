"""A clock that stands still until a test moves it."""

import threading
from datetime import UTC, datetime, timedelta

A_MOMENT = datetime(2025, 3, 1, 12, 0, tzinfo=UTC)


class FakeClock:
    """A `Clock` whose time passes only by `sleep` and `advance`; `sleeps` is what was slept, in seconds.

    `up` is for how many seconds the machine has been up.
    """

    def __init__(self, now: datetime = A_MOMENT, up: float = 1000.0) -> None:
        self.sleeps: list[float] = []
        self._start = now
        self._up = up
        self._passed = 0.0
        self._lock = threading.Lock()

    def now(self) -> datetime:
        with self._lock:
            return self._start + timedelta(seconds=self._passed)

    def monotonic(self) -> float:
        with self._lock:
            return self._up + self._passed

    def sleep(self, seconds: float) -> None:
        self.sleeps.append(seconds)
        self.advance(seconds)

    def advance(self, seconds: float) -> None:
        """Lets time pass without anybody sleeping."""
        with self._lock:
            self._passed += seconds
