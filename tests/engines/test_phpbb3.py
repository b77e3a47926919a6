"""phpBB 3: URLs, pages of our own in the markup of prosilver 3.0 and 3.3 and of subsilver2, refusals, forms."""
# ruff: noqa: E501 - a line of markup is a line

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from feedforum.dates import Calendar
from feedforum.engines import detect
from feedforum.engines.base import Address, PageAt, PageKind
from feedforum.engines.phpbb3 import PhpBB3
from feedforum.records import (
    Answer,
    Author,
    BoardRef,
    Document,
    Edit,
    Survey,
    SurveyChoice,
    ThreadPage,
    ThreadRow,
)

BASE = "http://bees.example/forum/"
NOW = datetime(2026, 7, 30, 9, 30, tzinfo=UTC)
CALENDAR = Calendar(ZoneInfo("Europe/Berlin"))
ENGINE = PhpBB3()
WAY_IN = '<a href="./ucp.php?mode=login">Login</a>'
WAY_OUT = '<a href="./ucp.php?mode=logout&amp;sid=0">Logout [ Anna ]</a>'
CLOCK = "All times are UTC + 1 hour "


def prosilver(main: str, crumbs: str = "", way: str = WAY_IN, clock: str = CLOCK) -> str:
    return (
        '<html lang="en-gb"><head><title>Bees • x</title></head><body id="phpbb" class="ltr"><div id="page-header"><h1>Bees</h1>'
        f'<ul class="linklist navlinks"><li class="icon-home"><a href="./index.php">Index</a>{crumbs}</li></ul>{way}</div>'
        f'<div id="page-body">{main}</div><div id="page-footer"><li class="rightside">{clock}</li>Powered by phpBB® Forum Software © phpBB Group</div></body></html>'
    )


def document(text: str, path: str = "viewtopic.php?t=7") -> Document:
    return Document(BASE + path, text, NOW)


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


@pytest.mark.parametrize(
    ("head", "version"),
    [
        ('<link href="./style.php?id=1" rel="stylesheet">', "3.0"),
        ('<script src="./assets/javascript/core.js?assets_version=7"></script>', "3.1"),
        ('<link href="./assets/css/font-awesome.min.css?assets_version=7" rel="stylesheet">', "3.2"),
        ("", "3"),
    ],
)
def test_the_generation_is_what_the_frame_tells(head: str, version: str) -> None:
    assert (
        ENGINE.version(ENGINE.open(document(prosilver("x").replace("</head>", head + "</head>")))) == version
    )


def test_a_skin_for_phpbb_2_is_known_by_its_links() -> None:
    table = '<table class="forumline"><tr><td class="row1"><span class="gensmall postdetails">x</span></td></tr></table><a class="topictitle">y</a>'
    found = detect(document(f"<html><body>{WAY_IN}{table}</body></html>"))
    assert found is not None
    assert found.name == "phpbb3"


# --- boards ---

MEMBER = '<a href="./memberlist.php?mode=viewprofile&amp;u=7" class="username">Anna</a>'
LAST_30 = "<dfn>Last post</dfn> by {} <a href='./viewtopic.php?f=4&amp;p=30#p30'><img src='x.gif' /></a> <br />Mon Jul 27, 2026 5:54 pm"
LAST_33 = (
    "<dfn>Last post</dfn> <a href='./viewtopic.php?p=30#p30' title='Re: 1 day' class='lastsubject'>Re: 1 day</a> <br />by {} "
    "<a href='./viewtopic.php?p=30#p30' title='View'><i class='icon fa-external-link-square'></i></a><br /><time datetime='2026-07-27T16:54:08+00:00'>Mon Jul 27, 2026 6:54 pm</time>"
)
AT = datetime(2026, 7, 27, 16, 54, tzinfo=UTC)


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


# --- threads ---


def post(
    number: int,
    body: str = "Hello",
    by: str = f"<strong>{MEMBER}</strong>",
    when: str = "Mon Jul 27, 2026 5:54 pm",
    behind: str = "",
    title: str = "Re: Swarm",
) -> str:
    return (
        f'<div id="p{number}" class="post bg2"><div class="inner"><div class="postbody"><h3 class="first"><a href="#p{number}">{title}</a></h3>'
        f'<p class="author"><a href="./viewtopic.php?p={number}#p{number}"><img src="x.gif" /></a>by {by} &raquo; {when} </p><div class="content">{body}</div>{behind}</div>'
        f'<dl class="postprofile" id="profile{number}"><dt><a href="./memberlist.php?mode=viewprofile&amp;u=7">Anna</a></dt><dd>Posts: 3</dd></dl></div></div>'
    )


