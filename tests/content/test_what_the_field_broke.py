"""Markup and characters that forums, proxies and scripts broke, each as a kind; and posts that cost much."""
# ruff: noqa: E501 - a case reads best as markup on a line

import time
from collections.abc import Callable

import pytest

from feedforum.content import ForumSite, Rendered, render
from feedforum.text.page_markup import repaired
from tests.thorough import times

SITE = ForumSite("http://board.example/forum/")
PAGE = "http://board.example/forum/thread.php?threadid=7"


def rendered(markup: str) -> Rendered:
    return render(markup, PAGE, site=SITE)


def hidden(address: str, key: int) -> str:
    """An e-mail address as a proxy hides it from robots: a key, and each byte with that key."""
    return f"{key:02x}" + "".join(f"{byte ^ key:02x}" for byte in address.encode())


@pytest.mark.parametrize("key", [0, 1, 0x7F, 0xFF])
@pytest.mark.parametrize("name", ["a", "span"])
def test_a_hidden_address_is_written_out(key: int, name: str) -> None:
    code = hidden("jörg@a.example", key)
    markup = f'Mail: <{name} class="__cf_email__" data-cfemail="{code}">[email&#160;protected]</{name}>!'
    assert rendered(markup).html == "Mail: jörg@a.example!"


def test_a_link_to_a_hidden_address_stays_the_same_whatever_its_key() -> None:
    renderings = {
        rendered(
            f'<a href="/cdn-cgi/l/email-protection#{hidden("a@b.example", key)}">'
            f'<span class="__cf_email__" data-cfemail="{hidden("a@b.example", key + 1)}">[email protected]</span></a>'
        )
        for key in range(5)
    }
    assert {one.html for one in renderings} == {'<a href="mailto:a@b.example">a@b.example</a>'}
    assert len(renderings) == 1


@pytest.mark.parametrize("code", ["", "0", "zz", "00ff", "7f3c1e7f1a"])
def test_what_is_no_hidden_address_does_no_harm(code: str) -> None:
    rendered(f'<a data-cfemail="{code}" href="/cdn-cgi/l/email-protection#{code}">x</a>')


def test_a_hidden_address_brings_no_markup() -> None:
    code = hidden('"><script>alert(1)</script>', 5)
    html = rendered(
        f'<a href="/cdn-cgi/l/email-protection#{code}"><span data-cfemail="{code}">x</span></a>'
    ).html
    assert "<script" not in html


@pytest.mark.parametrize("halves", [
    "&#55357;&#56832;", "&#xD83D;&#xDE00;", "&#xd83d;&#56832;", "&amp;#55357;&amp;#56832;", "&amp;#xD83D;&amp;#xDE00;",
])  # fmt: skip
def test_a_character_in_two_halves_is_joined(halves: str) -> None:
    assert rendered(f"a{halves}b").html == "a😀b"
    assert repaired(f"<b>{halves}</b>") == "<b>😀</b>"


@pytest.mark.parametrize("text", ["&#55357;", "&#56832;&#55357;", "&#12345;&#23456;"])
def test_other_references_are_left_alone(text: str) -> None:
    assert repaired(text) == text


def test_the_delete_character_is_dropped() -> None:
    assert rendered("a\x7fb&#127;c").html == "abc"


BIG = "http://a.example/big.jpg"
SMALL = "http://a.example/blank.gif"


def linked(source: str, alt: str = "") -> str:
    """A picture as it is shown: with its name, and a link to it."""
    name = alt or source.rpartition("/")[2].partition("?")[0]
    return f'<a href="{source}"><img src="{source}" alt="{name}"></a>'


@pytest.mark.parametrize(
    "attribute", ["data-src", "data-original", "data-pagespeed-lazy-src", "data-x", "lazyload"]
)
@pytest.mark.parametrize("source", ['src="data:image/gif;base64,R0lGODlh"', f'src="{SMALL}"', ""])
def test_a_picture_that_a_script_would_load_is_found_whatever_the_attribute(
    attribute: str, source: str
) -> None:
    assert rendered(f'<img {source} {attribute}="{BIG}">').html == linked(BIG)
    page = "http://board.example/forum/get.php?id=5"
    for address in (page, "get.php?id=5", "/forum/get.php?id=5", "./get.php?id=5"):
        found = rendered(
            f'<img {source} {attribute}="{address}" data-ratio="16/9" data-type="image/jpeg">'
        ).html
        assert found == linked(page)


