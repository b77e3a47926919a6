"""MyBB: addresses, the index and the lists of threads."""
# ruff: noqa: E501 - a line of markup is a line

from datetime import UTC, datetime

import pytest

from feedforum.diff.row_signatures import board_signature, same
from feedforum.engines.base import Address, PageAt, PageKind
from feedforum.records import Answer, Author
from tests.engines.mybb_markup import (
    BASE,
    CALENDAR,
    ENGINE,
    LOGOUT,
    OWN,
    ROW,
    ROW_18,
    board_page,
    document,
    page,
    post_18,
    thread_page,
)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("", Address(PageKind.INDEX)),
        ("index.php", Address(PageKind.INDEX)),
        ("forumdisplay.php?fid=4", Address(PageKind.BOARD, 4)),
        ("forumdisplay.php?fid=4&datecut=9999&prefix=0&page=3", Address(PageKind.BOARD, 4, 3)),
        ("showthread.php?tid=12&page=2", Address(PageKind.THREAD, 12, 2)),
        ("showthread.php?tid=12&pid=99#pid99", Address(PageKind.THREAD, 12)),
        ("showthread.php?pid=99#pid99", Address(PageKind.THREAD)),
        ("showthread.php?tid=12&action=lastpost", Address(PageKind.THREAD, 12)),
        ("forum-4.html", Address(PageKind.BOARD, 4)),
        ("forum-4-page-3.html", Address(PageKind.BOARD, 4, 3)),
        ("thread-12-page-2.html", Address(PageKind.THREAD, 12, 2)),
        ("thread-12-post-99.html#pid99", Address(PageKind.THREAD, 12)),
        ("thread-12-lastpost.html", Address(PageKind.THREAD, 12)),
        ("post-99.html", Address(PageKind.THREAD)),
        ("user-4.html", None),
        ("member.php?action=profile&uid=4", None),
        ("printthread.php?tid=12", None),
        ("announcements.php?aid=1", None),
        ("search.php?action=getdaily", None),
    ],
)
def test_urls_are_understood(path: str, address: Address | None) -> None:
    assert ENGINE.address(BASE + path) == address


def test_old_threads_are_asked_for_too_and_past_the_end_comes_the_first_page() -> None:
    assert (
        ENGINE.board_url(BASE, 4) == BASE + "forumdisplay.php?fid=4&datecut=9999&sortby=lastpost&order=desc"
    )
    assert ENGINE.thread_url(BASE, 12, PageAt(3)) == BASE + "showthread.php?tid=12&mode=linear&page=3"
    assert ENGINE.post_link(BASE, 12, 99) == BASE + "showthread.php?tid=12&pid=99#pid99"
    assert ENGINE.traits("").repeats_pages


def test_a_board_of_1_8_with_announcements_a_sticky_thread_one_that_was_moved_and_a_survey() -> None:
    date = "11-29-2026, 10:20 AM"
    announced = '<tr><td class="trow1"></td><td class="trow1"></td><td class="trow1"><a href="announcements.php?aid=1">Wartung</a></td><td>-</td><td>-</td><td><span class="smalltext">11-24-2026, 10:20 AM</span></td></tr>'
    rows = announced + "".join(
        ROW_18.format(**(ROW | changed), last=date)
        for changed in (
            {"kind": "sticky", "id": 1, "replies": "1,204", "state": "newhotclosefolder"},
            {"id": 2, "replies": "-", "state": "movefolder", "before": "Moved: "},
            {
                "before": "Poll: <span style='color: green'>[Frage]</span>&nbsp;",
                "pages": '<span class="smalltext">(Pages: <a href="showthread.php?tid=3">1</a> ... <a href="showthread.php?tid=3&amp;page=13">13</a>)</span>',
            },
        )
    )
    pager = '<div class="pagination"><span class="pages">Pages (4):</span> <a href="forumdisplay.php?fid=2" class="pagination_page">1</a> <span class="pagination_current">2</span> <a href="forumdisplay.php?fid=2&amp;page=4" class="pagination_last">4</a></div>'
    shown = ENGINE.read_board(document(board_page(rows, pager), "Forum-Honig?page=2"), CALENDAR).page
    assert shown is not None
    # The page list that is hidden in the path is that of another board; this address has no id.
    assert (shown.board_id, shown.title, shown.page, shown.pages) == (2, "Honig & Wachs", 2, 4)
    sticky, moved, asked = shown.threads
    assert (sticky.important, sticky.closed, sticky.replies, sticky.starter) == (
        True,
        True,
        1204,
        Author("Besucher 7"),
    )
    assert (sticky.last_poster, sticky.last_post_at) == (
        Author("Müller: Sohn"),
        datetime(2026, 11, 29, 9, 20, tzinfo=UTC),
    )
    assert (moved.id, moved.moved, moved.replies, moved.last_post_at) == (2, True, None, None)
    assert (asked.prefix, asked.topic, asked.pages, asked.important) == ("[Frage]", "Wachs", 13, False)


