"""What the forum refuses to show is private at once: it leaves all feeds, and comes back when it is shown."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from feedforum.records import Id
from tests.poll.world import HOUR, KEY, World, world
from tests.sample_forum import PageKind, SampleForum, Skin
from tests.sample_forum.misbehaviour import switched
from tests.skins import SKINS, each_engine

OPEN, OTHER, LOCKED = 2, 3, 4
WITH_PASSWORDS = SKINS[0]


def forum_of(skin: Skin) -> SampleForum:
    """Two boards that are watched, with a thread each, and one for members."""
    forum = SampleForum("Werkbank", skin=skin)
    category = forum.add_category("Alles")
    for number in range(3):
        forum.add_board(f"Brett {number}", category, members_only=number == 2)
    for board in (OPEN, OTHER):
        for number in range(2):
            thread = forum.new_thread(board, "Anna", f"Faden {number}", "Text")
            forum.advance(HOUR)
            forum.reply(thread, "Bert", "Antwort")
    forum.advance(HOUR)
    return forum


@pytest.fixture
def it(tmp_path: Path) -> Iterator[World]:
    with world(forum_of(WITH_PASSWORDS), [OPEN, OTHER], tmp_path) as made:
        made.poll()
        yield made


def threads(it: World) -> set[int]:
    """The threads that feeds show, by the forum's own numbers."""
    numbers: dict[Id, int] = {thread.shown_id: thread.id for thread in it.forum.threads.values()}
    numbers |= {former: thread.id for thread in it.forum.threads.values() for former in thread.former_ids}
    return {numbers[post.thread.id] for post in it.posts()}


def has_page(it: World, thread_id: int) -> bool:
    thread = it.forum.threads[thread_id]
    ids = (thread.shown_id, *thread.former_ids)
    return any(it.store.read_repository.thread(KEY, id_) is not None for id_ in ids)


@each_engine
def test_a_thread_that_moves_where_it_is_refused_is_private_at_once(skin: Skin, tmp_path: Path) -> None:
    forum = forum_of(skin)
    with world(forum, [OPEN, OTHER], tmp_path) as it:
        it.poll()
        assert threads(it) == {1, 2, 3, 4}
        forum.move(1, LOCKED, leave_trace=False)
        it.poll()
        assert threads(it) == {2, 3, 4}
        assert not has_page(it, 1)
        forum.advance(3 * HOUR)
        forum.move(1, OPEN, leave_trace=False)
        forum.reply(2, "Bert", "Neu")
        it.poll()
        assert threads(it) == {1, 2, 3, 4}
        assert set(it.numbers()) >= {1, 2}


@pytest.mark.parametrize("home", [OPEN, 5], ids=["from a board that is watched", "from one that is not"])
def test_an_announcement_that_moves_into_a_board_with_a_password_is_private_at_once(
    home: int, tmp_path: Path
) -> None:
    forum = forum_of(WITH_PASSWORDS)
    forum.boards[LOCKED] = replace(forum.boards[LOCKED], members_only=False, password="secret")
    forum.add_board("Brett 3", 1)
    notice = forum.new_thread(home, "Chef", "Sommerfest", "Alle kommen", announcement_on=(OPEN, OTHER))
    with world(forum, [OPEN, OTHER], tmp_path) as it:
        it.poll()
        assert notice in threads(it)
        forum.advance(30 * HOUR)
        forum.move(notice, LOCKED, leave_trace=False)
        forum.threads[notice].announcement_on = ()
        forum.reply(1, "Bert", "Neu")
        forum.reply(3, "Bert", "Neu")
        it.poll()
        assert notice not in threads(it)
        assert not has_page(it, notice)
        assert it.cost() == 1


def test_an_announcement_that_is_taken_off_a_board_leaves_its_feed_and_costs_no_more(tmp_path: Path) -> None:
    forum = forum_of(WITH_PASSWORDS)
    elsewhere = forum.add_board("Brett 3", 1)
    notice = forum.new_thread(elsewhere, "Chef", "Sommerfest", "Alle kommen", announcement_on=(OPEN, OTHER))
    with world(forum, [OPEN, OTHER], tmp_path, reread=False) as it:
        it.poll()
        forum.threads[notice].announcement_on = (OTHER,)
        for board, thread in ((OPEN, 1), (OTHER, 3)):
            forum.advance(HOUR)
            forum.reply(thread, "Bert", "Neu")
            it.poll()
            home = {post.thread.board_id for post in it.posts() if post.thread.id == notice}
            assert home == (set() if board == OPEN else {OTHER})
        forum.advance(HOUR)
        forum.reply(1, "Bert", "Neu")
        assert it.cost() == 3


