"""A forum's revision: raised by whatever changes what feeds show, by nothing else, and cheap to look at."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import insert, text, update

from feedforum.errors import StoreError
from feedforum.records import PollCounts, PostScope
from feedforum.store import PollState, Store, tables
from feedforum.store.database import writing
from feedforum.store.revisions import Revisions
from tests.poll.test_floor import MINUTE, busy_forum
from tests.poll.world import KEY, World, world
from tests.store.databases import DATABASES, world_over
from tests.store.test_query_counts import counted

# What polls note for themselves. Every other column of these tables raises a revision.
NOT_SHOWN = {
    "forum": {"storm_at", "timezone", "guests_asked_at"},
    "board": {
        *(
            "index_signature",
            "row_signature",
            "listed_at",
            "unlisted_below",
            "unlisted_page",
            "own_posts",
            "own_threads",
        ),
        *("posts_per_page", "newest_first", "answer", "detail", "refused_at", "refused_as", "guest_shown_at"),
    },
    "thread": {
        *(
            "number",
            "pages",
            "last_post_at",
            "listed_signature",
            "tail_signature",
            "read_signature",
            "news",
            "news_since",
        ),
        *(
            "settled_total",
            "never_read",
            "missing",
            "missing_at",
            "suspect",
            "refused_at",
            "newest_checked_at",
        ),
    },
    "post": {
        *(
            "gap_before",
            "dated",
            "media_listed_at",
            "edits",
            "edit_waits",
            "fingerprint",
            "missing",
            "missing_at",
            "reread_at",
        ),
    },
    "attachment": set(),
}
NEVER_SHOWN = {
    *("request_budget", "cookies", "refused_password", "poll_stats", "poll_request", "robots", "revision"),
    *("lease", "ended_session", "search_text", "learned_profile", "media_file", "media_source", "post_media"),
    *("worker", "forum_lease", "host_limit", "token_read"),
}
COMPARED = {"poll_state"}
"""What a stamp holds itself."""


@pytest.fixture(params=DATABASES)
def it(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    forum, _ = busy_forum(boards=2, threads=1)
    with world_over(request.param, forum, tmp_path) as made:
        made.poll()
        yield made


EVERYTHING = PostScope(KEY)


def stamp(it: World, scope: PostScope = EVERYTHING) -> object:
    """As a process that has just been started sees it."""
    revisions = Revisions(it.store._engine)
    try:
        return revisions.stamp(scope)
    finally:
        revisions.close()


def test_each_column_is_either_shown_or_said_not_to_be(tmp_path: Path) -> None:
    assert set(tables.metadata.tables) == {*NOT_SHOWN, *NEVER_SHOWN, *COMPARED}
    Store.at(f"sqlite:///{tmp_path}/store.db").close()
    with closing(sqlite3.connect(tmp_path / "store.db")) as file:
        triggers = dict(file.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall())
    for table, not_shown in NOT_SHOWN.items():
        trigger = triggers[f"{table}_updated_revision"]
        compared = set(re.findall(r'old\."(\w+)" IS NOT new\."\1"', trigger))
        named = set(re.findall(r'"(\w+)"', trigger.partition("UPDATE OF")[2].partition(" ON ")[0]))
        columns = {column.name for column in tables.metadata.tables[table].columns}
        assert compared == named == columns - not_shown, table
        assert {f"{table}_inserted_revision", f"{table}_deleted_revision"} <= triggers.keys()


def test_a_poll_that_finds_nothing_raises_nothing(it: World) -> None:
    before = stamp(it)
    it.forum.advance(15 * MINUTE)
    it.poll()
    it.store.poll_states.write(PollState(KEY, polled_at=it.forum.now, answer="ok"))
    it.store.poll_stats.add(KEY, PollCounts(polls=1), {}, it.forum.now)
    it.store.poll_repository(KEY).save_storm(it.forum.now)
    assert stamp(it) == before


def test_each_kind_of_news_raises_it(it: World) -> None:
    boards = [board.id for board in it.forum.boards.values() if not board.category]
    thread = it.forum.new_thread(boards[0], "Anna", "Neu", "Anfang")
    seen = [stamp(it)]

    def changed(polls: int = 1) -> None:
        it.settle(polls)
        seen.append(stamp(it))
        assert seen[-1] not in seen[:-1]

    changed()
    post = it.forum.reply(thread, "Bert", "Antwort")
    changed()
    it.forum.edit(post, "Anders")
    changed(polls=2)
    it.forum.rename(thread, "Anders genannt")
    changed(polls=2)
    it.forum.boards[boards[0]].title = "Anders"
    changed()
    it.forum.title = "Ganz anders"
    changed()


def test_a_thread_that_is_closed_raises_it(it: World) -> None:
    """Only a listing says so, and those are read for what others write."""
    board = next(board.id for board in it.forum.boards.values() if not board.category)
    thread = it.forum.new_thread(board, "Anna", "Neu", "Anfang")
    it.settle(1)
    alone = PostScope(KEY, (), (thread,))
    before = stamp(it, alone)
    it.forum.reply(1, "Bert", "Elsewhere")
    it.settle(1)
    assert stamp(it, alone) == before
    it.forum.close(thread, closed=True)
    it.forum.reply(1, "Bert", "Elsewhere again")
    it.settle(1)
    assert stamp(it, alone) != before


def test_whatever_is_written_by_hand_raises_it_too(it: World) -> None:
    by_name = tables.metadata.tables
    for table in ("forum", "board", "thread", "post"):
        for column in by_name[table].columns:
            if column.primary_key or column.foreign_keys or str(column.type) not in ("TEXT", "VARCHAR(255)"):
                continue
            before = stamp(it)
            with writing(it.store._engine) as connection:
                connection.execute(update(by_name[table]).values({column.name: "changed by hand"}))
            assert (stamp(it) != before) == (column.name not in NOT_SHOWN[table]), column


def test_files_come_and_go_with_a_change(it: World) -> None:
    post = it.posts()[0].key
    values = {"forum_key": KEY, "post_key": post, "rank": 0, "id": 1, "name": "a.zip", "url": "http://a/"}
    before = stamp(it)
    with writing(it.store._engine) as connection:
        connection.execute(insert(tables.attachment).values(values | {"inline": False}))
    between = stamp(it)
    with writing(it.store._engine) as connection:
        connection.execute(tables.attachment.delete())
    assert len({before, between, stamp(it)}) == 3


def test_what_is_taken_back_raises_nothing(it: World) -> None:
    before = stamp(it)
    with it.store._engine.connect() as connection:
        connection.execute(update(tables.post).values(title="changed"))
        connection.rollback()
    assert stamp(it) == before


def test_another_forum_raises_nothing(it: World) -> None:
    before = stamp(it)
    forum = it.store.read_repository.forum(KEY)
    assert forum is not None
    it.store.poll_repository("other").save_forum(replace(forum, key="other"))
    assert stamp(it) == before
    assert it.store.revisions.stamp(PostScope("none")) is None
    assert it.store.revisions.stamp(PostScope("other")) is not None


@pytest.mark.parametrize("private", ["board", "thread"])
def test_what_a_scope_hides_raises_nothing_in_it(it: World, private: str) -> None:
    first, second = (board.id for board in it.forum.boards.values() if not board.category)
    thread = it.forum.new_thread(second, "Anna", "Hidden", "Beginning")
    public = PostScope(KEY, (first,)) if private == "board" else PostScope(KEY, None, (), (thread,))
    it.settle(1)
    before, everything = stamp(it, public), stamp(it)
    it.forum.edit(it.forum.reply(thread, "Bert", "Hidden too"), "Edited")
    it.settle(2)
    it.forum.rename(thread, "Hidden otherwise")
    it.settle(2)
    assert stamp(it, public) == before
    assert stamp(it) != everything
    it.forum.reply(it.forum.new_thread(first, "Anna", "Shown", "Beginning"), "Bert", "Shown too")
    it.settle(1)
    assert stamp(it, public) != before


def test_a_thread_that_moves_raises_where_it_was_and_where_it_is(it: World) -> None:
    first, second = (board.id for board in it.forum.boards.values() if not board.category)
    thread = it.forum.new_thread(first, "Anna", "Moves", "Beginning")
    it.settle(1)
    it.forum.new_thread(first, "Anna", "Newer", "Beginning")
    it.forum.new_thread(second, "Anna", "Newer", "Beginning")
    it.settle(1)
    scopes = [PostScope(KEY, (first,)), PostScope(KEY, (second,)), PostScope(KEY, (), (thread,))]
    before = [stamp(it, scope) for scope in scopes]
    it.forum.move(thread, second)
    it.settle(2)
    moved = it.store.read_repository.thread(KEY, thread)
    assert moved is not None
    assert moved.board_id == second
    assert all(stamp(it, scope) != old for scope, old in zip(scopes, before, strict=True))


def test_trouble_shows_and_so_does_its_end(it: World) -> None:
    seen = [stamp(it)]
    for state in (
        PollState(KEY, failing_since=it.forum.now, polled_at=it.forum.now, answer="closed"),
        PollState(KEY, failing_since=it.forum.now, polled_at=it.forum.now + MINUTE, answer="closed"),
        PollState(KEY, failing_since=it.forum.now, polled_at=it.forum.now + MINUTE, answer="blocked"),
    ):
        it.store.poll_states.write(state)
        seen.append(stamp(it))
    assert len(set(seen)) == 4
    it.store.poll_states.write(PollState(KEY, polled_at=it.forum.now + MINUTE, answer="ok"))
    assert stamp(it) == seen[0]


def test_as_long_as_nobody_has_written_nothing_is_asked(tmp_path: Path) -> None:
    forum, boards = busy_forum(boards=2, threads=1)
    with world(forum, boards, tmp_path) as it:
        it.poll()
        before = it.store.revisions.stamp(PostScope(KEY))
        with counted() as statements:
            assert it.store.revisions.stamp(PostScope(KEY)) == before
        assert statements == []
        forum.reply(1, "Bert", "Neu")
        it.poll()
        with counted() as statements:
            assert it.store.revisions.stamp(PostScope(KEY)) != before
        assert len(statements) == 1


def test_another_process_is_noticed(tmp_path: Path) -> None:
    forum, boards = busy_forum(boards=2, threads=1)
    with world(forum, boards, tmp_path) as it:
        it.poll()
        other = Store.at(f"sqlite:///{tmp_path}/store.db")
        before = other.revisions.stamp(PostScope(KEY))
        forum.reply(1, "Bert", "Neu")
        it.poll()
        assert other.revisions.stamp(PostScope(KEY)) != before
        other.close()


def test_a_store_in_memory_is_asked_each_time() -> None:
    forum, boards = busy_forum(boards=2, threads=1)
    with world(forum, boards) as it:
        it.poll()
        before = it.store.revisions.stamp(PostScope(KEY))
        assert it.store.revisions.stamp(PostScope(KEY)) == before
        forum.reply(1, "Bert", "Neu")
        it.poll()
        assert it.store.revisions.stamp(PostScope(KEY)) != before


def test_a_store_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    store = Store.at(f"sqlite:///{tmp_path}/store.db")
    with writing(store._engine) as connection:
        connection.execute(text("DROP TABLE revision"))
    with pytest.raises(StoreError):
        store.revisions.stamp(PostScope(KEY))
    store.close()
