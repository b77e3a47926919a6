"""What the newest posts of a board will look like, before anything is configured."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from feedforum.config.fetch_options import FetchOptions
from feedforum.config.resolve import resolve
from feedforum.config.schema import File
from feedforum.config.secrets import SecretReader
from feedforum.config.settings import ForumSettings
from feedforum.discover import discover, preview_of
from feedforum.discover.preview import newest_threads
from feedforum.fetch import ForumClient, HostRateLimiter, InMemoryRobots
from feedforum.poll import Poll
from feedforum.records import Answer, Author, BoardPage, Discovery, FoundBoard, PostScope, Preview, ThreadRow
from feedforum.store import Store
from tests.fake_clock import FakeClock
from tests.sample_forum import SampleForum, Site, serve
from tests.sample_forum.misbehaviour import busy

NOW = datetime(2026, 3, 10, 12, 0, 30, tzinfo=UTC)


@pytest.fixture
def site() -> Iterator[Site]:
    forum = SampleForum(now=NOW - timedelta(minutes=15))
    category = forum.add_category("Alles")
    board = forum.add_board("Allgemeines", category)
    forum.add_board("Mitglieder", category, members_only=True)
    for topic in ("Alt", "Neuer", "Neuest"):
        thread = forum.new_thread(board, "Ines", topic, f"Das ist [b]{topic}[/b].", prefix="[Frage]")
        forum.advance(timedelta(minutes=5))
    for number in range(45):
        forum.reply(thread, "Paul", f"Antwort {number}.")
    with serve(forum) as served:
        yield served


def client() -> ForumClient:
    clock = FakeClock(NOW)
    return ForumClient(
        FetchOptions("feedforum/test", request_delay=0, robots_txt=False),
        clock,
        HostRateLimiter(clock, Random(1)),
        InMemoryRobots(),
    )


def settings_found(found: Discovery) -> ForumSettings:
    forum = {"key": "k", "url": found.url, "boards": [2], "timezone": found.zone, "robots_txt": False}
    return resolve(File.model_validate({"forum": [forum]}), SecretReader(Path("/nowhere"), {})).forums[0]


def looked_at(site: Site, board_id: int) -> Preview:
    found = discover(site.url, lambda url: client())
    board = next(board for board in found.boards if board.id == board_id)
    site.requests.entries.clear()
    with client() as forum_client:
        return preview_of(found, board, settings_found(found), forum_client)


def test_it_costs_a_listing_and_the_ends_of_two_threads(site: Site) -> None:
    preview = looked_at(site, 2)
    assert (preview.answer, preview.board.title) == (Answer.OK, "Allgemeines")
    assert [request.script for request in site.requests.entries] == ["board.php", "thread.php", "thread.php"]
    newest = max(preview.posts, key=lambda post: post.number)
    assert "Antwort 44." in newest.content
    assert len({post.thread.id for post in preview.posts}) == 2


def test_its_posts_are_those_that_a_poll_stores(site: Site, tmp_path: Path) -> None:
    preview = looked_at(site, 2)
    found = discover(site.url, lambda url: client())
    store = Store.at(f"sqlite:///{tmp_path}/feedforum.db")
    try:
        with client() as forum_client:
            Poll(replace(settings_found(found), backfill=100), store, forum_client, FakeClock(NOW)).run()
        stored = {post.key: post for post in store.read_repository.newest_posts(PostScope("k"), limit=100)}
    finally:
        store.close()
    assert preview.forum is not None
    assert preview.posts
    for post in preview.posts:
        same = stored[post.key]
        assert (post.author, post.posted_at, post.content, post.id) == (
            same.author,
            same.posted_at,
            same.content,
            same.id,
        )
        assert (post.thread.topic, post.thread.prefix, post.thread.replies) == (
            same.thread.topic,
            same.thread.prefix,
            same.thread.replies,
        )


def test_a_board_that_does_not_let_in_shows_why(site: Site) -> None:
    preview = looked_at(site, 3)
    assert (preview.answer, preview.posts, preview.forum) == (Answer.LOGIN_WANTED, (), None)
    assert preview.detail


def test_a_thread_that_cannot_be_read_is_told_and_leaves_the_other(site: Site) -> None:
    site.misbehave(busy(500), lambda request: request.script == "thread.php", times=1)
    preview = looked_at(site, 2)
    assert preview.answer is not Answer.OK
    assert len({post.thread.id for post in preview.posts}) == 1


def row(number: int, minutes: int | None, **more: Any) -> ThreadRow:
    at = None if minutes is None else NOW + timedelta(minutes=minutes)
    return ThreadRow(number, f"T{number}", "", Author("Ines"), 0, at, None, **more)


@pytest.mark.parametrize(
    ("rows", "chosen"),
    [
        ((row(1, 1), row(2, 3), row(3, 2)), [2, 3]),
        ((row(1, 9, announcement=True), row(2, 8, moved=True), row(3, 2)), [3]),
        ((row(1, None), row(2, None), row(3, None)), [1, 2]),
        ((row(1, None, important=True), row(2, None), row(3, 2), row(4, 1)), [2, 3]),
        ((), []),
    ],
)
def test_the_threads_are_those_that_were_written_in_last(
    rows: tuple[ThreadRow, ...], chosen: list[int]
) -> None:
    page = BoardPage(2, "Allgemeines", (), 1, 1, (), rows)
    assert [each.id for each in newest_threads(page)] == chosen


def test_what_is_previewed_need_not_be_on_the_index(site: Site) -> None:
    found = discover(site.url, lambda url: client())
    with client() as forum_client:
        assert (
            preview_of(found, FoundBoard(99, "x"), settings_found(found), forum_client).answer
            is Answer.NOT_FOUND
        )
