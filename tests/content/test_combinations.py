"""Each BBCode in each other, in the markup that Burning Board 2 sends for them."""
# ruff: noqa: E501 - a case reads best as markup on a line

import re
from collections.abc import Callable

import pytest

from feedforum.content import ForumSite
from feedforum.records import MarkupHabits
from tests.content.judge import faults_of, html_of
from tests.content.test_render import box, code_box

PAGE = "http://board.example/forum/thread.php?threadid=7"
LITERAL = frozenset(
    {"b", "i", "u", "size", "color", "font", "align", "url", "email", "img", "list", "code", "php", "quote"}
)
PLAIN = ForumSite("http://board.example/forum/", habits=MarkupHabits(bbcode=LITERAL))
COLOURED = ForumSite("http://board.example/forum/", habits=MarkupHabits(bbcode=LITERAL), colours=True)

SMILEY = '<img src="images/smilies/wink.gif" border="0" alt="Augenzwinkern" title="Augenzwinkern" />'
IMAGE = '<img class="resizeImage" src="http://a.example/b.png" border="0" alt="" />'
LINK = '<a href="http://a.example/x" target="_blank">Seite</a>'
MAIL = '<a href="mailto:a@b.example">a@b.example</a>'


def span(style: str) -> Callable[[str], str]:
    return lambda inner: f'<span style="{style};">{inner}</span>'


def tag(name: str, attributes: str = "") -> Callable[[str], str]:
    return lambda inner: f"<{name}{attributes}>{inner}</{name}>"


def quoted_by(inner: str) -> str:
    return box("Zitat:", f"<i>Original von Ann</i><br />\r\n{inner}")


def spoiler(inner: str) -> str:
    return (
        '<div class="spoiler"><input type="button" value="Spoiler" onclick="x()" />'
        f'<div style="display: none">{inner}</div></div>'
    )


INNER = {
    "text": "W&ouml;rter &amp; Zeichen",
    "lines": "eine<br />\r\n<br />\r\nzweite",
    "image": IMAGE,
    "smiley": SMILEY,
    "link": LINK,
    "e-mail": MAIL,
    "named e-mail": '<a href="mailto:a@b.example">Ann</a>',
    "image in link": f'<a href="http://a.example/x" target="_blank">{IMAGE}</a>',
    "list": f"<ul><li>eins {SMILEY}</li><li><b>zwei</b></li></ul>",
    "numbered list": f'<ol type="1"><li>{LINK}</li><li>zwei</li></ol>',
    "lettered list in list": '<ul><li>eins<ol type="a"><li>zwei</li></ol></li></ul>',
    "quote": box("Zitat:", "gesagt"),
    "quote with name": quoted_by(f"gesagt {SMILEY}"),
    "quote in quote": box("Zitat:", quoted_by("innen") + "<br />\r\nau&szlig;en"),
    "code": code_box("code:", "1:\n2:\n", "if (a &lt; b)\n\t[b]x[/b]; // :)"),
    "php": code_box("php:", "1:\n", "<span style='color: #000000'><span style='color: #0000BB'>&lt;?php&nbsp;&nbsp;x</span></span>"),
    "bold": "<b>fett</b>",
    "bold in italic": "<i><b>beides</b></i>",
    "underlined": "<u>unten</u>",
    "small": span("font-size: 8px")("klein"),
    "size in font": span("font-family: Arial")(span("font-size: 24px")("x")),
    "colour in size": span("font-size: 24px")(span("color: red")("x")),
    "centred": '<div align="center">mittig</div>',
    "spoiler": spoiler("Ende"),
    "raw": "[b]roh[/b] [quote]roh[/quote] [nix]",
}  # fmt: skip

OUTER: dict[str, Callable[[str], str]] = {
    "quote": lambda inner: box("Zitat:", inner),
    "quote with name": quoted_by,
    "quote in quote": lambda inner: quoted_by(box("Zitat:", inner)),
    "list": lambda inner: f"<ul><li>davor</li><li>{inner}</li></ul>",
    "numbered list": lambda inner: f'<ol type="1"><li>{inner}</li><li>danach</li></ol>',
    "centred": tag("div", ' align="center"'),
    "right": tag("div", ' align="right"'),
    "large": span("font-size: 24px"),
    "small": span("font-size: 8px"),
    "colour": span("color: #ff0000"),
    "font": span("font-family: Comic Sans MS"),
    "link": tag("a", ' href="http://outer.example/" target="_blank"'),
    "bold": tag("b"),
    "italic": tag("i"),
    "underlined": tag("u"),
    "spoiler": spoiler,
    "between": lambda inner: f"davor {inner} danach",
}


@pytest.mark.parametrize("site", [PLAIN, COLOURED], ids=["plain", "coloured"])
@pytest.mark.parametrize("inner", INNER)
@pytest.mark.parametrize("outer", OUTER)
def test_one_in_another(outer: str, inner: str, site: ForumSite) -> None:
    alone = html_of(INNER[inner], PAGE, site=site)
    once = html_of(OUTER[outer](INNER[inner]), PAGE, site=site)
    around = html_of(OUTER[outer]("@"), PAGE, site=site)
    if "link" in outer:
        # A picture is a link to itself only where it is in no other.
        alone = re.sub(r'<a href="([^"]*)">(<img src="\1"[^>]*>)</a>', r"\2", alone)
    assert alone in once
    assert faults_of(once) == []
    assert html_of(once, PAGE, site=site) == once
    if outer in {"quote", "quote with name", "quote in quote", "list", "numbered list", "right", "spoiler"}:
        before, after = around.split("@")
        # A hidden frame around nothing but a hidden frame is one.
        assert once == (alone if outer == inner == "spoiler" else before + alone + after)


SOURCES = [
    "[b]x[/b]",
    "[quote]x[/quote]",
    "[list][*]x[/list]",
    "[img]http://a.example/b.png[/img]",
    ":) ;)",
    "\tx\n\n  y",
]


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("label", ["code:", "php:"])
@pytest.mark.parametrize("outer", OUTER)
def test_what_is_in_code_stays_as_it_was_typed(outer: str, label: str, source: str) -> None:
    numbers = "".join(f"{number}:\n" for number in range(1, source.count("\n") + 2))
    once = html_of(OUTER[outer](code_box(label, numbers, source)), PAGE, site=PLAIN)
    assert f"<pre><code>{source}</code></pre>" in once
    assert faults_of(once) == []
    assert html_of(once, PAGE, site=PLAIN) == once
