"""What a forum's own feed saves: for threads watched by themselves, and boards that the index hides."""

from pathlib import Path

import pytest

from feedforum.records import PostScope
from tests.poll.world import HOUR, World, world
from tests.sample_forum import SampleForum, Skin
from tests.sample_forum.misbehaviour import answer_with
from tests.sample_forum.skins import FLUXBB, SUITE, WBB3
from tests.sample_forum.wire import Answer, Answering, Request


def forum_of(skin: Skin) -> tuple[SampleForum, tuple[int, ...], tuple[int, ...]]:
    """A forum of three boards with the ids of a thread of each to be watched, and of another."""
    forum = SampleForum("Werkbank", skin=skin)
    category = forum.add_category("Alles")
    watched, others = [], []
    for title in ("Räder", "Lampen", "Plausch"):
        board = forum.add_board(title, category)
        watched.append(forum.new_thread(board, "Anna", f"Faden in {title}", "Text"))
        forum.advance(HOUR)
        others.append(forum.new_thread(board, "Bert", f"Anderer in {title}", "Text"))
    forum.advance(HOUR)
    return forum, tuple(watched), tuple(others)


def is_feed(request: Request) -> bool:
    return "feed" in request.target.lower()


def newest(it: World, thread: int) -> str:
    return it.store.read_repository.newest_posts(PostScope("sample", (), (thread,)), limit=1)[0].excerpt


@pytest.mark.parametrize(
    ("skin", "of_one"),
    # Links of version 3's feed name no thread: then each is asked itself.
    [(SUITE, 3), (WBB3, 5), (FLUXBB, 4)],
    ids=lambda value: getattr(value, "name", value),
)
def test_a_feed_tells_that_no_watched_thread_has_news(skin: Skin, of_one: int, tmp_path: Path) -> None:
    forum, watched, others = forum_of(skin)
    with world(forum, [], tmp_path, threads=watched, reread=False) as it:
        it.poll()
        assert it.cost() == 1, "the index tells that nothing changed"
        forum.advance(HOUR)
        for thread in others:
            forum.reply(thread, "Cleo", "Woanders")
        assert it.cost() == (4 if skin is FLUXBB else 2), "the index and the feed"
        assert it.cost() == 1
        forum.advance(HOUR)
        forum.reply(watched[1], "Cleo", "Neu!")
        for thread in others:
            forum.advance(HOUR)
            forum.reply(thread, "Cleo", "Woanders")
        assert it.cost() == of_one
        assert newest(it, watched[1]) == "Neu!"
        assert it.cost() == 1


@pytest.mark.parametrize("skin", [SUITE, WBB3], ids=lambda skin: skin.name)
def test_a_thread_whose_board_the_index_hides_is_asked_for_by_the_feed(skin: Skin, tmp_path: Path) -> None:
    forum, watched, _ = forum_of(skin)
    for thread in watched[:2]:
        forum.boards[forum.threads[thread].board_id].hidden = True
    with world(forum, [], tmp_path, threads=watched, reread=False) as it:
        it.poll()
        forum.advance(HOUR)
        assert it.cost() == 2
        forum.advance(HOUR)
        forum.reply(watched[0], "Cleo", "Neu!")
        it.poll()
        assert newest(it, watched[0]) == "Neu!"


@pytest.mark.parametrize("status", [200, 403, 404, 500])
def test_a_feed_that_is_none_changes_nothing(status: int, tmp_path: Path) -> None:
    forum, watched, others = forum_of(SUITE)
    with world(forum, [], tmp_path, threads=watched, reread=False) as it:
        it.poll()
        it.site.misbehave(answer_with(status), is_feed, times=None)
        forum.advance(HOUR)
        reply = forum.reply(watched[1], "Cleo", "Neu!")
        for thread in (others[0], others[2]):
            forum.reply(thread, "Cleo", "Woanders")
        assert it.cost() == 5
        assert newest(it, watched[1]) == "Neu!"
        assert reply in it.numbers()


def test_what_a_row_of_the_index_names_counts_more_than_a_feed_that_lags(tmp_path: Path) -> None:
    forum, watched, others = forum_of(SUITE)
    with world(forum, [], tmp_path, threads=watched, reread=False) as it:
        it.poll()
        old: list[Answer] = []

        def lagging(request: Request, usual: Answering) -> Answer:
            old[:] = old or [usual(request)]
            return old[0]

        it.site.misbehave(lagging, is_feed, times=None)
        for changed in ((others[0], others[1]), (others[0], watched[1])):
            forum.advance(HOUR)
            for thread in changed:
                forum.reply(thread, "Cleo", "Neu!")
            it.poll()
        assert len(old) == 1
        assert newest(it, watched[1]) == "Neu!"


def test_a_feed_tells_that_boards_have_no_news_that_the_index_hides(tmp_path: Path) -> None:
    forum, watched, others = forum_of(SUITE)
    boards = [forum.threads[thread].board_id for thread in watched]
    forum.add_board("Gezeigt", forum.boards[boards[0]].parent)
    for number, (one, other) in enumerate(zip(watched, others, strict=True)):
        forum.boards[boards[number]].hidden = True
        forum.reply(one if number % 2 else other, "Anna", "Antwort")
        forum.advance(HOUR)
    with world(forum, boards, tmp_path, reread=False) as it:
        it.poll()
        forum.advance(HOUR)
        assert it.cost() == 2, "the index and the feed"
        forum.advance(HOUR)
        reply = forum.reply(watched[1], "Cleo", "Neu!")
        assert it.cost() == 6, "all boards are asked, and the thread"
        assert reply in it.numbers()
        forum.advance(HOUR)
        assert it.cost() == 2
        forum.advance(6 * HOUR)
        assert it.cost() == 4, "never by the feed alone for long"
        it.site.misbehave(answer_with(404), is_feed, times=None)
        forum.advance(HOUR)
        assert it.cost() == 5
