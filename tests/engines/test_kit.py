"""The kit that engines are made of: tables of markup and what comes out of it."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from hypothesis import given
from hypothesis import strategies as st

from feedforum.dates import Calendar
from feedforum.engines.kit import dom
from feedforum.engines.kit.dated_rows import dated_boards, dated_posts, dated_threads, page_dates
from feedforum.engines.kit.forms import filled_in, form_with
from feedforum.engines.kit.frame import Frame
from feedforum.engines.kit.last_post import Stamp, stamp_of, without_by
from feedforum.engines.kit.links import Link, links_in, number, parameter, script
from feedforum.engines.kit.messages import apart, edit_note, split_at_line
from feedforum.engines.kit.page import Page
from feedforum.engines.kit.pager import Pager, read_pager
from feedforum.engines.kit.refusals import refusal, unreadable
from feedforum.engines.kit.texts import count_of, resolve, size_in_bytes
from feedforum.records import Answer, Author, BoardRow, Document, Edit, LastPost, Post, ThreadRow
from feedforum.text.session_ids import without_session

URL = "http://forum.example/board/show.php?id=7"
NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
CALENDAR = Calendar(ZoneInfo("Europe/Berlin"))
HEX = "0123456789abcdef0123456789abcdef"


def page(markup: str, url: str = URL) -> Page:
    return Page(Document(url, f"<html>{markup}</body></html>", NOW))


def tag(markup: str) -> Tag:
    found = BeautifulSoup(markup, "lxml", multi_valued_attributes=None).body
    assert found is not None
    first = found.contents[0]
    assert isinstance(first, Tag)
    return first


# --- links ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("href", "name"),
    [
        ("thread.php?threadid=5", "thread.php"),
        ("./Thread.PHP#x", "thread.php"),
        ("http://forum.example/cgi-bin/YaBB.pl?num=5/0", "yabb.pl"),
        ("forum.asp", "forum.asp"),
        ("index.php/Thread/345-Title/", "index.php"),
        ("topic5.html", ""),
        ("javascript:who(5)", ""),
    ],
)
def test_the_script_of_a_link(href: str, name: str) -> None:
    assert script(href) == name


@pytest.mark.parametrize(
    ("href", "name", "text", "figure"),
    [
        ("a.php?t=5", "t", "5", 5),
        ("a.php?x=1&t=5#p9", "t", "5", 5),
        ("YaBB.pl?board=lenses/20;x=1", "board", "lenses/20", None),
        ("YaBB.pl?x=1;num=1164623400/15", "num", "1164623400/15", 1164623400),
        ("index.php?topic=12.20", "topic", "12.20", 12),
        ("a.php?t=1+1", "t", "1 1", 1),
        ("a.php?tt=5", "t", "", None),
        ("a.php?t=", "t", "", None),
        ("a.php?t=%C3%A4", "t", "ä", None),
        ("a.php?t=1234567890123456789", "t", "1234567890123456789", None),
        ("a.php?t=²", "t", "²", None),
    ],
)
def test_the_parameters_of_a_link(href: str, name: str, text: str, figure: int | None) -> None:
    assert parameter(href, name) == text
    assert number(href, name) == figure


@pytest.mark.parametrize(
    ("url", "rest"),
    [
        (f"a.php?sid={HEX}&t=5#p1", "a.php?t=5#p1"),
        (f"a.php?t=5&sid={HEX}", "a.php?t=5"),
        (f"a.php?t=5&s={HEX}&u=1", "a.php?t=5&u=1"),
        ("a.php?sid=", "a.php"),
        (f"index.php?PHPSESSID={HEX};topic=5.0;x", "index.php?topic=5.0;x"),
        ("a.php?s=5&t=6", "a.php?s=5&t=6"),
        ("a.php?t=5&SID=abc", "a.php?t=5&SID=abc"),
        ("a.cgi?act=list;CGISESSID=0123456789abcdefghij;b=2", "a.cgi?act=list;b=2"),
        ("a.asp?sid=0123456789abcdef&t=5", "a.asp?t=5"),
        ("list/12.page;jsessionid=0A1B2C.node1?x=1#2", "list/12.page?x=1#2"),
        ("list/12.page;jsessionid=0A1B2C#2", "list/12.page#2"),
        ("a.php", "a.php"),
        ("a.php?q=%FC&x", "a.php?q=%FC&x"),
    ],
)
def test_sessions_are_stripped_by_their_shape(url: str, rest: str) -> None:
    assert without_session(url) == rest
    assert without_session("http://x/a.asp?SID=abc&t=5", ["sid"]) == "http://x/a.asp?t=5"


# --- texts ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "count"),
    [("4.321", 4321), ("1,987", 1987), ("1 234", 1234), ("12", 12), ("-", None), ("", None), ("1²", None)],
)
def test_counts(text: str, count: int | None) -> None:
    assert count_of(text) == count


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("(1,39 KB)", 1423),
        ("520 Bytes", 520),
        ("1.234 Byte", 1234),
        ("5.11 kB, 640x400", 5233),
        ("2 MiB", 2 * 1024**2),
        ("3 mal heruntergeladen", None),
        (". KB", None),
    ],
)
def test_sizes(text: str, size: int | None) -> None:
    assert size_in_bytes(text) == size


def test_characters_escaped_twice_are_resolved() -> None:
    assert resolve("&#1050;&#10 50; &#55555555; &#xd; R & D") == "КК &#55555555; &#xd; R & D"


def test_text_and_markup_of_nodes() -> None:
    holder = tag("<div> a<br>b <script>x</script><!-- c --><b title='\"'>d &amp; e</b><br><br/> </div>")
    assert dom.text_of(holder) == "a b xd & e"
    assert dom.text_of(None) == ""
    assert dom.markup_of(holder.contents) == (
        "a<br/>b <script>x</script><!-- c --><b title='\"'>d &amp; e</b>"
    )


def test_nodes_end_before_a_tag_that_broken_markup_put_inside_of_them() -> None:
    holder = tag("<div>a<b>b<i>c<u>d</u>e</i></b>f</div>")
    end = holder.find("u")
    assert isinstance(end, Tag)
    assert dom.markup_of(dom.up_to(holder.contents, end)) == "abc"
    assert dom.markup_of(holder.contents, end) == "a<b>b<i>c</i></b>"
    for nowhere in (None, tag("<div>x</div>")):
        assert dom.markup_of(dom.up_to(holder.contents, nowhere)) == dom.markup_of(holder.contents, nowhere)


def test_posts_are_the_same_tags_unless_one_holds_another() -> None:
    closed = list(page("<p>a</p>b<p>c</p>").tags("p"))
    assert all(one is other for one, other in zip(apart(closed), closed, strict=True))
    opened = page("<div>a<b>x<div>c</div>d<div>e").tags("div")
    assert [dom.markup_of([post]) for post in apart(opened)] == [
        "<div>a<b>x</b></div>",
        "<div>c</div>",
        "<div>e</div>",
    ]


@pytest.mark.parametrize("mark", ["'", '"', ""])
def test_a_tag_has_few_attributes(mark: str) -> None:
    many = " ".join(f"a{number}={mark}{number}{mark}" for number in range(20_000))
    found = page(f"<b {many}>x</b><i {many}").soup.find("b")
    assert isinstance(found, Tag)
    assert list(found.attrs.items()) == [(f"a{number}", str(number)) for number in range(30)]
    assert found.text == "x"


@given(st.text(alphabet="<>&\"'ab /=!-bribdiv", max_size=60))
def test_markup_is_written_as_beautifulsoup_writes_it(markup: str) -> None:
    found = tag(f"<div>{markup}</div>")
    assert dom.markup_of(found.contents) == dom.trimmed(found.decode_contents())


# --- pagers -----------------------------------------------------------------------------------


def offset_in(name: str) -> Callable[[str], int | None]:
    return lambda href: number(href, name)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<p>Seiten (3): <b>[2]</b> <a href="?page=1">1</a> <a href="?page=3">3</a></p>', (2, 3, None)),
        ('<p>Pages: <a href="?p=1">1</a> <strong class="item1">2</strong></p>', (2, 2, None)),
        ("<p>Pages: <strong>1</strong></p>", (1, 1, None)),
        (
            (
                "<p>22 topics, Page <strong>1</strong> of <strong>3</strong>"
                ' - <a href="?start=25">2</a>, <a href="?start=50">3</a></p>'
            ),
            (1, 3, 25),
        ),
        (
            (
                '<p>Pages: <b>[1]</b> <a href="?start=15">2</a> … <a href="?start=99">one</a>'
                ' <a href="?start=1485">100</a></p>'
            ),
            (1, 100, 15),
        ),
        (
            (
                '<div><a href="?start=0">1</a> <span class="pagination_current">2</span>'
                ' <a href="?start=20">3</a> <a href="?start=20">&raquo;</a></div>'
            ),
            (2, 3, 10),
        ),
        ('<p><a href="?start=10">next</a></p>', (None, 1, None)),
        ("<p>nothing</p>", (None, 1, None)),
    ],
)
def test_pagers(markup: str, expected: tuple[int | None, int, int | None]) -> None:
    found = read_pager(page(""), tag(markup), offset_of=offset_in("start"))
    assert (found.page, found.pages, found.size) == expected


def test_a_pager_tells_where_its_pages_are() -> None:
    node = tag(f'<p>[1] <a href="?p=2&amp;sid={HEX}">2</a> <a href="http://x.example/">3</a></p>')
    found = read_pager(page(""), node, leads_on=lambda link: bool(link.number("p")))
    assert found.links == ((2, "http://forum.example/board/show.php?p=2"),)
    assert (found.page, found.pages) == (1, 2)


@pytest.mark.parametrize(
    ("pager", "offset", "expected"),
    [(Pager(3, 9, 20), 0, 3), (Pager(None, 9, 20), 40, 3), (Pager(None, 9), 40, 1), (Pager(), None, 1)],
)
def test_the_number_of_a_page_is_marked_or_counted_by_its_offset(
    pager: Pager, offset: int | None, expected: int
) -> None:
    assert pager.number_at(offset) == expected


# --- last posts -------------------------------------------------------------------------------


def member_of(link: Link) -> Author | None:
    return Author(link.text, link.number("u")) if link.script == "profile.php" else None


@pytest.mark.parametrize(
    ("markup", "date_text", "author"),
    [
        (
            '<td>20.11.2026 12:00<br>von <a href="profile.php?u=5">Tom</a></td>',
            "20.11.2026 12:00",
            ("Tom", 5),
        ),
        ("<td>20.11.2026 12:00 by Tom by Night</td>", "20.11.2026 12:00", ("Tom by Night", None)),
        ('<td><a href="show.php?p=9">Today 10:00</a> <span>by Tom</span></td>', "Today 10:00", ("Tom", None)),
        ("<td>never</td>", "never", None),
        ("<td></td>", "", None),
    ],
)
def test_when_and_by_whom(markup: str, date_text: str, author: tuple[str, int | None] | None) -> None:
    cell = tag(f"<table><tr>{markup}</tr></table>").find("td")
    assert cell is not None
    assert stamp_of(list(cell.children), member_of) == Stamp(date_text, Author(*author) if author else None)


@pytest.mark.parametrize(
    ("text", "name"),
    [("by Anna", "Anna"), ("von: Tom by Night", "Tom by Night"), ("Byron", "Byron"), ("", "")],
)
def test_names_behind_a_word(text: str, name: str) -> None:
    assert without_by(text) == name


# --- dates ------------------------------------------------------------------------------------


def test_all_dates_of_a_page_are_read_alike() -> None:
    board = BoardRow(1, "B", last_post=LastPost(None, Author("Tom")))
    thread = ThreadRow(7, "T", "", Author("Tom"), 1, None, None)
    post = Post(11, Author("Tom"), "", None, "x", date_text="03/04/2026 10:00", edit=Edit(1, None))
    boards, threads, posts = (
        [(board, "03/04/2026 08:00")],
        [(thread, "5 minutes ago")],
        [(post, "04/25/2026 9:00")],
    )
    dates = page_dates(page(""), CALENDAR, boards, threads, posts)
    (dated,) = dated_posts(posts, dates)
    assert dated.posted_at == datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
    assert dated.edit == Edit(1, datetime(2026, 4, 25, 7, 0, tzinfo=UTC))
    assert dated_boards(boards, dates)[0].last_post == LastPost(
        datetime(2026, 3, 4, 7, 0, tzinfo=UTC), Author("Tom")
    )
    row = dated_threads(threads, dates)[0]
    assert (row.last_post_at, row.last_post_uncertainty) == (NOW - timedelta(minutes=5), timedelta(minutes=1))


def _dates_read(ids: Sequence[int | None], texts: list[str]) -> list[str]:
    drafts = [
        (Post(each, Author("A"), "", None, "x", date_text=text), "")
        for each, text in zip(ids, texts, strict=True)
    ]
    shown = page("<b>x</b>")
    posts = dated_posts(drafts, page_dates(shown, CALENDAR, posts=drafts))
    return [f"{post.posted_at:%Y-%m-%d}" if post.posted_at else "" for post in posts]


@pytest.mark.parametrize(
    ("texts", "days"),
    [
        (["30.12. 10:00", "2.1. 10:00", "24.11. 10:00"], ["2025-12-30", "2026-01-02", "2026-11-24"]),
        (["24.11. 10:00", "23.11. 10:00"], ["2025-11-24", "2026-11-23"]),
        (["5.3. 10:00", "5.3. 10:00", "6.3.2024 10:00"], ["2024-03-05", "2024-03-05", "2024-03-06"]),
        (["5.3. 10:00", "Quark", "4.3. 10:00"], ["2025-03-05", "", "2026-03-04"]),
        (["3.3.2024 10:00", "5.3. 10:00", "Gestern, 10:00"], ["2024-03-03", "2026-03-05", "2026-11-24"]),
    ],
)
def test_dates_without_a_year_fit_the_posts_beside_them(texts: list[str], days: list[str]) -> None:
    ids = [11, 12, 13][: len(texts)]
    assert _dates_read(ids, texts) == days
    assert _dates_read(ids[::-1], texts[::-1]) == days[::-1]
    assert _dates_read([None] * len(texts), texts) == days


def test_what_a_page_tells_nothing_of_stays_unknown() -> None:
    post = Post(11, Author("Tom"), "", None, "x", date_text="?", edit=Edit(2, None))
    drafts = [(post, "5 minutes ago")]
    dates = page_dates(page(""), CALENDAR, posts=drafts)
    assert dated_posts(drafts, dates) == (post,)
    row = BoardRow(1, "B", last_post=LastPost(None, None))
    assert dated_boards([(row, "")], dates)[0].last_post is None


# --- refusals and forms -----------------------------------------------------------------------


def test_refusals_come_in_their_order() -> None:
    signs = {
        "password": Answer.PASSWORD_WANTED,
        "banned": Answer.BLOCKED,
        "not_found": Answer.NOT_FOUND,
        "closed": Answer.CLOSED,
        "login": Answer.LOGIN_WANTED,
    }
    given: dict[str, Any] = dict.fromkeys(signs, True)
    for sign, answer in signs.items():
        reading = refusal("Nein.", **given)
        assert reading.answer is answer
        assert reading.detail
        del given[sign]
    assert "“Nein.”" in refusal("Nein.").detail
    assert len(refusal("x" * 999).detail) < 200
    assert refusal("", login=True, member=True).detail != refusal("", login=True, member=False).detail


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("<html><body>x", Answer.BROKEN),
        ("<html><body>x</body>", None),
        ("x", Answer.NOT_UNDERSTOOD),
        ("", Answer.NOT_UNDERSTOOD),
        ("<html><body>mysql_connect(): x", Answer.DATABASE_DOWN),
        ("<html>" + "<b>" * 100_001 + "</html>", Answer.NOT_UNDERSTOOD),
    ],
)
def test_a_page_that_is_none_is_not_read(text: str, answer: Answer | None) -> None:
    reading = unreadable(Page(Document(URL, text, NOW)))
    assert (reading.answer if reading else None) is answer


FORM = (
    '<form action="{}"><input type="hidden" name="token" value="t&amp;1"><input name="user" value="old">'
    '<input type="password" name="pass"><input type="checkbox" name="stay" value="1" checked>'
    '<input type="checkbox" name="not" value="1"><input type="submit" name="go" value="Go"></form>'
)


@pytest.mark.parametrize(
    ("action", "url"),
    [
        ("login.php#x", "http://forum.example/board/login.php"),
        ("", URL),
        ("/in?x=1", "http://forum.example/in?x=1"),
        ("https://forum.example/in", "https://forum.example/in"),
        ("http://elsewhere.example/in", None),
        ("http://forum.example:8080/in", None),
        ("javascript:void(0)", None),
        ("//[", None),
    ],
)
def test_a_form_is_sent_with_its_own_fields_and_to_its_own_host_alone(action: str, url: str | None) -> None:
    shown = page("<form><input name=q></form>" + FORM.format(action))
    form = filled_in(
        shown, form_with(shown.own("form"), "user", "pass"), {"user": "Anna", "pass": "s", "more": "1"}
    )
    assert (form.url if form else None) == url
    if form is not None:
        fields = {"token": "t&1", "user": "Anna", "pass": "s", "stay": "1", "more": "1"}
        assert dict(form.fields) == fields
        assert "Anna" not in repr(form)


def test_without_a_form_nothing_is_sent() -> None:
    shown = page(FORM.format("x"))
    assert form_with(shown.own("form"), "user", "other") is None
    assert filled_in(shown, None, {}) is None


# --- messages ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markup", "message", "signature"),
    [
        ("<p>a<br><br>____<br>sig</p>", "a", "sig"),
        ("<p>a<br>\n<br>\n____<br>\nb</p>", "a<br/>\n<br/>\n____<br/>\nb", ""),
        ("<p>a ____</p>", "a ____", ""),
    ],
)
def test_a_line_parts_message_and_signature(markup: str, message: str, signature: str) -> None:
    before, behind = split_at_line(list(tag(markup).children), "____")
    assert (dom.markup_of(before), dom.markup_of(behind)) == (message, signature)


def test_edit_notes_are_read_by_the_first_pattern_that_fits() -> None:
    counted = re.compile(r"edited (?P<count>\d+) times.*: (?P<date>.+)")
    plain = re.compile(r"Last edited by .+ \((?P<date>.+)\)")
    assert edit_note("edited 3 times: today", [counted, plain]) == (Edit(3, None), "today")
    assert edit_note("Last edited by X (today)", [counted, plain]) == (Edit(1, None), "today")
    assert edit_note("Hello", [counted, plain]) is None


# --- pages and frames -------------------------------------------------------------------------


def test_a_frame_holds_no_links_of_authors() -> None:
    text = (
        '<html><head><meta name="Generator" content="Some Board 1.0">'
        '<link href="style/x.css" rel="stylesheet">'
        '<script>var some_board = 1;</script></head><body id="someboard" class="Big page">'
        '<a href="menu.php">Menu</a><a href="http://forum.example/top.php">Top</a><a name="post7"></a>'
        '<a href="post.php" rel="nofollow">x</a><a href="post.php" target="_blank">x</a>'
        '<a href="http://elsewhere.example/post.php">x</a><input name="L_User"><p>Powered by Some Board</p>'
        "</body></html>"
    )
    frame = Frame(Page(Document(URL, text, NOW)))
    assert frame.generator == "Some Board 1.0"
    assert "style/x.css" in frame.head
    assert "some_board" in frame.head
    assert (frame.ids, frame.classes) == (frozenset({"someboard"}), frozenset({"big", "page"}))
    assert frame.fields == frozenset({"l_user"})
    assert frame.scripts() == {"menu.php", "top.php"}
    assert frame.footer.endswith("Powered by Some Board")


@given(st.text(max_size=200))
def test_any_text_has_a_frame(text: str) -> None:
    assert Frame(Page(Document(URL, text, NOW))).scripts() is not None


def test_links_start_from_the_base_of_the_page() -> None:
    shown = page('<head><base href="/forum/"></head><a href="x.php?sid=">x</a><a href="//[">y</a>')
    assert [shown.absolute(link.href) for link in links_in(shown.soup)] == [
        "http://forum.example/forum/x.php",
        "",
    ]


def test_a_base_that_an_author_wrote_means_nothing() -> None:
    shown = page(
        '<html><head></head><body><base href="http://evil.example/"><a href="x.php">x</a></body></html>'
    )
    assert [shown.absolute(link.href) for link in links_in(shown.soup)] == [
        "http://forum.example/board/x.php"
    ]


def test_characters_that_proxies_and_old_software_broke_are_mended_everywhere_on_a_page() -> None:
    hidden = '<span class="__cf_email__" data-cfemail="0564456764">[email&#160;protected]</span>'
    shown = page(f"<title>&amp;#55357;&amp;#56832; {hidden.replace('span', 'a')}</title><b>{hidden}</b>")
    assert dom.text_of(shown.soup.find("b")) == "a@ba"
    assert "😀" in shown.title
