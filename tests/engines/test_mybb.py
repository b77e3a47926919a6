"""MyBB: URLs, pages of our own in the markup of its generations, refusals, forms, and each trap of its pages."""
# ruff: noqa: E501 - a line of markup is a line

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from feedforum.dates import Calendar
from feedforum.diff.row_signatures import board_signature, same, thread_signature
from feedforum.engines import detect
from feedforum.engines.base import Address, PageAt, PageKind
from feedforum.engines.mybb import MyBB
from feedforum.records import Answer, Author, Document, PastTheEnd

BASE = "http://mybb.example/forum/"
OWN = "http://own.example/f/"
NOW = datetime(2026, 11, 30, 9, 20, tzinfo=UTC)
CALENDAR = Calendar(ZoneInfo("Europe/Berlin"))
ENGINE = MyBB()
SCRIPT = '<script src="jscripts/general.js?ver=1827"></script>'
LOGIN = f'<a href="{OWN}member.php?action=login">Login</a>'
LOGOUT = f'<a href="{OWN}member.php?action=logout&amp;logoutkey=0123">Logout</a>'


def page(active: str, main: str, menu: str = LOGIN, title: str = "", path: str = "") -> str:
    hidden = '<div id="breadcrumb_multipage_popup" class="pagination"><a href="forumdisplay.php?fid=2&amp;page=9" class="pagination_page">9</a></div>'
    way = (
        f'<a href="{OWN}index.php">Bienen & Garten</a> › <a href="forumdisplay.php?fid=1">Alles</a> › {path}{hidden}'
        if active
        else ""
    )
    shown = active or "Bienen & Garten"
    return (
        f"<html><head><title>{title or active}</title>{SCRIPT}</head><body>{menu}"
        f'<div class="navigation">{way}<span class="active">{shown}</span></div>{main}<p>Powered By MyBB 1.8.37, © 2002-2026 MyBB Group.</p></body></html>'
    )


def thread_page(main: str, active: str = "Wachs", title: str = "Wachs", menu: str = LOGIN) -> str:
    return page(active, main, menu, title, '<a href="forumdisplay.php?fid=2">Honig</a>')


def document(text: str, path: str = "showthread.php?tid=7", at: datetime = NOW) -> Document:
    return Document(BASE + path, text, at)


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
    assert ENGINE.traits("").past_the_end is PastTheEnd.FIRST_PAGE


POST_18 = """<a name="pid{id}" id="pid{id}"></a><div class="post" id="post_{id}"><div class="author_information"><strong><span class="largetext">{author}</span></strong><span class="smalltext">Junior Member</span></div>
<div class="post_content"><div class="post_head"><div class="float_right"><strong><a href="showthread.php?tid=7&amp;pid={id}#pid{id}" title="RE: Wachs">#1</a></strong></div>
<span class="post_date">{date} <span class="post_edit" id="edited_by_{id}">{note}</span></span></div><div class="post_body scaleimages" id="pid_{id}">{body}</div>{rest}</div></div>"""


def post_18(
    id_: int, date: str, body: str = "So", author: str = "Gast", note: str = "", rest: str = ""
) -> str:
    return POST_18.format(id=id_, date=date, body=body, author=author, note=note, rest=rest)


def test_a_thread_of_1_8_whose_dates_stand_in_titles() -> None:
    anna = f'<a href="{OWN}member.php?action=profile&amp;uid=5"><span style="color: green"><strong><em>Anna</em></strong></span></a>'
    note = '(This post was last modified: <span title="11-30-2026, 10:01 AM">19 minutes ago</span> by Bert. <em>Edit Reason: typo by me</em>)'
    quote = '<blockquote class="mycode_quote"><cite><span> (<span title="11-30-2026, 08:23 AM">1 hour ago</span>)</span>Bert Wrote: </cite>x</blockquote>'
    posts = post_18(30, '<span title="11-29-2026">Yesterday</span>, 11:58 PM') + post_18(
        31,
        '<span title="11-30-2026, 09:02 AM">1 hour ago</span>',
        f"Neu {quote}",
        anna,
        note,
        '<div class="signature">Gruß</div>',
    )
    similar = '<table><tr><td><a href="showthread.php?tid=99">Anderes</a></td></tr></table>'
    reading = ENGINE.read_thread(
        document(thread_page(f'<div id="posts">{posts}</div>{similar}', "[Frage] Wachs")), CALENDAR
    )
    assert (reading.answer, reading.member) == (Answer.OK, False)
    shown = reading.page
    assert shown is not None
    assert (shown.thread_id, shown.topic, shown.prefix, shown.forum_title) == (
        7,
        "Wachs",
        "[Frage]",
        "Bienen & Garten",
    )
    assert [(board.id, board.title) for board in shown.path] == [(1, "Alles"), (2, "Honig")]
    old, new = shown.posts
    assert (old.author, old.posted_at) == (Author("Gast"), datetime(2026, 11, 29, 22, 58, tzinfo=UTC))
    assert (new.author, new.posted_at) == (Author("Anna", 5), datetime(2026, 11, 30, 8, 2, tzinfo=UTC))
    assert (new.uncertainty, new.title, new.signature_html) == (timedelta(), "RE: Wachs", "Gruß")
    assert new.edit is not None
    assert new.edit.at == datetime(2026, 11, 30, 9, 1, tzinfo=UTC)
    # A quote's date would change by itself: the whole one stands there from the beginning.
    assert "hour ago" not in new.message_html
    assert "(11-30-2026, 08:23 AM)" in new.message_html


