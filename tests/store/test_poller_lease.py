"""One process polls a store: known by name to all others, and free the moment that it dies."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from feedforum.errors import HeldError, StoreError
from feedforum.store import Store, poller_lease
from feedforum.store.poller_lease import _AdvisoryLock
from tests.fake_clock import A_MOMENT
from tests.postgresql import empty_postgresql, needs_postgresql
from tests.store.databases import DATABASES, url_of

HOLD = """
import sys
from datetime import UTC, datetime
from feedforum.store import Store
with Store.at(sys.argv[1]).hold_poller_lease("feedforum run", datetime(2025, 3, 1, 12, tzinfo=UTC)):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def holder(url: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Another process that polls the store."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, url], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        yield process
    finally:
        process.kill()
        process.communicate()


def polls(store: Store) -> None:
    with store.hold_poller_lease("feedforum poll", A_MOMENT) as held:
        held.ensure()


@pytest.mark.parametrize("database", DATABASES)
def test_a_second_one_is_told_who_polls_in_one_sentence(database: str, tmp_path: Path) -> None:
    with url_of(database, tmp_path) as url, holder(url) as process:
        store = Store.at(url)
        with pytest.raises(HeldError) as raised:
            polls(store)
        store.close()
        assert str(raised.value) == (
            f"`feedforum run` polls this store already (on {os.uname().nodename}, process {process.pid},"
            " since 2025-03-01 12:00:00Z); end it first, or leave the polling to it."
        )


@pytest.mark.parametrize("database", DATABASES)
def test_it_is_free_the_moment_its_holder_is_killed(database: str, tmp_path: Path) -> None:
    with url_of(database, tmp_path) as url:
        with holder(url) as process:
            process.send_signal(signal.SIGKILL)
            process.wait()
            store = Store.at(url)
            _take_when_noticed(store, at_once=database == "sqlite")
        store.close()


def _take_when_noticed(store: Store, *, at_once: bool) -> None:
    """The system frees a file's lock with the process; a server has to read first that its client is gone."""
    for _ in range(1 if at_once else 10_000):
        try:
            return polls(store)
        except HeldError:
            if at_once:
                raise
    pytest.fail("it never was free")


@pytest.mark.parametrize("database", DATABASES)
def test_who_ends_in_order_leaves_nothing_behind(database: str, tmp_path: Path) -> None:
    with url_of(database, tmp_path) as url:
        store, other = Store.at(url), Store.at(url)
        polls(store)
        assert not store.has_poller()
        polls(other)
        store.close()
        other.close()


@pytest.mark.parametrize("database", DATABASES)
def test_stores_do_not_hinder_each_other(database: str, tmp_path: Path) -> None:
    (tmp_path / "two").mkdir()
    with url_of(database, tmp_path) as url, url_of(database, tmp_path / "two") as second:
        store, elsewhere = Store.at(url), Store.at(second)
        with (
            store.hold_poller_lease("feedforum run", A_MOMENT),
            elsewhere.hold_poller_lease("feedforum run", A_MOMENT) as two,
        ):
            two.ensure()
        store.close()
        elsewhere.close()


def test_the_lock_file_stands_beside_the_store_for_its_owner_alone(tmp_path: Path) -> None:
    store = Store.at(f"sqlite:///{tmp_path}/store.db")
    with store.hold_poller_lease("feedforum run", A_MOMENT):
        file = tmp_path / "store.db.poller.lock"
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    store.close()


def test_another_name_of_the_file_is_the_same_store(tmp_path: Path) -> None:
    store = Store.at(f"sqlite:///{tmp_path}/store.db")
    (tmp_path / "link.db").symlink_to("store.db")
    other = Store.at(f"sqlite:///{tmp_path}/link.db")
    with store.hold_poller_lease("feedforum run", A_MOMENT), pytest.raises(HeldError):
        polls(other)
    store.close()
    other.close()


def test_a_lock_file_that_was_deleted_is_made_again(tmp_path: Path) -> None:
    store, other = (Store.at(f"sqlite:///{tmp_path}/store.db") for _ in range(2))
    with store.hold_poller_lease("feedforum run", A_MOMENT) as held:
        (tmp_path / "store.db.poller.lock").unlink()
        held.ensure()
        with pytest.raises(HeldError):
            polls(other)
    store.close()
    other.close()


def test_who_lost_it_to_another_is_told(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/store.db"
    store = Store.at(url)
    with store.hold_poller_lease("feedforum poll", A_MOMENT) as held:
        (tmp_path / "store.db.poller.lock").unlink()
        with holder(url), pytest.raises(HeldError, match="`feedforum run` polls this store already"):
            held.ensure()
    store.close()


def test_a_store_in_memory_needs_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    store = Store.at("sqlite://")
    polls(store)
    store.close()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_a_fault_of_the_store(tmp_path: Path) -> None:
    store = Store.at(f"sqlite:///{tmp_path}/store.db")
    (tmp_path / "store.db.poller.lock").mkdir()
    with pytest.raises(StoreError, match="cannot be used") as raised:
        polls(store)
    assert not isinstance(raised.value, HeldError)
    store.close()


@needs_postgresql
def test_a_broken_connection_is_noticed_and_the_lock_taken_again() -> None:
    with empty_postgresql() as url:
        store, other = Store.at(url), Store.at(url)
        with store.hold_poller_lease("feedforum run", A_MOMENT) as held:
            _break(store, held)
            held.ensure()
            with pytest.raises(HeldError):
                polls(other)
        store.close()
        other.close()


@needs_postgresql
def test_a_broken_connection_whose_lock_another_took_ends_the_polling() -> None:
    with empty_postgresql() as url:
        store = Store.at(url)
        with store.hold_poller_lease("feedforum poll", A_MOMENT) as held:
            _break(store, held)
            with holder(url), pytest.raises(HeldError, match="feedforum run"):
                held.ensure()
        store.close()


@needs_postgresql
def test_a_server_that_has_not_noticed_the_break_yet_is_no_other_poller() -> None:
    with empty_postgresql() as url:
        store = Store.at(url)
        with store.hold_poller_lease("feedforum run", A_MOMENT) as held:
            lock = held._lock
            assert isinstance(lock, _AdvisoryLock)
            session, lock._session = lock._session, None
            with pytest.raises(StoreError, match="broke") as raised:
                held.ensure()
            assert not isinstance(raised.value, HeldError)
            assert session is not None
            session.close()
        store.close()


def _break(store: Store, held: poller_lease.PollerLease) -> None:
    """The server ends the session that holds the lock, and has done so when this returns."""
    lock = held._lock
    assert isinstance(lock, _AdvisoryLock)
    assert lock._session is not None
    number = lock._session.scalar(text("SELECT pg_backend_pid()"))
    alive = text("SELECT count(*) FROM pg_stat_activity WHERE pid = :number")
    with store._engine.connect() as connection:
        connection.execute(text("SELECT pg_terminate_backend(:number, 20000)"), {"number": number})
        assert connection.scalar(alive, {"number": number}) == 0
