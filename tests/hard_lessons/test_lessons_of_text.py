"""Faults of text that users of such programs reported in public: each is a test here, end to end.

What went wrong elsewhere stands first in each docstring; how often it was, and why, does not matter.
"""

import re
from itertools import product
from pathlib import Path

import feedparser
import pytest
from bs4 import BeautifulSoup

from feedforum.feeds.formats import FORMATS
from feedforum.fetch.charset import decode
from tests.feeds.checks import CHECKS
from tests.feeds.published import published
from tests.hard_lessons.entries import content, items
from tests.sample_forum import SampleForum


def test_a_control_character_spoils_nothing(forum: SampleForum, tmp_path: Path) -> None:
    """One control character in one title, and the whole feed answered 500

    Clean every field at the boundary; prove it end to end.
    """
    nasty = "".join(map(chr, [*range(1, 9), *range(14, 28), 0x81, 0x9D]))
    forum.boards[2].title += nasty
    forum.boards[2].description = f"Alles{nasty}"
    files = [(f"pl{nasty}an.pdf", 10)]
    title, text = f"Ti{nasty}tel", f"Te{nasty}xt"
    forum.new_thread(2, f"D{nasty}ora", title, text, prefix=f"[P{nasty}]", attachments=files)
    with published(forum, [2], tmp_path) as press:
        for place, ext in product(("posts", "threads", "boards/2/posts", "threads/2"), FORMATS):
            document = press.get(place, ext)
            CHECKS[ext](document)
            assert "Titel" in document.decode()
            assert "Text" in document.decode()
            assert not set(nasty) & set(document.decode())


def test_a_title_is_escaped_once(forum: SampleForum, tmp_path: Path) -> None:
    """`&amp;amp;` in titles

    Text is text inside; escaped once, on the way out.
    """
    topic = 'A & B &amp; C < D > "E" &lt;b&gt;'
    forum.new_thread(2, "R & D", topic, "1 < 2 &amp; 3")
    with published(forum, [2], tmp_path) as press:
        found = items(press)[0]
        shown = [(found["title"], found["authors"][0]["name"], found["content_html"])]
        for ext in ("atom", "rss"):
            entry = feedparser.parse(press.get("posts", ext), sanitize_html=False).entries[0]
            shown.append((entry.title, entry.author, entry.content[0].value))
        for title, author, text in shown:
            assert (title, author) == (topic, "R & D")
            assert BeautifulSoup(text, "html.parser").get_text() == "1 < 2 &amp; 3"


@pytest.mark.parametrize("charset", ["windows-1252", "ISO-8859-1", "", "utf-8"])
def test_characters_are_what_was_typed(charset: str, forum: SampleForum, tmp_path: Path) -> None:
    """Mojibake: charset ignored, windows-1252 called latin-1, one bad byte in UTF-8

    Decode by ourselves, never fail on a byte.
    """
    forum.charset = charset or "x-unknown"
    forum.new_thread(2, "Käpt’n", "Größe: „12,50 €“ – naïve…", "[php]// Größe „12 €“ – ž[/php] Čeština")
    with published(forum, [2], tmp_path) as press:
        item = items(press)[0]
        assert item["title"] == "Größe: „12,50 €“ – naïve…"
        assert item["authors"][0]["name"] == "Käpt’n"
        assert "Größe „12 €“ – ž" in BeautifulSoup(item["content_html"], "html.parser").get_text()
    bad = "Grüße – gut".encode() + b"\xff" + " über".encode()
    assert re.fullmatch(r"Grüße – gut. über", decode(bad, "text/html; charset=utf-8"))


def test_quotes_and_code_keep_their_shape(forum: SampleForum, tmp_path: Path) -> None:
    """Nested quotes fell apart; spoilers and code lost their shape

    `blockquote`, `details`, `pre`, whatever the nesting.
    """
    forum.edit(
        3,
        "[quote][i]Original von Anna[/i]\nAußen [quote][i]Original von Bert[/i]\nInnen "
        "[code]if a < b:\n    c\n\td[/code][/quote] danach[/quote] Antwort",
        note=False,
    )
    spoiler = '<div class="spoiler"><input type="button" value="Spoiler"><div>Der Gärtner</div></div>'
    hidden = forum.reply(1, "Bert", spoiler, html=True)
    with published(forum, [2], tmp_path) as press:
        page = content(press, 3)
        (inner,) = page.select("blockquote blockquote")
        assert "Innen" in inner.get_text()
        code = inner.select_one("pre code, pre")
        assert code is not None
        assert code.get_text() == "if a < b:\n    c\n\td"
        outer = page.select_one("blockquote")
        assert outer is not None
        assert "danach" in outer.get_text()
        assert "Antwort" not in outer.get_text()
        assert "Antwort" in page.get_text()
        details = content(press, hidden).select_one("details")
        assert details is not None
        assert "Der Gärtner" in details.get_text()


def test_addresses_are_absolute_and_pictures_the_originals(forum: SampleForum, tmp_path: Path) -> None:
    """Images were placeholders, links relative

    Absolute `href`, `src`, `srcset`, `poster`; the lazy-loaded original.
    """
    markup = (
        '<img src="leer.gif" data-src="bilder/echt.jpg"> <img src="a.jpg" srcset="b.jpg 2x, /c.jpg 3x">'
        '<a href="board.php?boardid=2">Brett</a> <video poster="p.jpg" src="v.mp4" controls></video>'
    )
    post = forum.reply(1, "Bert", markup, html=True)
    with published(forum, [2], tmp_path) as press:
        page, base = content(press, post), press.it.site.url
        assert "leer.gif" not in str(page)
        assert [image["src"] for image in page.find_all("img")][:1] == [f"{base}bilder/echt.jpg"]
        told = re.findall(r'(?:href|src|srcset|poster)="([^"]*)"', str(page))
        assert len(told) >= 4
        for addresses in told:
            for address in addresses.split(", "):
                assert address.startswith("http://"), address


@pytest.mark.parametrize("skin", ["plain", "blue", "bare"])
def test_entries_hold_what_the_author_wrote(skin: str, forum: SampleForum, tmp_path: Path) -> None:
    """Buttons, ratings, tables of contents in the feed

    Only what the author wrote.
    """
    forum.style = skin
    with published(forum, [2], tmp_path) as press:
        texts = [BeautifulSoup(item["content_html"], "html.parser").get_text() for item in items(press)]
        assert [text.strip() for text in texts] == ["Alle drei", "Beide in derselben Minute", "Sie springt."]
