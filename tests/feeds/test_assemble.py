"""Library → feed: which posts, in which order."""

from dataclasses import replace

from feedforum.feeds.build_feed import FeedRequest, build_feed
from feedforum.feeds.feed import Feed
from feedforum.feeds.ids import FeedKind
from tests.feeds.samples import BOARD, FORUM, REPLY, THREAD, MemoryLibrary, post, source

SELF = "https://feeds.example/x"


def ids(feed: Feed) -> list[str]:
    return [entry.id.rpartition("/")[2] for entry in feed.entries]


def test_newest_first_by_time_and_number() -> None:
    same = post(5).posted_at
    posts = [post(5), post(9, posted_at=same), post(10, posted_at=same), post(1), post(7)]
    feed = build_feed(MemoryLibrary(posts=posts), source(), FeedRequest(SELF, 30))
    assert ids(feed) == ["7", "10", "9", "5", "1"]


def test_the_limit_keeps_the_newest() -> None:
    posts = [post(number) for number in range(1, 10)]
    feed = build_feed(MemoryLibrary(posts=posts), source(), FeedRequest(SELF, 3))
    assert ids(feed) == ["9", "8", "7"]


def test_a_threads_feed_holds_first_posts_only() -> None:
    read_repository = MemoryLibrary()
    feed = build_feed(read_repository, source(), FeedRequest(SELF, 30), FeedKind.THREADS)
    assert ids(feed) == ["100"]
    assert feed.title == "Satellitenfreunde: neue Themen"
    assert feed.id == "tag:www.sat.example,2025:sat/feed/threads"
    assert ids(build_feed(read_repository, source(), FeedRequest(SELF, 30), FeedKind.THREADS, BOARD)) == [
        "100"
    ]


def test_a_board_feed_holds_its_board_only() -> None:
    elsewhere = post(300, thread=replace(THREAD, id=300, board_id=38))
    read_repository = MemoryLibrary(posts=[post(1), elsewhere])
    assert ids(build_feed(read_repository, source(), FeedRequest(SELF, 30), place=BOARD)) == ["1"]


def test_a_thread_feed() -> None:
    read_repository = MemoryLibrary()
    read_repository.posts.append(post(300))
    feed = build_feed(read_repository, source(), FeedRequest(SELF, 30), place=THREAD)
    assert ids(feed) == ["101", "100"]
    assert feed.title == "[Tipp] Schüssel ausrichten – Satellitenfreunde"
    assert feed.id == "tag:www.sat.example,2025:sat/feed/threads/7"
    assert feed.home_url == "http://www.sat.example/thread.php?threadid=7"


def test_a_forum_feed_holds_watched_boards_and_threads_each_post_once() -> None:
    apart = post(300, thread=replace(THREAD, id=300, board_id=None))
    forgotten = post(400, thread=replace(THREAD, id=400, board_id=99))
    read_repository = MemoryLibrary(posts=[post(1), REPLY, apart, forgotten])
    chosen = source(board_ids=(26,), thread_ids=(300, 7))
    feed = build_feed(read_repository, chosen, FeedRequest(SELF, 30))
    assert sorted(ids(feed)) == ["1", "101", "300"]
    everything = build_feed(read_repository, source(board_ids=None), FeedRequest(SELF, 30))
    assert sorted(ids(everything)) == ["1", "101", "300", "400"]
    nothing = build_feed(read_repository, source(board_ids=()), FeedRequest(SELF, 30))
    assert ids(nothing) == []


def test_what_has_no_title_gets_one() -> None:
    bare = source(forum=replace(FORUM, title=" ", language="en"))
    board = replace(BOARD, title="", description="")
    feed = build_feed(MemoryLibrary(), bare, FeedRequest(SELF, 1), place=board)
    assert feed.title == "Board 26 – sat: new posts"
    assert feed.subtitle == "From http://www.sat.example/board.php?boardid=26"
