"""Feed → Atom, RSS, JSON Feed: read by a parser, and held against what their specifications demand."""

import json
import locale
import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import feedparser
import pytest

from feedforum.feeds.build_feed import FeedRequest, build_feed
from feedforum.feeds.feed import Feed
from feedforum.feeds.formats import FORMATS, render
from feedforum.feeds.ids import FeedKind
from tests.feeds.checks import CHECKS, check_atom
from tests.feeds.samples import BOARD, FIRST, FORUM, NOON, REPLY, THREAD, MemoryLibrary, post, source

ATOM = "{http://www.w3.org/2005/Atom}"
SELF = "https://feeds.example/feeds/sat/boards/26/posts"
LARGE = 1_000_000


def sample_feed(read_repository: MemoryLibrary | None = None, limit: int = 30) -> Feed:
    return build_feed(
        read_repository or MemoryLibrary(), source(), FeedRequest(f"{SELF}.EXT", limit), place=BOARD
    )


def parsed(document: bytes) -> Any:
    found = feedparser.parse(document, sanitize_html=False, resolve_relative_uris=False)
    assert not found.bozo, found.bozo_exception
    return found


def test_atom_is_read_as_stored() -> None:
    found = parsed(render(sample_feed(), "atom", LARGE))
    assert found.version == "atom10"
    assert found.feed.id == "tag:www.sat.example,2025:sat/feed/boards/26/posts"
    assert found.feed.title == "Empfang & Technik – Satellitenfreunde: neue Beiträge"
    assert found.feed.subtitle == "Alles über <Schüsseln>"
    assert found.feed.language == "de"
    assert found.feed.updated == "2025-11-29T16:00:00.000101+01:00"
    assert found.feed.link == "http://www.sat.example/board.php?boardid=26"
    assert {(link.rel, link.href) for link in found.feed.links} == {
        ("self", f"{SELF}.EXT"),
        ("first", f"{SELF}.EXT"),
        ("alternate", "http://www.sat.example/board.php?boardid=26"),
    }
    reply, first = found.entries
    assert first.id == "tag:www.sat.example,2025:sat/post/100"
    assert first.title == "[Tipp] Schüssel ausrichten"
    assert first.link == "http://www.sat.example/thread.php?postid=100#post100"
    assert first.author_detail == {
        "name": "Whitebird",
        "href": "http://www.sat.example/profile.php?userid=12",
    }
    assert first.published == "2025-11-29T13:00:00+01:00"
    assert first.updated == "2025-11-29T13:00:00.000100+01:00"
    assert first.updated_parsed == first.published_parsed
    assert [tag.term for tag in first.tags] == ["Empfang & Technik", "Tipp"]
    assert first.content[0].type == "text/html"
    assert first.content[0].value == FIRST.content
    assert first.summary == "Erst der Winkel, dann <alles> andere & so."
    assert first.enclosures == []
    assert first.thr_total == "1"
    assert "media_thumbnail" not in first
    assert reply.media_thumbnail == [{"url": "http://www.sat.example/attachment.php?attachmentid=6"}]
    assert "thr_total" not in reply
    assert reply.title == "Re: [Tipp] Schüssel ausrichten"
    assert reply.content[0].value == REPLY.content
    assert reply.published == "2025-11-29T14:00:00+01:00"
    assert reply.updated == "2025-11-29T16:00:00.000101+01:00"
    assert reply.author_detail == {"name": "Gast Günther"}
    assert reply["thr_in-reply-to"] == {
        "ref": "tag:www.sat.example,2025:sat/post/100",
        "href": "http://www.sat.example/thread.php?postid=100#post100",
        "type": "text/html",
    }
    assert [dict(file) for file in reply.enclosures] == [
        {
            "href": "http://www.sat.example/attachment.php?attachmentid=5",
            "type": "application/pdf",
            "title": "plan.pdf",
            "length": "2048",
        },
        {
            "href": "http://www.sat.example/attachment.php?attachmentid=6",
            "type": "image/webp",
            "title": "dach.webp",
        },
    ]


