"""Faults of dates that users of such programs reported in public: each is a test here, end to end.

What went wrong elsewhere stands first in each docstring; how often it was, and why, does not matter.
"""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from feedforum.dates import Calendar, Moment, read_moment
from tests.feeds.published import Publication, published
from tests.hard_lessons.entries import by_number, items, number, published_at
from tests.poll.world import HOUR
from tests.sample_forum import SampleForum

BERLIN = ZoneInfo("Europe/Berlin")
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


def at_berlin(*parts: int) -> datetime:
    year, month, day, hour, minute = parts
    return datetime(year, month, day, hour, minute, tzinfo=BERLIN).astimezone(UTC)


def test_today_is_the_forums_day_at_the_moment_of_the_fetch(tmp_path: Path) -> None:
    """*Heute* at ten to midnight was a day off

    The forum's zone, and the clock at the moment of the fetch.
    """
    forum = SampleForum("Nacht", now=at_berlin(2026, 3, 10, 23, 50))
    board = forum.add_board("Räder", forum.add_category("Alles"))
    thread = forum.new_thread(board, "Anna", "Spät", "Text")
    forum.advance(5 * MINUTE)
    with published(forum, [board], tmp_path) as press:
        assert published_at(items(press)[0]) == at_berlin(2026, 3, 10, 23, 50)
        forum.advance(timedelta(minutes=4, seconds=59))
        forum.reply(thread, "Bert", "Kurz vor zwölf")
        forum.advance(2 * MINUTE)
        press.it.poll()
        found = [published_at(item) for item in items(press)]
        assert found == [at_berlin(2026, 3, 10, 23, 59), at_berlin(2026, 3, 10, 23, 50)]


def test_today_moves_on_while_the_program_runs(press: Publication) -> None:
    """ "Today" was worked out once, at program start

    Never at import.
    """
    forum, wanted = press.it.forum, {}
    for _ in range(4):
        forum.advance(DAY)
        post = forum.reply(1, "Cleo", "Ein Tag später")
        wanted[post] = forum.now.replace(second=0)
        forum.advance(MINUTE)
        press.it.poll()
    assert {post: published_at(by_number(press)[post]) for post in wanted} == wanted


@pytest.mark.parametrize("machine", ["UTC", "America/Los_Angeles", "Pacific/Auckland"])
def test_hours_are_right_in_summer_and_winter_on_any_machine(
    machine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hours off, or off in summer only

    Real zones, no fixed offsets; the machine's own zone never matters.
    """
    monkeypatch.setenv("TZ", machine)
    time.tzset()
    try:
        forum = SampleForum("Jahr", now=at_berlin(2026, 8, 1, 12, 0))
        board = forum.add_board("Räder", forum.add_category("Alles"))
        winter, summer = at_berlin(2026, 1, 15, 8, 30), at_berlin(2026, 7, 15, 8, 30)
        thread = forum.new_thread(board, "Anna", "Winter", "Text", at=winter)
        forum.reply(thread, "Bert", "Sommer", at=summer)
        with published(forum, [board], tmp_path) as press:
            assert [item["date_published"] for item in items(press)] == [
                "2026-07-15T08:30:00+02:00",
                "2026-01-15T08:30:00+01:00",
            ]
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize("date_format", ["j. F Y", "d. M Y", "l, j. F Y"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_month_names_are_known(language: str, date_format: str, tmp_path: Path) -> None:
    """German month names were not known (*März*, *Mär*, *Jän*)

    All the languages the forum software ships.
    """
    forum = SampleForum("Monate", now=at_berlin(2027, 1, 31, 12, 0), language=language)
    forum.date_format = date_format
    board = forum.add_board("Räder", forum.add_category("Alles"))
    days = [at_berlin(2026, month, 11, 10, 0) for month in range(1, 13)]
    thread = forum.new_thread(board, "Anna", "Januar", "Text", at=days[0])
    for day in days[1:]:
        forum.reply(thread, "Bert", "Text", at=day)
    with published(forum, [board], tmp_path) as press:
        assert [published_at(item) for item in items(press)] == days[::-1]
    calendar = Calendar(BERLIN)
    for name in ("Jän", "Jänner", "Jan", "Januar"):
        assert read_moment(f"11. {name} 2026, 10:00", calendar, forum.now) == Moment(days[0])


def test_a_date_that_cannot_be_read_is_told_and_dated_once(forum: SampleForum, tmp_path: Path) -> None:
    """A date that could not be read became "now", at every poll

    First seen, once, and a warning that a person can find.
    """
    forum.named_days, forum.date_format, forum.time_format = False, "??", "--"
    with published(forum, [2], tmp_path) as press:
        seen_at = forum.now
        late = forum.reply(1, "Cleo", "Wann war das?")
        assert press.it.poll().unread_dates > 0
        press.it.settle(3)
        assert len(items(press)) == 4
        assert {published_at(item) for item in items(press)} == {seen_at.replace(microsecond=0)}
        assert number(items(press)[0]) == late


def test_no_entry_is_ahead_of_when_it_was_seen(press: Publication) -> None:
    """One date in the future hid all newer entries in readers

    No entry is dated after the moment it was first seen.
    """
    forum = press.it.forum
    early = forum.reply(1, "Dora", "Aus der Zukunft", at=forum.now + 30 * DAY)
    press.it.poll()
    seen_at = forum.now
    assert published_at(by_number(press)[early]) <= seen_at
    forum.advance(HOUR)
    forum.posts[early].posted_at = seen_at
    late = forum.reply(1, "Emil", "Danach")
    press.it.poll()
    assert number(items(press)[0]) == late
