"""Turns between the processes of one user: a folder that all of them use.

For each host there are a lock, which the system frees when its holder dies, and the moments that
count for whoever comes next. The folder is one for all stores, and stands where every process of a
user finds it, one that a system starts without a login included.
"""

import hashlib
import logging
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from filelock import FileLock, Timeout

from feedforum.clock import Clock
from feedforum.fetch.http_dates import LONGEST_RETRY

log = logging.getLogger(__name__)

BUSY_PAUSE = 0.05
"""The seconds until it is looked again whether another process has done with a host."""
_FOR_ITS_OWNER = 0o700


def user_folder() -> Path:
    """Where the processes of this user meet."""
    return Path(tempfile.gettempdir()) / f"feedforum-{os.geteuid()}"


@dataclass(frozen=True, slots=True)
class _Moments:
    """When a request last began or ended, and when the host may be asked next, in UTC."""

    last: datetime | None = None
    not_before: datetime | None = None


class SharedRateLimiter:
    """Whose turn it is among processes. Where the folder cannot be used, each is alone, and told so once.

    A host's turn is held by one thread of the process at a time: that is for the caller to see to.
    """

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock
        self._told = False
        self._held: set[str] = set()

    @contextmanager
    def turn(self, host: str, delay: float) -> Iterator[float]:
        """Holds the turn of `host`, at least `delay` seconds after the last one's end.

        Gives 0, or the seconds for which the host is to be left alone: then the turn is not held.
        """
        with ExitStack() as held:
            try:
                held_back = self._wait(host, delay, held)
            except OSError as error:
                self._tell(error)
                held_back = 0.0
            yield held_back

    def note(self, host: str, left_alone: float = 0.0) -> None:
        """Tells others, where the turn is held, that the host is asked or was just asked.

        `left_alone` are the seconds for which it is to be left alone from now on.
        """
        if host not in self._held:
            return
        now = self._clock.now()
        not_before = now + timedelta(seconds=left_alone) if left_alone > 0 else None
        try:
            _write(self._path(host, "moments"), _Moments(now, not_before))
        except OSError as error:
            self._tell(error)

    def _wait(self, host: str, delay: float, held: ExitStack) -> float:
        """Waits for the turn; nobody is kept from it meanwhile. Raises OSError."""
        while True:
            _make_sure_of(self._folder)
            lock = FileLock(self._path(host, "lock"), mode=0o600, thread_local=False)
            try:
                lock.acquire(blocking=False)
            except Timeout:
                self._clock.sleep(BUSY_PAUSE)
                continue
            held.callback(lock.release)
            self._held.add(host)
            held.callback(self._held.discard, host)
            moments, now = _read(self._path(host, "moments")), self._clock.now()
            held_back = _seconds(now, moments.not_before, LONGEST_RETRY)
            wait = _seconds(now, moments.last and moments.last + timedelta(seconds=delay), delay)
            if held_back <= 0 and wait <= 0:
                return 0.0
            held.close()
            if held_back > 0:
                return held_back
            self._clock.sleep(wait)

    def _path(self, host: str, kind: str) -> Path:
        # A host's name may be longer than a file's, and is nobody else's business.
        return self._folder / f"{hashlib.sha256(host.encode()).hexdigest()[:32]}.{kind}"

    def _tell(self, error: OSError) -> None:
        if not self._told:
            self._told = True
            reason = error.strerror or str(error)
            log.warning(
                "Other feedforum processes may ask the same hosts at the same time: %s cannot be used (%s); "
                "see that it is this user's own folder, with mode 0700.",
                self._folder,
                reason,
            )


def _seconds(now: datetime, moment: datetime | None, most: float) -> float:
    """From now till a moment; `most` at most, for clocks are put back."""
    return min((moment - now).total_seconds(), most) if moment else 0.0


def _make_sure_of(folder: Path) -> None:
    """Makes the folder; raises PermissionError if it is there and others may have put things into it."""
    with suppress(FileExistsError):
        os.mkdir(folder, _FOR_ITS_OWNER)
    found = os.lstat(folder)
    ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o077
    if not ours:
        raise PermissionError(0, "it is open to others, or not a folder of this user", str(folder))


def _read(path: Path) -> _Moments:
    """What was noted last; nothing, if it cannot be read."""
    try:
        last, not_before = (
            datetime.fromtimestamp(float(word), UTC) if float(word) else None
            for word in path.read_text("ascii").split()
        )
    except (OSError, ValueError, OverflowError):
        return _Moments()
    return _Moments(last, not_before)


def _write(path: Path, moments: _Moments) -> None:
    words = (f"{each.timestamp():.6f}" if each else "0" for each in (moments.last, moments.not_before))
    path.write_text(" ".join(words), "ascii")
