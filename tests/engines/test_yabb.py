"""YaBB: URLs, pages of our own in the markup of three generations, and each trap that such forums have."""
# ruff: noqa: E501 - a line of markup is a line

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from feedforum.content import ForumSite, render
from feedforum.dates import Calendar
from feedforum.engines import detect
from feedforum.engines.base import Address, PageAt, PageKind
from feedforum.engines.yabb import YaBB
from feedforum.records import Answer, Attachment, Author, BoardRef, Document, Edit, SurveyChoice, ThreadRow

BASE = "http://yabb.example/cgi-bin/yabb2/"
OWN = "http://own.example/cgi-bin/yabb2/YaBB.pl"
NOW = datetime(2026, 11, 30, 9, 30, tzinfo=UTC)
CALENDAR = Calendar(ZoneInfo("Europe/Berlin"))
ENGINE = YaBB()

GUEST = (
    f'Welcome, Guest. <a href="{OWN}?action=login">Login</a> or <a href="{OWN}?action=register">Register</a>'
)
MEMBER = f'<a href="{OWN}?action=logout">Logout</a>'
SITES = {
    "2.6": ("YaBB 2.6.11", '<div id="yabbclock"></div>'),
    "2.5": ("YaBB 2.5.2", '<script src="/yabbfiles/YaBB.js"></script>'),
    "1": ("YaBB 1 Gold - SP 1.3.2", ""),
}


def crumbs(*boards: tuple[str, str], last: str = "") -> str:
    links = [
        f'<a href="{OWN}" class="nav">Uhren</a>',
        f'<a href="{OWN}?catselect=general" class="nav">General</a>',
    ]
    links += [f'<a href="{OWN}?board={board}" class="nav"><b>{title}</b></a>' for board, title in boards]
    return f'<table><tr><td class="nav">{" › ".join((*links, last))}</td></tr></table>'


def whole(title: str, path: str, main: str, *, way: str = GUEST, version: str = "2.6") -> str:
    software, mark = SITES[version]
    return (
        f'<html lang="en"><head><title>Uhren - {title}</title></head><body>{mark}<p>{way}</p>{path}{main}'
        f'<p class="copyright">Uhren » Powered by <a href="http://www.yabbforum.com">{software}</a>!</p></body></html>'
    )


def document(text: str, path: str = "YaBB.pl?num=1700000000") -> Document:
    return Document(BASE + path, text, NOW)


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


THREAD_26 = """<tr><td><img src="i/{state}.gif"></td><td><img src="i/xx.gif"></td>
<td><div><a href="{own}?{vir}num={id}">{topic}</a><br /><span class="small">Started Nov 26<sup>th</sup>, 2025 at 9:33am by {starter}<br />{pages}</span></div></td>
<td>{replies}</td><td>77</td><td><span class="small"><a href="{own}?num={id}/9#9"><img> {date}</a><br /><b>By:</b> {last}</span></td></tr>"""
THREAD_25 = """<tr><td><img src="i/{state}.gif"></td><td><img src="i/xx.gif"></td><td><div><b><a href="{own}?{vir}num={id}">{topic}</a></b>{pages}</div></td>
<td><span class="small">{starter}</span></td><td>{replies}</td><td>77</td>
<td><span class="small"><a href="{own}?num={id}/9#9"><img> {date}</a><br /><b>By:</b> {last}</span></td></tr>"""
THREAD_1 = """<tr><td><img src="i/{state}.gif"></td><td><img src="i/xx.gif"></td><td><font size="2"><a href="{own}?board=hands;action=display;num={id}">{topic}</a>{pages}</font></td>
<td><font size="2">{starter}</font></td><td>{replies}</td><td>77</td><td><font size="1">{date}<br>by {last}</font></td></tr>"""
PAGES = f'« Pages <a href="{OWN}?num=1700000000/0#0">1</a> <a href="{OWN}?num=1700000000/15#15">2</a> <a href="javascript:void(0)">...</a> <a href="{OWN}?num=1700000000/60#60">5</a> »'
MOVED = f"""<tr><td><img src="i/locked_moved.gif"></td><td><img src="i/exclamation.png"></td><td colspan="4"><div>Moved: '<a href="{OWN}?num=1600000001">Springs</a>'<br />
<span class="small"><b>This <a href="{OWN}?num=1600000001"><b>Topic</b></a> has been moved to</b> <a href="{OWN}?board=parts"><i>Parts</i></a></span></div></td></tr>"""