@pytest.mark.parametrize("name", ["srcset", "data-srcset"])
def test_a_placeholder_among_sources_shows_the_first_of_them(name: str) -> None:
    markup = f'<picture><source {name}="/a.webp 1x, /b.webp 2x"><source {name}="/a.jpg"><img src="data:image/gif;base64,R0"></picture>'
    assert rendered(markup).html == linked("http://board.example/a.webp")


@pytest.mark.parametrize(("attributes", "shown"), [
    ('src="/turning.svg" data-x="/big.jpg"', "big.jpg"),
    ('src="/turning.svg" data-real-src="/get/5"', "get/5"),
    ('src="/s.gif" data-thumb="/small.jpg" data-orig-file="/big.jpg"', "big.jpg"),
    ('src="/big.jpg" data-thumb="/small.jpg"', "big.jpg"),
    ('src="/big.jpg" lowsrc="/small.jpg"', "big.jpg"),
    ('src="/big.jpg" data-href="/thread.php?threadid=5"', "big.jpg"),
    ('src="/big.jpg" data-page="/thread.php?threadid=5"', "big.jpg"),
    ('src="" data-thumb="/small.jpg" data-x="/get/5"', "get/5"),
])  # fmt: skip
def test_of_several_addresses_of_a_picture_the_original_is_shown(attributes: str, shown: str) -> None:
    assert rendered(f"<img {attributes}>").html == linked(f"http://board.example/{shown}")


LAZY = '<img class="lazy" src="data:image/gif;base64,R0lGODlh" alt="x">'


@pytest.mark.parametrize("markup", [
    f'{LAZY}<noscript><img src="{BIG}" alt="x"></noscript>',
    f'{LAZY}\n <noscript><img src="{BIG}" alt="x"></noscript>',
    f'<noscript><img src="{BIG}" alt="x"></noscript>{LAZY}',
    f'<img data-src="{BIG}" alt="x"><noscript><img src="{BIG}" alt="x"></noscript>',
    f'<img src="{BIG}" alt="x"><noscript><img src="{BIG}" alt="x"></noscript>',
    f'<span>{LAZY}</span><noscript><img src="{BIG}" alt="x"></noscript>',
    f'<noscript><img src="{BIG}" alt="x"></noscript>',
])  # fmt: skip
def test_of_a_picture_and_its_twin_one_is_shown(markup: str) -> None:
    assert rendered(markup).html == linked(BIG, "x")


@pytest.mark.parametrize("picture", [LAZY, f'<img data-src="{BIG}" alt="x">', f'<img src="{SMALL}" alt="x">'])
@pytest.mark.parametrize("around", [
    "{}Text{}", "{} <b>Text</b> <br>{}", "<p>{}</p>Text<p>{}</p>", "<p>{} Text</p><p>{}</p>", "<a href='/x'>{}</a>Text {}",
])  # fmt: skip
def test_of_twins_with_text_between_them_one_is_shown(picture: str, around: str) -> None:
    html = rendered(around.format(picture, f'<noscript><img src="{BIG}" alt="x"></noscript>')).html
    assert html.count("<img") == html.count(f'<img src="{BIG}" alt="x">') == 1
    assert "Text" in html


def test_each_of_several_pictures_has_a_twin_of_its_own() -> None:
    other = "http://a.example/other.jpg"
    markup = f'{LAZY}{LAZY}<noscript><img src="{BIG}"><img src="{other}"></noscript>'
    assert rendered(markup).html == linked(BIG) + linked(other)


def test_two_pictures_of_their_own_are_both_shown() -> None:
    html = rendered(f'<img src="http://a.example/own.jpg"><noscript><img src="{BIG}"></noscript>').html
    assert html == linked("http://a.example/own.jpg") + linked(BIG)