def thread(
    posts: str,
    topic: str = "Swarm",
    above: str = "",
    pager: str = "",
    path: str = "viewtopic.php?t=7",
    **frame: str,
) -> ThreadPage:
    crumbs = ' ‹ <a href="./viewforum.php?f=1">All</a> ‹ <a href="./viewforum.php?f=4">2024</a>'
    main = f'<h2 class="topic-title"><a href="./viewtopic.php?f=4&amp;t=7&amp;start=10">{topic}</a></h2><div class="pagination">{pager}</div>{above}{posts}'
    reading = ENGINE.read_thread(document(prosilver(main, crumbs, **frame), path), CALENDAR)
    assert reading.page is not None, reading
    return reading.page


def test_a_thread_page_as_a_whole() -> None:
    found = thread(post(30) + post(31, by='<strong><span class="username">Gast</span></strong>'))
    assert (found.thread_id, found.topic, found.path) == (
        7,
        "Swarm",
        (BoardRef(1, "All"), BoardRef(4, "2024")),
    )
    assert [(each.id, each.author, each.title) for each in found.posts] == [
        (30, Author("Anna", 7), "Re: Swarm"),
        (31, Author("Gast"), "Re: Swarm"),
    ]
    assert found.posts[0].posted_at == AT
    assert (found.forum_title, found.language) == ("Bees", "en")


@pytest.mark.parametrize(
    ("when", "at", "uncertain"),
    [
        ('<time datetime="2026-07-30T09:12:44+00:00">13 minutes ago</time>', "09:12:44", 0),
        ("Today, 10:15", "09:15:00", 0),
        ("Heute, 10:15", "09:15:00", 0),
        ("5 minutes ago", "09:25:00", 60),
        ("vor 5 Minuten", "09:25:00", 60),
        ("less than a minute ago", "09:30:00", 60),
        ("vor weniger als einer Minute", "09:30:00", 60),
        ("1 hour ago", "08:30:00", 3600),
    ],
)
def test_a_time_is_known_as_exactly_as_the_page_tells_it(when: str, at: str, uncertain: int) -> None:
    (found,) = thread(post(31, when=when)).posts
    assert found.posted_at == datetime.fromisoformat(f"2026-07-30T{at}+00:00")
    assert found.uncertainty == timedelta(seconds=uncertain)


@pytest.mark.parametrize(
    ("clock", "hour"),
    [
        ("All times are UTC + 1 hour ", 16),
        ("All times are UTC + 1 hour [ <abbr title='Daylight Saving Time'>DST</abbr> ]", 15),
        ("Alle Zeiten sind UTC + 1 Stunde [ Sommerzeit ]", 15),
        ("All times are UTC", 17),
        ("All times are <span title='America/New York'>UTC-04:00</span>", 15),
        ("All times are <span title='America/New_York'>UTC-04:00</span>", 21),
        ("Alle Zeiten sind <span title='Europa/Berlin'>UTC+02:00</span>", 15),
    ],
)
def test_the_foot_tells_the_offset_or_the_zone(clock: str, hour: int) -> None:
    (found,) = thread(post(31, "All times are UTC + 9 hours"), clock=clock).posts
    assert found.posted_at == AT.replace(hour=hour)


@pytest.mark.parametrize(
    ("sheet", "hour"), [("./style.php?id=1", 15), ("./assets/css/x.css?assets_version=7", 16)]
)
def test_without_a_foot_old_times_have_the_offset_of_today_up_to_3_0_and_their_own_later(
    sheet: str, hour: int
) -> None:
    (found,) = thread(post(31, when="Tue Jan 27, 2026 5:54 pm"), clock=f'<link href="{sheet}">').posts
    assert found.posted_at == datetime(2026, 1, 27, hour, 54, tzinfo=UTC)
    assert [ENGINE.traits(version).clock_shifts for version in ("3.0", "3.1")] == [True, False]


