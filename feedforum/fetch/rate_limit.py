"""One request at a time to a host, and time between two of them: in the process, and between processes.

Between processes it is held by a folder of the user: for each host there are a lock, which the system
frees when its holder dies, and what counts for whoever comes next. The folder is the same for all stores,
and stands where every process of a user finds it, one that a system starts without a login included.
"""

import hashlib
import logging
import os
import stat
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from filelock import FileLock, Timeout

from feedforum.clock import Clock

log = logging.getLogger(__name__)

JITTER = 0.25
"""How much longer than the delay a pause may be, as a share of it."""

LONGEST_RETRY = 86400.0
"""The most seconds for which a host gets no requests, whatever its `Retry-After` says."""

OVERLOADED_PAUSE = 60.0
"""The seconds for which an overloaded host that names no time gets no requests.

Each time in a row it is twice as long, up to an hour or so."""
MOST_DOUBLINGS = 6

BUSY_PAUSE = 0.05
"""The seconds after which a host that another process is using is looked at again."""


def user_folder() -> Path:
    """The folder that the processes of this user share."""
    return Path(tempfile.gettempdir()) / f"feedforum-{os.geteuid()}"


@dataclass
class _Host:
    """What this process knows of a host; `shared` means that it holds it among all processes, too."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    last_ended: float | None = None
    blocked_until: float = 0.0
    overloads: int = 0
    shared: bool = False


@dataclass(frozen=True, slots=True)
class _Note:
    """When a request last began or ended, and for how many seconds from then on the host gets none.

    `monotonic` is the same moment since the machine was started, which all its processes share.
    """

    moment: datetime
    monotonic: float
    blocked_for: float = 0.0

    def age(self, clock: Clock) -> float | None:
        """The seconds since then by a clock that was not put back; None if no clock can tell."""
        for age in (clock.monotonic() - self.monotonic, (clock.now() - self.moment).total_seconds()):
            if age >= 0:
                return age
        return None


class HostRateLimiter:
    """Lets one client at a time use a host, in any thread, and in all processes that share `folder`.

    If the folder cannot be used, there is no limit between processes, and the log says so once.
    """

    def __init__(self, clock: Clock, random: Random, folder: Path | None = None) -> None:
        self._clock = clock
        self._random = random
        self._folder = folder
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()
        self._warned = False

    @contextmanager
    def acquire(self, host: str, delay: float) -> Iterator[float]:
        """Holds `host` for a request, at least `delay` seconds (up to a quarter more) after the last one.

        Gives 0, or the seconds for which the host gets no requests: then it must not be used.
        """
        state = self._state(host)
        with state.lock, ExitStack() as held:
            blocked_for = self._blocked_for(state)
            if blocked_for <= 0:
                blocked_for = self._wait(host, state, delay, held)
            if blocked_for > 0:
                yield blocked_for
                return
            self._note(host, state, 0.0)
            try:
                yield 0.0
            finally:
                state.last_ended = self._clock.monotonic()
                self._note(host, state, self._blocked_for(state))

    def overloaded(self, host: str, retry_after: float | None) -> None:
        """Blocks `host`, which is held: as long as `Retry-After` says, else longer each time in a row."""
        state = self._state(host)
        with self._lock:
            doublings, state.overloads = min(state.overloads, MOST_DOUBLINGS), state.overloads + 1
            pause = min(OVERLOADED_PAUSE * 2.0**doublings, LONGEST_RETRY)
            seconds = pause if retry_after is None else retry_after
            state.blocked_until = max(state.blocked_until, self._clock.monotonic() + seconds)

    def answered(self, host: str) -> None:
        """Notes that `host` is not overloaded."""
        self._state(host).overloads = 0

    def _state(self, host: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host, _Host())

    def _blocked_for(self, state: _Host) -> float:
        with self._lock:
            return state.blocked_until - self._clock.monotonic() if state.blocked_until else 0.0

    def _wait(self, host: str, state: _Host, delay: float, held: ExitStack) -> float:
        """Waits until the next request may begin; gives the seconds for which another process blocked it."""
        with self._lock:
            pause = delay * (1 + JITTER * self._random.random())
        if state.last_ended is not None:
            wait = state.last_ended + pause - self._clock.monotonic()
            if wait > 0:
                self._clock.sleep(wait)
        try:
            return self._wait_for_others(self._folder, host, state, pause, held) if self._folder else 0.0
        except OSError as error:
            self._warn(error)
            return 0.0

    def _wait_for_others(self, folder: Path, host: str, state: _Host, delay: float, held: ExitStack) -> float:
        """Waits until the host is held; no other process is kept from it meanwhile. Raises OSError."""
        waited_after: _Note | None = None
        while True:
            _ensure_private(folder)
            lock = FileLock(_path(folder, host, "lock"), mode=0o600, thread_local=False)
            try:
                lock.acquire(blocking=False)
            except Timeout:
                self._clock.sleep(BUSY_PAUSE)
                continue
            held.callback(lock.release)
            state.shared = True
            held.callback(setattr, state, "shared", False)
            note = _read(_path(folder, host, "last"))
            age = note.age(self._clock) if note else None
            if note is None or age is None:
                return 0.0
            blocked_for, wait = min(note.blocked_for, LONGEST_RETRY) - age, delay - age
            if blocked_for <= 0 and (wait <= 0 or note == waited_after):
                return 0.0
            held.close()
            if blocked_for > 0:
                return blocked_for
            self._clock.sleep(wait)
            waited_after = note

    def _note(self, host: str, state: _Host, blocked_for: float) -> None:
        """Lets other processes know that the host is used now, and for how long it is blocked."""
        if not state.shared or self._folder is None:
            return
        numbers = self._clock.now().timestamp(), self._clock.monotonic(), max(blocked_for, 0.0)
        try:
            _path(self._folder, host, "last").write_text(" ".join(map(repr, numbers)), "ascii")
        except OSError as error:
            self._warn(error)

    def _warn(self, error: OSError) -> None:
        if not self._warned:
            self._warned = True
            log.warning(
                "Other feedforum processes may use the same hosts at the same time: %s cannot be used (%s); "
                "make it a folder of this user with mode 0700.",
                self._folder,
                error.strerror or str(error),
            )


def _path(folder: Path, host: str, kind: str) -> Path:
    # A host's name may be longer than a file's, and other users must not see it.
    return folder / f"{hashlib.sha256(host.encode()).hexdigest()[:32]}.{kind}"


def _ensure_private(folder: Path) -> None:
    """Makes the folder; raises PermissionError if there is one that others may have put things into."""
    with suppress(FileExistsError):
        os.mkdir(folder, 0o700)
    found = os.lstat(folder)
    ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o077
    if not ours:
        raise PermissionError(0, "it is open to others, or not a folder of this user", str(folder))


def _read(path: Path) -> _Note | None:
    """What was noted last; None if there is nothing, or it cannot be read."""
    try:
        moment, monotonic, blocked_for = map(float, path.read_text("ascii").split())
        return _Note(datetime.fromtimestamp(moment, UTC), monotonic, blocked_for)
    except (OSError, ValueError, OverflowError):
        return None
