"""A forum, and its feeds once it was polled."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.feeds.published import Publication, published
from tests.poll.world import HOUR
from tests.sample_forum import SampleForum


@pytest.fixture
def forum() -> SampleForum:
    forum = SampleForum("Werkbank")
    category = forum.add_category("Alles")
    for title in ("Räder", "Lampen"):
        forum.add_board(title, category)
    forum.register("Anna", signature="Erste Signatur")
    thread = forum.new_thread(2, "Anna", "Kette springt", "Sie springt.")
    forum.reply(thread, "Bert", "Beide in derselben Minute")
    forum.reply(thread, "Cleo", "Alle drei")
    forum.advance(HOUR)
    return forum


@pytest.fixture
def press(forum: SampleForum, tmp_path: Path) -> Iterator[Publication]:
    with published(forum, [2, 3], tmp_path) as made:
        yield made