@each_engine
def test_a_board_that_is_for_members_from_now_on_is_private_at_once(skin: Skin, tmp_path: Path) -> None:
    forum = forum_of(skin)
    with world(forum, [OPEN, OTHER], tmp_path) as it:
        it.poll()
        before = it.posts()
        forum.reply(3, "Bert", "Neu")
        if skin.lists_members_boards:
            # The index shows such a board as before, so that only what is written there leads to it.
            forum.reply(1, "Bert", "Vertraulich")
        forum.boards[OPEN] = replace(forum.boards[OPEN], members_only=True)
        for _ in range(2):
            it.poll()
            assert threads(it) == {3, 4}
            forum.advance(3 * HOUR)
        forum.boards[OPEN] = replace(forum.boards[OPEN], members_only=False)
        it.poll()
        assert {post.key for post in it.posts()} >= {post.key for post in before}


def test_a_forum_that_is_for_members_from_now_on_is_private_at_once(tmp_path: Path) -> None:
    """Though its index shows guests nothing any more, and so no board has news."""
    forum = forum_of(next(skin for skin in SKINS if not skin.lists_members_boards))
    with world(forum, [OPEN, OTHER], tmp_path) as it:
        it.poll()
        before = dict(forum.boards)
        forum.reply(1, "Bert", "Vertraulich")
        forum.reply(3, "Bert", "Vertraulich")
        forum.boards = {key: replace(board, members_only=True) for key, board in before.items()}
        it.poll()
        assert threads(it) == set()
        assert not has_page(it, 1)
        forum.advance(3 * HOUR)
        assert it.cost() == 1
        forum.boards = before
        it.poll()
        assert threads(it) == {1, 2, 3, 4}


def test_a_thread_watched_by_itself_is_private_too(tmp_path: Path) -> None:
    forum = forum_of(WITH_PASSWORDS)
    with world(forum, [], tmp_path, threads=(1,)) as it:
        it.poll()
        assert has_page(it, 1)
        forum.move(1, LOCKED)
        it.poll()
        assert not has_page(it, 1)
        forum.move(1, OTHER)
        forum.advance(23 * HOUR)
        it.poll()
        assert not has_page(it, 1), "it is looked for once a day"
        forum.advance(HOUR)
        it.poll()
        assert has_page(it, 1)


def test_a_quiet_thread_watched_by_itself_comes_back_however_old_it_is(tmp_path: Path) -> None:
    forum = forum_of(WITH_PASSWORDS)
    forum.advance(timedelta(days=90))
    with world(forum, [], tmp_path, threads=(1,)) as it:
        it.poll()
        forum.move(1, LOCKED)
        it.poll()
        assert not has_page(it, 1)
        it.settle(4, pause=timedelta(days=2))
        assert not has_page(it, 1)
        forum.move(1, OTHER)
        it.settle(4, pause=timedelta(days=2))
        assert has_page(it, 1)


def test_who_lost_a_login_hides_nothing(tmp_path: Path) -> None:
    forum = forum_of(WITH_PASSWORDS)
    forum.register("Leserin", "geheim")
    forum.new_thread(LOCKED, "Anna", "Drin", "Text")
    with world(forum, [LOCKED], tmp_path, username="Leserin", password="geheim") as it:
        it.poll()
        assert len(it.posts()) == 1
        it.settings = replace(it.settings, password="falsch")
        forum.reply(5, "Bert", "Neu")
        assert it.poll().answer == "login wanted"
        assert len(it.posts()) == 1


def test_a_thread_that_is_listed_and_refused_stays_private_whatever_is_written_in_it(it: World) -> None:
    forum = it.forum
    for_members = replace(forum.boards[OPEN], members_only=True)
    refused = switched(forum, "boards", {**forum.boards, OPEN: for_members})
    it.site.misbehave(refused, it.site.pages(PageKind.THREAD, 1), times=None)
    for _ in range(3):
        forum.advance(3 * HOUR)
        forum.reply(1, "Bert", "Neu")
        it.poll()
        assert 1 not in threads(it)
    it.site.behave()
    forum.advance(3 * HOUR)
    forum.reply(1, "Bert", "Neu")
    it.poll()
    assert len([post for post in it.posts() if post.thread.id == 1]) == 6