def test_before_1_8_12_new_posts_have_no_clock_and_their_rows_say_nothing_of_when() -> None:
    """28 minutes ago was less than 29 minutes ago; an hour ago less than two."""
    posts = post_18(30, "1 hour ago") + post_18(
        31, "28 minutes ago", note="(This post was last modified: 5 minutes ago by Bert.)"
    )
    shown = ENGINE.read_thread(document(thread_page(f'<div id="posts">{posts}</div>')), CALENDAR).page
    assert shown is not None
    old, new = shown.posts
    assert (old.posted_at, old.uncertainty) == (NOW - timedelta(hours=1), timedelta(hours=1))
    assert (new.posted_at, new.uncertainty) == (NOW - timedelta(minutes=28), timedelta(minutes=1))
    assert new.edit is not None
    assert new.edit.at is None
    rows = [
        ENGINE.read_board(
            document(
                board_page(ROW_18.format(last=f"{ago} minutes ago", **ROW)),
                "forumdisplay.php?fid=2",
                NOW + timedelta(minutes=ago),
            ),
            CALENDAR,
        ).page
        for ago in (28, 43)
    ]
    first, later = (thread_signature(row.threads[0]) for row in rows if row)
    assert first == later
    settled = ENGINE.read_board(
        document(board_page(ROW_18.format(last="11-30-2026, 10:20 AM", **ROW)), "forumdisplay.php?fid=2"),
        CALENDAR,
    ).page
    assert settled is not None
    assert same(first, thread_signature(settled.threads[0]))


POST_16 = """<a name="pid{id}" id="pid{id}"></a><table class="tborder" id="post_{id}"><tr><td class="tcat"><div class="float_left smalltext">11-29-2026, 10:20 AM<span id="edited_by_{id}"><span class="smalltext">{note}</span></span></div><div class="float_right"><strong>Post: <a href="showthread.php?tid=7&amp;pid={id}#pid{id}">#2</a></strong></div></td></tr>
<tr><td class="trow1 post_author"><strong><span class="largetext"><a href="member.php?action=profile&amp;uid=5">Anna</a></span></strong><br /><span class="smalltext">Joined: 01-02-2010</span></td></tr>
<tr><td class="trow2 post_content"><span class="smalltext"><strong>RE: Wachs</strong></span><br /><div class="post_body" id="pid_{id}">So</div></td></tr></table>"""
POST_12 = """<table class="tborder"><tr><td class="trow1"><a name="pid{id}"></a><span class="largetext"><a href="member.php?action=profile&amp;uid=5">Anna</a></span><br /><span class="smalltext">Posts: 9</span></td><td class="trow1"><span class="smalltext"><strong>RE: Wachs</strong></span><br /><div id="pid_{id}"><p>So</p></div><p class="smalltext">{note}</p></td></tr>
<tr><td class="trow1"><span class="smalltext">11-29-2026 10:20 AM</span></td><td class="trow1"></td></tr></table>"""
LOOSE_12 = POST_12.removeprefix('<table class="tborder">').removesuffix("</table>")


@pytest.mark.parametrize("markup", [POST_16, POST_12, LOOSE_12], ids=["1.6", "1.2", "1.2 in one table"])
def test_posts_of_older_versions_are_told_by_the_id_of_their_message(markup: str) -> None:
    note = "This post was last modified: 11-29-2026 11:30 AM by Bert."
    posts = markup.format(id=30, note="") + markup.format(id=31, note=note)
    shown = ENGINE.read_thread(
        document(thread_page(f"<table>{posts}</table>" if markup is LOOSE_12 else posts)), CALENDAR
    ).page
    assert shown is not None
    assert [(post.id, post.author, post.title) for post in shown.posts] == [
        (30, Author("Anna", 5), "RE: Wachs"),
        (31, Author("Anna", 5), "RE: Wachs"),
    ]
    assert all(post.posted_at == datetime(2026, 11, 29, 9, 20, tzinfo=UTC) for post in shown.posts)
    first, second = shown.posts
    assert first.edit is None
    assert second.edit is not None
    assert second.edit.at == datetime(2026, 11, 29, 10, 30, tzinfo=UTC)


