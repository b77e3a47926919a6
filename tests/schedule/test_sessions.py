"""Sessions with a forum over restarts, counted in the forum's own log: logins, passwords, cookies."""

import logging
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing
from dataclasses import replace
from datetime import timedelta
from hashlib import md5
from pathlib import Path
from random import Random

import pytest

from feedforum.config.secrets import browser_cookies
from feedforum.poll import Report
from feedforum.schedule import PollJob, PollJobs, Stop, StoppedError
from tests.poll.world import HOUR, KEY, World, world
from tests.sample_forum import SampleForum

STORE_KEY, OTHER_KEY = "A" * 43 + "=", "B" * 42 + "A="
PASSWORD, BOARD_PASSWORD = "ge:heim&ä", "losungswort"
QUARTER = timedelta(minutes=15)


class Program:
    """Feedforum as its owner runs it: `start` is a start, `poll` a poll by what runs."""

    def __init__(self, it: World) -> None:
        self.it = it
        self.key = STORE_KEY
        self.running: PollJob | None = None

    def start(self, stop: Stop | None = None, **changed: object) -> "Program":
        self.it.settings = replace(self.it.settings, **changed)  # type: ignore[arg-type]
        self.close()
        jobs = PollJobs(self.it.store, self.it.clock, Random(1), stop or Stop())
        (self.running,) = jobs.of([self.it.settings], storage_key=self.key)
        return self

    def close(self) -> None:
        if self.running:
            self.running.close()

    def poll(self) -> Report:
        assert self.running
        return self.running.run()[0]

    def give_board(self, password: str) -> None:
        (board,) = self.it.settings.boards or ()
        self.start(boards=(replace(board, password=password),))

    @property
    def logins(self) -> int:
        return sum(asked.script == "login.php" for asked in self.it.site.requests)

    @property
    def passwords(self) -> int:
        return sum("boardpassword" in asked.params for asked in self.it.site.requests)


def members_only(place: Path | None = None) -> AbstractContextManager[World]:
    forum = SampleForum("Werkbank")
    board = forum.add_board("Mitglieder", forum.add_category("Alles"), members_only=True)
    forum.register("Anna", PASSWORD)
    forum.new_thread(board, "Anna", "Nur für uns", "Text")
    return world(forum, [board], place, username="Anna", password=PASSWORD)


@pytest.fixture
def members() -> Iterator[Program]:
    with members_only() as it, closing(Program(it)) as program:
        yield program


@pytest.fixture
def shut() -> Iterator[Program]:
    forum = SampleForum("Werkbank")
    board = forum.add_board("Vorstand", forum.add_category("Alles"), password=BOARD_PASSWORD)
    forum.new_thread(board, "Gast", "Geheim", "Text")
    with world(forum, [board]) as it, closing(Program(it)) as program:
        yield program


# --- logging in ---


def test_a_restart_does_not_log_in_anew(members: Program) -> None:
    assert members.start().poll().new_posts == 1
    for number in range(3):
        members.it.forum.advance(3 * HOUR)
        members.it.forum.reply(1, "Anna", f"Neu {number}")
        report = members.start().poll()
        assert (str(report.answer), report.new_posts) == ("ok", 1)
    assert members.logins == 1


def test_nor_does_one_that_comes_in_the_middle_of_a_poll(members: Program) -> None:
    stop = Stop()
    members.start(stop)
    assert members.running
    with pytest.raises(StoppedError):
        members.running.run(lambda line: stop.request())
    assert members.logins == 1
    assert members.start().poll().new_posts == 1
    assert members.logins == 1


def test_without_a_key_nothing_is_kept_and_each_start_logs_in(members: Program) -> None:
    members.key = ""
    for _ in range(3):
        assert str(members.start().poll().answer) == "ok"
    assert members.logins == 3


def test_with_another_key_the_cookies_are_dropped_and_that_is_said(
    members: Program, caplog: pytest.LogCaptureFixture
) -> None:
    members.start().poll()
    members.key = OTHER_KEY
    caplog.clear()
    assert str(members.start().poll().answer) == "ok"
    (output,) = (record for record in caplog.records if record.levelno >= logging.WARNING)
    assert "do not fit the key" in output.message
    assert members.logins == 2


def test_another_name_is_not_taken_for_the_one_before(members: Program) -> None:
    members.start().poll()
    members.it.forum.register("Bert", "auch geheim")
    members.start(username="Bert", password="auch geheim").poll()
    asked = [asked.params["l_username"] for asked in members.it.site.requests if asked.script == "login.php"]
    assert asked == ["Anna", "Bert"]


def test_a_session_that_ended_once_is_begun_again_once(members: Program) -> None:
    members.start().poll()
    members.it.forum.advance(2 * HOUR)
    members.poll()
    members.it.forum.members_stay = timedelta(0)
    members.it.forum.advance(QUARTER)
    members.it.site.before_answer = lambda asked: (
        setattr(members.it.forum, "members_stay", None) if asked.script == "login.php" else None
    )
    for _ in range(8):
        assert str(members.poll().answer) == "ok"
        members.it.forum.advance(QUARTER)
    assert members.logins == 2


def test_where_sessions_always_end_the_next_login_waits_ever_longer(members: Program) -> None:
    members.it.forum.members_stay = timedelta(0)
    logins = []
    for hour in range(17):
        if hour % 4 == 0:
            members.start()
        before = members.logins
        report = members.poll()
        logins += [hour] * (members.logins - before)
        members.it.forum.advance(HOUR)
    assert logins == [0, 1, 2, 4, 8, 16]
    assert (str(report.answer), report.went_through) == ("login wanted", True)
    assert "account that nobody else" in report.detail
    members.it.forum.members_stay = None
    members.it.forum.advance(24 * HOUR)
    assert str(members.poll().answer) == "ok"


