"""`feedforum copy` and `feedforum upgrade`."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.cli.conftest import Place, Run


def test_the_store_is_copied_and_the_configuration_told(place: Place, run: Run, tmp_path: Path) -> None:
    named = place.write(boards="[2]")
    run("poll", *named)
    assert run("export", *named, str(tmp_path / "before"))[0] == 0
    status, out, err = run("copy", *named, "--to", f"sqlite:///{tmp_path}/new.db")
    assert (status, err) == (0, "")
    tables, _, end = out.partition("All ")
    assert "post" in [line.split()[0] for line in tables.splitlines()]
    assert "tables are the same in both stores" in end
    written = f'[storage]\nurl = "sqlite:///{tmp_path}/new.db"\n'
    assert f"write into the configuration:\n\n{written}\nPictures and files stay" in end
    place.write(f"{written}", boards="[2]")
    assert run("export", *named, str(tmp_path / "after"))[0] == 0
    before, after = (
        {path.relative_to(tmp_path / folder): path.read_bytes() for path in (tmp_path / folder).rglob("*.*")}
        for folder in ("before", "after")
    )
    assert before == after
    assert len(before) > 9


def test_no_password_is_told_and_a_wrong_address_neither(place: Place, run: Run) -> None:
    named = place.write(boards="[2]")
    run("poll", *named)
    for url, status, words in (
        ("postgresql+psycopg://u:hunter2@127.0.0.1:1/x", 1, "feedforum: The store cannot be opened"),
        ("postgres://u:hunter2@h/x", 2, "--to: expected the form"),
        ("hunter2", 2, "--to: expected"),
    ):
        done = run("copy", *named, "--to", url)
        assert done[:2] == (status, "")
        assert done[2].startswith(words)
        assert "hunter2" not in done[2]
        assert done[2].count("\n") == 1


def test_upgrade_says_what_it_did(place: Place, run: Run, tmp_path: Path) -> None:
    named = place.write(boards="[2]")
    status, out, _ = run("upgrade", *named)
    assert status == 0
    newest = out.removeprefix("The store is set up, with the schema ").removesuffix(".\n")
    assert run("upgrade", *named)[1] == f"The store has the newest schema already, {newest}.\n"
    with closing(sqlite3.connect(tmp_path / "feedforum.db")) as store:
        store.execute("UPDATE alembic_version SET version_num = '0008'")
        store.commit()
    status, out, err = run("upgrade", *named)
    assert (status, out) == (1, "")
    assert "first start the version of feedforum before this one" in err