@pytest.mark.parametrize("left_open", ["<table><tr><td>offen", "<div><div>offen", "</div></div>offen"])
def test_a_post_ends_where_it_ends_whatever_its_author_left_open(left_open: str) -> None:
    date = "11-29-2026, 10:20 AM"
    posts = post_18(30, date, left_open, "Anna") + post_18(31, date, "So", "Bert")
    shown = ENGINE.read_thread(document(thread_page(f'<div id="posts">{posts}</div>')), CALENDAR).page
    assert shown is not None
    assert [post.author.name for post in shown.posts] == ["Anna", "Bert"]
    assert shown.posts[1].message_html == "So"
    assert "Bert" not in shown.posts[0].message_html


def test_a_menu_is_no_path_though_a_skin_gives_it_the_class_of_one() -> None:
    menu = f'<div class="navigation">{LOGIN} <a href="forumdisplay.php?fid=9">Neues</a></div>'
    text = thread_page(f'<div id="posts">{post_18(31, "11-29-2026, 10:20 AM")}</div>', menu=menu)
    shown = ENGINE.read_thread(document(text), CALENDAR).page
    assert shown is not None
    assert [board.id for board in shown.path] == [1, 2]


def test_a_single_post_of_1_2_has_its_own_date_and_author_and_not_those_of_the_page() -> None:
    around = '<span class="smalltext">11-01-2026 08:00 AM</span><span class="largetext">Forum</span>'
    shown = ENGINE.read_thread(document(thread_page(around + POST_12.format(id=30, note=""))), CALENDAR).page
    assert shown is not None
    assert [(post.author, post.posted_at) for post in shown.posts] == [
        (Author("Anna", 5), datetime(2026, 11, 29, 9, 20, tzinfo=UTC))
    ]


def test_announcements_and_notices_of_deleted_posts_are_no_posts() -> None:
    gone = '<div class="post deleted_post_hidden" id="post_32"><strong><span class="largetext">Anna</span></strong><em>This post has been deleted.</em></div>'
    shown = ENGINE.read_thread(
        document(thread_page(f'<div id="posts">{post_18(31, "11-29-2026, 10:20 AM")}{gone}</div>')), CALENDAR
    ).page
    assert shown is not None
    assert [post.id for post in shown.posts] == [31]
    announcement = post_18(0, "11-29-2026, 10:20 AM").replace("pid_0", "pid_").replace("post_0", "post_")
    assert ENGINE.read_thread(document(thread_page(announcement)), CALENDAR).answer is Answer.NOT_UNDERSTOOD


def test_counters_of_files_are_no_part_of_a_post() -> None:
    inside = (
        'Da: <a href="attachment.php?aid=2" target="_blank">plan.txt</a> (Size: 680 bytes / Downloads: {})'
    )
    below = """<fieldset><legend>Attached Files</legend><img src="images/attachtypes/txt.png" alt=".txt" /> <a href="attachment.php?aid=3">mehr.txt</a> (Size: 1.04 KB / Downloads: 3)
    <a href="attachment.php?aid=4" target="_blank"><img src="attachment.php?thumbnail=4" class="attachment" title="Filename: rad.png&#13;Size: 2 KB&#13;11-26-2026, 10:20 AM" /></a></fieldset>"""
    bodies = set()
    for counted in (3, 4):
        text = thread_page(
            f'<div id="posts">{post_18(31, "11-29-2026, 10:20 AM", inside.format(counted), rest=below)}</div>'
        )
        shown = ENGINE.read_thread(document(text), CALENDAR).page
        assert shown is not None
        bodies.add(shown.posts[0].message_html)
        files = [(each.id, each.name, each.size, each.inline) for each in shown.posts[0].attachments]
        assert files == [(3, "mehr.txt", 1065, False), (4, "rad.png", 2048, True)]
        assert shown.posts[0].attachments[0].url == BASE + "attachment.php?aid=3"
    assert len(bodies) == 1


