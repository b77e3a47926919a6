"""The end of summer time on a board that then shows all its moments an hour earlier."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.poll.world import HOUR, world
from tests.sample_forum import SampleForum

CHANGE = datetime(2026, 10, 25, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize("version", ["2.2.2", ""])
def test_the_change_costs_nothing_and_makes_nothing_missing(version: str, tmp_path: Path) -> None:
    forum = SampleForum(now=CHANGE - 30 * HOUR)
    forum.version, forum.todays_daylight = version, True
    board = forum.add_board("Brett", forum.add_category("Alles"), threads_per_page=4)
    for number in range(8):
        forum.advance(timedelta(minutes=20))
        forum.new_thread(board, "Anna", f"Faden {number}", "Text")
    with world(forum, [board], tmp_path, reread=False) as it:
        it.poll()
        forum.now = CHANGE + HOUR
        assert it.cost() == 1
        forum.reply(1, "Bert", "Neu")
        assert it.cost() == 3
        assert not [
            thread
            for thread in it.store.poll_repository("sample").threads(range(1, 9)).values()
            if thread.missing
        ]
        assert [p.posted_at for p in it.posts()] == [p.shown_at for p in it.shown()]


def test_what_was_written_before_the_change_and_read_after_it_has_its_moment(tmp_path: Path) -> None:
    forum = SampleForum(now=CHANGE - 3 * HOUR)
    forum.version, forum.todays_daylight = "2.2.2", True
    board = forum.add_board("Brett", forum.add_category("Alles"))
    forum.new_thread(board, "Anna", "Faden", "Text")
    with world(forum, [board], tmp_path) as it:
        it.poll()
        forum.now = CHANGE - HOUR / 2
        forum.new_thread(board, "Bert", "Zweiter", "Text")
        forum.now = CHANGE + HOUR / 2
        it.poll()
        assert [p.posted_at for p in it.posts()] == [p.shown_at for p in it.shown()]
        assert len(it.posts()) == 2
