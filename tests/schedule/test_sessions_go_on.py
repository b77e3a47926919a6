"""Sessions with a forum over changes of its configuration, counted in the forum's own log."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from feedforum.poll import Report
from feedforum.schedule import PollJob, PollJobs, Stop, StoppedError
from tests.poll.world import HOUR, World
from tests.schedule.test_sessions import OTHER_KEY, STORE_KEY, members_only


class Running:
    """Feedforum that goes on while its owner changes the configuration."""

    def __init__(self, it: World, key: str = "") -> None:
        self.it = it
        self._visitors = PollJobs(it.store, it.clock, Random(1), Stop())
        self._key = key
        self.job = self.take_up()

    def take_up(self, key: str | None = None, **changed: object) -> PollJob:
        self.it.settings = replace(self.it.settings, **changed)  # type: ignore[arg-type]
        self._key = self._key if key is None else key
        before = getattr(self, "job", None)
        (self.job,) = self._visitors.of([self.it.settings], storage_key=self._key)
        if before is not None and before is not self.job:
            before.end()
        return self.job

    def poll(self) -> Report:
        self.it.forum.advance(HOUR)
        return self.job.run()[0]

    @property
    def logins(self) -> int:
        return sum(asked.script == "login.php" for asked in self.it.site.requests)


@pytest.fixture
def members() -> Iterator[Running]:
    with members_only() as it:
        running = Running(it)
        yield running
        running.job.close()


def test_another_setting_is_no_new_login_though_nothing_is_kept(members: Running) -> None:
    members.poll()
    first = members.job
    for changed in ({"interval": 60.0}, {"timeout": 7.0}, {"user_agent": "Other/1"}):
        before = members.job
        members.take_up(**changed)
        before.close()
        assert str(members.poll().answer) == "ok"
    assert members.job is not first
    assert members.logins == 1


def test_nor_are_two_changes_before_the_next_poll(members: Running) -> None:
    members.poll()
    members.take_up(interval=60.0)
    members.take_up(interval=90.0)
    assert str(members.poll().answer) == "ok"
    assert members.logins == 1


def test_nor_is_a_change_in_the_middle_of_the_poll_that_logs_in(members: Running) -> None:
    def change(line: str) -> None:
        members.take_up(interval=60.0)

    with pytest.raises(StoppedError):
        members.job.run(change)
    assert members.logins == 1
    assert str(members.poll().answer) == "ok"
    assert members.logins == 1


@pytest.mark.parametrize("keys", [("", STORE_KEY), (STORE_KEY, OTHER_KEY), (STORE_KEY, "")])
def test_nor_is_another_key_and_what_is_kept_then_fits_it(members: Running, keys: tuple[str, str]) -> None:
    members.take_up(keys[0])
    members.poll()
    members.take_up(keys[1])
    assert str(members.poll().answer) == "ok"
    assert members.logins == 1
    again = Running(members.it, keys[1])
    assert str(again.poll().answer) == "ok"
    assert again.logins == (1 if keys[1] else 2)
    again.job.close()


def test_another_name_is_a_new_login(members: Running) -> None:
    members.poll()
    members.it.forum.register("Bert", "auch geheim")
    members.take_up(username="Bert", password="auch geheim")
    members.poll()
    assert members.logins == 2


def test_a_session_that_had_held_and_ended_counts_as_ended(members: Running) -> None:
    """Else each change of the configuration would be free of the wait between logins."""
    members.poll()
    members.it.forum.members_stay = HOUR * 0
    members.poll()
    for _ in range(4):
        members.take_up(interval=members.it.settings.interval + 1)
        members.poll()
    assert members.logins < 5