@pytest.mark.parametrize(
    ("note", "count"),
    [
        (
            "Last edited by <a href='./memberlist.php?mode=viewprofile&u=7'>A on b</a> on Thu Jul 30, 2026 6:06 am, edited 1 time in total.<br><strong>Reason:</strong> <em>5 on 6</em>",
            1,
        ),
        ("Zuletzt geändert von Anna am Do 30. Jul 2026, 06:06, insgesamt 12-mal geändert.", 12),
    ],
)
def test_an_edit_note_a_signature_and_files_stand_behind_the_message(note: str, count: int) -> None:
    files = (
        '<dl class="attachbox"><dt>Attachments</dt><dd><dl class="file"><dt class="attach-image"><img src="./download/file.php?id=1" alt="bee.png" /></dt><dd><em>9 MB</em></dd><dd>bee.png (78 Bytes) Viewed 4 times</dd></dl></dd>'
        '<dd><dl class="file"><dt><a class="postlink" href="./download/file.php?id=2&amp;sid=0">plan ä.pdf</a></dt><dd><em>9 MB</em></dd><dd>(1.5 KiB) Downloaded 3 times</dd></dl></dd></dl>'
    )
    behind = (
        f'{files}<div class="notice">{note}</div><div id="sig31" class="signature">Anna, <i>Hives</i></div>'
    )
    (found,) = thread(post(31, behind=behind)).posts
    assert (found.message_html, found.signature_html) == ("Hello", "Anna, <i>Hives</i>")
    assert found.edit == Edit(count, datetime(2026, 7, 30, 5, 6, tzinfo=UTC))
    assert [(each.id, each.name, each.size, each.inline) for each in found.attachments] == [
        (1, "bee.png", 78, True), (2, "plan ä.pdf", 1536, False),
    ]  # fmt: skip
    assert found.attachments[0].url == BASE + "download/file.php?id=1"


@pytest.mark.parametrize(
    "file",
    [
        '<div class="inline-attachment"><dl class="file"><dt class="attach-image"><img src="./download/file.php?id=1" alt="bee.png" /></dt><dd><em>Mine</em></dd><dd>bee.png (78 Bytes) Viewed {} times</dd></dl></div>',
        '<div class="inline-attachment"><dl class="thumbnail"><dt><a href="./download/file.php?id=1&amp;mode=view"><img src="./download/file.php?id=1&amp;t=1" alt="bee.png" /></a></dt><dd>bee.png (78 Bytes) Viewed {} times</dd></dl></div>',
        '<div class="attachtitle">Attachment:</div><div class="attachcontent"><img src="./download/file.php?id=1" alt="bee.png" /><br /><span class="gensmall">bee.png [ 78 Bytes | Viewed {} times ]</span></div>',
    ],
)
def test_how_often_a_file_in_a_message_was_seen_is_no_part_of_it(file: str) -> None:
    (one,), (other,) = (thread(post(31, f"See {file.format(count)} there")).posts for count in (4, 5))
    assert one.message_html == other.message_html
    assert "download/file.php" in one.message_html
    assert [(each.id, each.name, each.size) for each in one.attachments] == [(1, "bee.png", 78)]


BALLOT = '<div class="panel"><div class="content"><h2>How many?</h2><fieldset class="polls">{}<dl><dt>&nbsp;</dt><dd class="resultbar">Total votes: 3</dd></dl></fieldset></div></div>'


@pytest.mark.parametrize(
    ("answer", "votes"),
    [
        (
            '<dt>One</dt><dd class="resultbar"><div class="pollbar1" style="width:13%;">3</div></dd><dd>13%</dd>',
            3,
        ),
        ('<dt><label>One</label></dt><dd><input type="radio" name="vote_id[]" value="1" /></dd>', None),
        (
            '<dt>One</dt><dd><input type="checkbox" name="vote_id[]" /></dd><dd class="resultbar hidden"><div class="pollbar1">3</div></dd>',
            None,
        ),
    ],
)
def test_a_survey_is_no_post_and_hidden_votes_stay_hidden(answer: str, votes: int | None) -> None:
    found = thread(post(31), above=BALLOT.format(f"<dl>{answer}</dl>"))
    assert found.survey == Survey("How many?", (SurveyChoice("One", votes),))
    assert [each.message_html for each in found.posts] == ["Hello"]


