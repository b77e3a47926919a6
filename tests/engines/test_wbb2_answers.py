"""What is not the page asked for is recognised, and nothing whatsoever raises."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedforum.dates import Calendar
from feedforum.engines.wbb2 import Wbb2
from feedforum.records import Answer, Reading
from tests.engines.markup import (
    BASE,
    Entry,
    Row,
    Skin,
    board_page,
    document,
    message_page,
    print_page,
    thread_page,
)
from tests.engines.test_wbb2_boards import CATEGORY, deep_board, index_page

BERLIN = Calendar(ZoneInfo("Europe/Berlin"))
ENGINE = Wbb2()
READERS: list[tuple[str, Callable[..., Reading[Any]]]] = [
    ("index.php", ENGINE.read_index),
    ("board.php?boardid=2", ENGINE.read_board),
    ("thread.php?threadid=7", ENGINE.read_thread),
    ("print.php?threadid=7", ENGINE.print_view.read),
]
LOGIN = '<form action="login.php"><input name="l_username"><input type="password" name="l_password"></form>'
PASSWORD = '<form action="board.php"><input name="boardid" value="4"><input name="boardpassword"></form>'
DATABASE = (
    "</table><font><b>SQL-DATABASE ERROR</b><br>Database error in WoltLab Burning Board (2.3.6): no</font>"
)
GERMAN, ENGLISH = Skin("de"), Skin("en")
PAGES = {
    "index.php": index_page(CATEGORY + deep_board(2, "R")),
    "board.php?boardid=2": board_page([Row(), Row(id=8, pages=3)], pages=2),
    "thread.php?threadid=7": thread_page([Entry(1), Entry(2)], pages=2),
    "print.php?threadid=7": print_page(
        "<div><hr><i>Geschrieben von Tom am 20.11.2026 um 12:00:</i><br><br><b>x</b><br><br>y</div>"
    ),
}


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (message_page("Sie haben einen ung&uuml;ltigen Verweis angegeben."), Answer.NOT_FOUND),
        (message_page("Du hast einen ung&uuml;ltigen Link angegeben."), Answer.NOT_FOUND),
        (message_page("You have followed an invalid link."), Answer.NOT_FOUND),
        (message_page("Sie wurden vom Administrator gesperrt."), Answer.BLOCKED),
        (GERMAN.frame("F | Ihnen wird der Zutritt zu dieser Seite verwehrt.", LOGIN), Answer.LOGIN_WANTED),
        (ENGLISH.frame("F | Access denied", LOGIN), Answer.LOGIN_WANTED),
        (Skin("fr").frame("F | Pas ici", LOGIN), Answer.LOGIN_WANTED),
        (GERMAN.frame("F | Vorstand", PASSWORD), Answer.PASSWORD_WANTED),
        (GERMAN.frame("F | Fehlermeldung", "Das Forum ist im Wartungsmodus."), Answer.CLOSED),
        (ENGLISH.frame("F | Error message", "The board is in maintenance mode."), Answer.CLOSED),
        (ENGLISH.frame("F | Error message", "You cannot do this."), Answer.NOT_UNDERSTOOD),
        (DATABASE, Answer.DATABASE_DOWN),
        (PAGES["thread.php?threadid=7"][:900] + DATABASE, Answer.DATABASE_DOWN),
        (message_page("Vielen Dank f&uuml;r Ihre Anmeldung."), Answer.NOT_UNDERSTOOD),
        (message_page("<b>Zugriff verweigert!</b> Bitte pr&uuml;fen."), Answer.NOT_UNDERSTOOD),
        ("<html><body><h1>Domain for sale</h1></body></html>", Answer.NOT_UNDERSTOOD),
        ("", Answer.NOT_UNDERSTOOD),
        ("index.html", Answer.NOT_UNDERSTOOD),
        ("http://forum.example/", Answer.NOT_UNDERSTOOD),
    ],
)
@pytest.mark.parametrize(("address", "reader"), READERS)
def test_answers_are_recognised(
    address: str, reader: Callable[..., Reading[Any]], text: str, answer: Answer
) -> None:
    reading = reader(document(text, address), BERLIN)
    assert reading.answer is answer
    assert reading.page is None
    assert reading.detail.endswith((".", "”."))
    assert "\n" not in reading.detail


@pytest.mark.parametrize(("address", "reader"), READERS)
def test_a_page_of_another_kind_is_not_understood(address: str, reader: Callable[..., Reading[Any]]) -> None:
    for own, text in PAGES.items():
        reading = reader(document(text, address), BERLIN)
        assert reading.answer is (Answer.OK if own == address else Answer.NOT_UNDERSTOOD)


def test_what_a_post_says_is_no_answer_of_the_forum() -> None:
    said = f"ungültigen Verweis Wartungsmodus SQL-DATABASE ERROR {LOGIN}{PASSWORD} gesperrt"
    assert ENGINE.read_thread(document(thread_page([Entry(1, said)])), BERLIN).answer is Answer.OK


@pytest.mark.parametrize(("address", "reader"), READERS)
def test_the_mark_of_being_logged_in(address: str, reader: Callable[..., Reading[Any]]) -> None:
    for member in (True, False):
        text = Skin(member=member).frame("F | x", LOGIN)
        assert reader(document(text, address), BERLIN).member is member


def test_a_member_who_may_not_read_gets_another_sentence() -> None:
    title = "F | Ihnen wird der Zutritt zu dieser Seite verwehrt."
    details = {
        ENGINE.read_board(document(Skin(member=member).frame(title, "")), BERLIN).detail
        for member in (True, False)
    }
    assert len(details) == 2


@pytest.mark.parametrize(("address", "reader"), READERS)
@settings(deadline=None)
@given(share=st.floats(0, 1))
def test_a_page_that_is_cut_off_is_never_taken_for_whole(
    address: str, reader: Callable[..., Reading[Any]], share: float
) -> None:
    whole = PAGES[address]
    cut = whole[: int((len(whole) - len("</body></html>")) * share)]
    reading = reader(document(cut, address), BERLIN)
    begun = "<html" in cut
    assert reading.answer is (Answer.BROKEN if begun else Answer.NOT_UNDERSTOOD)
    assert reading.page is None
    assert ("cut off" if begun else "only the beginning") in reading.detail


SNIPPETS = st.sampled_from(
    (
        *("</td>", "</table>", "<table>", "<tr>", "<td>", "<", '"', "<a name=post3>", "<hr>", "<b>", "&#0;"),
        *("\x00", "<!--", "(3): ", "]]>", "<?xml version='1.0'?>", "<?", "\ud800", "</html>"),
        '<a href="javascript:who(99999999999999999999)">',
        '<a href="board.php?boardid=2"><b>x</b></a>',
        '<a href="thread.php?threadid=7&page=²">',
        "<p><span>1 von x: y</span></p>",
    )
)


@settings(deadline=None)
@given(data=st.data())
@pytest.mark.parametrize(("address", "reader"), READERS)
def test_no_mutilated_page_raises(
    address: str, reader: Callable[..., Reading[Any]], data: st.DataObject
) -> None:
    text = PAGES[data.draw(st.sampled_from(list(PAGES)))]
    for _ in range(data.draw(st.integers(1, 5))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 200)))
        text = text[:start] + data.draw(SNIPPETS | st.text(max_size=20)) + text[end:]
    reading = reader(document(text, address), BERLIN)
    assert (reading.page is not None) == (reading.answer in (Answer.OK, Answer.EMPTY))
    assert ENGINE.accepted(document(text)) in (True, False)
    assert isinstance(ENGINE.version(ENGINE.open(document(text))), str)


def test_a_cell_outside_of_any_row_is_no_row() -> None:
    for kind in ('<td><a href="javascript:who(', "<td>1,234</td>"):
        for address, reader in READERS:
            for text in PAGES.values():
                reading = reader(document(text.replace(kind, f"<table>{kind}"), address), BERLIN)
                assert isinstance(reading, Reading)


@settings(deadline=None)
@given(st.text())
def test_no_text_whatsoever_raises(text: str) -> None:
    for address, reader in READERS:
        assert reader(document(text + "</html>", address), BERLIN).page is None


def test_a_thousand_nested_tags_are_no_trouble() -> None:
    message = "<b>" * 3000 + "tief" + "</b>" * 3000
    reading = ENGINE.read_thread(document(thread_page([Entry(1, message)])), BERLIN)
    assert reading.page is None or "tief" in reading.page.posts[0].message_html


REFRESH = '<meta http-equiv="refresh" content="5;URL=index.php">'


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        (message_page("Danke.", head=REFRESH), True),
        (message_page("Zugriff verweigert!"), False),
        (Skin().frame("Login", LOGIN), False),
        (Skin().frame("Login", REFRESH + LOGIN), False),
        (Skin().frame("Board", PASSWORD), False),
        ("", False),
    ],
)
def test_a_login_is_accepted_when_the_page_leads_on(text: str, accepted: bool) -> None:
    assert ENGINE.accepted(document(text, "login.php")) is accepted


def test_forms_hold_what_the_forum_wants_and_hide_it() -> None:
    form = ENGINE.login_form(document(Skin().frame("F", LOGIN)), "Anneli", "geheim")
    assert form is not None
    assert form.url == BASE + "login.php"
    assert form.fields == (("l_username", "Anneli"), ("l_password", "geheim"), ("send", "send"))
    board = ENGINE.password_form(document(message_page(PASSWORD)), 4, "geheim")
    assert board is not None
    assert board.url == BASE + "board.php"
    assert board.fields == (("boardid", "4"), ("boardpassword", "geheim"))
    assert "geheim" not in repr(form) + repr(board)


def test_an_instruction_taken_out_leaves_no_other_behind() -> None:
    text = "<<?xml version='1.0'?>?xml version='1.0'?><p>x</p>"
    assert ENGINE.read_index(document(text, "index.php"), BERLIN).answer is Answer.NOT_UNDERSTOOD


@pytest.mark.parametrize(
    ("body", "board"),
    [
        (PASSWORD, 4),
        (PASSWORD.replace('"4"', '"26"'), 26),
        (PASSWORD.replace(' value="4"', ""), None),
        (PASSWORD.replace('"4"', '"²"'), None),
        (PASSWORD + '<input name="boardid" value="9">', None),
        (LOGIN + '<input name="boardid" value="4">', None),
    ],
)
def test_which_board_wants_its_password(body: str, board: int | None) -> None:
    assert ENGINE.password_board(document(message_page(body), "board.php?boardid=2")) == board
