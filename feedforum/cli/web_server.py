"""A serving process: its web server, its signals and its memory."""

import ctypes
import errno
import os
import platform
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from socket import gaierror
from types import FrameType
from typing import Any

from flask import Flask
from waitress import wasyncore
from waitress.server import create_server

from feedforum.cli.output import site_url
from feedforum.config import ServerSettings, Settings
from feedforum.errors import ServeError
from feedforum.feeds import FeedName

THREADS = 8

MOST_CONNECTIONS = 1000
"""Readers keep connections open between their requests; further ones wait until one is free."""

SILENCE = 30
"""The seconds after which an idle connection is closed."""

MOST_HEADER = 32 * 1024
"""The bytes of a request's line and headers. The longest valid URL takes a quarter of it."""

MOST_BODY = 16 * 1024
"""The bytes of a request's body. The longest valid one is the form with all boards of a forum."""

# An open connection takes a file, and select() knows only the first 1024 of a process; poll() knows all.
_OPTIONS = {
    "ident": "feedforum",
    "threads": THREADS,
    "asyncore_use_poll": True,
    "channel_timeout": SILENCE,
    "cleanup_interval": SILENCE // 3,
    "connection_limit": MOST_CONNECTIONS,
    # The application knows which proxies to trust.
    "clear_untrusted_proxy_headers": False,
    "max_request_body_size": MOST_BODY,
    "max_request_header_size": MOST_HEADER,
}


class Listener:
    """Listens from the moment it is made. Raises ServeError if it cannot."""

    def __init__(self, app: Flask, server: ServerSettings) -> None:
        sockets: dict[int, Any] = {}
        try:
            self._server: Any = create_server(app, sockets, host=server.host, port=server.port, **_OPTIONS)
        except (OSError, ValueError) as error:
            wasyncore.close_all(sockets)
            raise ServeError(f"Cannot listen on {server.host}:{server.port} {_why_not(error)}") from None
        # A host name with several addresses has a socket for each.
        several: list[tuple[str, int]] = getattr(self._server, "effective_listen", [])
        self.port = several[0][1] if several else int(self._server.effective_port)

    def serve(self) -> None:
        """Serve requests until SystemExit or KeyboardInterrupt is raised in this thread."""
        try:
            self._server.run()
        finally:
            self._server.close()


def _why_not(error: OSError | ValueError) -> str:
    """The reason in brackets, and what to do."""
    # A ValueError is a name that waitress cannot resolve.
    if isinstance(error, ValueError | gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return "(it is not an address of this machine); set listen in [server] to one that is."
    reason = error.strerror or str(error)
    if error.errno == errno.EACCES:
        return f"({reason}); set listen in [server] to a port from 1024 on."
    return f"({reason}); end the program that uses it, or set listen in [server] to another port."


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


def start_message(settings: Settings, port: int) -> list[str]:
    """The URLs to open, for a person who has just started the server."""
    site = site_url(settings.server, port)
    lines = [f"feedforum is at {site}/ and its feeds are in {site}/feeds.opml"]
    if not settings.forums and settings.server.owner_password:
        lines.append(f"no forum is configured yet; add one at {site}/find")
    lines += [f"{site}{FeedName(forum.key).path('atom')}" for forum in settings.forums]
    return lines


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
