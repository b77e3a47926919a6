"""The signals that end a serving process or reload its configuration: SIGTERM, SIGINT, SIGHUP."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from types import FrameType
from typing import NoReturn


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


def exit_at_once() -> NoReturn:
    """End the process. Threads cannot be ended, and Python would wait for them."""
    sys.stdout.flush()
    os._exit(os.EX_OK)


def _has_terminal() -> bool:
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return False
    return True
