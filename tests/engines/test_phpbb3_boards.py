"""phpBB 3: addresses, the index and the lists of threads."""
# ruff: noqa: E501 - a line of markup is a line

import pytest

from feedforum.engines.base import Address, PageAt, PageKind
from feedforum.records import (
    Answer,
    Author,
    BoardRef,
    ThreadRow,
)
from tests.engines.phpbb3_markup import AT, BASE, CALENDAR, ENGINE, MEMBER, document, prosilver


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("", Address(PageKind.INDEX)),
        ("viewforum.php?f=4&start=25", Address(PageKind.BOARD, 4, offset=25)),
        ("viewtopic.php?f=4&amp;t=12&amp;sid=0&amp;start=10", Address(PageKind.THREAD, 12, offset=10)),
        ("viewtopic.php?f=4&p=99#p99", Address(PageKind.THREAD)),
        ("the-2-hives-f4.html", Address(PageKind.BOARD, 4)),
        ("the-hives-f4/", Address(PageKind.BOARD, 4)),
        ("the-hives-f4/page25.html", Address(PageKind.BOARD, 4, offset=25)),
        ("the-hives-f4/winter-2026-t12-10.html", Address(PageKind.THREAD, 12, offset=10)),
        ("topic12.html", Address(PageKind.THREAD, 12)),
        ("post345.html#p345", Address(PageKind.THREAD)),
        ("memberlist.php?mode=viewprofile&u=3", None),
        ("feed.php?f=4", None),
        ("app.php/feed", None),
    ],
)
def test_urls_are_understood(path: str, address: Address | None) -> None:
    assert ENGINE.address(BASE + path) == address


def test_what_is_asked_for_is_all_of_it_whatever_a_member_has_set() -> None:
    assert ENGINE.board_url(BASE, 4) == BASE + "viewforum.php?f=4&st=0&sk=t&sd=d"
    assert ENGINE.thread_url(BASE, 12, PageAt(3, 10)) == BASE + "viewtopic.php?t=12&st=0&sk=t&sd=a&start=20"
    assert ENGINE.post_link(BASE, 12, 99) == BASE + "viewtopic.php?p=99#p99"


LAST_30 = "<dfn>Last post</dfn> by {} <a href='./viewtopic.php?f=4&amp;p=30#p30'><img src='x.gif' /></a> <br />Mon Jul 27, 2026 5:54 pm"

LAST_33 = (
    "<dfn>Last post</dfn> <a href='./viewtopic.php?p=30#p30' title='Re: 1 day' class='lastsubject'>Re: 1 day</a> <br />by {} "
    "<a href='./viewtopic.php?p=30#p30' title='View'><i class='icon fa-external-link-square'></i></a><br /><time datetime='2026-07-27T16:54:08+00:00'>Mon Jul 27, 2026 6:54 pm</time>"
)


@pytest.mark.parametrize(
    ("last", "author"),
    [
        (LAST_30.format(MEMBER), Author("Anna", 7)),
        (LAST_30.format("Gast Peter"), Author("Gast Peter")),
        (LAST_30.format('<span class="username">Guest</span>'), Author("Guest")),
        (LAST_33.format(MEMBER), Author("Anna", 7)),
        (LAST_33.format('<span class="username">Guest</span>'), Author("Guest")),
    ],
)
def test_a_row_of_the_index_tells_the_last_post(last: str, author: Author) -> None:
    head = '<div class="forabg"><ul class="topiclist"><li class="header"><dl><dt><a href="./viewforum.php?f=1">All</a></dt></dl></li></ul>'
    row = (
        '<ul class="topiclist forums"><li class="row"><dl class="row-item"><dt title="x"><!-- <a href="feed.php?f=9">9</a> --><div class="list-inner">'
        '<a href="./viewforum.php?f=4&amp;sid=0" class="forumtitle">Hives &amp; more</a><br />All of them<div class="responsive-show">Topics: 3</div>'
        '<br /><strong>Subforum:</strong> <a href="./viewforum.php?f=5" class="subforum read">Wax</a></div></dt>'
        f'<dd class="topics">3 <dfn>Topics</dfn></dd><dd class="posts">1234 <dfn>Posts</dfn></dd><dd class="lastpost"><span>{last}</span></dd></dl></li>'
        '<li class="row"><dl><dt><a href="./viewforum.php?f=10" class="forumtitle">Club</a></dt><dd class="redirect">Redirects: 5</dd></dl></li></ul></div>'
    )
    reading = ENGINE.read_index(document(prosilver(head + row), "index.php"), CALENDAR)
    assert reading.page is not None
    category, board, link = reading.page.boards
    assert (category.id, category.category, board.parent_id, link.external) == (1, True, 1, True)
    assert (board.title, board.description, board.threads, board.posts) == (
        "Hives & more",
        "All of them",
        3,
        1234,
    )
    assert board.subboards == (BoardRef(5, "Wax"),)
    assert board.last_post is not None
    assert board.last_post.author == author
    assert board.last_post.at is not None
    assert board.last_post.at.replace(second=0) == AT


