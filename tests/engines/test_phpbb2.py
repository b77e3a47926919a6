"""phpBB 2: URLs, pages of our own in its markup and in that of its MODs, refusals, forms."""
# ruff: noqa: E501 - a line of markup is a line

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from feedforum.dates import Calendar
from feedforum.engines import detect
from feedforum.engines.base import Address, PageAt, PageKind
from feedforum.engines.phpbb2 import PhpBB2
from feedforum.records import (
    Answer,
    Author,
    BoardPage,
    BoardRef,
    Document,
    Edit,
    Post,
    Survey,
    SurveyChoice,
    ThreadPage,
)

BASE = "http://bees.example/forum/"
NOW = datetime(2026, 7, 30, 9, 30, tzinfo=UTC)
CALENDAR = Calendar(ZoneInfo("Europe/Berlin"))
ENGINE = PhpBB2()
WAY_IN = '<a href="login.php" class="mainmenu">Log in</a>'
WAY_OUT = '<a href="login.php?logout=true&amp;sid=0" class="mainmenu">Log out [ Anna ]</a>'
CRUMBS = '<span class="nav"><a href="index.php" class="nav">Bees</a> -> <a href="viewforum.php?f=4" class="nav">Hives</a></span>'
CLOCK = "All times are GMT + 1 Hour"


def page(main: str, title: str = "Index", way: str = WAY_IN, clock: str = CLOCK) -> str:
    return (
        f'<html dir="ltr"><head><title>Bees :: {title}</title></head><body><table><tr><td class="bodyline">'
        f'<span class="maintitle">Bees</span> <span class="mainmenu">{way}</span>{main}'
        f'<span class="gensmall">{clock}</span><span class="copyright">Powered by '
        '<a href="http://www.phpbb.com/" target="_phpbb">phpBB</a> © 2001, 2005 phpBB Group</span>'
        "</td></tr></table></body></html>"
    )


def document(text: str, path: str = "viewtopic.php?t=7") -> Document:
    return Document(BASE + path, text, NOW)


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


@pytest.mark.parametrize(
    ("foot", "version"),
    [
        ("phpBB</a> 2.0.4 © 2001, 2002 phpBB Group", "2.0.4"),
        ("phpBB</a> © 2001, 2005 phpBB Group", "2.0"),
        ("phpBB</a> © 2000, 2002, 2005, 2007 phpBB Group", ""),
    ],
)
def test_the_version_is_what_the_foot_says(foot: str, version: str) -> None:
    assert (
        ENGINE.version(
            ENGINE.open(document(f"<html><body><p>Powered by <a href='x'>{foot}</p></body></html>"))
        )
        == version
    )


def test_a_skin_of_phpbb_2_on_phpbb_3_is_no_phpbb_2() -> None:
    forum = page('<table class="forumline"><tr><th class="thTop">x</th></tr></table><a href="{}">in</a>')
    found = detect(document(forum.format("login.php")))
    assert found is not None
    assert found.name == "phpbb2"
    assert detect(document(forum.format("ucp.php?mode=login"))) is not found


# --- boards ---

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


# --- threads ---


def post(
    number: int,
    body: str = '<span class="postbody">Hello</span><span class="gensmall"></span>',
    date: str = "Posted: Mon Jul 27, 2026 5:54 pm",
    subject: str = "Post subject: ",
    profile: str = "",
    name: str = "Anna",
) -> str:
    button = f'<a href="profile.php?mode=viewprofile&amp;u={profile}"><img /></a>' if profile else ""
    return (
        f'<tr><td class="row1"><span class="name"><a name="{number}"></a><b>{name}</b></span><br /><span class="postdetails">Guest</span></td>'
        f'<td class="row1"><table><tr><td><a href="viewtopic.php?p={number}#{number}"><img src="icon_minipost.gif" /></a>'
        f'<span class="postdetails">{date}<span class="gen">&nbsp;</span>&nbsp; &nbsp;{subject}</span></td><td><a href="posting.php?mode=quote">Quote</a></td></tr>'
        f'<tr><td colspan="2"><hr /></td></tr><tr><td colspan="2">{body}</td></tr></table></td></tr>'
        f'<tr><td class="row1"><a href="#top">Back to top</a></td><td class="row1">{button}</td></tr><tr><td class="spaceRow" colspan="2"></td></tr>'
    )


