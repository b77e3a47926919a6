"""A subscription to a word and to an author, read over HTTP from a forum that is polled for real."""

from collections.abc import Iterator
from pathlib import Path

import feedparser
import pytest
import requests
from reader import Reader, make_reader

from feedforum.config.settings import FeedSettings
from tests.feeds.checks import CHECKS
from tests.feeds.published import Publication, published
from tests.poll.world import HOUR
from tests.sample_forum import SampleForum


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Publication]:
    forum = SampleForum("Werkbank")
    board = forum.add_board("Räder", forum.add_category("Alles"))
    thread = forum.new_thread(board, "Anna", "Allerlei", "Wer mag Käse?")
    for number in range(40):
        forum.advance(HOUR / 60)
        forum.reply(thread, "Bert", f"Nummer {number}")
    forum.reply(thread, "Jörg Groß", "Ich nicht.")
    forum.advance(HOUR)
    with published(forum, None, tmp_path, entries=60) as publication:
        yield publication


@pytest.fixture
def reader() -> Iterator[Reader]:
    made = make_reader(":memory:")
    yield made
    made.close()


def titles(reader: Reader) -> list[str]:
    return sorted(str(entry.content[0].value) for entry in reader.get_entries())


@pytest.mark.parametrize("ext", CHECKS)
def test_a_subscription_to_a_word(site: Publication, reader: Reader, ext: str) -> None:
    forum = site.it.forum
    url = f"{site.url}/feeds/search.{ext}?q=kaese"
    reader.add_feed(url)
    reader.update_feed(url)
    assert titles(reader) == ["Wer mag Käse?"]
    CHECKS[ext](requests.get(url, timeout=10).content)
    forum.reply(1, "Cleo", "Ich mag KÄSE.")
    forum.reply(1, "Cleo", "Und Brot.")
    forum.advance(HOUR)
    site.it.poll()
    reader.update_feed(url)
    assert titles(reader) == ["Ich mag KÄSE.", "Wer mag Käse?"]
    assert reader.update_feed(url) is None


def test_what_does_not_fit_leaves_the_feed_as_it_was(site: Publication) -> None:
    url = site.feed("posts", "atom") + "?author=joerg+gross"
    first = requests.get(url, timeout=10)
    assert [entry.author for entry in feedparser.parse(first.content).entries] == ["Jörg Groß"]
    site.it.forum.reply(1, "Bert", "Noch etwas")
    site.it.forum.advance(HOUR)
    site.it.poll()
    again = requests.get(url, timeout=10, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_an_edit_as_a_new_entry(tmp_path: Path, reader: Reader) -> None:
    forum = SampleForum("Werkbank")
    forum.new_thread(forum.add_board("Räder", forum.add_category("Alles")), "Anna", "Allerlei", "Alt")
    forum.advance(HOUR)
    feeds = FeedSettings(entries=30, max_size=1_000_000, signatures=False, edits_as_new=True)
    with published(forum, None, tmp_path, feeds=feeds) as site:
        url = site.feed("posts", "atom")
        reader.add_feed(url)
        reader.update_feed(url)
        (entry,) = reader.get_entries()
        reader.mark_entry_as_read(entry)
        forum.edit(1, "Neu")
        site.it.settle(polls=2)
        reader.update_feed(url)
        unread = list(reader.get_entries(read=False))
        assert [each.content[0].value for each in unread] == ["Neu"]
        assert unread[0].id.startswith(f"{entry.id}/edit/")
        assert len(list(reader.get_entries())) == 2
        reader.update_feed(url)
        assert len(list(reader.get_entries())) == 2
