"""What people and moderators do, and what the oracle says of it."""

from datetime import datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from tests.sample_forum import SampleForum, serve
from tests.sample_forum.demo import demo_forum, one_more_post
from tests.sample_forum.php_time import php_date
from tests.sample_forum.reader import Reader, anchors, ids, row_of_board, rows, text
from tests.sample_forum.skins.wbb2.bbcode import to_html
from tests.sample_forum.skins.wbb2.characters import encode, named, raw, topic
from tests.sample_forum.skins.wbb2.words import LANGUAGES
from tests.test_sample_forum.conftest import NOON
from tests.test_sample_forum.threads import filled


def test_deleting_posts(client: Reader, forum: SampleForum) -> None:
    thread = filled(forum, 3)
    forum.delete_post(1)
    assert anchors(client.page(f"thread.php?threadid={thread}")) == [2, 3]
    assert text(rows(client.page("board.php?boardid=2"))[0].find_all("td", recursive=False)[4]) == "Gast"
    forum.delete_post(3)
    assert "13:01" in text(row_of_board(client.page("index.php"), 2))
    forum.delete_post(2)
    assert ids(client.page("board.php?boardid=2")) == []
    assert "ungültigen" in client.page(f"thread.php?threadid={thread}").get_text()
    forum.restore_post(2)
    assert anchors(client.page(f"thread.php?threadid={thread}")) == [2]


def test_an_approved_post_appears_with_the_date_of_its_writing(client: Reader, forum: SampleForum) -> None:
    thread = filled(forum, 1)
    forum.advance(timedelta(minutes=1))
    waiting = forum.reply(thread, "Gast", "wartet", hidden=True)
    forum.advance(timedelta(hours=1))
    later = forum.reply(thread, "Gast", "danach")
    assert anchors(client.page(f"thread.php?threadid={thread}")) == [1, later]
    forum.approve(waiting)
    assert anchors(client.page(f"thread.php?threadid={thread}")) == [1, waiting, later]


def test_deleted_members_merged_threads_and_silent_edits(client: Reader, forum: SampleForum) -> None:
    one, two = filled(forum, 2), filled(forum, 2)
    forum.delete_member("Jörg")
    assert not client.page(f"thread.php?threadid={one}").select('a[href^="profile.php"]')
    forum.merge(two, into=one)
    assert anchors(client.page(f"thread.php?threadid={one}")) == [1, 2, 3, 4]
    assert ids(client.page("board.php?boardid=2")) == [one]
    forum.edit(1, "leise", note=False)
    page = client.page(f"thread.php?threadid={one}").get_text()
    assert "leise" in page
    assert "editiert" not in page


def test_the_oracle_knows_what_guests_may_find(forum: SampleForum) -> None:
    inner = forum.add_board("Mitglieder", 1, members_only=True)
    filled(forum, 1, inner)
    thread = forum.new_thread(2, "Jörg", "Thema", "eins", prefix="[Tipp]")
    second = forum.reply(thread, "Gast", "zwei")
    hidden = forum.reply(thread, "Gast", "drei", hidden=True)
    forum.now += timedelta(seconds=20)
    third = forum.reply(thread, "Gast", "vier")
    found = forum.visible_posts()
    assert [record.post_id for record in found] == [third, second, second - 1]
    assert hidden not in {record.post_id for record in found}
    assert [record.post_id for record in forum.visible_posts([inner])] == [1]
    oldest = found[-1]
    assert (oldest.author, oldest.author_id, oldest.title, oldest.prefix) == ("Jörg", 1, "Thema", "[Tipp]")
    assert (oldest.posted_at, oldest.shown_at) == (NOON, NOON.replace(second=0))
    assert (found[0].author_id, found[0].text, found[0].board_id) == (None, "vier", 2)


def test_the_oracle_agrees_with_the_pages_of_the_demo() -> None:
    forum = demo_forum(NOON)
    one_more_post(forum, 0)
    with serve(forum) as site:
        client = Reader(site)
        seen = set()
        for thread in {record.thread_id for record in forum.visible_posts()}:
            for number in range(1, 4):
                seen |= set(anchors(client.page(f"thread.php?threadid={thread}&page={number}")))
        client.close()
    assert seen == {record.post_id for record in forum.visible_posts()}
    assert len(seen) > 50


@pytest.mark.parametrize(
    ("pattern", "language", "shown"),
    [
        ("d.m.Y", "de", "05.03.2026"),
        ("l, j. F Y", "de", "Donnerstag, 5. März 2026"),
        ("D, n/j/y", "en", "Thu, 3/5/26"),
        ("M jS Y, g:i a", "en", "Mar 5th 2026, 12:07 am"),
        ("h:i:s A G H \\d", "en", "12:07:09 AM 0 00 d"),
    ],
)
def test_date_patterns(pattern: str, language: str, shown: str) -> None:
    assert php_date(pattern, datetime(2026, 3, 5, 0, 7, 9), language) == shown


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("[b]a [i]b[/b] c[/i]", "<b>a <i>b</b> c</i>"),
        ("[quote=x]y[/quote]", "[quote=x]y[/quote]"),
        ("a < b & c\nd", "a &lt; b &amp; c<br />\r\nd"),
        ("[list=1][*]x[*]y[/list]", '<ol type="1"><li>x</li><li>y</li></ol>'),
        ("[url=http://a.invalid/?b&c]d[/url]", '<a href="http://a.invalid/?b&amp;c" target="_blank">d</a>'),
        ("x" * 80, " " + "x" * 75 + "<br />\n" + "x" * 5),
        ("ü" * 76, " " + "&uuml;" * 75 + "<br />\n&uuml;"),
    ],
)  # fmt: skip
def test_bbcode(source: str, shown: str) -> None:
    assert to_html(source, LANGUAGES["de"]) == shown


def test_quotes_nest_and_code_stays_raw() -> None:
    html = to_html(
        "[quote][i]Original von A[/i]\na[quote]b[/quote]c[/quote]\n[code]{[b]x[/b] :)}[/code]",
        LANGUAGES["de"],
    )
    page = BeautifulSoup(html, "lxml")
    assert len(page.select("td.inposttable table td.inposttable")) == 1
    assert html.count("Zitat:") == 2
    assert [pre.get_text() for pre in page.select("pre")] == ["1:\n", "{[b]x[/b] :)}"]
    assert not page.select("b i, pre img")


@given(st.text())
def test_any_text_finds_its_way_into_windows_1252(typed: str) -> None:
    message = to_html(typed, LANGUAGES["de"])
    for page in (
        str(named(topic(typed))),
        str(raw(typed)),
        message,
        to_html(typed, LANGUAGES["en"], html=True),
    ):
        assert len(encode(page)) == len(page)
