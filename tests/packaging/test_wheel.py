"""The wheel: built, installed where there is nothing else, and used."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen
from zipfile import ZipFile

import pytest

from feedforum import __version__
from tests.packaging.installed import ROOT, Installed, installed_in, wheel_in
from tests.sample_forum import SampleForum, Site, serve


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return wheel_in(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    return installed_in(tmp_path_factory.mktemp("installed"), wheel)


@pytest.fixture
def site() -> Iterator[Site]:
    forum = SampleForum()
    board = forum.add_board("Allgemeines", forum.add_category("Alles"))
    forum.new_thread(board, "Ines", "Grüße", "Guten Tag.")
    with serve(forum) as served:
        yield served


def test_the_wheel_holds_all_that_the_package_does_and_nothing_else(wheel: Path) -> None:
    with ZipFile(wheel) as packed:
        held = {name for name in packed.namelist() if ".dist-info/" not in name}
    sources = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "feedforum").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert held == sources
    for needed in (
        "py.typed",
        "web/static/style.css",
        "web/templates/base.html",
        "store/migrations/env.py",
        "translations/de.toml",
    ):
        assert f"feedforum/{needed}" in held


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    with ZipFile(wheel) as packed:
        (metadata,) = (name for name in packed.namelist() if name.endswith("/METADATA"))
        metadata_text = packed.read(metadata).decode()
        (scripts,) = (name for name in packed.namelist() if name.endswith("/entry_points.txt"))
        named = packed.read(scripts).decode()
    assert f"\nVersion: {__version__}\n" in metadata_text
    assert "\nLicense-Expression: MIT\n" in metadata_text
    # `pipx run` looks for a command that is named as the package is.
    assert re.search(r"(?m)^feedforum = feedforum\.cli:main$", named)


def test_what_is_installed_is_used_and_not_the_sources(installed: Installed) -> None:
    where = "import feedforum, os; print(os.path.dirname(feedforum.__file__))"
    done = installed.run(installed.python, "-c", where)
    assert Path(done.stdout.strip()).is_relative_to(installed.folder)
    assert installed.run(installed.program, "--version").stdout == f"feedforum {__version__}\n"


def test_from_an_address_to_a_feed(installed: Installed, site: Site) -> None:
    (installed.home / "config.toml").write_text(
        '[server]\nlisten = "127.0.0.1:0"\n[polling]\nrequest_delay = "0s"\n', encoding="utf-8"
    )
    for command in (["discover", "--write", site.url], ["check", "--online"], ["poll"]):
        done = installed.run(installed.program, *command)
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr
    config = (installed.home / "config.toml").read_text(encoding="utf-8")
    (key,) = re.findall(r'(?m)^key = "([^"]+)"', config)
    with installed.serving(installed.program, "serve") as address:
        for path, words in (
            (f"/feeds/{key}/posts.atom", "Guten Tag."),
            (f"/forums/{key}", "Allgemeines"),
            ("/static/colours.css", "color-scheme"),
            ("/healthz", "ok"),
        ):
            with urlopen(address + path) as answer:
                assert words in answer.read().decode(), path
    assert (installed.home / "feedforum.db").exists()


def test_it_runs_as_a_module_too(installed: Installed) -> None:
    done = installed.run(installed.python, "-m", "feedforum", "--version")
    assert done.stdout == f"feedforum {__version__}\n"