def list_row(kind: str, icon: str, by: str, last: str, pages: str = "") -> str:
    return (
        f'<li class="row bg1 {kind}"><dl class="row-item {icon}"><dt title="x"><div class="list-inner"><a href="./viewtopic.php?f=4&amp;t=8" class="topictitle">Swarm &amp; co</a><br />'
        f'<div class="responsive-show" style="display: none;">Last post by <a href="./memberlist.php?mode=viewprofile&amp;u=99">Other</a> « today</div>{pages}{by}</div></dt>'
        f'<dd class="posts">22 <dfn>Replies</dfn></dd><dd class="views">910 <dfn>Views</dfn></dd><dd class="lastpost"><span>{last}</span></dd></dl></li>'
    )


def only_row(
    row: str, head: str = '<h2 class="forum-title"><a href="./viewforum.php?f=4">2024</a></h2>'
) -> ThreadRow:
    page = ENGINE.read_board(
        document(prosilver(f'{head}<ul class="topiclist topics">{row}</ul>'), "viewforum.php?f=4"), CALENDAR
    ).page
    assert page is not None
    assert (page.board_id, page.title, page.pages) == (4, "2024", 1)
    (found,) = page.threads
    return found


@pytest.mark.parametrize(
    ("kind", "icon", "marks"),
    [
        ("", "topic_read", ""),
        ("sticky", "sticky_read", "important"),
        ("sticky", "sticky_read_locked", "important closed"),
        ("announce", "announce_unread", "important"),
        ("global-announce", "global_read", "important announcement"),
        ("", "topic_moved", "moved"),
        ("", "topic_read_hot_locked", "closed"),
        ("", '" style="background-image: url(./styles/x/imageset/topic_moved.gif);', "moved"),
        (
            "announce",
            '" style="background-image: url(./styles/x/imageset/announce_read_locked.gif);',
            "important closed",
        ),
    ],
)
def test_what_a_thread_is_its_classes_and_pictures_say(kind: str, icon: str, marks: str) -> None:
    row = only_row(list_row(kind, icon, f"by {MEMBER} » x", LAST_33.format(MEMBER)))
    names = ("important", "announcement", "closed", "moved")
    assert " ".join(name for name in names if getattr(row, name)) == marks
    assert row.replies == (None if row.moved else 22)


PAGES_33 = '<div class="pagination"><span><i class="icon"></i></span><ul><li><a class="button" href="./viewtopic.php?t=8">1</a></li><li><a class="button" href="./viewtopic.php?t=8&amp;start=20">3</a></li></ul></div>'


