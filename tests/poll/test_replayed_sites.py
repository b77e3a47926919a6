"""Whole sites of real forums, replayed over a real socket and polled to the end by each engine."""

import importlib.util
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from random import Random
from typing import Any

import pytest

from feedforum.clock import Clock
from feedforum.config.fetch_options import FetchOptions
from feedforum.engines import ENGINES
from feedforum.fetch import ForumClient, HostRateLimiter
from feedforum.poll import Poll
from feedforum.poll.engine_detection import engine_of
from feedforum.records import PostScope, StoredPost
from feedforum.store import Store
from tests.fake_clock import FakeClock
from tests.poll.test_costs_by_engine import BACKFILL, documented
from tests.poll.world import KEY, settings_for
from tests.saved_pages import PAGES, needs

REPLAY = PAGES.parent / "tools" / "replay.py"


@dataclass(frozen=True)
class Site:
    """A captured site: the engine that reads it, the zone of its dates, and how near its times are."""

    name: str
    engine: str
    zone: str = "Europe/Berlin"


SITES = [
    site
    for site in (
        Site("burning-board-2.3.1-site", "wbb2"),
        Site("fluxbb-1.5-site", "fluxbb", "Etc/GMT-1"),
        Site("phpbb-2.0-site", "phpbb2"),
        Site("phpbb-3.0-site", "phpbb3"),
        Site("smf-1.1-site", "smf"),
        Site("smf-2.0-site", "smf"),
        Site("mybb-1.8-site", "mybb"),
        Site("yabb-2.6.11-site", "yabb"),
    )
    if site.engine in ENGINES
]

pytestmark = needs(PAGES / "burning-board-2.3.1-site")


def replay_tool() -> Any:
    spec = importlib.util.spec_from_file_location("replay", REPLAY)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@contextmanager
def served(site: Site) -> Iterator[str]:
    """The address that the site is served at, with the clock of its capture in every `Date`."""
    command = [sys.executable, str(REPLAY), "serve", site.name]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.terminate()


@dataclass(frozen=True)
class Polled:
    """What came of polls of a site: how many requests the first made and one after it, and all its posts."""

    first: int
    unchanged: int
    posts: list[StoredPost]


@pytest.fixture(scope="module")
def polled(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Site], Polled]:
    """Polls a site to the end, once."""

    @cache
    def polled_to_the_end(site: Site) -> Polled:
        tool = replay_tool()
        clock: Clock = FakeClock(max(tool.moment(each) for each in tool.entries(PAGES / site.name)))
        store = Store.at(f"sqlite:///{tmp_path_factory.mktemp(site.name)}/store.db")
        options = FetchOptions("feedforum-test", request_delay=0, robots_txt=False)
        with (
            served(site) as url,
            ForumClient(options, clock, HostRateLimiter(clock, Random(0)), store.robots_txt) as client,
        ):
            usual = settings_for(url, None, engine="auto", timezone=site.zone, pages_per_poll=1000)
            engine, _ = engine_of(usual, None, client)
            assert engine is ENGINES[site.engine]
            client.forget_pages()
            usual = replace(usual, engine=site.engine)
            first, unchanged, rest, none = (
                Poll(replace(usual, backfill=backfill), store, client, clock).run()
                for backfill in (BACKFILL, BACKFILL, None, None)
            )
        assert (first.answer, unchanged.answer, rest.answer, rest.more) == ("ok", "ok", "ok", False)
        assert none.new_posts == 0
        posts = list(store.read_repository.newest_posts(PostScope(KEY), limit=100_000))
        store.close()
        return Polled(first.requests, unchanged.requests, posts)

    return polled_to_the_end


def spoken(text: str) -> Counter[str]:
    """The words that a BBCode source or safe HTML says, without its tags, addresses and smilies' names.

    Old software cuts words that are very long.
    """
    # One database has the marks of addresses as references.
    text = text.replace("&#58;", ":").replace("&#46;", ".")
    text = re.sub(r"\[/?(?:\w+|\*)(?:[= ][^\]]*)?\]|<[^>]*>", " ", text)
    text = re.sub(r"https?://\S+|&#?\w+;|:\w+:", " ", text)
    return Counter(word for word in re.findall(r"\b[^\W\d_]{4,60}\b", text.lower()))


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_a_first_poll_and_an_unchanged_one_cost_what_the_table_says(
    site: Site, polled: Callable[[Site], Polled]
) -> None:
    costs = polled(site)
    names = [each.strip() for each in documented()[site.engine][4].split(",")]
    assert f"{costs.first} ({site.name.removesuffix('-site')})" in names
    assert costs.first > costs.unchanged == 1


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_every_post_comes_once_with_author_time_and_text(
    site: Site, polled: Callable[[Site], Polled]
) -> None:
    stored = polled(site).posts
    true = [post for post in replay_tool().posts(PAGES / site.name) if not is_left_behind(post)]
    assert true
    assert len({post.key for post in stored}) == len(stored)
    lost = not_whole(site, true)
    true = [each for each in true if each["thread"] not in lost]
    stored = [post for post in stored if str(post.thread.id) not in lost]
    by_author = Counter((post.author.name, minute(post.posted_at)) for post in stored)
    expected = Counter((each["author"], minute(datetime.fromisoformat(each["time"]))) for each in true)
    assert by_author == expected
    ids = {str(post.id): post for post in stored if post.id is not None}
    for each in true:
        if each["text"] is None:
            continue
        moment = minute(datetime.fromisoformat(each["time"]))
        found = [ids[each["id"]]] if each["id"] else [
            post for post in stored if (post.author.name, minute(post.posted_at)) == (each["author"], moment)
        ]  # fmt: skip
        missing = min((spoken(each["text"]) - spoken(post.content) for post in found), key=Counter.total)
        assert missing.total() <= spoken(each["text"]).total() // 5, (each, missing)


def is_left_behind(post: dict[str, Any]) -> bool:
    """Whether a post only tells where SMF moved a thread: it is no post of the forum's people."""
    return str(post["title"]).startswith("MOVED: ")


def not_whole(site: Site, true: list[dict[str, Any]]) -> set[str]:
    """The threads of which not all pages were captured, and what stands where one was before it was moved.

    Where posts have no ids, the addresses of their places in the thread tell.
    """
    if site.engine != "yabb":
        return set()
    urls = {entry["url"].partition("num=")[2] for entry in replay_tool().entries(PAGES / site.name)}
    return {
        each["thread"]
        for each in true
        if f"{each['thread']}/{each['position']}" not in urls or each["title"].startswith("[m by=")
    }


def minute(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(second=0, microsecond=0)
