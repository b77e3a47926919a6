"""FluxBB and PunBB: URLs, pages of our own in the markup of both families, refusals, forms."""
# ruff: noqa: E501 - a line of markup is a line

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from feedforum.dates import Calendar
from feedforum.engines import detect
from feedforum.engines.base import Address, PageAt, PageKind
from feedforum.engines.fluxbb import FluxBB
from feedforum.records import Answer, Author, Document

BASE = "http://flux.example/forum/"
NOW = datetime(2026, 11, 30, 9, 30, tzinfo=UTC)
CALENDAR = Calendar(ZoneInfo("Etc/GMT-1"))
ENGINE = FluxBB()

HEAD = """<div id="brdheader"><div id="brdtitle"><h1><a href="index.php">Imkerei</a></h1></div>
<div id="brdmenu"><ul><li id="navindex"><a href="index.php">Index</a></li>{way}</ul></div></div>"""
WAY_IN = '<li id="navlogin"><a href="login.php">Login</a></li>'
WAY_OUT = '<li id="navlogout"><a href="login.php?action=out&amp;id=3">Logout</a></li>'
ITEMS_HEAD = """<div id="brd-head"><p id="brd-title"><a href="http://own.example/index.php">Imkerei</a></p></div>
<div id="brd-navlinks"><ul><li id="navindex"><a href="http://own.example/index.php">Index</a></li></ul></div>"""


def tables(kind: str, main: str, way: str = WAY_IN) -> str:
    """A page of FluxBB, or of PunBB 1.2."""
    return (
        f'<html lang="de"><head><title>Imkerei</title></head><body><div id="pun{kind}" class="pun">'
        f'{HEAD.format(way=way)}<div id="brdmain">{main}</div><p id="poweredby">Powered by FluxBB 1.5.11</p>'
        "</div></body></html>"
    )


def items(kind: str, main: str) -> str:
    """A page of PunBB 1.3 or 1.4, whose links have the address that its owner set."""
    return (
        f'<html lang="en"><head><title>Imkerei</title></head><body><div id="brd-wrap"><div id="brd-{kind}">'
        f'{ITEMS_HEAD}<div id="brd-main">{main}</div></div></div></body></html>'
    )


def document(text: str, path: str = "viewtopic.php?id=7") -> Document:
    return Document(BASE + path, text, NOW)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("", Address(PageKind.INDEX)),
        ("index.php", Address(PageKind.INDEX)),
        ("viewforum.php?id=4", Address(PageKind.BOARD, 4)),
        ("viewforum.php?id=4&p=3", Address(PageKind.BOARD, 4, 3)),
        ("viewtopic.php?id=12&amp;p=2", Address(PageKind.THREAD, 12, 2)),
        ("viewtopic.php?pid=99#p99", Address(PageKind.THREAD)),
        ("forum4.html", Address(PageKind.BOARD, 4)),
        ("forum4-bees.html", Address(PageKind.BOARD, 4)),
        ("topic12-the-diary-p2.html", Address(PageKind.THREAD, 12, 2)),
        ("topic/12/page/2/", Address(PageKind.THREAD, 12, 2)),
        ("post99.html#p99", Address(PageKind.THREAD)),
        ("profile.php?id=3", None),
        ("search.php?action=show_recent", None),
        ("viewtopic.php", None),
    ],
)
def test_urls_are_understood(path: str, address: Address | None) -> None:
    assert ENGINE.address(BASE + path) == address


def test_the_first_page_has_no_number() -> None:
    assert ENGINE.board_url(BASE, 4) == BASE + "viewforum.php?id=4"
    assert ENGINE.thread_url(BASE, 12, PageAt(3)) == BASE + "viewtopic.php?id=12&p=3"
    assert ENGINE.post_link(BASE, 12, 99) == BASE + "viewtopic.php?pid=99#p99"
    assert ENGINE.post_link(BASE, 12, None) == BASE + "viewtopic.php?id=12"


POST = """<div id="p{id}" class="blockpost"><h2><span class="conr">#1</span>
<a href="viewtopic.php?pid={id}#p{id}">{date}</a></h2><div class="postleft"><dl><dt><strong>{author}</strong></dt>
<dd>Posts: 3</dd></dl></div><div class="postright"><h3>Re: Honig</h3><div class="postmsg">{body}</div>{rest}</div>
</div>"""
CRUMBS = """<ul class="crumbs"><li><a href="index.php">Index</a></li><li>» <a href="viewforum.php?id=2">Bienen</a></li>
<li>» <strong><a href="viewtopic.php?id=7">Honig &amp; Wachs</a></strong></li></ul>
<p class="pagelink">Seiten: <a href="viewtopic.php?id=7">1</a> <strong>2</strong> <a href="viewtopic.php?id=7&amp;p=3">3</a>
<a rel="next" href="viewtopic.php?id=7&amp;p=3">Weiter</a></p>"""


