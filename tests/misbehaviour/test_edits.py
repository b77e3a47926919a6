"""Storms of edits, from a forum or from one person, as readers of the feeds see them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.feeds.published import Publication, published
from tests.poll.world import HOUR
from tests.sample_forum import SampleForum
from tests.thorough import times

THREADS = times(12, 6)


@pytest.fixture
def press(tmp_path: Path) -> Iterator[Publication]:
    forum = SampleForum("Werkbank")
    board = forum.add_board("Räder", forum.add_category("Alles"))
    for number in range(THREADS):
        thread = forum.new_thread(board, "Anna", f"Faden {number}", "Siehe bild.gif")
        for reply in range(3):
            forum.reply(thread, "Bert", f"Antwort {reply}: bild.gif")
    forum.advance(HOUR)
    with published(forum, [board], tmp_path, entries=100) as press:
        while press.it.poll().more:
            pass
        yield press


def items(press: Publication) -> dict[int, dict[str, Any]]:
    found = json.loads(press.get("posts", "json"))["items"]
    return {int(item["id"].rpartition("/")[2]): item for item in found}


def announced(press: Publication, before: dict[int, dict[str, Any]]) -> list[int]:
    after = items(press)
    return [post for post in before if after[post]["date_modified"] != before[post]["date_modified"]]


def test_a_forum_that_changes_all_its_posts_announces_hardly_any(press: Publication) -> None:
    before, forum = items(press), press.it.forum
    for number, post in forum.posts.items():
        forum.edit(number, post.text.replace("bild.gif", "http://neu.example/bild.gif"), note=False)
    press.it.settle(4)
    after = items(press)
    assert after.keys() == before.keys()
    assert all("neu.example" in item["content_html"] for item in after.values()), "each text is kept"
    assert len(announced(press, before)) <= 5
    assert press.it.poll().edits == 0


def test_after_a_storm_noted_edits_and_new_posts_are_announced(press: Publication) -> None:
    forum = press.it.forum
    for number, post in forum.posts.items():
        forum.edit(number, post.text + " (Umzug)", note=False)
    press.it.settle(3)
    before = items(press)
    forum.edit(2, "Wirklich neu gefasst")
    new = forum.reply(1, "Cleo", "Neu")
    press.it.settle(4)
    assert announced(press, before) == [2]
    forum.edit(new, "Heimlich", note=False)
    before = items(press)
    press.it.settle(9)
    assert announced(press, before) == [new]


def test_who_edits_time_and_again_is_announced_a_few_times_a_day(press: Publication) -> None:
    forum, seen = press.it.forum, set()
    edits = times(48, 16)
    for number in range(edits):
        forum.advance(12 * HOUR / edits)
        forum.edit(1, f"Fassung {number}")
        forum.reply(1, "Bert", f"Schau {number}")
        press.it.poll()
        seen.add(items(press)[1]["date_modified"])
    assert len(seen) <= 4
    press.it.settle(8)
    last = items(press)[1]
    assert f"Fassung {edits - 1}" in last["content_html"]
    press.it.settle(6)
    assert items(press)[1] == last, "the last edit is announced, and once"
