"""A forum that answers 304 for pages that have not changed: nothing it says may get lost by that."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from feedforum.errors import StoreError
from feedforum.fetch import ForumClient
from feedforum.poll import PageReport, Poll, Report
from feedforum.store import PollRepository
from tests.poll.world import HOUR, World, world
from tests.sample_forum import Answer, Request, SampleForum
from tests.sample_forum.misbehaviour import answer_with
from tests.sample_forum.wire import Answering


class Tagged:
    """Every page has an ETag; `broken` is the script whose pages are not to be had."""

    def __init__(self) -> None:
        self.broken = ""

    def __call__(self, request: Request, usual: Answering) -> Answer:
        if request.script == self.broken:
            return answer_with(500, "broken")(request, usual)
        answer = usual(request)
        tag = f'"{sha256(answer.body).hexdigest()}"'
        if answer.status == 200 and request.header("If-None-Match") == tag:
            return replace(answer, status=304, body=b"")
        return replace(answer, headers=(*answer.headers, ("ETag", tag)))


@pytest.fixture
def tagged() -> Tagged:
    return Tagged()


@pytest.fixture
def it(tmp_path: Path, tagged: Tagged) -> Iterator[World]:
    forum = SampleForum()
    board = forum.add_board("Brett", forum.add_category("Alles"))
    forum.new_thread(board, "Anna", "Faden", "Text")
    with world(forum, [board], tmp_path) as made:
        made.site.misbehave(tagged, times=None)
        yield made


@pytest.fixture
def client(it: World) -> Iterator[ForumClient]:
    """One that stays, as in a program that runs on, and knows the forum already."""
    with it.new_client() as stays:
        for _ in range(2):
            poll(it, stays)
        yield stays


def poll(it: World, client: ForumClient) -> Report:
    report = Poll(it.settings, it.store, client, it.clock).run()
    it.forum.advance(HOUR)
    return report


def test_what_has_not_changed_costs_one_request(it: World, client: ForumClient) -> None:
    it.settings = replace(it.settings, reread=False)
    it.site.requests.clear()
    poll(it, client)
    assert [request.script for request in it.site.requests.pages] == ["index.php"]


@pytest.mark.parametrize("script", ["board.php", "thread.php"])
def test_a_page_that_broke_once_is_asked_for_again(
    it: World, client: ForumClient, tagged: Tagged, script: str
) -> None:
    it.forum.reply(1, "Bert", "Neu")
    tagged.broken = script
    poll(it, client)
    tagged.broken = ""
    for _ in range(3):
        poll(it, client)
    assert len(it.posts()) == 2


def test_a_page_that_could_not_be_kept_is_asked_for_again(
    it: World, client: ForumClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreError("The disk is full.")

    it.forum.reply(1, "Bert", "Neu")
    with monkeypatch.context() as patch:
        patch.setattr(PollRepository, "save_page", full)
        with pytest.raises(StoreError):
            poll(it, client)
    poll(it, client)
    assert len(it.posts()) == 2


def test_a_poll_that_was_ended_between_two_pages_leaves_nothing_out(it: World, client: ForumClient) -> None:
    class EndedError(Exception):
        pass

    def end(_: PageReport) -> None:
        raise EndedError

    it.forum.reply(1, "Bert", "Neu")
    with pytest.raises(EndedError):
        Poll(it.settings, it.store, client, it.clock, seen=end).run()
    poll(it, client)
    assert len(it.posts()) == 2


def test_posts_of_pages_that_have_not_changed_are_read_again_less_and_less(
    it: World, client: ForumClient
) -> None:
    it.forum.advance(timedelta(days=365))
    it.site.requests.clear()
    until = it.forum.now + timedelta(days=30)
    while it.forum.now < until:
        poll(it, client)
        it.forum.advance(11 * HOUR)
    asked = [request.at for request in it.site.requests.pages if request.script == "thread.php"]
    assert 6 <= len(asked) <= 10, "a feed shows it first, but it is a year old"


def test_a_post_that_is_missing_is_gone_in_the_end(it: World, client: ForumClient) -> None:
    lost = it.forum.reply(1, "Bert", "Bald weg")
    it.forum.reply(1, "Bert", "Bleibt")
    poll(it, client)
    it.forum.delete_post(lost)
    for _ in range(6):
        poll(it, client)
    assert [post.id for post in it.posts()] == [lost + 1, 1]


def test_an_edit_that_waits_is_announced_in_the_end(it: World, client: ForumClient) -> None:
    it.forum.advance(10 * HOUR)
    poll(it, client)
    for text in ("Einmal", "Noch einmal"):
        it.forum.edit(1, text)
        it.forum.advance(HOUR)
        it.forum.reply(1, "Bert", f"Dazu: {text}")
        poll(it, client)
    announced = it.posts()[-1].edited_at
    for _ in range(8):
        poll(it, client)
    assert announced is not None
    assert (it.posts()[-1].edited_at or announced) > announced


def test_what_a_page_tells_as_before_is_not_worked_on_again(
    it: World, client: ForumClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a forum that marks no page, and whose pages are no two the same."""
    it.site.behave()
    for _ in range(2):
        poll(it, client)
    with monkeypatch.context() as patch:
        patch.setattr(PollRepository, "save_page", _not_now)
        it.forum.advance(48 * HOUR)
        it.site.requests.clear()
        poll(it, client)
    assert "thread.php" in [request.script for request in it.site.requests.pages]
    it.forum.edit(1, "Anders")
    it.forum.advance(5 * 24 * HOUR)
    poll(it, client)
    assert "Anders" in it.posts()[0].content


def test_next_to_a_page_that_has_not_changed_nothing_is_looked_for(tmp_path: Path, tagged: Tagged) -> None:
    forum = SampleForum()
    board = forum.add_board("Brett", forum.add_category("Alles"), posts_per_page=3)
    thread = forum.new_thread(board, "Anna", "Faden", "Text")
    for number in range(2):
        forum.reply(thread, "Bert", f"Alt {number}")
    forum.advance(timedelta(days=42))
    forum.reply(thread, "Bert", "Neu")
    with world(forum, [board], tmp_path) as it, it.new_client() as client:
        it.site.misbehave(tagged, times=None)
        poll(it, client)
        it.site.requests.clear()
        for _ in range(9):
            poll(it, client)
        asked = [
            request.number("page") for request in it.site.requests.pages if request.script == "thread.php"
        ]
    assert set(asked) == {2}


def _not_now(*_: object) -> None:
    raise AssertionError("The page announced nothing new.")
