"""YaBB: addresses, the index and the lists of threads."""
# ruff: noqa: E501 - a line of markup is a line

from datetime import UTC, datetime

import pytest

from feedforum.engines import detect
from feedforum.engines.base import Address, PageAt, PageKind
from feedforum.records import Answer, Author, BoardRef, ThreadRow
from tests.engines.yabb_markup import (
    BASE,
    CALENDAR,
    ENGINE,
    OWN,
    SITES,
    THREAD_26,
    board_page,
    crumbs,
    document,
    row,
    whole,
)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("YaBB.pl", Address(PageKind.INDEX)),
        ("yabb.cgi", Address(PageKind.INDEX)),
        ("index.pl", Address(PageKind.INDEX)),
        ("YaBB.pl?catselect=general", Address(PageKind.INDEX)),
        ("YaBB.pl?board=news2", Address(PageKind.BOARD, "news2")),
        ("YaBB.pl?board=news2/40", Address(PageKind.BOARD, "news2", offset=40)),
        ("YaBB.cgi?board=news2;start=40", Address(PageKind.BOARD, "news2", offset=40)),
        ("YaBB.pl?num=1700000000/128#128", Address(PageKind.THREAD, 1700000000, offset=128)),
        ("YaBB.pl?virboard=news2;num=1700000000", Address(PageKind.THREAD, 1700000000)),
        ("YaBB.pl?num=1700000000&amp;start=30", Address(PageKind.THREAD, 1700000000, offset=30)),
        (
            "YaBB.cgi?board=a;action=display;num=1700000000;start=15#15",
            Address(PageKind.THREAD, 1700000000, offset=15),
        ),
        ("YaBB.pl?board=news2;tsort=3", None),
        ("YaBB.pl?action=print;num=1700000000", None),
        ("YaBB.pl?action=post;num=1700000000;title=PostReply", None),
        ("YaBB.pl?action=RSSboard;board=news2", None),
        ("YaBB.pl?action=recent;display=10", None),
        ("index.php?board=2;action=display;threadid=77", None),
    ],
)
def test_urls_are_understood(path: str, address: Address | None) -> None:
    assert ENGINE.address(BASE + path) == address


def test_pages_are_named_by_what_comes_before_them() -> None:
    assert ENGINE.board_url(BASE, "lenses", PageAt(3, 20)) == BASE + "YaBB.pl?board=lenses/40"
    assert ENGINE.thread_url(BASE, 1700000000, PageAt(3, 15), "lenses") == BASE + "YaBB.pl?num=1700000000/30"
    assert ENGINE.thread_url(BASE, 1700000000) == BASE + "YaBB.pl?num=1700000000"


def test_a_forum_may_be_a_script_of_another_name_and_then_understands_the_old_addresses() -> None:
    base = "http://yabb.example/cgi-bin/yabb/YaBB.cgi"
    assert ENGINE.index_url(base) == base
    assert ENGINE.board_url(base, "a", PageAt(2, 20)) == base + "?board=a;start=20"
    assert ENGINE.thread_url(base, 7, PageAt(2, 15), "a") == base + "?board=a;action=display;num=7;start=15"
    assert ENGINE.login_url(base) == base + "?action=login"


BOARD_26 = """<tr><td><a href="{own}?board={id}"><img src="i/boards.png"></a></td>
<td><div><a href="{own}?action=RSSboard;board={id}"><img src="rss.png"></a> <a id="b{id}" href="{own}?board={id}"><b>{title} </b></a>&nbsp;(2&nbsp;Viewing)<br />
All of <i>it</i> &amp; more<div class="small">Moderator: Uhu</div><div class="small">{below}</div></div></td>
<td class="center">{threads}</td><td class="center">{posts}</td><td><span class="small">{last}</span></td></tr>
<tr id="dropsubrow_{id}"><td id="dropsub_{id}" colspan="5"></td></tr>"""

