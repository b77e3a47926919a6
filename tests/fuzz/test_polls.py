"""Polls of a forum whose pages are damaged: what is known stays known, and the truth comes back."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from feedforum.fetch import Guest, HostTurns, Manners
from feedforum.poll import Poll, Report
from feedforum.store import Store
from tests.fuzz.damage import Damage, damages
from tests.fuzz.forums import BASE, BOARD, ShortWire, small_forum
from tests.poll.world import KEY, ForumClock, settings_for
from tests.sample_forum import SampleForum

PAGES = 2000
BROKEN_POLLS = 2
"""Fewer than the three good readings in which a post has to be missing to be gone."""

HOURS = timedelta(hours=7)
Truth = dict[str, tuple[int, str, datetime]]


class Reader:
    """A forum, the store of what polls know of it, and the short wire between them."""

    def __init__(self, forum: SampleForum) -> None:
        self.forum = forum
        self.store = Store.at("sqlite://")
        self.wire = ShortWire(forum)
        self._settings = settings_for(BASE, [BOARD])
        self._clock = ForumClock(forum)

    def poll(self) -> Report:
        """One poll, some hours after the last, so that posts are due for being read again."""
        self.forum.advance(HOURS)
        turns = HostTurns(self._clock, Random(0))
        manners = Manners("feedforum-test", request_delay=0, robots_txt=False)
        guest = Guest(manners, self._clock, turns, self.store.robots, self.wire)
        return Poll(self._settings, self.store, guest, self._clock).run()

    def damaged(self, damage: Callable[[bytes], bytes]) -> None:
        """Polls of which every page is damaged."""
        self.wire.bent = damage
        for _ in range(BROKEN_POLLS):
            self.poll()
        self.wire.bent = lambda page: page

    def known(self) -> Truth:
        """What feeds hold, by key: the thread, the author, the moment."""
        posts = self.store.library.newest_posts(KEY, limit=1000)
        return {post.key: (post.thread.id, post.author.name, post.posted_at) for post in posts}

    def texts(self) -> dict[str, tuple[str, str, str]]:
        """Titles and texts by key."""
        posts = self.store.library.newest_posts(KEY, limit=1000)
        return {post.key: (post.thread.topic, post.title, post.content) for post in posts}


SEEN: Counter[str] = Counter()


@settings(
    max_examples=600,
    derandomize=True,
    database=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)
@given(skin=st.sampled_from(("plain", "blue", "bare")), damage=damages())
def one_life(skin: str, damage: Damage) -> None:
    reader = Reader(small_forum(skin=skin))
    try:
        while reader.poll().more:
            pass
        before = reader.known()
        assert len(before) == 7
        good = reader.wire.pages
        reader.damaged(damage)
        SEEN["pages"] += reader.wire.pages - good
        after = reader.known()
        assert {key: after.get(key) for key in before} == before
    finally:
        reader.store.close()


def test_what_is_known_outlives_any_damage() -> None:
    SEEN.clear()
    one_life()
    assert SEEN["pages"] >= PAGES
