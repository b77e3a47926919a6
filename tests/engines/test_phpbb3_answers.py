"""phpBB 3: refusals, forms, who is logged in, and what a page is known by."""
# ruff: noqa: E501 - a line of markup is a line

import pytest

from feedforum.engines import detect
from feedforum.records import (
    Answer,
)
from tests.engines.phpbb3_markup import BASE, CALENDAR, ENGINE, WAY_IN, document, post, prosilver

WAY_OUT = '<a href="./ucp.php?mode=logout&amp;sid=0">Logout [ Anna ]</a>'


@pytest.mark.parametrize(
    ("head", "version"),
    [
        ('<link href="./style.php?id=1" rel="stylesheet">', "3.0"),
        ('<script src="./assets/javascript/core.js?assets_version=7"></script>', "3.1"),
        ('<link href="./assets/css/font-awesome.min.css?assets_version=7" rel="stylesheet">', "3.2"),
        ("", "3"),
    ],
)
def test_the_generation_is_what_the_frame_tells(head: str, version: str) -> None:
    assert (
        ENGINE.version(ENGINE.open(document(prosilver("x").replace("</head>", head + "</head>")))) == version
    )


def test_a_skin_for_phpbb_2_is_known_by_its_links() -> None:
    table = '<table class="forumline"><tr><td class="row1"><span class="gensmall postdetails">x</span></td></tr></table><a class="topictitle">y</a>'
    found = detect(document(f"<html><body>{WAY_IN}{table}</body></html>"))
    assert found is not None
    assert found.name == "phpbb3"


def test_forms_and_ways_out_in_posts_are_their_authors() -> None:
    form = '<form action="./viewforum.php"><input name="username"><input name="password"><input name="f" value="3"></form>'
    text = prosilver(f'<h2><a href="./viewtopic.php?t=7">x</a></h2>{post(1, WAY_OUT + form)}')
    assert ENGINE.read_thread(document(text), CALENDAR).member is False
    assert ENGINE.login_form(document(text), "Anna", "s") is None
    assert ENGINE.password_board(document(text)) is None


LOGIN = (
    '<form action="./ucp.php?mode=login" method="post" id="login"><h2>{}</h2><input type="text" name="username" /><input type="password" name="password" /><input type="checkbox" name="autologin" />'
    '<input type="hidden" name="redirect" value="./x" /><input type="hidden" name="creation_time" value="17" /><input type="hidden" name="form_token" value="ab" /><input type="hidden" name="sid" value="0" /><input type="submit" name="login" value="Login" /></form>'
)

LOCKED = (
    '<h2><a href="">Wax</a></h2><form id="login_forum" method="post" action="./viewforum.php"><p>You must enter its password.</p><input type="password" name="password" />'
    '<input type="hidden" name="redirect" value="./viewforum.php?f=9" /><input type="hidden" name="f" value="9" /><input type="submit" name="login" value="Login" /></form>'
)


def message(sentence: str) -> str:
    return f'<div class="panel" id="message"><h2>Information</h2><p>{sentence}</p></div>'


@pytest.mark.parametrize(
    ("main", "answer"),
    [
        (message("The requested topic does not exist."), Answer.NOT_FOUND),
        (message("Das von dir ausgewählte Thema existiert nicht."), Answer.NOT_FOUND),
        (message("You are not authorised to read this forum."), Answer.LOGIN_WANTED),
        (message("Sorry but this board is currently unavailable."), Answer.CLOSED),
        (message("You have been <strong>permanently</strong> banned from this board."), Answer.BLOCKED),
        (message("Du wurdest <strong>dauerhaft</strong> von diesem Board gesperrt."), Answer.BLOCKED),
        (message("Something else."), Answer.NOT_UNDERSTOOD),
        (
            LOGIN.format("The board requires you to be registered and logged in to view this forum."),
            Answer.LOGIN_WANTED,
        ),
        (
            '<h2><a href="./viewforum.php?f=8">Inner</a></h2><div class="panel"><strong>You do not have the required permissions to read topics within this forum.</strong></div>'
            + LOGIN,
            Answer.LOGIN_WANTED,
        ),
        (LOCKED, Answer.PASSWORD_WANTED),
        (
            '<table class="tablebg"><tr><th>Information</th></tr><tr><td><p class="gen">The requested topic does not exist.</p></td></tr></table>',
            Answer.NOT_FOUND,
        ),
    ],
)
def test_refusals_are_told_apart(main: str, answer: Answer) -> None:
    for read in (ENGINE.read_thread, ENGINE.read_board):
        assert read(document(prosilver(main)), CALENDAR).answer is answer


def test_a_message_in_the_place_of_the_index_closes_the_forum_unless_it_leads_on() -> None:
    closed = prosilver(message("Back in May!"))
    assert ENGINE.read_index(document(closed, "index.php"), CALENDAR).answer is Answer.CLOSED
    on = closed.replace("<head>", '<head><meta http-equiv="refresh" content="3;url=./index.php">')
    assert ENGINE.read_index(document(on, "ucp.php"), CALENDAR).answer is Answer.NOT_UNDERSTOOD


def test_an_error_page_without_any_skin_is_the_databases() -> None:
    text = '<html><head><title>General Error</title></head><body id="errorpage"><div id="content"><h1>General Error</h1><div>SQL ERROR [ mysqli ]</div></div></body></html>'
    assert ENGINE.read_index(document(text), CALENDAR).answer is Answer.DATABASE_DOWN


def test_a_login_sends_the_forms_own_tokens() -> None:
    form = ENGINE.login_form(document(prosilver(LOGIN), "ucp.php?mode=login"), "Anna", "secret")
    assert form is not None
    assert form.url == BASE + "ucp.php?mode=login"
    assert dict(form.fields) == {
        "username": "Anna", "password": "secret", "redirect": "./x", "creation_time": "17", "form_token": "ab",
        "sid": "0", "autologin": "on", "login": "Login",
    }  # fmt: skip
    assert ENGINE.accepted(document(prosilver("x", way=WAY_OUT)))
    assert not ENGINE.accepted(document(prosilver(LOGIN)))


def test_a_boards_password_goes_to_that_board_and_to_no_form_for_members() -> None:
    asked = document(prosilver(LOGIN + LOCKED), "viewtopic.php?t=7")
    assert ENGINE.password_board(asked) == 9
    form = ENGINE.password_form(asked, 9, "wax")
    assert form is not None
    assert form.url == BASE + "viewforum.php"
    assert dict(form.fields) == {
        "password": "wax",
        "redirect": "./viewforum.php?f=9",
        "f": "9",
        "login": "Login",
    }
    assert ENGINE.password_board(document(prosilver(LOGIN))) is None
