from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from feedforum.dates import Calendar
from feedforum.engines.wbb2 import Wbb2
from feedforum.records import Answer, Author, BoardPage, BoardRef, BoardRow, LastPost, ThreadRow
from tests.engines.markup import Row, Skin, board_page, document

BERLIN = Calendar(ZoneInfo("Europe/Berlin"))
BY_TOM = '<b><a href="profile.php?userid=6">Tom</a></b>'
PLAIN = ThreadRow(
    id=7,
    topic="Kette springt",
    prefix="",
    starter=Author("Anneli", 5),
    replies=3,
    last_post_at=datetime(2026, 11, 20, 11, 0, tzinfo=UTC),
    last_poster=Author("Tom", 6),
)


def read(text: str, address: str = "board.php?boardid=2") -> BoardPage:
    reading = Wbb2().read_board(document(text, address), BERLIN)
    assert reading.answer is Answer.OK, reading.detail
    assert reading.page is not None
    return reading.page


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("sid", [True, False])
@pytest.mark.parametrize("rating", [True, False])
def test_a_board_page_as_a_whole(lang: str, sid: bool, rating: bool) -> None:
    page = read(board_page([Row(), Row(id=8)], Skin(lang, sid, rating), page=2, pages=3))
    assert (page.board_id, page.title, page.path) == (2, "Räder", (BoardRef(1, "Technik"),))
    assert (page.page, page.pages, page.language) == (2, 3, lang)
    assert page.threads == (PLAIN, replace(PLAIN, id=8))
    assert page.boards == ()


@pytest.mark.parametrize(
    ("row", "changes"),
    [
        (Row(topic="A &amp; B &lt;c&gt;"), {"topic": "A & B <c>"}),
        (Row(topic=" &amp;#1050;&amp;#108\n3; neu"), {"topic": "Кл neu"}),
        (Row(topic="a" * 40 + "\nb"), {"topic": "a" * 40 + "b"}),
        (Row(prefix="[Tipp]"), {"prefix": "[Tipp]"}),
        (Row(prefix="<b>[Tipp]</b>"), {"prefix": "[Tipp]"}),
        (Row(prefix="Wichtig:"), {"prefix": "Wichtig:"}),
        (Row(labels="<b>Wichtig:</b>"), {"important": True}),
        (Row(labels="<b>Important:</b>", prefix="[Tip]"), {"important": True, "prefix": "[Tip]"}),
        (Row(labels="<b>Ank&uuml;ndigung:</b>"), {"announcement": True}),
        (Row(labels="<b>ANNOUNCEMENT:</b>"), {"announcement": True}),
        (Row(state="announce"), {"announcement": True}),
        (Row(labels="<b>Wichtig:</b> <b>Umfrage:</b>"), {"important": True}),
        (Row(state="hotlockfolder"), {"closed": True}),
        (Row(state="dotnewhotlockfolder"), {"closed": True}),
        (Row(state="newhotfolder"), {}),
        (Row(state="moved", replies="-"), {"moved": True, "replies": None}),
        (Row(labels="<b>Verschoben:</b>", replies="-"), {"moved": True, "replies": None}),
        (Row(labels="<b>Moved:</b>", replies="-"), {"moved": True, "replies": None}),
        (Row(replies="1.204"), {"replies": 1204}),
        (Row(replies="1,204"), {"replies": 1204}),
        (Row(pages=11), {"pages": 11}),
        (Row(starter="Gast &lt;2&gt;"), {"starter": Author("Gast <2>")}),
        (Row(last="20.11.2026 12:00<br>\nvon Gast &amp; Co"), {"last_poster": Author("Gast & Co")}),
        (Row(last="11/20/2026 12:00 pm<br>\nby Gast"), {"last_poster": Author("Gast")}),
        (Row(last=f"20. November 2026, 12:00 Uhr&nbsp;von&nbsp;{BY_TOM}"), {}),
        (Row(last=f"20.11.2026 12:00<br>\nautore {BY_TOM}"), {}),
        (
            Row(last=f"<b>Heute</b>, <span>10:59</span><br>\nvon {BY_TOM}"),
            {"last_post_at": datetime(2026, 11, 25, 9, 59, tzinfo=UTC)},
        ),
        (Row(last=f"sometime<br>\nby {BY_TOM}"), {"last_post_at": None}),
    ],
)
@pytest.mark.parametrize("rating", [True, False])
def test_a_row(row: Row, changes: dict[str, object], rating: bool) -> None:
    (found,) = read(board_page([row], Skin(rating=rating))).threads
    assert found == replace(PLAIN, **changes)  # type: ignore[arg-type]


def test_the_link_to_the_first_new_post_is_not_the_topic() -> None:
    new = '<a href="thread.php?goto=firstnew&amp;threadid=7"><img src="i/firstnew.gif"></a>'
    (found,) = read(board_page([Row(clip=new)])).threads
    assert found == PLAIN


def test_rows_settle_each_others_order_of_day_and_month() -> None:
    rows = [Row(last=f"03/04/2026 10:00<br>by {BY_TOM}"), Row(id=8, last=f"03/14/2026 10:00<br>by {BY_TOM}")]
    assert [row.last_post_at.month for row in read(board_page(rows)).threads if row.last_post_at] == [3, 3]


def test_an_empty_board_is_empty() -> None:
    for skin in (Skin("de"), Skin("en")):
        reading = Wbb2().read_board(document(board_page([], skin), "board.php?boardid=2"), BERLIN)
        assert reading.answer is Answer.EMPTY
        assert reading.page is not None
        assert (reading.page.board_id, reading.page.threads) == (2, ())


