"""A sample forum on a socket, a store, and polls of one by the other, by one clock that tests move."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from feedforum.config import BoardSettings, FeedSettings, ForumSettings
from feedforum.config.fetch_options import FetchOptions
from feedforum.fetch import ForumClient, HostRateLimiter
from feedforum.poll import Poll, Report
from feedforum.records import PostScope, StoredPost
from feedforum.store import Store
from tests.sample_forum import SampleForum, Site, VisiblePost, serve

KEY = "sample"
HOUR = timedelta(hours=1)


class ForumClock:
    """The forum's own clock, for whoever polls it."""

    def __init__(self, forum: SampleForum) -> None:
        self._forum = forum
        self._passed = 0.0

    def now(self) -> datetime:
        return self._forum.now

    def monotonic(self) -> float:
        return self._passed

    def sleep(self, seconds: float) -> None:
        self._passed += seconds


class World:
    """What a test of polls needs. `settings` may be replaced between polls, as an owner edits a file."""

    def __init__(self, forum: SampleForum, site: Site, store: Store, settings: ForumSettings) -> None:
        self.forum = forum
        self.site = site
        self.store = store
        self.settings = settings
        self.clock = ForumClock(forum)
        self.client: ForumClient | None = None

    def poll(self) -> Report:
        """One poll by a program that has just been started."""
        with self.new_client() as client:
            return Poll(self.settings, self.store, client, self.clock).run()

    def new_client(self) -> ForumClient:
        """A guest without cookies."""
        fetch_options = FetchOptions("feedforum-test", request_delay=0, robots_txt=self.settings.robots_txt)
        return ForumClient(
            fetch_options, self.clock, HostRateLimiter(self.clock, Random(0)), self.store.robots_txt
        )

    def cost(self) -> int:
        """How many requests one poll makes."""
        self.site.requests.clear()
        self.poll()
        return self.site.requests.count

    def settle(self, polls: int = 12, pause: timedelta = 7 * HOUR) -> None:
        """Poll until what was deleted has been missed often enough, with time for re-reading."""
        for _ in range(polls):
            self.forum.advance(pause)
            while self.poll().more:
                pass

    def posts(self, board_id: int | None = None, limit: int = 10_000) -> list[StoredPost]:
        """What a feed of the forum, or of a board, would hold."""
        boards = None if board_id is None else (board_id,)
        return self.store.read_repository.newest_posts(PostScope(KEY, boards), limit=limit)

    def numbers(self, posts: list[StoredPost] | None = None) -> list[int | None]:
        """The forum's own numbers of stored posts, of all if none are given.

        Where posts have no ids they are told by thread, author and minute, and are in order within that.
        """
        chosen = self.posts() if posts is None else posts
        if self.forum.skin.post_ids:
            return [post.id if isinstance(post.id, int) else None for post in chosen]
        left: dict[tuple[object, ...], list[int]] = {}
        for shown in reversed(self.forum.visible_posts(list(self.forum.boards))):
            thread = self.forum.threads[shown.thread_id].shown_id
            left.setdefault((thread, shown.author, shown.shown_at), []).append(shown.post_id)
        found: list[tuple[datetime, int | None]] = []
        for post in chosen:
            alike = left.get((post.thread.id, post.author.name, post.posted_at), [])
            found.append((post.posted_at, alike.pop() if alike else None))
        found.sort(key=lambda each: (each[0], each[1] or 0), reverse=True)
        return [number for _, number in found]

    def shown(self, board_ids: list[int] | None = None) -> list[VisiblePost]:
        """What the forum shows."""
        return self.forum.visible_posts(board_ids)


def settings_for(url: str, boards: list[int] | None, entries: int = 30, **changed: object) -> ForumSettings:
    """A forum's settings as a short configuration gives them; None for all boards."""
    feeds = FeedSettings(entries=entries, max_size=1_000_000, signatures=False)
    values: dict[str, object] = {
        "key": KEY,
        "url": url,
        "engine": "wbb2",
        "encoding": "auto",
        "timezone": "Europe/Berlin",
        "date_order": "auto",
        "boards": None if boards is None else tuple(BoardSettings(board, feeds, entries) for board in boards),
        "threads": (),
        "interval": 900.0,
        "max_interval": 21600.0,
        "request_delay": 0.0,
        "timeout": 30.0,
        "robots_txt": False,
        "user_agent": "feedforum-test",
        "proxy": "",
        "pages_per_poll": 60,
        "backfill": entries,
        "reread": True,
        "feeds": feeds,
        "private": False,
    }
    return ForumSettings(**(values | changed))  # type: ignore[arg-type]


@contextmanager
def world(
    forum: SampleForum, boards: list[int] | None, place: Path | None = None, **changed: object
) -> Iterator[World]:
    """The forum served, and a store in `place` (in memory if None) that knows nothing yet."""
    store = Store.at(f"sqlite:///{place}/store.db" if place else "sqlite://")
    entries = changed.pop("entries", 30)
    assert isinstance(entries, int)
    try:
        with serve(forum) as site:
            changed = {"engine": forum.skin.engine, "timezone": forum.zone.key} | changed
            yield World(forum, site, store, settings_for(site.url, boards, entries, **changed))
    finally:
        store.close()
