"""The kit of engines: addresses, the parameters of links, pagers and forms."""

from collections.abc import Callable

import pytest

from feedforum.engines.kit.forms import filled_in, form_with
from feedforum.engines.kit.links import links_in, number, parameter, script
from feedforum.engines.kit.pager import Pager, read_pager
from feedforum.text.session_ids import without_session
from tests.engines.kit_pages import URL, page, tag

HEX = "0123456789abcdef0123456789abcdef"

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
