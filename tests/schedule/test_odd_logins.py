"""What befalls the form for a login, or boards with passwords below each other, and is no wrong password."""

from contextlib import closing
from dataclasses import replace

import pytest

from feedforum.poll import LoginBlock
from tests.poll.world import HOUR, world
from tests.sample_forum import SampleForum
from tests.sample_forum.misbehaviour import blocked, database_down, maintenance, script
from tests.schedule.test_sessions import BOARD_PASSWORD, Program, members_only


@pytest.mark.parametrize("kind", ["database down", "closed", "blocked"])
def test_a_login_form_on_a_bad_day_is_no_wrong_password(kind: str) -> None:
    with members_only() as it, closing(Program(it)) as program:
        ways = {
            "database down": database_down(),
            "closed": maintenance(it.forum),
            "blocked": blocked(),
        }
        it.site.misbehave(ways[kind], script("login.php"), times=1)
        program.start()
        report = program.poll()
        assert report.detail != LoginBlock.REFUSED.value
        assert report.new_posts == 0
        it.site.behave()
        it.forum.advance(6 * HOUR)
        assert program.poll().new_posts == 1


def test_a_boards_password_that_the_board_above_refused_is_tried_once_that_has_its_own() -> None:
    forum = SampleForum("Werkbank")
    above = forum.add_board("Vorstand", forum.add_category("Alles"), password=BOARD_PASSWORD)
    below = forum.add_board("Kasse", above, password="kassenwort")
    forum.new_thread(below, "Gast", "Geheim", "Text")
    with world(forum, [above, below]) as it, closing(Program(it)) as program:
        one, two = it.settings.boards or ()
        two = replace(two, password="kassenwort")
        program.start(boards=(one, two))
        program.poll()
        asked = program.passwords
        forum.advance(30 * HOUR)
        program.poll()
        assert program.passwords == asked
        program.start(boards=(replace(one, password=BOARD_PASSWORD), two))
        forum.advance(30 * HOUR)
        assert program.poll().new_posts == 1