def test_a_thread_of_fluxbb_without_what_is_not_its_authors() -> None:
    member = POST.format(
        id=31,
        date="Heute 09:15:02",
        author='<a href="profile.php?id=5">Anna</a>',
        body='<p>Eins</p><p>Zwei</p><p class="postedit"><em>Zuletzt bearbeitet von Anna (Heute 10:00:00)</em></p>',
        rest='<div class="postsignature postmsg"><hr /><p>Gruß</p></div>',
    )
    guest = POST.format(id=30, date="2026-11-29 23:59:58", author="Gast", body="<p>Ah</p>", rest="")
    reading = ENGINE.read_thread(document(tables("viewtopic", CRUMBS + guest + member)), CALENDAR)
    assert reading.answer is Answer.OK
    page = reading.page
    assert page is not None
    assert (page.thread_id, page.topic, page.page, page.pages) == (7, "Honig & Wachs", 2, 3)
    assert [(board.id, board.title) for board in page.path] == [(2, "Bienen")]
    first, second = page.posts
    assert (first.author, first.posted_at) == (Author("Gast"), datetime(2026, 11, 29, 22, 59, 58, tzinfo=UTC))
    assert second.author == Author("Anna", 5)
    assert second.message_html == "<p>Eins</p><p>Zwei</p>"
    assert second.signature_html == "<p>Gruß</p>"
    assert second.edit is not None
    assert second.edit.at == datetime(2026, 11, 30, 9, tzinfo=UTC)


def test_a_thread_of_punbb_1_4_whose_links_lead_to_another_address() -> None:
    main = """<h1 class="main-title"><a href="http://own.example/viewtopic.php?id=7">Honig</a> <small>(Page 1)</small></h1>
    <div class="crumbs"><a href="http://own.example/viewforum.php?id=2">Bienen</a></div>
    <div class="main-topic"><div class="post"><div id="p31" class="posthead"><h3><span class="post-link">
    <a href="http://own.example/viewtopic.php?pid=31#p31">Yesterday 09:15:02</a></span></h3></div><div class="postbody">
    <ul class="author-ident"><li class="username"><a href="http://own.example/profile.php?id=5">Anna</a></li></ul>
    <div class="post-entry"><h4 class="entry-title">Re: Honig</h4><div class="entry-content"><p>Eins</p>
    <p class="lastedit"><em>Last edited by Anna (Today 10:00:00)</em></p>
    <div class="sig-content"><span class="sig-line"></span>Bye</div></div></div></div></div></div>"""
    page = ENGINE.read_thread(document(items("viewtopic", main), "viewtopic.php?pid=31"), CALENDAR).page
    assert page is not None
    assert (page.thread_id, page.topic, page.path[-1].id) == (7, "Honig", 2)
    (post,) = page.posts
    assert (post.id, post.author, post.message_html, post.signature_html) == (
        31,
        Author("Anna", 5),
        "<p>Eins</p>",
        "Bye",
    )
    assert post.posted_at == datetime(2026, 11, 29, 8, 15, 2, tzinfo=UTC)
    assert post.edit is not None


ROW = """<tr class="{classes}"><td class="tcl"><div class="tclcon">{mark}<a href="viewtopic.php?id={id}">{topic}</a>
<span class="byuser">by Anna</span>{pages}</div></td><td class="tc2">{replies}</td><td class="tc3">9</td>
<td class="tcr">{last}</td></tr>"""
LAST = '<a href="viewtopic.php?pid=31#p31">Today 08:17:00</a> <span class="byuser">by Bert</span>'


def test_a_board_with_a_sticky_thread_one_that_was_moved_and_one_of_several_pages() -> None:
    rows = ROW.format(
        classes="isticky iclosed", mark='<span class="stickytext">Sticky:</span> ', id=1, topic="Read me", pages="",
        replies="1,204", last=LAST,
    ) + ROW.format(classes="", mark="Moved: ", id=2, topic="Gone", pages="", replies="&nbsp;", last="- - -") + ROW.format(
        classes="", mark="", id=3, topic="Long", replies="70", last=LAST,
        pages='[ <a href="viewtopic.php?id=3">1</a> <a href="viewtopic.php?id=3&amp;p=2">2</a> ]',
    )  # fmt: skip
    main = f'<ul class="crumbs"><li>» <strong><a href="viewforum.php?id=4">Bees</a></strong></li></ul><div id="vf">{rows}</div>'
    page = ENGINE.read_board(document(f"{tables('viewforum', main)}", "viewforum.php?id=4"), CALENDAR).page
    assert page is not None
    assert (page.board_id, page.title, page.page, page.pages) == (4, "Bees", 1, 1)
    sticky, moved, long = page.threads
    assert (sticky.important, sticky.closed, sticky.replies) == (True, True, 1204)
    assert sticky.last_post_at == datetime(2026, 11, 30, 7, 17, tzinfo=UTC)
    assert (sticky.starter, sticky.last_poster) == (Author("Anna"), Author("Bert"))
    assert (moved.id, moved.moved, moved.replies, moved.last_post_at) == (2, True, None, None)
    assert (long.pages, long.moved) == (2, False)


