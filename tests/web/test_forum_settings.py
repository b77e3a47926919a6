"""What an owner changes of a forum in a browser, and what a bookmark follows."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from lxml import etree
from werkzeug.test import TestResponse

from feedforum.config.forum_changes import ForumChange
from feedforum.records import MemberLogin
from feedforum.translations import text
from tests.web.sites import OwnersSite, app, settings
from tests.web.test_every_route import check_headers, check_page
from tests.web.test_find import owner_of
from tests.web.test_owner_login import token_in
from tests.web.test_status import words_of

PATH = "/forums/sat/settings"
THREAD = "http://www.sat.example/thread.php?threadid=7"
CHANGE = ForumChange("Europe/Berlin", False, {26: "Empfang & Technik"}, frozenset(), (), True)


def send(client: FlaskClient, path: str = PATH, language: str = "en", **form: Any) -> TestResponse:
    form = {"token": token_in(client.get("/find"))} | form
    return client.post(path, data=form, headers={"Accept-Language": language})


@pytest.mark.parametrize("path", [PATH, "/follow", f"/follow?address={THREAD}"])
@pytest.mark.parametrize("language", ["en", "de"])
def test_the_pages_are_the_owners_and_sound(path: str, language: str) -> None:
    client = OwnersSite().app().test_client()
    assert client.get(path).status_code == client.post(path).status_code == 303
    assert app().test_client().get(path).status_code == 404
    owner = owner_of(OwnersSite())
    owner.get("/find")
    answer = owner.get(path, headers={"Accept-Language": language})
    check_headers(answer)
    check_page(answer)
    assert owner.post(path.partition("?")[0], data={"sure": "1", "remove": "1"}).status_code == 400


@pytest.mark.parametrize(
    ("form", "change"),
    [
        ({"board": ["26"]}, {}),
        (
            {"board": ["26"], "pause": ["26"], "paused": "1"},
            {"paused": True, "paused_boards": frozenset({26})},
        ),
        ({"pause": ["26"], "zone": "UTC"}, {"boards": {}, "timezone": "UTC", "every_board": False}),
        (
            {"board": ["26", "38"], "username": "Ann", "password": "geheim"},
            {"login": MemberLogin("Ann", "geheim")},
        ),
        ({"board": ["26"], "username": "Ann"}, {}),
        ({"board": ["26"], "locked": "26", "board_password": "Sesam"}, {"passwords": {26: "Sesam"}}),
        ({"board": ["26"], "locked": "", "board_password": "Sesam"}, {}),
        ({"board": ["26"], "locked": "99", "board_password": "Sesam"}, {}),
    ],
)
def test_a_form_says_how_the_forum_is_to_be(form: dict[str, Any], change: dict[str, Any]) -> None:
    site = OwnersSite()
    client = owner_of(site)
    answer = send(client, **form)
    assert (answer.status_code, answer.headers["Location"]) == (303, "../../forums/sat/settings")
    values = {name: getattr(CHANGE, name) for name in CHANGE.__slots__} | change
    assert site.finder.calls == [("change", "sat", ForumChange(**values))]
    assert text("en", "settings_saved") in words_of(client.get(PATH).text)
    assert text("en", "settings_saved") not in words_of(client.get(PATH).text)


def test_a_forum_is_removed_only_by_who_is_sure() -> None:
    site = OwnersSite()
    client = owner_of(site)
    assert send(client, remove="1").status_code == 400
    assert site.finder.calls == []
    assert send(client, remove="1", sure="1").headers["Location"] == "../../status"
    assert site.finder.calls == [("remove", "sat")]
    assert client.get("/forums/nowhere/settings").status_code == 404


def test_what_cannot_be_saved_is_told_with_the_faults() -> None:
    site = OwnersSite()
    client = owner_of(site)
    assert text("en", "find_zone_unknown") in words_of(send(client, zone="Nirgendwo").text)
    site.finder.faults = ("config.toml: line 3 is <wrong>.",)
    for answer in (send(client, board=["26"]), send(client, "/follow", address=THREAD)):
        assert answer.status_code == 409
        assert "line 3 is <wrong>." in words_of(answer.text)


def test_a_paused_forum_says_so_on_the_status_page_and_in_its_settings() -> None:
    site = OwnersSite()
    client = site.app_of(settings(owner_password="owner's own wörd", paused=True)).test_client()
    client.post("/login", data={"token": token_in(client.get("/login")), "password": "owner's own wörd"})
    assert text("en", "status_paused") in words_of(client.get("/status").text)
    box = etree.HTML(client.get(PATH).text).xpath("//input[@name='paused'][@checked]")
    assert len(box) == 1


@pytest.mark.parametrize(
    ("address", "called"),
    [
        ("https://sat.example/thread.php?threadid=9", ("follow", "sat", None, 9)),
        ("http://www.sat.example/board.php?boardid=38", ("follow", "sat", 38, None)),
    ],
)
def test_what_an_address_names_is_followed(address: str, called: tuple[object, ...]) -> None:
    site = OwnersSite()
    client = owner_of(site)
    answer = send(client, "/follow", address=address)
    assert answer.status_code == 303
    assert site.finder.calls == [called]
    assert text("en", "follow_done") in words_of(
        client.get(answer.headers["Location"].removeprefix(".")).text
    )


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (THREAD, "follow_already"),
        ("http://www.sat.example/x.php?postid=101", "follow_already"),
        ("http://www.sat.example/index.php", "follow_no_thread"),
        ("http://elsewhere.example/thread.php?threadid=7", "follow_unknown"),
        ("x", "follow_unknown"),
        ("http://[::/thread.php", "follow_unknown"),
    ],
)
def test_what_an_address_is_is_told(address: str, words: str) -> None:
    site = OwnersSite()
    client = owner_of(site)
    page = client.get("/follow", query_string={"address": address}, headers={"Accept-Language": "de"})
    assert text("de", words) in words_of(page.text)
    bookmark = etree.HTML(page.text).xpath("//a[starts-with(@href, 'javascript:')]/@href")
    assert bookmark == [
        "javascript:location.href='https://feeds.example/follow?address='+encodeURIComponent(location.href)"
    ]
