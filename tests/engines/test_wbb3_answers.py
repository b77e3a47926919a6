"""Burning Board 3 and Lite 2: refusals, forms, who is logged in, and what a page is known by."""
# ruff: noqa: E501 - a line of markup is a line

import pytest

from feedforum.engines import detect, explain_unknown
from feedforum.engines.wbb2 import Wbb2
from feedforum.records import Answer
from tests.engines.wbb3_markup import BASE, CALENDAR, ENGINE, LOGIN, document, page, post

LOGOUT = "<a href='index.php?action=UserLogout&amp;t=0123'>Abmelden</a>"


@pytest.mark.parametrize(
    ("main", "template", "answer"),
    [
        ("<p class='error'>Nein.</p>", "PermissionDenied", Answer.LOGIN_WANTED),
        ("<p class='error'>Der Zutritt zu dieser Seite ist dir leider verwehrt.</p>", "UserException", Answer.LOGIN_WANTED),
        ("<p class='error'>You are not allowed to enter this page.</p>", "UserException", Answer.LOGIN_WANTED),
        ("<p class='error'>Vous n’avez pas l’autorisation d’entrer sur cette page.</p>", "UserException", Answer.LOGIN_WANTED),
        ("<p class='error' id='errorMessage'>Du hast einen ungültigen oder nicht mehr gültigen Link aufgerufen.</p>", "UserException", Answer.NOT_FOUND),
        ("<p class='error'>The link you are trying to reach is no longer available or is invalid.</p>", "UserException", Answer.NOT_FOUND),
        ("<p class='error'>Du hast einen ungültigen Link aufgerufen.</p>", "UserException", Answer.NOT_FOUND),
        ("<p class='error'>Sie wurden gesperrt.</p>", "UserException", Answer.BLOCKED),
        ("<p class='warning'>Wir ziehen um.</p>", "Offline", Answer.CLOSED),
        ("<p class='error'>Das Forum ist wegen Wartungsarbeiten geschlossen.</p>", "UserException", Answer.CLOSED),
        ("<p>Etwas</p>", "Search", Answer.NOT_UNDERSTOOD),
    ],
)  # fmt: skip
def test_refusals(main: str, template: str, answer: Answer) -> None:
    text = page(main, template, "<h2>Fehler</h2>")
    for read in (ENGINE.read_thread, ENGINE.read_board, ENGINE.read_index):
        assert read(document(text), CALENDAR).answer is answer


@pytest.mark.parametrize(("menu", "member"), [(LOGIN, False), (LOGOUT, True), ("", None)])
def test_who_we_are(menu: str, member: bool | None) -> None:
    written = post(f"<div class='signature'>{LOGOUT}</div>")
    text = page(written, menu=menu).replace("<div class='messageBody'>", "<div class='messageBody'>", 1)
    assert ENGINE.read_thread(document(text), CALENDAR).member is member


def test_the_form_to_log_in_is_sent_under_its_own_names_with_its_tokens() -> None:
    form = "<form method='post' action='index.php?form=UserLogin'><input type='text' name='loginUsername'><input type='password' name='loginPassword'><input type='hidden' name='s' value='0a'><input type='hidden' name='t' value='0b'></form>"
    sent = ENGINE.login_form(document(page(form, "UserLogin")), "Anna", "geheim")
    assert sent is not None
    assert sent.url == f"{BASE}index.php?form=UserLogin"
    assert dict(sent.fields) == {
        "loginUsername": "Anna",
        "loginPassword": "geheim",
        "s": "0a",
        "t": "0b",
        "useCookies": "1",
    }
    assert not ENGINE.accepted(document(page(form, "UserLogin")))
    assert ENGINE.accepted(document(page("", "Index", menu=LOGOUT)))


def test_a_page_where_another_family_is_configured_says_what_to_write() -> None:
    found = document(page(post("da")))
    explained = explain_unknown(Wbb2(), found)
    assert explained is not None
    assert explained[0] is Answer.OTHER_SOFTWARE
    assert 'engine = "wbb3"' in explained[1]


@pytest.mark.parametrize(
    ("footer", "version"),
    [
        ("Forum Software: <strong>Burning Board&reg; 3.0.9</strong>, developed by <strong>WoltLab&reg; GmbH</strong>", "3.0.9"),
        ("Forensoftware: <strong>Burning Board®</strong>, entwickelt von <strong>WoltLab® GmbH</strong>", "3"),
        ("Forensoftware: <strong>Burning Board® Lite 2.1.2</strong>, entwickelt von <strong>WoltLab® GmbH</strong>", "2.1.2"),
        ("-", "3"),
    ],
)  # fmt: skip
def test_versions(footer: str, version: str) -> None:
    found = document(page(post("da"), footer=footer))
    assert ENGINE.version(ENGINE.open(found)) == version
    engine = detect(found)
    assert engine is not None
    assert engine.name == "wbb3"