@pytest.mark.parametrize(
    ("by", "pages", "starter"),
    [
        (f"by {MEMBER} &raquo; Sun Oct 26, 2025 9:54 am", "", Author("Anna", 7)),
        (
            "by Gast Peter &raquo; Sun Oct 26, 2025 9:54 am",
            '<strong class="pagination"><a href="./viewtopic.php?t=8">1</a>, <a href="./viewtopic.php?t=8&amp;start=20">3</a></strong>',
            Author("Gast Peter"),
        ),
        (
            f'<div class="topic-poster responsive-hide">by {MEMBER} » <time datetime="2026-01-01T00:00:00+00:00">x</time> » in <a href="./viewforum.php?f=4">2024</a></div>',
            PAGES_33,
            Author("Anna", 7),
        ),
        (
            '<div class="topic-poster">von <span class="username">Gast</span> » <time datetime="2026-01-01T00:00:00+00:00">x</time></div>',
            PAGES_33,
            Author("Gast"),
        ),
    ],
)
def test_who_began_a_thread_and_how_long_it_is(by: str, pages: str, starter: Author) -> None:
    row = only_row(list_row("", "topic_read", by, LAST_30.format(MEMBER), pages))
    assert (row.id, row.topic, row.starter, row.pages) == (8, "Swarm & co", starter, 3 if pages else 1)
    assert row.last_post_at is not None
    assert row.last_post_at.replace(second=0) == AT


def test_a_row_of_subsilver2() -> None:
    cells = (
        '<td class="row1"><img src="i/announce_read_locked.gif" /></td><td class="row1"></td><td class="row1"><b>Locked: </b><a title="Posted: x" href="./viewtopic.php?f=4&amp;t=8" class="topictitle">Swarm</a></td>'
        '<td class="row2"><p class="topicauthor">Gast 1</p></td><td class="row1"><p class="topicdetails">2</p></td><td class="row2"><p class="topicdetails">914</p></td>'
        f'<td class="row1"><p class="topicdetails">Mon Jul 27, 2026 5:54 pm</p><p class="topicdetails">{MEMBER} <a href="./viewtopic.php?f=4&amp;t=8&amp;p=30#p30"><img src="x.gif" /></a></p></td>'
    )
    row = only_row(
        f"<table><tr>{cells}</tr></table>",
        '<div id="pageheader"><h2><a class="titles" href="./viewforum.php?f=4">2024</a></h2></div>',
    )
    assert (row.starter, row.replies, row.last_poster, row.last_post_at) == (
        Author("Gast 1"),
        2,
        Author("Anna", 7),
        AT,
    )
    assert (row.announcement, row.closed) == (True, True), "what announcements are there is not told apart"


FOREIGN_ROW = '<li class="row bg1"><dl class="row-item topic_read"><dt><div class="list-inner"><a href="./viewtopic.php?t=77" class="topictitle">Elsewhere</a> in <a href="./viewforum.php?f=9">Ninth</a></div></dt><dd class="posts">3</dd><dd class="views">9</dd><dd class="lastpost"><span>by Bert <a href="./viewtopic.php?p=99#p99">x</a><br />Mon Jul 27, 2026 5:54 pm</span></dd></dl></li>'


def test_the_newest_threads_of_all_boards_that_an_extension_shows_belong_to_no_board() -> None:
    own = FOREIGN_ROW.replace("t=77", "t=7").replace(' in <a href="./viewforum.php?f=9">Ninth</a>', "")
    heading = '<h2><a href="./viewforum.php?f=4">Hives</a></h2>'
    text = prosilver(f'{heading}<ul class="topiclist topics">{FOREIGN_ROW}{own}</ul>')
    board = ENGINE.read_board(document(text, "viewforum.php?f=4"), CALENDAR).page
    assert board is not None
    assert ([row.id for row in board.threads], board.boards) == ([7], ())
    row = '<li class="row"><dl class="icon"><dt><a href="./viewforum.php?f=4" class="forumtitle">Hives</a></dt><dd class="topics">3</dd><dd class="posts">9</dd><dd class="lastpost"><span>No posts</span></dd></dl></li>'
    index = ENGINE.read_index(document(prosilver(f"<ul>{FOREIGN_ROW}</ul><ul>{row}</ul>"), ""), CALENDAR).page
    assert index is not None
    assert [board.id for board in index.boards] == [4]


def test_an_index_whose_boards_have_addresses_without_ids_is_named_as_such() -> None:
    row = '<li class="row"><dl class="icon"><dt><a href="./the-hives/" class="forumtitle">Hives</a></dt><dd class="topics">3</dd><dd class="posts">9</dd></dl></li>'
    reading = ENGINE.read_index(document(prosilver(f"<ul>{row}</ul>"), ""), CALENDAR)
    assert reading.answer is Answer.NOT_UNDERSTOOD
    assert "without ids" in reading.detail
