"""MyBB: refusals, forms, who is logged in, and what a page is known by."""
# ruff: noqa: E501 - a line of markup is a line

import pytest

from feedforum.engines import detect
from feedforum.records import Answer
from tests.engines.mybb_markup import (
    BASE,
    CALENDAR,
    ENGINE,
    LOGIN,
    LOGOUT,
    OWN,
    POST_12,
    SCRIPT,
    document,
    page,
    post_18,
    thread_page,
)


@pytest.mark.parametrize(
    "main",
    [
        '<table><tr><span id="tid_3"><a href="showthread.php?tid=3">x</a></span></tr></table>',
        '<table><tr><th><a id="tid_3" href="showthread.php?tid=3">x</a></th></tr></table>',
        '<table><tr><strong><a href="forumdisplay.php?fid=3">x</a></strong></tr></table>',
        '<table><tr><td><div class="pollbar"></div></td></tr></table><div id="pid_3"></div>',
        '<div id="posts"><div id="pid_3"><div id="pid_4"><a href="attachment.php?aid=9"></a></div></div></div>',
    ],
)
def test_markup_that_is_broken_makes_no_reader_fail(main: str) -> None:
    for text in (page("", main), page("Honig", main), thread_page(main)):
        for read in (ENGINE.read_thread, ENGINE.read_board, ENGINE.read_index):
            assert read(document(text), CALENDAR).answer


def message(sentence: str) -> str:
    return page(
        "Board Message",
        f'<table><tr><td class="thead">Forum</td></tr><tr><td class="trow1">{sentence}</td></tr></table>',
    )


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("The specified thread does not exist.", Answer.NOT_FOUND),
        ("Das angegebene Thema existiert nicht.", Answer.NOT_FOUND),
        ("Invalid forum", Answer.NOT_FOUND),
        ("Ungültiges Forum", Answer.NOT_FOUND),
        ("You are either not logged in or do not have permission to view this page.", Answer.LOGIN_WANTED),
        (
            "Du bist entweder nicht eingeloggt oder hast keine Berechtigung, diese Seite zu sehen.",
            Answer.LOGIN_WANTED,
        ),
        ("This bulletin board is currently closed.", Answer.CLOSED),
        ("Dieses Forum ist zur Zeit geschlossen.", Answer.CLOSED),
        ("I'm sorry, but you are banned.", Answer.BLOCKED),
        ("Something else", Answer.NOT_UNDERSTOOD),
    ],
)
def test_messages_are_told_apart(sentence: str, answer: Answer) -> None:
    for read in (ENGINE.read_thread, ENGINE.read_board, ENGINE.read_index):
        assert read(document(message(sentence)), CALENDAR).answer is answer


def test_the_password_of_a_board_is_sent_where_its_form_says() -> None:
    form = '<form action="/forum/forumdisplay.php?fid=6" method="post"><input type="password" name="pwverify" /></form>'
    asked = document(page("Hotline", form), "showthread.php?tid=42")
    for read in (ENGINE.read_thread, ENGINE.read_board, ENGINE.read_index):
        assert read(asked, CALENDAR).answer is Answer.PASSWORD_WANTED
    assert ENGINE.password_board(asked) == 6
    made = ENGINE.password_form(asked, 6, "wabe7")
    assert made is not None
    assert (made.url, dict(made.fields)["pwverify"]) == (BASE + "forumdisplay.php?fid=6", "wabe7")


def test_the_form_to_log_in_is_sent_with_its_key_to_the_forum_that_was_asked() -> None:
    quick = f'<form action="{OWN}member.php"><input type="hidden" name="quick_login" value="1" /><input name="quick_username" /><input name="quick_password" /></form>'
    form = f'{quick}<form action="{OWN}member.php" method="post"><input name="username" type="text" /><input name="password" type="password" /><input type="hidden" name="action" value="do_login" /><input type="hidden" name="my_post_key" value="k3y" /></form>'
    made = ENGINE.login_form(document(page("Login", form), "member.php?action=login"), "Anna", "geheim")
    assert made is not None
    assert made.url == BASE + "member.php"
    assert dict(made.fields) == {
        "username": "Anna",
        "password": "geheim",
        "action": "do_login",
        "my_post_key": "k3y",
        "remember": "yes",
    }
    assert "geheim" not in repr(made)
    assert not ENGINE.accepted(document(page("Login", form)))
    assert ENGINE.accepted(
        document(
            f'<html><head><meta http-equiv="refresh" content="2;URL=index.php">{SCRIPT}</head><body></body></html>'
        )
    )


@pytest.mark.parametrize(
    "posts",
    [
        f'<div id="posts">{post_18(31, "11-29-2026, 10:20 AM", LOGOUT)}</div>',
        POST_12.format(id=31, note="").replace("<p>So", f"<p>{LOGOUT}"),
        POST_12.format(id=31, note="").replace("</div>", f"</div><hr />{LOGOUT}"),
    ],
    ids=["1.8", "1.2", "signature of 1.2"],
)
def test_a_way_out_that_an_author_wrote_makes_nobody_a_member(posts: str) -> None:
    for menu, member in ((LOGIN, False), (LOGOUT, True)):
        assert ENGINE.read_thread(document(thread_page(posts, menu=menu)), CALENDAR).member is member


@pytest.mark.parametrize(
    ("script", "foot", "version"),
    [
        ("jscripts/general.js?ver=1827", "Powered By MyBB 1.8.37, © 2002-2026 MyBB Group.", "1.8.37"),
        ("jscripts/general.js?ver=1603", "Powered By MyBB, © 2002-2012 MyBB Group.", "1.6"),
        ("jscripts/general.js?ver=1212", "", "1.2"),
        ("cache/themes/theme1/x.js", "", ""),
    ],
)
def test_it_is_recognised_by_its_scripts(script: str, foot: str, version: str) -> None:
    text = f'<html><head><script src="{script}"></script></head><body><p>{foot}</p></body></html>'
    engine = detect(document(text))
    assert engine is not None
    assert (engine.name, ENGINE.version(ENGINE.open(document(text)))) == ("mybb", version)