def board_page(rows: str, version: str = "2.6", pager: str = "Pages: 1") -> Document:
    about = f'<table><tr><td><img></td><td><a href="{OWN}?board=hands"><b>Hands</b></a><br>All of it</td><td>Topics: 3</td></tr></table>'
    span = f'<span class="small pgindex"><img src="index_togl.png"> {pager}</span>'
    text = whole(
        "Hands",
        crumbs(("clocks", "Clocks"), ("hands", "Hands")),
        f"{about}{span}<table>{rows}</table>",
        version=version,
    )
    return document(text, "YaBB.pl?board=hands")


def row(
    template: str = THREAD_26,
    state: str = "thread",
    vir: str = "",
    pages: str = "",
    date: str = "Nov 27<sup>th</sup>, 2025 at 12:05am",
) -> str:
    return template.format(
        own=OWN, id=1700000000, topic="Hands &amp; springs", starter="Zoë &quot;Z&quot;", last="Bo (Gast)",
        replies=9, state=state, vir=vir, pages=pages, date=date,
    )  # fmt: skip


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


def test_the_pager_tells_the_page_and_its_size() -> None:
    pager = f'Pages: <a href="{OWN}?board=hands/0">1</a>&nbsp;<b>[2]</b>&nbsp;<a href="{OWN}?board=hands/40"><span>3</span></a>'
    page = ENGINE.read_board(board_page(row(), pager=pager), CALENDAR).page
    assert page is not None
    assert (page.page, page.pages, page.page_size) == (2, 3, 20)


POST_26 = """<div class="displaycontainer"><div class="postcontainer"><table><tr><td class="post-userinfo"><span class="anchor" id="{place}"></span><b>{author}</b>
<div class="small">Member<br />Posts: 7</div></td><td><div><a href="{own}?num=1700000000/{place}#{place}"><img src="xx.gif"></a></div><div class="small"><b>{title}</b><br /><b>{reply}</b>{date}</div></td></tr>
<tr><td><div class="message">{text}</div></td></tr><tr><td><div class="small">{edited}&nbsp;</div></td></tr>
<tr><td><div class="small">{files}</div><div class="small">{signature}</div></td></tr>
<tr><td><div class="small"><span class="small"><img src="ip.gif"> IP Logged<br /></span></div></td></tr></table></div></div>"""
POST_25 = """<div class="displaycontainer"><table><tr><td><a name="{place}"></a><b>{author}</b><div class="small">Member</div></td>
<td><div class="dividerbot"><span class="small"><a href="{own}?num=1700000000/{place}#{place}"><img src="xx.gif"></a></span>
<span class="small"><b>{title}</b><br /><span class="small"><b>{reply}</b>{date}</span></span></div><div class="message">{text}</div></td></tr>
<tr><td><a href="#top">Top</a></td><td><div class="small">{edited} &nbsp;</div><div class="small">{files}</div><div class="small">{signature}</div>
<div class="dividertop"><div class="small">IP Logged</div></div></td></tr></table></div>"""
POST_1 = """<table><tr><td><a name="{place}"></a><font size="2"><b>{author}</b></font><br><font size="1">Member</font></td>
<td><table><tr><td><img src="xx.gif"></td><td><font size="2"><b>{title}</b></font><br><font size="1">« <b>{reply}</b> {date} »</font></td></tr></table>
<hr><font size="2">{text}</font></td></tr><tr><td><font size="1"><i>{edited}</i></font></td></tr></table>"""


def post(template: str = POST_26, **parts: str) -> str:
    given = {
        "own": OWN, "place": "0", "author": "Zoë &quot;Z&quot;", "title": "Hands", "reply": "",
        "date": "Sep 13<sup>th</sup>, 2026 at 11:28am", "text": "Brass <i>hands</i>.", "edited": "", "files": "", "signature": "",
    }  # fmt: skip
    return template.format(**(given | parts))


