"""What people do in some days: writing by day, moderating now and then; the same at every run."""

import heapq
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from random import Random

from tests.sample_forum.model import Post, Thread
from tests.week.initial_forum import MONDAY, PEOPLE, ForumFixture, text, topic

DAYS = 7
"""How long they do it, if nothing else is said."""
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
YOUNG = 48 * HOUR
"""People edit, and moderators delete, what is no older."""

_CONVERSATIONS_AN_HOUR = (
    *(0.2, 0, 0, 0, 0, 0.1, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9),
    *(0.9, 0.7, 0.7, 0.7, 0.9, 1, 1.2, 1.2, 1, 1, 0.6, 0.3),
)
"""How many conversations begin in each hour of the day, in UTC."""

_EVENTS_A_WEEK = {
    "burst": 30,
    "noted_edit": 60,
    "quiet_edit": 30,
    "delete_post": 8,
    "delete_thread": 2,
    "move": 4,
    "move_away": 2,
    "come_back": 1,
    "make_important": 8,
    "close": 4,
    "rename": 3,
    "restore": 1,
}
MODERATED = sum(
    _EVENTS_A_WEEK[name] for name in ("delete_post", "delete_thread", "move", "move_away", "come_back")
)
"""How often a post or thread goes elsewhere in a week."""


