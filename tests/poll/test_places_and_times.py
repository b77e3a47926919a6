"""Forums whose posts have places and no ids, whose threads are times, and whose boards are words: YaBB."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from feedforum.config import BoardSettings
from tests.poll.world import HOUR, World, settings_for, world
from tests.sample_forum import PageKind, SampleForum
from tests.sample_forum.skins import YABB


@pytest.fixture
def it() -> Iterator[World]:
    forum = SampleForum("Uhren", skin=YABB)
    category = forum.add_category("Alles")
    for word in ("lenses", "darkroom", "attic"):
        forum.add_board(word.title(), category, word=word)
    with world(forum, None) as made:
        yield made


LENSES, DARKROOM, ATTIC = 2, 3, 4


def seen(it: World) -> list[tuple[str, str]]:
    return [(post.key, post.excerpt) for post in it.posts()]


def keys(it: World) -> set[str]:
    return {post.key for post in it.posts()}


def test_a_board_is_known_by_its_word(it: World) -> None:
    thread = it.forum.new_thread(LENSES, "Anna", "Linsen", "Erste")
    it.forum.new_thread(DARKROOM, "Bert", "Dunkel", "Zweite")
    it.poll()
    boards = {post.thread.topic: post.thread.board_id for post in it.posts()}
    assert boards == {"Linsen": "lenses", "Dunkel": "darkroom"}
    assert {post.thread.id for post in it.posts()} >= {it.forum.threads[thread].shown_id}


def test_posts_keep_their_keys_when_one_before_them_is_deleted(it: World) -> None:
    thread = it.forum.new_thread(LENSES, "Anna", "Linsen", "Text 0")
    posts = [it.forum.reply(thread, "Bert", f"Text {number}") for number in range(1, 6)]
    it.poll()
    before = dict(seen(it))
    it.forum.advance(HOUR)
    it.forum.delete_post(posts[1])
    it.settle(4)
    left = {key: text for key, text in before.items() if text != "Text 2"}
    assert dict(seen(it)) == left
    it.forum.reply(thread, "Bert", "Text 6")
    it.poll()
    assert {key: text for key, text in seen(it) if key in left} == left
    assert seen(it)[0][1] == "Text 6"
    assert len(keys(it)) == 6


def test_posts_of_one_minute_that_say_the_same_are_two(it: World) -> None:
    thread = it.forum.new_thread(LENSES, "Anna", "Linsen", "Ja")
    it.forum.reply(thread, "Bert", "Ja")
    it.forum.reply(thread, "Bert", "Ja")
    it.poll()
    before = seen(it)
    assert len(keys(it)) == len(before) == 3
    it.forum.advance(timedelta(days=1))
    it.forum.reply(thread, "Anna", "Nein")
    it.poll()
    assert seen(it)[1:] == before


@pytest.mark.parametrize("leave_trace", [True, False])
def test_a_thread_that_moved_is_the_same_under_another_id(it: World, leave_trace: bool) -> None:
    thread = it.forum.new_thread(LENSES, "Anna", "Linsen", "Text 0")
    for number in range(1, 20):
        it.forum.advance(timedelta(minutes=3))
        it.forum.reply(thread, "Bert", f"Text {number}")
    it.poll()
    before = seen(it)
    assert len(before) == 20
    old = it.forum.threads[thread].shown_id
    it.forum.advance(HOUR)
    it.forum.move(thread, DARKROOM, leave_trace=leave_trace)
    it.forum.reply(thread, "Cleo", "Text 20")
    it.poll()
    assert seen(it)[1:] == before
    assert seen(it)[0][1] == "Text 20"
    it.settle(4)
    assert seen(it)[1:] == before
    found = {(post.thread.id, post.thread.board_id) for post in it.posts()}
    assert found == {(it.forum.threads[thread].shown_id, "darkroom")}
    assert it.forum.threads[thread].shown_id > old


def test_a_thread_that_came_back_is_the_same(it: World) -> None:
    thread = it.forum.new_thread(LENSES, "Anna", "Linsen", "Text 0")
    it.poll()
    before = seen(it)
    for board in (DARKROOM, ATTIC, LENSES):
        it.forum.advance(HOUR)
        it.forum.move(thread, board)
        it.poll()
    it.forum.reply(thread, "Bert", "Text 1")
    it.poll()
    assert seen(it)[1:] == before
    assert it.posts()[0].thread.board_id == "lenses"


def test_two_threads_of_one_person_in_one_second_are_two(it: World) -> None:
    for topic in ("Linsen", "Linsen", "Prismen"):
        it.forum.new_thread(LENSES, "Anna", topic, f"{topic}?")
    it.poll()
    assert len(keys(it)) == 3
    it.forum.advance(HOUR)
    it.forum.reply(2, "Bert", "Ja")
    it.poll()
    assert len(keys(it)) == 4


def test_a_thread_that_left_for_a_board_that_nobody_watches_leaves_the_feeds(it: World) -> None:
    thread = it.forum.new_thread(LENSES, "Anna", "Linsen", "Text 0")
    it.forum.new_thread(LENSES, "Anna", "Anderes", "Bleibt")
    it.poll()
    it.forum.boards[ATTIC].hidden = True
    it.forum.move(thread, ATTIC)
    it.settle(4)
    assert [text for _, text in seen(it)] == ["Bleibt"]


def test_neither_the_print_view_nor_a_closed_board_s_threads_are_asked_for(it: World) -> None:
    open_thread = it.forum.new_thread(LENSES, "Anna", "Linsen", "Offen")
    secret = it.forum.new_thread(DARKROOM, "Anna", "Dunkel", "Geheim")
    it.poll()
    assert len(seen(it)) == 2
    it.forum.boards[DARKROOM].password = "dunkel"
    it.forum.reply(secret, "Bert", "Geheimer")
    it.site.requests.clear()
    it.settle(4)
    it.forum.reply(open_thread, "Bert", "Offener")
    it.poll()
    assert [text for _, text in seen(it)] == ["Offener", "Offen"]
    asked = [it.site.software.asked(request) for request in it.site.requests.pages]
    assert not any(each.kind is PageKind.PRINT for each in asked)
    assert (PageKind.THREAD, secret) not in {(each.kind, each.id) for each in asked}


def test_a_member_is_let_in_by_the_form_and_a_board_by_its_password() -> None:
    forum = SampleForum("Uhren", skin=YABB)
    category = forum.add_category("Alles")
    forum.register("Uhu", "geheim")
    made: dict[str, dict[str, Any]] = {
        "lenses": {}, "bench": {"members_only": True}, "vault": {"password": "offen"},
    }  # fmt: skip
    for word, settings in made.items():
        forum.add_board(word.title(), category, word=word, **settings)
        forum.new_thread(len(forum.boards), "Anna", word, f"In {word}")
    with world(forum, None, username="Uhu", password="geheim") as it:
        boards = settings_for(it.site.url, None).feeds
        it.settings = replace(
            it.settings,
            boards=tuple(
                BoardSettings(word, boards, 30, password="offen" if word == "vault" else "")
                for word in ("lenses", "bench", "vault")
            ),
        )
        it.poll()
        assert {text for _, text in seen(it)} == {"In lenses", "In bench", "In vault"}


def test_a_guest_is_told_that_a_board_with_a_password_is_for_members(it: World) -> None:
    it.forum.boards[DARKROOM].password = "dunkel"
    it.forum.new_thread(DARKROOM, "Anna", "Dunkel", "Geheim")
    report = it.poll()
    (told,) = (board for board in report.boards if board.id == "darkroom")
    assert told.answer == "password wanted"
    assert "username" in told.detail
    assert not it.posts()


def test_a_single_thread_of_a_board_with_a_password_is_not_read() -> None:
    forum = SampleForum("Uhren", skin=YABB)
    forum.add_board("Vault", forum.add_category("Alles"), word="vault", password="offen")
    thread = forum.new_thread(2, "Anna", "Linsen", "Geheim")
    with world(forum, [], threads=(forum.threads[thread].shown_id,)) as it:
        it.poll()
        assert not it.posts()


def test_a_single_thread_is_followed_when_it_moves() -> None:
    forum = SampleForum("Uhren", skin=YABB)
    category = forum.add_category("Alles")
    for word in ("lenses", "darkroom"):
        forum.add_board(word.title(), category, word=word)
    thread = forum.new_thread(2, "Anna", "Linsen", "Text 0")
    with world(forum, [], threads=(forum.threads[thread].shown_id,)) as it:
        it.poll()
        forum.advance(HOUR)
        forum.move(thread, 3, leave_trace=False)
        for number in range(1, 4):
            forum.advance(HOUR)
            forum.reply(thread, "Bert", f"Text {number}")
            it.poll()
            assert seen(it)[0][1] == f"Text {number}"
            assert len(seen(it)) == number + 1