ROW_18 = """<tr class="inline_row"><td class="trow1 forumdisplay_{kind}"><span class="thread_status {state}">&nbsp;</span></td><td class="trow1"></td>
<td class="trow1"><div><span>{before}<span class="subject_old" id="tid_{id}"><a href="showthread.php?tid={id}">{topic}</a></span>{pages}</span><div><span class="author smalltext">Besucher 7, </span></div></div></td>
<td class="trow1"><a href="misc.php?action=whoposted&amp;tid={id}">{replies}</a></td><td class="trow1">9</td>
<td class="trow1"><span class="lastpost smalltext">{last}<br /> <a href="showthread.php?tid={id}&amp;action=lastpost">Last Post</a>: Müller: Sohn</span></td></tr>"""
ROW = {
    "kind": "regular",
    "state": "folder",
    "before": "",
    "id": 3,
    "topic": "Wachs",
    "pages": "",
    "replies": "1",
}


def board_page(rows: str, pager: str = "") -> str:
    head = '<table><tr><td><a href="misc.php?action=markread&amp;fid=2">Mark</a> <a href="forumdisplay.php?fid=2&amp;sortby=subject">Thread</a></td></tr>'
    return page("Honig & Wachs", f"{pager}{head}{rows}</table>")


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


@pytest.mark.parametrize(
    "main",
    [
        '<table><tr><span id="tid_3"><a href="showthread.php?tid=3">x</a></span></tr></table>',
        '<table><tr><th><a id="tid_3" href="showthread.php?tid=3">x</a></th></tr></table>',
        '<table><tr><strong><a href="forumdisplay.php?fid=3">x</a></strong></tr></table>',
        '<table><tr><td><div class="pollbar"></div></td></tr></table><div id="pid_3"></div>',
        '<div id="posts"><div id="pid_3"><div id="pid_4"><a href="attachment.php?aid=9"></a></div></div></div>',
    ],
)
def test_markup_that_is_broken_makes_no_reader_fail(main: str) -> None:
    for text in (page("", main), page("Honig", main), thread_page(main)):
        for read in (ENGINE.read_thread, ENGINE.read_board, ENGINE.read_index):
            assert read(document(text), CALENDAR).answer


def message(sentence: str) -> str:
    return page(
        "Board Message",
        f'<table><tr><td class="thead">Forum</td></tr><tr><td class="trow1">{sentence}</td></tr></table>',
    )


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("The specified thread does not exist.", Answer.NOT_FOUND),
        ("Das angegebene Thema existiert nicht.", Answer.NOT_FOUND),
        ("Invalid forum", Answer.NOT_FOUND),
        ("Ungültiges Forum", Answer.NOT_FOUND),
        ("You are either not logged in or do not have permission to view this page.", Answer.LOGIN_WANTED),
        (
            "Du bist entweder nicht eingeloggt oder hast keine Berechtigung, diese Seite zu sehen.",
            Answer.LOGIN_WANTED,
        ),
        ("This bulletin board is currently closed.", Answer.CLOSED),
        ("Dieses Forum ist zur Zeit geschlossen.", Answer.CLOSED),
        ("I'm sorry, but you are banned.", Answer.BLOCKED),
        ("Something else", Answer.NOT_UNDERSTOOD),
    ],
)
def test_messages_are_told_apart(sentence: str, answer: Answer) -> None:
    for read in (ENGINE.read_thread, ENGINE.read_board, ENGINE.read_index):
        assert read(document(message(sentence)), CALENDAR).answer is answer


def test_the_password_of_a_board_is_sent_where_its_form_says() -> None:
    form = '<form action="/forum/forumdisplay.php?fid=6" method="post"><input type="password" name="pwverify" /></form>'
    asked = document(page("Hotline", form), "showthread.php?tid=42")
    for read in (ENGINE.read_thread, ENGINE.read_board, ENGINE.read_index):
        assert read(asked, CALENDAR).answer is Answer.PASSWORD_WANTED
    assert ENGINE.password_board(asked) == 6
    made = ENGINE.password_form(asked, 6, "wabe7")
    assert made is not None
    assert (made.url, dict(made.fields)["pwverify"]) == (BASE + "forumdisplay.php?fid=6", "wabe7")


