"""The same polls over PostgreSQL, where FEEDFORUM_TEST_POSTGRESQL names an empty database to use."""

import os
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import create_engine

from feedforum.poll import Poll
from feedforum.store import Store
from feedforum.store.schema import metadata
from tests.poll.test_floor import busy_forum
from tests.poll.world import KEY, world

URL = os.environ.get("FEEDFORUM_TEST_POSTGRESQL", "")

pytestmark = pytest.mark.skipif(not URL, reason="FEEDFORUM_TEST_POSTGRESQL names no database")


def empty() -> None:
    engine = create_engine(URL)
    metadata.drop_all(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE IF EXISTS alembic_version")
    engine.dispose()


def test_both_databases_hold_the_same_after_the_same_polls() -> None:
    empty()
    forum, boards = busy_forum(boards=3)
    forum.delete_post(2)
    other = Store.at(URL)
    with world(forum, boards) as it:
        for round_ in range(4):
            for store in (it.store, other):
                with it.new_guest() as guest:
                    report = Poll(it.settings, store, guest, it.clock).run()
                    assert report.answer == "ok"
            assert other.library.newest_posts(KEY, limit=1000) == it.posts()
            forum.advance(timedelta(hours=3))
            forum.reply(3, "Cleo", f"Neu {round_}")
            forum.edit(3, f"Anders {round_}")
        visit = replace(other.visits.read(KEY), due_at=forum.now)
        other.visits.write(visit)
        assert other.visits.read(KEY) == visit
    other.close()
    empty()
