"""phpBB 2: addresses, the index and the lists of threads."""
# ruff: noqa: E501 - a line of markup is a line

from datetime import UTC, datetime

import pytest

from feedforum.engines.base import Address, PageAt, PageKind
from feedforum.records import (
    Answer,
    Author,
    BoardPage,
    BoardRef,
)
from tests.engines.phpbb2_markup import BASE, CALENDAR, CRUMBS, ENGINE, document, page, post, thread_page


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("", Address(PageKind.INDEX)),
        ("index.php?c=2", Address(PageKind.INDEX)),
        ("viewforum.php?f=4&topicdays=0&start=50", Address(PageKind.BOARD, 4, offset=50)),
        ("viewtopic.php?t=12&amp;postdays=0&amp;start=15&sid=0", Address(PageKind.THREAD, 12, offset=15)),
        ("viewtopic.php?p=99#99", Address(PageKind.THREAD)),
        ("forum4.html", Address(PageKind.BOARD, 4)),
        ("viewforum4-0-50.html", Address(PageKind.BOARD, 4, offset=50)),
        ("ftopic12-0-asc-15.html", Address(PageKind.THREAD, 12, offset=15)),
        ("the-2-hives-vt12-15.html", Address(PageKind.THREAD, 12, offset=15)),
        ("the-hives-vf4.html", Address(PageKind.BOARD, 4)),
        ("sutra34.html#34", Address(PageKind.THREAD)),
        ("profile.php?mode=viewprofile&u=3", None),
        ("search.php?search_id=unanswered", None),
        ("viewtopic.php", None),
    ],
)
def test_urls_are_understood(path: str, address: Address | None) -> None:
    assert ENGINE.address(BASE + path) == address


def test_the_first_page_has_no_offset() -> None:
    assert ENGINE.board_url(BASE, 4) == BASE + "viewforum.php?f=4"
    assert ENGINE.thread_url(BASE, 12, PageAt(3, 15)) == BASE + "viewtopic.php?t=12&start=30"
    assert ENGINE.post_link(BASE, 12, 99) == BASE + "viewtopic.php?p=99#99"


LAST = (
    "Mon Jul 27, 2026 5:54 pm<br />{} <a href='viewtopic.php?p={}#{}'><img src='icon_latest_reply.gif' /></a>"
)


def board_row(title: str, last: str, below: str = "", topics: int = 3) -> str:
    return (
        f'<tr><td class="row1"><img src="folder_big.gif" /></td><td class="row1"><span class="forumlink">{title}<br /></span>'
        f'<span class="genmed">All of <b>them</b> & more<br /></span><span class="gensmall">{below}</span></td>'
        f'<td class="row2">{topics}</td><td class="row2">1.234</td><td class="row2"><span class="gensmall">{last}</span></td></tr>'
    )


def test_a_row_of_the_index_tells_the_last_post_of_members_and_guests() -> None:
    member = LAST.format('<a href="profile.php?mode=viewprofile&amp;u=7">&amp;#916;elta</a>', 322, 322)
    rows = (
        board_row('<a href="viewforum.php?f=4">Hives &amp; more</a>', member)
        + board_row('<a href="viewforum.php?f=5">Honey</a>', LAST.format("Gast Peter", 12, 12))
        + board_row('<a href="viewforum.php?f=6">Wax</a>', "No Posts", topics=0)
    )
    category = (
        '<tr><td class="catLeft" colspan="2"><a href="index.php?c=4" class="cattitle">All</a></td></tr>'
    )
    reading = ENGINE.read_index(
        document(page(f'<table class="forumline">{category}{rows}</table>'), "index.php"), CALENDAR
    )
    assert (reading.answer, reading.member) == (Answer.OK, False)
    assert reading.page is not None
    assert (reading.page.title, reading.page.language) == ("Bees", "en")
    first, second, third = reading.page.boards
    assert (first.title, first.description, first.threads, first.posts) == (
        "Hives & more",
        "All of them & more",
        3,
        1234,
    )
    assert first.last_post is not None
    assert second.last_post is not None
    assert first.last_post.author == Author("Δelta", 7)
    assert first.last_post.at == datetime(2026, 7, 27, 16, 54, tzinfo=UTC), "GMT + 1, in summer too"
    assert (second.last_post.author, third.last_post) == (Author("Gast Peter"), None)


