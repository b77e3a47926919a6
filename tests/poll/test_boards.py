"""Boards of every kind: below others, unseen, locked, announced on."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from feedforum.records import PostScope
from tests.poll.three_boards import ids, three_boards
from tests.poll.world import HOUR, world
from tests.sample_forum import PageKind, SampleForum
from tests.sample_forum.misbehaviour import answer_with

MINUTE = timedelta(minutes=1)


@pytest.fixture
def forum() -> SampleForum:
    return three_boards()


def test_a_board_below_another_costs_nothing_while_its_cover_is_unchanged(
    forum: SampleForum, tmp_path: Path
) -> None:
    with world(forum, [2, 3, 4], tmp_path) as it:
        it.poll()
        assert it.cost() == 1
        forum.reply(2, "Cleo", "Im Unterforum")
        assert it.cost() == 4, "index, the board above, the board, the thread"
        assert it.cost() == 1
        forum.reply(1, "Cleo", "Im Forum darüber")
        assert it.cost() == 3, "the row of the board below says that it has nothing new"
        assert it.cost() == 1


def test_a_board_below_one_that_is_not_watched_is_asked_when_its_cover_changes(
    forum: SampleForum, tmp_path: Path
) -> None:
    with world(forum, [3], tmp_path) as it:
        it.poll()
        assert it.cost() == 1
        forum.reply(2, "Cleo", "Neu")
        assert it.cost() == 3
        assert len(ids(it, 3)) == 3


def test_a_board_that_the_index_does_not_show_is_asked_by_itself(forum: SampleForum, tmp_path: Path) -> None:
    hidden = forum.add_board("Versteckt", 1, hidden=True)
    thread = forum.new_thread(hidden, "Anna", "Geheim", "Text")
    with world(forum, [2, hidden], tmp_path) as it:
        it.poll()
        assert it.cost() == 2
        forum.reply(thread, "Bert", "Neu")
        assert it.cost() == 3
        assert [post.author.name for post in it.posts(hidden)] == ["Bert", "Anna"]
        board = it.store.read_repository.board("sample", hidden)
        assert board is not None
        assert board.title == "Versteckt"


def test_all_boards_means_those_that_the_index_shows(forum: SampleForum, tmp_path: Path) -> None:
    forum.add_board("Anderswo", 1, external="http://elsewhere.invalid/")
    with world(forum, None, tmp_path) as it:
        it.poll()
        assert {board.id for board in it.store.read_repository.boards("sample")} == {2, 3, 4}
        late = forum.add_board("Neu eröffnet", 1)
        forum.new_thread(late, "Anna", "Willkommen", "Text")
        it.poll()
        assert len(ids(it, late)) == 1


def test_boards_that_do_not_let_us_in_are_told_apart_and_left_alone(
    forum: SampleForum, tmp_path: Path
) -> None:
    locked = forum.add_board("Vorstand", 1, password="secret")
    members = forum.add_board("Mitglieder", 1, members_only=True)
    for board in (locked, members):
        forum.new_thread(board, "Anna", "Drin", "Text")
    with world(forum, [2, locked, members, 99], tmp_path) as it:
        report = it.poll()
        answers = {board.id: board.answer for board in report.boards}
        assert answers == {2: "ok", locked: "password wanted", members: "login wanted", 99: "not found"}
        assert all(board.detail for board in report.boards if board.answer != "ok")
        assert report.answer == "ok"
        assert it.cost() == 1


def test_announcements_and_important_threads_count_once_and_stop_no_walk(
    forum: SampleForum, tmp_path: Path
) -> None:
    forum.boards[2].threads_per_page = 2
    notice = forum.new_thread(4, "Chef", "Sommerfest", "Alle kommen", announcement_on=(2, 3, 4))
    forum.advance(MINUTE)
    pinned = forum.new_thread(2, "Chef", "Hausordnung", "Bitte lesen", important=True)
    with world(forum, [2, 3, 4], tmp_path) as it:
        it.poll()
        posts = [post.thread.id for post in it.posts()]
        assert posts.count(notice) == posts.count(pinned) == 1
        assert next(post for post in it.posts() if post.thread.id == notice).thread.board_id == 4
        forum.advance(HOUR)
        for number in range(5):
            forum.new_thread(2, "Anna", f"Neu {number}", "Text")
        it.poll()
        assert sum(post.thread.topic.startswith("Neu") for post in it.posts(2)) == 5
        assert it.cost() == 1


def test_a_thread_watched_by_itself_costs_one_page_when_its_board_changed(
    forum: SampleForum, tmp_path: Path
) -> None:
    for number in range(45):
        forum.reply(3, "Bert", f"Beitrag {number}")
    with world(forum, [], tmp_path, threads=(3,)) as it:
        it.poll()
        assert len(it.store.read_repository.newest_posts(PostScope("sample", (), (3,)), limit=30)) == 30
        assert it.cost() == 1
        forum.advance(HOUR)
        forum.reply(3, "Cleo", "Neu")
        assert it.cost() == 2
        newest = it.store.read_repository.newest_posts(PostScope("sample", (), (3,)), limit=1)
        assert newest[0].author.name == "Cleo"
        assert it.cost() == 1


def test_of_many_threads_watched_by_themselves_those_with_news_alone_are_read(tmp_path: Path) -> None:
    forum = SampleForum("Werkbank")
    board = forum.add_board("Räder", forum.add_category("Alles"), threads_per_page=10)
    threads = []
    for number in range(30):
        forum.advance(HOUR)
        threads.append(forum.new_thread(board, "Anna", f"Faden {number}", "Text"))
    watched = tuple(threads[:20])
    with world(forum, [], tmp_path, threads=watched, reread=False) as it:
        it.poll()
        assert it.cost() == 1

        def reply(*to: int) -> int:
            forum.advance(HOUR)
            for thread in to:
                forum.reply(thread, "Bert", "Neu")
            return it.cost()

        assert reply(threads[25]) == 2, "the listing's first page shows that it is a foreign one"
        assert reply(threads[4]) == 3, "the listing, and the one thread"
        assert reply(threads[4], threads[7], threads[28]) == 4
        assert reply(*threads[20:30]) == 3, "a full page of news: the next one shows where it ends"
        assert it.cost() == 1
        for thread in watched:
            stored = it.store.read_repository.newest_posts(PostScope("sample", (), (thread,)), limit=30)
            shown = [post.post_id for post in it.shown([board]) if post.thread_id == thread]
            assert [post.id for post in stored] == shown


def test_where_the_listing_is_not_to_be_had_the_threads_are_asked_themselves(
    forum: SampleForum, tmp_path: Path
) -> None:
    other = forum.new_thread(2, "Anna", "Noch einer", "Text")
    with world(forum, [], tmp_path, threads=(1, other)) as it:
        it.poll()
        forum.advance(HOUR)
        reply = forum.reply(other, "Bert", "Neu")
        it.site.misbehave(answer_with(404), it.site.pages(PageKind.BOARD), times=None)
        it.poll()
        stored = it.store.read_repository.newest_posts(PostScope("sample", (), (other,)), limit=1)
        assert stored[0].id == reply


def test_the_first_poll_is_a_baseline(tmp_path: Path) -> None:
    forum = SampleForum("Archiv")
    board = forum.add_board("Groß", forum.add_category("Alles"))
    for number in range(120):
        forum.advance(HOUR)
        thread = forum.new_thread(board, "Anna", f"Faden {number}", "Text")
        for _ in range(3):
            forum.reply(thread, "Bert", "Antwort")
    with world(forum, [board], tmp_path) as it:
        report = it.poll()
        assert report.requests < 40
        assert [post.id for post in it.posts(board, 30)] == [p.post_id for p in it.shown([board])[:30]]
        firsts = it.store.read_repository.newest_posts(
            PostScope("sample", (board,)), only_first=True, limit=30
        )
        assert [post.thread.topic for post in firsts] == [f"Faden {n}" for n in range(119, 89, -1)]
        assert all(post.posted_at < forum.now - HOUR or post.thread.topic == "Faden 119" for post in firsts)
        assert it.cost() == 1


def test_a_budget_of_pages_is_kept_and_the_rest_follows(tmp_path: Path) -> None:
    forum = SampleForum("Archiv")
    board = forum.add_board("Groß", forum.add_category("Alles"))
    for number in range(30):
        forum.advance(HOUR)
        forum.new_thread(board, "Anna", f"Faden {number}", "Text")
    with world(forum, [board], tmp_path) as it:
        it.settings = replace(it.settings, pages_per_poll=7)
        costs = []
        while True:
            report = it.poll()
            costs.append(report.requests)
            if not report.more:
                break
        assert max(costs) == 8
        assert len(it.posts(board)) == 30


def test_a_category_is_not_asked_for_and_a_refusal_is_remembered(forum: SampleForum, tmp_path: Path) -> None:
    with world(forum, [1, 2, 99], tmp_path) as it:
        for cost in (None, 1):
            report = it.poll()
            answers = {board.id: board.answer for board in report.boards}
            assert (answers[1], answers[99]) == ("empty", "not found")
            assert cost in (None, report.requests)


def test_the_engine_is_told_by_the_index_which_is_asked_for_once(forum: SampleForum, tmp_path: Path) -> None:
    with world(forum, [2], tmp_path, engine="auto") as it:
        assert it.cost() == 3
        stored = it.store.poll_repository("sample").forum()
        assert stored is not None
        assert (stored.engine, stored.title, stored.host) == ("wbb2", "Werkbank", "127.0.0.1")
        assert it.cost() == 1


def test_another_software_is_named_as_such(forum: SampleForum, tmp_path: Path) -> None:
    with world(forum, [2], tmp_path, engine="auto") as it:
        it.site.misbehave(answer_with(200, "<html><body>Powered by something else</body></html>"), times=None)
        report = it.poll()
        assert report.answer == "not understood"
        assert "let feedforum discover learn its pages" in report.detail
        assert it.store.poll_repository("sample").forum() is None


def test_a_paused_board_is_not_read_and_keeps_what_it_has(forum: SampleForum, tmp_path: Path) -> None:
    with world(forum, [2, 4], tmp_path) as it:
        it.poll()
        before, (wheels, chat) = it.settings, it.settings.boards or ()
        it.settings = replace(before, boards=(wheels, replace(chat, paused=True)))
        known = ids(it, 4)
        for thread in (1, 3):
            forum.reply(thread, "Bert", "Mehr")
        assert it.poll().new_posts == 1
        it.settle(4)
        assert ids(it, 4) == known
        it.settings = before
        assert it.poll().new_posts == 1
        assert len(ids(it, 4)) == len(known) + 1
