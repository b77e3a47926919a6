"""Boards that members only see: logged in once, and said plainly when it is refused."""

from dataclasses import replace
from pathlib import Path

import pytest

from feedforum.poll import LoginBlock, Poll
from tests.poll.world import HOUR, World, world
from tests.sample_forum import SampleForum
from tests.sample_forum.misbehaviour import blocked, busy, database_down, hang_up, script


@pytest.fixture
def forum() -> SampleForum:
    forum = SampleForum("Werkbank")
    board = forum.add_board("Mitglieder", forum.add_category("Alles"), members_only=True)
    forum.register("Anna", "ge:heim&ä")
    forum.new_thread(board, "Anna", "Nur für uns", "Text")
    return forum


def logins(it: World) -> int:
    return sum("login.php" in target for target in it.site.requests.targets)


def member(it: World, password: str) -> None:
    it.settings = replace(it.settings, username="Anna", password=password)


def test_a_member_sees_the_board_and_logs_in_once_a_session(forum: SampleForum, tmp_path: Path) -> None:
    with world(forum, [2], tmp_path) as it:
        member(it, "ge:heim&ä")
        with it.new_client() as client:
            for _ in range(3):
                report = Poll(it.settings, it.store, client, it.clock).run()
                assert report.answer == "ok", report.detail
                forum.advance(HOUR)
        assert len(it.posts(2)) == 1
        assert logins(it) == 1


def test_a_session_that_ran_out_is_begun_again_once(forum: SampleForum, tmp_path: Path) -> None:
    with world(forum, [2], tmp_path) as it:
        member(it, "ge:heim&ä")
        with it.new_client() as client:
            Poll(it.settings, it.store, client, it.clock).run()
            for known in forum.members.values():
                known.password = "anders"
            forum.reply(1, "Anna", "Neu")
            it.site.software.sessions.end_all()
            report = Poll(it.settings, it.store, client, it.clock).run()
            assert report.detail == LoginBlock.REFUSED.value
            assert logins(it) == 2
            assert len(it.posts(2)) == 1, "what was seen as a member stays"


def test_a_wrong_password_is_tried_once_and_named(forum: SampleForum, tmp_path: Path) -> None:
    with world(forum, [2], tmp_path) as it:
        member(it, "falsch")
        report = it.poll()
        assert report.failed
        assert (report.answer, report.detail) == ("login wanted", LoginBlock.REFUSED.value)
        assert "password" in report.detail
        assert "falsch" not in repr(report)
        assert logins(it) == 1
        with it.new_client() as client:
            Poll(it.settings, it.store, client, it.clock, login_block=LoginBlock.REFUSED).run()
        assert logins(it) == 1


def test_a_board_is_asked_again_as_soon_as_we_are_somebody_else(forum: SampleForum, tmp_path: Path) -> None:
    with world(forum, [2], tmp_path) as it:
        assert {board.answer for board in it.poll().boards} == {"login wanted"}
        assert it.cost() == 1
        member(it, "ge:heim&ä")
        assert it.poll().boards[0].new_posts == 1


def test_without_another_try_the_refusal_is_still_told_and_the_rest_is_read(
    forum: SampleForum, tmp_path: Path
) -> None:
    forum.new_thread(forum.add_board("Für alle", 1), "Gast", "Offen", "Text")
    with world(forum, [2, 3], tmp_path) as it:
        member(it, "falsch")
        assert it.poll().detail == LoginBlock.REFUSED.value
        forum.reply(2, "Gast", "Neu")
        with it.new_client() as client:
            report = Poll(it.settings, it.store, client, it.clock, login_block=LoginBlock.REFUSED).run()
        assert (report.answer, report.went_through, report.new_posts) == ("login wanted", True, 1)


def test_print_views_tell_nothing_of_a_session(forum: SampleForum, tmp_path: Path) -> None:
    forum.style = "bare"
    with world(forum, [2], tmp_path) as it:
        member(it, "ge:heim&ä")
        reported: list[bool] = []
        with it.new_client() as client:
            for number in range(3):
                report = Poll(it.settings, it.store, client, it.clock, logged_in=reported.append).run()
                assert (report.answer, report.new_posts, report.member) == ("ok", 1, True)
                forum.reply(1, "Anna", f"Neu {number}")
                forum.advance(HOUR)
        assert any("print.php" in target for target in it.site.requests.targets)
        assert (logins(it), reported) == (1, [False])


def test_a_page_that_is_no_page_of_the_forum_is_no_reason_for_a_login(
    forum: SampleForum, tmp_path: Path
) -> None:
    with world(forum, [2], tmp_path) as it:
        member(it, "ge:heim&ä")
        for behaviour in (blocked(), database_down(), busy(503)):
            it.site.misbehave(behaviour)
            assert it.poll().failed
        assert logins(it) == 0


def test_a_login_that_gets_no_answer_is_no_refusal(forum: SampleForum, tmp_path: Path) -> None:
    with world(forum, [2], tmp_path) as it:
        member(it, "ge:heim&ä")
        it.site.misbehave(hang_up(), script("login.php"))
        report = it.poll()
        assert str(report.answer) == "login wanted"
        assert "did not answer the login" in report.detail


def test_a_page_that_greets_nobody_is_no_reason_to_log_in_again(forum: SampleForum, tmp_path: Path) -> None:
    with world(forum, [2], tmp_path) as it:
        member(it, "ge:heim&ä")
        with it.new_client() as client:
            Poll(it.settings, it.store, client, it.clock).run()
            forum.delete_thread(1)
            forum.new_thread(2, "Anna", "Anderes", "Text")
            for closed in ("", "Umbau"):
                forum.advance(HOUR)
                forum.closed_because = closed
                Poll(it.settings, it.store, client, it.clock).run()
        assert any("threadid=1" in target for target in it.site.requests.targets)
        assert logins(it) == 1
