"""Who may see what: the nearest word, and what is seen with a token and without."""

from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedforum.config import schema
from feedforum.config.resolve import resolve
from feedforum.config.secrets import SecretReader
from feedforum.config.settings import ForumSettings, Settings
from feedforum.visibility import VisibleForum, opened, visibility_of
from tests.config.files import FORUM, faults, loaded

Word = bool | Literal["auto"] | None
WORDS: tuple[Word, ...] = (None, True, False, "auto")
words = st.sampled_from(WORDS)


def settings_of(*forums: dict[str, Any], private: Word = None) -> Settings:
    feeds = said(private)
    tables = [{"key": "club", "url": "http://club.example/"} | forum for forum in forums]
    return resolve(
        schema.File.model_validate({"feeds": feeds, "forum": tables}), SecretReader(Path("/c.toml"), {})
    )


def forum(**table: Any) -> ForumSettings:
    return settings_of(table).forums[0]


def said(word: Word) -> dict[str, Any]:
    return {} if word is None else {"private": word}


def place(word: Word, id_: int) -> dict[str, Any]:
    return {"id": id_} | said(word)


SECRETS = {name for name in schema.Forum.model_fields if name.endswith(("_env", "_file"))} - {"ca_file"}
WAYS_IN = ["username", *sorted(SECRETS)]


@pytest.mark.parametrize("key", WAYS_IN)
def test_whatever_lets_in_makes_private(key: str) -> None:
    """Of keys that come to be later, too: all that is taken from the environment or a file lets in."""
    assert forum(**{key: "X"}).private
    assert not forum(**{key: "X", "private": False}).private
    assert not forum(**{key: ""}).private


def test_the_forum_is_asked_only_where_a_login_alone_makes_it_private() -> None:
    def asked(**table: Any) -> tuple[bool, list[bool]]:
        found = forum(**table)
        return found.asks_guests, [board.asks_guests for board in found.boards or ()]

    for login in ({"username": "me", "password_env": "P"}, {"cookies_file": "c.txt"}):
        assert asked(**login, boards="all") == (True, [])
        assert asked(**login, boards="all", private=True) == (False, [])
        assert asked(**login, boards="all", headers={"authorization": "Basic eDp4"}) == (False, [])
        assert asked(**login, boards=[1, place(True, 2), place(False, 3), place("auto", 4)]) == (
            True,
            [True, False, False, True],
        )
        assert asked(**login, boards=[1, {"id": 2, "password_env": "B"}]) == (False, [False, False])
        assert asked(**login, boards=[1], private=False) == (False, [False])
        assert asked(**login, threads=[1]) == (False, [])
    assert asked(boards="all") == (False, [])


def test_boards_that_guests_read_are_opened_unless_the_owner_says_otherwise() -> None:
    boards = [1, place(True, 2), 3]
    for_guests = opened(forum(username="me", boards=boards), frozenset({1, 2}))
    assert [for_guests.is_private(board) for board in (1, 2, 3, None)] == [False, True, True, True]
    every = opened(forum(username="me", boards="all"), frozenset({1}))
    assert [every.is_private(board) for board in (1, 2, None)] == [False, True, True]
    assert opened(forum(username="me", boards="all", private=True), frozenset({1})).is_private(1)


@pytest.mark.parametrize("name", ["Authorization", "authorization"])
def test_authorization_lets_in(name: str) -> None:
    assert forum(headers={name: "Basic eDp4"}).private
    assert not forum(headers={"Accept-Language": "de"}).private


BOARD_SECRETS = [name for name in schema.Board.model_fields if name.endswith(("_env", "_file"))]


@given(words, words, words, words, st.booleans(), st.sampled_from([None, *BOARD_SECRETS]))
def test_the_nearest_word_wins(
    everywhere: Word, of_forum: Word, of_board: Word, of_thread: Word, member: bool, secret: str | None
) -> None:
    board = {"id": 5} | said(of_board) | ({secret: "X"} if secret else {})
    thread = {"id": 7} | said(of_thread)
    table = {"boards": [board], "threads": [thread], "username": "me" if member else ""} | said(of_forum)
    (made,) = settings_of(table, private=everywhere).forums
    word = next((word for word in (of_board, of_forum, everywhere) if word is not None), "auto")
    private = (member or secret is not None) if word == "auto" else word
    assert made.is_private(5) is private
    assert made.is_private(5, 8) is private
    assert made.is_private(5, 7) is (of_thread if isinstance(of_thread, bool) else private)


@given(words, words, words)
def test_where_no_board_is_known_a_thread_is_private_if_anything_is(a: Word, b: Word, c: Word) -> None:
    made = forum(boards=[{"id": 5} | said(a), {"id": 6} | said(b)], threads=[7], **said(c))
    any_is = made.private or made.is_private(5) or made.is_private(6)
    assert made.is_private(None, 7) is made.is_private(99, 7) is any_is


