"""Tokens with names, what each opens, and the browser that is known by one."""

import logging
import re
import xml.etree.ElementTree as ET
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from feedforum.config.resolve import resolve
from feedforum.config.schema import File
from feedforum.config.secrets import SecretReader
from feedforum.config.settings import Grant, Settings
from feedforum.config.validation import contradictions
from feedforum.store import Store
from feedforum.translations import text
from feedforum.visibility import visible_part
from feedforum.web.reader_log import ReaderLog
from tests.feeds.samples import NOON
from tests.web.sites import PASSWORD, TOKEN, OwnersSite, app, read_repository, settings

ANNA, BERT = "annas own token", "berts own token"
CLUB = "/feeds/club/posts.atom"


def with_tokens(*tokens: dict[str, object], plain: tuple[str, ...] = (), **club: object) -> Settings:
    file = File.model_validate(
        {
            "server": {
                "public_url": "https://feeds.example",
                "access_tokens": plain,
                "owner_password_env": "OWNER",
            },
            "token": tokens,
            "forum": [
                {"key": "sat", "url": "http://www.sat.example/", "boards": [26], "private": True},
                {"key": "club", "url": "http://club.example/", "boards": "all", "private": True} | club,
            ],
        }
    )
    secrets = SecretReader(Path("/nowhere/config.toml"), {"OWNER": PASSWORD})
    made = resolve(file, secrets)
    assert secrets.faults == []
    return made


def token(name: str, text: str, **more: object) -> dict[str, object]:
    return {"name": name, "sha256": sha256(text.encode()).hexdigest()} | more


def client(chosen: Settings) -> FlaskClient:
    return app(chosen).test_client()


def test_a_token_opens_the_forums_that_it_names() -> None:
    chosen = with_tokens(token("Anna", ANNA, forums=["club"]), token("Bert", BERT))
    for written, club, sat in ((ANNA, 200, 401), (BERT, 200, 200), ("neither of them", 401, 401)):
        asked = client(chosen)
        assert asked.get(f"{CLUB}?token={written}").status_code == club
        assert asked.get(f"/feeds/sat/posts.atom?token={written}").status_code == sat


def test_a_token_opens_the_boards_that_it_names() -> None:
    chosen = with_tokens(token("Anna", ANNA, forums=["club"], boards=[5]))
    answer = client(chosen).get(f"/feeds/club/boards/5/posts.atom?token={ANNA}")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"].startswith("private")
    assert client(chosen).get(f"/feeds/club/boards/6/posts.atom?token={ANNA}").status_code == 401
    forum = with_tokens(boards=[5, 6]).forums[1]
    part = visible_part(forum, token=Grant(("club",), (5,)))
    assert (part.board_ids, part.whole, part.private) == ((5,), False, True)


def test_one_token_is_withdrawn_alone() -> None:
    both = with_tokens(token("Anna", ANNA), token("Bert", BERT))
    one = with_tokens(token("Bert", BERT))
    answers = [
        client(each).get(f"{CLUB}?token={text}").status_code for each in (both, one) for text in (ANNA, BERT)
    ]
    assert answers == [200, 200, 401, 200]


def test_whoever_gave_a_token_once_follows_links() -> None:
    site = OwnersSite(library=read_repository())
    asked = site.app_of(settings(owner_password=PASSWORD)).test_client()
    first = asked.get(f"/?token={TOKEN}")
    cookie = first.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" in cookie
    page = asked.get("/forums/club", base_url="https://localhost")
    assert page.status_code == 200
    assert "Set-Cookie" not in page.headers
    assert page.headers["Cache-Control"] == "private, no-cache"
    assert "Cookie" in page.headers["Vary"]
    assert f"/feeds/club/posts.atom?token={TOKEN}" in page.text
    assert asked.get(CLUB, base_url="https://localhost").status_code == 200
    # It ends with the token.
    site.current.replace(settings(owner_password=PASSWORD, server={"access_tokens": ("another one",)}))
    assert asked.get("/forums/club", base_url="https://localhost").status_code == 401


@pytest.mark.parametrize("value", ["", "x", "Im9wZW4tc2VzYW1lIg", "Im9wZW4tc2VzYW1lIg.aaaaaa.bbbb", TOKEN])
def test_no_other_cookie_opens_anything(value: str) -> None:
    answer = client(settings()).get(CLUB, headers={"Cookie": f"feedforum_reader={value}"})
    assert answer.status_code == 401


