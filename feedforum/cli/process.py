"""A serving process: the signals that end it or reload its configuration, its memory and its files."""

import ctypes
import os
import platform
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from types import FrameType


@contextmanager
def _handled(handler: Callable[[int, FrameType | None], None], *signals: signal.Signals) -> Iterator[None]:
    before = {each: signal.signal(each, handler) for each in signals}
    try:
        yield
    finally:
        for each, previous in before.items():
            signal.signal(each, previous)


def exit_on_signals() -> AbstractContextManager[None]:
    """Within the block SIGTERM and SIGINT raise SystemExit with status 0, once; a second one kills."""
    signals = (signal.SIGTERM, signal.SIGINT)

    def end(number: int, frame: FrameType | None) -> None:
        for each in signals:
            signal.signal(each, signal.SIG_DFL)
        raise SystemExit(os.EX_OK)

    return _handled(end, *signals)


def reload_on_signal(reload: Callable[[], None]) -> AbstractContextManager[None]:
    """Within the block SIGHUP calls `reload`; where the terminal is gone, it ends the program instead."""
    in_terminal = _has_terminal()

    def hang_up(number: int, frame: FrameType | None) -> None:
        if in_terminal and not _has_terminal():
            raise SystemExit(os.EX_OK)
        reload()

    return _handled(hang_up, signal.SIGHUP)


def _has_terminal() -> bool:
    """Whether this process has a terminal that controls it (see tty(4))."""
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return False
    return True


_M_ARENA_MAX = -8
"""The number of the setting for mallopt(3)."""

_ARENAS = 2


def share_memory() -> None:
    """Let threads share two of glibc's arenas, instead of up to eight for each core.

    Each arena keeps the most memory that it ever needed, and a page's tree needs a lot: with a dozen polls
    that is tens of megabytes that nobody uses. Does nothing with other C libraries, or if the environment
    has a MALLOC_ARENA_MAX.
    """
    if "MALLOC_ARENA_MAX" not in os.environ and platform.libc_ver()[0] == "glibc":
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, _ARENAS)


def allow_files(number: int) -> int:
    """Let this process have that many files open if the system allows it; gives how many it may have."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < number:
        soft = number if hard == resource.RLIM_INFINITY else min(number, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return number if soft == resource.RLIM_INFINITY else soft
