"""Burning Board 3 and Lite 2: addresses, the index and the lists of threads."""
# ruff: noqa: E501 - a line of markup is a line

from datetime import UTC, datetime

import pytest

from feedforum.engines.base import Address, PageAt, PageKind
from feedforum.records import Answer, Author, ThreadRow
from tests.engines.wbb3_markup import BASE, CALENDAR, ENGINE, board, document, page


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("", Address(PageKind.INDEX)),
        ("index.php", Address(PageKind.INDEX)),
        ("index.php?page=Index", Address(PageKind.INDEX)),
        ("index.php?page=Board&boardID=4", Address(PageKind.BOARD, 4)),
        ("index.php?boardID=4&pageNo=3&page=Board&sortField=x", Address(PageKind.BOARD, 4, 3)),
        ("index.php?page=Thread&threadID=12&pageNo=2", Address(PageKind.THREAD, 12, 2)),
        ("index.php?page=Thread&threadid=12", Address(PageKind.THREAD, 12)),
        ("index.php?page=Thread&postID=99#post99", Address(PageKind.THREAD)),
        ("index.php?page=Thread&threadID=12&action=lastPost", Address(PageKind.THREAD, 12)),
        ("board2-name/", Address(PageKind.BOARD, 2)),
        ("board2-name/board179-sub/", Address(PageKind.BOARD, 179)),
        ("board2-name/index3.html", Address(PageKind.BOARD, 2, 3)),
        ("board2-name/board179-sub/38181-thread-title/", Address(PageKind.THREAD, 38181)),
        ("board2-name/38181-title-5/index2.html", Address(PageKind.THREAD, 38181, 2)),
        ("board70-x/p7378-title/#post7378", Address(PageKind.THREAD)),
        ("user/6694-Name/", None),
        ("index.php?page=User&userID=4", None),
        ("index.php?form=UserLogin", None),
        ("index.php?thread/5-x/", None),
    ],
)
def test_addresses(path: str, address: Address | None) -> None:
    assert ENGINE.address(BASE + path) == address


def test_urls_show_all_threads_the_last_written_in_first() -> None:
    query = "boardID=4&daysPrune=1000&sortField=lastPostTime&sortOrder=DESC&pageNo=2"
    assert ENGINE.board_url(BASE, 4, PageAt(2)) == f"{BASE}index.php?page=Board&{query}"
    assert ENGINE.thread_url(BASE, 12, PageAt(3)) == f"{BASE}index.php?page=Thread&threadID=12&pageNo=3"
    assert ENGINE.post_link(BASE, 12, 9) == f"{BASE}index.php?page=Thread&postID=9#post9"


@pytest.mark.parametrize("path", ["board2-name/", "board2-name/board7-x/5-y/index2.html", "user/6-N/"])
def test_the_forums_folder_is_known_by_a_rewritten_address(path: str) -> None:
    assert ENGINE.folder_of(BASE + path) == BASE


ROW = (
    "<tr class='container-1' id='threadRow{id}'><td class='columnMarkTopics'><input type='checkbox'></td><td class='columnIcon'><img id='threadEdit{id}' src='icon/thread{icon}M.png'></td>"
    "<td class='columnTopic' title='Der Anfang: (1.1.2020)'><div id='thread{id}' class='topic new'><p id='threadTitle{id}'><span class='prefix'><strong>[Tipp]</strong></span> <a id='gotoFirstNewPost{id}' href='index.php?page=Thread&amp;threadID=12&amp;action=firstNew'>neu</a> <a href='board2-honig/12-wachs/'>Wachs (2)</a></p></div>"
    "<div class='statusDisplay'><div class='pageNavigation'><ul><li><a href='board2-honig/12-wachs/index7.html'>7</a></li></ul></div></div><p class='firstPost light'>Von {starter} (28. November 2025, 15:10)</p></td>"
    "<td class='columnRating'></td><td class='columnReplies'>{replies}</td><td class='columnViews'>9&nbsp;999</td><td class='columnLastPost'>{last}</td></tr>"
)

LAST = "<div class='containerContentSmall'><p>Von <a href='user/4-Bo/'>Bo</a></p><p class='smallFont light'>(<b>Heute</b>, 10:00)</p></div>"

DEFAULTS = {"id": "12", "icon": "", "starter": "Gast", "replies": "1&nbsp;234", "last": LAST}

AT = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


def row(**changed: str) -> str:
    return ROW.format(**(DEFAULTS | changed))


def rows_of(rows: str, holder: str = "normalThreadsStatus", more: str = "") -> tuple[ThreadRow, ...]:
    listing = f"<div id='{holder}'><div class='border'><table class='tableList'><tbody>{rows}</tbody></table></div></div>"
    headline = "<h2><a href='index.php?page=Board&amp;boardID=2'>Honig</a></h2>"
    text = page(more + listing, "Board", headline)
    reading = ENGINE.read_board(document(text, "board2-honig/"), CALENDAR)
    assert reading.page is not None
    assert (reading.page.board_id, reading.page.title) == (2, "Honig")
    return reading.page.threads


