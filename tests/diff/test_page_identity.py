"""Another forum, board or thread at the address of the one that was asked for."""

from datetime import UTC, datetime

import pytest

from feedforum.diff.page_identity import another_id, hides_its_threads, is_another_forum
from feedforum.diff.row_signatures import board_signature
from feedforum.records import BoardRef, BoardRow, BoardState, Id, IndexPage, LastPost

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
