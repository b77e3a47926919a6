"""Texts that are dropped when they are old: ids, authors and dates stay, and nothing comes back as new."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import func, select

from feedforum.feeds.search_query import read_query
from feedforum.records import PostScope, Retention, RetentionRule, StoredPost, StoreFilter
from feedforum.schedule import PollJobs, Stop
from feedforum.schedule.poll_job import retention as retention_of
from feedforum.store import retention, tables
from feedforum.store.database import reading
from tests.poll.world import KEY, World
from tests.sample_forum import SampleForum
from tests.store.databases import DATABASES, world_over

DAY = timedelta(days=1)
YOUNG = 4
"""How many posts of each thread are of today."""


def aged_forum() -> tuple[SampleForum, list[int]]:
    """Two boards with a thread each: ten posts of long ago, and some of today."""
    forum = SampleForum("Werkbank")
    category = forum.add_category("Alles")
    threads = []
    for title in ("Räder", "Lampen"):
        board = forum.add_board(title, category)
        threads.append(forum.new_thread(board, "Anna", f"Thema {title}", "Anfang"))
    for thread in threads:
        for number in range(9):
            forum.advance(timedelta(minutes=1))
            forum.reply(thread, "Bert", f"Uralt {number}")
    forum.advance(60 * DAY)
    for thread in threads:
        for number in range(YOUNG):
            forum.advance(timedelta(minutes=1))
            forum.reply(thread, "Cleo", f"Jung {number}")
    forum.advance(timedelta(hours=1))
    return forum, threads


@pytest.fixture(params=DATABASES)
def it(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    forum, _ = aged_forum()
    with world_over(request.param, forum, tmp_path) as made:
        feeds = replace(made.settings.feeds, entries=3, keep=30 * 86400.0)
        made.settings = replace(made.settings, feeds=feeds, backfill=100)
        yield made


def poll_all(it: World) -> int:
    """Poll until nothing is left; gives how many posts were new."""
    (visitor,) = PollJobs(it.store, it.clock, Random(1), Stop()).of([it.settings])
    report, _ = visitor.run()
    visitor.close()
    assert not report.failed
    assert report.edits == 0
    return report.new_posts


def everything(it: World, thread_id: int) -> list[StoredPost]:
    return it.store.read_repository.newest_posts(PostScope(KEY, (), (thread_id,)), dropped=True, limit=100)


def texts(it: World, table: str) -> int:
    with reading(it.store._engine) as connection:
        return connection.execute(
            select(func.count()).select_from(tables.metadata.tables[table])
        ).scalar_one()


def test_old_texts_go_and_ids_stay(it: World) -> None:
    assert poll_all(it) == 2 * (10 + YOUNG)
    for thread_id in (1, 2):
        posts = everything(it, thread_id)
        assert [post.dropped for post in posts] == [False] * YOUNG + [True] * 9 + [False], (
            "first posts are spared"
        )
        assert [post.content for post in posts if post.dropped] == [""] * 9
        assert {post.author.name for post in posts[YOUNG:-1]} == {"Bert"}
        shown = it.store.read_repository.newest_posts(PostScope(KEY, (), (thread_id,)), limit=100)
        assert shown == [post for post in posts if not post.dropped]
    query = read_query("uralt")
    assert it.store.read_repository.newest_posts(PostScope(KEY), wanted=StoreFilter(query), limit=100) == []
    assert texts(it, "search_text") == 2 * (YOUNG + 1)
    assert it.store.read_repository.gone_posts(PostScope(KEY), limit=100) == []


def test_what_was_dropped_neither_comes_back_nor_is_asked_for(it: World) -> None:
    poll_all(it)
    before = {thread_id: everything(it, thread_id) for thread_id in (1, 2)}
    it.site.requests.clear()
    assert poll_all(it) == 0
    assert it.site.requests.count == 1, "nothing has changed"
    for _ in range(3):
        it.forum.advance(DAY)
        it.forum.reply(1, "Dora", "Neues")
        assert poll_all(it) == 1
    after = everything(it, 1)
    assert after[3:] == [replace(post, thread=after[0].thread) for post in before[1]]


def test_an_edit_does_not_bring_a_text_back(it: World) -> None:
    poll_all(it)
    dropped = everything(it, 1)[-2]
    assert dropped.dropped
    assert isinstance(dropped.id, int)
    it.forum.advance(DAY)
    it.forum.edit(dropped.id, "Ganz anders")
    it.forum.reply(1, "Dora", "Neues")
    (visitor,) = PollJobs(it.store, it.clock, Random(1), Stop()).of([it.settings])
    assert visitor.run()[0].new_posts == 1
    visitor.close()
    again = everything(it, 1)[-2]
    assert (again.key, again.content, again.dropped) == (dropped.key, "", True)
    assert all("anders" not in post.content for post in it.posts())


def test_the_newest_are_kept_however_old(it: World) -> None:
    poll_all(it)
    it.forum.advance(365 * DAY)
    poll_all(it)
    for board_id in (2, 3):
        assert len(it.posts(board_id)) == 3 + 1
    everywhere = it.store.read_repository.newest_posts(PostScope(KEY), limit=100)
    assert [post.content for post in everywhere[:3]] == [f"Jung {n}" for n in (3, 2, 1)]


def test_threads_watched_by_themselves_keep_their_newest(it: World) -> None:
    it.settings = replace(it.settings, threads=(1,), feeds=replace(it.settings.feeds, entries=1))
    poll_all(it)
    it.forum.advance(365 * DAY)
    poll_all(it)
    first, second = it.posts(2), it.posts(3)
    assert [post.content for post in first] == ["Jung 3", "Anfang"]
    assert [post.content for post in second] == ["Jung 3", "Anfang"]


def test_so_many_at_once_and_no_more(it: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    monkeypatch.setattr(retention, "AT_MOST", 6)
    poll_all(it)
    assert sum(post.dropped for thread_id in (1, 2) for post in everything(it, thread_id)) == 6
    for _ in range(3):
        poll_all(it)
    assert sum(post.dropped for thread_id in (1, 2) for post in everything(it, thread_id)) == 18


def test_attachments_go_too(it: World) -> None:
    retention = Retention(boards={2: RetentionRule(it.forum.now, 1)}, threads={}, spare=1)
    poll_all(it)
    key = everything(it, 1)[2].key
    with it.store._engine.begin() as connection:
        file = {"forum_key": KEY, "post_key": key, "rank": 0, "id": 5, "name": "a", "url": "http://a/"}
        connection.execute(tables.attachment.insert().values(file | {"inline": False}))
    assert texts(it, "attachment") == 1
    assert it.store.drop_texts(KEY, retention, it.forum.now) == YOUNG - 1
    assert texts(it, "attachment") == 0


def test_nearest_wins_and_all_means_all(it: World) -> None:
    assert it.settings.boards is None
    now = it.forum.now
    wanted = retention_of(it.settings, [2, 3], now)
    assert wanted == Retention(
        boards=dict.fromkeys((2, 3), RetentionRule(now - 30 * DAY, 3)), threads={}, spare=3
    )
    everlasting = replace(it.settings.feeds, keep=None)
    kept = retention_of(replace(it.settings, feeds=everlasting), [2, 3], now)
    assert kept == Retention(boards=dict.fromkeys((2, 3), RetentionRule(None, 3)), threads={}, spare=3)
    assert it.store.drop_texts(KEY, kept, now + 1000 * DAY) == 0
