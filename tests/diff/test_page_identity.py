"""Another forum, board or thread at the address of the one that was asked for."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from feedforum.diff.page_identity import (
    another_id,
    first_false_page,
    hides_its_threads,
    is_another_forum,
    number_of,
    page_by_posts,
    without_copies,
)
from feedforum.diff.row_signatures import board_signature
from feedforum.records import (
    Author,
    BoardRef,
    BoardRow,
    BoardState,
    Id,
    IndexPage,
    LastPost,
    PageContext,
    Post,
    PostState,
    ThreadPage,
    ThreadState,
)

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
ROW = BoardRow(2, "Räder", posts=9, threads=3, last_post=LastPost(AT, None, 7))
KNOWN = [
    BoardState(2, index_signature=board_signature(ROW)),
    BoardState(3, index_signature="1|1||"),
    BoardState(4),
]
TITLES: dict[Id, str] = {2: "Räder", 3: "Lampen", 4: "Geheim"}


@pytest.mark.parametrize(
    ("title", "rows", "another"),
    [
        ("Werkbank", [BoardRow(9, "Suppen")], False),
        ("Kochtopf", [BoardRow(9, "Suppen")], True),
        ("Kochtopf", [BoardRow(2, "Suppen", posts=1, threads=1), BoardRow(3, "Braten")], True),
        ("Neu", [BoardRow(2, "Räder", posts=10, threads=4)], False),
        ("Neu", [BoardRow(9, "Alles", subboards=(BoardRef(3, "Lampen"),))], False),
        ("Neu", [BoardRow(2, "Auch neu", posts=9, threads=3, last_post=LastPost(AT, None, 7))], False),
        ("Neu", [BoardRow(4, "Geheim")], True),
    ],
)
def test_a_forum_is_known_by_one_of_its_names_or_last_posts(
    title: str, rows: list[BoardRow], another: bool
) -> None:
    assert is_another_forum("Werkbank", KNOWN, TITLES, IndexPage(title, tuple(rows))) is another


def test_boards_that_no_index_ever_showed_tell_nothing() -> None:
    page = IndexPage("Neu", (BoardRow(9, "Suppen"),))
    assert not is_another_forum("Werkbank", [BoardState(4)], TITLES, page)
    assert not is_another_forum("Werkbank", [], {}, page)


@pytest.mark.parametrize(("shown", "another"), [(None, False), (2, False), (3, True)])
def test_a_page_tells_whose_it_is(shown: int | None, another: bool) -> None:
    assert another_id(2, shown) is another


@pytest.mark.parametrize(
    ("listed", "counted", "subboards", "hides"),
    [(0, 5, 0, True), (0, 0, 0, False), (0, None, 0, False), (1, 5, 0, False), (0, 5, 1, False)],
)
def test_a_board_that_lists_nothing_hides_what_the_index_counts(
    listed: int, counted: int | None, subboards: int, hides: bool
) -> None:
    assert hides_its_threads(listed, counted, subboards) is hides


def thread_page(number: int, *hours: int) -> ThreadPage:
    posts = tuple(
        Post(hour, Author("Anna"), "", AT + timedelta(hours=hour), f"<p>{hour}</p>") for hour in hours
    )
    return ThreadPage(1, "Kette", "", (), number, 3, posts)


ONE, TWO = thread_page(1, 1, 2, 3), thread_page(2, 4, 5)


@pytest.mark.parametrize(
    ("page", "requested", "earlier", "number"),
    [
        (TWO, 2, {1: ONE}, 2),
        (ONE, 3, {}, 1),
        (replace(ONE, page=3), 3, {1: ONE}, 1),
        (replace(ONE, page=3), 3, {2: TWO}, 3),
        (TWO, 1, {}, 1),
    ],
    ids=["as asked", "its pager says so", "it shows the same", "nothing tells", "never a later one"],
)
def test_a_page_is_what_its_own_pager_says_it_is(
    page: ThreadPage, requested: int, earlier: dict[int, ThreadPage], number: int
) -> None:
    assert number_of(page, requested, earlier) == number


@pytest.mark.parametrize(
    ("page", "earlier", "newest_first", "false"),
    [
        (TWO, {3: replace(ONE, page=3)}, False, 3),
        (ONE, {3: replace(ONE, page=3)}, False, 3),
        (ONE, {2: TWO}, False, None),
        (TWO, {1: ONE}, False, None),
        (ONE, {2: TWO}, True, 2),
    ],
    ids=["older than the page before", "the same", "newer", "a page before", "newest first"],
)
def test_what_contradicts_an_earlier_page_was_past_the_end(
    page: ThreadPage, earlier: dict[int, ThreadPage], newest_first: bool, false: int | None
) -> None:
    assert first_false_page(page, earlier, newest_first=newest_first) == false


@pytest.mark.parametrize(
    ("total", "positions", "number"),
    [(5, (1, 2, 3), 1), (9, (1, 2, 3), 3), (5, (1, 2, None), 3), (6, (4, 5, 6), 2)],
    ids=["known on the first page", "expected there", "new posts", "known on the last page"],
)
def test_a_page_beyond_the_end_with_known_posts_alone_is_the_page_they_stand_on(
    total: int, positions: tuple[int | None, ...], number: int
) -> None:
    page = thread_page(3, 1, 2, 3)
    known = PageContext(
        tuple(
            PostState(str(id_), id_, id_, position, Author("Anna"), "", AT, True, AT, "")
            for id_, position in enumerate(positions, 1)
            if position
        )
    )
    thread = ThreadState(1, 2, "Kette", total=total)
    assert page_by_posts(page, thread, known, 3, newest_first=False) == number


def unnamed(author: str, minutes: int, text: str = "") -> Post:
    return Post(None, Author(author), "", AT + timedelta(minutes=minutes), "", text)


@pytest.mark.parametrize(
    ("shown", "kept"),
    [
        ("abc", "abc"),
        ("abcabc", "abc"),
        ("abcbc", "abc"),
        ("abab", "ab"),
        ("aab", "aab"),
        ("abb", "abb"),
    ],
)
def test_what_a_page_shows_once_more_further_down_is_no_other_post(shown: str, kept: str) -> None:
    posts = {letter: unnamed(f"Anna {letter}", minutes) for minutes, letter in enumerate("abc")}
    page = replace(ONE, posts=tuple(posts[letter] for letter in shown))
    assert without_copies(page).posts == tuple(posts[letter] for letter in kept)


def test_of_an_id_a_page_shows_one_post() -> None:
    posts = [replace(unnamed("Anna", 0), id=id_) for id_ in (1, 2, 2, 1, "w")]
    assert [post.id for post in without_copies(replace(ONE, posts=tuple(posts))).posts] == [1, 2, "w"]


def test_posts_of_about_one_moment_are_no_copies() -> None:
    posts = tuple(unnamed(author, 0) for author in ("Anna", "Bert", "Anna"))
    undated = tuple(replace(post, posted_at=None) for post in posts)
    assert without_copies(replace(ONE, posts=posts)).posts == posts
    assert without_copies(replace(ONE, posts=undated)).posts == undated