def test_rss_is_read_as_stored() -> None:
    found = parsed(render(sample_feed(), "rss", LARGE))
    assert found.version == "rss20"
    assert found.feed.title == "Empfang & Technik – Satellitenfreunde: neue Beiträge"
    assert found.feed.link == "http://www.sat.example/board.php?boardid=26"
    assert found.feed.language == "de"
    assert found.feed.updated == "Sat, 29 Nov 2025 16:00:00 +0100"
    assert {link.rel: link.href for link in found.feed.links if link.rel != "alternate"} == {
        "self": f"{SELF}.EXT",
        "first": f"{SELF}.EXT",
    }
    reply, first = found.entries
    assert first.id == "tag:www.sat.example,2025:sat/post/100"
    assert first.guidislink is False
    assert first.title == "[Tipp] Schüssel ausrichten"
    assert first.link == "http://www.sat.example/thread.php?postid=100#post100"
    assert first.author == "Whitebird"
    assert first.published == "Sat, 29 Nov 2025 13:00:00 +0100"
    assert first.content[0].value == FIRST.content
    assert first.summary == "Erst der Winkel, dann &lt;alles&gt; andere &amp; so."
    assert [tag.term for tag in first.tags] == ["Empfang & Technik", "Tipp"]
    assert first.slash_comments == "1"
    assert reply.media_thumbnail == [{"url": "http://www.sat.example/attachment.php?attachmentid=6"}]
    assert [(file.href, file.type, file.length) for file in reply.enclosures] == [
        ("http://www.sat.example/attachment.php?attachmentid=5", "application/pdf", "2048")
    ]


def test_json_is_read_as_stored() -> None:
    found = json.loads(render(sample_feed(), "json", LARGE))
    items = found.pop("items")
    assert found == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Empfang & Technik – Satellitenfreunde: neue Beiträge",
        "home_page_url": "http://www.sat.example/board.php?boardid=26",
        "feed_url": f"{SELF}.EXT",
        "description": "Alles über <Schüsseln>",
        "language": "de",
        "_feedforum": {
            "id": "tag:www.sat.example,2025:sat/feed/boards/26/posts",
            "updated": "2025-11-29T16:00:00+01:00",
            "first_url": f"{SELF}.EXT",
        },
    }
    assert items[1] == {
        "id": "tag:www.sat.example,2025:sat/post/100",
        "url": "http://www.sat.example/thread.php?postid=100#post100",
        "title": "[Tipp] Schüssel ausrichten",
        "content_html": FIRST.content,
        "date_published": "2025-11-29T13:00:00+01:00",
        "date_modified": "2025-11-29T13:00:00+01:00",
        "authors": [{"name": "Whitebird", "url": "http://www.sat.example/profile.php?userid=12"}],
        "summary": "Erst der Winkel, dann <alles> andere & so.",
        "tags": ["Empfang & Technik", "Tipp"],
        "_feedforum": {"topic": "Schüssel ausrichten", "prefix": "[Tipp]", "number": 100, "replies": 1},
    }
    assert items[0]["image"] == "http://www.sat.example/attachment.php?attachmentid=6"
    assert items[0]["attachments"] == [
        {
            "url": "http://www.sat.example/attachment.php?attachmentid=5",
            "mime_type": "application/pdf",
            "title": "plan.pdf",
            "size_in_bytes": 2048,
        },
        {
            "url": "http://www.sat.example/attachment.php?attachmentid=6",
            "mime_type": "image/webp",
            "title": "dach.webp",
        },
    ]
    assert items[0]["_feedforum"] == {
        "topic": "Schüssel ausrichten",
        "prefix": "[Tipp]",
        "number": 101,
        "in_reply_to": "tag:www.sat.example,2025:sat/post/100",
        "in_reply_to_url": "http://www.sat.example/thread.php?postid=100#post100",
    }


@pytest.mark.parametrize("ext", FORMATS)
def test_every_feed_keeps_to_its_specification(ext: str) -> None:
    read_repository = MemoryLibrary()
    bare = replace(FIRST, key="9-n1", id=None, thread_first_key="9-n1", content="", title="")
    feeds = [
        build_feed(read_repository, source(), FeedRequest(SELF, 9)),
        build_feed(read_repository, source(), FeedRequest(SELF, 9), FeedKind.THREADS),
        build_feed(read_repository, source(), FeedRequest(SELF, 9), FeedKind.THREADS, BOARD),
        build_feed(read_repository, source(), FeedRequest(SELF, 9), place=THREAD),
        sample_feed(MemoryLibrary(posts=[])),
        sample_feed(MemoryLibrary(posts=[bare])),
    ]
    for feed in feeds:
        CHECKS[ext](render(feed, ext, LARGE))


@pytest.mark.parametrize("ext", FORMATS)
def test_an_empty_feed_dates_from_when_the_board_was_first_seen(ext: str) -> None:
    feed = sample_feed(MemoryLibrary(posts=[]))
    assert feed.updated == BOARD.first_seen_at
    assert feed.updated.isoformat() == "2025-11-09T13:00:00+01:00"
    document = render(feed, ext, LARGE).decode()
    assert "2025-11-09T13:00:00+01:00" in document or "Sun, 09 Nov 2025 13:00:00 +0100" in document


@pytest.mark.parametrize("ext", FORMATS)
def test_the_same_posts_make_the_same_bytes(ext: str) -> None:
    once = render(sample_feed(), ext, LARGE)
    shuffled = MemoryLibrary(posts=[REPLY, FIRST])
    assert render(sample_feed(shuffled), ext, LARGE) == once