def thread_page(
    posts: str,
    pager: str = "Pages: 1",
    state: str = "thread",
    path: str = "YaBB.pl?num=1700000000",
    before: str = "",
) -> Document:
    title = f'<table><tr><td class="titlebg"><img src="i/{state}.gif"> Hands &amp; springs (Read 77 times)</td></tr></table>'
    span = f'<span class="small pgindex"><img src="index_togl.png"> {pager}</span>'
    crumb = crumbs(("clocks", "Clocks"), ("hands", "Hands"), last="Hands &amp; springs")
    return document(whole("Hands &amp; springs", crumb, f"{before}{span}{title}{posts}"), path)


EDITED = "« <i>Last Edit: Sep 13<sup>th</sup>, 2026 at 11:37am by Zoë</i> »"
GERMAN = "« <i>Zuletzt geändert: September 13<sup>th</sup>, 2026 um 11:37am von Zoë</i> »"


@pytest.mark.parametrize("template", [POST_26, POST_25, POST_1])
def test_posts_are_read_in_all_generations(template: str) -> None:
    reply = {
        "place": "1",
        "author": "Bo",
        "title": "Re: Hands",
        "reply": "Reply #1 - ",
        "date": "Sep 14<sup>th</sup>, 2026 at 12:43pm",
    }
    if template is POST_1:
        reply |= {"reply": "Reply #1 on:"}
    page = ENGINE.read_thread(thread_page(post(template) + post(template, **reply)), CALENDAR).page
    assert page is not None
    assert (page.thread_id, page.topic) == (1700000000, "Hands & springs")
    assert page.path == (BoardRef("clocks", "Clocks"), BoardRef("hands", "Hands"))
    first, second = page.posts
    assert (first.id, first.author, first.title) == (None, Author('Zoë "Z"'), "Hands")
    assert first.message_html == "Brass <i>hands</i>."
    assert first.posted_at == datetime(2026, 9, 13, 9, 28, tzinfo=UTC)
    assert (second.author, second.title) == (Author("Bo"), "Re: Hands")
    assert second.posted_at == datetime(2026, 9, 14, 10, 43, tzinfo=UTC)


@pytest.mark.parametrize("template", [POST_26, POST_25])
@pytest.mark.parametrize("note", [EDITED, GERMAN])
def test_edit_notes_files_and_signatures_are_no_text(template: str, note: str) -> None:
    files = (
        f'<hr /><div class="small attbox_b"><a href="{OWN}?action=downloadfile;file=notes%2Etxt"><img src="txt.gif"> notes.txt</a> ( 12 KB | 3 Downloads )</div>'
        f'<div class="small attbox"><a href="{OWN}?action=downloadfile;file=a%5Fb%2Epng"><img src="png.gif"> a_b.png</a> ( 0 KB | 9 Downloads )<br />'
        f'<a href="{OWN}?action=downloadfile;file=a%5Fb%2Epng"><img src="http://own.example/yabbfiles/Attachments/a_b.png" style="display:none"></a></div>'
    )
    signature = '<hr /><div class="load_sig_b"><i>Carpe horam</i></div>'
    page = ENGINE.read_thread(
        thread_page(post(template, edited=note, files=files, signature=signature)), CALENDAR
    ).page
    assert page is not None
    read = page.posts[0]
    assert read.message_html == "Brass <i>hands</i>."
    assert read.edit == Edit(1, datetime(2026, 9, 13, 9, 37, tzinfo=UTC))
    assert "Carpe horam" in read.signature_html
    assert "hr" not in read.signature_html
    download = f"{BASE}YaBB.pl?action=downloadfile;file=notes%2Etxt"
    picture = "http://own.example/yabbfiles/Attachments/a_b.png"
    assert read.attachments == (
        Attachment("notes.txt", "notes.txt", download, 12 * 1024),
        Attachment("a_b.png", "a_b.png", picture, inline=True),
    )


