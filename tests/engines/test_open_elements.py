"""What authors leave open ends where their posts end, and takes no more work than what is closed."""

import re
from collections.abc import Callable
from cProfile import Profile
from zoneinfo import ZoneInfo

import pytest

from feedforum.dates import Calendar
from feedforum.engines.fluxbb import FluxBB
from feedforum.engines.wbb1 import Wbb1
from feedforum.engines.wbb2 import Wbb2
from feedforum.records import Answer, Post, Reading, ThreadPage
from tests.engines import lite_markup as lite
from tests.engines import wbb1_markup as old
from tests.engines import wbb3_markup as wbb3
from tests.engines import wbb4_markup as suite
from tests.engines.markup import Entry, document, print_page, thread_page
from tests.engines.test_fluxbb import CRUMBS, POST, items, tables
from tests.thorough import THOROUGH

CALENDAR = Calendar(ZoneInfo("Europe/Berlin"))
LEFT_OPEN = (
    *("<b>", "<div>", "<span>", "<p><b><i>", "<ul><li>", "<blockquote>", "<pre>", "<form>", "<a href='/x'>"),
    *("<table>", "<table><tr><td>", "<div><table>", "<table><table>", "<table><tr><td><div><b>"),
    *("<div><div><div>", "<hr><i>", "<a name='post9999'>"),
)
# What ends more than its author began ends the post for browsers, too.
ENDED = ("</div>", "</td>", "</table>", "</div></div><table>", "<td>", "<tr>", "</table><table><tr><td>")
NOTE = "<p><span class='smallfont'>Dieser Beitrag wurde 1 mal editiert, zum letzten Mal von Tom: 20.11.2026 13:00.</span></p>"  # noqa: E501
SIGNATURE = "\n<br /><br />__________________<br />Tschüß {}.\n"
BOX = """<div><hr />\n<i>Geschrieben von Tom am 20.11.2026 um 12:00:</i><br /><br />\n
<b>Titel {}</b><br /><br />\n{}</div><br /><br />"""
FOOTER = '<p align="center"><a href="http://www.woltlab.de">Forensoftware: <b>Burning Board 2.3.6</b></a></p>'
ITEM = """<div class="post"><div id="p{id}" class="posthead"><h3>
<a href="viewtopic.php?pid={id}#p{id}">Today</a></h3></div>
<div class="postbody"><ul class="author-ident"><li class="username">Anna</li></ul><div class="post-entry">
<div class="entry-content">{body}<p class="lastedit"><em>Last edited by Anna (Today 10:00:00)</em></p>
<div class="sig-content"><span class="sig-line"></span>Tschüß {id}.</div></div></div></div>
<div class="postfoot"><p>Foot {id}</p></div></div>"""


def table_page(bodies: list[str]) -> Reading[ThreadPage]:
    posts = [Entry(n, body, tail=SIGNATURE.format(n) + NOTE) for n, body in enumerate(bodies, 1)]
    return Wbb2().read_thread(document(thread_page(posts)), CALENDAR)


def print_view(bodies: list[str]) -> Reading[ThreadPage]:
    boxes = "".join(BOX.format(n, body) for n, body in enumerate(bodies, 1))
    return Wbb2().print_view.read(document(print_page(boxes + FOOTER), "print.php?threadid=7"), CALENDAR)


def lite_page(bodies: list[str]) -> Reading[ThreadPage]:
    note = NOTE.replace("span class='smallfont'", "font size=1").replace("/span", "/font")
    posts = [lite.post(n, body, SIGNATURE.format(n) + note) for n, body in enumerate(bodies, 1)]
    return Wbb2().read_thread(document(lite.thread("".join(posts))), CALENDAR)


def places_page(bodies: list[str]) -> Reading[ThreadPage]:
    posts = [old.post(n, body, SIGNATURE.format(n) + old.NOTE) for n, body in enumerate(bodies, 1)]
    return Wbb1().read_thread(document(old.thread("".join(posts))), CALENDAR)


def fluxbb_page(bodies: list[str]) -> Reading[ThreadPage]:
    note = '<p class="postedit"><em>Zuletzt bearbeitet von Anna (Heute 10:00:00)</em></p>'
    rest = '<div class="postsignature postmsg"><hr /><p>Tschüß {}.</p></div><div class="inbox"><div class="postfoot">Foot</div></div>'  # noqa: E501
    posts = [
        POST.format(id=n, date="Today 09:15:02", author="Anna", body=body + note, rest=rest.format(n))
        for n, body in enumerate(bodies, 1)
    ]
    return FluxBB().read_thread(document(tables("viewtopic", CRUMBS + "".join(posts))), CALENDAR)


