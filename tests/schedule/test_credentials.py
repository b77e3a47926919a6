"""Marks by which secrets are known again."""

from dataclasses import replace

from feedforum.records import Cookie
from feedforum.schedule.forum_session import credentials_hash, identity_hash
from tests.poll.world import settings_for

FORUM = replace(settings_for("http://forum.invalid/", [1]), username="Anna", password="geheim")


def test_the_mark_does_not_tell_the_password_and_differs_with_it() -> None:
    marks = {
        credentials_hash(forum)
        for forum in (
            FORUM,
            replace(FORUM, password="anders"),
            replace(FORUM, username="Bert"),
            replace(FORUM, key="other"),
        )
    }
    assert len(marks) == 4
    assert all("geheim" not in mark and len(mark) == 64 for mark in marks)
    assert credentials_hash(FORUM) == credentials_hash(FORUM)
    assert credentials_hash(replace(FORUM, username="")) == ""


def test_whom_cookies_make_us_changes_with_each_secret() -> None:
    (board,) = FORUM.boards or ()
    marks = [
        identity_hash(forum)
        for forum in (
            FORUM,
            replace(FORUM, username="", password="", cookies=(Cookie("id", "geheim"),)),
            replace(FORUM, username="", password="", cookies=(Cookie("id", "anders"),)),
            replace(FORUM, boards=(replace(board, password="geheim"),)),
        )
    ]
    assert len(set(marks)) == 4
    assert identity_hash(FORUM) == marks[0] != credentials_hash(FORUM)
    assert identity_hash(replace(FORUM, username="")) == ""
