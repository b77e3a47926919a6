"""Time as a parameter: nothing in this program reads the machine's clock except through here."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """What tells the time and lets it pass."""

    def now(self) -> datetime:
        """The moment, aware, in UTC."""

    def monotonic(self) -> float:
        """Seconds since the machine was started: they never run backwards, however its time of day is set."""

    def sleep(self, seconds: float) -> None:
        """Let that many seconds pass."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        # On Linux the clock of that name stands still while the machine sleeps.
        return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


class CorrectedClock:
    """A machine's clock that is set by another, such as that of the database that several machines share."""

    def __init__(self, clock: Clock) -> None:
        self.monotonic = clock.monotonic
        self.sleep = clock.sleep
        self._set = clock.now(), clock.monotonic()

    def now(self) -> datetime:
        moment, monotonic = self._set
        return moment + timedelta(seconds=self.monotonic() - monotonic)

    def set_by(self, now: Callable[[], datetime]) -> None:
        """Set it by what another clock says, which may take a moment to answer."""
        before = self.monotonic()
        moment = now()
        self._set = moment, (before + self.monotonic()) / 2