def test_past_the_last_page_is_empty_whatever_is_announced_there() -> None:
    text = board_page([Row(state="announce")], page=9, pages=2)
    reading = Wbb2().read_board(document(text, "board.php?boardid=2&page=9"), BERLIN)
    assert reading.answer is Answer.EMPTY
    assert reading.page is not None
    assert len(reading.page.threads) == 1


def last_cell(last: str) -> str:
    return f"<td><table><tr><td><img src=icon.gif></td><td><span>{last}</span></td></tr></table></td>"


def top_board(board_id: int, title: str, rest: str = "") -> str:
    """A board right below the page's own: its cell holds the state image too."""
    link = f'<a href="board.php?boardid={board_id}&amp;sid=1"><b>{title}</b></a>'
    return (
        "<tr><td colspan=2><table><tr><td><img src=i/on.gif></td>"
        f"<td><span>{link}</span>{rest}</td></tr></table></td>"
        f"<td>1.234</td><td>56</td>{last_cell(LAST)}<td>&nbsp;</td></tr>"
    )


def deep_board(board_id: int, title: str, state: str = "off", rest: str = "", last: str = "") -> str:
    link = f'<a href="board.php?boardid={board_id}&amp;sid=1"><b>{title}</b></a>'
    return (
        f"<tr><td><img src=i/{state}.gif></td><td><span>{link}</span>{rest}</td>"
        f"<td>1,234</td><td>56</td>{last_cell(last or LAST)}<td>Mod</td></tr>"
    )


LAST = (
    '<b><a href="thread.php?goto=lastpost&amp;threadid=7" title="von Kette">von Kette...</a></b><br />'
    '20.11.2026 <span>12:00</span>&nbsp;von&nbsp;<b><a href="profile.php?userid=6">Tom</a></b>'
)
CATEGORY = (
    "<tr><td colspan=6><table><tr><td>x</td><td><span>"
    '<a href="board.php?boardid=1"><b>Technik</b></a></span><span><br />Alles</span></td></tr></table>'
    "</td></tr>"
)
TOM_AT_NOON = LastPost(datetime(2026, 11, 20, 11, 0, tzinfo=UTC), Author("Tom", 6), 7)


def index_page(rows: str) -> str:
    return Skin().frame("Das &amp; Forum | Startseite", f"<table>{rows}</table>")


def test_the_index() -> None:
    below = (
        '<span><br />Rund <i>ums</i> Rad<br />Inklusive: <a href="board.php?boardid=3">Licht</a>, '
        '<a href="board.php?boardid=4">Strom</a></span>'
    )
    verein = '<a href="board.php?boardid=9"><b>Verein</b></a>'
    external = f"<tr><td><img src=i/link.gif></td><td colspan=5>{verein}</td></tr>"
    secret = "<b>unbekannt</b><br>20.11.2026 12:00 von Gast"
    rows = CATEGORY + deep_board(2, "R&auml;der", rest=below)
    rows += deep_board(6, "Intern", "offclosed", last=secret)
    rows += external + top_board(7, "Allein")
    reading = Wbb2().read_index(document(index_page(rows), "index.php"), BERLIN)
    assert reading.answer is Answer.OK
    assert reading.page is not None
    assert reading.page.title == "Das & Forum"
    assert reading.page.boards == (
        BoardRow(1, "Technik", "Alles", category=True),
        BoardRow(
            2,
            "Räder",
            "Rund ums Rad",
            parent_id=1,
            posts=1234,
            threads=56,
            last_post=TOM_AT_NOON,
            subboards=(BoardRef(3, "Licht"), BoardRef(4, "Strom")),
        ),
        BoardRow(
            6,
            "Intern",
            parent_id=1,
            posts=1234,
            threads=56,
            last_post=LastPost(TOM_AT_NOON.at, Author("Gast"), None),
        ),
        BoardRow(9, "Verein", parent_id=1, external=True),
        BoardRow(7, "Allein", posts=1234, threads=56, last_post=TOM_AT_NOON),
    )


def test_a_board_without_posts_has_no_last_post() -> None:
    rows = CATEGORY + deep_board(2, "Leer", last="keine Beitr&auml;ge").replace("1,234", "0").replace(
        ">56<", ">0<"
    )
    reading = Wbb2().read_index(document(index_page(rows), "index.php"), BERLIN)
    assert reading.page is not None
    assert reading.page.boards[1] == BoardRow(2, "Leer", parent_id=1, posts=0, threads=0)


def test_a_boards_own_page_lists_its_subboards_and_their_place() -> None:
    above = f"<table>{top_board(3, 'Licht')}{deep_board(4, 'Dynamo')}</table>"
    page = read(board_page([Row()], above=above))
    assert [(row.id, row.parent_id) for row in page.boards] == [(3, 2), (4, 3)]
    assert page.threads == (PLAIN,)


def test_a_category_lists_boards_and_is_empty() -> None:
    skin = Skin()
    text = skin.frame(
        "F | Technik", f"<table>{top_board(2, 'Räder')}</table>", skin.crumbs([], "Technik</b>")
    )
    reading = Wbb2().read_board(document(text, "board.php?boardid=1"), BERLIN)
    assert reading.answer is Answer.EMPTY
    assert reading.page is not None
    assert (reading.page.board_id, reading.page.title) == (1, "Technik")
    assert [(row.id, row.parent_id) for row in reading.page.boards] == [(2, 1)]


def test_search_results_are_no_board() -> None:
    text = board_page([Row()]).replace("sortfield=", "x=").replace("newthread.php", "x.php")
    reading = Wbb2().read_board(document(text, "board.php?boardid=2"), BERLIN)
    assert reading.answer is Answer.NOT_UNDERSTOOD
