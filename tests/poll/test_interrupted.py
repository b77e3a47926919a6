"""A poll that is cut off anywhere loses nothing, repeats little, and leaves no half of anything."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from feedforum.poll import Poll
from tests.poll.test_floor import busy_forum
from tests.poll.world import World, world
from tests.sample_forum import SampleForum
from tests.thorough import times

EVERY = times(1, 7)
"""How far one place to be killed at is from the next."""


class Killed(BaseException):
    """The process is gone."""


def lively_forum() -> tuple[SampleForum, list[int]]:
    forum, boards = busy_forum(boards=3, threads=2)
    long = forum.new_thread(boards[0], "Anna", "Lang", "Anfang")
    for number in range(times(45, 25)):
        forum.advance(timedelta(minutes=1))
        forum.reply(long, "Bert", f"Beitrag {number}")
    return forum, boards


def more_life(forum: SampleForum, boards: list[int]) -> None:
    forum.advance(timedelta(hours=1))
    long = max(thread.id for thread in forum.threads.values())
    for number in range(times(50, 25)):
        forum.reply(long, "Cleo", f"Neu {number}")
    forum.reply(1, "Cleo", "Auch hier")
    forum.new_thread(boards[2], "Dora", "Noch einer", "Text")


def contents(it: World) -> list[tuple[str, str, str]]:
    return [(post.key, post.author.name, post.content) for post in it.posts()]


@contextmanager
def killed_at(it: World, count: int, of: str) -> Iterator[Callable[[], int]]:
    """The `count`-th page read, or transaction committed, kills the poll; gives how many there were."""
    seen = 0

    def tick(*_: object) -> None:
        nonlocal seen
        seen += 1
        if seen == count:
            raise Killed

    engine: Engine = it.store._engine
    if of == "commit":
        event.listen(engine, "commit", tick)
    try:
        with it.new_client() as client, pytest.raises(Killed):
            Poll(
                it.settings, it.store, client, it.clock, seen=tick if of == "page" else lambda line: None
            ).run()
        yield lambda: seen
    finally:
        if of == "commit":
            event.remove(engine, "commit", tick)


@pytest.mark.parametrize("of", ["page", "commit"])
@pytest.mark.parametrize("when", ["first", "later"])
def test_killed_anywhere_ends_with_the_same_posts(of: str, when: str, tmp_path: Path) -> None:
    expected: list[tuple[str, str, str]] = []
    count = 0
    while True:
        forum, boards = lively_forum()
        place = tmp_path / str(count)
        place.mkdir()
        with world(forum, boards, place) as it:
            if when == "later":
                it.poll()
                more_life(forum, boards)
            if count == 0:
                it.poll()
                expected = contents(it)
                count = 1
                continue
            try:
                with killed_at(it, count, of):
                    pass
            except pytest.fail.Exception:
                break
            it.site.requests.clear()
            it.poll()
            assert contents(it) == expected, f"killed at {of} {count}"
        count += EVERY
    assert count > 5