def test_a_noscript_without_a_picture_is_nothing() -> None:
    assert rendered("a<noscript>Please enable JavaScript</noscript>b").html == "ab"


@pytest.mark.parametrize(("source", "page"), [
    ("https://www.youtube.com/embed/videoseries?list=PLx-1", "https://www.youtube.com/playlist?list=PLx-1"),
    ("//www.youtube-nocookie.com/embed/videoseries?si=a&amp;list=PLx", "https://www.youtube.com/playlist?list=PLx"),
    ("https://www.youtube.com/embed?listType=playlist&amp;list=PLx", "https://www.youtube.com/playlist?list=PLx"),
    ("https://www.youtube.com/embed/live_stream?channel=UCx", "https://www.youtube.com/channel/UCx/live"),
    ("https://www.youtube.com/embed/abcdefghijk?list=PLx", "https://www.youtube.com/watch?v=abcdefghijk"),
])  # fmt: skip
def test_a_player_without_a_video_of_its_own_leads_to_what_it_plays(source: str, page: str) -> None:
    assert rendered(f'<iframe src="{source}"></iframe>').html == f'<a href="{page}">YouTube</a>'


@pytest.mark.parametrize(
    "size", ['width="20" height="20"', 'style="width:20px; height: 20px"', "width=20px height=20"]
)
@pytest.mark.parametrize("source", ["smilies/irre.gif", "bild.gif"])
def test_a_picture_keeps_its_size(size: str, source: str) -> None:
    html = rendered(f'<img src="{source}" {size}>').html
    assert 'width="20" height="20"' in html


@pytest.mark.parametrize(
    "inside", ["<base href='http://evil.example/'>", "</body></html>", "<html><body>", "<head>"]
)
def test_what_belongs_to_a_page_changes_nothing_in_a_post(inside: str) -> None:
    html = rendered(f'a{inside}<a href="x.html">b</a>').html
    assert html == 'a<a href="http://board.example/forum/x.html">b</a>'


REPEATED: dict[str, Callable[[int], str]] = {
    "ampersands": lambda many: "&" * many,
    "escaped ampersands": lambda many: "&amp;" * many,
    "no-break spaces": lambda many: "\xa0" * many,
    "signs": lambda many: "®" * many,
    "references": lambda many: "&reg;" * many,
    "angles": lambda many: "&lt;" * many,
    "attributes": lambda many: "<b" + "".join(f" a{number}=1" for number in range(many)) + ">x</b>",
    "an unfinished tag": lambda many: "<b" + "".join(f" a{number}=1" for number in range(many)),
    "a long title": lambda many: f'<a href="x" title="{"®" * many}">x</a>',
    "elements": lambda many: "<b>x</b>" * many,
    "unclosed": lambda many: "<b>" * many,
    "tables": lambda many: "<table><tr><td>" * many,
    "quotes": lambda many: '<div class="quote">' * many,
    "spoilers": lambda many: '<div class="spoiler">' * many,
    "codes": lambda many: "[quote=a]" * many,
    "breaks in code": lambda many: "<pre>" + "<br>" * many,
    "hidden addresses": lambda many: '<a data-cfemail="' * many,
    "lazy pictures": lambda many: "<img data-src=x><noscript><img src=x></noscript>" * (many // 16),
    "headings": lambda many: "<cite>a</cite><blockquote>" * many,
}  # fmt: skip


@pytest.mark.parametrize("kind", REPEATED)
def test_time_grows_with_the_text(kind: str) -> None:
    """Sixteen times the text takes some sixteen times as long: the square were 256 times."""
    few = times(2_000, 1_000)
    short, long = REPEATED[kind](few), REPEATED[kind](16 * few)
    assert _cost(long) < 64 * max(_cost(short), 0.001)


def _cost(markup: str) -> float:
    costs = []
    for _ in range(3):
        start = time.thread_time()
        rendered(markup)
        costs.append(time.thread_time() - start)
    return min(costs)
