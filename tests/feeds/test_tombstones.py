"""Entries that were removed, as feeds list them (RFC 6721)."""

import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import timedelta

from feedforum.feeds.build_feed import FeedRequest, build_feed
from feedforum.feeds.entries import MOST_TOMBSTONES
from feedforum.feeds.feed import Feed
from feedforum.feeds.formats import render
from feedforum.feeds.ids import FeedKind
from tests.feeds.checks import check_atom, check_json, check_rss
from tests.feeds.samples import BOARD, NOON, THREAD, MemoryLibrary, post, source

SELF = "https://feeds.example/x"
TOMB = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
LARGE = 1_000_000


def read_repository() -> MemoryLibrary:
    gone = [replace(post(number), gone_at=NOON + timedelta(days=number)) for number in (2, 3)]
    elsewhere = replace(post(4, thread=replace(THREAD, id=4, board_id=38)), gone_at=NOON)
    return MemoryLibrary(posts=[post(1), *gone, elsewhere])


def feed_of(library: MemoryLibrary) -> Feed:
    return build_feed(library, source(), FeedRequest(SELF, 9), place=BOARD)


def test_atom_names_them_before_its_entries() -> None:
    document = render(feed_of(read_repository()), "atom", LARGE)
    check_atom(document)
    root = ET.fromstring(document)
    assert [(tomb.get("ref"), tomb.get("when")) for tomb in root.findall(TOMB)] == [
        ("tag:www.sat.example,2025:sat/post/3", "2025-12-02T13:00:00+01:00"),
        ("tag:www.sat.example,2025:sat/post/2", "2025-12-01T13:00:00+01:00"),
    ]


def test_json_names_them_among_its_own() -> None:
    document = render(feed_of(read_repository()), "json", LARGE)
    check_json(document)
    assert json.loads(document)["_feedforum"]["removed"] == [
        {"id": "tag:www.sat.example,2025:sat/post/3", "date_removed": "2025-12-02T13:00:00+01:00"},
        {"id": "tag:www.sat.example,2025:sat/post/2", "date_removed": "2025-12-01T13:00:00+01:00"},
    ]


def test_rss_has_no_word_for_them() -> None:
    document = render(feed_of(read_repository()), "rss", LARGE)
    check_rss(document)
    assert b"sat/post/2" not in document


def test_a_feed_of_which_nothing_was_removed_does_not_know_the_namespace() -> None:
    assert b"tombstones" not in render(feed_of(MemoryLibrary()), "atom", LARGE)


def test_each_feed_tells_of_its_own() -> None:
    library = read_repository()
    whole = build_feed(library, source(), FeedRequest(SELF, 9))
    assert [entry.id.rpartition("/")[2] for entry in whole.removed] == ["3", "2", "4"]
    thread = library.posts[1].thread
    alone = build_feed(library, source(), FeedRequest(SELF, 9), place=thread)
    assert [entry.id.rpartition("/")[2] for entry in alone.removed] == ["2"]


def test_not_for_ever_and_not_on_every_page() -> None:
    library = read_repository()
    later = NOON + timedelta(days=9)
    library.posts += [replace(post(number), gone_at=later) for number in range(100, 100 + MOST_TOMBSTONES)]
    feed = feed_of(library)
    assert len(feed.removed) == MOST_TOMBSTONES
    assert {entry.at for entry in feed.removed} == {later}


def test_what_comes_back_is_an_entry_again_and_not_removed() -> None:
    library = read_repository()
    library.posts = [replace(each, gone_at=None) for each in library.posts]
    feed = feed_of(library)
    assert feed.removed == ()
    assert [entry.key for entry in feed.entries] == ["3", "2", "1"]


def test_a_forum_feed_tells_of_what_went_from_threads_watched_by_themselves() -> None:
    gone = replace(post(5, thread=replace(THREAD, id=99, board_id=7)), gone_at=NOON)
    chosen = source(board_ids=(26,), thread_ids=(99,))
    read_repository = MemoryLibrary(posts=[post(1), gone])
    feed = build_feed(read_repository, chosen, FeedRequest("http://x.invalid/f", 9))
    assert [each.id.rpartition("/")[2] for each in feed.removed] == ["5"]


def test_a_feed_of_threads_tells_of_no_replies_that_went() -> None:
    first = replace(post(1), gone_at=NOON, thread_first_key="1")
    reply = replace(post(2), gone_at=NOON, thread_first_key="1")
    read_repository = MemoryLibrary(posts=[first, reply])
    feed = build_feed(
        read_repository, source(), FeedRequest("http://x.invalid/f", 9), FeedKind.THREADS, BOARD
    )
    assert [each.id.rpartition("/")[2] for each in feed.removed] == ["1"]
