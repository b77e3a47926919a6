"""A feed that has not changed, by what the same server takes for an answer that it need not think about."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

from flask import Flask, Response

from bench.feeds import PATH, current
from bench.filled import FEW, filled, large_forum, store_at
from bench.pairs import Compared, of_costs
from bench.reader import Reader, reading_apart
from bench.row import Row
from feedforum.cli.listening import Listener
from feedforum.clock import SystemClock
from feedforum.store import Store
from feedforum.web import create_app
from tests.sample_forum import serve

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


def measure(place: Path) -> Iterator[Row]:
    """The CPU time of the server's process; the reader is another."""
    with serve(large_forum()) as site:
        store = Store.at(store_at(filled(place, site, FEW)))
    settings = current(site.url)
    app = create_app(settings, store.library, SystemClock(), revisions=store.revisions)
    constant = Response()
    _answer_a_constant(app, constant)
    listener = Listener(app, settings.settings.server)
    threading.Thread(target=listener.answer, daemon=True).start()
    with reading_apart(listener.port) as reader:
        status, headers = reader.ask(PATH)
        if status != 200:
            raise ValueError(f"{PATH}: {status}")
        constant.content_type = headers["content-type"]
        constant.set_data(b"x" * int(headers["content-length"]))
        times = _compared(reader, {})
        yield CACHED.of(1 / times.ratio, f"{times.aside} a request, {headers['content-length']} bytes")
        constant.set_data(b"")
        constant.status_code = 304
        times = _compared(reader, {"If-None-Match": headers["etag"]})
        yield UNCHANGED.of(1 / times.ratio, f"{times.aside} a request")
    store.close()


def _answer_a_constant(app: Flask, constant: Response) -> None:
    """At `/constant`, behind all that stands before a feed, too."""

    @app.get("/constant")
    def answer() -> Response:
        return Response(constant.get_data(), constant.status_code, content_type=constant.content_type)


def _compared(reader: Reader, headers: dict[str, str]) -> Compared:
    return of_costs(
        lambda: _cost(reader, PATH, headers), lambda: _cost(reader, "/constant", {}), times=_BATCHES
    )


def _cost(reader: Reader, path: str, headers: dict[str, str]) -> float:
    """The CPU seconds of a request, as the mean of some."""
    before = time.process_time()
    reader.ask(path, _BATCH, headers)
    return (time.process_time() - before) / _BATCH
