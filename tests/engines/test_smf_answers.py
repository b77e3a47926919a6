"""SMF: refusals, forms, who is logged in, and what a page is known by."""
# ruff: noqa: E501 - a line of markup is a line

import pytest

from feedforum.engines import detect
from feedforum.records import Answer
from tests.engines.smf_markup import (
    BASE,
    BOARD,
    CALENDAR,
    ENGINE,
    OUT,
    OWN,
    SCRIPT,
    TOPIC,
    document,
    form,
    page,
    post_21,
)


@pytest.mark.parametrize(
    "main",
    [
        f'<table><tr><a name="b1" href="{OWN}?board=1.0">x</a><td>1</td></tr></table>',
        f'<table><tr><span id="msg_1"><a href="{OWN}?topic=1.0">x</a></span></tr></table>',
        f'<table><tr><td><img src="normal_poll.gif">Nie</td><td>5 (50%)</td></tr></table>{post_21(40, 0, "x")}',
        '<div id="subject_5"></div><div class="windowbg"><div id="subject_6"></div></div>',
    ],
)
def test_markup_that_is_broken_makes_no_reader_fail(main: str) -> None:
    for path in ("", BOARD, TOPIC):
        for read in (ENGINE.read_thread, ENGINE.read_board, ENGINE.read_index):
            assert read(document(page(path, main)), CALENDAR).answer


@pytest.mark.parametrize(
    ("main", "answer"),
    [
        (form("The topic or board you are looking for appears to be either missing or off limits to you."), Answer.NOT_FOUND),
        (form("Das Thema oder Board scheint nicht (mehr) zu existieren oder ist gesperrt."), Answer.NOT_FOUND),
        (form("Das Thema existiert nicht oder ist für Sie nicht einsehbar."), Answer.NOT_FOUND),
        (form("Only registered members are allowed to access this section."), Answer.LOGIN_WANTED),
        (form(), Answer.LOGIN_WANTED),
        ('<div id="fatal_error"><div class="padding">…either missing or off limits to you.</div></div>', Answer.NOT_FOUND),
        ('<div id="fatal_error"><div class="padding">Sorry Guest, you are banned from using this forum!</div></div>', Answer.BLOCKED),
        ('<div id="fatal_error"><div class="padding">Sie sind aus diesem Forum verbannt!</div></div>', Answer.BLOCKED),
        ('<div id="fatal_error"><div class="padding">You will have to wait about 2 seconds to login again, sorry.</div></div>', Answer.OVERLOADED),
        ('<div id="fatal_error"><div class="padding">Something else.</div></div>', Answer.NOT_UNDERSTOOD),
        ('<div id="maintenance_mode"><p class="description">Back soon</p></div>', Answer.CLOSED),
        ('<table><tr><td class="windowbg"><img src="i/construction.gif"></td><td>Back soon</td></tr></table>', Answer.CLOSED),
    ],
)  # fmt: skip
def test_messages_are_told_apart_under_any_path(main: str, answer: Answer) -> None:
    for path in ("", BOARD, TOPIC):
        for read in (ENGINE.read_thread, ENGINE.read_board, ENGINE.read_index):
            assert read(document(page(path, main)), CALENDAR).answer is answer


def test_a_board_without_threads_is_empty_and_another_page_with_its_path_is_not_understood() -> None:
    empty = '<div id="messageindex"><table><tr><th><strong>No messages...</strong></th></tr></table></div>'
    assert ENGINE.read_board(document(page(BOARD, empty)), CALENDAR).answer is Answer.EMPTY
    assert (
        ENGINE.read_board(document(page(BOARD, "<p>Statistik</p>")), CALENDAR).answer is Answer.NOT_UNDERSTOOD
    )


def test_the_form_to_log_in_is_sent_with_its_token_to_the_forum_that_was_asked() -> None:
    made = ENGINE.login_form(document(page("", form()), "index.php?action=login"), "Anna", "geheim")
    assert made is not None
    assert made.url == BASE + "index.php?action=login2"
    fields = {"f00": "t0k3n", "user": "Anna", "passwrd": "geheim", "cookielength": "-1", "hash_passwrd": ""}
    assert dict(made.fields) == fields
    assert "geheim" not in repr(made)
    assert not ENGINE.accepted(document(page("", form())))
    assert ENGINE.accepted(document(page("", "", OUT)))
    assert not ENGINE.accepted(document(page("", "")))


def test_a_way_out_that_an_author_wrote_makes_nobody_a_member() -> None:
    shown = ENGINE.read_thread(document(page(TOPIC, post_21(40, 0, "x", OUT))), CALENDAR)
    assert shown.member is False


@pytest.mark.parametrize(
    ("head", "foot", "version"),
    [
        ("style.css?fin11", "Powered by SMF 1.1.21 | SMF © 2013, Simple Machines", "1.1.21"),
        ("index.css?fin20", "SMF 2.0 RC1.2 | SMF © 2009, Simple Machines", "2.0 RC1.2"),
        ("index.css?fin20", "", "2.0"),
        ("index.css?smf21_1234", "", "2.1"),
        ("index.css", "", ""),
    ],
)
def test_it_is_recognised_by_its_scripts_and_its_version_by_foot_or_styles(
    head: str, foot: str, version: str
) -> None:
    text = (
        f'<html><head>{SCRIPT}<link rel="stylesheet" href="{head}"></head><body><p>{foot}</p></body></html>'
    )
    engine = detect(document(text))
    assert engine is not None
    assert engine.name == "smf"
    assert ENGINE.version(ENGINE.open(document(text))) == version
