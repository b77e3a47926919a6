"""Anything that can happen in a forum between two polls, as hypothesis strategies."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from hypothesis import strategies as st

from tests.sample_forum import WBB2, Request, SampleForum, Site, Skin

Event = Callable[[SampleForum, random.Random], None]
PEOPLE = ("Anna", "Bert", "Cleo")


@dataclass(frozen=True)
class Happening:
    """Something that happens, a while after the last, to whatever `seed` picks."""

    name: str
    seed: int
    pause: int

    def to(self, forum: SampleForum) -> None:
        """Let it happen."""
        forum.advance(timedelta(seconds=self.pause))
        EVENTS[self.name](forum, random.Random(self.seed))


def _boards(forum: SampleForum) -> list[int]:
    return [board.id for board in forum.boards.values() if not board.category]


def _threads(forum: SampleForum) -> list[int]:
    return [thread.id for thread in forum.threads.values() if thread.visible]


def _posts(forum: SampleForum) -> list[int]:
    return [post.id for thread in forum.threads.values() if thread.visible for post in thread.shown_posts()]


def _new_thread(forum: SampleForum, chance: random.Random) -> None:
    board = chance.choice(_boards(forum))
    forum.new_thread(board, chance.choice(PEOPLE), f"Thema {chance.random():.6f}", f"Text {chance.random()}")


def _reply(forum: SampleForum, chance: random.Random) -> None:
    if threads := _threads(forum):
        forum.reply(chance.choice(threads), chance.choice(PEOPLE), f"Antwort {chance.random()}")


def _burst(forum: SampleForum, chance: random.Random) -> None:
    if threads := _threads(forum):
        thread = chance.choice(threads)
        for _ in range(chance.randint(2, 12)):
            forum.advance(timedelta(seconds=chance.choice((1, 40, 600))))
            forum.reply(thread, chance.choice(PEOPLE), f"Schwall {chance.random()}")


def _edit(forum: SampleForum, chance: random.Random) -> None:
    if posts := _posts(forum):
        forum.edit(chance.choice(posts), f"Neu gefasst {chance.random()}", note=chance.random() < 0.7)


def _delete_post(forum: SampleForum, chance: random.Random) -> None:
    if posts := _posts(forum):
        forum.delete_post(chance.choice(posts))


def _delete_newest(forum: SampleForum, chance: random.Random) -> None:
    if posts := _posts(forum):
        forum.delete_post(max(posts))


def _delete_thread(forum: SampleForum, chance: random.Random) -> None:
    if threads := _threads(forum):
        forum.delete_thread(chance.choice(threads))


def _move(forum: SampleForum, chance: random.Random) -> None:
    if threads := _threads(forum):
        forum.move(chance.choice(threads), chance.choice(_boards(forum)), leave_trace=chance.random() < 0.5)


def _close(forum: SampleForum, chance: random.Random) -> None:
    if threads := _threads(forum):
        forum.close(chance.choice(threads), closed=chance.random() < 0.8)


def _rename(forum: SampleForum, chance: random.Random) -> None:
    if threads := _threads(forum):
        forum.rename(chance.choice(threads), f"Umbenannt {chance.random():.6f}")


def _make_important(forum: SampleForum, chance: random.Random) -> None:
    if threads := _threads(forum):
        forum.make_important(chance.choice(threads), important=chance.random() < 0.7)


def _page_sizes(forum: SampleForum, chance: random.Random) -> None:
    board = chance.choice(_boards(forum))
    forum.set_page_sizes(board, chance.choice((2, 3, 5, 20)), chance.choice((2, 4, 25)))


def _import_posts(forum: SampleForum, chance: random.Random) -> None:
    """Posts with old dates, and the highest ids, somewhere among the others."""
    if posts := _posts(forum):
        beside = forum.posts[chance.choice(posts)]
        for number in range(chance.randint(1, 8)):
            moment = beside.posted_at + timedelta(seconds=number)
            forum.reply(
                beside.thread_id, "Import", f"Importiert {chance.random()}", at=min(moment, forum.now)
            )


def _merge(forum: SampleForum, chance: random.Random) -> None:
    if len(threads := _threads(forum)) > 1:
        source, target = chance.sample(threads, 2)
        forum.merge(source, target)


EVENTS: dict[str, Event] = {
    "new thread": _new_thread,
    "reply": _reply,
    "burst": _burst,
    "edit": _edit,
    "delete post": _delete_post,
    "delete newest": _delete_newest,
    "delete thread": _delete_thread,
    "move": _move,
    "close": _close,
    "rename": _rename,
    "make important": _make_important,
    "page sizes": _page_sizes,
    "import posts": _import_posts,
    "merge": _merge,
}

WRITING = ("new thread", "reply", "burst")
"""What takes nothing away: after these one poll is enough."""


def happenings(names: tuple[str, ...] = tuple(EVENTS)) -> st.SearchStrategy[Happening]:
    """One thing that happens; pauses of seconds put several into the same minute."""
    return st.builds(
        Happening,
        name=st.sampled_from(names),
        seed=st.integers(0, 10_000),
        pause=st.sampled_from((0, 1, 20, 61, 3600, 86_400)),
    )


@dataclass(frozen=True)
class Interruption:
    """What happens while a poll is under way: as it makes its `request`-th request."""

    request: int
    happening: Happening


def interruptions(names: tuple[str, ...] = tuple(EVENTS)) -> st.SearchStrategy[list[Interruption]]:
    """What happens during some polls, soon after they began."""
    one = st.builds(Interruption, st.integers(2, 9), happenings(names))
    return st.lists(one, max_size=4)


@contextmanager
def interrupted(site: Site, forum: SampleForum, by: list[Interruption]) -> Iterator[None]:
    """Let it happen between the requests of the next poll, each before a page is made."""
    waiting = sorted(by, key=lambda each: each.request, reverse=True)
    made = 0

    def look(request: Request) -> None:
        nonlocal made
        made += 1
        while waiting and waiting[-1].request <= made:
            waiting.pop().happening.to(forum)

    site.before_answer = look
    try:
        yield
    finally:
        site.before_answer = None
        for each in reversed(waiting):
            each.happening.to(forum)


@st.composite
def boards(draw: st.DrawFn, skin: Skin = WBB2) -> SampleForum:
    """A forum of three boards, of page sizes that are soon full, with a first thread."""
    forum = SampleForum("Werkbank", skin=skin)
    category = forum.add_category("Alles")
    for number in range(3):
        forum.add_board(
            f"Brett {number}",
            category if number != 1 else category + 1,
            posts_per_page=draw(st.sampled_from((2, 3, 5, 20, 23))),
            threads_per_page=draw(st.sampled_from((2, 4, 25))),
            newest_first=draw(st.booleans()),
        )
    return forum
