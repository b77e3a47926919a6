"""One request at a time to a host, and time between two of them: in the process, and between processes.

What is shared between processes is handed in. `HostFolder` is a folder of the user: for each host there are
a lock, which the system frees when its holder dies, and what counts for whoever comes next. It is the same
for all stores, and stands where every process of a user finds it, one that a system starts without a login
included. Workers on several machines share a table of their store besides (`store/host_limits.py`).
"""

import hashlib
import logging
import os
import stat
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Protocol

from filelock import FileLock, Timeout

from feedforum.clock import Clock
from feedforum.fetch.forum_clock import http_date
from feedforum.records import HostUse

log = logging.getLogger(__name__)

JITTER = 0.25
"""How much longer than the delay a pause may be, as a share of it."""

LONGEST_RETRY = 86400.0
"""The most seconds for which a host gets no requests, whatever its `Retry-After` says."""

OVERLOADED_PAUSE = 60.0
"""The seconds for which an overloaded host that names no time gets no requests.

Each time in a row it is twice as long, up to an hour or so."""
MOST_DOUBLINGS = 6

LONGEST_REQUEST = 120.0
"""The most seconds that a request takes where nothing else is said."""

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

    def use(self, clock: Clock, boot_id: str) -> HostUse:
        """The same by how long ago it was, however often the time of day was set.

        After a restart that alone tells, but at least the machine has been up since.
        """
        up = clock.monotonic()
        if self.boot_id in ("", boot_id) and up >= self.monotonic:
            age = up - self.monotonic
        else:
            age = max(up, (clock.now() - self.moment).total_seconds())
        return HostUse(self, age, min(self.blocked_for, LONGEST_RETRY) - age)


class HeldHost(Protocol):
    """A host that this process holds among those that share something."""

    @property
    def last(self) -> HostUse | None:
        """What was noted of it last, by any of them; None if nothing was, or nothing can be shared."""

    def note(self, blocked_for: float, overloads: int) -> None:
        """Note that it is used now, and gets no requests for so many seconds, after so many overloads."""


class SharedHosts(Protocol):
    """What lets one process at a time use a host."""

    def hold(self, host: str, pause: float, longest: float) -> AbstractContextManager[HeldHost | None]:
        """Holds a host until the block ends, or for `longest` seconds if this process dies.

        Gives None if another holds it. Where its last use is less than `pause` seconds ago, or it gets no
        requests now, `last` says so, and others may hold it.
        """