def test_the_counter_of_a_download_is_no_edit() -> None:
    box = (
        '<hr /><div class="small attbox_b"><a href="'
        + OWN
        + '?action=downloadfile;file=n">n</a> ( 1 KB | {} Downloads )</div>'
    )
    pages = [
        ENGINE.read_thread(thread_page(post(files=box.format(count))), CALENDAR).page for count in (3, 4)
    ]
    assert pages[0] == pages[1]


QUOTE = '<a class="message" href="{own}?num=1700000000/1#1">Petra K. wrote</a> on {date}:<br /><div class="quote" id="petra0">First <b>words</b></div><!--petra0--><br />I agree.'


def rendered(text: str) -> str:
    page = ENGINE.read_thread(thread_page(post(text=text)), CALENDAR).page
    assert page is not None
    site = ForumSite(BASE, ENGINE.traits("").markup)
    return render(page.posts[0].message_html, BASE + "YaBB.pl?num=1700000000", site=site).html


def test_who_is_quoted_is_no_post_of_its_own_and_its_today_no_edit() -> None:
    today, later = (
        rendered(QUOTE.format(own=OWN, date=date))
        for date in ("<b>Today</b> at 5:30am", "Nov 30<sup>th</sup>, 2026 at 5:30am")
    )
    assert today == later
    assert "<blockquote>" in today
    assert "Petra K." in today
    assert "Today" not in today
    assert today.endswith("I agree.")


def test_pictures_that_a_script_shows_are_real() -> None:
    html = rendered(
        '<a href="http://a.example/1.jpg"><img src="http://a.example/1.jpg" id="post_img_resize_6" style="display:none" /></a>'
    )
    assert '<img src="http://a.example/1.jpg"' in html


def test_code_keeps_its_characters_and_loses_its_button() -> None:
    html = rendered(
        '<div class="codebox">Code  (Perl)<div><a href="javascript:selectAllCode(2)"><img src="s.png" alt="Select All"></a></div></div><pre class="sh_perl">my $x = q&#123;a&#124;b&#125;;  &lt;b&gt;\n</pre>'
    )
    assert "my $x = q{a|b};  &lt;b&gt;" in html
    assert "<pre><code>" in html
    assert "Select" not in html


def test_posts_of_one_minute_keep_the_order_of_their_places() -> None:
    posts = "".join(post(place=str(place), text=f"Word {place}") for place in range(3))
    page = ENGINE.read_thread(thread_page(posts), CALENDAR).page
    assert page is not None
    assert [read.message_html for read in page.posts] == ["Word 0", "Word 1", "Word 2"]
    assert all(read.id is None for read in page.posts)


def test_any_place_and_one_past_the_end_shows_the_page_that_holds_it() -> None:
    pager = f'Pages: <a href="{OWN}?num=1700000000/0"><span>1</span></a>&nbsp;<a href="{OWN}?num=1700000000/15">2</a>&nbsp;<b>[3]</b>&nbsp;'
    for path in ("YaBB.pl?num=1700000000/40", "YaBB.pl?num=1700000000/999999"):
        page = ENGINE.read_thread(
            thread_page(post(place="30", reply="Reply #30 - "), pager, path=path), CALENDAR
        ).page
        assert page is not None
        assert (page.page, page.pages, page.page_size) == (3, 3, 15)


def test_the_state_of_a_thread_stands_before_its_title() -> None:
    for state, closed in (("stickylock", True), ("locked", True), ("sticky", False)):
        page = ENGINE.read_thread(thread_page(post(), state=state), CALENDAR).page
        assert page is not None
        assert page.closed is closed


@pytest.mark.parametrize(
    ("choices", "votes"),
    [
        (
            '<div class="clear"><div><input type="radio" name="option" value="{n}"> <label><b>Answer {n}</b></label></div></div>',
            None,
        ),
        (
            '<div class="clear"><div>Answer {n}&nbsp;&nbsp;</div><div style="width:9px"></div><div class="small">&nbsp;1 (50.0%)</div></div>',
            1,
        ),
    ],
)
def test_surveys(choices: str, votes: int | None) -> None:
    rows = "".join(choices.format(n=n) for n in (1, 2))
    form = f'<form name="poll" action="{OWN}?action=vote"><div><b>Question</b>: Which one?</div>{rows}<div class="clear"></div><b>Total votes: 2</b></form>'
    page = ENGINE.read_thread(thread_page(post(), before=form), CALENDAR).page
    assert page is not None
    assert page.survey is not None
    assert page.survey.question == "Which one?"
    assert page.survey.choices == (SurveyChoice("Answer 1", votes), SurveyChoice("Answer 2", votes))


