"""The databases that tests run over: SQLite always, PostgreSQL where one is named."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from feedforum.store import Store
from feedforum.store.schema import metadata
from tests.poll.world import World, world
from tests.sample_forum import SampleForum

POSTGRESQL = os.environ.get("FEEDFORUM_TEST_POSTGRESQL", "")

needs_postgresql = pytest.mark.skipif(not POSTGRESQL, reason="FEEDFORUM_TEST_POSTGRESQL names no database")

DATABASES = ["sqlite", pytest.param("postgresql", marks=needs_postgresql)]


def empty() -> None:
    """Leave nothing in the PostgreSQL database."""
    engine = create_engine(POSTGRESQL)
    metadata.drop_all(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE IF EXISTS alembic_version")
    engine.dispose()


@contextmanager
def world_over(database: str, forum: SampleForum, folder: Path) -> Iterator[World]:
    """A world that watches all of the forum, with an empty store in that database."""
    with world(forum, None, folder) as it:
        if database == "sqlite":
            yield it
            return
        empty()
        own, it.store = it.store, Store.at(POSTGRESQL)
        try:
            yield it
        finally:
            it.store.close()
            it.store = own
            empty()