def thread_page(
    posts: str,
    topic: str = "Swarm",
    above: str = "",
    pager: str = "",
    path: str = "viewtopic.php?t=7",
    clock: str = CLOCK,
) -> ThreadPage:
    main = (
        f'<a class="maintitle" href="viewtopic.php?t=7&amp;start=0&amp;postdays=0&amp;highlight=">{topic}</a><span class="gensmall"><b>{pager}</b></span>'
        f'<a href="posting.php?mode=reply&amp;t=7"><img src="i/reply-locked.gif" /></a>{CRUMBS}<table class="forumline">'
        f'<tr><td colspan="2"><a href="viewtopic.php?t=7&amp;view=next" class="nav">next</a></td></tr>{above}{posts}</table>{CRUMBS}'
    )
    reading = ENGINE.read_thread(document(page(main, f"View topic - {topic}", clock=clock), path), CALENDAR)
    assert reading.page is not None, reading
    return reading.page


def only_post(**given: str) -> Post:
    (found,) = thread_page(post(31, **given)).posts
    return found


def test_a_thread_page_as_a_whole() -> None:
    found = thread_page(post(30, profile="7") + post(31))
    assert (found.thread_id, found.topic, found.closed, found.path) == (
        7,
        "Swarm",
        True,
        (BoardRef(4, "Hives"),),
    )
    assert [(each.id, each.author) for each in found.posts] == [(30, Author("Anna", 7)), (31, Author("Anna"))]
    assert (found.page, found.pages, found.forum_title) == (1, 1, "Bees")


QUOTE = '<table width="90%"><tr><td><span class="genmed"><b>{}</b></span></td></tr><tr><td class="quote">{}</td></tr></table><span class="postbody">'


def test_a_message_in_pieces_with_stray_ends_is_whole() -> None:
    inner = "</span>" + QUOTE.format("Ben wrote:", "deep") + "\n<br />\nshallow"
    body = f'<span class="postbody"></span>{QUOTE.format("Quote:", inner)}\n<br />\nMine.<br />{"_" * 17}<br />Anna, \n<br />\nHives</span>'
    found = only_post(body=f'{body}<span class="gensmall"></span>')
    for word in ("Ben wrote:", "deep", "shallow", "Mine."):
        assert found.message_html.count(word) == 1
    assert "Anna" not in found.message_html
    assert "Anna, " in found.signature_html
    assert "Hives" in found.signature_html


def test_a_line_that_the_author_typed_parts_nothing() -> None:
    body = f'<span class="postbody">One\n<br />\n{"_" * 17}\n<br />\nTwo</span><span class="gensmall"></span>'
    found = only_post(body=body)
    assert "Two" in found.message_html
    assert not found.signature_html


@pytest.mark.parametrize(
    ("note", "count"),
    [
        ("Last edited by A on b on Thu Jul 30, 2026 6:06 am; edited 1 time in total", 1),
        ("Last edited by Anna on Thu Jul 30, 2026 6:06 am; edited 12 times in total", 12),
        ("Zuletzt bearbeitet von Anna am 30.07.2026, 06:06, insgesamt einmal bearbeitet", 1),
        ("Zuletzt bearbeitet von Anna am 30.07.2026, 06:06, insgesamt 3-mal bearbeitet", 3),
        ("Zuletzt bearbeitet von Anna am Do Jul 30, 2026 6:06 am, insgesamt ein Mal bearbeitet", 1),
    ],
)
def test_an_edit_note_is_no_part_of_the_message(note: str, count: int) -> None:
    found = only_post(
        body=f'<span class="postbody">Hello</span><span class="gensmall"><br /><br />{note}</span>'
    )
    assert found.edit == Edit(count, datetime(2026, 7, 30, 5, 6, tzinfo=UTC))
    assert "Hello" in found.message_html
    assert "bearbeitet" not in found.message_html
    assert "edited" not in found.message_html


@pytest.mark.parametrize(
    ("date", "subject", "title"),
    [
        ("Posted: Thu Jul 30, 2026 9:15 am", "Post subject: ", ""),
        (
            "Posted: Today at 9:15 am",
            "Post subject: Posted: Mon Jan 01, 2024 1:00 am",
            "Posted: Mon Jan 01, 2024 1:00 am",
        ),
        ("Verfasst am: Heute um 9:15", "Titel: &amp;#937; mehr", "Ω mehr"),
        ("<b>Verfasst am:</b> 30.07.2026, 09:15", "<b>Titel:</b> Mehr", "Mehr"),
        ("30.07.2026, 09:15", "Titel: Zeit: 10:15", "Zeit: 10:15"),
    ],
)
def test_the_first_date_is_the_posts_own_and_a_subject_may_be_anything(
    date: str, subject: str, title: str
) -> None:
    found = only_post(date=date, subject=subject)
    assert (found.posted_at, found.title) == (datetime(2026, 7, 30, 8, 15, tzinfo=UTC), title)