def test_a_board_of_1_2_tells_important_threads_by_the_row_above_them() -> None:
    row = """<tr><td class="trow1"><img src="images/{icon}.gif" alt="" /></td><td class="trow1"></td><td class="trow1"><a href="showthread.php?tid={id}" id="tid_{id}">Wachs</a></td><td class="trow1"><a href="member.php?action=profile&amp;uid=42">42</a></td>
    <td class="trow1"><a href="javascript:MyBB.whoPosted({id});">7</a></td><td class="trow1">99</td><td class="trow1"><span class="smalltext">11-29-2026 10:20 AM<br /><a href="showthread.php?tid={id}&amp;action=lastpost">Last Post</a>: <a href="member.php?action=profile&amp;uid=5">Anna</a></span></td></tr>"""
    parts = (
        '<tr><td class="trow_sep" colspan="7">Important Threads</td></tr>',
        '<tr><td class="trow_sep" colspan="7">Normal Threads</td></tr>',
    )
    rows = parts[0] + row.format(id=1, icon="newhotlockfolder") + parts[1] + row.format(id=2, icon="folder")
    shown = ENGINE.read_board(document(board_page(rows), "forumdisplay.php?fid=2"), CALENDAR).page
    assert shown is not None
    assert [(row.important, row.closed, row.replies) for row in shown.threads] == [
        (True, True, 7),
        (False, False, 7),
    ]
    assert (shown.threads[0].starter, shown.threads[0].last_poster) == (Author("42", 42), Author("Anna", 5))


def test_an_index_with_a_board_below_another_a_locked_one_and_a_link_to_elsewhere() -> None:
    def row(id_: int, state: str, counts: str, last: str, below: str = "") -> str:
        return f'<tr><td class="trow1"><span class="forum_status {state}" id="mark_read_{id_}"></span></td><td class="trow1"><strong><a href="forumdisplay.php?fid={id_}">B & {id_}</a></strong><div class="smalltext">Vom <b>Glas</b>{below}</div></td><td>{counts}</td><td>{counts}</td><td><span class="smalltext">{last}</span></td></tr>'

    below = '<br /><strong>Sub Forums:</strong> <div class="subforumicon" id="mark_read_4"></div><a href="forumdisplay.php?fid=4">Waben</a>'
    last = f'<a href="showthread.php?tid=7&amp;action=lastpost" title="Wachs"><strong>Wa...</strong></a><br /><span title="11-30-2026, 09:02 AM">1 hour ago</span><br />by <a href="{OWN}member.php?action=profile&amp;uid=5">Anna</a>'
    head = '<tr><td class="thead" colspan="5"><strong><a href="forumdisplay.php?fid=1">Alles</a></strong></td></tr>'
    rows = (
        head
        + row(2, "forum_on", "1,248", last, below)
        + row(6, "forum_offclose", "-", "-")
        + row(9, "forum_offlink", "-", "-")
        + row(7, "forum_off", "0", "Never")
    )
    reading = ENGINE.read_index(document(page("", f"<table>{rows}</table>", LOGOUT), "index.php"), CALENDAR)
    assert (reading.answer, reading.member) == (Answer.OK, True)
    assert reading.page is not None
    category, honey, locked, link, empty = reading.page.boards
    assert (category.category, honey.parent_id, honey.title, honey.description) == (
        True,
        1,
        "B & 2",
        "Vom Glas",
    )
    assert (honey.threads, [ref.id for ref in honey.subboards]) == (1248, [4])
    assert honey.last_post is not None
    assert (honey.last_post.thread_id, honey.last_post.author) == (7, Author("Anna", 5))
    assert honey.last_post.at == datetime(2026, 11, 30, 8, 2, tzinfo=UTC)
    assert (locked.posts, link.external, empty.posts, empty.last_post) == (None, True, 0, None)
    assert same(board_signature(honey), board_signature(honey))


