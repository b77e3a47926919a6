"""Stored post → entry."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from feedforum.feeds.build_feed import FeedRequest, build_feed
from feedforum.feeds.enclosures import Enclosure, media_type
from feedforum.feeds.entries import InReplyTo, Person, entry_of
from feedforum.feeds.formats import render
from feedforum.records import Attachment, Author
from tests.feeds.checks import CHECKS
from tests.feeds.samples import BOARD, FIRST, FORUM, NOON, REPLY, THREAD, MemoryLibrary, source


def test_the_first_post() -> None:
    entry = entry_of(FIRST, source())
    assert entry.id == "tag:www.sat.example,2025:sat/post/100"
    assert entry.title == "[Tipp] Schüssel ausrichten"
    assert entry.link == "http://www.sat.example/thread.php?postid=100#post100"
    assert entry.author == Person("Whitebird", "http://www.sat.example/profile.php?userid=12")
    assert entry.published.isoformat() == "2025-11-29T13:00:00+01:00"
    assert entry.updated == entry.published
    assert entry.categories == ("Empfang & Technik", "Tipp")
    assert entry.content == FIRST.content
    assert entry.summary == "Erst der Winkel, dann <alles> andere & so."
    assert entry.in_reply_to is None


def test_a_reply() -> None:
    entry = entry_of(REPLY, source())
    assert entry.title == "Re: [Tipp] Schüssel ausrichten"
    assert entry.author == Person("Gast Günther")
    assert entry.updated.isoformat() == "2025-11-29T16:00:00+01:00"
    assert entry.in_reply_to == InReplyTo(
        "tag:www.sat.example,2025:sat/post/100", "http://www.sat.example/thread.php?postid=100#post100"
    )
    assert entry.enclosures == (
        Enclosure(
            "http://www.sat.example/attachment.php?attachmentid=5", "application/pdf", "plan.pdf", 2048
        ),
        Enclosure("http://www.sat.example/attachment.php?attachmentid=6", "image/webp", "dach.webp", None),
    )


def test_a_post_seen_where_pages_show_no_ids() -> None:
    post = replace(REPLY, key="7-n2", id=None, thread_first_key="7-n1")
    entry = entry_of(post, source())
    assert entry.id == "tag:www.sat.example,2025:sat/post/7-n2"
    assert entry.link == "http://www.sat.example/thread.php?threadid=7"
    assert entry.in_reply_to == InReplyTo(
        "tag:www.sat.example,2025:sat/post/7-n1", "http://www.sat.example/thread.php?threadid=7"
    )


def test_a_reply_whose_first_post_is_not_stored() -> None:
    entry = entry_of(replace(REPLY, thread_first_key=None), source())
    assert entry.in_reply_to is None
    assert entry.title.startswith("Re: ")


def test_the_id_survives_every_change() -> None:
    moved = replace(THREAD, id=8, board_id=38, topic="Anders", prefix="")
    changed = replace(
        FIRST, thread=moved, title="x", content="y", author=Author("z"), edited_at=NOON + timedelta(days=1)
    )
    elsewhere = source(forum=replace(FORUM, url="https://other.example/", title="Neu"))
    assert entry_of(changed, elsewhere).id == entry_of(FIRST, source()).id


def test_an_edit_dated_before_the_post_does_not_turn_time_back() -> None:
    entry = entry_of(replace(FIRST, edited_at=NOON - timedelta(hours=1)), source())
    assert entry.updated == entry.published


def test_signatures_only_where_the_board_has_them() -> None:
    signed = source(of_26={"signatures": True})
    assert entry_of(FIRST, source()).content == FIRST.content
    assert entry_of(FIRST, signed).content == f"{FIRST.content}<hr>{FIRST.signature}"
    other = replace(FIRST, thread=replace(THREAD, board_id=38))
    assert entry_of(other, signed).content == FIRST.content
    assert "<hr>" not in entry_of(replace(FIRST, signature=" "), signed).content


@pytest.mark.parametrize(
    ("language", "name", "title"), [("de", "Gast", "Thema 7"), ("en", "Guest", "Thread 7")]
)
def test_what_has_no_name_gets_one(language: str, name: str, title: str) -> None:
    bare = replace(FIRST, author=Author(" \x00"), thread=replace(THREAD, topic="\x08", prefix=""))
    entry = entry_of(bare, source(forum=replace(FORUM, language=language)))
    assert entry.author.name == name
    assert entry.title == title


def test_moments_are_in_board_time_in_summer_and_winter() -> None:
    summer = replace(FIRST, posted_at=datetime(2025, 7, 1, 22, 30, 15, 999, tzinfo=UTC))
    assert entry_of(summer, source()).published.isoformat() == "2025-07-02T00:30:15+02:00"


def test_a_zone_with_seconds_is_told_in_utc() -> None:
    old = replace(FIRST, posted_at=datetime(1890, 1, 1, tzinfo=UTC))
    assert entry_of(old, source()).published.isoformat() == "1890-01-01T00:00:00+00:00"


def test_only_web_addresses_are_enclosures() -> None:
    files = tuple(
        Attachment(number, "a.txt", url)
        for number, url in enumerate(["", "javascript:alert(1)", "ftp://a.example/", "https://a.example/ä"])
    )
    found = entry_of(replace(FIRST, attachments=files), source()).enclosures
    assert [file.url for file in found] == ["https://a.example/%C3%A4"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.JPG", "image/jpeg"),
        ("a.webp", "image/webp"),
        ("a.tar.gz", "application/gzip"),
        ("a.zip", "application/zip"),
        ("plan.pdf", "application/pdf"),
        ("noextension", "application/octet-stream"),
        ("data:text/html,x.png", "image/png"),
        ("", "application/octet-stream"),
    ],
)
def test_media_types(name: str, kind: str) -> None:
    assert media_type(name) == kind


def test_only_a_post_that_begins_a_thread_tells_how_many_replies_it_has() -> None:
    assert entry_of(FIRST, source()).replies == 1
    assert entry_of(REPLY, source()).replies is None


@pytest.mark.parametrize(
    ("own", "title"),
    [
        ("", "Re: Schüssel ausrichten"),
        ("RE: [Tipp] Schüssel ausrichten", "Re: Schüssel ausrichten"),
        ("Re: Re: Schüssel ausrichten", "Re: Schüssel ausrichten"),
        ("AW: Re: Eigenes", "AW: Eigenes"),
    ],
)
def test_titles_without_the_prefix(own: str, title: str) -> None:
    chosen = source(of_26={"prefix_in_title": False})
    assert entry_of(FIRST, chosen).title == "Schüssel ausrichten"
    reply = entry_of(replace(REPLY, title=own), chosen)
    assert reply.title == title
    assert reply.categories == ("Empfang & Technik", "Tipp")
    assert entry_of(replace(FIRST, thread=replace(THREAD, board_id=1)), chosen).title.startswith("[Tipp]")


def test_titles_with_the_author() -> None:
    entry = entry_of(REPLY, source(of_26={"author_in_title": True}))
    assert entry.title == f"{entry.author.name}: {entry.heading}"
    assert entry.heading == entry_of(REPLY, source()).title


def test_a_thread_whose_topic_is_its_prefix_alone_has_a_title_without_it_too() -> None:
    chosen = source(feeds={"prefix_in_title": False})
    assert entry_of(replace(FIRST, thread=replace(THREAD, topic="")), chosen).title == "Thema 7"


@pytest.mark.parametrize("ext", ["atom", "rss", "json"])
def test_an_entry_without_any_text_still_says_something(ext: str) -> None:
    read_repository = MemoryLibrary(posts=[replace(FIRST, content="")])
    feed = build_feed(read_repository, source(), FeedRequest("https://feeds.example/x", 1), place=BOARD)
    document = render(feed, ext, 10_000)
    CHECKS[ext](document)
    assert document.decode().count("[Tipp] Schüssel ausrichten") >= 1