@pytest.mark.parametrize(
    ("clock", "hours"),
    [
        ("All times are GMT", 0.0),
        ("All times are GMT + 2 Hours", 2.0),
        ("Alle Zeiten sind GMT + 1 Stunde", 1.0),
        ("All times are GMT - 3.5 Hours", -3.5),
        ("All times are UTC + 1 hour [ DST ]", 2.0),
        ("Alle Zeiten sind UTC + 3:30 Stunden", 3.5),
        ("All times are UTC+01:00", 2.0),
        ("", 2.0),
        ("They said that all times are GMT + 5 Hours, and so on.", 2.0),
    ],
)
def test_the_foot_tells_the_offset_of_all_times(clock: str, hours: float) -> None:
    body = '<span class="postbody">All times are GMT + 9 Hours</span><span class="gensmall"></span>'
    (found,) = thread_page(post(31, body), clock=clock).posts
    assert found.posted_at == datetime(2026, 7, 27, 17, 54, tzinfo=UTC) - timedelta(hours=hours)


@pytest.mark.parametrize(("clock", "hour"), [("", 15), (CLOCK, 16)])
def test_old_times_have_the_offset_of_today_where_the_foot_is_missing(clock: str, hour: int) -> None:
    (found,) = thread_page(post(31, date="Tue Jan 27, 2026 5:54 pm"), clock=clock).posts
    assert found.posted_at == datetime(2026, 1, 27, hour, 54, tzinfo=UTC)


def test_files_stand_behind_the_edit_note() -> None:
    table = '<table class="attachtable"><tr><td class="attachheader"><b>{}</b></td></tr><tr><td>Filesize:</td><td>{}</td></tr><tr><td>{}Downloaded: 3 Time(s)</td></tr></table>'
    body = (
        '<span class="postbody">See there.</span><span class="gensmall"></span><br />'
        + table.format("2 KB.txt", "1.5 KB", '<a href="download.php?id=5&amp;sid=0">2 KB.txt</a>')
        + table.format("bee.jpg", "78 Bytes", '<img src="download.php?id=6" />')
    )
    found = only_post(body=body)
    assert "Downloaded" not in found.message_html
    assert [(each.id, each.name, each.size, each.inline) for each in found.attachments] == [
        (5, "2 KB.txt", 1536, False),
        (6, "bee.jpg", 78, True),
    ]  # fmt: skip
    assert found.attachments[1].url == BASE + "download.php?id=6"


RESULT = '<tr><td colspan="2"><table><tr><td><b>How many?</b></td></tr><tr><td><table>{}</table></td></tr><tr><td><b>Total Votes : 3</b></td></tr></table></td></tr>'


def test_a_survey_is_read_from_its_result_and_from_its_form() -> None:
    bar = '<table><tr><td><img src="i/vote_lcap.gif" /></td><td><img src="i/voting_bar.gif" /></td></tr></table>'
    rows = "".join(
        f"<tr><td>{text}</td><td>{bar}</td><td>5%</td><td>[ {votes} ]</td></tr>"
        for text, votes in (("One [ 9 ]", 1), ("Two", 2))
    )
    assert thread_page(post(1), above=RESULT.format(rows)).survey == Survey(
        "How many?", (SurveyChoice("One [ 9 ]", 1), SurveyChoice("Two", 2))
    )
    form = "".join(
        f'<tr><td><input type="radio" name="vote_id" value="1" /></td><td>{text}</td></tr>'
        for text in ("One", "Two")
    )
    assert thread_page(post(1), above=RESULT.format(form)).survey == Survey(
        "How many?", (SurveyChoice("One"), SurveyChoice("Two"))
    )
    written = f'<span class="postbody"><img src="voting_bar.gif" />[ 3 ]</span>{RESULT.format(rows)}<span class="gensmall"></span>'
    assert thread_page(post(1, written)).survey is None


