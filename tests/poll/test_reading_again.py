"""How much is read again for edits and deletions: little where much is asked for, the best of it first."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from random import Random

import pytest

from feedforum.diff.reread_schedule import QUIET_DAY
from feedforum.records import RequestBudget
from tests.poll.world import HOUR, KEY, World, world
from tests.sample_forum import SampleForum
from tests.thorough import times

THREADS = 6
DAYS = times(5, 2)


@pytest.fixture
def it(tmp_path: Path) -> Iterator[World]:
    forum = SampleForum()
    board = forum.add_board("Brett", forum.add_category("Alles"))
    for number in range(THREADS):
        forum.advance(HOUR / 2)
        forum.new_thread(board, "Anna", f"Faden {number}", "Text")
    with world(forum, [board], tmp_path) as made:
        made.poll()
        forum.advance(12 * HOUR)
        yield made


def asked_lately(it: World, asked: float, reread: float = 0.0) -> None:
    it.store.poll_repository(KEY).save_request_budget(RequestBudget(asked, reread, it.forum.now))


def threads_read(it: World) -> list[int | None]:
    it.site.requests.clear()
    it.poll()
    return [
        request.number("threadid") for request in it.site.requests.pages if request.script == "thread.php"
    ]


def test_where_little_was_asked_for_all_that_is_due_is_read_again(it: World) -> None:
    assert sorted(map(str, threads_read(it))) == [str(number + 1) for number in range(THREADS)]


def test_where_much_was_asked_for_the_youngest_alone_are_read_again(it: World) -> None:
    asked_lately(it, 120)
    assert threads_read(it) == [THREADS, THREADS - 1]
    assert threads_read(it) == []
    asked_lately(it, 500, 10)
    assert threads_read(it) == []


def test_what_is_missing_is_looked_for_before_anything_else(it: World) -> None:
    asked_lately(it, QUIET_DAY * 2)
    it.forum.reply(1, "Bert", "Bald weg")
    lost = it.forum.reply(1, "Bert", "Bleibt")
    it.poll()
    it.forum.delete_post(lost - 1)
    it.forum.advance(3 * HOUR)
    it.forum.reply(1, "Cleo", "Neu")
    it.poll()
    it.forum.advance(24 * HOUR)
    assert threads_read(it)[0] == 1


def busy(it: World) -> None:
    """Let so much have been asked for lately, and so much of it again, that nothing more may be."""
    asked_lately(it, 500, 20)


def test_a_loss_is_looked_for_at_once_only_where_that_costs_little(it: World) -> None:
    lost = it.forum.reply(1, "Bert", "Bald weg")
    it.poll()
    busy(it)
    it.forum.delete_post(lost)
    assert threads_read(it) == []
    it.forum.advance(HOUR)
    busy(it)
    assert it.cost() == 1
    it.forum.reply(1, "Cleo", "Neu")
    assert threads_read(it) == [1]
    it.forum.advance(HOUR)
    lost = it.forum.reply(1, "Bert", "Auch weg")
    it.poll()
    it.forum.delete_post(lost)
    asked_lately(it, 0)
    assert threads_read(it)[0] == 1


def test_where_much_is_asked_for_listings_tell_that_a_thread_is_missing_still(it: World) -> None:
    read = []
    it.forum.delete_thread(1)
    for _ in range(4):
        it.forum.advance(HOUR)
        it.forum.reply(2, "Bert", "Noch etwas")
        busy(it)
        read.append(threads_read(it))
    assert read == [[2, 1], [2], [2, 1], [2]]
    assert 1 not in [post.id for post in it.posts()]


def test_where_much_is_asked_for_and_no_listing_tells_it_waits(it: World) -> None:
    it.forum.delete_thread(1)
    busy(it)
    assert threads_read(it) == [1]
    it.forum.advance(HOUR)
    busy(it)
    assert threads_read(it) == []
    asked_lately(it, 500)
    assert threads_read(it)[0] == 1


def test_a_page_that_is_read_for_a_new_post_is_not_read_again_soon_after(it: World) -> None:
    threads_read(it)
    it.forum.advance(23 * HOUR)
    it.forum.reply(1, "Bert", "Neu")
    assert threads_read(it)[0] == 1
    it.forum.advance(3 * HOUR)
    threads_read(it)
    it.forum.advance(2 * HOUR)
    assert 1 not in threads_read(it)


@pytest.mark.parametrize("newest", [True, False], ids=["young posts", "old posts"])
def test_in_a_quiet_forum_what_feeds_show_is_right_within_six_hours(newest: bool, tmp_path: Path) -> None:
    forum = SampleForum()
    board = forum.add_board("Brett", forum.add_category("Alles"))
    for number in range(4):
        thread = forum.new_thread(board, "Anna", f"Faden {number}", "Text")
        for _ in range(7):
            forum.advance(HOUR / 2)
            forum.reply(thread, "Bert", "Antwort")
    if not newest:
        forum.advance(15 * 24 * HOUR)
    chance, waits = Random(0), []
    with world(forum, [board], tmp_path) as it:
        it.poll()
        changed: dict[str, tuple[str, datetime]] = {}
        it.site.requests.clear()
        for hour in range(DAYS * 24):
            forum.advance(HOUR)
            if hour % 4 == 2:
                post = chance.choice([post for post in forum.posts.values() if post.visible])
                changed[str(post.id)] = (f"Neu gefasst {hour}", forum.now)
                forum.edit(post.id, f"Neu gefasst {hour}", note=False)
            it.poll()
            texts = {post.key: post.content for post in it.posts()}
            for key, (text, at) in list(changed.items()):
                if text in texts[key]:
                    waits.append(forum.now - at)
                    del changed[key]
        assert max(waits) <= 6 * HOUR
        assert all(forum.now - at < 6 * HOUR for _, at in changed.values())
        pages = [request for request in it.site.requests.pages if request.script == "thread.php"]
        assert len(pages) <= DAYS * 24


def test_what_the_first_poll_asks_for_leaves_room_for_reading_again(tmp_path: Path) -> None:
    forum = SampleForum()
    board = forum.add_board("Brett", forum.add_category("Alles"))
    for number in range(60):
        forum.advance(HOUR)
        forum.new_thread(board, "Anna", f"Faden {number}", "Text")
    with world(forum, [board], tmp_path) as it:
        it.poll()
        forum.advance(HOUR)
        lost = forum.reply(60, "Bert", "Bald weg")
        it.poll()
        forum.delete_post(lost)
        for _ in range(3):
            forum.advance(HOUR)
            it.poll()
        assert lost not in [post.id for post in it.posts()]


def test_what_feeds_show_is_read_again_before_what_they_do_not(tmp_path: Path) -> None:
    forum = SampleForum()
    category = forum.add_category("Alles")
    slow, fast = (forum.add_board(name, category, posts_per_page=5) for name in ("Still", "Laut"))
    quiet = forum.new_thread(slow, "Anna", "Faden", "Text")
    forum.advance(24 * HOUR)
    loud = forum.new_thread(fast, "Anna", "Faden", "Text")
    for _ in range(99):
        forum.advance(HOUR / 60)
        forum.reply(loud, "Bert", "Antwort")
    with world(forum, [slow, fast], tmp_path, backfill=None) as it:
        while it.poll().more:
            pass
        forum.advance(24 * HOUR)
        it.store.poll_repository(KEY).save_request_budget(RequestBudget(0, QUIET_DAY - 8.5, it.forum.now))
        read = threads_read(it)
        assert read.count(loud) == 6 + 1, "the pages of its newest posts, and of its first"
        assert read.count(quiet) == 1
