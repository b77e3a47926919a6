"""A feed that has not changed, by what the same server takes for an answer that it need not think about."""

import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask, Response

from bench.feeds import PATH, current
from bench.filled import FEW, filled, large_forum, store_at
from bench.pairs import Compared, of_costs
from bench.reader import Reader, reading_apart
from bench.row import Row
from feedforum.cli.web_server import Listener
from feedforum.clock import SystemClock
from feedforum.store import Store
from feedforum.web import create_app
from tests.sample_forum import serve

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

CACHED = Row(
    "cached feed of 30 entries, requests for each second of CPU",
    "the same server answering a constant of the same size",
    0.85,
    at_least=True,
)
UNCHANGED = Row(
    "304 answer, requests for each second of CPU", "the same, an empty constant", 0.85, at_least=True
)
ROWS = (CACHED, UNCHANGED)

_BATCH, _BATCHES = 50, 31

_CONSTANT, _BARE = "/constant", "/bare"

_OF_THE_SERVER = {"server", "connection", "date"}


class _Constant:
    """Answers the same to all, as many bytes as an answer had that is known, its headers included.

    The application has it at an address of its own, as it has its feeds; and who asks for `_BARE` gets it
    from the web server alone, with no application in between.
    """

    def __init__(self, app: Flask) -> None:
        self._passed_on = app.wsgi_app
        self.be(200, {})
        app.add_url_rule(_CONSTANT, "constant", lambda: Response(*self._given))
        app.wsgi_app = self  # type: ignore[method-assign]

    def be(self, status: int, headers: Mapping[str, str]) -> None:
        """Answer like an answer of which this is known."""
        kept = [named for named in headers.items() if named[0] not in _OF_THE_SERVER]
        body = b"x" * int(headers.get("content-length", 0))
        self._given = (body, Response(status=status).status, kept)

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if environ["PATH_INFO"] != _BARE:
            return self._passed_on(environ, start_response)
        body, status, headers = self._given
        start_response(status, headers)
        return (body,)


def measure(place: Path) -> Iterator[Row]:
    """The CPU time of the server's process; the reader is another."""
    with serve(large_forum()) as site:
        store = Store.at(store_at(filled(place, site, FEW)))
    settings = current(site.url)
    app = create_app(settings, store.read_repository, SystemClock(), revisions=store.revisions)
    constant = _Constant(app)
    listener = Listener(app, settings.settings.server)
    threading.Thread(target=listener.serve, daemon=True).start()
    with reading_apart(listener.port) as reader:
        asked: dict[str, str] = {}
        for row, expected in ((CACHED, 200), (UNCHANGED, 304)):
            status, headers = reader.ask(PATH, headers=asked)
            if status != expected:
                raise ValueError(f"{PATH}: {status}")
            constant.be(status, headers)
            times, bare = (_compared(reader, path, asked) for path in (_CONSTANT, _BARE))
            aside = f"{times.aside} a request; {1 / bare.ratio:.2f} × of what the web server alone can do"
            yield row.of(1 / times.ratio, aside)
            asked = {"If-None-Match": headers["etag"]}
    store.close()


def _compared(reader: Reader, path: str, headers: dict[str, str]) -> Compared:
    return of_costs(
        lambda: _cost(reader, PATH, headers), lambda: _cost(reader, path, headers), times=_BATCHES
    )


def _cost(reader: Reader, path: str, headers: dict[str, str]) -> float:
    """The CPU seconds of a request, as the mean of some."""
    before = time.process_time()
    reader.ask(path, _BATCH, headers)
    return (time.process_time() - before) / _BATCH