def test_what_settings_name_all_boards() -> None:
    made = forum(boards="all", private=True, threads=[{"id": 7, "private": False}, 8])
    assert made.is_private(5) is made.is_private(5, 8) is True
    assert made.is_private(5, 7) is False
    (seen,) = visibility_of(settings_of({"boards": "all"}), token=False).forums
    assert (seen.board_ids, seen.whole, seen.private) == (None, True, False)


def _id(entry: Any) -> int:
    return int(entry["id"] if isinstance(entry, dict) else entry)


watched = st.lists(st.builds(place, words, st.integers(1, 4)), max_size=3, unique_by=_id)
tables = st.fixed_dictionaries(
    {"boards": st.just("all") | watched, "threads": watched},
    optional={"private": st.sampled_from(WORDS[1:]), "username": st.just("me")},
)
boards_of_threads = st.none() | st.integers(1, 5)


@given(tables, st.integers(1, 5), boards_of_threads)
def test_a_sight_shows_what_is_watched_and_not_private(
    table: dict[str, Any], thread: int, board: int | None
) -> None:
    settings = settings_of(table)
    (made,) = settings.forums
    full, part = (visibility_of(settings, token=token).forum("club") for token in (True, False))
    board_watched = board is not None and made.board(board) is not None
    thread_watched = board_watched or thread in made.threads
    assert (full is not None and full.shows_thread(thread, board)) is thread_watched
    shown = part is not None and part.shows_thread(thread, board)
    assert shown is (thread_watched and not made.is_private(board, thread))
    board_shown = part is not None and part.shows_board(board)
    assert board_shown is (board_watched and not made.is_private(board))
    assert (part is not None and is_found(part, thread, board)) is shown
    assert part is None or not part.private


def is_found(seen: VisibleForum, thread: int, board: int | None) -> bool:
    """Whether a post of a watched place would be found in the scope, as the store reads it."""
    scope = seen.scope
    in_a_board = board is not None and (scope.board_ids is None or board in scope.board_ids)
    return thread not in scope.without and (in_a_board or thread in scope.thread_ids)


def test_of_a_forum_that_is_all_private_nothing_is_left() -> None:
    settings = settings_of({"boards": "all", "private": True}, {"key": "open", "boards": [1]})
    visibility = visibility_of(settings, token=False)
    assert [seen.key for seen in visibility.forums] == ["open"]
    assert (visibility.whole, visibility.token) == (False, False)
    assert visibility_of(settings, token=True).whole


def test_where_all_that_is_watched_is_open_nothing_is_hidden() -> None:
    settings = settings_of({"boards": [{"id": 1, "private": False}], "username": "me"})
    assert visibility_of(settings, token=False).whole
    assert not settings.forums[0].has_private


def test_who_has_a_token_sees_all_and_keeps_it_from_caches() -> None:
    settings = settings_of({"boards": [1, {"id": 2, "private": True}]})
    (full,), (part,) = (visibility_of(settings, token=token).forums for token in (True, False))
    assert (full.board_ids, full.private) == ((1, 2), True)
    assert [full.names_board(board) for board in (1, 2, 3, None)] == [True, True, True, True]
    assert (part.board_ids, part.private) == ((1,), False)
    assert [part.names_board(board) for board in (1, 2, 3, None)] == [True, False, False, False]


OR_SAY = "add one, or set private = false to serve it to everybody."


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            FORUM.replace("38]", "{ id = 38, private = true }]"),
            f"boards: board 38 is private, and needs access_tokens in [server]; {OR_SAY}",
        ),
        (
            FORUM + "threads = [{ id = 7, private = true }]",
            f"threads: thread 7 is private, and needs access_tokens in [server]; {OR_SAY}",
        ),
        (
            FORUM + 'headers = { Authorization = "Basic eDp4" }',
            f"private: what only a member sees needs access_tokens in [server]; {OR_SAY}",
        ),
        (
            "[feeds]\nprivate = true\n" + FORUM,
            "private: such feeds need access_tokens in [server]; add one, or nobody can read them.",
        ),
    ],
)
def test_what_is_private_where_nobody_has_a_token_is_a_fault(tmp_path: Path, text: str, fault: str) -> None:
    assert faults(tmp_path, text) == [f'[[forum]] "club" {fault}']
    assert loaded(tmp_path, f'[server]\naccess_tokens = ["open-sesame"]\n{text}').forums


@pytest.mark.parametrize(
    "written", ['"7 8"', "[7]", "true", "{ private = true }", "{ id = 7, private = 1 }", "-1"]
)
def test_what_is_no_thread(tmp_path: Path, written: str) -> None:
    (fault,) = faults(tmp_path, FORUM + f"threads = [{written}]")
    assert fault.startswith('[[forum]] "club" threads entry 1')