@pytest.mark.parametrize(
    ("pager", "path", "place"),
    [
        ("", "viewtopic.php?t=7", (1, 1, None)),
        (
            'Goto page <b>1</b>, <a href="viewtopic.php?t=7&amp;start=15">2</a>',
            "viewtopic.php?t=7",
            (1, 2, 15),
        ),
        (
            'Goto page <a href="viewtopic.php?t=7&amp;start=0">1</a>, <b>2</b>',
            "viewtopic.php?t=7&start=15",
            (2, 2, None),
        ),
        (
            '<a href="ftopic7.html">1</a>, <b>2</b>, <a href="ftopic7-0-asc-20.html">3</a>',
            "viewtopic.php?t=7&start=10",
            (2, 3, 10),
        ),
    ],
)
def test_a_pager_tells_the_place_of_a_page(pager: str, path: str, place: tuple[int, int, int | None]) -> None:
    found = thread_page(post(1), "42", pager=pager, path=path)
    assert (found.page, found.pages, found.page_size) == place


def test_forms_and_ways_out_in_posts_are_their_authors() -> None:
    body = f'<span class="postbody">{WAY_OUT}<form action="login.php"><input name="username"><input name="password"></form></span><span class="gensmall"></span>'
    text = page(
        f'<table><tr><td><a href="viewtopic.php?t=7&amp;view=next">n</a></td></tr>{post(1, body)}</table>'
    )
    assert ENGINE.read_thread(document(text), CALENDAR).member is False
    assert ENGINE.login_form(document(text), "Anna", "s") is None


# --- refusals and forms ---


def message(sentence: str, way: str = WAY_IN) -> str:
    table = f'<table class="forumline"><tr><th class="thHead">Information</th></tr><tr><td class="row1"><table><tr><td>&nbsp;</td></tr><tr><td><span class="gen">{sentence}</span></td></tr></table></td></tr></table>'
    return page(table, "", way)


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("The topic or post you requested does not exist", Answer.NOT_FOUND),
        ("Das gewählte Thema oder der Beitrag existiert nicht.", Answer.NOT_FOUND),
        ("The forum you selected does not exist.", Answer.NOT_FOUND),
        ("No posts exist for this topic", Answer.NOT_FOUND),
        ("Sorry, but only <b>special users</b> can read topics in this forum.", Answer.LOGIN_WANTED),
        ("Sorry, but this board is currently unavailable.  Please try again later.", Answer.CLOSED),
        ("Das Forum ist derzeit geschlossen.", Answer.CLOSED),
        ("Du wurdest von diesem Forum ausgeschlossen<br />Kontaktiere den Webmaster.", Answer.BLOCKED),
        ("You have been banned from this forum<br />Please contact the webmaster.", Answer.BLOCKED),
        ("Could not query forum information<br />DEBUG MODE<br />SQL Error : 1016", Answer.DATABASE_DOWN),
        ("Something else", Answer.NOT_UNDERSTOOD),
    ],
)
def test_messages_are_told_apart(sentence: str, answer: Answer) -> None:
    for read in (ENGINE.read_thread, ENGINE.read_board):
        assert read(document(message(sentence)), CALENDAR).answer is answer


def test_a_message_in_the_place_of_the_index_closes_the_forum_whatever_it_says() -> None:
    assert ENGINE.read_index(document(message("Back in May!"), "index.php"), CALENDAR).answer is Answer.CLOSED


def test_a_page_past_the_end_of_a_thread_is_empty() -> None:
    reading = ENGINE.read_thread(
        document(message("No posts exist for this topic"), "viewtopic.php?t=7&start=45"), CALENDAR
    )
    assert reading.answer is Answer.EMPTY
    assert reading.page is not None
    assert (reading.page.thread_id, reading.page.posts) == (7, ())


FORM = '<form action="login.php" method="post"><input type="text" name="username" /><input type="password" name="password" /><input type="checkbox" name="autologin" /><input type="hidden" name="redirect" value="viewforum.php?f=4" /><input type="submit" name="login" value="Log in" /></form>'


def test_a_guest_who_was_sent_to_the_form_may_log_in_with_it() -> None:
    asked = document(page(FORM, "Log in"), "login.php?redirect=viewforum.php&f=4")
    assert ENGINE.read_board(asked, CALENDAR).answer is Answer.LOGIN_WANTED
    form = ENGINE.login_form(asked, "Anna", "secret")
    assert form is not None
    assert form.url == BASE + "login.php"
    assert dict(form.fields) == {
        "username": "Anna", "password": "secret", "autologin": "on", "redirect": "viewforum.php?f=4", "login": "Log in",
    }  # fmt: skip


def test_a_login_was_accepted_where_the_way_out_is_shown() -> None:
    assert ENGINE.accepted(document(page("x", way=WAY_OUT)))
    assert not ENGINE.accepted(document(message("You have specified an incorrect username.")))
    assert not ENGINE.accepted(document(page(FORM)))