BOARD_25 = """<tr><td><a href="{own}?board={id}"><img src="i/off.gif"></a></td>
<td><a name="{id}" href="{own}?board={id}"><b>{title}</b></a><br />All of <i>it</i> &amp; more
<div class="small">Moderator: Uhu</div></td><td><span class="small">{last}</span></td><td>{threads}</td><td>{posts}</td></tr>"""

BOARD_1 = """<tr><td><img src="i/off.gif"></td><td><font size="2"><a name="{id}"></a><a href="{own}?board={id}"><b>{title}</b></a><br>
All of <i>it</i> &amp; more</font></td><td><font size="2">{threads}</font></td><td><font size="2">{posts}</font></td><td><font size="1">{last}</font></td></tr>"""

LAST = f'<a href="{OWN}?num=1700000000/128#128"><img alt="Last Post"></a> <b>Today</b> at 5:30am<br /><b>In:</b> <a href="{OWN}?num=1700000000/128#128" title="Re: Hands">Re: Ha...</a><br /><b>By:</b> Anna: (Guest)'


@pytest.mark.parametrize(
    ("row", "version", "last"),
    [(BOARD_26, "2.6", LAST), (BOARD_25, "2.5", LAST), (BOARD_1, "1", "11/30/26 at 05:30:00<br>by Anna:")],
)
def test_boards_are_read_in_all_generations(row: str, version: str, last: str) -> None:
    below = f'<b><a href="javascript:void(0)">Sub-Board</a>:</b> <a href="{OWN}?board=parts">Parts</a>'
    cells = {"own": OWN, "id": "hands", "title": "Hands", "below": below, "threads": "31", "posts": "1,289"}
    none = {"own": OWN, "id": "none", "title": "None", "below": "", "threads": "0", "posts": "0"}
    empty = f'<img> N/A<br /><b>In:</b> <a href="{OWN}?num=/#"></a><br /><b>By:</b> N/A'
    table = f"<table>{row.format(**cells, last=last)}{row.format(**none, last=empty)}</table>"
    page = document(whole("Index", crumbs(), table, version=version), "YaBB.pl")
    found = ENGINE.read_index(page, CALENDAR).page
    assert found is not None
    assert [board.id for board in found.boards] == ["hands", "none"]
    board = found.boards[0]
    assert (board.title, board.threads, board.posts) == ("Hands", 31, 1289)
    assert board.description == "All of it & more"
    assert board.last_post is not None
    assert board.last_post.author == Author("Anna:")
    assert board.last_post.at == datetime(2026, 11, 30, 4, 30, tzinfo=UTC)
    assert board.last_post.thread_id == (1700000000 if version != "1" else None)
    assert board.subboards == ((BoardRef("parts", "Parts"),) if version == "2.6" else ())
    assert found.boards[1].last_post is None
    assert found.title == "Uhren"
    engine = detect(page)
    assert engine is not None
    assert engine.name == "yabb"
    assert ENGINE.version(ENGINE.open(page)) == SITES[version][0].removeprefix("YaBB ")


def test_a_board_with_a_password_has_one_wide_cell_and_tells_nothing() -> None:
    row = f"""<table><tr><td><img></td><td colspan="3"><a href="{OWN}?board=vault"><b>Vault <img src="lock.png"></b></a><br />Closed</td>
    <td><span class="small">Private<br /></span></td></tr></table>"""
    found = ENGINE.read_index(document(whole("Index", crumbs(), row), "YaBB.pl"), CALENDAR).page
    assert found is not None
    assert (found.boards[0].id, found.boards[0].posts, found.boards[0].last_post) == ("vault", None, None)


THREAD_25 = """<tr><td><img src="i/{state}.gif"></td><td><img src="i/xx.gif"></td><td><div><b><a href="{own}?{vir}num={id}">{topic}</a></b>{pages}</div></td>
<td><span class="small">{starter}</span></td><td>{replies}</td><td>77</td>
<td><span class="small"><a href="{own}?num={id}/9#9"><img> {date}</a><br /><b>By:</b> {last}</span></td></tr>"""

