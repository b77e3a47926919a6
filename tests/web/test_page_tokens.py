"""Pages of members: who sees them, and how to give a token."""

from dataclasses import replace

import pytest

from tests.web.sites import TOKEN, app, settings


@pytest.mark.parametrize("path", ["/forums/club", "/forums/club/boards/5", "/forums/club/threads/50"])
def test_members_pages_need_a_token(path: str) -> None:
    client = app().test_client(use_cookies=False)
    closed = client.get(path)
    assert closed.status_code == 401
    assert closed.headers["WWW-Authenticate"].startswith("Basic")
    for name in ("Geheimbund", "Verschlusssache", "Losungswort"):
        assert name not in closed.text
    opened = client.get(f"{path}?token={TOKEN}")
    assert opened.status_code == 200
    assert opened.headers["Cache-Control"] == "private, no-cache"
    assert "Geheimbund" in opened.text
    assert TOKEN not in opened.text.replace(f".atom?token={TOKEN}", "")


def test_the_front_page_names_members_forums_to_members_only() -> None:
    client = app().test_client()
    for query in ("", "?token=wrong"):
        assert "Geheimbund" not in client.get(f"/{query}").text
        assert "club" not in client.get(f"/{query}").text
    assert "Geheimbund" in client.get(f"/?token={TOKEN}").text


@pytest.mark.parametrize(
    ("path", "language", "words"),
    [
        ("/", "en", "Some feeds need an access token and are not shown"),
        ("/", "de", "Für manche Feeds braucht man ein Zugriffstoken; sie werden hier nicht gezeigt"),
        ("/forums/club", "en", "This needs an access token"),
        ("/forums/club", "de", "Dafür braucht man ein Zugriffstoken"),
    ],
)
def test_how_to_give_a_token_is_said_wherever_one_is_needed(path: str, language: str, words: str) -> None:
    shown = app().test_client().get(path, headers={"Accept-Language": language}).text
    assert words in shown
    assert "?token=…" in shown
    assert "HTTP Basic" in shown
    assert TOKEN not in shown


@pytest.mark.parametrize("path", ["/", "/forums/club"])
def test_whoever_has_given_a_token_is_told_what_the_addresses_contain(path: str) -> None:
    shown = app().test_client().get(f"{path}?token={TOKEN}").text
    assert "You are recognised by your access token" in shown
    assert f'<code class="address">https://feeds.example/feeds/club/posts.atom?token={TOKEN}</code>' in shown


def test_nothing_is_said_of_tokens_where_none_is_needed() -> None:
    chosen = settings()
    client = app(replace(chosen, forums=chosen.forums[:1])).test_client()
    assert "token" not in client.get("/").text