def test_a_row_is_read_whole() -> None:
    (found,) = rows_of(row())
    assert (found.id, found.topic, found.prefix, found.starter) == (12, "Wachs (2)", "[Tipp]", Author("Gast"))
    assert (found.replies, found.pages) == (1234, 7)
    assert (found.last_poster, found.last_post_at) == (Author("Bo", 4), AT)
    assert not found.important


def test_without_replies_the_first_post_is_the_last() -> None:
    (found,) = rows_of(row(replies="0", last="<p class='smallFont light'>Keine Antworten</p>"))
    assert (found.replies, found.last_poster) == (0, Author("Gast"))
    assert found.last_post_at == datetime(2025, 11, 28, 14, 10, tzinfo=UTC)


def test_both_lists_are_read_and_what_is_deleted_is_not() -> None:
    deleted = "<tr class='container-2'><td class='columnTopic' colspan='5'><p>Gelöschtes Thema</p></td></tr>"
    top = f"<div id='topThreadsStatus'><table class='tableList'><tbody>{row(icon='Announcement')}{deleted}</tbody></table></div>"
    first, second = rows_of(row(), more=top)
    assert (first.announcement, first.important) == (True, True)
    assert (second.announcement, second.important) == (False, False)


@pytest.mark.parametrize(
    ("icon", "states"),
    [
        ("NewClosed", (False, True, False)),
        ("Important", (True, False, False)),
        ("Moved", (False, False, True)),
    ],
)
def test_the_state_of_a_row_is_its_picture(icon: str, states: tuple[bool, bool, bool]) -> None:
    (found,) = rows_of(row(icon=icon, id="77" if icon == "Moved" else "12"))
    assert found.id == 12
    assert (found.important, found.closed, found.moved) == states
    assert (found.replies is None) == found.moved


def test_an_empty_board_says_so() -> None:
    headline = "<h2><a href='index.php?page=Board&amp;boardID=2'>Honig</a></h2>"
    for main, answer in (
        (
            "<div class='border content'><div class='container-1'><p>Keine Themen</p></div></div>",
            Answer.EMPTY,
        ),
        ("", Answer.NOT_UNDERSTOOD),
    ):
        found = ENGINE.read_board(document(page(main, "Board", headline), "board2-honig/"), CALENDAR)
        assert found.answer is answer


def test_the_index_lists_boards_below_categories_and_boards_below_boards() -> None:
    below = (
        "<div class='boardlistSubboards'><ul><li><a href='board2-x/board4-kette/'>Kette</a></li></ul></div>"
    )
    link = "<li class='link border'><h3 class='boardTitle'><a class='externalURL' href='index.php?page=Board&amp;boardID=6'>Anderswo</a></h3></li>"
    main = f"<ul id='boardlist'><li class='category border'><h3 class='boardTitle'><a href='board1-alles/'>Alles</a></h3><ul>{board(2, 'Räder', below)}{board(3, 'Licht')}</ul></li>{link}</ul>"
    text = page(main, "Index", "<h1>Bienen &amp; Honig</h1>")
    reading = ENGINE.read_index(document(text, "index.php?page=Index"), CALENDAR)
    assert reading.page is not None
    category, wheels, light, elsewhere = reading.page.boards
    assert (category.id, category.category) == (1, True)
    assert (wheels.title, wheels.description, wheels.parent_id) == ("Räder", "Rund", 1)
    assert (wheels.posts, wheels.threads) == (12345, 67)
    assert wheels.last_post is not None
    assert (wheels.last_post.thread_id, wheels.last_post.at, wheels.last_post.author) == (
        12,
        AT,
        Author("Bo", 4),
    )
    assert [(each.id, each.title) for each in wheels.subboards] == [(4, "Kette")]
    assert (light.parent_id, elsewhere.external, elsewhere.parent_id) == (1, True, None)
    assert reading.page.title == "Bienen & Honig"


def test_a_board_that_a_description_names_and_counts_of_news_are_not_part_of_the_row() -> None:
    icon = "<a href='index.php?page=Thread&amp;threadID=12&amp;action=firstNew'><img src='icon/goToFirstNewPostS.png'></a>"
    told = board(2, "Räder<span> (3)</span>").replace(
        "Rund", "Rund um <a href='index.php?page=Board&amp;boardID=9'>Dinge</a>"
    )
    told = told.replace("<div class='boardlistLastPost'>", f"<div class='boardlistLastPost'>{icon}")
    text = page(f"<ul id='boardlist'>{told}{board(9, 'Dinge')}</ul>", "Index", "<h1>Bienen</h1>")
    reading = ENGINE.read_index(document(text, "index.php?page=Index"), CALENDAR)
    assert reading.page is not None
    wheels, things = reading.page.boards
    assert (wheels.id, wheels.title, wheels.description, wheels.posts) == (2, "Räder", "Rund um Dinge", 12345)
    assert wheels.last_post is not None
    assert wheels.last_post.author == Author("Bo", 4)
    assert (things.id, things.title, things.posts) == (9, "Dinge", 12345)
