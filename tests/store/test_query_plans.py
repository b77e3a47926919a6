"""How SQLite goes about each question that polls, feeds and pages ask: by an index, whatever is stored."""

import re
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from feedforum.feeds.search_query import read_query
from feedforum.records import PostScope, SearchQuery, StoreFilter
from feedforum.store import search
from feedforum.store.database import reading
from tests.poll.test_floor import MINUTE, busy_forum
from tests.poll.world import KEY, World, world

GROWS = re.compile(r"SCAN (post|thread|words|attachment)\b(?! USING (COVERING )?INDEX ix_post_time)")
"""A step through all rows of a table that grows. By time all posts are read only as far as a limit."""

OF_A_THREAD = re.compile(r"\bpost\.thread_id (=|IN)")
ALL_OF_THE_FORUM = re.compile(r"SEARCH post USING INDEX \w+ \(forum_key=\?\)$", re.MULTILINE)
"""A step through all posts of a forum, which a question about a thread has no need of."""

FeedParams = dict[str, Any]


def looked_for(typed: str) -> SearchQuery:
    query = read_query(typed)
    assert query is not None
    return query


def live(it: World, boards: list[int]) -> None:
    """A first poll, one of nothing new, one of a new thread, one of a reply."""
    it.poll()
    it.forum.advance(15 * MINUTE)
    it.poll()
    thread = it.forum.new_thread(boards[2], "Anna", "Lang", "Anfang")
    it.poll()
    it.forum.advance(15 * MINUTE)
    it.forum.reply(thread, "Bert", "Mitte")
    assert it.poll().requests == 3


def read(it: World, boards: tuple[int, ...]) -> None:
    """What feeds and pages ask."""
    read_repository = it.store.read_repository
    thread = next(iter(it.forum.threads))
    read_repository.newest_by_board(KEY, boards, without=(thread,))
    for some in (None, boards[:1], boards):
        read_repository.newest_posts(PostScope(KEY, some), limit=5)
        read_repository.newest_posts(PostScope(KEY, some), only_first=True, limit=5)
        read_repository.activity(PostScope(KEY, some), [it.clock.now() - 15 * MINUTE, it.clock.now()])
        read_repository.gone_posts(PostScope(KEY, some), limit=5)
        read_repository.newest_posts(PostScope(KEY, some), wanted=StoreFilter(authors=("anna",)), limit=5)
        for scopes in (
            [PostScope(KEY, some)],
            [PostScope(KEY, some), PostScope("other"), PostScope("third", boards)],
        ):
            read_repository.newest_posts(
                *scopes, wanted=StoreFilter(looked_for('anfang -"ein ende"')), limit=5
            )
    (newest,) = read_repository.newest_posts(PostScope(KEY), limit=1)
    read_repository.newest_posts(PostScope(KEY), before=newest.sort_key, limit=5)
    read_repository.newest_posts(PostScope(KEY, (), (thread,)), limit=5)
    read_repository.threads(KEY, boards[0], 5)
    read_repository.boards(KEY)
    read_repository.thread(KEY, thread)
    read_repository.thread_length(KEY, thread, up_to=newest.key)
    read_repository.sort_key_at(KEY, thread, 2)


@pytest.mark.parametrize("few", [0, search.FEW])
def test_no_question_goes_through_all_that_is_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(search, "FEW", few)
    statements: FeedParams = {}

    def note(_connection: object, _cursor: object, statement: str, values: object, *_rest: object) -> None:
        if statement.startswith(("SELECT", "UPDATE", "DELETE")):
            statements[statement] = values

    forum, boards = busy_forum(4)
    with world(forum, boards, tmp_path) as it:
        # Only from here on: what opens a store, and brings it forward, may look at all of it.
        event.listen(Engine, "before_cursor_execute", note)
        try:
            live(it, boards)
            read(it, tuple(boards))
        finally:
            event.remove(Engine, "before_cursor_execute", note)
        plans = _plans(it, statements)
    assert len(plans) > 40
    assert {statement: plan for statement, plan in plans.items() if GROWS.search(plan)} == {}
    of_a_thread = {statement: plan for statement, plan in plans.items() if OF_A_THREAD.search(statement)}
    assert len(of_a_thread) > 4
    assert {statement: plan for statement, plan in of_a_thread.items() if ALL_OF_THE_FORUM.search(plan)} == {}


def test_the_sign_is_one(tmp_path: Path) -> None:
    with world(*busy_forum(1), tmp_path) as it:
        plans = _plans(it, {"SELECT count(*) FROM post WHERE title = ?": ("x",)})
    assert all(GROWS.search(plan) for plan in plans.values())


def _plans(it: World, statements: FeedParams) -> dict[str, str]:
    plans = {}
    with reading(it.store.read_repository._engine) as connection:
        for statement, values in statements.items():
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            plans[statement] = "\n".join(row[3] for row in rows)
    return plans