class Activity:
    """What happens in a forum, in its order, as time passes. It never looks at who reads it.

    With a `liveliness` below 1 that share is written; what is edited and moderated stays the same.
    """

    def __init__(
        self, fixture: ForumFixture, chance: Random, days: int = DAYS, liveliness: float = 1.0
    ) -> None:
        self.fixture = fixture
        self._chance = chance
        self._days = days
        self._liveliness = liveliness
        self._order = count()
        self._coming: list[tuple[datetime, int, Callable[[], None]]] = []
        self.deleted: set[int] = set()
        self._away: list[int] = []
        self._plan()

    def at(self, moment: datetime, act: Callable[[], None]) -> None:
        """Let something happen at a moment."""
        heapq.heappush(self._coming, (moment, next(self._order), act))

    def until(self, moment: datetime) -> None:
        """Let all happen that comes up to a moment, and the forum's clock go on to it."""
        forum = self.fixture.forum
        while self._coming and self._coming[0][0] <= moment:
            at, _, act = heapq.heappop(self._coming)
            forum.now = max(forum.now, at)
            act()
        forum.now = max(forum.now, moment)

    def _plan(self) -> None:
        for hour in range(self._days * 24):
            begin = MONDAY + hour * HOUR
            for _ in range(self._times(_CONVERSATIONS_AN_HOUR[begin.hour] * self._liveliness)):
                self.at(begin + self._chance.randint(0, 59) * MINUTE, self._conversation)
        events = _EVENTS_A_WEEK | {"burst": round(_EVENTS_A_WEEK["burst"] * self._liveliness)}
        for name, times in events.items():
            for _ in range(times * self._days // DAYS):
                hours = self._chance.randrange(6, self._days * 24 - 6)
                while not 6 <= (MONDAY + hours * HOUR).hour < 23:
                    hours = self._chance.randrange(6, self._days * 24 - 6)
                moment = MONDAY + hours * HOUR + self._chance.randint(0, 3599) * timedelta(seconds=1)
                self.at(moment, getattr(self, f"_{name}"))

    def _times(self, mean: float) -> int:
        return int(mean) + (self._chance.random() < mean % 1)

    # --- writing ---

    def _conversation(self) -> None:
        """Some people write in one thread for an hour or so."""
        thread = self._begin() if self._chance.random() < 0.3 else self._busy_thread()
        moment = self.fixture.forum.now
        for _ in range(self._chance.randint(1, 9)):
            moment += self._chance.randint(0, 1200) * timedelta(seconds=1)
            self.at(moment, lambda: self._reply(thread))

    def _burst(self) -> None:
        """Fifty posts in a thread within minutes."""
        thread, moment = self._busy_thread(), self.fixture.forum.now
        for _ in range(50):
            moment += self._chance.randint(0, 25) * timedelta(seconds=1)
            self.at(moment, lambda: self._reply(thread))

    def _begin(self) -> int:
        boards = self.fixture.watched
        board = self._chance.choices(boards, [1 / (rank + 1) ** 1.5 for rank in range(len(boards))])[0]
        prefix = "[Frage]" if self._chance.random() < 0.2 else ""
        person = self._chance.choice(PEOPLE)
        return self.fixture.forum.new_thread(
            board, person, topic(self._chance), text(self._chance), prefix=prefix
        )

    def _reply(self, thread_id: int) -> None:
        thread = self.fixture.forum.threads[thread_id]
        if not thread.visible or thread.closed:
            return
        title = topic(self._chance) if self._chance.random() < 0.1 else ""
        self.fixture.forum.reply(thread_id, self._chance.choice(PEOPLE), text(self._chance), title)

    # --- changing ---

    def _noted_edit(self) -> None:
        if post := self._young_post():
            self.fixture.forum.edit(post.id, text(self._chance))

    def _quiet_edit(self) -> None:
        """Within the first minutes an edit leaves no note."""
        if post := self._young_post(HOUR):
            self.fixture.forum.edit(post.id, text(self._chance), note=False)

    def _rename(self) -> None:
        self.fixture.forum.rename(self._busy_thread(), topic(self._chance))

    # --- moderating ---

    def _delete_post(self) -> None:
        if post := self._young_post():
            self.fixture.forum.delete_post(post.id)
            self.deleted.add(post.id)

    def _restore(self) -> None:
        for post_id in sorted(self.deleted)[:1]:
            self.fixture.forum.restore_post(post_id)
            self.deleted.discard(post_id)

    def _delete_thread(self) -> None:
        thread = self.fixture.forum.threads[self._busy_thread()]
        self.deleted |= {post.id for post in thread.shown_posts()}
        self.fixture.forum.delete_thread(thread.id)

    def _move(self) -> None:
        target = self._chance.choice(self.fixture.watched[:-1])
        self.fixture.forum.move(self._busy_thread(), target, leave_trace=self._chance.random() < 0.7)

    def _move_away(self) -> None:
        thread = self._busy_thread()
        self._away.append(thread)
        self.fixture.forum.move(thread, self.fixture.unwatched, leave_trace=self._chance.random() < 0.7)

    def _come_back(self) -> None:
        if self._away:
            self.fixture.forum.move(self._away.pop(), self.fixture.watched[0], leave_trace=False)

    def _make_important(self) -> None:
        important = self._chance.random() < 0.6
        self.fixture.forum.make_important(self._busy_thread(), important=important)

    def _close(self) -> None:
        thread = self._busy_thread()
        self.fixture.forum.close(thread)
        self.at(self.fixture.forum.now + 5 * HOUR, lambda: self.fixture.forum.close(thread, closed=False))

    # --- choosing ---

    def _busy_thread(self) -> int:
        """One of the threads that people wrote in last, in the boards that are watched."""
        threads = [
            t for t in self.fixture.forum.threads.values() if t.board_id in self.fixture.watched and t.visible
        ]
        threads.sort(key=_last_written, reverse=True)
        place = min(int(self._chance.expovariate(1 / 12)), len(threads) - 1)
        return threads[place].id

    def _young_post(self, age: timedelta = YOUNG) -> Post | None:
        """A post, the younger the likelier."""
        forum = self.fixture.forum
        posts = []
        for post in reversed(forum.posts.values()):
            if forum.now - post.posted_at > age:
                break
            thread = forum.threads[post.thread_id]
            if post.visible and not thread.deleted and thread.board_id in self.fixture.watched:
                posts.append(post)
        if not posts:
            return None
        return posts[min(int(self._chance.expovariate(4 / len(posts))), len(posts) - 1)]


def _last_written(thread: Thread) -> tuple[datetime, int]:
    last = thread.posts[-1]
    return last.posted_at, last.id