@pytest.mark.parametrize(
    ("pager", "place"),
    [
        ("1 post • Page <strong>1</strong> of <strong>1</strong>", (1, 1, None)),
        ('<a href="#">Page <strong>2</strong> of <strong>3</strong></a> • <span><a href="./viewtopic.php?f=4&amp;t=7">1</a>, <strong>2</strong>, <a href="./viewtopic.php?f=4&amp;t=7&amp;start=20">3</a></span>', (2, 3, 10)),
        ('<ul><li><a class="button" href="./viewtopic.php?t=7">1</a></li><li class="active"><span>2</span></li><li class="ellipsis"><span>…</span></li><li><a class="button" href="./viewtopic.php?t=7&amp;start=40">5</a></li></ul>', (2, 5, 10)),
    ],
)  # fmt: skip
def test_a_pager_tells_the_page_that_is_shown_whatever_was_asked_for(
    pager: str, place: tuple[int, int, int | None]
) -> None:
    found = thread(post(1), "42", pager=pager, path="viewtopic.php?t=7&start=1500")
    assert (found.page, found.pages, found.page_size) == place


@pytest.mark.parametrize(
    ("button", "closed"),
    [
        ('<div class="reply-icon"><a href="./posting.php?mode=reply&amp;t=7">x</a></div>', False),
        ('<div class="locked-icon"><a href="./posting.php?mode=reply&amp;t=7">x</a></div>', True),
        (
            '<a href="./posting.php?mode=reply&amp;t=7" class="button"><span>x</span> <i class="icon fa-lock fa-fw"></i></a>',
            True,
        ),
        ('<a href="./posting.php?mode=reply&amp;t=7"><img src="i/button_topic_locked.gif" /></a>', True),
    ],
)
def test_a_lock_on_the_button_closes_a_thread(button: str, closed: bool) -> None:
    assert thread(post(1), above=button).closed is closed


def test_forms_and_ways_out_in_posts_are_their_authors() -> None:
    form = '<form action="./viewforum.php"><input name="username"><input name="password"><input name="f" value="3"></form>'
    text = prosilver(f'<h2><a href="./viewtopic.php?t=7">x</a></h2>{post(1, WAY_OUT + form)}')
    assert ENGINE.read_thread(document(text), CALENDAR).member is False
    assert ENGINE.login_form(document(text), "Anna", "s") is None
    assert ENGINE.password_board(document(text)) is None


# --- refusals and forms ---

LOGIN = (
    '<form action="./ucp.php?mode=login" method="post" id="login"><h2>{}</h2><input type="text" name="username" /><input type="password" name="password" /><input type="checkbox" name="autologin" />'
    '<input type="hidden" name="redirect" value="./x" /><input type="hidden" name="creation_time" value="17" /><input type="hidden" name="form_token" value="ab" /><input type="hidden" name="sid" value="0" /><input type="submit" name="login" value="Login" /></form>'
)
LOCKED = (
    '<h2><a href="">Wax</a></h2><form id="login_forum" method="post" action="./viewforum.php"><p>You must enter its password.</p><input type="password" name="password" />'
    '<input type="hidden" name="redirect" value="./viewforum.php?f=9" /><input type="hidden" name="f" value="9" /><input type="submit" name="login" value="Login" /></form>'
)


def message(sentence: str) -> str:
    return f'<div class="panel" id="message"><h2>Information</h2><p>{sentence}</p></div>'


@pytest.mark.parametrize(
    ("main", "answer"),
    [
        (message("The requested topic does not exist."), Answer.NOT_FOUND),
        (message("Das von dir ausgewählte Thema existiert nicht."), Answer.NOT_FOUND),
        (message("You are not authorised to read this forum."), Answer.LOGIN_WANTED),
        (message("Sorry but this board is currently unavailable."), Answer.CLOSED),
        (message("You have been <strong>permanently</strong> banned from this board."), Answer.BLOCKED),
        (message("Du wurdest <strong>dauerhaft</strong> von diesem Board gesperrt."), Answer.BLOCKED),
        (message("Something else."), Answer.NOT_UNDERSTOOD),
        (
            LOGIN.format("The board requires you to be registered and logged in to view this forum."),
            Answer.LOGIN_WANTED,
        ),
        (
            '<h2><a href="./viewforum.php?f=8">Inner</a></h2><div class="panel"><strong>You do not have the required permissions to read topics within this forum.</strong></div>'
            + LOGIN,
            Answer.LOGIN_WANTED,
        ),
        (LOCKED, Answer.PASSWORD_WANTED),
        (
            '<table class="tablebg"><tr><th>Information</th></tr><tr><td><p class="gen">The requested topic does not exist.</p></td></tr></table>',
            Answer.NOT_FOUND,
        ),
    ],
)
def test_refusals_are_told_apart(main: str, answer: Answer) -> None:
    for read in (ENGINE.read_thread, ENGINE.read_board):
        assert read(document(prosilver(main)), CALENDAR).answer is answer


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


