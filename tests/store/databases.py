"""The databases that tests run over: SQLite and PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from feedforum.store import Store
from tests.poll.world import World, world
from tests.postgresql import empty_postgresql, needs_postgresql
from tests.sample_forum import SampleForum

DATABASES = ["sqlite", pytest.param("postgresql", marks=needs_postgresql)]


def is_of_the_model(name: str | None, kind: str, _parent: object) -> bool:
    """Whether Alembic is to compare a table with the model: not what FTS5 makes for itself."""
    return kind != "table" or name is None or not name.startswith("search_index")


@contextmanager
def url_of(database: str, folder: Path) -> Iterator[str]:
    """The address of an empty database."""
    if database == "sqlite":
        yield f"sqlite:///{folder}/store.db"
    else:
        with empty_postgresql() as url:
            yield url


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