@pytest.mark.parametrize("ext", FORMATS)
def test_the_cap_drops_the_oldest_whole_entries(ext: str) -> None:
    posts = [post(number, content=f"<p>{number} {'ä' * 500}</p>") for number in range(1, 21)]
    feed = sample_feed(MemoryLibrary(posts=posts))
    whole = render(feed, ext, LARGE)
    sizes = []
    for cap in range(len(whole) // 8, len(whole) + 1, 997):
        document = render(feed, ext, cap)
        assert len(document) <= cap
        written = [int(key) for key in dict.fromkeys(re.findall(r"sat/post/(\d+)", document.decode()))]
        assert written == list(range(20, 20 - len(written), -1))
        # It holds as many as there is room for.
        more = replace(feed, entries=feed.entries[: len(written) + 1], more=len(written) < 19)
        assert len(render(more, ext, LARGE)) > cap or len(written) == 20
        CHECKS[ext](document)
        sizes.append(len(written))
    assert sizes == sorted(sizes)
    assert render(feed, ext, len(whole)) == whole


@pytest.mark.parametrize("ext", FORMATS)
def test_a_post_too_large_for_any_feed_hides_no_others(ext: str) -> None:
    content = "<p>Anfang</p>" + "<p>viel &amp; mehr</p>" * 5000
    posts = [post(1), post(2, content=content, excerpt="Anfang viel & mehr …"), post(3)]
    document = render(sample_feed(MemoryLibrary(posts=posts)), ext, 10_000)
    assert len(document) <= 10_000
    assert list(dict.fromkeys(re.findall(r"sat/post/(\d+)", document.decode()))) == ["3", "2", "1"]
    assert "Anfang" in document.decode()
    CHECKS[ext](document)


@pytest.mark.parametrize("ext", FORMATS)
def test_a_cap_below_everything_leaves_one_entry_and_a_way_on(ext: str) -> None:
    feed = sample_feed(MemoryLibrary(posts=[post(1), post(2), post(3)]))
    document = render(feed, ext, 1).decode()
    assert len(feed.entries) == 3
    assert "sat/post/3" in document
    assert "sat/post/2" not in document
    assert "before=3" in document
    CHECKS[ext](document.encode())


def test_an_unknown_format_is_an_error() -> None:
    with pytest.raises(KeyError):
        render(sample_feed(), "html", LARGE)


@pytest.mark.parametrize("ext", FORMATS)
def test_no_format_touches_the_locale_of_the_process(ext: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> str:
        raise AssertionError("other threads would see it")

    monkeypatch.setattr(locale, "setlocale", refuse)
    CHECKS[ext](render(sample_feed(), ext, LARGE))


def test_the_feeds_updated_is_that_of_the_newest_change() -> None:
    edited = post(1, edited_at=NOON + timedelta(days=2))
    feed = sample_feed(MemoryLibrary(posts=[edited, post(2), post(3)]))
    assert feed.updated == NOON + timedelta(days=2)


@pytest.mark.parametrize(("language", "said"), [("de-AT", "de-AT"), ("", None), ("x y", None)])
def test_only_a_language_tag_is_a_language(language: str, said: str | None) -> None:
    feed = build_feed(
        MemoryLibrary(), source(forum=replace(FORUM, language=language)), FeedRequest(SELF, 1), place=BOARD
    )
    assert parsed(render(feed, "atom", LARGE)).feed.get("language") == said
    assert json.loads(render(feed, "json", LARGE)).get("language") == said


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b"<updated>2025-", b"<updated>25-"),
        (b"<name>Whitebird</name>", b""),
        (b"<name>Whitebird</name>", b"<nom>Whitebird</nom>"),
        (b'rel="self"', b'role="self"'),
        (b"<id>", b"<id>x</id><id>"),
        (b"<title>", b"<title type='markdown'>"),
        (b"<content ", b"<icon>x</icon><content "),
    ],
)
def test_the_grammar_finds_faults(right: bytes, wrong: bytes) -> None:
    document = render(sample_feed(), "atom", LARGE)
    broken = document.replace(right, wrong, 1)
    assert broken != document
    with pytest.raises(AssertionError):
        check_atom(broken)


def test_posts_of_the_same_minute_are_told_apart_and_stay_in_order() -> None:
    same = [post(number, posted_at=NOON) for number in (7, 8, 9)]
    found = parsed(render(sample_feed(MemoryLibrary(posts=same)), "atom", LARGE))
    updated = [entry.updated for entry in found.entries]
    assert updated == sorted(updated, reverse=True)
    assert len(set(updated)) == 3
    assert {entry.published for entry in found.entries} == {"2025-11-29T13:00:00+01:00"}
