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
from feedforum.fetch.forum_clock import http_date

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


def machine_boot_id() -> str:
    """What tells one run of this machine from the next; empty where the system does not say it."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except (OSError, ValueError):
        return ""


@dataclass(frozen=True, slots=True)
class _Note:
    """When a request last began or ended, and for how many seconds from then on the host gets none.

    `monotonic` is the same moment since the machine was started, which all its processes share until it is
    started again: then its `boot_id` is another one, where the system has any.
    """

    moment: datetime
    monotonic: float
    blocked_for: float = 0.0
    boot_id: str = ""

    def age(self, clock: Clock, boot_id: str) -> float:
        """The seconds since then, however often the time of day was set.

        After a restart that alone tells, but at least the machine has been up since.
        """
        up = clock.monotonic()
        if self.boot_id in ("", boot_id) and up >= self.monotonic:
            return up - self.monotonic
        return max(up, (clock.now() - self.moment).total_seconds())


@dataclass
class _Host:
    """What this process knows of a host."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    last: _Note | None = None
    overloads: int = 0


class HostRateLimiter:
    """Lets one client at a time use a host, in any thread, and in all processes that share `folder`.

    If the folder cannot be used, there is no limit between processes, and the log says so once. `boot_id` is
    the machine's, None for the one it has.
    """

    def __init__(
        self, clock: Clock, random: Random, folder: Path | None = None, boot_id: str | None = None
    ) -> None:
        self._clock = clock
        self._boot_id = machine_boot_id() if boot_id is None else boot_id
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
        with state.lock:
            pause = delay * (1 + JITTER * self._random.random())
            waited_after: list[_Note] | None = None
            while True:
                # Whoever waits keeps no other process from the host.
                with ExitStack() as held:
                    shared = self._hold(host, held)
                    notes = self._notes(host, state, shared)
                    blocked_for = max(map(self._still_blocked, notes), default=0.0)
                    wait = max((pause - self._age(note) for note in notes), default=0.0)
                    if blocked_for <= 0 and (wait <= 0 or notes == waited_after):
                        self._note(host, state, 0.0, shared)
                        try:
                            yield 0.0
                        finally:
                            self._note(host, state, self._blocked_for(state), shared)
                        return
                if blocked_for > 0:
                    yield blocked_for
                    return
                self._clock.sleep(wait)
                waited_after = notes

    def overloaded(self, host: str, retry_after: float | None) -> None:
        """Blocks `host`, which is held: as long as `Retry-After` says, else longer each time in a row."""
        state = self._state(host)
        doublings, state.overloads = min(state.overloads, MOST_DOUBLINGS), state.overloads + 1
        pause = min(OVERLOADED_PAUSE * 2.0**doublings, LONGEST_RETRY)
        seconds = pause if retry_after is None else retry_after
        self._note(host, state, max(self._blocked_for(state), seconds), shared=False)

    def answered(self, host: str) -> None:
        """Notes that `host` is not overloaded."""
        self._state(host).overloads = 0

    def _state(self, host: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host, _Host())

    def _blocked_for(self, state: _Host) -> float:
        return max(self._still_blocked(state.last), 0.0) if state.last else 0.0

    def _still_blocked(self, note: _Note) -> float:
        """For how many seconds from now on the host gets no requests; less than 0 if it does."""
        return min(note.blocked_for, LONGEST_RETRY) - self._age(note)

    def _age(self, note: _Note) -> float:
        return note.age(self._clock, self._boot_id)

    def _hold(self, host: str, held: ExitStack) -> bool:
        """Holds a host among all processes, if the folder can be used; gives whether it can."""
        if self._folder is None:
            return False
        try:
            _ensure_private(self._folder)
            lock = FileLock(_path(self._folder, host, "lock"), mode=0o600, thread_local=False)
            while True:
                with suppress(Timeout):
                    lock.acquire(blocking=False)
                    held.callback(lock.release)
                    return True
                self._clock.sleep(BUSY_PAUSE)
        except OSError as error:
            self._warn(error)
            return False

    def _notes(self, host: str, state: _Host, shared: bool) -> list[_Note]:
        """What was noted last, in this process and in the folder."""
        stored = _read(_path(self._folder, host, "last")) if shared and self._folder else None
        return [note for note in (state.last, stored) if note]

    def _note(self, host: str, state: _Host, blocked_for: float, shared: bool) -> None:
        """Notes that the host is used now, and for how long it is blocked, for other processes too."""
        state.last = last = _Note(self._clock.now(), self._clock.monotonic(), blocked_for, self._boot_id)
        if shared and self._folder:
            text = f"{last.moment.timestamp()!r} {last.monotonic!r} {blocked_for!r} {last.boot_id}"
            try:
                _path(self._folder, host, "last").write_text(text, "ascii")
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


def retry_after(header: str, now: datetime) -> float | None:
    """The seconds that `Retry-After` asks for (RFC 9110, 10.2.3), at most a day; None if unreadable."""
    header = header.strip()
    if header.isascii() and header.isdigit():
        # more digits than a year has seconds mean no more than a day
        return min(float(header[:9] if len(header) < 10 else LONGEST_RETRY), LONGEST_RETRY)
    moment = http_date(header)
    if moment is None:
        return None
    return min(max((moment - now).total_seconds(), 0.0), LONGEST_RETRY)


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
        first, *more = path.read_text("ascii").split(maxsplit=3)
        monotonic, blocked_for = map(float, more[:2])
        return _Note(datetime.fromtimestamp(float(first), UTC), monotonic, blocked_for, *more[2:])
    except (OSError, ValueError, OverflowError):
        return None
