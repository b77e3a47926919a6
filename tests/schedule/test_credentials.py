"""Marks by which secrets are known again."""

from dataclasses import replace

from feedforum.records import Cookie
from feedforum.schedule.credentials import credentials_mark, owner_mark
from tests.poll.world import settings_for

FORUM = replace(settings_for("http://forum.invalid/", [1]), username="Anna", password="geheim")


def test_the_mark_does_not_tell_the_password_and_differs_with_it() -> None:
    marks = {
        credentials_mark(forum)
        for forum in (
            FORUM,
            replace(FORUM, password="anders"),
            replace(FORUM, username="Bert"),
            replace(FORUM, key="other"),
        )
    }
    assert len(marks) == 4
    assert all("geheim" not in mark and len(mark) == 64 for mark in marks)
    assert credentials_mark(FORUM) == credentials_mark(FORUM)
    assert credentials_mark(replace(FORUM, username="")) == ""


def test_whom_cookies_make_us_changes_with_each_secret() -> None:
    (board,) = FORUM.boards or ()
    marks = [
        owner_mark(forum)
        for forum in (
            FORUM,
            replace(FORUM, username="", password="", cookies=(Cookie("id", "geheim"),)),
            replace(FORUM, username="", password="", cookies=(Cookie("id", "anders"),)),
            replace(FORUM, boards=(replace(board, password="geheim"),)),
        )
    ]
    assert len(set(marks)) == 4
    assert owner_mark(FORUM) == marks[0] != credentials_mark(FORUM)
    assert owner_mark(replace(FORUM, username="")) == ""
