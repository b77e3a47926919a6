"""phpBB 2: refusals, forms, who is logged in, and what a page is known by."""
# ruff: noqa: E501 - a line of markup is a line

import pytest

from feedforum.engines import detect
from feedforum.records import (
    Answer,
)
from tests.engines.phpbb2_markup import BASE, CALENDAR, ENGINE, WAY_IN, document, page, post

WAY_OUT = '<a href="login.php?logout=true&amp;sid=0" class="mainmenu">Log out [ Anna ]</a>'


@pytest.mark.parametrize(
    ("foot", "version"),
    [
        ("phpBB</a> 2.0.4 © 2001, 2002 phpBB Group", "2.0.4"),
        ("phpBB</a> © 2001, 2005 phpBB Group", "2.0"),
        ("phpBB</a> © 2000, 2002, 2005, 2007 phpBB Group", ""),
    ],
)
def test_the_version_is_what_the_foot_says(foot: str, version: str) -> None:
    assert (
        ENGINE.version(
            ENGINE.open(document(f"<html><body><p>Powered by <a href='x'>{foot}</p></body></html>"))
        )
        == version
    )


def test_a_skin_of_phpbb_2_on_phpbb_3_is_no_phpbb_2() -> None:
    forum = page('<table class="forumline"><tr><th class="thTop">x</th></tr></table><a href="{}">in</a>')
    found = detect(document(forum.format("login.php")))
    assert found is not None
    assert found.name == "phpbb2"
    assert detect(document(forum.format("ucp.php?mode=login"))) is not found


def test_forms_and_ways_out_in_posts_are_their_authors() -> None:
    body = f'<span class="postbody">{WAY_OUT}<form action="login.php"><input name="username"><input name="password"></form></span><span class="gensmall"></span>'
    text = page(
        f'<table><tr><td><a href="viewtopic.php?t=7&amp;view=next">n</a></td></tr>{post(1, body)}</table>'
    )
    assert ENGINE.read_thread(document(text), CALENDAR).member is False
    assert ENGINE.login_form(document(text), "Anna", "s") is None


def message(sentence: str, way: str = WAY_IN) -> str:
    table = f'<table class="forumline"><tr><th class="thHead">Information</th></tr><tr><td class="row1"><table><tr><td>&nbsp;</td></tr><tr><td><span class="gen">{sentence}</span></td></tr></table></td></tr></table>'
    return page(table, "", way)


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("The topic or post you requested does not exist", Answer.NOT_FOUND),
        ("Das gewählte Thema oder der Beitrag existiert nicht.", Answer.NOT_FOUND),
        ("The forum you selected does not exist.", Answer.NOT_FOUND),
        ("No posts exist for this topic", Answer.NOT_FOUND),
        ("Sorry, but only <b>special users</b> can read topics in this forum.", Answer.LOGIN_WANTED),
        ("Sorry, but this board is currently unavailable.  Please try again later.", Answer.CLOSED),
        ("Das Forum ist derzeit geschlossen.", Answer.CLOSED),
        ("Du wurdest von diesem Forum ausgeschlossen<br />Kontaktiere den Webmaster.", Answer.BLOCKED),
        ("You have been banned from this forum<br />Please contact the webmaster.", Answer.BLOCKED),
        ("Could not query forum information<br />DEBUG MODE<br />SQL Error : 1016", Answer.DATABASE_DOWN),
        ("Something else", Answer.NOT_UNDERSTOOD),
    ],
)
def test_messages_are_told_apart(sentence: str, answer: Answer) -> None:
    for read in (ENGINE.read_thread, ENGINE.read_board):
        assert read(document(message(sentence)), CALENDAR).answer is answer


def test_a_message_in_the_place_of_the_index_closes_the_forum_whatever_it_says() -> None:
    assert ENGINE.read_index(document(message("Back in May!"), "index.php"), CALENDAR).answer is Answer.CLOSED


def test_a_page_past_the_end_of_a_thread_is_empty() -> None:
    reading = ENGINE.read_thread(
        document(message("No posts exist for this topic"), "viewtopic.php?t=7&start=45"), CALENDAR
    )
    assert reading.answer is Answer.EMPTY
    assert reading.page is not None
    assert (reading.page.thread_id, reading.page.posts) == (7, ())


FORM = '<form action="login.php" method="post"><input type="text" name="username" /><input type="password" name="password" /><input type="checkbox" name="autologin" /><input type="hidden" name="redirect" value="viewforum.php?f=4" /><input type="submit" name="login" value="Log in" /></form>'


def test_a_guest_who_was_sent_to_the_form_may_log_in_with_it() -> None:
    asked = document(page(FORM, "Log in"), "login.php?redirect=viewforum.php&f=4")
    assert ENGINE.read_board(asked, CALENDAR).answer is Answer.LOGIN_WANTED
    form = ENGINE.login_form(asked, "Anna", "secret")
    assert form is not None
    assert form.url == BASE + "login.php"
    assert dict(form.fields) == {
        "username": "Anna", "password": "secret", "autologin": "on", "redirect": "viewforum.php?f=4", "login": "Log in",
    }  # fmt: skip


def test_a_login_was_accepted_where_the_way_out_is_shown() -> None:
    assert ENGINE.accepted(document(page("x", way=WAY_OUT)))
    assert not ENGINE.accepted(document(message("You have specified an incorrect username.")))
    assert not ENGINE.accepted(document(page(FORM)))
