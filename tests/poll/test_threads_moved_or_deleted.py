"""Threads that move between boards, out of sight, or go: feeds follow, and show each once."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.poll.three_boards import ids, three_boards
from tests.poll.world import HOUR, world
from tests.sample_forum import PageKind, SampleForum
from tests.sample_forum.skin import Skin
from tests.sample_forum.skins import SMF_11, SMF_20
from tests.sample_forum.wire import Answer, Answering, Request

MINUTE = timedelta(minutes=1)


@pytest.fixture
def forum() -> SampleForum:
    return three_boards()


def test_a_thread_moved_between_watched_boards_changes_feeds_and_appears_once(
    forum: SampleForum, tmp_path: Path
) -> None:
    with world(forum, [2, 4], tmp_path) as it:
        it.poll()
        for trace in (True, False):
            source, target = (2, 4) if trace else (4, 2)
            forum.advance(HOUR)
            forum.move(1, target, leave_trace=trace)
            it.settle(4)
            assert 1 in ids(it, target)
            assert 1 not in ids(it, source)
            assert len(it.posts()) == 4


@pytest.mark.parametrize("watched", [(2, 3, 4), (3, 4), (2, 4)], ids=["both", "below", "above"])
@pytest.mark.parametrize("up", [True, False], ids=["up", "down"])
def test_a_move_between_a_board_and_one_below_it_is_seen_though_the_index_shows_none(
    up: bool, watched: tuple[int, ...], forum: SampleForum, tmp_path: Path
) -> None:
    for board in (2, 3):
        forum.new_thread(board, "Anna", "Bleibt", "Text")
    with world(forum, list(watched), tmp_path) as it:
        while it.poll().more:
            pass
        forum.advance(HOUR)
        forum.move(2 if up else 1, 2 if up else 3, leave_trace=False)
        for hours in (4, 1, 1):
            forum.advance(hours * HOUR)
            it.poll()
        for board in watched:
            shown = {post.post_id for post in it.shown([board])}
            assert set(ids(it, board)) == shown


def test_a_thread_that_stands_beside_its_mark_of_a_move_is_read_like_any_other(
    forum: SampleForum, tmp_path: Path
) -> None:
    with world(forum, [2, 4], tmp_path) as it:
        it.poll()
        forum.advance(HOUR)
        forum.move(1, 2)
        it.settle(4)
        assert [trace.board_id for trace in forum.traces.values()] == [2]
        other = forum.new_thread(2, "Anna", "Daneben", "Text")
        for thread in (other, 1, other):
            forum.advance(HOUR)
            forum.reply(thread, "Bert", "Weiter")
            assert it.cost() == 3, "nobody looks for the thread that is where it was"
            assert it.cost() == 1


@pytest.mark.parametrize("skin", [SMF_11, SMF_20], ids=lambda skin: skin.name)
def test_the_thread_that_smf_leaves_behind_is_no_thread_and_costs_nothing_more(skin: Skin) -> None:
    forum = SampleForum("Werkbank", skin=skin)
    boards = [forum.add_board(title, forum.add_category("Alles")) for title in ("Räder", "Lampen")]
    for board in boards:
        forum.new_thread(board, "Anna", f"Thema in {board}", "Text")
    with world(forum, boards) as it:
        it.poll()
        forum.advance(HOUR)
        forum.move(1, boards[1])
        it.settle(4)
        assert set(it.numbers()) == {1, 2}
        assert {post.thread.board_id for post in it.posts()} == {boards[1]}
        assert it.cost() == 1
        forum.reply(2, "Bert", "Weiter")
        assert it.cost() == 3


def test_a_thread_moved_out_of_sight_leaves_the_feed(forum: SampleForum, tmp_path: Path) -> None:
    with world(forum, [2], tmp_path) as it:
        it.poll()
        forum.move(1, 4, leave_trace=False)
        it.settle(4)
        assert ids(it, 2) == []
        assert it.posts() == [], "nor is it in the feed of the whole forum"


def test_a_deleted_thread_is_gone_after_three_good_polls_and_not_before(
    forum: SampleForum, tmp_path: Path
) -> None:
    forum.new_thread(2, "Anna", "Bleibt", "Text")
    with world(forum, [2], tmp_path) as it:
        it.poll()
        forum.delete_thread(1)
        still_shown = []
        for _ in range(4):
            forum.advance(15 * MINUTE)
            it.poll()
            still_shown.append(1 in ids(it, 2))
        assert still_shown == [True, True, False, False]
        assert it.cost() == 1
        forum.restore_thread(1)
        forum.reply(1, "Bert", "Wieder da")
        it.poll()
        assert ids(it, 2)[-2:] == [2, 1]


def test_a_listing_that_lost_a_row_is_read_again_a_day_later(forum: SampleForum, tmp_path: Path) -> None:
    with world(forum, [4], tmp_path) as it:
        it.poll()
        forum.advance(HOUR)
        lost = forum.new_thread(4, "Anna", "Neu", "Text")

        def without_it(request: Request, usual: Answering) -> Answer:
            forum.delete_thread(lost)
            try:
                return usual(request)
            finally:
                forum.restore_thread(lost)

        it.site.misbehave(without_it, it.site.pages(PageKind.BOARD), times=None)
        it.poll()
        forum.reply(3, "Bert", "Auch neu")
        it.poll()
        it.site.behave()
        forum.advance(23 * HOUR)
        it.poll()
        assert len(ids(it, 4)) == 3, "the index says nothing new"
        forum.advance(HOUR)
        it.poll()
        assert len(ids(it, 4)) == 4