def test_a_board_says_itself_which_it_is_whatever_address_it_stands_at() -> None:
    rows = ROW.format(classes="", mark="", id=3, topic="Long", replies="7", last=LAST, pages="")
    crumbs = '<ul class="crumbs"><li><a href="index.php">Index</a></li><li>» <a href="viewforum.php?id=4">Bees</a></li></ul>'
    page = ENGINE.read_board(
        document(tables("viewforum", crumbs + rows), "viewforum.php?id=9"), CALENDAR
    ).page
    assert page is not None
    assert page.board_id == 4
    page = ENGINE.read_board(document(tables("viewforum", rows), "viewforum.php?id=9"), CALENDAR).page
    assert page is not None
    assert page.board_id == 9


def test_an_index_with_an_empty_board_and_a_link_to_elsewhere() -> None:
    def row(id_: int, classes: str, last: str) -> str:
        return (
            f'<tr class="{classes}"><td class="tcl"><h3><a href="viewforum.php?id={id_}">B{id_}</a></h3>'
            f'<div class="forumdesc">About {id_}</div></td><td class="tc2">33</td><td class="tc3">1.248</td>'
            f'<td class="tcr">{last}</td></tr>'
        )

    main = f"<div class='blocktable'><table>{row(1, '', LAST)}{row(2, '', 'Never')}{row(3, 'iredirect', '')}</table></div>"
    reading = ENGINE.read_index(document(tables("index", main, WAY_OUT), "index.php"), CALENDAR)
    assert (reading.answer, reading.member) == (Answer.OK, True)
    assert reading.page is not None
    full, empty, elsewhere = reading.page.boards
    assert (full.title, full.description, full.threads, full.posts) == ("B1", "About 1", 33, 1248)
    assert full.last_post is not None
    assert full.last_post.author == Author("Bert")
    assert (empty.last_post, elsewhere.external) == (None, True)


@pytest.mark.parametrize(
    ("main", "answer"),
    [
        ("Bad request. The link you followed is incorrect or outdated.", Answer.NOT_FOUND),
        ("Ungültige Anfrage. Der Link, dem du gefolgt bist, ist ungültig oder veraltet.", Answer.NOT_FOUND),
        ("You do not have permission to view these forums.", Answer.LOGIN_WANTED),
        ("Du hast keine Berechtigung, diese Foren anzusehen.", Answer.LOGIN_WANTED),
        ("You are banned from this forum.", Answer.BLOCKED),
        ("Something else", Answer.NOT_UNDERSTOOD),
    ],
)
def test_messages_are_told_apart_in_both_families(main: str, answer: Answer) -> None:
    box = f'<div id="msg"><h2>Info</h2><p>{main}</p></div>'
    item = f'<div class="main-content main-message"><p>{main}</p></div>'
    for text in (tables("viewtopic", box), tables("viewforum", box), items("message", item)):
        for read in (ENGINE.read_thread, ENGINE.read_board, ENGINE.read_index):
            assert read(document(text), CALENDAR).answer is answer


def test_maintenance_is_a_page_of_its_own() -> None:
    text = '<html><body><div id="punmaint" class="pun"><p>Down for a while.</p></div></body></html>'
    assert ENGINE.read_index(document(text), CALENDAR).answer is Answer.CLOSED


def test_the_form_to_log_in_is_sent_with_its_token_to_the_forum_that_was_asked() -> None:
    form = """<form method="post" action="http://own.example/login.php"><input type="hidden" name="csrf_token" value="t0k3n" />
    <input type="text" name="req_username" /><input type="password" name="req_password" /></form>"""
    made = ENGINE.login_form(document(items("login", form), "login.php"), "Anna", "geheim")
    assert made is not None
    assert made.url == BASE + "login.php"
    fields = {"csrf_token": "t0k3n", "req_username": "Anna", "req_password": "geheim", "save_pass": "1"}
    assert dict(made.fields) == fields
    assert "geheim" not in repr(made)
    assert not ENGINE.accepted(document(items("login", form)))
    assert ENGINE.accepted(document(tables("index", "", WAY_OUT)))
    assert not ENGINE.accepted(document(tables("index", "")))


def test_it_is_recognised_by_its_frame_and_not_by_what_authors_write() -> None:
    assert detect(document(tables("viewtopic", "Powered by WoltLab Burning Board 2.3.6"))) is not None
    engine = detect(document(tables("viewtopic", '<a href="thread.php?threadid=5">x</a>')))
    assert engine is not None
    assert engine.name == "fluxbb"
    assert ENGINE.version(ENGINE.open(document(tables("index", "")))) == "1.5.11"
