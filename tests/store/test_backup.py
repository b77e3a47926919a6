"""Copies of the store while it is in use, and before its schema is brought forward."""

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from feedforum.errors import StoreDamagedError, StoreError
from feedforum.records import PostScope
from feedforum.store import PollState, Store, back_up
from tests.poll.test_interrupted import lively_forum
from tests.poll.world import KEY, world
from tests.store.conftest import add
from tests.store.test_store_errors import held, no_room, noise_over


@pytest.fixture
def quick_new_stores() -> None:
    """Stores are made the program's own way here."""


def revisions(path: Path) -> tuple[str, list[str]]:
    """The revision and the tables of a store's file."""
    with closing(sqlite3.connect(path)) as connection:
        (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return revision, [name for (name,) in tables if name.startswith("added")]


# --- backups ---


def test_a_backup_is_whole_while_others_write(tmp_path: Path) -> None:
    forum, boards = lively_forum()
    copy = tmp_path / "copy.db"
    with world(forum, boards, tmp_path) as it:
        it.poll()
        with held(tmp_path / "store.db") as other:
            other.execute("DELETE FROM search_text")
            size = back_up(f"sqlite:///{tmp_path}/store.db", copy)
        again = Store.at(f"sqlite:///{copy}")
        assert again.read_repository.newest_posts(PostScope(KEY), limit=1000) == it.posts()
        again.close()
    assert size > 4096
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert not list(tmp_path.glob(".*"))


def test_a_file_that_is_there_is_overwritten_only_if_told_to(tmp_path: Path) -> None:
    url, copy = f"sqlite:///{tmp_path}/store.db", tmp_path / "copy.db"
    Store.at(url).close()
    copy.write_text("something dear")
    copy.chmod(0o644)
    with pytest.raises(StoreError, match="--force"):
        back_up(url, copy)
    assert copy.read_text() == "something dear"
    back_up(url, copy, overwrite=True)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    Store.at(f"sqlite:///{copy}").close()


def test_what_cannot_be_backed_up_is_said(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/store.db"
    with pytest.raises(StoreError, match="no store yet"):
        back_up(url, tmp_path / "copy.db")
    assert not list(tmp_path.iterdir())
    Store.at(url).close()
    for where, words in (
        (tmp_path / "store.db", "itself"),
        (tmp_path / "no" / "copy.db", "cannot be written"),
    ):
        with pytest.raises(StoreError, match=words):
            back_up(url, where, overwrite=True)
    with pytest.raises(StoreError, match=r"pg_dump --format=custom --file=copy\.db name"):
        back_up("postgresql+psycopg://me:hunter2@host/name", Path("copy.db"))


def test_a_damaged_store_is_not_taken_for_a_backup(tmp_path: Path) -> None:
    forum, boards = lively_forum()
    with world(forum, boards, tmp_path) as it:
        it.poll()
    noise_over(tmp_path / "store.db", 5)
    with pytest.raises(StoreDamagedError):
        back_up(f"sqlite:///{tmp_path}/store.db", tmp_path / "copy.db")
    assert [path.name for path in tmp_path.iterdir()] == ["store.db"]


# --- before migrations ---


def head(path: Path) -> str:
    return revisions(path)[0]


def test_before_an_upgrade_a_copy_is_kept_and_only_the_last(tmp_path: Path, scripts: Path) -> None:
    path = tmp_path / "my[1]store.db"
    store = Store.at(f"sqlite:///{path}")
    store.poll_states.write(PollState(KEY, requests=3))
    store.close()
    assert not list(tmp_path.glob("*before*")), "a new store has nothing before it"
    first = head(path)
    add(scripts, "a001", first)
    Store.at(f"sqlite:///{path}").close()
    copy = tmp_path / f"{path.name}.before-a001"
    assert revisions(path) == ("a001", ["added_a001"])
    assert revisions(copy) == (first, [])
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT requests FROM poll_state").fetchall() == [(3,)]
    Store.at(f"sqlite:///{path}").close()
    add(scripts, "a002", "a001")
    Store.at(f"sqlite:///{path}").close()
    copies = [each.name for each in tmp_path.iterdir() if "before" in each.name]
    assert copies == [f"{path.name}.before-a002"]


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ('op.execute("INSERT INTO nowhere VALUES (1)")', "no such table: nowhere"),
        ('raise KeyError("x")', "cannot be brought to the schema a001 .KeyError."),
    ],
)
def test_a_migration_that_fails_leaves_all_as_it_was(
    more: str, message: str, tmp_path: Path, scripts: Path
) -> None:
    path = tmp_path / "store.db"
    store = Store.at(f"sqlite:///{path}")
    store.poll_states.write(PollState(KEY, requests=3))
    store.close()
    first = head(path)
    add(scripts, "a001", first, more)
    with pytest.raises(StoreError, match=message):
        Store.at(f"sqlite:///{path}")
    assert revisions(path) == (first, [])
    (scripts / "versions" / "a001.py").unlink()
    store = Store.at(f"sqlite:///{path}")
    assert store.poll_states.read(KEY).requests == 3
    store.close()


def test_without_room_for_the_copy_nothing_is_upgraded(
    tmp_path: Path, scripts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "store.db"
    Store.at(f"sqlite:///{path}").close()
    first = head(path)
    add(scripts, "a001", first)

    def full(source: Path, part: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("feedforum.store.sqlite_backup._write", full)
    with pytest.raises(StoreError, match="No space left"):
        Store.at(f"sqlite:///{path}")
    assert revisions(path) == (first, [])


def test_no_room_is_told_of_a_backup_too(tmp_path: Path) -> None:
    store = Store.at(f"sqlite:///{tmp_path}/store.db")
    with no_room(store):
        back_up(f"sqlite:///{tmp_path}/store.db", tmp_path / "copy.db")
    store.close()
