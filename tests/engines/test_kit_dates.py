"""The kit of engines: moments, edit notes and names."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from feedforum.engines.kit.dated_rows import dated_boards, dated_posts, dated_threads, page_dates
from feedforum.engines.kit.last_post import Stamp, stamp_of, without_by
from feedforum.engines.kit.links import Link
from feedforum.engines.kit.messages import edit_note
from feedforum.records import Author, BoardRow, Edit, LastPost, Post, ThreadRow
from tests.engines.kit_pages import CALENDAR, NOW, page, tag

# --- last posts -------------------------------------------------------------------------------


def member_of(link: Link) -> Author | None:
    return Author(link.text, link.number("u")) if link.script == "profile.php" else None


@pytest.mark.parametrize(
    ("markup", "date_text", "author"),
    [
        (
            '<td>20.11.2026 12:00<br>von <a href="profile.php?u=5">Tom</a></td>',
            "20.11.2026 12:00",
            ("Tom", 5),
        ),
        ("<td>20.11.2026 12:00 by Tom by Night</td>", "20.11.2026 12:00", ("Tom by Night", None)),
        ('<td><a href="show.php?p=9">Today 10:00</a> <span>by Tom</span></td>', "Today 10:00", ("Tom", None)),
        ("<td>never</td>", "never", None),
        ("<td></td>", "", None),
    ],
)
def test_when_and_by_whom(markup: str, date_text: str, author: tuple[str, int | None] | None) -> None:
    cell = tag(f"<table><tr>{markup}</tr></table>").find("td")
    assert cell is not None
    assert stamp_of(list(cell.children), member_of) == Stamp(date_text, Author(*author) if author else None)


@pytest.mark.parametrize(
    ("text", "name"),
    [("by Anna", "Anna"), ("von: Tom by Night", "Tom by Night"), ("Byron", "Byron"), ("", "")],
)
def test_names_behind_a_word(text: str, name: str) -> None:
    assert without_by(text) == name


# --- dates ------------------------------------------------------------------------------------


def test_all_dates_of_a_page_are_read_alike() -> None:
    board = BoardRow(1, "B", last_post=LastPost(None, Author("Tom")))
    thread = ThreadRow(7, "T", "", Author("Tom"), 1, None, None)
    post = Post(11, Author("Tom"), "", None, "x", date_text="03/04/2026 10:00", edit=Edit(1, None))
    boards, threads, posts = (
        [(board, "03/04/2026 08:00")],
        [(thread, "5 minutes ago")],
        [(post, "04/25/2026 9:00")],
    )
    dates = page_dates(page(""), CALENDAR, boards, threads, posts)
    (dated,) = dated_posts(posts, dates)
    assert dated.posted_at == datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
    assert dated.edit == Edit(1, datetime(2026, 4, 25, 7, 0, tzinfo=UTC))
    assert dated_boards(boards, dates)[0].last_post == LastPost(
        datetime(2026, 3, 4, 7, 0, tzinfo=UTC), Author("Tom")
    )
    row = dated_threads(threads, dates)[0]
    assert (row.last_post_at, row.last_post_uncertainty) == (NOW - timedelta(minutes=5), timedelta(minutes=1))


def _dates_read(ids: Sequence[int | None], texts: list[str]) -> list[str]:
    drafts = [
        (Post(each, Author("A"), "", None, "x", date_text=text), "")
        for each, text in zip(ids, texts, strict=True)
    ]
    shown = page("<b>x</b>")
    posts = dated_posts(drafts, page_dates(shown, CALENDAR, posts=drafts))
    return [f"{post.posted_at:%Y-%m-%d}" if post.posted_at else "" for post in posts]


@pytest.mark.parametrize(
    ("texts", "days"),
    [
        (["30.12. 10:00", "2.1. 10:00", "24.11. 10:00"], ["2025-12-30", "2026-01-02", "2026-11-24"]),
        (["24.11. 10:00", "23.11. 10:00"], ["2025-11-24", "2026-11-23"]),
        (["5.3. 10:00", "5.3. 10:00", "6.3.2024 10:00"], ["2024-03-05", "2024-03-05", "2024-03-06"]),
        (["5.3. 10:00", "Quark", "4.3. 10:00"], ["2025-03-05", "", "2026-03-04"]),
        (["3.3.2024 10:00", "5.3. 10:00", "Gestern, 10:00"], ["2024-03-03", "2026-03-05", "2026-11-24"]),
    ],
)
def test_dates_without_a_year_fit_the_posts_beside_them(texts: list[str], days: list[str]) -> None:
    ids = [11, 12, 13][: len(texts)]
    assert _dates_read(ids, texts) == days
    assert _dates_read(ids[::-1], texts[::-1]) == days[::-1]
    assert _dates_read([None] * len(texts), texts) == days


def test_edit_notes_are_read_by_the_first_pattern_that_fits() -> None:
    counted = re.compile(r"edited (?P<count>\d+) times.*: (?P<date>.+)")
    plain = re.compile(r"Last edited by .+ \((?P<date>.+)\)")
    assert edit_note("edited 3 times: today", [counted, plain]) == (Edit(3, None), "today")
    assert edit_note("Last edited by X (today)", [counted, plain]) == (Edit(1, None), "today")
    assert edit_note("Hello", [counted, plain]) is None
