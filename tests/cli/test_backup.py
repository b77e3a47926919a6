"""`feedforum backup`."""

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
