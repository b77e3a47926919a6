"""Posts of real pages, and that a thread's page and its print view say the same."""

import json
import re
from html import unescape

import pytest

from feedforum.content import ForumSite, render
from feedforum.records import MarkupHabits
from tests.content.judge import faults_of, html_of
from tests.saved_pages import PAGES, needs

BOARD = PAGES / "burning-board-2.3.1"
BASE = "http://127.0.0.1:8231/"
SITE = ForumSite(BASE, MarkupHabits(cut_words_at=75))
THREAD = f"{BASE}thread.php?threadid=46"
PRINT = f"{BASE}print.php?threadid=46"


def text_of(html: str) -> str:
    return render(html, THREAD, site=SITE).texts.own


pytestmark = needs(BOARD)

_MESSAGE_END = re.compile(
    r"<br /><br />_{18}<br />|\n {6}\n {6}|<p><span class=\"smallfont\">|</td>\s*</tr>\s*</table>\s*</td>"
)
_PRINTED = re.compile(r'<div class="normalfont"><hr />(.*?)</div><br /><br />', re.DOTALL)


def page(name: str, encoding: str = "cp1252") -> str:
    return (BOARD / name).read_bytes().decode(encoding, errors="replace").replace("\r\n", "\n")


def messages(name: str) -> list[str]:
    """The messages of a thread's page: what follows the rule, to the signature or the edit note."""
    return [
        _MESSAGE_END.split(part, maxsplit=1)[0]
        for part in page(name).split('<hr size="1" class="threadline" />')[1:]
    ]


def printed(name: str) -> list[str]:
    return [
        re.split(r"<b>.*?</b><br /><br />\n", part, maxsplit=1)[1] for part in _PRINTED.findall(page(name))
    ]


@pytest.mark.parametrize("name", sorted(path.name for path in BOARD.glob("*-thread-*.html")))
def test_every_post_of_every_page_is_safe_and_final(name: str) -> None:
    for message in messages(name):
        html = html_of(message, THREAD, site=SITE)
        assert faults_of(html) == []
        assert "sid=" not in html
        assert "tablecat" not in html
        assert html_of(html, THREAD, site=SITE) == html


@pytest.mark.parametrize(
    "name",
    ["std-nocookie-thread-bbcode.html", "blau-nocookie-thread-bbcode.html", "std-cookie-thread-bbcode.html"],
)
def test_thread_page_and_print_view_say_the_same(name: str) -> None:
    on_page = [render(message, THREAD, site=SITE) for message in messages(name)]
    in_print = [render(message, PRINT, site=SITE) for message in printed("std-nocookie-print-bbcode.html")]
    assert len(on_page) == len(in_print) == 13
    assert on_page == in_print


def test_posts_hold_what_their_authors_typed() -> None:
    texts = [
        post["bbcode"]
        for post in json.loads((BOARD / "truth.json").read_text())["posts"]
        if post["thread"] == 46
    ]
    html = [html_of(message, THREAD, site=SITE) for message in messages("std-nocookie-thread-bbcode.html")]
    assert len(texts) == len(html)
    code = re.search(r"\[code\](.*?)\[/code\]", texts[2], re.DOTALL)
    assert code
    assert unescape(html[2]).count(f"<pre><code>{code[1]}</code></pre>") == 1
    assert text_of(html[8]).startswith(texts[8].split()[0])
    assert (
        html[4].count(unescape(re.findall(r"\[url\](.*?)\[/url\]", texts[4])[0]).replace("&", "&amp;")) == 2
    )
    assert text_of(html[7]) == "Smilies: 🙂 😃 😳 😕 😎 😢 😲 😊 🙁 😄 😠 😛 😉 🙄 👶 😈 😜"
    assert html[1].count("<blockquote>") == 4
    assert re.findall("<cite>(.*?)</cite>", html[1]) == ["Anneli", "Kettenfett", "Jörg Mäder"]


def test_plain_posts_read_as_they_were_typed() -> None:
    """Posts without any code or smiley, on each of the saved pages: their plain text is what was typed."""
    typed = {post["id"]: post["bbcode"] for post in json.loads((BOARD / "truth.json").read_text())["posts"]}
    seen = 0
    for path in sorted(BOARD.glob("std-nocookie-thread-46-p*.html")):
        ids = [int(found) for found in re.findall(r'<a name="post(\d+)"', page(path.name))]
        for post_id, message in zip(ids, messages(path.name), strict=True):
            text = typed[post_id]
            if "[" not in text and not re.search(r"[:;8][()DPo]|:\w+:", text):
                assert render(message, THREAD, site=SITE).texts.own == " ".join(text.split())
                seen += 1
    assert seen > 10


def test_the_thread_that_started_it() -> None:
    path = PAGES / "satclub" / "print-36139.html"
    message = re.split(
        r"<b>.*?</b><br /><br />\n", _PRINTED.findall(path.read_text("cp1252"))[0], maxsplit=1
    )[1]
    html = html_of(
        message,
        "http://www.satclub-thueringen.de/print.php?threadid=36139",
        site=ForumSite("http://www.satclub-thueringen.de/"),
    )
    assert faults_of(html) == []
    assert html.startswith(
        "<b>China lacht über USA - umgeht Embargo für KI-Chips mit simplem 'Trick'</b><br>Die Bemühungen"
    )
    assert "10:15 Uhr<br><br><br>Umgangene Exportbeschränkungen<br><br>Die Versuche" in html
