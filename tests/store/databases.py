"""The databases that tests run over: SQLite always, PostgreSQL where one is named."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url
from sqlalchemy.schema import CreateSchema, DropSchema

from feedforum.store import Store
from tests.poll.world import World, world
from tests.sample_forum import SampleForum

POSTGRESQL = os.environ.get("FEEDFORUM_TEST_POSTGRESQL", "")

needs_postgresql = pytest.mark.skipif(not POSTGRESQL, reason="FEEDFORUM_TEST_POSTGRESQL names no database")

DATABASES = ["sqlite", pytest.param("postgresql", marks=needs_postgresql)]


@contextmanager
def empty_postgresql() -> Iterator[str]:
    """The address of an empty schema of the PostgreSQL database, all one's own; gone afterwards."""
    schema = f"test_{uuid4().hex}"
    engine = create_engine(POSTGRESQL)
    try:
        with engine.begin() as connection:
            connection.execute(CreateSchema(schema))
        url = make_url(POSTGRESQL).update_query_dict({"options": f"-c search_path={schema}"})
        yield url.render_as_string(hide_password=False)
    finally:
        with engine.begin() as connection:
            connection.execute(DropSchema(schema, cascade=True, if_exists=True))
        engine.dispose()


@contextmanager
def world_over(database: str, forum: SampleForum, folder: Path) -> Iterator[World]:
    """A world that watches all of the forum, with an empty store in that database."""
    with world(forum, None, folder) as it:
        if database == "sqlite":
            yield it
            return
        own = it.store
        with empty_postgresql() as url:
            it.store = Store.at(url)
            try:
                yield it
            finally:
                it.store.close()
                it.store = own
