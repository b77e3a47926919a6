"""The zone of a forum's dates, by moments that it tells exactly: in feeds of its own, by ids that are times."""
# ruff: noqa: E501 - a line of markup is a line

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from feedforum.dates import Calendar, offset_written, zone_named
from feedforum.discover.time_zone import ZoneEvidence, evidence_of, likely_zone
from feedforum.engines import engine_named
from feedforum.engines.kit.native_feed import FeedMoment, feed_moments
from feedforum.engines.smf import Smf
from feedforum.records import Document
from tests.poll.world import world
from tests.sample_forum import SampleForum
from tests.sample_forum.misbehaviour import answer_with
from tests.sample_forum.skin import Skin
from tests.sample_forum.skins import FLUXBB, MYBB, PHPBB3, SMF_11, SMF_20, YABB
from tests.sample_forum.wire import Request

WINTER = datetime(2026, 1, 10, 12, 0, tzinfo=UTC)
FEED = """<?xml version="1.0" encoding="ISO-8859-1"?><rss><channel><item><title>x</title><link>{}</link>
<author>anna@example.org</author><pubDate>{}</pubDate></item></channel></rss>"""


@contextmanager
def evidence(skin: Skin, zone: str, feed_works: bool = True) -> Iterator[tuple[ZoneEvidence | None, int]]:
    """What a forum in a zone tells, whose feed names a thread or its last post; and how many requests it took."""
    forum = SampleForum("Werkbank", WINTER, zone, skin=skin)
    forum.named_days = False
    board = forum.add_board("Räder", forum.add_category("Alles"))
    thread = forum.new_thread(board, "Anna", "Felgen", "Erster!")
    forum.advance(timedelta(hours=3))
    post = forum.reply(thread, "Bert", "Zweiter.")
    forum.advance(timedelta(hours=30))
    engine = engine_named(skin.engine)
    with world(forum, None) as it, it.new_client() as client:
        by_post = skin in (PHPBB3, SMF_11, SMF_20)
        link = engine.post_link(it.site.url, thread, post if by_post else None).replace("?p=", "?t=1&amp;p=")
        at = (forum.posts[post] if by_post else forum.threads[thread].posts[0]).posted_at
        feed = FEED.format(link, format_datetime(at))

        def is_feed(request: Request) -> bool:
            return bool(engine.templates.feed) and request.target.endswith(engine.templates.feed)

        headers = {"Content-Type": "application/rss+xml"}
        it.site.misbehave(answer_with(200, feed, headers) if feed_works else answer_with(404), is_feed, None)
        index = client.get(engine.index_url(it.site.url)).document
        assert index is not None
        page = engine.read_index(index, Calendar(UTC)).page
        assert page is not None
        it.site.requests.clear()
        found = evidence_of(engine, engine.root(it.site.url, index), page, client.get)
        yield found, it.site.requests.count


@pytest.mark.parametrize("skin", [SMF_20, SMF_11, MYBB, FLUXBB, YABB], ids=lambda skin: skin.name)
def test_what_a_forum_tells_exactly_tells_the_zone_of_its_dates(skin: Skin) -> None:
    with evidence(skin, "America/New_York") as (found, requests):
        assert requests <= 2
        assert found is not None
        offset = found.offset()
        assert offset is not None
        assert offset_written(offset) == "-05:00"
        assert found.zone(["Europe/Berlin", "America/New_York"]) == "America/New_York"
        assert found.zone(["Europe/Berlin", "UTC"]) == "-05:00"


def test_dates_are_right_in_any_zone_where_pages_name_their_own() -> None:
    with evidence(PHPBB3, "America/New_York") as (found, _):
        assert found is not None
        assert found.zone(["Europe/Berlin"]) == "Europe/Berlin"


def test_a_forum_without_a_feed_tells_nothing() -> None:
    with evidence(SMF_20, "UTC", feed_works=False) as (found, requests):
        assert (found, requests) == (None, 1)


def test_of_a_feed_nothing_is_read_but_what_its_entries_are_about_and_when_they_were_written() -> None:
    atom = """<feed xmlns="http://www.w3.org/2005/Atom"><updated>2030-01-01T00:00:00Z</updated>
    <entry><author><email>anna@example.org</email></author><updated>2026-11-30T09:00:00Z</updated>
    <published>2026-11-30T07:54:28+01:00</published><link href="http://b.example/index.php?topic=4.msg326#msg326"/></entry>
    <entry><updated>2026-11-30T06:54:28Z</updated><link href="http://b.example/index.php?topic=5.0"/></entry>
    <entry><published>yesterday</published><link href="http://b.example/index.php?topic=6.0"/></entry>
    <entry><published>2026-11-30T06:54:28Z</published><link href="http://elsewhere.example/"/></entry></feed>"""
    at = datetime(2026, 11, 30, 6, 54, 28, tzinfo=UTC)
    document = Document("http://b.example/", atom, at)
    assert list(feed_moments(document, Smf.address)) == [FeedMoment(4, 326, at), FeedMoment(5, None, at)]


@pytest.mark.parametrize(
    "text", ["", "no markup", "<html><body>off</body></html>", "<rss><item><link>", "<?xml?>"]
)
def test_what_is_no_feed_has_no_moments(text: str) -> None:
    assert list(feed_moments(Document("http://b.example/", text, WINTER), Smf.address)) == []


def test_a_feed_that_grows_when_it_is_read_is_read_as_it_stands() -> None:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<!DOCTYPE rss [<!ENTITY l0 "lol">{lol}]><rss><item><link>&l9;</link><pubDate>Wed, 01 Jul 2026 12:00:00 GMT</pubDate></item></rss>'
    assert list(feed_moments(Document("http://b.example/", text, WINTER), Smf.address)) == []


def test_a_zone_is_guessed_by_country_and_language() -> None:
    assert likely_zone("http://forum.example.at/", "de") == "Europe/Vienna"
    assert zone_named(likely_zone("http://forum.example/", "")) == zone_named("UTC")