def test_the_form_to_log_in_is_sent_with_its_key_to_the_forum_that_was_asked() -> None:
    quick = f'<form action="{OWN}member.php"><input type="hidden" name="quick_login" value="1" /><input name="quick_username" /><input name="quick_password" /></form>'
    form = f'{quick}<form action="{OWN}member.php" method="post"><input name="username" type="text" /><input name="password" type="password" /><input type="hidden" name="action" value="do_login" /><input type="hidden" name="my_post_key" value="k3y" /></form>'
    made = ENGINE.login_form(document(page("Login", form), "member.php?action=login"), "Anna", "geheim")
    assert made is not None
    assert made.url == BASE + "member.php"
    assert dict(made.fields) == {
        "username": "Anna",
        "password": "geheim",
        "action": "do_login",
        "my_post_key": "k3y",
        "remember": "yes",
    }
    assert "geheim" not in repr(made)
    assert not ENGINE.accepted(document(page("Login", form)))
    assert ENGINE.accepted(
        document(
            f'<html><head><meta http-equiv="refresh" content="2;URL=index.php">{SCRIPT}</head><body></body></html>'
        )
    )


@pytest.mark.parametrize(
    "posts",
    [
        f'<div id="posts">{post_18(31, "11-29-2026, 10:20 AM", LOGOUT)}</div>',
        POST_12.format(id=31, note="").replace("<p>So", f"<p>{LOGOUT}"),
        POST_12.format(id=31, note="").replace("</div>", f"</div><hr />{LOGOUT}"),
    ],
    ids=["1.8", "1.2", "signature of 1.2"],
)
def test_a_way_out_that_an_author_wrote_makes_nobody_a_member(posts: str) -> None:
    for menu, member in ((LOGIN, False), (LOGOUT, True)):
        assert ENGINE.read_thread(document(thread_page(posts, menu=menu)), CALENDAR).member is member


def test_old_dates_have_the_daylight_saving_of_today() -> None:
    posts = f'<div id="posts">{post_18(31, "07-01-2026, 12:00 PM")}</div>'
    for at, hour in ((NOW, 11), (datetime(2026, 8, 1, tzinfo=UTC), 10)):
        shown = ENGINE.read_thread(document(thread_page(posts), at=at), CALENDAR).page
        assert shown is not None
        assert shown.posts[0].posted_at == datetime(2026, 7, 1, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("script", "foot", "version"),
    [
        ("jscripts/general.js?ver=1827", "Powered By MyBB 1.8.37, © 2002-2026 MyBB Group.", "1.8.37"),
        ("jscripts/general.js?ver=1603", "Powered By MyBB, © 2002-2012 MyBB Group.", "1.6"),
        ("jscripts/general.js?ver=1212", "", "1.2"),
        ("cache/themes/theme1/x.js", "", ""),
    ],
)
def test_it_is_recognised_by_its_scripts(script: str, foot: str, version: str) -> None:
    text = f'<html><head><script src="{script}"></script></head><body><p>{foot}</p></body></html>'
    engine = detect(document(text))
    assert engine is not None
    assert (engine.name, ENGINE.version(ENGINE.open(document(text)))) == ("mybb", version)


def test_a_path_in_a_list_tells_what_a_page_shows_and_what_the_forum_is_part_of_is_none_of_it() -> None:
    home = '<li><a href="https://club.example/">Club</a></li>'
    way = f'<li><a href="{OWN}index.php">Bienen</a></li><li><a href="forum-2.html">Honig</a></li>'
    path = '<nav class="navigation"><ol class="breadcrumb">{}<li class="active">{}</li></ol></nav>'
    text = f"<html><head><title>Wachs</title>{SCRIPT}</head><body>{LOGIN}{{}}</body></html>"
    main = path.format(home + way, "Wachs") + f'<div id="posts">{post_18(31, "11-29-2026, 10:20 AM")}</div>'
    thread = ENGINE.read_thread(document(text.format(main)), CALENDAR).page
    assert thread is not None
    assert (thread.forum_title, [board.id for board in thread.path]) == ("Bienen", [2])
    row = '<tr><td><span class="forum_status" id="mark_read_2"></span></td><td><strong><a href="forum-2.html">Honig</a></strong></td><td>3</td><td>9</td><td>-</td></tr>'
    main = path.format(home, "Bienen") + f"<table>{row}</table>"
    index = ENGINE.read_index(document(text.format(main), "index.php"), CALENDAR).page
    assert index is not None
    assert (index.title, [board.id for board in index.boards]) == ("Bienen", [2])


def test_links_to_answer_other_threads_tell_nothing_where_nothing_parts_them_from_posts() -> None:
    """MyBB 1.2 has nothing around all posts: there the page's own address tells its thread."""
    post = '<table><tr id="x"><td><div id="pid_4">Hier: <a href="newreply.php?tid=9">9</a></div></td></tr></table>'
    reading = ENGINE.read_thread(document(thread_page(post)), CALENDAR)
    assert reading.page is not None
    assert reading.page.thread_id == 7


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
