"""A configuration file that changes while the program runs."""

from dataclasses import replace
from pathlib import Path

import pytest

from feedforum.config import ConfigFile, load
from feedforum.config.live_settings import applicable
from feedforum.engines import ENGINES
from tests.config.files import FORUM, loaded, written


def watched(folder: Path, text: str = FORUM) -> ConfigFile:
    path = written(folder, text)
    return ConfigFile(path, lambda: load(path, ENGINES, {}))


def test_a_file_that_stays_as_it_is_has_not_changed(tmp_path: Path) -> None:
    file = watched(tmp_path)
    assert not file.changed()
    assert not file.changed()


def test_a_change_counts_when_two_looks_show_the_same(tmp_path: Path) -> None:
    file = watched(tmp_path)
    written(tmp_path, "")
    assert not file.changed()
    written(tmp_path, FORUM + "entries = 7\n")
    assert not file.changed()
    assert file.changed()
    settings = file.read()
    assert settings is not None
    assert settings.forums[0].feeds.entries == 7
    assert not file.changed()


def test_a_file_that_takes_the_place_of_another_is_a_change(tmp_path: Path) -> None:
    file = watched(tmp_path)
    new = tmp_path / "new.toml"
    new.write_text(FORUM.replace("club", "clup"), encoding="utf-8")
    new.replace(tmp_path / "config.toml")
    assert [file.changed(), file.changed()] == [False, True]


@pytest.mark.parametrize("how", ["faulty", "gone"])
def test_a_file_with_faults_gives_nothing_until_it_has_none(how: str, tmp_path: Path) -> None:
    file = watched(tmp_path)
    path = tmp_path / "config.toml"
    path.unlink() if how == "gone" else written(tmp_path, '[polling]\ninterval = "soon"\n')
    assert [file.changed(), file.changed()] == [False, True]
    assert file.read() is None
    assert len(file.faults) == 1
    assert not file.changed()
    written(tmp_path, FORUM)
    assert [file.changed(), file.changed()] == [False, True]
    assert file.read() is not None
    assert not file.faults


def test_secrets_are_read_anew(tmp_path: Path) -> None:
    (tmp_path / "tokens").write_text("open-sesame\n")
    file = watched(tmp_path, '[server]\naccess_tokens_file = "tokens"\n' + FORUM)
    (tmp_path / "tokens").write_text("close-sesame\n")
    settings = file.read()
    assert settings is not None
    assert settings.server.access_tokens == ("close-sesame",)


def test_where_it_listens_and_its_store_stay_till_the_end(tmp_path: Path) -> None:
    old = loaded(tmp_path, FORUM)
    new = loaded(
        tmp_path,
        '[server]\nlisten = "127.0.0.1:1"\n[storage]\nurl = "sqlite://"\nmedia = "m"\n'
        '[logging]\nformat = "json"\n',
    )
    in_force, later = applicable(new, old)
    assert later == ("listen in [server]", "url in [storage]", "media in [storage]", "format in [logging]")
    assert in_force == replace(old, forums=())
    assert applicable(old, old) == (old, ())
