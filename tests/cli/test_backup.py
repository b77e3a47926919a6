"""`feedforum backup` and `feedforum restore`."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedforum.records import PostScope
from feedforum.store import Store
from tests.cli.conftest import Place, Run


def test_the_store_is_copied(place: Place, run: Run, tmp_path: Path) -> None:
    named = place.write(boards="[2]")
    run("poll", *named)
    copy = tmp_path / "copy.db"
    done = run("backup", *named, str(copy))
    size = f"{copy.stat().st_size / 1e6:.1f} MB"
    assert done == (0, f"{copy}  {size}, complete and checked\n", "")
    store = Store.at(f"sqlite:///{copy}")
    assert len(store.read_repository.newest_posts(PostScope("demo"), limit=9)) == 2
    store.close()
    status, out, err = run("backup", *named, str(copy))
    assert (status, out) == (1, "")
    assert err == f"feedforum: {copy} is there already; name another file, or overwrite it with --force.\n"
    assert run("backup", "--force", *named, str(copy))[0] == 0


@pytest.mark.parametrize("file", ["copy.db", "no/folder/copy.db"])
def test_without_a_store_there_is_nothing_to_copy(file: str, place: Place, run: Run, tmp_path: Path) -> None:
    status, _, err = run("backup", *place.write(), str(tmp_path / file))
    assert status == 1
    assert err == "feedforum: There is no store yet to back up; it is made by the first run or poll.\n"
    assert not (tmp_path / "feedforum.db").exists()


def posts_of(path: Path) -> int:
    store = Store.at(f"sqlite:///{path}")
    try:
        return len(store.read_repository.newest_posts(PostScope("demo"), limit=99))
    finally:
        store.close()


def test_a_backup_is_restored_and_the_store_before_it_kept(place: Place, run: Run, tmp_path: Path) -> None:
    named = place.write(boards="[2]")
    run("poll", *named)
    copy = tmp_path / "copy.db"
    run("backup", *named, str(copy))
    (path,) = tmp_path.rglob("feedforum.db")
    path.write_bytes(b"damaged")
    status, out, err = run("restore", *named, str(copy))
    before = path.with_name("feedforum.db.before-restore")
    assert (status, err) == (0, "")
    assert out == f"{copy} is the store now.\nThe one before is {before}; delete it when all is well.\n"
    assert before.read_bytes() == b"damaged"
    assert posts_of(path) == 2
    assert run("poll", *named)[0] == 0


def test_what_is_no_backup_changes_nothing(place: Place, run: Run, tmp_path: Path) -> None:
    named = place.write(boards="[2]")
    run("poll", *named)
    (path,) = tmp_path.rglob("feedforum.db")
    odd = tmp_path / "odd.db"
    odd.write_bytes(b"no database at all, but long enough to be one" * 50)
    for file, sentence in (
        (odd, "is no store"),
        (tmp_path / "none", "is no file"),
        (path, "the store itself"),
    ):
        status, _, err = run("restore", *named, str(file))
        assert status == 1
        assert sentence in err
    assert posts_of(path) == 2


def test_a_store_that_is_polled_is_not_replaced(place: Place, run: Run, tmp_path: Path) -> None:
    named = place.write(boards="[2]")
    run("poll", *named)
    copy = tmp_path / "copy.db"
    run("backup", *named, str(copy))
    (path,) = tmp_path.rglob("feedforum.db")
    store = Store.at(f"sqlite:///{path}")
    with store.hold_poller_lease("feedforum run", datetime.now(UTC)):
        status, _, err = run("restore", *named, str(copy))
    store.close()
    assert status == 1
    assert "end it first" in err