def test_boards_below_others_are_named() -> None:
    below = 'Subforums: <a href="viewforum.php?f=9">Queens</a>, <a href="viewforum.php?f=10">Drones</a>'
    row = board_row('<a href="viewforum.php?f=4">Hives</a>', LAST.format("X", 1, 1), below)
    found = ENGINE.read_index(document(page(f"<table>{row}</table>"), "index.php"), CALENDAR).page
    assert found is not None
    assert found.boards[0].subboards == (BoardRef(9, "Queens"), BoardRef(10, "Drones"))


def thread_row(title: str, image: str = "folder", replies: str = "2", post: int = 30) -> str:
    return (
        f'<tr><td class="row1"><img src="i/{image}.gif" /></td><td class="row1"><span class="topictitle">{title}</span></td>'
        f'<td class="row2"><span class="postdetails">{replies}</span></td><td class="row3"><span class="name">Gast</span></td>'
        f'<td class="row2">9</td><td class="row3Right">{LAST.format("Gast", post, post)}</td></tr>'
    )


def board_page(rows: str, pager: str = "", path: str = "viewforum.php?f=4") -> BoardPage:
    head = '<a class="maintitle" href="viewforum.php?f=4">2024</a><a href="posting.php?mode=newtopic&amp;f=4">new</a>'
    main = f'{head}<span class="nav">{pager}</span>{CRUMBS}<table class="forumline">{rows}</table><select name="topicdays"></select>'
    found = ENGINE.read_board(document(page(main, "View Forum - 2024"), path), CALENDAR).page
    assert found is not None
    return found


LINK = '<a href="viewtopic.php?t={}" class="topictitle">{}</a>'


@pytest.mark.parametrize(
    ("title", "image", "marks"),
    [
        (LINK.format(8, "Plain"), "folder", ""),
        ("<b>Sticky:</b> " + LINK.format(8, "Up"), "folder_sticky", "important"),
        ("<b>Wichtig:</b> " + LINK.format(8, "Oben"), "odd", "important"),
        ("<b>Ankündigungen:</b> " + LINK.format(8, "x"), "folder_announce_new", "important"),
        ("<b>Global Announcement:</b> " + LINK.format(8, "x"), "folder_announce", "important announcement"),
        ("<b>Verschoben:</b> " + LINK.format(8, "x"), "folder", "moved"),
        ("<b>Moved:</b> " + LINK.format(8, "x"), "folder", "moved"),
        ("<b>[ Poll ]</b> " + LINK.format(8, "Moved: no"), "folder_lock", "closed"),
        (
            '<a href="viewtopic.php?t=8&amp;view=newest"><img /></a>' + LINK.format(8, "x"),
            "folder_lock_new",
            "closed",
        ),
    ],
)
def test_what_a_thread_is_its_row_says_by_labels_and_pictures(title: str, image: str, marks: str) -> None:
    (row,) = board_page(thread_row(title, image)).threads
    names = ("important", "announcement", "closed", "moved")
    assert (row.id, " ".join(name for name in names if getattr(row, name))) == (8, marks)
    assert row.replies == (None if row.moved else 2)


@pytest.mark.parametrize(
    ("escaped", "topic"),
    [
        ("&amp;#937; wanted", "Ω wanted"),
        ("&amp;#1041;&amp;#1072;&amp;", "Ба"),
        ("&amp;#1041;&amp;#1072;&amp;#10", "Ба"),
        ("A &amp;amp; B", "A &amp; B"),
        ("Q&amp;A", "Q&A"),
        ("you &amp;", "you &"),
    ],
)
def test_titles_are_cut_and_escaped_twice(escaped: str, topic: str) -> None:
    (row,) = board_page(thread_row(LINK.format(8, escaped))).threads
    assert row.topic == topic
    assert thread_page(post(1), escaped).topic == topic


def test_a_page_past_the_last_one_has_announcements_alone() -> None:
    row = thread_row("<b>Announcement:</b> " + LINK.format(8, "x"), "folder_announce")
    pager = ", ".join(
        f'<a href="viewforum.php?f=4&amp;topicdays=0&amp;start={n * 15}">{n + 1}</a>' for n in range(2)
    )
    beyond = board_page(row, f"Goto page {pager}", "viewforum.php?f=4&start=1005")
    assert (beyond.page, beyond.pages, beyond.page_size) == (68, 2, 15)
    first = board_page(row, f"Goto page <b>1</b>, {pager.partition(', ')[2]}")
    assert (first.page, first.pages, first.board_id, first.title, first.path) == (1, 2, 4, "2024", ())
