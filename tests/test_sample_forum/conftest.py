"""A small forum, served, with a guest and a visitor who keeps cookies."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.sample_forum import SampleForum, Site, serve
from tests.sample_forum.reader import Reader

NOON = datetime(2026, 3, 10, 12, 0, 30, tzinfo=UTC)


@pytest.fixture
def forum() -> SampleForum:
    made = SampleForum(now=NOON)
    made.register("Jörg", "geheim", "Gruß", staff=True)
    made.add_category("Werkstatt & mehr")
    made.add_board("Räder", 1, description="Fragen, <i>größte</i>")
    made.add_board("Licht", 2)
    return made


@pytest.fixture
def site(forum: SampleForum) -> Iterator[Site]:
    with serve(forum) as served:
        yield served


@pytest.fixture
def client(site: Site) -> Iterator[Reader]:
    reader = Reader(site)
    yield reader
    reader.close()


@pytest.fixture
def browser(site: Site) -> Iterator[Reader]:
    reader = Reader(site, keep=True)
    yield reader
    reader.close()
