"""Feeds of members need a token, in each way that readers can give one."""

from base64 import b64encode

import pytest

from tests.web.feed_requests import get
from tests.web.sites import TOKEN, app, settings


def basic(user: str, password: str) -> str:
    return "Basic " + b64encode(f"{user}:{password}".encode()).decode()


CLUB = ["posts.atom", "threads.rss", "boards/5/posts.json", "threads/50.atom", "boards/999/posts.atom"]


@pytest.mark.parametrize("path", CLUB)
@pytest.mark.parametrize(
    ("query", "credentials"),
    [
        ("", None),
        ("?token=", None),
        ("?token=wrong", None),
        (f"?token={TOKEN}x", None),
        (f"?token={TOKEN.upper()}", None),
        ("?token=%ff%00", None),
        ("", basic("x", "wrong")),
        ("", basic("", "")),
        ("", "Basic ???"),
        ("", f"Bearer {TOKEN}x"),
    ],
)
def test_members_feeds_need_a_token(path: str, query: str, credentials: str | None) -> None:
    headers = {"Authorization": credentials} if credentials else {}
    answer = get(f"/feeds/club/{path}{query}", **headers)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Basic realm="feedforum", charset="UTF-8"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.content_type == "text/plain; charset=utf-8"
    assert answer.text.startswith("This needs an access token: add ?token=… to the address, or ")
    assert "HTTP Basic" in answer.text


@pytest.mark.parametrize(
    ("query", "credentials"),
    [
        (f"?token={TOKEN}", None),
        ("?token=another+one", None),
        ("", basic("anyone", TOKEN)),
        ("", basic(TOKEN, "")),
        ("?token=wrong", basic("anyone", TOKEN)),
    ],
)
def test_a_token_opens_them(query: str, credentials: str | None) -> None:
    headers = {"Authorization": credentials} if credentials else {}
    answer = get(f"/feeds/club/posts.atom{query}", **headers)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, max-age=900"
    assert "Losungswort" in answer.text
    assert "https://feeds.example/feeds/club/posts.atom" in answer.text
    assert "sesame" not in answer.text
    assert "another" not in answer.text


def test_without_any_token_configured_nothing_opens() -> None:
    chosen = settings(server={"access_tokens": ()})
    client = app(chosen).test_client()
    for query in ("", "?token=", "?token=None"):
        assert client.get(f"/feeds/club/posts.atom{query}").status_code == 401


def test_pages_of_members_feeds_need_a_token_too() -> None:
    assert get("/feeds/club/posts.atom?before=500").status_code == 401
    assert get(f"/feeds/club/posts.atom?before=500&token={TOKEN}").status_code == 200
