"""Faults that users of programs like this one reported in public: each is a test here, end to end.

What went wrong elsewhere stands first in each docstring; how often it was, and why, does not matter.
"""

import inspect
import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import feedparser
import pytest
from bs4 import BeautifulSoup
from reader import make_reader

from feedforum.dates import Calendar, Moment, read_moment
from feedforum.fetch.charset import decode
from tests.feeds.checks import CHECKS
from tests.feeds.published import Publication, published
from tests.poll.world import HOUR
from tests.sample_forum import SampleForum
from tests.saved_pages import FACTS, needs

LESSONS = FACTS / "hard-lessons.md"
TABLES = ("Identity", "Text", "Dates")
BERLIN = ZoneInfo("Europe/Berlin")
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


@pytest.fixture
def forum() -> SampleForum:
    forum = SampleForum("Werkbank")
    category = forum.add_category("Alles")
    for title in ("Räder", "Lampen"):
        forum.add_board(title, category)
    forum.register("Anna", signature="Erste Signatur")
    thread = forum.new_thread(2, "Anna", "Kette springt", "Sie springt.")
    forum.reply(thread, "Bert", "Beide in derselben Minute")
    forum.reply(thread, "Cleo", "Alle drei")
    forum.advance(HOUR)
    return forum


@pytest.fixture
def press(forum: SampleForum, tmp_path: Path) -> Iterator[Publication]:
    with published(forum, [2, 3], tmp_path) as made:
        yield made


def items(press: Publication, place: str = "posts") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(press.get(place, "json"))["items"]
    return found


def number(item: dict[str, Any]) -> int:
    return int(item["id"].rpartition("/")[2])


def by_number(press: Publication) -> dict[int, dict[str, Any]]:
    return {number(item): item for item in items(press)}


