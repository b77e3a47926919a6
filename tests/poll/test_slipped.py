"""Replies that slip onto a thread's page before: a post there went just as they opened a new page.

Nothing on the new page tells of them: it joins up with what is known. But posts are numbered through the
whole forum, and where all others are known, a number that is missing is theirs.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from feedforum.diff.gaps import FEW
from tests.poll.world import HOUR, World, world
from tests.sample_forum import SampleForum

PER_PAGE = 5
NEXT_DOOR = 3


@pytest.fixture
def it(tmp_path: Path) -> Iterator[World]:
    forum = SampleForum()
    category = forum.add_category("Alles")
    board = forum.add_board("Brett", category, posts_per_page=PER_PAGE)
    assert forum.add_board("Nebenan", category) == NEXT_DOOR
    thread = forum.new_thread(board, "Anna", "Faden", "Anfang")
    for number in range(PER_PAGE - 1):
        forum.reply(thread, "Bert", f"Antwort {number}")
    with world(forum, [board], tmp_path) as made:
        made.poll()
        forum.advance(HOUR)
        made.site.requests.clear()
        yield made


def pages_asked(it: World) -> list[int | None]:
    return [request.number("page") for request in it.site.requests.pages if request.script == "thread.php"]


@pytest.mark.parametrize("slipped", range(1, FEW + 1))
def test_what_slipped_comes_in_the_same_poll(it: World, slipped: int) -> None:
    for post_id in range(2, 2 + slipped):
        it.forum.delete_post(post_id)
    replies = [it.forum.reply(1, "Cleo", f"Neu {number}") for number in range(slipped + 1)]
    assert it.poll().new_posts == len(replies)
    assert {post.id for post in it.posts()} >= set(replies)
    assert pages_asked(it) == [2, 1]


def test_a_new_page_alone_is_no_reason_to_read_the_one_before(it: World) -> None:
    it.forum.reply(1, "Cleo", "Neu")
    it.forum.reply(1, "Bert", "Auch neu")
    it.poll()
    assert pages_asked(it) == [2]


def test_where_much_is_not_read_a_missing_number_says_nothing(it: World) -> None:
    it.forum.delete_post(2)
    lost = it.forum.reply(1, "Cleo", "Verrutscht")
    elsewhere = it.forum.new_thread(NEXT_DOOR, "Dörte", "Anderswo", "Text")
    for number in range(FEW):
        it.forum.reply(elsewhere, "Emil", f"Dort {number}")
    it.forum.reply(1, "Bert", "Neu")
    it.poll()
    assert pages_asked(it) == [2]
    it.settle(3)
    assert lost in {post.id for post in it.posts()}, "it is found when the page before is read again"