def test_what_stands_where_a_moved_thread_was_is_not_its_post() -> None:
    text = f'<b>This <a href="{OWN}?num=1700000001/0#0"><b>Topic</b></a> has been moved to</b> <a href="{OWN}?board=parts"><i>Parts</i></a>'
    reading = ENGINE.read_thread(thread_page(post(text=text), state="locked"), CALENDAR)
    assert reading.answer is Answer.NOT_FOUND
    assert "1700000001" in reading.detail
    assert ENGINE.read_thread(thread_page(post(text=text)), CALENDAR).answer is Answer.OK


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("06/07/26 at 10:19:22", datetime(2026, 6, 7, 8, 19, 22, tzinfo=UTC)),
        ("07.06.26 at 10:19:22", datetime(2026, 6, 7, 8, 19, 22, tzinfo=UTC)),
        ("07.06.2026 um 10:19:22", datetime(2026, 6, 7, 8, 19, 22, tzinfo=UTC)),
        ("Jun 7<sup>th</sup>, 2026 at 10:19am", datetime(2026, 6, 7, 8, 19, tzinfo=UTC)),
        ("06/07/26 at 12:05am", datetime(2026, 6, 6, 22, 5, tzinfo=UTC)),
        ("07. Juni 2026 um 10:19", datetime(2026, 6, 7, 8, 19, tzinfo=UTC)),
        ("7<sup>th</sup> Jun, 2026 at 10:19am", datetime(2026, 6, 7, 8, 19, tzinfo=UTC)),
        ("<b>Today</b> at 5:30am", datetime(2026, 11, 30, 4, 30, tzinfo=UTC)),
        ("<b>Gestern</b> um 5:30am", datetime(2026, 11, 29, 4, 30, tzinfo=UTC)),
        ("September 1<sup>st</sup>, 2026 um 11:37am", datetime(2026, 9, 1, 9, 37, tzinfo=UTC)),
    ],
)
def test_dates_in_all_formats_have_the_month_first_where_there_are_slashes(
    text: str, moment: datetime
) -> None:
    page = ENGINE.read_thread(thread_page(post(date=text)), CALENDAR).page
    assert page is not None
    assert page.posts[0].posted_at == moment


def information(text: str) -> str:
    box = f'<table class="system-info"><tr><td>System Information</td></tr></table><table class="system-info-body"><tr><td>{text}</td></tr></table>'
    return whole("System Information", crumbs(), box)


LOGIN = f'<form name="loginform" action="{OWN}?action=login2" method="post"><input type="hidden" name="sredir" value=""><input name="username"><input type="password" name="passwrd"><input type="checkbox" name="cookielength" value="1" checked><input type="hidden" name="formsession" value="40A0"></form>'
PASSWORD = f'<form name="brdpass" action="{OWN}?action=checkboardpw" method="post"><input type="hidden" name="pswviewnum" value=""><input type="hidden" name="pswcurboard" value="vault"><input type="password" name="boardpw"><input type="hidden" name="formsession" value="40A0"></form>'


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (information("You are not allowed to access this section."), Answer.LOGIN_WANTED),
        (information("The topic you referred to does not seem to exist (anymore). 1234"), Answer.NOT_FOUND),
        (information("Unable to open ./Boards/x.txt"), Answer.NOT_FOUND),
        (information("Sorry Guest, you are banned from using this forum!"), Answer.BLOCKED),
        (information("The password you entered is not correct"), Answer.PASSWORD_WANTED),
        (
            whole("Login", crumbs(), f"Only Registered Members are allowed to access this forum.{LOGIN}"),
            Answer.LOGIN_WANTED,
        ),
        (
            whole("Maintenance Mode", crumbs(), f"Our Forum is currently in Maintenance Mode.{LOGIN}"),
            Answer.CLOSED,
        ),
        (whole("Enter Password for: The vault", crumbs(), "Members only."), Answer.PASSWORD_WANTED),
        (whole("Enter Password for: The vault", crumbs(), PASSWORD, way=MEMBER), Answer.PASSWORD_WANTED),
        (information("Form spoofing?"), Answer.NOT_UNDERSTOOD),
    ],
)
def test_refusals_are_told_apart(text: str, answer: Answer) -> None:
    for read in (ENGINE.read_index, ENGINE.read_board, ENGINE.read_thread):
        assert read(document(text), CALENDAR).answer is answer


