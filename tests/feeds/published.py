"""The feeds of a sample forum that is polled for real, over a socket."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

from feedforum.config import LiveSettings
from feedforum.config.settings import ServerSettings, Settings
from feedforum.engines.forum_links import engine_links
from feedforum.feeds.entries import Entry, entry_of
from feedforum.feeds.render_feed import FeedSite
from feedforum.feeds.source import Source
from feedforum.visibility import visibility_of
from feedforum.web import create_app
from feedforum.web.context import Site
from tests.poll.world import KEY, World, world
from tests.sample_forum import SampleForum
from tests.web.sites import served


class Publication:
    """A forum, its store, and the address of its feeds."""

    def __init__(self, it: World, site: Site, url: str) -> None:
        self.it = it
        self.site = site
        self.url = url

    def feed(self, place: str, ext: str) -> str:
        """The address of one of the forum's feeds, such as `boards/2/posts`."""
        return f"{self.url}/feeds/{KEY}/{place}.{ext}"

    def get(self, place: str, ext: str) -> bytes:
        """The bytes of a feed."""
        answer = requests.get(self.feed(place, ext), timeout=10, allow_redirects=False)
        assert answer.status_code == 200
        return answer.content

    def source(self) -> Source:
        """What the forum's feeds have in common."""
        forum = self.it.store.read_repository.forum(KEY)
        assert forum is not None
        seen = visibility_of(self.site.settings, token=True).forum(KEY)
        assert seen is not None
        return FeedSite(self.it.store.read_repository, engine_links, self.url).source(forum, seen)

    def entries(self, board_id: int | None = None) -> list[Entry]:
        """The entries as stored, newest first."""
        return [entry_of(post, self.source()) for post in self.it.posts(board_id)]

    def pages(self, place: str) -> list[dict[str, Any]]:
        """A feed and all its further pages as JSON Feed, by its own links."""
        url, pages = self.feed(place, "json"), []
        while url:
            pages.append(json.loads(requests.get(url, timeout=10).content))
            url = pages[-1].get("next_url", "")
        return pages


@contextmanager
def published(
    forum: SampleForum, boards: list[int] | None, place: Path, **changed: object
) -> Iterator[Publication]:
    """The forum served and polled once, and its feeds served. `changed` are settings of the forum."""
    with world(forum, boards, place, **changed) as it:
        it.poll()
        current = LiveSettings(Settings(ServerSettings("127.0.0.1", 0, "", ()), "", (it.settings,)))
        application = create_app(current, it.store.read_repository, it.clock, revisions=it.store.revisions)
        site = Site(current, it.store.read_repository, it.clock, engine_links)
        with served(application) as port:
            yield Publication(it, site, f"http://127.0.0.1:{port}")
