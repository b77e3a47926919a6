"""Ids of any kind, numbers of 64 bits and words, on both databases; order is never that of ids."""

from collections.abc import Iterator
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta

import pytest

from feedforum.config import LiveSettings, ServerSettings, Settings
from feedforum.records import (
    Attachment,
    Author,
    BoardRow,
    Id,
    PageBounds,
    PollCounts,
    PostScope,
    PostState,
    PostText,
    StoredForum,
    ThreadState,
    WatchList,
)
from feedforum.store import Store
from feedforum.web import create_app
from tests.fake_clock import FakeClock
from tests.poll.world import KEY, settings_for
from tests.postgresql import empty_postgresql
from tests.store.databases import DATABASES

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
LARGE = 10**18 - 1
IDS: list[Id] = [9, 10, 99_999_999_999, LARGE, "lenses", "10a", "9" * 30, "ä b/'\"%"]


@pytest.fixture(params=DATABASES)
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    with nullcontext("sqlite://") if request.param == "sqlite" else empty_postgresql() as url:
        opened = Store.at(url)
        opened.poll_repository(KEY).save_forum(StoredForum(KEY, "host", "Forum", "http://host/", "", "", NOW))
        yield opened
        opened.close()


def keep(store: Store, thread_id: Id, age: int = 0, board_id: Id = "lenses") -> ThreadState:
    """A thread of one post, read at its end; the first board holds it."""
    at = NOW - timedelta(hours=age)
    thread = ThreadState(
        thread_id,
        board_id,
        "Thema",
        starter=Author("Anna", thread_id),
        last_post_at=at,
        first_key=f"{thread_id}",
        never_read=False,
        first_seen_at=NOW,
    )
    author = Author("Anna", thread_id)
    post = PostState(f"{thread_id}", thread_id, 1, 1, author, "", at, True, NOW, "1:", first=True)
    file = Attachment(thread_id, "a.zip", "http://host/a", LARGE)
    text = PostText("<p>Text</p>", "", "1:", (file,), "text")
    store.poll_repository(KEY).save_page(thread, [(post, text)])
    return thread


@pytest.mark.parametrize("id_", IDS)
def test_an_id_comes_back_as_it_was(store: Store, id_: Id) -> None:
    store.poll_repository(KEY).save_boards({id_: BoardRow(id_, "Brett")}, NOW)
    keep(store, id_, board_id=id_)
    read = store.read_repository
    (post,) = read.newest_posts(PostScope(KEY, (), (id_,)), limit=9)
    assert (post.id, post.thread.id, post.thread.board_id, post.author.id) == (id_, id_, id_, id_)
    assert [(file.id, file.size) for file in post.attachments] == [(id_, LARGE)]
    assert read.newest_posts(PostScope(KEY, (id_,), without=(id_,)), limit=9) == []
    assert [thread.id for thread in read.threads(KEY, id_, 9)] == [id_]
    assert [board.id for board in read.boards(KEY)] == [id_]
    assert store.poll_repository(KEY).threads([id_])[id_].id == id_
    known = store.poll_repository(KEY).page_context(id_, PageBounds((str(id_),), (1, 1)))
    assert [post.id for post in known.posts] == [id_]
    store.poll_stats.add(KEY, PollCounts(polls=1), {id_: PollCounts(new_posts=2)}, NOW)
    (board,) = store.forum_statuses.forum(KEY, NOW).boards
    assert (board.id, board.last.new_posts) == (id_, 2)
    store.refused_passwords.write(KEY, id_, "hash")
    assert store.refused_passwords.read(KEY) == {id_: "hash"}


@pytest.mark.parametrize("id_", ["99999999999", "9" * 30, "lenses", "0", "-1", "%00", "x" * 3000])
def test_a_feed_of_a_thread_that_is_not_there_is_not_found(store: Store, id_: str) -> None:
    live = LiveSettings(
        Settings(ServerSettings("127.0.0.1", 0, "", ()), "", (settings_for("http://host/", None),))
    )
    client = create_app(live, store.read_repository, FakeClock(NOW)).test_client()
    for path in (f"/feeds/{KEY}/threads/{id_}.atom", f"/feeds/{KEY}/boards/{id_}/posts.atom"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("ids", [[7, 10, 9, 100], ["z", "a", "m", "b"]])
def test_threads_and_posts_are_ordered_by_their_moments(store: Store, ids: list[Id]) -> None:
    store.poll_repository(KEY).save_boards({"lenses": None}, NOW)
    for age, id_ in enumerate(ids):
        keep(store, id_, age)
    read = store.read_repository
    assert [thread.id for thread in read.threads(KEY, "lenses", 9)] == ids
    assert [post.id for post in read.newest_posts(PostScope(KEY), limit=9)] == ids
    assert [post.id for post in read.newest_posts(PostScope(KEY), only_first=True, limit=9)] == ids


def test_the_newest_threads_whose_beginning_is_wanted_are_those_of_the_latest_moments(store: Store) -> None:
    repository = store.poll_repository(KEY)
    repository.save_boards({"lenses": None}, NOW)
    moments = {"a": 3, "z": 2, "m": 1, "b": 4}
    repository.save_listing(
        None,
        [
            ThreadState(id_, "lenses", "Thema", last_post_at=NOW - timedelta(hours=age), first_seen_at=NOW)
            for id_, age in moments.items()
        ],
    )
    candidates = store.candidates(KEY, WatchList({"lenses": 2}, {}), NOW)
    (board,) = candidates.backfill(candidates.boards()).boards
    assert board.enough_threads
    assert {thread.id for thread in candidates.first_wanted(board)} == {"m", "z"}
    assert candidates.backfill([board]).firsts == {"lenses"}
    assert [thread.id for thread in candidates.unread(board, 9)] == ["m", "z", "a", "b"]
