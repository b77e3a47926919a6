"""Threads that move, merge and split, as every feed and page shows them."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.feeds.published import Publication, published
from tests.poll.world import HOUR
from tests.sample_forum import SampleForum


@pytest.fixture
def press(tmp_path: Path) -> Iterator[Publication]:
    forum = SampleForum("Werkbank")
    category = forum.add_category("Alles")
    for title in ("Räder", "Lampen", "Papierkorb"):
        forum.add_board(title, category)
    for topic in ("Kette springt", "Dynamo summt"):
        thread = forum.new_thread(2, "Anna", topic, f"{topic}, was tun?")
        forum.reply(thread, "Bert", "Ölen")
    forum.advance(HOUR)
    with published(forum, [2, 3], tmp_path) as press:
        yield press


def numbers(press: Publication, place: str) -> set[int]:
    items = json.loads(press.get(place, "json"))["items"]
    return {int(item["id"].rpartition("/")[2]) for item in items}


def found(press: Publication) -> set[int]:
    answer = requests.get(f"{press.feed('search', 'json')}?q=Kette", timeout=10)
    return {int(item["id"].rpartition("/")[2]) for item in answer.json()["items"]}


@pytest.mark.parametrize("trace", [True, False])
def test_a_thread_that_leaves_the_watched_boards_leaves_every_feed_and_comes_back(
    trace: bool, press: Publication
) -> None:
    forum = press.it.forum
    forum.move(1, 4, leave_trace=trace)
    press.it.settle(4)
    for place in ("posts", "boards/2/posts"):
        assert numbers(press, place) == {3, 4}, place
    for place in ("threads", "boards/2/threads"):
        assert numbers(press, place) == {3}, place
    assert found(press) == set()
    assert requests.get(press.feed("threads/1", "atom"), timeout=10).status_code == 404
    assert "threads/1." not in requests.get(f"{press.url}/feeds.opml?kind=all", timeout=10).text
    forum.move(1, 2, leave_trace=False)
    forum.reply(1, "Cleo", "Wieder da")
    press.it.settle(4)
    assert numbers(press, "boards/2/posts") == {1, 2, 3, 4, 5}
    assert numbers(press, "threads/1") == {1, 2, 5}
    assert 1 in found(press)


def test_a_merged_thread_goes_and_its_posts_stay_with_their_ids(press: Publication) -> None:
    press.it.forum.merge(1, into=2)
    press.it.settle(6)
    assert numbers(press, "posts") == {1, 2, 3, 4}
    assert len(press.it.posts()) == 4
    assert numbers(press, "threads/2") == {1, 2, 3, 4}
    assert requests.get(press.feed("threads/1", "atom"), timeout=10).status_code == 404


def test_posts_that_are_split_off_stay_with_their_ids(press: Publication) -> None:
    forum = press.it.forum
    forum.advance(HOUR)
    new = forum.new_thread(3, "Bert", "Abgetrennt", "Vom Ölen")
    split = next(post for post in forum.threads[1].posts if post.id == 2)
    forum.threads[1].posts.remove(split)
    forum.threads[new].posts.insert(0, split)
    split.thread_id = new
    press.it.settle(6)
    assert numbers(press, f"threads/{new}") == {2, 5}
    assert numbers(press, "threads/1") == {1}
    assert numbers(press, "posts") == {1, 2, 3, 4, 5}
    assert 2 in numbers(press, "boards/3/posts")


def test_a_thread_that_came_back_beside_its_own_mark_is_no_suspect(press: Publication) -> None:
    """Some boards keep the mark, beside the thread; what is asked for is what has the reply."""
    forum, it = press.it.forum, press.it
    forum.move(1, 4)
    marks = dict(forum.traces)
    it.settle(4)
    forum.move(1, 2, leave_trace=False)
    forum.reply(1, "Cleo", "Wieder da")
    forum.traces = marks
    it.settle(4)
    assert numbers(press, "boards/2/posts") == {1, 2, 3, 4, 5}
    forum.advance(HOUR)
    forum.reply(2, "Cleo", "Auch hier")
    assert it.cost() == 3
