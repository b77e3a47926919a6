"""How many statements polls and readers make, counted at the database's door, whatever is stored."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from feedforum.records import Phrase, PostScope, SearchQuery, StoreFilter
from feedforum.store import search
from tests.poll.test_floor import MINUTE, busy_forum
from tests.poll.world import KEY, world

UNCHANGED = 9
A_LISTING_AND_A_PAGE = 36
SOME_POSTS = 3
"""Which posts, their attachments, and the posts with their threads and boards."""
A_RARE_WORD, A_COMMON_WORD = 4, 5
"""How many hold it; of a common one, how far to read; and the posts."""


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that are made meanwhile, without those that begin a transaction."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith("BEGIN"):
            statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def test_a_poll_of_an_unchanged_forum_asks_little_and_writes_nothing(tmp_path: Path) -> None:
    for boards in (2, 12):
        forum, ids = busy_forum(boards)
        (tmp_path / str(boards)).mkdir()
        with world(forum, ids, tmp_path / str(boards)) as it:
            it.poll()
            forum.advance(15 * MINUTE)
            with counted() as statements:
                assert it.poll().requests == 1
        assert len(statements) <= UNCHANGED
        assert all(statement.startswith("SELECT") for statement in statements)


def test_a_page_of_forty_posts_takes_no_more_statements_than_one_reply(tmp_path: Path) -> None:
    forum, boards = busy_forum(4)
    forum.boards[boards[2]].posts_per_page = 40
    thread = forum.new_thread(boards[2], "Anna", "Lang", "Anfang")
    with world(forum, boards, tmp_path) as it:
        it.poll()
        for replies in (1, 38):
            forum.advance(15 * MINUTE)
            for number in range(replies):
                forum.reply(thread, "Bert", f"Beitrag {number}")
            with counted() as statements:
                report = it.poll()
            assert (report.new_posts, report.requests) == (replies, 3)
            assert len(statements) <= A_LISTING_AND_A_PAGE


@pytest.mark.parametrize("replies", [3, 30])
def test_posts_are_read_and_found_in_few_statements(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, replies: int
) -> None:
    forum, boards = busy_forum(2)
    thread = forum.new_thread(boards[0], "Anna", "Lang", "Anfang")
    for number in range(replies):
        forum.reply(thread, "Bert", f"Beitrag {number}")
    with world(forum, boards, tmp_path) as it:
        it.poll()
        read_repository, query = it.store.read_repository, SearchQuery((Phrase(("beitrag",)),))
        for board_ids in (None, tuple(boards)):
            with counted() as statements:
                read_repository.newest_posts(PostScope(KEY, board_ids), limit=30)
            assert len(statements) == SOME_POSTS
        for few, most in ((search.FEW, A_RARE_WORD), (0, A_COMMON_WORD)):
            monkeypatch.setattr(search, "FEW", few)
            with counted() as statements:
                assert (
                    len(read_repository.newest_posts(PostScope(KEY), wanted=StoreFilter(query), limit=3)) == 3
                )
            assert len(statements) == most
