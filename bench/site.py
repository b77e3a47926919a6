"""The sample forum in a process of its own, whose CPU time nobody counts."""

import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from multiprocessing.connection import Connection

from bench.filled import forum_of_boards
from tests.sample_forum import serve


@contextmanager
def served_apart(boards: int, now: datetime, address: str = "127.0.0.1") -> Iterator[str]:
    """Such a forum as `bench.filled` makes, at that moment, at an address of this machine; gives its URL."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(there, boards, now, address), daemon=True)
    process.start()
    try:
        url: str = here.recv()
        yield url
        here.send("end")
    finally:
        here.close()
        process.join(10)


def _serve(told: Connection, boards: int, now: datetime, address: str) -> None:
    with serve(forum_of_boards(boards, now=now), address=address) as site:
        told.send(site.url)
        try:
            told.recv()
        except EOFError:
            return