@dataclass
class _Host:
    """What this process knows of a host."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    last: _Note | None = None
    overloads: int = 0


class HostRateLimiter:
    """Lets one client at a time use a host, in any thread, and in all processes that have the same `shared`.

    `boot_id` is the machine's, None for the one it has.
    """

    def __init__(
        self, clock: Clock, random: Random, shared: Sequence[SharedHosts] = (), boot_id: str | None = None
    ) -> None:
        self._clock = clock
        self._boot_id = machine_boot_id() if boot_id is None else boot_id
        self._random = random
        self._shared = shared
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    @contextmanager
    def acquire(self, host: str, delay: float, longest: float = LONGEST_REQUEST) -> Iterator[float]:
        """Holds `host` for a request, at least `delay` seconds (up to a quarter more) after the last one.

        Gives 0, or the seconds for which the host gets no requests: then it must not be used. The request
        takes `longest` seconds at most.
        """
        state = self._state(host)
        with state.lock:
            pause = delay * (1 + JITTER * self._random.random())
            own = state.last.use(self._clock, self._boot_id) if state.last else None
            if own is not None and own.blocked_for > 0:
                yield own.blocked_for
                return
            if own is not None and own.since < pause:
                self._clock.sleep(pause - own.since)
            waited_after: list[HostUse] | None = None
            while True:
                # Whoever waits keeps no other process from the host.
                with ExitStack() as stack:
                    held = self._hold(stack, host, pause, longest)
                    uses = [each.last for each in held or () if each.last]
                    blocked_for = max((use.blocked_for for use in uses), default=0.0)
                    wait = max((pause - use.since for use in uses), default=0.0)
                    if held is not None and blocked_for <= 0 and (wait <= 0 or uses == waited_after):
                        for use in uses:
                            state.overloads = state.overloads if use.overloads is None else use.overloads
                        self._note(state, 0.0, held)
                        try:
                            yield 0.0
                        finally:
                            self._note(state, self._blocked_for(state), held)
                        return
                if blocked_for > 0:
                    yield blocked_for
                    return
                self._clock.sleep(BUSY_PAUSE if held is None else wait)
                waited_after = uses

    def overloaded(self, host: str, retry_after: float | None) -> None:
        """Blocks `host`, which is held: as long as `Retry-After` says, else longer each time in a row."""
        state = self._state(host)
        doublings, state.overloads = min(state.overloads, MOST_DOUBLINGS), state.overloads + 1
        pause = min(OVERLOADED_PAUSE * 2.0**doublings, LONGEST_RETRY)
        seconds = pause if retry_after is None else retry_after
        self._note(state, max(self._blocked_for(state), seconds), ())

    def answered(self, host: str) -> None:
        """Notes that `host` is not overloaded."""
        self._state(host).overloads = 0

    def _state(self, host: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host, _Host())

    def _blocked_for(self, state: _Host) -> float:
        return max(state.last.use(self._clock, self._boot_id).blocked_for, 0.0) if state.last else 0.0

    def _hold(self, stack: ExitStack, host: str, pause: float, longest: float) -> list[HeldHost] | None:
        """Holds a host among all processes; None if another one holds it."""
        found = []
        for shared in self._shared:
            held = stack.enter_context(shared.hold(host, pause, longest))
            if held is None:
                return None
            found.append(held)
        return found

    def _note(self, state: _Host, blocked_for: float, held: Sequence[HeldHost]) -> None:
        """Notes that the host is used now, and for how long it is blocked, for other processes too."""
        state.last = _Note(self._clock.now(), self._clock.monotonic(), blocked_for, self._boot_id)
        for each in held:
            each.note(blocked_for, state.overloads)


@dataclass(frozen=True, slots=True)
class _HeldInFolder:
    folder: "HostFolder"
    host: str
    last: HostUse | None

    def note(self, blocked_for: float, _overloads: int) -> None:
        self.folder.note(self.host, blocked_for)


class _Unshared:
    last = None

    def note(self, blocked_for: float, overloads: int) -> None:
        """Others do not learn of it."""


class HostFolder:
    """Shares hosts with all processes that have the same `folder`.

    If it cannot be used nothing is shared, and the log says so once. `boot_id` is the machine's, None for the
    one it has.
    """

    def __init__(self, folder: Path, clock: Clock, boot_id: str | None = None) -> None:
        self._folder = folder
        self._clock = clock
        self._boot_id = machine_boot_id() if boot_id is None else boot_id
        self._warned = False

    @contextmanager
    def hold(self, host: str, _pause: float, _longest: float) -> Iterator[HeldHost | None]:
        """See `SharedHosts`; the system frees it when this process dies."""
        with ExitStack() as stack:
            try:
                _ensure_private(self._folder)
                lock = FileLock(_path(self._folder, host, "lock"), mode=0o600, thread_local=False)
                lock.acquire(blocking=False)
                stack.callback(lock.release)
            except Timeout:
                yield None
                return
            except OSError as error:
                self._warn(error)
                yield _Unshared()
                return
            stored = _read(_path(self._folder, host, "last"))
            last = None if stored is None else stored.use(self._clock, self._boot_id)
            yield _HeldInFolder(self, host, last)

    def note(self, host: str, blocked_for: float) -> None:
        """Note that a host is used now, and for how many seconds it gets no requests."""
        last = _Note(self._clock.now(), self._clock.monotonic(), blocked_for, self._boot_id)
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
