"""WoltLab Suite and Burning Board 4: refusals, forms, who is logged in, and what a page is known by."""
# ruff: noqa: E501 - a line of markup is a line

import pytest

from feedforum.engines import detect, explain_unknown
from feedforum.engines.wbb2 import Wbb2
from feedforum.records import Answer
from tests.engines.wbb4_markup import BASE, CALENDAR, ENGINE, LOGIN, TIME_6, document, page, post

LOGOUT = '<a href="index.php?logout/&amp;t=0123">Abmelden</a>'


@pytest.mark.parametrize(
    ("main", "template", "answer"),
    [
        (
            "<p id='errorMessage' class='fullPageErrorMessage' data-exception-class-name='wcf\\system\\exception\\PermissionDeniedException'>Nein.</p>",
            "userException",
            Answer.LOGIN_WANTED,
        ),
        (
            "<p id='errorMessage' class='fullPageErrorMessage' data-exception-class-name='wcf\\system\\exception\\IllegalLinkException'>Nein.</p>",
            "userException",
            Answer.NOT_FOUND,
        ),
        (
            "<p class='error'>Der Zutritt zu dieser Seite ist Ihnen leider verwehrt. Sie besitzen nicht die notwendigen Zugriffsrechte.</p>",
            "permissionDenied",
            Answer.LOGIN_WANTED,
        ),
        (
            "<p class='error'>You are not allowed to enter this page.</p>",
            "userException",
            Answer.LOGIN_WANTED,
        ),
        (
            "<p class='error'>The link you are trying to reach is no longer available or is invalid.</p>",
            "illegalLink",
            Answer.NOT_FOUND,
        ),
        (
            "<p class='error'>Sie haben einen ungültigen oder nicht mehr gültigen Link aufgerufen.</p>",
            "userException",
            Answer.NOT_FOUND,
        ),
        (
            "<p class='error'>Sie wurden vom Administrator gesperrt.</p>",
            "userException",
            Answer.BLOCKED,
        ),
        ("<div class='warning'><p>Wir bauen um.</p></div>", "offline", Answer.CLOSED),
        ("<p class='info'>Die Seite wird gerade aktualisiert.</p>", "packageUpdate", Answer.CLOSED),
        ("<p class='error'>The website is being upgraded.</p>", "", Answer.CLOSED),
        ("<p>Etwas anderes</p>", "search", Answer.NOT_UNDERSTOOD),
    ],
)
def test_refusals(main: str, template: str, answer: Answer) -> None:
    text = page(main, template, "Fehler")
    assert ENGINE.read_thread(document(text), CALENDAR).answer is answer
    assert ENGINE.read_board(document(text, "board/2-x/"), CALENDAR).answer in (answer, Answer.NOT_UNDERSTOOD)


@pytest.mark.parametrize(
    ("menu", "member"),
    [
        (LOGIN, False),
        (LOGOUT, True),
        ("<script>WCF.User.init(0, '');</script>", False),
        ("<script>WCF.User.init(17, 'Anna');</script>", True),
        ("<div class='userPanel userPanelLoggedIn'></div>", True),
        ("", None),
    ],
)
def test_who_we_are(menu: str, member: bool | None) -> None:
    written = post(f"Hier: {LOGOUT}")
    assert ENGINE.read_thread(document(page(f"<ul>{written}</ul>", menu=menu)), CALENDAR).member is member


def test_the_form_to_log_in_is_sent_with_its_own_token() -> None:
    form = "<form method='post' action='/forum/login/'><input name='username'><input type='password' name='password'><input type='hidden' name='t' value='{}'></form>"
    sent = ENGINE.login_form(document(page(form.format("abc"), "login")), "Anna", "geheim")
    assert sent is not None
    assert sent.url == f"{BASE}login/"
    assert dict(sent.fields) == {"username": "Anna", "password": "geheim", "t": "abc", "useCookies": "1"}
    script = "<script>var SECURITY_TOKEN = '0123456789012345678901234567890123456789';</script>"
    sent = ENGINE.login_form(document(page(form.format(""), "login", head=script)), "Anna", "geheim")
    assert sent is not None
    assert dict(sent.fields)["t"] == "0123456789012345678901234567890123456789"


def test_a_page_where_another_family_is_configured_says_what_to_write() -> None:
    found = document(page(f"<ul>{post('da')}</ul>"))
    assert detect(found) is not None
    explained = explain_unknown(Wbb2(), found)
    assert explained is not None
    assert explained[0] is Answer.OTHER_SOFTWARE
    assert 'engine = "wbb4"' in explained[1]


@pytest.mark.parametrize(
    ("footer", "version"),
    [
        ("Powered by <strong>WoltLab Suite™ 6.0.9</strong>", "6.0.9"),
        ("Community-Software: <strong>WoltLab Suite™</strong>", "5"),
        ("Forum Software: <strong>Burning Board® 4.1.5</strong>, developed by WoltLab® GmbH", "4.1.5"),
        ("", "5"),
    ],
)
def test_versions(footer: str, version: str) -> None:
    text = page("").replace("Community-Software: <strong>WoltLab Suite™ 5.4.3</strong>", footer)
    assert ENGINE.version(ENGINE.open(document(text))) == version
    six = text.replace("<section", f"{TIME_6}<section")
    assert ENGINE.version(ENGINE.open(document(six))) == (version if "." in version else "6")