def test_a_refused_login_is_tried_once_over_restarts(members: Program) -> None:
    for _ in range(3):
        report = members.start(password="falsch").poll()
        assert "username and password are right" in report.detail
        members.poll()
    assert members.logins == 1
    assert str(members.start(password=PASSWORD).poll().answer) == "ok"


def test_pages_that_say_nothing_of_who_is_logged_in_make_no_login(members: Program) -> None:
    members.start(threads=(999,)).poll()
    before = members.logins
    members.it.forum.closed_because = "Umbau"
    members.it.forum.advance(QUARTER)
    assert str(members.poll().answer) == "closed"
    assert (before, members.logins) == (1, 1)


# --- boards with a password of their own ---


def test_a_board_is_opened_once_for_many_polls_and_restarts(shut: Program) -> None:
    shut.give_board(BOARD_PASSWORD)
    for number in range(3):
        report = shut.poll()
        assert (str(report.answer), report.new_posts) == ("ok", 1)
        shut.it.forum.advance(HOUR)
        shut.it.forum.reply(1, "Gast", f"Neu {number}")
        shut.start()
    assert shut.passwords == 1


def test_a_wrong_password_is_tried_once_and_another_at_once(shut: Program) -> None:
    shut.give_board("falsch")
    for _ in range(4):
        (board,) = shut.poll().boards
        assert (str(board.answer), "password_env" in board.detail) == ("password wanted", True)
        assert "refuses its password" in board.detail
        shut.it.forum.advance(3 * HOUR)
        shut.it.forum.reply(1, "Gast", "Neu")
        shut.start()
    assert shut.passwords == 1
    shut.give_board(BOARD_PASSWORD)
    assert shut.poll().new_posts == 5
    assert shut.passwords == 2


def test_without_its_password_a_board_says_how_to_give_it(shut: Program) -> None:
    (board,) = shut.start().poll().boards
    assert board.detail == (
        "Board 2 has its own password: set password_env or password_file in the board's table, in boards."
    )
    assert shut.passwords == 0


def test_the_password_of_a_board_above_opens_the_one_below() -> None:
    forum = SampleForum("Werkbank")
    above = forum.add_board("Vorstand", forum.add_category("Alles"), password=BOARD_PASSWORD)
    below = forum.add_board("Kasse", above, password="kassenwort")
    forum.new_thread(below, "Gast", "Geheim", "Text")
    with world(forum, [above, below]) as it, closing(Program(it)) as program:
        one, two = it.settings.boards or ()
        program.start(boards=(replace(one, password=BOARD_PASSWORD), replace(two, password="kassenwort")))
        assert program.poll().new_posts == 1
        assert program.passwords == 2


# --- cookies of a browser ---


def pasted(form: str) -> str:
    secret = md5(PASSWORD.encode()).hexdigest()
    if form == "header":
        return f"Cookie: wbb2_userid=1; wbb2_userpassword={secret}"
    rows = [("wbb2_userid", "1"), ("wbb2_userpassword", secret)]
    return "".join(f"#HttpOnly_127.0.0.1\tFALSE\t/\tFALSE\t0\t{name}\t{value}\n" for name, value in rows)


@pytest.mark.parametrize("form", ["header", "file"])
def test_cookies_of_a_browser_let_us_in(members: Program, form: str) -> None:
    cookies = browser_cookies(pasted(form), members.it.site.url)
    for number in range(2):
        report = members.start(username="", password="", cookies=cookies).poll()
        assert (str(report.answer), report.new_posts) == ("ok", 1)
        members.it.forum.reply(1, "Anna", f"Neu {number}")
        members.it.forum.advance(HOUR)
    assert members.logins == 0


def test_when_their_session_has_ended_that_is_said_and_no_login_tried(members: Program) -> None:
    cookies = browser_cookies(pasted("header"), members.it.site.url)
    members.start(username="", password="", cookies=cookies).poll()
    members.it.forum.members_stay = timedelta(0)
    members.it.forum.advance(HOUR)
    report = members.poll()
    assert (str(report.answer), report.went_through) == ("login wanted", True)
    assert "copy them anew" in report.detail
    assert members.logins == 0


# --- secrets ---


def test_no_secret_is_in_the_store_or_in_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with members_only(tmp_path) as it, closing(Program(it)) as program:
        board = it.forum.add_board("Vorstand", 1, password=BOARD_PASSWORD)
        it.forum.new_thread(board, "Gast", "Geheim", "Text")
        (first,) = it.settings.boards or ()
        guarded = replace(first, id=board, password=BOARD_PASSWORD)
        wrong = replace(guarded, password="falsches-wort")
        cookies = browser_cookies("wbb2_userid=1; id=keksgeheimnis", it.site.url)
        reports = [
            program.start(boards=(first, guarded)).poll(),
            program.start(boards=(first, wrong), password="falsches-wort").poll(),
            program.start(boards=(first,), username="", password="", cookies=cookies).poll(),
        ]
        held = b"".join(path.read_bytes() for path in tmp_path.iterdir())
        output = f"{caplog.text}{reports!r}{it.settings!r}{program.running!r}"
        sent = {value for asked in it.site.requests for value in asked.cookies.values() if len(value) > 2}
    hashes = {md5(word.encode()).hexdigest() for word in (PASSWORD, BOARD_PASSWORD)}
    assert b"Vorstand" in held
    assert f"{KEY}: logged in" in output
    assert hashes & sent
    for secret in {PASSWORD, BOARD_PASSWORD, "falsches-wort", "keksgeheimnis", STORE_KEY, *sent, *hashes}:
        assert secret.encode() not in held, secret
        assert secret not in output, secret
