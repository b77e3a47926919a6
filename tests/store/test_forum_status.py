"""How forums stand: what came of their polls, summed by the hour; and requests for a poll."""

from collections.abc import Iterator
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from feedforum.records import ForumStatus, Id, PollCounts
from feedforum.store import PollState, Store
from feedforum.store.database import reading
from feedforum.store.tables import poll_stats
from tests.postgresql import empty_postgresql
from tests.store.databases import DATABASES

NOW = datetime(2026, 3, 10, 12, 20, tzinfo=UTC)
ONE = PollCounts(polls=1, requests=3, size=10_000, new_posts=2, edits=1, deletions=1, unread_dates=1)


@pytest.fixture(params=DATABASES)
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    with nullcontext("sqlite://") if request.param == "sqlite" else empty_postgresql() as url:
        opened = Store.at(url)
        yield opened
        opened.close()


def test_a_forum_that_was_never_polled(store: Store) -> None:
    assert store.forum_statuses.forum("sample", NOW) == ForumStatus("sample")


def test_what_came_is_told_by_day_and_week_and_board(store: Store) -> None:
    for hours in (0, 23, 24, 24 * 7 - 1, 24 * 7):
        store.poll_stats.add("sample", ONE, {26: PollCounts(new_posts=2)}, NOW - timedelta(hours=hours))
    store.poll_stats.add("other", ONE, {}, NOW)
    status = store.forum_statuses.forum("sample", NOW)
    assert status.day == ONE + ONE
    assert status.week == ONE + ONE + ONE + ONE
    assert store.poll_stats.since("sample", timedelta(days=1), NOW)[26] == PollCounts(new_posts=4)


def test_what_came_of_a_board_in_the_last_poll_is_that_of_no_other(store: Store) -> None:
    one, other = PollCounts(new_posts=2, requests=1), PollCounts(edits=3)
    both: tuple[dict[Id, PollCounts], ...] = ({26: one, 27: one}, {26: other})
    for boards in both:
        store.poll_stats.add("sample", ONE, boards, NOW)
        assert store.poll_stats.last("sample") == boards
    store.poll_stats.add("other", ONE, {26: one}, NOW)
    store.poll_stats.add("sample", PollCounts(requests=1), {}, NOW)
    assert store.poll_stats.last("sample") == {26: other}
    assert store.poll_stats.since("sample", timedelta(days=7), NOW)[26] == one + other
    store.poll_stats.add("sample", ONE, {}, NOW)
    assert store.poll_stats.last("sample") == {}


def test_the_boards_of_a_status_tell_of_the_last_poll(store: Store) -> None:
    store.poll_repository("sample").save_boards({26: None, 27: None}, NOW)
    store.poll_stats.add("sample", ONE, {26: PollCounts(requests=4)}, NOW)
    boards = store.forum_statuses.forum("sample", NOW).boards
    assert [(board.id, board.last) for board in boards] == [(26, PollCounts(requests=4)), (27, PollCounts())]


def test_sums_take_a_bounded_room_however_often_a_forum_is_polled(store: Store) -> None:
    for minutes in range(0, 60 * 24 * 10, 720):
        store.poll_stats.add("sample", ONE, {}, NOW + timedelta(minutes=minutes))
        store.poll_stats.add("sample", ONE, {}, NOW + timedelta(minutes=minutes, seconds=1))
    with reading(store.forum_statuses._engine) as connection:
        assert connection.execute(select(func.count()).select_from(poll_stats)).scalar_one() <= 7 * 2


def test_what_came_of_the_last_poll(store: Store) -> None:
    state = PollState(
        "sample",
        due_at=NOW + timedelta(hours=1),
        polled_at=NOW,
        answer="closed",
        requests=3,
        new_posts=2,
        edits=1,
        deletions=1,
        unread_dates=1,
        size=10_000,
        failing_since=NOW - timedelta(days=2),
    )
    store.poll_states.write(state)
    status = store.forum_statuses.forum("sample", NOW)
    assert status.last == ONE
    assert (status.answer, status.failing_since) == ("closed", NOW - timedelta(days=2))


def test_a_request_stands_until_it_is_dropped(store: Store) -> None:
    store.poll_requests.add("sample", NOW)
    store.poll_requests.add("sample", NOW + timedelta(minutes=1))
    store.poll_requests.add("other", NOW)
    assert store.poll_requests.read() == {"sample": NOW + timedelta(minutes=1), "other": NOW}
    assert store.forum_statuses.forum("sample", NOW).requested_at == NOW + timedelta(minutes=1)
    store.poll_requests.drop(["sample"])
    assert store.poll_requests.read() == {"other": NOW}


def test_the_store_has_a_size(store: Store) -> None:
    assert store.forum_statuses.size() > 10_000
