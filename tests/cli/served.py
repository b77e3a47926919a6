"""The web server in a thread of the tests."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial

from flask import Flask
from waitress.wasyncore import close_all

from feedforum.cli.web_server import Listener
from feedforum.config import ServerSettings


@contextmanager
def served(app: Flask, server: ServerSettings) -> Iterator[int]:
    """Serves until the end of the block; gives the port."""
    listener = Listener(app, server)
    thread = threading.Thread(target=listener.serve, daemon=True)
    thread.start()
    try:
        yield listener.port
    finally:
        # It may be awake already, and closed before it is woken.
        with suppress(OSError):
            listener._server.trigger.pull_trigger(partial(close_all, listener._server._map))
        thread.join()
