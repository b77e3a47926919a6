"""Feeds of a polled forum, read over HTTP by programs that others wrote to read feeds."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import feedparser
import pytest
import requests
from bs4 import BeautifulSoup
from reader import Reader, make_reader

from feedforum.feeds.entries import Entry
from tests.feeds.checks import CHECKS
from tests.feeds.published import Publication, published
from tests.poll.world import HOUR
from tests.sample_forum import SampleForum

MINUTE = timedelta(minutes=1)
EXTENSIONS = ["atom", "rss", "json"]
PAYLOAD = (
    '<script>alert(1)</script><img src="x.png" onerror="alert(2)"><iframe src="http://evil.invalid/"></iframe>'
    '<a href="javascript:alert(3)" style="position:fixed">weiter</a><form action="/x"><input></form><b>fett'
)


def written() -> SampleForum:
    """What people write in forums, and what they should not."""
    forum = SampleForum("Werkbank & <Kettenfett>")
    category = forum.add_category("Alles")
    for title in ("Räder & Lampen", "Plausch"):
        forum.add_board(title, category, posts_per_page=5)
    forum.register("Anna", signature="Gruß")
    files = [("plan.pdf", 2_000), ("Übersicht.jpg", 87_000)]
    thread = forum.new_thread(
        2,
        "Anna",
        "Kette springt <oft> & gern",
        "Sie [b]springt[/b]. :)",
        prefix="[Frage]",
        survey=("Fett?", {"Ja": 3, "Nein": 1}),
        attachments=files,
    )
    forum.advance(timedelta(seconds=10))
    forum.reply(
        thread,
        "Gast",
        "[quote][i]Original von Anna[/i]\nspringt[/quote]\nBild: [img]http://b.invalid/1.jpg[/img]",
    )
    forum.reply(
        thread,
        "Gast",
        "[code]if a < b:\n    c &= d[/code] Ende \x07 \U0001f600",
        "RE: Kette springt <oft> & gern",
    )
    forum.advance(HOUR)
    word = "Überlängendonaudampfschifffahrtsgesellschaftskapitänswort"
    other = forum.new_thread(3, "Käpt'n <i>", f"Ein {word} Кириллица", PAYLOAD, html=True)
    forum.reply(other, "Gast", "", "Ganz & gar <b>eigen</b>")
    forum.advance(HOUR)
    return forum


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Publication]:
    """Feeds of a forum that no test changes."""
    with published(written(), [2, 3], tmp_path_factory.mktemp("store")) as made:
        yield made


@pytest.fixture
def lively(tmp_path: Path) -> Iterator[Publication]:
    """Feeds of a forum that the test changes."""
    with published(written(), [2, 3], tmp_path) as made:
        yield made


PLACES = ["posts", "threads", "boards/2/posts", "boards/3/threads", "threads/1", "threads/2"]


@pytest.mark.parametrize("ext", EXTENSIONS)
@pytest.mark.parametrize("place", PLACES)
def test_every_feed_keeps_to_its_specification(place: str, ext: str, press: Publication) -> None:
    CHECKS[ext](press.get(place, ext))


@pytest.mark.parametrize("ext", ["atom", "rss"])
def test_feedparser_finds_every_field_as_stored(ext: str, press: Publication) -> None:
    found = feedparser.parse(press.feed("posts", ext), sanitize_html=False, resolve_relative_uris=False)
    assert not found.bozo, found.get("bozo_exception")
    assert found.status == 200
    assert found.feed.title == "Werkbank & <Kettenfett>: neue Beiträge"
    stored = press.entries()
    assert len(found.entries) == len(stored) == 5
    for read, entry in zip(found.entries, stored, strict=True):
        check_entry(read, entry, ext)


def check_entry(read: Any, entry: Entry, ext: str) -> None:
    assert read.id == entry.id
    assert read.title == entry.title
    assert read.link == entry.link
    assert read.author == entry.author.name
    assert moment(read.published_parsed) == entry.published
    assert [tag.term for tag in read.get("tags", [])] == list(entry.categories)
    assert read.get("content", [{"value": ""}])[0]["value"] == entry.content
    assert read.source.title
    pictures = [picture["url"] for picture in read.get("media_thumbnail", [])]
    assert pictures == [entry.image] * bool(entry.image)
    files = [(file.href, file.type, file.get("title", "")) for file in read.get("enclosures", [])]
    if ext == "atom":
        assert moment(read.updated_parsed) == entry.updated
        assert read.author_detail.get("href", "") == entry.author.uri
        assert read.summary == (entry.summary or entry.title)
        assert files == [(file.url, file.type, file.title) for file in entry.enclosures]
        assert read.get("thr_total") == (None if entry.replies is None else str(entry.replies))
        parent = read.get("thr_in-reply-to", {}).get("ref")
        assert parent == (entry.in_reply_to.ref if entry.in_reply_to else None)
    else:
        assert files == [(file.url, file.type, "") for file in entry.enclosures[:1]]
        assert read.get("slash_comments") == (None if entry.replies is None else str(entry.replies))


def moment(parts: Any) -> datetime:
    year, month, day, hour, minute, second = parts[:6]
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)


def test_what_the_forum_cut_and_escaped_twice_is_whole_again(press: Publication) -> None:
    titles = [entry.title for entry in press.entries()]
    assert titles == [
        "Ganz & gar <b>eigen</b>",
        "Ein Überlängendonaudampfschifffahrtsgesellschaftskapitänswort Кириллица",
        "Re: [Frage] Kette springt <oft> & gern",
        "Re: [Frage] Kette springt <oft> & gern",
        "[Frage] Kette springt <oft> & gern",
    ]


@pytest.mark.parametrize("place", PLACES)
def test_nothing_in_content_that_a_validator_or_a_reader_minds(place: str, press: Publication) -> None:
    for entry in feedparser.parse(press.get(place, "atom"), sanitize_html=False).entries:
        page = BeautifulSoup(entry.content[0].value if "content" in entry else "", "html.parser")
        assert not page.find_all(
            ["script", "style", "iframe", "object", "embed", "form", "input", "meta", "base"]
        )
        for tag in page.find_all(True):
            assert not [name for name in tag.attrs if name.startswith("on") or name in ("style", "id")], tag
            for name in {"href", "src", "poster"} & set(tag.attrs):
                assert urlsplit(str(tag[name])).scheme in ("http", "https", "mailto", "data"), tag


@pytest.fixture
def subscriber() -> Iterator[Reader]:
    with make_reader(":memory:") as made:
        yield made


def words(html: str) -> str:
    """What a reader shows of a text, which it may write in other words."""
    return BeautifulSoup(html, "html.parser").get_text()


def known(subscriber: Reader) -> dict[str, str]:
    """The ids of what a reader holds, with the text of each."""
    return {entry.id: entry.content[0].value if entry.content else "" for entry in subscriber.get_entries()}


@pytest.mark.parametrize("ext", EXTENSIONS)
def test_a_reader_subscribes(ext: str, press: Publication, subscriber: Reader) -> None:
    subscriber.add_feed(press.feed("posts", ext))
    result = subscriber.update_feed(press.feed("posts", ext))
    assert result is not None
    assert (result.new, result.modified) == (5, 0)
    stored = {entry.id: entry for entry in press.entries()}
    for read in subscriber.get_entries():
        entry = stored.pop(read.id)
        assert (read.title, read.link) == (entry.title, entry.link)
        # It takes names in RSS for HTML.
        assert read.authors_str == (entry.author.name.split(" <")[0] if ext == "rss" else entry.author.name)
        assert read.published == entry.published
        if ext != "rss":
            assert read.updated == entry.updated
        assert words(read.content[0].value if read.content else "") == words(entry.content)
        wanted = entry.enclosures[:1] if ext == "rss" else entry.enclosures
        assert [(file.href, file.type) for file in read.enclosures] == [
            (file.url, file.type) for file in wanted
        ]
        if ext != "json":
            assert read.source is not None
            assert read.source.url == press.feed(f"boards/{2 if 'Kette' in entry.title else 3}/posts", ext)
    assert stored == {}


@pytest.fixture
def subscribers(lively: Publication) -> Iterator[dict[str, Reader]]:
    """A reader for each format, which has subscribed to all posts and read the feed once."""
    with ExitStack() as stack:
        made = {ext: stack.enter_context(make_reader(":memory:")) for ext in EXTENSIONS}
        for ext, each in made.items():
            each.add_feed(lively.feed("posts", ext))
            each.update_feed(lively.feed("posts", ext))
        yield made


def test_readers_follow_what_happens(lively: Publication, subscribers: dict[str, Reader]) -> None:
    forum = lively.it.forum
    before = {ext: known(each) for ext, each in subscribers.items()}

    def updated() -> dict[str, tuple[int, int] | None]:
        """How many entries each reader found to be new, and how many changed; None where nothing changed."""
        results = {ext: each.update_feed(lively.feed("posts", ext)) for ext, each in subscribers.items()}
        return {ext: (result.new, result.modified) if result else None for ext, result in results.items()}

    assert updated() == dict.fromkeys(EXTENSIONS), "not modified"
    lively.it.poll()
    assert updated() == dict.fromkeys(EXTENSIONS), "a poll that finds nothing new changes no byte"

    new = forum.reply(1, "Cleo", "Neu dazu")
    lively.it.poll()
    assert updated() == dict.fromkeys(EXTENSIONS, (1, 0))
    for ext, each in subscribers.items():
        assert set(known(each)) - set(before[ext]) == {f"tag:127.0.0.1,2025:sample/post/{new}"}, ext

    forum.advance(5 * MINUTE)
    forum.edit(2, "Anders gefasst")
    forum.advance(3 * HOUR)
    lively.it.poll()
    assert updated() == dict.fromkeys(EXTENSIONS, (0, 1))
    assert updated() == dict.fromkeys(EXTENSIONS)
    for ext, each in subscribers.items():
        assert "Anders gefasst" in known(each)["tag:127.0.0.1,2025:sample/post/2"], ext

    forum.delete_post(3)
    lively.it.settle()
    assert updated() == dict.fromkeys(EXTENSIONS, (0, 0))
    for ext, each in subscribers.items():
        assert b"sample/post/3<" not in lively.get("posts", ext)
        assert len(known(each)) == 6, f"what a reader of {ext} has it keeps"


def test_a_rename_a_prefix_and_a_move_make_no_new_entries(
    lively: Publication, subscribers: dict[str, Reader]
) -> None:
    forum = lively.it.forum
    forum.rename(1, "Ganz anders")
    forum.set_prefix(1, "[Gelöst]")
    forum.move(1, 3)
    forum.advance(HOUR)
    forum.reply(1, "Cleo", "Damit es alle sehen")
    lively.it.settle(3)
    for ext, each in subscribers.items():
        result = each.update_feed(lively.feed("posts", ext))
        assert result is not None, ext
        assert result.new == 1, ext
        assert len(known(each)) == 6, ext
        titles = {entry.title for entry in each.get_entries()}
        assert {"[Gelöst] Ganz anders", "Re: [Gelöst] Ganz anders"} <= titles, ext


@pytest.mark.parametrize("ext", EXTENSIONS)
def test_not_modified_the_second_time(ext: str, press: Publication) -> None:
    for place in PLACES:
        first = requests.get(press.feed(place, ext), timeout=10)
        press.it.poll()
        again = requests.get(
            press.feed(place, ext), headers={"If-None-Match": first.headers["ETag"]}, timeout=10
        )
        assert (again.status_code, again.content) == (304, b"")


def test_a_reader_of_many_pages_has_the_whole_history(tmp_path: Path) -> None:
    forum = SampleForum("Archiv")
    board = forum.add_board("Groß", forum.add_category("Alles"))
    thread = forum.new_thread(board, "Anna", "Lang", "Anfang")
    for number in range(40):
        forum.advance(timedelta(seconds=20))
        forum.reply(thread, "Gast", f"Antwort {number}")
    with published(forum, [board], tmp_path, entries=6, backfill=None) as press:
        while press.it.poll().more:
            pass
        for place in ("posts", f"boards/{board}/posts", f"threads/{thread}"):
            pages = press.pages(place)
            ids = [item["id"] for page in pages for item in page["items"]]
            assert ids == [entry.id for entry in press.entries()]
            assert len(ids) == 41
            assert [len(page["items"]) for page in pages] == [6] * 6 + [5]
        url, seen = press.feed("posts", "atom"), 0
        while url:
            found = feedparser.parse(url)
            assert not found.bozo
            seen += len(found.entries)
            url = next((link.href for link in found.feed.links if link.rel == "next"), "")
        assert seen == 41
