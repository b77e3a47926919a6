"""What search engines are told."""

import pytest

from tests.web.sites import app, settings

PATHS = ("/", "/forums/sat", "/feeds/sat/posts.atom", "/feeds.opml", "/none")


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_shown_in_search_engines_unless_the_owner_says_so(path: str) -> None:
    client = app().test_client()
    for answer in (client.get(path), client.get(path)):
        assert answer.headers.getlist("X-Robots-Tag") == ["noindex"]
        if answer.mimetype == "text/html":
            assert '<meta name="robots" content="noindex">' in answer.text
    opened = app(settings(server={"search_engines": True})).test_client().get(path)
    assert "X-Robots-Tag" not in opened.headers
    assert "noindex" not in opened.text


def test_robots_txt() -> None:
    assert app().test_client().get("/robots.txt").text == "User-agent: *\nDisallow: /\n"
    opened = app(settings(server={"search_engines": True}))
    assert opened.test_client().get("/robots.txt").text == "User-agent: *\nDisallow:\n"