def test_public_addresses_carry_no_token() -> None:
    page = client(settings()).get(f"/forums/sat?token={TOKEN}").text
    assert "token=" not in page


def test_a_personal_list_carries_the_token_where_it_is_needed() -> None:
    asked = client(settings())
    listed = ET.fromstring(asked.get(f"/feeds.opml?with_token=1&token={TOKEN}").data)
    urls = [outline.get("xmlUrl", "") for outline in listed.iter("outline")]
    assert f"https://feeds.example/feeds/club/posts.atom?token={TOKEN}" in urls
    assert "https://feeds.example/feeds/sat/boards/26/posts.atom" in urls
    assert TOKEN not in asked.get(f"/feeds.opml?token={TOKEN}").text
    assert "token=" not in asked.get("/feeds.opml?with_token=1").text


def test_the_owner_sees_all_pages() -> None:
    asked = OwnersSite().app_of(with_tokens(token("Anna", ANNA))).test_client()
    assert asked.get("/forums/sat").status_code == 401
    form = asked.get("/login", base_url="https://localhost").text
    sent = {"password": PASSWORD, "token": form.partition('name="token" value="')[2].partition('"')[0]}
    assert asked.post("/login", data=sent, base_url="https://localhost").status_code == 303
    page = asked.get("/forums/sat", base_url="https://localhost")
    assert page.status_code == 200
    assert page.headers["Cache-Control"].startswith("private")
    status = asked.get("/status", base_url="https://localhost").text
    assert text("en", "status_unread") in status
    asked.get(f"/feeds/sat/posts.atom?token={ANNA}", base_url="https://localhost")
    status = asked.get("/status", base_url="https://localhost").text
    assert re.search(r">Anna</th>\s*<td>/feeds/sat/posts.atom<", status)


def test_reads_are_stored_once_an_hour_and_known_after_a_restart(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store, now, path = Store.at(f"sqlite:///{tmp_path}/s.db"), NOON, "/feeds/sat/posts.atom"
    reads = ReaderLog(store.token_reads)
    for minutes in (0, 15, 59, 75):
        reads.note("Anna", path, now + timedelta(minutes=minutes))
    reads.note("Ben", path, now)
    assert reads.reads() == {"Anna": [(path, now + timedelta(minutes=75))], "Ben": [(path, now)]}
    reads.note("Anna", path, now + timedelta(minutes=90))
    assert ReaderLog(store.token_reads).reads()["Anna"] == [(path, now + timedelta(minutes=75))]
    store.close()
    (tmp_path / "s.db").unlink()
    reads.note("Cleo", path, now)
    assert "that token Cleo reads /feeds/sat/posts.atom was not stored" in caplog.text


def test_the_log_names_who_reads_once_a_day(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "feedforum.web.reader_log")
    asked = client(with_tokens(token("Anna", ANNA)))
    for _ in range(3):
        asked.get(f"{CLUB}?token={ANNA}")
    assert [record.getMessage() for record in caplog.records] == [f"token Anna reads {CLUB}"]


@pytest.mark.parametrize(
    ("tokens", "fault"),
    [
        (
            [{"name": "A"}],
            "token_file: name the file with the token, or give its hash as sha256; one of them.",
        ),
        ([{"name": "A", "sha256": "abc"}], "sha256: expected 64 hexadecimal digits"),
        ([{"name": "A", "token_file": "none"}], "token_file: cannot be read or is empty"),
    ],
)
def test_faults_of_the_token_itself(tokens: list[dict[str, object]], fault: str) -> None:
    secrets = SecretReader(Path("/nowhere/config.toml"), {})
    resolve(File.model_validate({"token": tokens}), secrets)
    assert fault in secrets.faults[0]
    assert secrets.faults[0].startswith("[[token]] 1 ")


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        (token("Bert", ANNA), "[[token]] 1 name: 'Bert' is used 2 times; give each its own."),
        (token("Anna", ANNA, forums=["none"]), "[[token]] 1 forums: no [[forum]] has the key 'none'."),
        (
            token("Anna", ANNA, boards=[5]),
            "[[token]] 1 boards: belong to one forum; name it alone in forums.",
        ),
    ],
)
def test_what_a_token_opens_is_there(table: dict[str, object], fault: str) -> None:
    file = File.model_validate({"token": [table, token("Bert", BERT)]})
    assert fault in list(contradictions(file, (), tokens=True))