def test_the_form_for_a_login_is_sent_to_where_the_page_came_from_with_its_tokens() -> None:
    form = ENGINE.login_form(document(whole("Login", crumbs(), LOGIN)), "uhu", "secret")
    assert form is not None
    assert form.url == f"{BASE}YaBB.pl?action=login2"
    assert dict(form.fields) == {
        "sredir": "", "username": "uhu", "passwrd": "secret", "cookielength": "1", "formsession": "40A0",
    }  # fmt: skip


def test_a_form_that_leads_elsewhere_is_not_sent() -> None:
    elsewhere = LOGIN.replace(OWN, "http://evil.example/cgi-bin/yabb2/YaBB.pl")
    assert ENGINE.login_form(document(whole("Login", crumbs(), elsewhere)), "uhu", "secret") is None


def test_the_form_for_a_password_names_its_board() -> None:
    page = document(
        whole("Enter Password for: The vault", crumbs(), PASSWORD, way=MEMBER), "YaBB.pl?board=vault"
    )
    assert ENGINE.password_board(page) == "vault"
    form = ENGINE.password_form(page, "vault", "secret")
    assert form is not None
    assert form.url == f"{BASE}YaBB.pl?action=checkboardpw"
    assert dict(form.fields) == {
        "pswviewnum": "",
        "pswcurboard": "vault",
        "boardpw": "secret",
        "formsession": "40A0",
    }


def test_the_menu_tells_members_from_guests_and_no_post_does() -> None:
    written = post(text=f'<a href="{OWN}?action=logout">out</a>')
    assert ENGINE.read_thread(thread_page(written), CALENDAR).member is False
    text = thread_page(post()).text.replace(GUEST, MEMBER)
    assert ENGINE.read_thread(document(text), CALENDAR).member is True
    assert ENGINE.accepted(document(whole("Index", crumbs(), "", way=MEMBER)))
    assert not ENGINE.accepted(document(information("User ID / Password mismatch.")))


def test_the_print_view_is_not_read() -> None:
    assert ENGINE.print_view is None


def test_names_may_begin_with_words_that_lead_names_in() -> None:
    page = ENGINE.read_thread(thread_page(post(author="Von Braun")), CALENDAR).page
    assert page is not None
    assert page.posts[0].author == Author("Von Braun")
    rows = THREAD_26.format(
        own=OWN, id=1700000000, topic="x", starter="von Hand", last="By Gosh (Guest)", replies=9, state="thread",
        vir="", pages="", date="Nov 27<sup>th</sup>, 2025 at 12:05am",
    )  # fmt: skip
    board = ENGINE.read_board(board_page(rows), CALENDAR).page
    assert board is not None
    assert (board.threads[0].starter, board.threads[0].last_poster) == (Author("von Hand"), Author("By Gosh"))


@pytest.mark.parametrize(
    "left_open", ["<table><tr><td>open", "<div><div>open", "</div></div>open", "<b><i>open"]
)
@pytest.mark.parametrize("template", [POST_26, POST_25])
def test_a_post_ends_where_it_ends_whatever_its_author_left_open(template: str, left_open: str) -> None:
    posts = post(template, text=left_open) + post(
        template, place="1", author="Bert", text="So", title="Re: Hands"
    )
    page = ENGINE.read_thread(thread_page(posts), CALENDAR).page
    assert page is not None
    assert [read.author.name for read in page.posts] == ['Zoë "Z"', "Bert"]
    assert page.posts[1].message_html == "So"
    assert "Bert" not in page.posts[0].message_html
    assert page.posts[1].posted_at == page.posts[0].posted_at
