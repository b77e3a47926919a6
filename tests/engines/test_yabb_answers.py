"""YaBB: refusals, forms, who is logged in, and what a page is known by."""
# ruff: noqa: E501 - a line of markup is a line

import pytest

from feedforum.records import Answer
from tests.engines.yabb_markup import (
    BASE,
    CALENDAR,
    ENGINE,
    GUEST,
    OWN,
    crumbs,
    document,
    post,
    thread_page,
    whole,
)

MEMBER = f'<a href="{OWN}?action=logout">Logout</a>'


def information(text: str) -> str:
    box = f'<table class="system-info"><tr><td>System Information</td></tr></table><table class="system-info-body"><tr><td>{text}</td></tr></table>'
    return whole("System Information", crumbs(), box)


LOGIN = f'<form name="loginform" action="{OWN}?action=login2" method="post"><input type="hidden" name="sredir" value=""><input name="username"><input type="password" name="passwrd"><input type="checkbox" name="cookielength" value="1" checked><input type="hidden" name="formsession" value="40A0"></form>'

PASSWORD = f'<form name="brdpass" action="{OWN}?action=checkboardpw" method="post"><input type="hidden" name="pswviewnum" value=""><input type="hidden" name="pswcurboard" value="vault"><input type="password" name="boardpw"><input type="hidden" name="formsession" value="40A0"></form>'


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (information("You are not allowed to access this section."), Answer.LOGIN_WANTED),
        (information("The topic you referred to does not seem to exist (anymore). 1234"), Answer.NOT_FOUND),
        (information("Unable to open ./Boards/x.txt"), Answer.NOT_FOUND),
        (information("Sorry Guest, you are banned from using this forum!"), Answer.BLOCKED),
        (information("The password you entered is not correct"), Answer.PASSWORD_WANTED),
        (
            whole("Login", crumbs(), f"Only Registered Members are allowed to access this forum.{LOGIN}"),
            Answer.LOGIN_WANTED,
        ),
        (
            whole("Maintenance Mode", crumbs(), f"Our Forum is currently in Maintenance Mode.{LOGIN}"),
            Answer.CLOSED,
        ),
        (whole("Enter Password for: The vault", crumbs(), "Members only."), Answer.PASSWORD_WANTED),
        (whole("Enter Password for: The vault", crumbs(), PASSWORD, way=MEMBER), Answer.PASSWORD_WANTED),
        (information("Form spoofing?"), Answer.NOT_UNDERSTOOD),
    ],
)
def test_refusals_are_told_apart(text: str, answer: Answer) -> None:
    for read in (ENGINE.read_index, ENGINE.read_board, ENGINE.read_thread):
        assert read(document(text), CALENDAR).answer is answer


def test_the_form_for_a_login_is_sent_to_where_the_page_came_from_with_its_tokens() -> None:
    form = ENGINE.login_form(document(whole("Login", crumbs(), LOGIN)), "uhu", "secret")
    assert form is not None
    assert form.url == f"{BASE}YaBB.pl?action=login2"
    assert dict(form.fields) == {
        "sredir": "", "username": "uhu", "passwrd": "secret", "cookielength": "1", "formsession": "40A0",
    }  # fmt: skip


def test_a_form_that_leads_elsewhere_is_not_sent() -> None:
    elsewhere = LOGIN.replace(OWN, "http://evil.example/cgi-bin/yabb2/YaBB.pl")
    assert ENGINE.login_form(document(whole("Login", crumbs(), elsewhere)), "uhu", "secret") is None


def test_the_form_for_a_password_names_its_board() -> None:
    page = document(
        whole("Enter Password for: The vault", crumbs(), PASSWORD, way=MEMBER), "YaBB.pl?board=vault"
    )
    assert ENGINE.password_board(page) == "vault"
    form = ENGINE.password_form(page, "vault", "secret")
    assert form is not None
    assert form.url == f"{BASE}YaBB.pl?action=checkboardpw"
    assert dict(form.fields) == {
        "pswviewnum": "",
        "pswcurboard": "vault",
        "boardpw": "secret",
        "formsession": "40A0",
    }


def test_the_menu_tells_members_from_guests_and_no_post_does() -> None:
    written = post(text=f'<a href="{OWN}?action=logout">out</a>')
    assert ENGINE.read_thread(thread_page(written), CALENDAR).member is False
    text = thread_page(post()).text.replace(GUEST, MEMBER)
    assert ENGINE.read_thread(document(text), CALENDAR).member is True
    assert ENGINE.accepted(document(whole("Index", crumbs(), "", way=MEMBER)))
    assert not ENGINE.accepted(document(information("User ID / Password mismatch.")))


def test_the_print_view_is_not_read() -> None:
    assert ENGINE.print_view is None
