"""Who brings a store in PostgreSQL to another schema, and what the others do meanwhile."""

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Barrier

import pytest
import sqlalchemy as sa

from feedforum.cli.startup import BETWEEN_TRIES, open_shared_store
from feedforum.config import ServerSettings, Settings
from feedforum.errors import SchemaError, StoreError
from feedforum.store import Store, migration, upgrade_store
from tests.fake_clock import FakeClock
from tests.postgresql import empty_postgresql, needs_postgresql
from tests.store.conftest import add

pytestmark = needs_postgresql


@pytest.fixture
def url() -> Iterator[str]:
    with empty_postgresql() as made:
        yield made


def sql(url: str, statement: str) -> list[tuple[object, ...]]:
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        done = connection.execute(sa.text(statement))
        rows = [tuple(row) for row in done] if done.returns_rows else []
    engine.dispose()
    return rows


def head(url: str) -> str:
    ((revision,),) = sql(url, "SELECT version_num FROM alembic_version")
    return str(revision)


@dataclass
class Turns(FakeClock):
    """A clock by which something happens whenever somebody sleeps."""

    happen: list[Callable[[], object]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def sleep(self, seconds: float) -> None:
        super().sleep(seconds)
        self.happen.pop(0)()


def end() -> None:
    """As a signal does."""
    raise SystemExit


def settings(url: str) -> Settings:
    return Settings(ServerSettings("127.0.0.1", 0, "", ()), url, ())


@pytest.mark.parametrize("upgrades", [True, False])
def test_several_that_start_at_once_set_an_empty_database_up_once(url: str, upgrades: bool) -> None:
    together = Barrier(5)

    def open_it(_: int) -> None:
        together.wait()
        store = Store.at(url, upgrades=upgrades)
        store.check_schema()
        store.close()

    with ThreadPoolExecutor(5) as threads:
        list(threads.map(open_it, range(5)))
    assert len(sql(url, "SELECT * FROM alembic_version")) == 1


def test_who_shares_a_store_leaves_its_schema_to_upgrade(url: str, scripts: Path) -> None:
    assert upgrade_store(url)[0] is None
    first = head(url)
    running = Store.at(url, upgrades=False)
    add(scripts, "a001", first)
    for refusing in (lambda: Store.at(url, upgrades=False), running.check_schema):
        with pytest.raises(SchemaError) as raised:
            refusing()
        assert str(raised.value) == (
            f"The store has the schema {first}, and this version of feedforum needs a001;"
            " run feedforum upgrade."
        )
    assert head(url) == first
    assert upgrade_store(url) == (first, "a001")
    assert upgrade_store(url) == ("a001", "a001")
    running.check_schema()
    running.close()


def test_an_older_version_sees_that_the_schema_is_a_later_one(
    url: str, scripts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = Store.at(url)
    before = migration.MIGRATIONS
    first = head(url)
    add(scripts, "a001", first)
    upgrade_store(url)
    (before / "versions" / "a001.py").unlink()
    for refusing in (lambda: upgrade_store(url), running.check_schema, lambda: Store.at(url)):
        with pytest.raises(SchemaError, match=f"newer feedforum .its schema is a001, this version's {first}"):
            refusing()
    running.close()


def test_a_server_waits_for_the_upgrade_says_so_once_and_begins(
    url: str, scripts: Path, caplog: pytest.LogCaptureFixture
) -> None:
    Store.at(url).close()
    add(scripts, "a001", head(url))
    clock = Turns(happen=[lambda: None, lambda: None, lambda: upgrade_store(url)])
    with caplog.at_level(logging.INFO), open_shared_store(settings(url), clock) as store:
        store.check_schema()
    assert clock.sleeps == [BETWEEN_TRIES] * 3
    said, begun = (each.getMessage() for each in caplog.records if each.name.startswith("feedforum"))
    assert said.endswith("run feedforum upgrade. Until then this process waits.")
    assert begun == "the store is there, and of this version"


def test_a_server_waits_for_a_database_that_is_away_or_shut(
    url: str, caplog: pytest.LogCaptureFixture
) -> None:
    away = settings("postgresql+psycopg://u:hunter2@127.0.0.1:1/x")
    clock = Turns(happen=[lambda: None, end])
    with pytest.raises(SystemExit), open_shared_store(away, clock):
        pass
    (said,) = caplog.messages
    assert said.startswith("The store cannot be opened (connection failed")
    assert "hunter2" not in said


def test_with_sqlite_nobody_waits(tmp_path: Path) -> None:
    of_sqlite = settings(f"sqlite:///{tmp_path}/a.db")
    with open_shared_store(of_sqlite, FakeClock()) as store:
        store.check_schema()
    engine = sa.create_engine(of_sqlite.storage_url)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(StoreError, match="newer feedforum"), open_shared_store(of_sqlite, FakeClock()):
        pass
