"""The web server of a process, and the signals that end it."""

import errno
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from socket import gaierror
from types import FrameType
from typing import Any

from flask import Flask
from waitress import wasyncore
from waitress.server import create_server

from feedforum.cli.formatting import site_url
from feedforum.config import ServerSettings, Settings
from feedforum.errors import ServeError
from feedforum.feeds import FeedName

THREADS = 8

MOST_CONNECTIONS = 1000
"""Readers keep connections open between their requests; what comes beyond this waits to be let in."""

SILENCE = 30
"""The seconds after which a connection is ended on which nothing happens."""

MOST_HEADER = 32 * 1024
"""The bytes of a request's line and headers. The longest address that means anything has a quarter of it."""

MOST_BODY = 16 * 1024
"""The bytes of a request's body. The longest that means anything is the form with all boards of a forum."""

# An open connection takes a file, and select() knows only the first 1024 of a process; poll() knows all.
_LIMITS = {
    "asyncore_use_poll": True,
    "channel_timeout": SILENCE,
    "cleanup_interval": SILENCE // 3,
    "connection_limit": MOST_CONNECTIONS,
    # Who is believed, and how far, the application knows.
    "clear_untrusted_proxy_headers": False,
    "max_request_body_size": MOST_BODY,
    "max_request_header_size": MOST_HEADER,
}


class Listener:
    """Listens from the moment it is made. Raises ServeError if it cannot."""

    def __init__(self, app: Flask, server: ServerSettings) -> None:
        sockets: dict[int, Any] = {}
        try:
            self._server: Any = create_server(
                app,
                sockets,
                host=server.host,
                port=server.port,
                threads=THREADS,
                ident="feedforum",
                **_LIMITS,
            )
        except (OSError, ValueError) as error:
            wasyncore.close_all(sockets)
            raise ServeError(f"Nothing can listen on {server.host}:{server.port} {_why_not(error)}") from None
        self.port: int = _port(self._server)

    def answer(self) -> None:
        """Answer requests until SystemExit or KeyboardInterrupt comes up in this thread."""
        try:
            self._server.run()
        finally:
            self._server.close()


def _why_not(error: OSError | ValueError) -> str:
    """The reason in brackets, and what to do."""
    # A ValueError is a name that waitress cannot resolve.
    if isinstance(error, ValueError | gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return "(it is no address of this machine); set one that is as listen in [server]."
    reason = error.strerror or str(error)
    if error.errno == errno.EACCES:
        return f"({reason}); set a port from 1024 on in listen in [server]."
    return f"({reason}); end what uses it, or set another listen in [server]."


def _port(server: Any) -> int:
    """The port in use. A host name with several addresses has a socket for each."""
    several: list[tuple[str, int]] = getattr(server, "effective_listen", [])
    return several[0][1] if several else int(server.effective_port)


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Within the block SIGTERM and SIGINT raise SystemExit with status 0, once; a second one kills."""
    signals = (signal.SIGTERM, signal.SIGINT)

    def end(number: int, frame: FrameType | None) -> None:
        for each in signals:
            signal.signal(each, signal.SIG_DFL)
        raise SystemExit(os.EX_OK)

    before = {each: signal.signal(each, end) for each in signals}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


@contextmanager
def told_by_signals(reload: Callable[[], None]) -> Iterator[None]:
    """Within the block SIGHUP calls `reload`; where the terminal is gone, it ends the program instead."""
    in_terminal = _has_terminal()

    def hang_up(number: int, frame: FrameType | None) -> None:
        if in_terminal and not _has_terminal():
            raise SystemExit(os.EX_OK)
        reload()

    before = signal.signal(signal.SIGHUP, hang_up)
    try:
        yield
    finally:
        signal.signal(signal.SIGHUP, before)


def _has_terminal() -> bool:
    """Whether this process has a terminal that controls it (see tty(4))."""
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return False
    return True


def where_to_look(settings: Settings, port: int) -> list[str]:
    """The addresses to open, for a person who has just started a server."""
    site = site_url(settings.server, port)
    lines = [f"feedforum is at {site}/ and its feeds are in {site}/feeds.opml"]
    if not settings.forums and settings.server.owner_password:
        lines.append(f"no forum is configured yet: add one at {site}/find")
    lines += [f"{site}{FeedName(forum.key).path('atom')}" for forum in settings.forums]
    return lines