@pytest.mark.parametrize("href", ["#p31", "./viewtopic.php?p=31#p31"])
def test_a_post_has_its_own_title_wherever_that_leads(href: str) -> None:
    icon = '<a href="./viewtopic.php?p=31#p31"><span class="sr-only">Post</span></a>'
    text = post(31).replace('<a href="#p31">', f'<a href="{href}">').replace("by <", f"{icon}by <")
    (found,) = thread(text).posts
    assert found.title == "Re: Swarm"


def test_thanks_below_a_post_are_no_signature_and_no_message() -> None:
    thanks = '<div id="list_thanks31"><dl class="postbody"><dt>These users thanked the author:</dt><dd>Bert (Mon Jul 27, 2026 6:54 pm)</dd></dl></div><div class="postbody">Thanked: 3 times</div>'
    (found,) = thread(post(31, behind=thanks)).posts
    assert (found.message_html, found.signature_html, found.edit) == ("Hello", "", None)


def test_an_index_whose_boards_have_addresses_without_ids_is_named_as_such() -> None:
    row = '<li class="row"><dl class="icon"><dt><a href="./the-hives/" class="forumtitle">Hives</a></dt><dd class="topics">3</dd><dd class="posts">9</dd></dl></li>'
    reading = ENGINE.read_index(document(prosilver(f"<ul>{row}</ul>"), ""), CALENDAR)
    assert reading.answer is Answer.NOT_UNDERSTOOD
    assert "without ids" in reading.detail


def test_a_message_in_the_place_of_the_index_closes_the_forum_unless_it_leads_on() -> None:
    closed = prosilver(message("Back in May!"))
    assert ENGINE.read_index(document(closed, "index.php"), CALENDAR).answer is Answer.CLOSED
    on = closed.replace("<head>", '<head><meta http-equiv="refresh" content="3;url=./index.php">')
    assert ENGINE.read_index(document(on, "ucp.php"), CALENDAR).answer is Answer.NOT_UNDERSTOOD


def test_an_error_page_without_any_skin_is_the_databases() -> None:
    text = '<html><head><title>General Error</title></head><body id="errorpage"><div id="content"><h1>General Error</h1><div>SQL ERROR [ mysqli ]</div></div></body></html>'
    assert ENGINE.read_index(document(text), CALENDAR).answer is Answer.DATABASE_DOWN


def test_a_login_sends_the_forms_own_tokens() -> None:
    form = ENGINE.login_form(document(prosilver(LOGIN), "ucp.php?mode=login"), "Anna", "secret")
    assert form is not None
    assert form.url == BASE + "ucp.php?mode=login"
    assert dict(form.fields) == {
        "username": "Anna", "password": "secret", "redirect": "./x", "creation_time": "17", "form_token": "ab",
        "sid": "0", "autologin": "on", "login": "Login",
    }  # fmt: skip
    assert ENGINE.accepted(document(prosilver("x", way=WAY_OUT)))
    assert not ENGINE.accepted(document(prosilver(LOGIN)))


def test_a_boards_password_goes_to_that_board_and_to_no_form_for_members() -> None:
    asked = document(prosilver(LOGIN + LOCKED), "viewtopic.php?t=7")
    assert ENGINE.password_board(asked) == 9
    form = ENGINE.password_form(asked, 9, "wax")
    assert form is not None
    assert form.url == BASE + "viewforum.php"
    assert dict(form.fields) == {
        "password": "wax",
        "redirect": "./viewforum.php?f=9",
        "f": "9",
        "login": "Login",
    }
    assert ENGINE.password_board(document(prosilver(LOGIN))) is None