def punbb_page(bodies: list[str]) -> Reading[ThreadPage]:
    posts = "".join(ITEM.format(id=n, body=body) for n, body in enumerate(bodies, 1))
    return FluxBB().read_thread(document(items("viewtopic", posts), "viewtopic.php?id=7"), CALENDAR)


def suite_page(bodies: list[str]) -> Reading[ThreadPage]:
    """With the edit note and the signature behind each message, as all versions have them."""
    note = (
        f"<p class='messageFooterNote wbbPostEditNote'>2 Mal editiert, zuletzt von Anna ({suite.TIME}).</p>"
    )
    extra = "<div class='messageSignature'><div>Tschüß {}.</div></div>" + note
    posts = "".join(suite.post(body, n, extra.format(n)) for n, body in enumerate(bodies, 1))
    return suite.ENGINE.read_thread(suite.document(suite.page(f"<ul>{posts}</ul>")), CALENDAR)


def wbb3_page(bodies: list[str]) -> Reading[ThreadPage]:
    note = "<p class='editNote'>Bereits 1 mal editiert, zuletzt von »Anna« (Heute, 10:00)</p>"
    extra = "<div class='signature'>Tschüß {}.</div>" + note
    posts = "".join(wbb3.post(body, n, extra.format(n)) for n, body in enumerate(bodies, 1))
    return wbb3.ENGINE.read_thread(wbb3.document(wbb3.page(posts)), CALENDAR)


Reader = Callable[[list[str]], Reading[ThreadPage]]
READERS = (table_page, lite_page, places_page, print_view, fluxbb_page, punbb_page, suite_page, wbb3_page)


def posts_in(reading: Reading[ThreadPage]) -> tuple[Post, ...]:
    assert reading.answer is Answer.OK, reading.detail
    assert reading.page is not None
    return reading.page.posts


def shown(markup: str) -> str:
    return " ".join(re.sub(r"<[^<>]*>", " ", markup).split())


def work_and_posts(reader: Reader, bodies: list[str]) -> tuple[int, tuple[Post, ...]]:
    """How many functions reading calls, a generator each time that it goes on; and what it finds."""
    profile = Profile(builtins=False)
    reading = profile.runcall(reader, bodies)
    return sum(entry.callcount for entry in profile.getstats()), posts_in(reading)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("markup", LEFT_OPEN if THOROUGH else LEFT_OPEN[::2])
def test_a_post_ends_where_it_ends(reader: Reader, markup: str) -> None:
    bodies = ["Anfang.", f"Zwei {markup} hier.", "Drei.", f"Vier {markup} dort.", "Ende."]
    posts = posts_in(reader(bodies))
    assert [shown(post.message_html) for post in posts] == [shown(body) for body in bodies]
    if reader is not print_view:
        assert [shown(post.signature_html) for post in posts] == [f"Tschüß {n}." for n in range(1, 6)]
        assert all(post.edit is not None and post.date_text for post in posts)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("markup", [*LEFT_OPEN[::3], *ENDED] if THOROUGH else [*LEFT_OPEN[1::6], *ENDED[::2]])
def test_work_is_in_proportion_to_the_posts(reader: Reader, markup: str) -> None:
    few, many = ([f"Text {markup} {n}" for n in range(count)] for count in (8, 32))
    (little, _), (much, posts) = work_and_posts(reader, few), work_and_posts(reader, many)
    assert much < 4.6 * little
    assert sum(len(post.message_html) for post in posts) < 32 * (40 + 3 * len(markup))


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    "markup", ["</div>" * 9, "</table>" * 5, "</li></ul></section></article>", "</td></tr>"]
)
def test_what_an_author_ends_too_often_ends_no_other_post(reader: Reader, markup: str) -> None:
    posts = posts_in(reader(["Eins.", f"Zwei. {markup}", "Drei.", f"Vier. {markup}", "Fünf."]))
    assert [shown(post.message_html) for post in posts] == ["Eins.", "Zwei.", "Drei.", "Vier.", "Fünf."]
