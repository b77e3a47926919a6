"""What is known of the processes that share a store in PostgreSQL."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from feedforum.records import ProcessStatus
from feedforum.store import PollState, Store, tables
from tests.postgresql import empty_postgresql, needs_postgresql

MINUTE = timedelta(minutes=1)


@pytest.fixture
def store() -> Iterator[Store]:
    with empty_postgresql() as url:
        made = Store.at(url)
        yield made
        made.close()


def write(store: Store, *statements: sa.Executable) -> None:
    with store._engine.begin() as connection:
        for each in statements:
            connection.execute(each)


@needs_postgresql
def test_where_nobody_is_noted_there_is_nothing_to_tell(store: Store) -> None:
    assert store.workers.status(lambda _: True) is None


def test_with_sqlite_neither(tmp_path: Path) -> None:
    store = Store.at(f"sqlite:///{tmp_path}/a.db")
    assert store.workers.status(lambda _: True) is None
    store.close()


@needs_postgresql
def test_each_process_is_told_with_what_it_polls_and_what_waits(store: Store) -> None:
    with store._engine.connect() as connection:
        now = connection.execute(sa.text("SELECT clock_timestamp()")).scalar_one()
    for kind, number, seen in (("serve", 1, 0), ("worker", 2, 1), ("worker", 3, 3)):
        write(
            store,
            sa.insert(tables.worker).values(
                id=f"id{number}",
                kind=kind,
                host="one",
                process_id=number,
                version="1",
                config_hash="abc",
                since=now - number * MINUTE,
                seen_at=now - seen * MINUTE,
            ),
        )
    leases = [("sat", "id2"), ("astro", "id2"), ("old", "id3")]
    for number, (key, holder) in enumerate(leases):
        since = now - (9 - number) * MINUTE
        write(store, sa.insert(tables.forum_lease).values(forum_key=key, holder=holder, since=since))
    for key, due, polled in (
        ("sat", -9, -20),
        ("paused", -8, None),
        ("waits", -7, -0.5),
        ("later", -6, None),
        ("not due", 5, -0.1),
    ):
        moment = None if polled is None else now + polled * MINUTE
        store.poll_states.write(PollState(key, due_at=now + due * MINUTE, polled_at=moment))
    for status, queue in (("todo", "polls"), ("todo", "polls"), ("todo", "media"), ("doing", "polls")):
        write(
            store,
            sa.text(
                "INSERT INTO procrastinate_jobs (queue_name, task_name, status)"
                f" VALUES ('{queue}', 'poll', '{status}')"
            ),
        )
    found = store.workers.status(lambda key: key != "paused")
    assert found is not None
    assert found.processes == (
        ProcessStatus("worker", "one", 2, "1", "abc", now - 2 * MINUTE, ("sat", "astro")),
        ProcessStatus("serve", "one", 1, "1", "abc", now - MINUTE),
    )
    assert (found.queued, found.last_minute_polls) == (2, 2)
    assert found.oldest_due_at == now - 7 * MINUTE
    assert 420 <= found.oldest_age < 480
