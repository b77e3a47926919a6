"""The same site with the cache of feeds and without, over a forum that was polled."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from feedforum.config import LiveSettings
from feedforum.config.access_tokens import hashed
from feedforum.config.settings import ServerSettings, Settings
from feedforum.metrics import Metrics
from feedforum.schedule import request_poll
from feedforum.web import AdminServices, create_app
from tests.poll.test_floor import busy_forum
from tests.poll.world import World, world
from tests.web.sites import StillClock

TOKEN = "open-sesame-open-sesame"

SECRET_BOARD = 3


def settings_of(it: World, **server: Any) -> Settings:
    """The world's forum, whose last board is private, with notices and a hub."""
    boards = it.settings.boards
    assert boards is not None
    hidden = tuple(replace(board, private=board.id == SECRET_BOARD) for board in boards)
    feeds = replace(it.settings.feeds, notices=True)
    forum = replace(it.settings, boards=hidden, feeds=feeds, interval=600.0)
    made = ServerSettings("127.0.0.1", 0, "", (hashed(TOKEN),), **server)
    return Settings(made, "", (forum,))


class Pair:
    """The same site with the cache of feeds, and without."""

    def __init__(self, it: World, **server: Any) -> None:
        self.it = it
        self.current = LiveSettings(settings_of(it, **server))
        self.metrics = Metrics()
        admin_services = AdminServices(
            it.store.forum_statuses,
            it.store.ended_sessions,
            lambda forum: request_poll(it.store, forum, StillClock().now()),
            metrics=self.metrics,
        )
        read_repository = it.store.read_repository
        self.plain = create_app(self.current, read_repository, StillClock()).test_client()
        app = create_app(
            self.current,
            read_repository,
            StillClock(),
            admin_services=admin_services,
            revisions=it.store.revisions,
        )
        self.cached = app.test_client()


@contextmanager
def polled_world(folder: Path) -> Iterator[World]:
    forum, boards = busy_forum(boards=2, threads=1)
    with world(forum, boards, folder) as made:
        made.poll()
        yield made
