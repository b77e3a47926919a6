"""The feed that an entry of a merged feed comes from (RFC 4287, 4.2.11)."""

import json
from dataclasses import replace
from datetime import timedelta

import feedparser

from feedforum.feeds.build_feed import FeedRequest, build_feed
from feedforum.feeds.entries import Origin
from feedforum.feeds.feed import Feed
from feedforum.feeds.formats import render
from feedforum.feeds.ids import FeedKind
from tests.feeds.checks import check_atom, check_rss
from tests.feeds.samples import BOARD, NOON, THREAD, MemoryLibrary, post, source

SELF = "https://feeds.example/feeds/sat/posts.atom"
LARGE = 1_000_000


def feed_of(what: FeedKind = FeedKind.POSTS) -> Feed:
    apart = post(3, thread=replace(THREAD, id=300, board_id=None, board_title="", topic="Allein"))
    unwatched = post(2, thread=replace(THREAD, id=200, board_id=99, board_title="Woanders", topic="Fern"))
    edited = post(1, edited_at=NOON + timedelta(days=1))
    read_repository = MemoryLibrary(posts=[edited, post(4), unwatched, apart])
    chosen = source(board_ids=(26,), thread_ids=(200, 300))
    return build_feed(read_repository, chosen, FeedRequest(SELF, 9), what)


def test_its_board_or_else_its_thread() -> None:
    origins = [entry.origin for entry in feed_of().entries]
    board = Origin(
        "tag:www.sat.example,2025:sat/feed/boards/26/posts",
        "Empfang & Technik – Satellitenfreunde: neue Beiträge",
        "https://feeds.example/feeds/sat/boards/26/posts.atom",
        "http://www.sat.example/board.php?boardid=26",
    )
    assert origins[0] == origins[3] == board
    thread, far = origins[1], origins[2]
    assert thread is not None
    assert (thread.id, thread.title) == (
        "tag:www.sat.example,2025:sat/feed/threads/300",
        "[Tipp] Allein – Satellitenfreunde",
    )
    assert far is not None
    assert far.feed_url == "https://feeds.example/feeds/sat/threads/200.atom"


def test_a_feed_of_threads_is_merged_of_feeds_of_threads() -> None:
    origin = feed_of(FeedKind.THREADS).entries[0].origin
    assert origin is not None
    assert origin.feed_url == "https://feeds.example/feeds/sat/boards/26/threads.atom"


def test_the_formats_say_so() -> None:
    atom, rss = (render(feed_of(), ext, LARGE) for ext in ("atom", "rss"))
    check_atom(atom)
    check_rss(rss)
    its = feedparser.parse(atom).entries
    assert [entry.source.updated_parsed for entry in its] == [entry.updated_parsed for entry in its]
    title = "Empfang & Technik – Satellitenfreunde: neue Beiträge"
    for document in (atom, rss):
        source_of = feedparser.parse(document).entries[0].source
        assert source_of.title == title
        assert "boards/26/posts.atom" in str(source_of)
    own = json.loads(render(feed_of(), "json", LARGE))["items"][0]["_feedforum"]
    assert own["source"]["title"] == title


def test_a_board_feed_is_not_merged() -> None:
    feed = build_feed(MemoryLibrary(), source(), FeedRequest(SELF, 9), place=BOARD)
    assert {entry.origin for entry in feed.entries} == {None}