THREAD_1 = """<tr><td><img src="i/{state}.gif"></td><td><img src="i/xx.gif"></td><td><font size="2"><a href="{own}?board=hands;action=display;num={id}">{topic}</a>{pages}</font></td>
<td><font size="2">{starter}</font></td><td>{replies}</td><td>77</td><td><font size="1">{date}<br>by {last}</font></td></tr>"""

PAGES = f'« Pages <a href="{OWN}?num=1700000000/0#0">1</a> <a href="{OWN}?num=1700000000/15#15">2</a> <a href="javascript:void(0)">...</a> <a href="{OWN}?num=1700000000/60#60">5</a> »'

MOVED = f"""<tr><td><img src="i/locked_moved.gif"></td><td><img src="i/exclamation.png"></td><td colspan="4"><div>Moved: '<a href="{OWN}?num=1600000001">Springs</a>'<br />
<span class="small"><b>This <a href="{OWN}?num=1600000001"><b>Topic</b></a> has been moved to</b> <a href="{OWN}?board=parts"><i>Parts</i></a></span></div></td></tr>"""


@pytest.mark.parametrize(("template", "version"), [(THREAD_26, "2.6"), (THREAD_25, "2.5"), (THREAD_1, "1")])
def test_threads_are_read_in_all_generations(template: str, version: str) -> None:
    date = "11/27/25 at 12:05am" if version == "1" else "Nov 27<sup>th</sup>, 2025 at 12:05am"
    page = ENGINE.read_board(board_page(row(template, pages=PAGES, date=date), version), CALENDAR).page
    assert page is not None
    assert page.board_id == "hands"
    assert (page.title, page.path) == ("Hands", (BoardRef("clocks", "Clocks"),))
    assert page.threads == (
        ThreadRow(
            id=1700000000,
            topic="Hands & springs",
            prefix="",
            starter=Author('Zoë "Z"'),
            replies=9,
            last_post_at=datetime(2025, 11, 26, 23, 5, tzinfo=UTC),
            last_poster=Author("Bo"),
            pages=5,
        ),
    )
    assert page.boards == ()


@pytest.mark.parametrize(
    ("state", "important", "closed", "announcement"),
    [
        ("veryhotthread", False, False, False),
        ("locked", False, True, False),
        ("sticky", True, False, False),
        ("stickylock", True, True, False),
        ("announcement", False, False, True),
        ("announcementlock", False, True, True),
    ],
)
def test_the_first_image_tells_the_state_of_a_thread(
    state: str, important: bool, closed: bool, announcement: bool
) -> None:
    page = ENGINE.read_board(board_page(row(state=state)), CALENDAR).page
    assert page is not None
    thread = page.threads[0]
    assert (thread.important, thread.closed, thread.announcement) == (important, closed, announcement)


def test_announcements_of_the_whole_forum_are_known_by_their_links_too() -> None:
    page = ENGINE.read_board(board_page(row(vir="virboard=hands;")), CALENDAR).page
    assert page is not None
    assert (page.threads[0].id, page.threads[0].announcement) == (1700000000, True)


def test_the_marker_of_a_moved_thread_names_the_thread_by_its_new_id() -> None:
    page = ENGINE.read_board(board_page(MOVED + row()), CALENDAR).page
    assert page is not None
    moved = page.threads[0]
    assert (moved.id, moved.topic, moved.moved, moved.replies) == (1600000001, "Springs", True, None)
    assert (page.threads[1].moved, page.threads[1].replies) == (False, 9)


def test_an_empty_board_is_empty_and_others_are_not() -> None:
    assert ENGINE.read_board(board_page(""), CALENDAR).answer is Answer.EMPTY
    text = whole("Index", crumbs(), "")
    assert ENGINE.read_board(document(text, "YaBB.pl?board=hands"), CALENDAR).answer is Answer.NOT_UNDERSTOOD
