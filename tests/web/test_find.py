"""The page on which the owner looks for a forum: over a finder that is handed in."""

import re
import threading
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from lxml import etree
from werkzeug.test import TestResponse

from feedforum.engines.profile.fit import fit_text
from feedforum.records import NO_PROFILE, Access, Answer, Discovery, Doubt, FieldFit, FoundBoard
from feedforum.translations import text
from feedforum.web.find_routes import MAX_AGE, MOST_CACHED, DiscoveryCache, board_tree
from tests.web.sites import FOUND, PASSWORD, OwnersSite, SampleFinder, StillClock, app, settings
from tests.web.test_every_route import check_headers, check_page
from tests.web.test_owner_login import log_in, token_in
from tests.web.test_status import words_of

URL = FOUND.url


def owner_of(site: OwnersSite, **server: Any) -> FlaskClient:
    client = site.app(**server).test_client()
    log_in(client)
    return client


def send(client: FlaskClient, path: str = "/find", language: str = "en", **form: Any) -> TestResponse:
    form = {"token": token_in(client.get("/find")), "address": URL} | form
    return client.post(path, data=form, headers={"Accept-Language": language})


def boxes(answer: TestResponse) -> dict[str, set[str]]:
    """What is said of each box for a board."""
    found = etree.HTML(answer.text).xpath("//input[@name='board']")
    return {box.get("value"): set(box.keys()) & {"checked", "disabled"} for box in found}


def test_only_the_owner_may_look_and_only_from_the_form() -> None:
    site = OwnersSite()
    client = site.app().test_client()
    answer = client.get("/find")
    assert (answer.status_code, answer.headers["Location"]) == (303, "./login?next=find")
    for path in ("/find", "/find/preview", "/find/save"):
        answer = client.post(path, data={"address": URL, "board": "26"})
        assert (answer.status_code, answer.headers["Location"].lstrip("./")) == (303, "login")
    log_in(client)
    for path in ("/find", "/find/preview", "/find/save"):
        assert client.post(path, data={"address": URL, "board": "26"}).status_code == 400
    assert site.finder.calls == []


def test_without_an_owner_there_is_no_such_page() -> None:
    for made in (app(), OwnersSite().app(password="")):
        assert made.test_client().get("/find").status_code == 404
        assert "find" not in made.test_client().get("/").text


@pytest.mark.parametrize("language", ["en", "de"])
def test_it_tells_what_was_found(language: str) -> None:
    answer = send(owner_of(OwnersSite()), language=language)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    check_headers(answer)
    check_page(answer)
    shown = words_of(answer.text)
    for words in ("Fundbüro & <mehr>", URL, "Burning Board 2.3.6", "windows-1252", "Europe/Berlin"):
        assert words in shown
    for name in ("language_de", "access_open", "access_unknown", "access_login", "access_password"):
        assert text(language, name) in shown
    assert f"{text(language, 'find_threads', count=3)} · {text(language, 'find_posts', count=17)}" in shown
    assert text(language, "find_zone_wrong") not in shown


@pytest.mark.parametrize("language", ["en", "de"])
def test_what_was_learned_says_how_sure_each_field_is(language: str) -> None:
    fits = (
        FieldFit("posts.author", "b.nick", 40, 40, 40, 1.0),
        FieldFit("threads.date", "td.last", 30, 20, 30, 1.0),
        FieldFit("posts.text", "div.body", 40, 40, 40, 0.4),
    )
    found = replace(FOUND, engine="profile", profile=NO_PROFILE, fields=fits, doubts=(Doubt.IDS,))
    answer = send(owner_of(OwnersSite(finder=SampleFinder(found))), language=language)
    check_page(answer)
    page = etree.HTML(answer.text)
    sure = ["".join(item.itertext()) for item in page.xpath("//details//li")]
    assert sure == [fit_text(fits[0], language)]
    items = page.xpath("//ul[not(@class)]/li[not(ancestor::details)]")
    doubtful = ["".join(item.itertext()) for item in items]
    assert doubtful[-3:] == [text(language, "doubt_ids"), *(fit_text(each, language) for each in fits[1:])]


def test_boards_are_a_tree_of_boxes_and_those_that_do_not_let_in_cannot_be_ticked() -> None:
    answer = send(owner_of(OwnersSite()))
    assert boxes(answer) == {"26": set(), "28": set(), "30": {"disabled"}, "31": {"disabled"}}
    inner = etree.HTML(answer.text).xpath("//li[strong='Alles']/ul/li[label/input/@value='26']/ul/li/label")
    assert [label.xpath("string()").strip() for label in inner] == ["Darunter"]


def test_a_zone_that_does_not_fit_is_told() -> None:
    site = OwnersSite(finder=SampleFinder(replace(FOUND, zone_fits=False)))
    assert text("en", "find_zone_wrong") in words_of(send(owner_of(site)).text)


