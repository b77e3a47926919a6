"""Polls of a forum whose pages are damaged: what is known stays known, and the truth comes back."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from feedforum.config.fetch_options import FetchOptions
from feedforum.fetch import ForumClient, HostRateLimiter
from feedforum.poll import Poll, Report
from feedforum.records import Id, PostScope
from feedforum.store import Store
from tests.fuzz.damage import Damage, damage_of, damages
from tests.fuzz.forums import BASE, BOARD, ShortWire, small_forum
from tests.poll.world import KEY, ForumClock, settings_for
from tests.sample_forum import SampleForum, Skin
from tests.skins import MAIN, ONE_OF_EACH_ENGINE, SKINS, share
from tests.thorough import THOROUGH, times

PAGES = times(2000, 50)
BROKEN_POLLS = 5
"""More than the three good readings in which a post has to be missing to be gone."""

ALIKE = 2
"""Fewer: a page that lacks the same post each time is, in the end, a page without it."""

POSTS, THREADS = 7, (1, 2)
LIVES = times(300, 6)
WHOLE_POLLS = 12
"""Enough for three misses, and for each post that is three days old to be read again."""

HOURS = timedelta(hours=7)
Truth = dict[str, tuple[Id, str, datetime]]


class Reader:
    """A forum, the store of what polls know of it, and the short wire between them."""

    def __init__(self, forum: SampleForum, place: Path) -> None:
        self.forum = forum
        self.store = Store.at(f"sqlite:///{place}")
        self.wire = ShortWire(forum)
        engine, zone = forum.skin.engine, forum.zone.key
        self._settings = settings_for(BASE, [BOARD], engine=engine, timezone=zone)
        self._clock = ForumClock(forum)

    def poll(self) -> Report:
        """One poll, some hours after the last, so that posts are due for being read again."""
        self.forum.advance(HOURS)
        turns = HostRateLimiter(self._clock, Random(0))
        fetch_options = FetchOptions("feedforum-test", request_delay=0, robots_txt=False)
        client = ForumClient(fetch_options, self._clock, turns, self.store.robots_txt, self.wire)
        return Poll(self._settings, self.store, client, self._clock).run()

    def damaged(self, misfortunes: Sequence[Damage], *, index: bool) -> int:
        """Polls after news, of which all pages are damaged, or all but the index; gives how many were."""
        pages = 0
        for damage in misfortunes:
            self.wire.bend(damage, index=index)
            for thread in THREADS:
                self.forum.reply(thread, "Bert", "Und noch einer.")
            self.poll()
            pages += self.wire.behave()
        return pages

    def settle(self, is_whole: Callable[[], bool]) -> None:
        """Polls of whole pages, over some days; usually as long as something is not as it was."""
        for _ in range(WHOLE_POLLS):
            while self.poll().more:
                pass
            if not THOROUGH and is_whole():
                break

    def known(self) -> Truth:
        """What is stored and not gone, by key: the thread, the author, the moment."""
        found = (
            self.store.read_repository.newest_posts(
                PostScope(KEY, (), (self.forum.threads[thread].shown_id,)), limit=1000
            )
            for thread in THREADS
        )
        return {
            post.key: (post.thread.id, post.author.name, post.posted_at) for each in found for post in each
        }

    def shown(self) -> dict[str, tuple[Id, str, str, str]]:
        """What feeds show of each post, by key: its thread, topic, title and text."""
        posts = self.store.read_repository.newest_posts(PostScope(KEY, (BOARD,)), limit=1000)
        return {post.key: (post.thread.id, post.thread.topic, post.title, post.content) for post in posts}


STYLES = ("plain", "blue", "bare")
ANY_STYLE = st.sampled_from(STYLES)
MISFORTUNES = st.one_of(
    st.lists(damages(), min_size=BROKEN_POLLS, max_size=BROKEN_POLLS, unique_by=repr),
    damages().map(lambda damage: [damage] * ALIKE),
)
SELDOM = st.sampled_from((False, False, False, True))
FUZZ = settings(
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)


@dataclass(frozen=True)
class Known:
    """Where the store of a forum lies of which all is known, and how late it is there."""

    store: Path
    now: datetime


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Known]:
    """Stores to begin with, one for each style; made once, since that takes longer than all that follows."""
    return {style: read_once(MAIN, style, tmp_path_factory.mktemp(style)) for style in STYLES}


def read_once(skin: Skin, style: str, folder: Path) -> Known:
    place = folder / "store.db"
    reader = Reader(small_forum(skin, style=style), place)
    while reader.poll().more:
        pass
    assert len(reader.known()) == len(reader.shown()) == POSTS
    reader.store.close()
    return Known(place, reader.forum.now)


@contextmanager
def well_read(known: Known, style: str, skin: Skin = MAIN) -> Iterator[Reader]:
    """A forum of which all is known, with a store of its own."""
    forum = small_forum(skin, style=style)
    forum.now = known.now
    with TemporaryDirectory() as place:
        reader = Reader(forum, Path(shutil.copy(known.store, place)))
        try:
            yield reader
        finally:
            reader.store.close()


def test_what_is_known_outlives_any_damage(known: dict[str, Known]) -> None:
    pages: list[int] = []

    @settings(FUZZ, max_examples=LIVES)
    @given(style=ANY_STYLE, misfortunes=MISFORTUNES, index=SELDOM)
    def one_forum(style: str, misfortunes: list[Damage], index: bool) -> None:
        with well_read(known[style], style) as reader:
            before = reader.known()
            pages.append(reader.damaged(misfortunes, index=index))
            after = reader.known()
            assert {key: after.get(key) for key in before} == before

    one_forum()
    assert sum(pages) >= PAGES


def comes_back(reader: Reader, misfortunes: list[Damage], *, index: bool) -> None:
    """After polls of damaged pages and of whole ones, posts are as they were, and none is missing."""
    before = reader.shown()
    reader.damaged(misfortunes, index=index)

    def is_whole() -> bool:
        after = reader.shown()
        as_before = {key: after.get(key) for key in before} == before
        return as_before and len(after) == len(reader.forum.visible_posts([BOARD]))

    reader.settle(is_whole)
    after = reader.shown()
    assert {key: after.get(key) for key in before} == before
    assert len(after) == len(reader.forum.visible_posts([BOARD]))


def _shown_twice(seed: int) -> list[Damage]:
    """The last of these misfortunes shows posts without ids twice, some of them with another text."""
    before = [damage_of(("attribute emptied", number)) for number in (0, 1, seed)]
    return [*before, damage_of(("attribute exaggerated", 0)), damage_of(("pieces mixed", 0))]


def test_the_truth_comes_back_when_pages_are_whole_again(known: dict[str, Known]) -> None:
    @settings(FUZZ, max_examples=times(24, 2))
    @given(style=ANY_STYLE, misfortunes=MISFORTUNES, index=SELDOM)
    @example("bare", _shown_twice(2), False)
    @example("bare", _shown_twice(5), False)
    def one_forum(style: str, misfortunes: list[Damage], index: bool) -> None:
        with well_read(known[style], style) as reader:
            comes_back(reader, misfortunes, index=index)

    one_forum()


@pytest.mark.parametrize("skin", (SKINS if THOROUGH else ONE_OF_EACH_ENGINE)[1:], ids=lambda skin: skin.name)
def test_forums_of_other_software_outlive_any_damage_and_come_back(skin: Skin, tmp_path: Path) -> None:
    known, pages = read_once(skin, "plain", tmp_path), list[int]()

    @settings(FUZZ, max_examples=share(skin, 300, 6))
    @given(misfortunes=MISFORTUNES, index=SELDOM)
    def damaged_life(misfortunes: list[Damage], index: bool) -> None:
        with well_read(known, "plain", skin) as reader:
            before = reader.known()
            pages.append(reader.damaged(misfortunes, index=index))
            after = reader.known()
            assert {key: after.get(key) for key in before} == before

    @settings(FUZZ, max_examples=share(skin, 24, 2))
    @given(misfortunes=MISFORTUNES, index=SELDOM)
    def settled_life(misfortunes: list[Damage], index: bool) -> None:
        with well_read(known, "plain", skin) as reader:
            comes_back(reader, misfortunes, index=index)

    damaged_life()
    settled_life()
    assert sum(pages) >= share(skin, 2000, 50)
