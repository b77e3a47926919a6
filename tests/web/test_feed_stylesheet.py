"""A feed that a person opens in a browser, and what readers get all the same."""

import re

import pytest
from lxml import etree
from werkzeug.test import TestResponse

from feedforum.translations import LANGUAGES, text
from feedforum.web.feed_stylesheet import SHOWN
from tests.feeds.checks import CHECKS
from tests.web.sites import TOKEN, app

BROWSERS = {
    "Chromium": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
    "Firefox": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Safari": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
}
READERS = {
    "none": "",
    "anything": "*/*",
    "FreshRSS": (
        "application/atom+xml, application/rss+xml, application/rdf+xml;q=0.9, application/xml;q=0.8, "
        "text/xml;q=0.8, text/html;q=0.7"
    ),
    "Miniflux": (
        "application/xml, application/atom+xml, application/rss+xml, application/rdf+xml, "
        "application/feed+json, text/html, */*;q=0.9"
    ),
    "feedparser": (
        "application/atom+xml,application/rdf+xml,application/rss+xml,application/x-netcdf,"
        "application/xml;q=0.9,text/xml;q=0.2,*/*;q=0.1"
    ),
}
XML = ["/feeds.opml", "/feeds/sat/posts.atom", "/feeds/sat/threads/7.rss", "/feeds/search.atom?q=genau"]


def get(path: str, accept: str, **more: str) -> TestResponse:
    return app().test_client().get(path, headers={"Accept": accept, **more})


@pytest.mark.parametrize("path", XML)
@pytest.mark.parametrize("browser", BROWSERS)
def test_a_browser_is_given_a_style_sheet(path: str, browser: str) -> None:
    opened, read = get(path, BROWSERS[browser]), get(path, "*/*")
    assert opened.content_type == "application/xml; charset=utf-8"
    styled = etree.fromstring(opened.data).getprevious()
    assert styled.target == "xml-stylesheet"
    assert styled.get("type") == "text/css"
    up = "../" * (path.partition("?")[0].count("/") - 1) or "./"
    assert styled.get("href") == f"{up}feed.css"
    bare = re.sub(b"<time [^>]+>[^<]+</time>", b"", opened.data)
    assert etree.tostring(etree.fromstring(bare)) == etree.tostring(etree.fromstring(read.data))
    if ".opml" not in path:
        words = re.findall(f'<time xmlns="{SHOWN}">([^<]+)</time>', opened.text)
        assert words[0] == "2025-11-29, 14:00"
        # Beyond that it is a feed as readers get it, with an element that both formats allow for.
        CHECKS["rss" if ".rss" in path else "atom"](bare)
    assert opened.headers["ETag"] != read.headers["ETag"]
    assert "Accept" in opened.headers["Vary"].split(", ")
    policy = opened.headers["Content-Security-Policy"]
    assert "default-src 'none'; style-src 'self'" in policy
    assert "script-src" not in policy


@pytest.mark.parametrize("path", XML)
@pytest.mark.parametrize("reader", READERS)
def test_a_reader_is_not(path: str, reader: str) -> None:
    answer = get(path, READERS[reader])
    types = {"opml": "text/x-opml", "rss": "application/rss+xml", "atom": "application/atom+xml"}
    assert answer.mimetype == next(type_ for name, type_ in types.items() if f".{name}" in path)
    assert b"stylesheet" not in answer.data
    assert answer.data == get(path, "*/*").data


def test_what_is_private_stays_out_of_shared_caches() -> None:
    opened = get(f"/feeds/club/posts.atom?token={TOKEN}", BROWSERS["Firefox"])
    assert b"xml-stylesheet" in opened.data
    assert TOKEN not in opened.text
    assert opened.headers["Cache-Control"].startswith("private, ")
    assert {"Accept", "Authorization"} <= set(opened.headers["Vary"].split(", "))
    refused = get("/feeds/club/posts.atom", BROWSERS["Firefox"])
    assert (refused.status_code, refused.mimetype) == (401, "text/plain")


def test_dates_are_in_the_visitors_language() -> None:
    german = get("/feeds/sat/posts.atom", BROWSERS["Firefox"], **{"Accept-Language": "de"})
    assert "29.11.2025, 14:00" in german.text
    assert "Accept-Language" in german.headers["Vary"]


def test_json_is_the_same_for_all() -> None:
    opened, read = (get("/feeds/sat/posts.json", accept) for accept in (BROWSERS["Chromium"], "*/*"))
    assert (opened.data, opened.content_type) == (read.data, read.content_type)


def test_a_browser_that_comes_back_has_it_already() -> None:
    first = get(XML[0], BROWSERS["Firefox"])
    again = get(XML[0], BROWSERS["Firefox"], **{"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_style_sheet_speaks_the_visitors_language(language: str) -> None:
    answer = app().test_client().get("/feed.css", headers={"Accept-Language": language})
    assert answer.content_type == "text/css; charset=utf-8"
    assert "Accept-Language" in answer.headers["Vary"]
    for name in ("feed_opened", "feed_opened_end", "list_opened"):
        words = text(language, name)
        assert f'content: "{words}"' in answer.text
        assert not set('"\\\n') & set(words), "these would have to be escaped in CSS"
