"""What is said of an address where no forum can be read."""

from datetime import UTC, datetime

import pytest

from feedforum.discover.discover_forum import NO_FORUM
from feedforum.discover.other_sites import described, obstacle_of
from feedforum.records import Answer, Discovery, Document, Fetched, Obstacle

URL = "http://site.example/forum/index.php"
FEED = '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'


@pytest.mark.parametrize(
    ("markup", "obstacle", "detail"),
    [
        (
            '<meta name="generator" content="WordPress 6.4">' + FEED,
            Obstacle.OTHER_SITE,
            (
                "This is WordPress 6.4, which is not a forum. It has a feed of its own, which you can"
                " subscribe to: http://site.example/feed.xml"
            ),
        ),
        (
            '<meta name="Generator" content="Discourse 3.1">',
            Obstacle.UNREAD_SOFTWARE,
            "This is Discourse 3.1; feedforum does not read it yet.",
        ),
        (
            "<p>Powered by vBulletin 3.8.7</p>",
            Obstacle.UNREAD_SOFTWARE,
            "This is vBulletin 3.8.7; feedforum does not read it yet.",
        ),
        ("<h1>Blog</h1>", Obstacle.NO_FORUM, NO_FORUM),
        (
            '<link rel="alternate" type="application/rss+xml" href="javascript:x">',
            Obstacle.NO_FORUM,
            NO_FORUM,
        ),
    ],
)
def test_whose_page_it_is(markup: str, obstacle: Obstacle, detail: str) -> None:
    document = Document(URL, f"<html><body>{markup}</body></html>", datetime(2026, 1, 1, tzinfo=UTC))
    found = described(Discovery(Answer.NOT_UNDERSTOOD, URL, NO_FORUM), document)
    assert (found.obstacle, found.detail) == (obstacle, detail)


def test_no_page_at_all() -> None:
    unknown = obstacle_of(Fetched(Answer.BROKEN, URL, detail="Unknown.", unknown_host=True))
    assert unknown.obstacle is Obstacle.UNKNOWN_HOST
    assert "no server of this name" in unknown.detail
    assert obstacle_of(Fetched(Answer.NOT_FOUND, URL)).obstacle is Obstacle.NO_PAGE
    refused = obstacle_of(Fetched(Answer.BROKEN, URL, detail="It refuses connections."))
    assert (refused.obstacle, refused.detail) == (None, "It refuses connections.")