def test_what_is_no_forum_is_told_with_what_to_do() -> None:
    site = OwnersSite()
    client = owner_of(site)
    token = token_in(client.get("/find"))
    for answer in (each for each in Answer if each is not Answer.OK):
        site.finder.found = Discovery(answer, URL, "What was <seen>.")
        for path in ("/find", "/find/preview", "/find/save"):
            page = client.post(path, data={"token": token, "address": URL, "board": "26"})
            assert page.status_code == 200
            assert text("en", f"advice_{answer.name.lower()}") in words_of(page.text)
            assert "What was <seen>." in words_of(page.text)
            assert f'value="{URL}"' in page.text


def test_what_is_no_address_is_one_sentence_and_stays_to_be_put_right() -> None:
    answer = send(owner_of(OwnersSite()), address="zwei worte")
    assert answer.status_code == 400
    assert text("en", "find_no_address") in words_of(answer.text)
    assert 'value="zwei worte"' in answer.text


def test_the_preview_shows_entries_of_the_ticked_board_that_was_written_in_last() -> None:
    site = OwnersSite()
    client = owner_of(site)
    send(client)
    answer = send(client, "/find/preview", board=["28", "26"])
    assert site.finder.calls == [("find", URL), ("preview", URL, 26)]
    assert boxes(answer)["26"] == boxes(answer)["28"] == {"checked"}
    shown = words_of(answer.text)
    assert text("en", "find_previewed", board="Empfang") in shown
    titles = etree.HTML(answer.text).xpath("//article//h3/text()")
    feed = site.app().test_client().get("/feeds/sat/boards/26/posts.json").get_json()
    assert titles == [item["title"] for item in feed["items"]]
    check_page(answer)


def test_a_preview_has_no_entry_that_the_feed_would_not_have() -> None:
    chosen = {"exclude": {"author": ["*"]}}
    site = OwnersSite(finder=SampleFinder(feeds=chosen))
    answer = send(owner_of(site), "/find/preview", board="26")
    assert text("en", "find_no_entries") in words_of(answer.text)


def test_what_is_saved_is_told_once() -> None:
    site = OwnersSite()
    client = owner_of(site)
    answer = send(client, "/find/save", board=["26", "30", "999", "x"])
    assert (answer.status_code, answer.headers["Location"]) == (303, "../find")
    assert site.finder.calls == [("find", URL), ("save", URL, 26)]
    said = text("en", "find_saved", key="found")
    page = client.get("/find")
    assert said in page.text
    assert 'href="./forums/found"' in page.text
    assert said not in client.get("/find").text


def test_a_board_with_a_password_is_followed_by_giving_it() -> None:
    site = OwnersSite()
    client = owner_of(site)
    fields = etree.HTML(send(client).text).xpath("//input[starts-with(@name, 'password-')]/@name")
    assert fields == ["password-31"]
    shown = send(client, "/find/preview", **{"password-31": "Sesam"})
    assert (shown.status_code, "Sesam" in shown.text) == (400, False)
    answer = send(client, "/find/save", **{"password-31": "Sesam", "password-30": "no"})
    assert answer.status_code == 303
    assert site.finder.saved is not None
    assert (site.finder.saved[1].board_ids, site.finder.saved[1].passwords) == ((), {31: "Sesam"})


@pytest.mark.parametrize("path", ["/find/preview", "/find/save"])
def test_without_a_tick_nothing_happens(path: str) -> None:
    site = OwnersSite()
    answer = send(owner_of(site), path, board="30")
    assert answer.status_code == 400
    assert text("en", "find_none_ticked") in words_of(answer.text)
    assert site.finder.calls == [("find", URL)]


def test_what_cannot_be_written_can_be_pasted() -> None:
    site = OwnersSite(finder=SampleFinder(faults=("config.toml: cannot be written (<Read-only>).",)))
    client = owner_of(site)
    answer = send(client, "/find/save", board="26")
    assert answer.status_code == 409
    assert "config.toml: cannot be written (<Read-only>)." in words_of(answer.text)
    assert etree.HTML(answer.text).xpath("string(//pre)") == "[[forum]]\nboards = [26]\n"
    assert boxes(answer)["26"] == {"checked"}
    answer = send(client, "/find/preview", board="26")
    assert answer.status_code == 409
    assert text("en", "find_faulty") in words_of(answer.text)


def test_a_forum_that_is_followed_is_told_with_its_boards() -> None:
    site = OwnersSite(finder=SampleFinder(replace(FOUND, url="https://sat.example/")))
    answer = send(owner_of(site))
    assert text("en", "find_known", key="sat") in words_of(answer.text)
    assert boxes(answer)["26"] == {"checked", "disabled"}
    assert boxes(answer)["28"] == set()
    site = OwnersSite(finder=SampleFinder(replace(FOUND, url="http://club.example/")))
    answer = send(owner_of(site))
    assert text("en", "find_none_open") in words_of(answer.text)
    assert "find/save" not in answer.text


