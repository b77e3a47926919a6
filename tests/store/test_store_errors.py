"""A full disk, a busy store, a damaged one: each is named, and what can go on goes on."""

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random
from types import SimpleNamespace

import pytest
from sqlalchemy import event

from feedforum.errors import StoreBusyError, StoreDamagedError, StoreError, StoreFullError
from feedforum.records import PostScope
from feedforum.store import PollState, Store, sqlite
from tests.poll.test_interrupted import lively_forum, more_life
from tests.poll.test_killed import CONFIG, a_forum
from tests.poll.world import KEY, world
from tests.sample_forum import serve


@contextmanager
def no_room(store: Store) -> Iterator[None]:
    """SQLite itself finds the store full, as it does on a full disk."""

    def limit(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")

    engine = store._engine
    engine.dispose()
    event.listen(engine, "connect", limit)
    try:
        yield
    finally:
        event.remove(engine, "connect", limit)
        engine.dispose()


def integrity(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("PRAGMA integrity_check").fetchone()[0])


# --- full ---


def test_a_full_disk_ends_the_poll_and_nothing_else(tmp_path: Path) -> None:
    forum, boards = lively_forum()
    with world(forum, boards, tmp_path) as it:
        it.poll()
        before = {post.key for post in it.posts()}
        more_life(forum, boards)
        with no_room(it.store):
            with pytest.raises(StoreFullError, match="make room for sqlite:"):
                it.poll()
            with pytest.raises(StoreFullError):
                it.store.check_writable()
            assert before <= {post.key for post in it.posts()} < {str(post.post_id) for post in it.shown()}
            assert it.posts()
        it.store.check_writable()
        it.settle(1)
        assert {post.id for post in it.posts()} == {post.post_id for post in it.shown()}
        assert integrity(tmp_path / "store.db") == "ok"


def test_a_disk_that_is_nearly_full_is_not_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store.at(f"sqlite:///{tmp_path}/store.db")
    store.check_writable()
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=sqlite.LEAST_ROOM - 1))
    with pytest.raises(StoreFullError, match="2 MB"):
        store.check_writable()
    store.close()


def test_looking_whether_it_can_be_written_writes_nothing(tmp_path: Path) -> None:
    store = Store.at(f"sqlite:///{tmp_path}/store.db")
    store.poll_states.write(PollState(KEY))
    sizes = [path.stat().st_size for path in sorted(tmp_path.iterdir())]
    store.check_writable()
    assert [path.stat().st_size for path in sorted(tmp_path.iterdir())] == sizes
    assert store.poll_states.read("") == PollState("")
    store.close()


def test_a_file_that_was_taken_away_is_told_until_it_is_back(tmp_path: Path) -> None:
    file, elsewhere = tmp_path / "store.db", tmp_path / "elsewhere.db"
    store = Store.at(f"sqlite:///{file}")
    file.rename(elsewhere)
    with pytest.raises(StoreError, match="no longer there") as raised:
        store.check_writable()
    assert str(file) in str(raised.value)
    assert str(tmp_path) not in raised.value.outside
    elsewhere.rename(file)
    store.check_writable()
    store.close()


def test_a_store_in_memory_can_be_written() -> None:
    store = Store.at("sqlite://")
    store.check_writable()
    store.close()


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))


def test_a_limit_of_the_system_is_survived(tmp_path: Path) -> None:
    """A real process that may write no larger files: the system refuses, as it does on a full disk."""
    forum = a_forum()
    for number in range(40):
        forum.reply(1, "Bert", f"{number} " + "lang " * 2000)
    command = [sys.executable, "-m", "feedforum", "poll", "--config", str(tmp_path / "config.toml")]
    with serve(forum) as site:
        (tmp_path / "config.toml").write_text(CONFIG.format(key=KEY, url=site.url))
        cut = subprocess.run(
            command, check=False, capture_output=True, text=True, timeout=60, preexec_fn=limited
        )
        assert cut.returncode == 1
        assert "The store cannot be written, there is no room" in cut.stdout
        assert "Traceback" not in cut.stdout + cut.stderr
        assert integrity(tmp_path / "store.db") == "ok"
        again = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
        assert again.returncode == 0
    store = Store.at(f"sqlite:///{tmp_path}/store.db")
    stored = {post.id for post in store.read_repository.newest_posts(PostScope(KEY), limit=1000)}
    store.close()
    newest = sorted((post.post_id for post in forum.visible_posts(None)), reverse=True)[:30]
    assert set(newest) <= stored


# --- busy ---


@contextmanager
def held(path: Path) -> Iterator[sqlite3.Connection]:
    """Another program in the middle of writing."""
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


def test_a_store_that_is_busy_is_waited_for(tmp_path: Path) -> None:
    store = Store.at(f"sqlite:///{tmp_path}/store.db")
    begun = threading.Event()

    def on_begin(*_: object) -> None:
        begun.set()

    with held(tmp_path / "store.db") as other:
        event.listen(store._engine, "before_cursor_execute", on_begin)
        writer = threading.Thread(target=store.poll_states.write, args=[PollState(KEY, requests=3)])
        writer.start()
        assert begun.wait(30)
        other.execute("COMMIT")
        writer.join(30)
    assert store.poll_states.read(KEY).requests == 3
    store.close()


def test_a_store_that_stays_busy_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0)
    store = Store.at(f"sqlite:///{tmp_path}/store.db")
    with held(tmp_path / "store.db"):
        with pytest.raises(StoreBusyError, match="which other program holds"):
            store.poll_states.write(PollState(KEY))
        assert store.poll_states.read(KEY) == PollState(KEY)
        store.check_writable()
    store.close()


# --- damaged ---


def noise_over(path: Path, first_page: int, seed: int = 1) -> None:
    """Pages of the file from `first_page` on, counted from 0, become noise."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(first_page * 4096)
        file.write(Random(seed).randbytes(max(0, size - first_page * 4096)))


@pytest.mark.parametrize("first_page", [0, 1])
def test_a_damaged_store_is_named_as_it_is_opened(first_page: int, tmp_path: Path) -> None:
    forum, boards = lively_forum()
    with world(forum, boards, tmp_path) as it:
        it.poll()
    path = tmp_path / "store.db"
    noise_over(path, first_page)
    with pytest.raises(StoreDamagedError) as raised:
        Store.at(f"sqlite:///{path}")
    assert f"sqlite3 {path} .recover | sqlite3 {path}.recovered" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_file_that_is_cut_off_is_damaged(tmp_path: Path) -> None:
    forum, boards = lively_forum()
    with world(forum, boards, tmp_path) as it:
        it.poll()
    path = tmp_path / "store.db"
    os.truncate(path, path.stat().st_size // 2 // 4096 * 4096)
    with pytest.raises(StoreDamagedError):
        Store.at(f"sqlite:///{path}")


def test_a_store_damaged_while_it_is_open_ends_the_poll(tmp_path: Path) -> None:
    forum, boards = lively_forum()
    with world(forum, boards, tmp_path) as it:
        it.poll()
        it.store._engine.dispose()
        noise_over(tmp_path / "store.db", 1)
        more_life(forum, boards)
        with pytest.raises(StoreDamagedError):
            it.poll()
