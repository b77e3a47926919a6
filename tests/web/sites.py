"""Applications over the sample library."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.serving import make_server

from feedforum.config import Current
from feedforum.config.models import File
from feedforum.config.settings import Secrets, Settings, settle
from feedforum.records import StoredForum
from feedforum.web import create_app
from tests.feeds.samples import BOARD, FIRST, FORUM, NOON, REPLY, THREAD, MemoryLibrary, SampleLinks

TOKEN = "open-sesame"

MEMBERS = replace(FORUM, key="club", host="club.example", title="Geheimbund", url="http://club.example/")
MEMBERS_BOARD = replace(BOARD, forum_key="club", id=5, title="Verschlusssache")
MEMBERS_THREAD = replace(THREAD, forum_key="club", id=50, board_id=5, topic="Losungswort")
MEMBERS_POST = replace(FIRST, key="500", id=500, number=500, thread=MEMBERS_THREAD, thread_first_key="500")


@dataclass
class StillClock:
    """A clock that stands."""

    at: datetime = NOON + timedelta(hours=5)

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return 0.0

    def sleep(self, seconds: float) -> None:
        raise AssertionError("an answer does not wait")


def settings(*, server: dict[str, Any] | None = None, **forum: Any) -> Settings:
    """A public forum `sat` with board 26 of two, a private one `club`, and one never polled, `new`."""
    public = {"key": "sat", "url": "http://www.sat.example/", "boards": [26], "interval": "10m"} | forum
    file = File.model_validate(
        {
            "server": {"public_url": "https://feeds.example", "access_tokens": (TOKEN, "another one")}
            | (server or {}),
            "forum": [
                public,
                {"key": "club", "url": "http://club.example/", "boards": "all", "private": True},
                {"key": "new", "url": "http://new.example/", "boards": [1], "threads": [2]},
            ],
        }
    )
    tokens = file.server.access_tokens
    return settle(file, Secrets(access_tokens=tokens, passwords={}), Path("/nowhere"))


def library() -> MemoryLibrary:
    made = MemoryLibrary(posts=[FIRST, REPLY, MEMBERS_POST])
    made.forums.append(MEMBERS)
    made.all_boards.append(MEMBERS_BOARD)
    return made


def links(forum: StoredForum) -> SampleLinks:
    return SampleLinks(forum.url)


def app(chosen: Settings | None = None, shelf: MemoryLibrary | None = None) -> Flask:
    return create_app(Current(chosen or settings()), shelf or library(), StillClock(), links)


@contextmanager
def served(made: Flask) -> Iterator[int]:
    """The port of 127.0.0.1 where the application answers over a real socket."""
    server = make_server("127.0.0.1", 0, made, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