def test_one_forum_is_looked_at_at_a_time() -> None:
    site = OwnersSite()
    made = site.app()
    first, second = made.test_client(), made.test_client()
    for client in (first, second):
        log_in(client)
    answers: list[TestResponse] = []

    def meanwhile() -> None:
        site.finder.meanwhile = lambda: None
        asking = threading.Thread(target=lambda: answers.append(send(second)))
        asking.start()
        asking.join()

    site.finder.meanwhile = meanwhile
    assert send(first).status_code == 200
    assert answers[0].status_code == 429
    assert text("en", "find_busy") in words_of(answers[0].text)
    assert len(site.finder.calls) == 1
    assert send(second).status_code == 200


def test_what_was_found_is_kept_for_a_while_and_not_without_bound() -> None:
    class Running(StillClock):
        seconds = 0.0

        def monotonic(self) -> float:
            return self.seconds

    finder, clock = SampleFinder(), Running()
    finds = DiscoveryCache(finder, clock)
    finds.find("x")
    finds.find_cached(URL)
    assert len(finder.calls) == 1
    clock.seconds = MAX_AGE + 1
    finds.find_cached(URL)
    assert len(finder.calls) == 2
    for number in range(MOST_CACHED):
        finder.found = replace(FOUND, url=f"http://{number}.example/")
        finds.find("x")
    finds.find_cached("http://0.example/")
    assert len(finder.calls) == 2 + MOST_CACHED
    finds.find_cached(URL)
    assert len(finder.calls) == 3 + MOST_CACHED


def test_a_failure_inside_leaves_the_way_free() -> None:
    site = OwnersSite()
    client = owner_of(site)

    def broken() -> None:
        raise ZeroDivisionError

    site.finder.meanwhile = broken
    assert send(client).status_code == 500
    site.finder.meanwhile = lambda: None
    assert send(client).status_code == 200


def test_the_front_page_leads_there_who_is_the_owner_and_whoever_finds_no_forum() -> None:
    site = OwnersSite()
    client = site.app().test_client()
    assert 'href="./find"' not in client.get("/").text
    log_in(client)
    answer = client.get("/")
    assert 'href="./find"' in answer.text
    assert "private" in answer.headers["Cache-Control"]
    none = replace(settings(owner_password=PASSWORD), forums=())
    assert 'href="./find"' in OwnersSite().app_of(none).test_client().get("/").text


def test_boards_become_a_tree() -> None:
    depths = [1, 0, 1, 2, 2, 1, 0, 3]
    branches = board_tree([FoundBoard(number, str(number), depth) for number, depth in enumerate(depths)])

    def shape(below: list[Any]) -> list[Any]:
        return [(branch.board.id, shape(branch.below)) for branch in below]

    assert shape(branches) == [
        (0, []),
        (1, [(2, [(3, []), (4, [])]), (5, [])]),
        (6, [(7, [])]),
    ]


def test_every_access_has_a_text() -> None:
    for access in Access:
        assert re.search(r"\w", text("en", f"access_{access}"))


@pytest.mark.parametrize(("choose", "ticked"), [("all", {"26", "28"}), ("none", set())])
def test_all_boards_are_ticked_or_none(choose: str, ticked: set[str]) -> None:
    site = OwnersSite()
    client = owner_of(site)
    send(client)
    answer = send(client, choose=choose, board=["26"])
    assert {board for board, marks in boxes(answer).items() if "checked" in marks} == ticked
    assert site.finder.calls == [("find", URL)]


def test_the_zone_that_is_chosen_is_saved_and_one_that_is_not_there_is_told() -> None:
    site = OwnersSite()
    client = owner_of(site)
    send(client)
    wrong = send(client, "/find/save", board=["26"], zone="Nirgendwo")
    assert (wrong.status_code, site.finder.saved) == (400, None)
    assert text("en", "find_zone_unknown") in words_of(wrong.text)
    shown = send(client, "/find/preview", board=["26"], zone="UTC")
    assert etree.HTML(shown.text).xpath("//input[@name='zone']/@value") == ["UTC"]
    assert send(client, "/find/save", board=["26"], zone="UTC").status_code == 303
    assert site.finder.saved is not None
    assert site.finder.saved[0].zone == "UTC"


def test_a_member_sees_members_boards_and_the_password_is_on_no_page() -> None:
    site = OwnersSite()
    client = owner_of(site)
    answer = send(client, username="Ann", password="geheimes Wort")
    assert site.finder.calls[1:] == [("as member", URL, "Ann", "geheimes Wort")]
    assert "disabled" not in boxes(answer)["30"]
    assert text("en", "find_logged_in", name="Ann") in words_of(answer.text)
    preview = send(client, "/find/preview", board=["30"])
    assert send(client, "/find/save", board=["30"]).status_code == 303
    assert site.finder.saved is not None
    login = site.finder.saved[1].login
    assert login is not None
    assert (login.username, login.password) == ("Ann", "geheimes Wort")
    for page in (answer.text, preview.text, repr(site.finder.saved)):
        assert "geheimes Wort" not in page
