"""What a report says of a poll's cost and finds."""

from datetime import timedelta

from feedforum.fetch import RequestCounts
from feedforum.poll import ChangedThread, PageReport, Poll
from feedforum.records import NO_COUNTS, PollCounts
from tests.poll.world import HOUR, world
from tests.sample_forum import SampleForum


def test_a_report_tells_what_came_and_what_it_cost() -> None:
    forum = SampleForum()
    board = forum.add_board("Allgemeines", forum.add_category("Alles"))
    thread = forum.new_thread(board, "Ines", "Hallo", "Guten Tag.")
    post = forum.reply(thread, "Paul", "Ebenfalls.")
    with world(forum, [board]) as place:
        first = place.poll()
        assert (first.new_posts, first.lags) == (2, ())
        forum.advance(HOUR)
        forum.reply(thread, "Ines", "Wie geht es?")
        forum.advance(timedelta(minutes=10))
        pages: list[PageReport] = []
        with place.new_client() as client:
            report = Poll(place.settings, place.store, client, place.clock, seen=pages.append).run()
            assert client.counts == RequestCounts(report.requests, report.size, 0.0)
        assert [page.counts.requests for page in pages] == [1] * report.requests
        assert sum(page.counts.size for page in pages) == report.size > 1000
        (lag,) = report.lags
        assert 540 <= lag <= 660
        forum.delete_post(post)
        while not report.deletions:
            forum.advance(7 * HOUR)
            report = place.poll()
        assert report.deletions == sum(each.deletions for each in report.boards) == 1
        assert report.changed == (ChangedThread(thread, board),)
        forum.advance(HOUR)
        quiet = place.poll()
        assert (quiet.deletions, quiet.changed) == (0, ())


def test_a_report_tells_of_each_board_what_was_asked_and_found() -> None:
    forum = SampleForum()
    category = forum.add_category("Alles")
    busy, quiet = forum.add_board("Allgemeines", category), forum.add_board("Nebenan", category)
    thread = forum.new_thread(busy, "Ines", "Hallo", "Guten Tag.")
    forum.new_thread(quiet, "Ines", "Still", "Nichts.")
    with world(forum, [busy, quiet]) as place:
        first = place.poll()
        # The index is no board's.
        assert sum(board.requests for board in first.boards) == first.requests - 1
        forum.advance(HOUR)
        forum.named_days, forum.date_format, forum.time_format = False, "??", "--"
        forum.reply(thread, "Paul", "Ebenfalls.")
        report = place.poll()
        reports = {board.id: board for board in report.boards}
        assert reports[busy].unread_dates == report.unread_dates > 0
        assert reports[quiet].unread_dates == 0
        assert sum(board.requests for board in reports.values()) == report.requests - 1
        assert NO_COUNTS + reports[busy] == PollCounts(
            requests=reports[busy].requests, new_posts=1, unread_dates=report.unread_dates
        )


def test_a_report_names_the_threads_that_changed_and_no_others() -> None:
    forum = SampleForum()
    board = forum.add_board("Allgemeines", forum.add_category("Alles"))
    elsewhere = forum.add_board("Nebenan", 1)
    one, other = (forum.new_thread(board, "Ines", f"Hallo {number}", "Text") for number in (1, 2))
    alone = forum.new_thread(elsewhere, "Paul", "Für sich", "Text")
    with world(forum, [board], threads=(alone,)) as place:
        boards = {thread.id: thread.board_id for thread in place.poll().changed}
        assert boards == {one: board, other: board, alone: elsewhere}
        forum.advance(HOUR)
        forum.reply(other, "Paul", "Neu")
        assert place.poll().changed == (ChangedThread(other, board),)
