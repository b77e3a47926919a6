"""What holds for any markup whatsoever."""
# ruff: noqa: E501, SIM905 - word lists

from hypothesis import given, settings
from hypothesis import strategies as st

from feedforum.content import ForumSite, render
from feedforum.records import MarkupHabits
from feedforum.text.characters import balance
from feedforum.text.session_ids import without_session
from tests.content.judge import faults_of, html_of
from tests.thorough import times

SITE = ForumSite("http://board.example/")
COLOURED = ForumSite("http://board.example/", habits=MarkupHabits(bbcode=frozenset({"quote"})), colours=True)
PAGE = "http://board.example/forum/thread.php?threadid=7"
NAMES = (
    "a abbr address audio b big blockquote br button caption center cite code col colgroup dd del details div dl dt embed "
    "fieldset figure font form h1 h3 header hr i iframe img input legend li listing marquee menu nobr noscript object ol p "
    "param pre q ruby rt s script section select small source span strike sub summary svg table tbody td "
    "template textarea th tr tt u ul video xmp"
).split()
ATTRIBUTES = [
    'align="center"', 'class="feedforum-survey"', 'class="inposttable"', 'class="quote"', 'class="quoteheader"',
    'class="spoiler"', 'class="tablecat"', "colspan=2", 'data-src="b.jpg"', 'href="#"', 'href="javascript:x()"',
    'href="thread.php?sid=0123456789abcdef0123456789abcdef"', 'href="http://a.example/lang?x=1&amp;y=2"',
    'src="attachment.php?thumbnail=1"', 'src="data:image/png;base64,AAAA"', 'src="images/smilies/smile.gif"',
    'src="https://www.youtube.com/embed/abcdefghijk"', 'srcset="a.png 1x, b.png 2x"', "size=1", "start=3",
    'style="display:none"', 'style="font-size:24px;color:red"', 'style="font-weight:bold;text-align:right"', "title=\"'\"", 'type="button"',
    'value="Zeig"', "width=1 height=1",
]  # fmt: skip
CODES = [
    f"[{slash}{name}]"
    for name in (
        "b",
        "center",
        "code",
        "color",
        "hide",
        "img",
        "list",
        "quote",
        "size",
        "spoiler",
        "url",
        "youtube",
        "h1",
        "indent",
        "li",
        "noparse",
        "table",
        "td",
        "tr",
        "ul",
    )
    for slash in ("", "/")
] + [
    "[*]",
    "[quote=A]",
    "[url=http://a.example/]",
    "[list=1]",
    "[hr]",
    "[quote=[A]x]",
    "[size=24]",
    "[color=red]",
    "[",
    "]",
    "[/",
    "b]",
    "=red]",
]
WORDS = [
    " ", "\n", "\r", "\t", "\x00", "\x08", "\x85", "\xa0", "\u202e", "\u202c", "\ud800", "\ufffe", "😃", "&#8;",
    "&#128;", "&#13;", "&amp;", "&lt;b&gt;", "&nbsp;", "<", ">", '"', "'", "<!--", "-->", "...", ":", "1:\n2:\n",
    "Original von A", "A schrieb:", "Zitat:", "code:", "Spoiler:", "x", "http://a.example/x", "abcdefghijk",
    "<br />\n", "w" * 75, " " + "w" * 75 + "<br />\n", "__________________",
]  # fmt: skip


def start_tags() -> st.SearchStrategy[str]:
    attributes = st.lists(st.sampled_from(ATTRIBUTES), max_size=2).map(" ".join)
    return st.builds("<{} {}>".format, st.sampled_from(NAMES), attributes)


PIECES = st.one_of(
    start_tags(),
    st.sampled_from(NAMES).map("</{}>".format),
    st.sampled_from(CODES),
    st.sampled_from(WORDS),
    st.text(st.characters(exclude_categories=()), max_size=5),
)
MARKUP = st.lists(PIECES, max_size=30).map("".join)


@settings(max_examples=times(400, 200), deadline=None)
@given(MARKUP, st.sampled_from([SITE, COLOURED]))
def test_rendering_is_safe_and_final(markup: str, site: ForumSite) -> None:
    once = html_of(markup, PAGE, site=site)
    assert faults_of(once) == []
    assert html_of(once, PAGE, site=site) == once


@settings(max_examples=100, deadline=None)
@given(MARKUP, st.text(st.characters(exclude_categories=()), max_size=5))
def test_derived_texts_of_anything(markup: str, title: str) -> None:
    once = render(markup, PAGE, site=SITE, title=title)
    again = render(once.html, PAGE, site=SITE, title=title)
    assert once == again
    assert len(once.texts.excerpt) <= 280 + once.texts.excerpt.count("\u202c") + once.texts.excerpt.count(
        "\u2069"
    )
    assert once.texts.own == " ".join(once.texts.own.split())


@given(
    st.lists(st.sampled_from(["&#38;", "&lt;", "ä", "x ", "\U0001f600", "<b>", "</b>"]), max_size=20).map(
        "".join
    )
)
def test_text_without_codes_is_kept_to_the_letter(markup: str) -> None:
    text = markup.replace("<b>", "").replace("</b>", "").replace("&#38;", "&").replace("&lt;", "<")
    assert render(markup, PAGE, site=SITE).texts.own == " ".join(text.split())


@given(st.text("a\u202a\u202c\u202e\u2066\u2069", max_size=12))
def test_direction_marks_are_balanced(text: str) -> None:
    balanced = balance(text)
    depth = 0
    for character in balanced:
        depth += {"\u202c": -1, "\u2069": -1, "a": 0}.get(character, 1)
        assert depth >= 0
    assert depth == 0
    assert balance(balanced) == balanced


@given(
    st.lists(
        st.sampled_from(["threadid=1", "sid=" + "0f" * 16, "s=" + "0f" * 16, "PHPSESSID=x", "s=wort"]),
        max_size=4,
    )
)
def test_session_ids_go_and_the_rest_stays(parameters: list[str]) -> None:
    left = [one for one in parameters if one in {"threadid=1", "s=wort"}]
    expected = "http://board.example/x" + ("?" + "&".join(left) if left else "")
    assert (
        without_session("http://board.example/x" + ("?" + "&".join(parameters) if parameters else ""))
        == expected
    )