def test_addresses_of_words_have_no_ids_but_rows_and_pages_do() -> None:
    index = """<table><tr><td class="trow1"><span class="forum_status forum_on" id="mark_read_2"></span></td><td class="trow1"><strong><a href="Forum-Honig">Honig</a></strong><div class="smalltext"></div></td><td>3</td><td>9</td>
    <td><span class="smalltext"><a href="Thread-Wachs?action=lastpost" title="Wachs"><strong>Wachs</strong></a><br />11-29-2026, 10:20 AM<br />by <a href="User-Anna">Anna</a></span></td></tr></table>"""
    shown = ENGINE.read_index(document(page("", index), "index.php"), CALENDAR).page
    assert shown is not None
    (honey,) = shown.boards
    assert (honey.id, honey.posts) == (2, 9)
    assert honey.last_post is not None
    assert (honey.last_post.author, honey.last_post.thread_id) == (Author("Anna"), None)
    assert honey.last_post.at == datetime(2026, 11, 29, 9, 20, tzinfo=UTC)
    posts = post_18(31, "11-29-2026, 10:20 AM").replace(
        "showthread.php?tid=7&amp;pid=31", "Thread-Wachs?pid=31"
    )
    text = thread_page(f'<div id="posts">{posts}</div><a href="printthread.php?tid=7">Print</a>')
    thread = ENGINE.read_thread(document(text, "Thread-Wachs"), CALENDAR).page
    assert thread is not None
    assert (thread.thread_id, thread.posts[0].id) == (7, 31)


def test_pages_are_counted_where_addresses_are_words_without_ids() -> None:
    """The plugin Google SEO: the addresses of pages have the thread's title, and no id."""
    pager = '<div class="pagination"><span class="pages">Pages (13):</span> <span class="pagination_current">1</span> <a href="Thread-Wachs?page=2" class="pagination_page">2</a> ... <a href="Thread-Wachs?page=13" class="pagination_last">13</a> <a href="Thread-Wachs?page=2" class="pagination_next">Next</a></div>'
    posts = f'{pager}<div id="posts"><div class="post" id="post_4"><div id="pid_4">Hier</div></div></div><a href="printthread.php?tid=7">=</a>'
    thread = ENGINE.read_thread(document(thread_page(posts), "Thread-Wachs"), CALENDAR).page
    assert thread is not None
    assert (thread.thread_id, thread.page, thread.pages) == (7, 1, 13)
    more = '(Pages: <a href="Thread-Wachs?page=2">2</a> <a href="Thread-Wachs?page=13">13</a>) <a href="Thread-Honig?page=99">99</a>'
    row = f'<tr><td>x</td><td><span id="tid_7"><a href="Thread-Wachs">Wachs</a></span> {more}<div class="author"><a href="User-Anna">Anna</a></div></td><td>129</td><td>9</td><td>-</td></tr>'
    board = ENGINE.read_board(
        document(
            page("Honig", f"{pager.replace('Thread-Wachs', 'Forum-Honig')}<table>{row}</table>").replace(
                "<head>", '<head><link rel="alternate" href="http://own.example/f/syndication.php?fid=2" />'
            ),
            "Forum-Honig",
        ),
        CALENDAR,
    ).page
    assert board is not None
    assert (board.board_id, board.page, board.pages) == (2, 1, 13)
    assert [(each.id, each.topic, each.replies, each.pages) for each in board.threads] == [
        (7, "Wachs", 129, 13)
    ]