def published_at(item: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(item["date_published"])


def content(press: Publication, post: int) -> BeautifulSoup:
    return BeautifulSoup(by_number(press)[post]["content_html"], "html.parser")


# --- Identity ---


def test_ids_are_made_of_forum_and_post_alone(press: Publication) -> None:
    """All entries came back as unread: the id held the scheme, a session id, the title, a content hash, \
a time stamp, "now"

    An id is made of forum and post id, and of nothing else; it never changes, whatever happens to URL,
    title, text or this program's version.
    """
    forum = press.it.forum
    before = [item["id"] for item in items(press)]
    assert before == [f"tag:127.0.0.1,2025:sample/post/{post}" for post in (3, 2, 1)]
    forum.title = "Umgezogen"
    forum.rename(1, "Ganz anders")
    forum.set_prefix(1, "[Neu]")
    forum.edit(1, "Neu gefasst")
    forum.move(1, 3)
    for post in forum.posts.values():
        post.posted_at += HOUR
    forum.style = "blue"
    press.it.settings = replace(
        press.it.settings, url=press.it.settings.url.replace("127.0.0.1", "localhost"), timezone="UTC"
    )
    press.it.settle()
    after = items(press)
    assert sorted(item["id"] for item in after) == sorted(before)
    assert {item["title"] for item in after} == {"[Neu] Ganz anders", "Re: [Neu] Ganz anders"}


def test_an_edit_is_the_same_entry(press: Publication) -> None:
    """An edit made a second entry

    Same id, new `updated`.
    """
    old = by_number(press)[2]
    press.it.forum.advance(10 * MINUTE)
    press.it.forum.edit(2, "Anders gefasst")
    press.it.settle(2)
    new = by_number(press)[2]
    assert len(items(press)) == 3
    assert (new["id"], new["date_published"]) == (old["id"], old["date_published"])
    assert new["date_modified"] > old["date_modified"]
    assert "Anders gefasst" in new["content_html"]


def test_posts_of_the_same_minute_are_entries_of_their_own(press: Publication) -> None:
    """Two posts of the same minute shared one entry

    Order and identity by post id; time is only shown.
    """
    found = items(press)
    assert len({item["date_published"] for item in found}) == 1
    assert [number(item) for item in found] == [3, 2, 1]


def test_an_entry_without_a_date_stays_where_it_was_first_seen(forum: SampleForum, tmp_path: Path) -> None:
    """Entries without a date moved to the top at every poll

    The time first seen, stored once.
    """
    forum.named_days, forum.date_format, forum.time_format = False, "irgendwann", "einmal"
    with published(forum, [2], tmp_path) as press:
        seen_at = forum.now
        before = items(press)
        assert {published_at(item) for item in before} == {seen_at.replace(microsecond=0)}
        forum.advance(HOUR)
        forum.reply(1, "Cleo", "Noch eine")
        press.it.settle(3)
        after = items(press)
        assert number(after[0]) == 4
        dates = [(item["id"], item["date_published"], item["date_modified"]) for item in before]
        assert [(item["id"], item["date_published"], item["date_modified"]) for item in after[1:]] == dates


def test_what_left_the_feed_keeps_its_id(press: Publication) -> None:
    """Old entries came back after a clean-up

    Pruning forgets bodies, never ids: what was gone and is there again is no new entry.
    """
    forum, url = press.it.forum, press.feed("posts", "atom")
    with make_reader(":memory:") as subscriber:
        subscriber.add_feed(url)
        subscriber.update_feed(url)
        first_seen = {post.key: post.first_seen_at for post in press.it.posts()}
        forum.delete_post(2)
        press.it.settle()
        assert [number(item) for item in items(press)] == [3, 1]
        forum.restore_post(2)
        forum.reply(1, "Cleo", "Wieder da")
        press.it.settle(3)
        assert [number(item) for item in items(press)] == [4, 3, 2, 1]
        result = subscriber.update_feed(url)
        assert result is not None
        assert result.new == 1, "the reply, and not the post that was gone"
        assert {post.key: post.first_seen_at for post in press.it.posts()}.items() >= first_seen.items()


@pytest.mark.parametrize("signatures", [False, True])
def test_only_what_the_author_wrote_makes_an_edit(
    signatures: bool, forum: SampleForum, tmp_path: Path
) -> None:
    """Something noisy (signature, view counter, avatar, session id in a link) counted as an edit

    Compare what the author wrote, and nothing else.
    """
    forum.edit(2, "Siehe [url=thread.php?threadid=1]hier[/url]", note=False)
    with published(forum, [2], tmp_path) as press:
        feeds = replace(press.it.settings.feeds, signatures=signatures)
        press.it.settings = replace(press.it.settings, feeds=feeds)
        before = {item["id"]: item["date_modified"] for item in items(press)}
        views = forum.threads[1].views
        anna = forum.member_named("Anna")
        assert anna is not None
        anna.signature, anna.staff = "Zweite Signatur", True
        forum.drop_cookies = True
        press.it.settle()
        assert forum.threads[1].views > views, "it was read again"
        assert {item["id"]: item["date_modified"] for item in items(press)} == before
        assert "sid=" not in press.get("posts", "json").decode()


# --- Text ---


@pytest.mark.parametrize("ext", ["atom", "rss", "json"])
def test_a_control_character_spoils_nothing(ext: str, forum: SampleForum, tmp_path: Path) -> None:
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
        for place in ("posts", "threads", "boards/2/posts", "threads/2"):
            document = press.get(place, ext)
            CHECKS[ext](document)
            assert "Titel" in document.decode()
            assert "Text" in document.decode()
            assert not set(nasty) & set(document.decode())


@pytest.mark.parametrize("ext", ["atom", "rss", "json"])
def test_a_title_is_escaped_once(ext: str, forum: SampleForum, tmp_path: Path) -> None:
    """`&amp;amp;` in titles

    Text is text inside; escaped once, on the way out.
    """
    topic = 'A & B &amp; C < D > "E" &lt;b&gt;'
    forum.new_thread(2, "R & D", topic, "1 < 2 &amp; 3")
    with published(forum, [2], tmp_path) as press:
        document = press.get("posts", ext)
        if ext == "json":
            found = json.loads(document)["items"][0]
            title, author, text = found["title"], found["authors"][0]["name"], found["content_html"]
        else:
            entry = feedparser.parse(document, sanitize_html=False).entries[0]
            title, author, text = entry.title, entry.author, entry.content[0].value
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


# --- Dates ---


def at_berlin(*parts: int) -> datetime:
    year, month, day, hour, minute = parts
    return datetime(year, month, day, hour, minute, tzinfo=BERLIN).astimezone(UTC)


def test_today_is_the_forums_day_at_the_moment_of_the_fetch(tmp_path: Path) -> None:
    """*Heute* at ten to midnight was a day off

    The forum's zone, and the clock at the moment of the fetch.
    """
    forum = SampleForum("Nacht", now=at_berlin(2026, 3, 10, 23, 50))
    board = forum.add_board("Räder", forum.add_category("Alles"))
    thread = forum.new_thread(board, "Anna", "Spät", "Text")
    forum.advance(5 * MINUTE)
    with published(forum, [board], tmp_path) as press:
        assert published_at(items(press)[0]) == at_berlin(2026, 3, 10, 23, 50)
        forum.advance(timedelta(minutes=4, seconds=59))
        forum.reply(thread, "Bert", "Kurz vor zwölf")
        forum.advance(2 * MINUTE)
        press.it.poll()
        found = [published_at(item) for item in items(press)]
        assert found == [at_berlin(2026, 3, 10, 23, 59), at_berlin(2026, 3, 10, 23, 50)]


def test_today_moves_on_while_the_program_runs(press: Publication) -> None:
    """ "Today" was worked out once, at program start

    Never at import.
    """
    forum, wanted = press.it.forum, {}
    for _ in range(4):
        forum.advance(DAY)
        post = forum.reply(1, "Cleo", "Ein Tag später")
        wanted[post] = forum.now.replace(second=0)
        forum.advance(MINUTE)
        press.it.poll()
    assert {post: published_at(by_number(press)[post]) for post in wanted} == wanted


@pytest.mark.parametrize("machine", ["UTC", "America/Los_Angeles", "Pacific/Auckland"])
def test_hours_are_right_in_summer_and_winter_on_any_machine(
    machine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hours off, or off in summer only

    Real zones, no fixed offsets; the machine's own zone never matters.
    """
    monkeypatch.setenv("TZ", machine)
    time.tzset()
    try:
        forum = SampleForum("Jahr", now=at_berlin(2026, 8, 1, 12, 0))
        board = forum.add_board("Räder", forum.add_category("Alles"))
        winter, summer = at_berlin(2026, 1, 15, 8, 30), at_berlin(2026, 7, 15, 8, 30)
        thread = forum.new_thread(board, "Anna", "Winter", "Text", at=winter)
        forum.reply(thread, "Bert", "Sommer", at=summer)
        with published(forum, [board], tmp_path) as press:
            assert [item["date_published"] for item in items(press)] == [
                "2026-07-15T08:30:00+02:00",
                "2026-01-15T08:30:00+01:00",
            ]
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize("date_format", ["j. F Y", "d. M Y", "l, j. F Y"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_month_names_are_known(language: str, date_format: str, tmp_path: Path) -> None:
    """German month names were not known (*März*, *Mär*, *Jän*)

    All the languages the forum software ships.
    """
    forum = SampleForum("Monate", now=at_berlin(2027, 1, 31, 12, 0), language=language)
    forum.date_format = date_format
    board = forum.add_board("Räder", forum.add_category("Alles"))
    days = [at_berlin(2026, month, 11, 10, 0) for month in range(1, 13)]
    thread = forum.new_thread(board, "Anna", "Januar", "Text", at=days[0])
    for day in days[1:]:
        forum.reply(thread, "Bert", "Text", at=day)
    with published(forum, [board], tmp_path) as press:
        assert [published_at(item) for item in items(press)] == days[::-1]
    calendar = Calendar(BERLIN)
    for name in ("Jän", "Jänner", "Jan", "Januar"):
        assert read_moment(f"11. {name} 2026, 10:00", calendar, forum.now) == Moment(days[0])


def test_a_date_that_cannot_be_read_is_told_and_dated_once(forum: SampleForum, tmp_path: Path) -> None:
    """A date that could not be read became "now", at every poll

    First seen, once, and a warning that a person can find.
    """
    forum.named_days, forum.date_format, forum.time_format = False, "??", "--"
    with published(forum, [2], tmp_path) as press:
        seen_at = forum.now
        late = forum.reply(1, "Cleo", "Wann war das?")
        assert press.it.poll().unread_dates > 0
        press.it.settle(3)
        assert len(items(press)) == 4
        assert {published_at(item) for item in items(press)} == {seen_at.replace(microsecond=0)}
        assert number(items(press)[0]) == late


def test_no_entry_is_ahead_of_when_it_was_seen(press: Publication) -> None:
    """One date in the future hid all newer entries in readers

    No entry is dated after the moment it was first seen.
    """
    forum = press.it.forum
    early = forum.reply(1, "Dora", "Aus der Zukunft", at=forum.now + 30 * DAY)
    press.it.poll()
    seen_at = forum.now
    assert published_at(by_number(press)[early]) <= seen_at
    forum.advance(HOUR)
    forum.posts[early].posted_at = seen_at
    late = forum.reply(1, "Emil", "Danach")
    press.it.poll()
    assert number(items(press)[0]) == late


# --- All of them ---


def lessons() -> dict[str, str]:
    """What went wrong, by the table that tells of it."""
    text = LESSONS.read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for heading, body in re.findall(r"(?ms)^## (\w+)[^\n]*\n(.*?)(?=^## |\Z)", text):
        if heading in TABLES:
            found |= dict.fromkeys(re.findall(r"(?m)^\| (.+?) \| .+ \|$", body)[1:], heading)
    return found


def told(test: Callable[..., object]) -> str:
    return (inspect.getdoc(test) or "").partition("\n")[0]


@needs(LESSONS)
def test_every_lesson_is_a_test() -> None:
    tests = [value for name, value in globals().items() if name.startswith("test_")]
    assert set(lessons()) <= {told(test) for test in tests}
    assert len(lessons()) == 18
