"""What can be said on the command line is a promise."""

import argparse
import re
import subprocess
import sys
from pathlib import Path

import pytest

from feedforum import __version__
from feedforum.cli import main
from feedforum.cli.arguments import parser
from tests.cli.conftest import Place, Run

PROMISED = {
    "run": {"-h", "--help", "-c", "--config"},
    "health": {"-h", "--help", "-c", "--config"},
    "serve": {"-h", "--help", "-c", "--config"},
    "worker": {"-h", "--help", "-c", "--config"},
    "poll": {"-h", "--help", "-c", "--config", "--forum"},
    "check": {"-h", "--help", "-c", "--config", "--language", "--online"},
    "discover": {"-h", "--help", "-c", "--config", "--language", "--write", "url"},
    "inspect": {"-h", "--help", "-c", "--config", "--url", "--engine", "--language", "page"},
    "feeds": {"-h", "--help", "-c", "--config", "--opml", "--kind"},
    "export": {"-h", "--help", "-c", "--config", "folder"},
    "token": {"-h", "--help", "-c", "--config"},
    "restore": {"-h", "--help", "-c", "--config", "file"},
    "backup": {"-h", "--help", "-c", "--config", "--force", "file"},
    "copy": {"-h", "--help", "-c", "--config", "--to"},
    "upgrade": {"-h", "--help", "-c", "--config"},
}


def commands() -> dict[str, argparse.ArgumentParser]:
    actions = parser()._actions
    found = [action for action in actions if isinstance(action, argparse._SubParsersAction)]
    return dict(found[0].choices)


def test_the_commands_and_their_options_are_those_that_were_promised() -> None:
    offered = {
        name: {word for action in command._actions for word in action.option_strings or [action.dest]}
        for name, command in commands().items()
    }
    assert offered == PROMISED


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["feeds"], None),
        (["-c", "one", "feeds"], "one"),
        (["feeds", "-c", "two"], "two"),
        (["--config", "one", "feeds", "--config=two"], "two"),
    ],
)
def test_the_configuration_is_named_before_or_after_the_command(
    arguments: list[str], expected: str | None
) -> None:
    assert parser().parse_args(arguments).config == expected


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--version"])
    assert end.value.code == 0
    assert capsys.readouterr().out == f"feedforum {__version__}\n"


@pytest.mark.parametrize("arguments", [["dance"], ["feeds", "--loudly"], ["inspect"]])
def test_what_is_not_understood_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2
    assert "usage: feedforum" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["-c", "x.toml"]])
def test_without_a_command_there_is_help(arguments: list[str], run: Run) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert err.startswith("usage: feedforum")
    for command in PROMISED:
        assert f"\n    {command} " in err


def test_starting_loads_nothing_heavy() -> None:
    program = (
        "import sys, feedforum.cli\n"
        "heavy = {'flask', 'pydantic', 'sqlalchemy', 'requests', 'apscheduler', 'bs4', 'rich', 'waitress'}\n"
        "heavy |= {'shtab'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("command", ["run", "serve", "poll", "check", "feeds"])
def test_without_a_configuration_every_command_says_what_to_do(command: str, nowhere: Path, run: Run) -> None:
    status, out, err = run(command)
    assert (status, out) == (2, "")
    assert err.startswith("config.toml: no such file; ")
    assert err.count("\n") == 1


@pytest.mark.parametrize("command", ["run", "serve", "poll", "check", "feeds"])
def test_all_faults_are_named_at_once(command: str, place: Place, run: Run) -> None:
    named = place.write(boards='"none"', timezone='"Mars/Olympus"', urll='"x"')
    status, out, err = run(command, *named)
    assert (status, out) == (2, "")
    lines = err.splitlines()
    assert len(lines) == 3
    numbered = re.compile(rf'{re.escape(str(place.config))}:\d+: \[\[forum\]\] "demo" ')
    assert all(numbered.match(line) for line in lines)


def test_the_environment_names_the_configuration(
    place: Place, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.write()
    monkeypatch.setenv("FEEDFORUM_CONFIG", str(place.config))
    status, out, _ = run("check")
    assert (status, out) == (0, f"{place.config}: no faults; 1 forum, 2 boards.\n")


@pytest.mark.parametrize("command", ["run", "poll", "check"])
def test_a_configuration_without_a_forum_has_nothing_to_poll(command: str, nowhere: Path, run: Run) -> None:
    (nowhere / "config.toml").touch()
    assert run(command) == (
        2,
        "",
        "config.toml: [[forum]]: is missing; add one with its key, url and boards.\n",
    )


def test_a_store_that_cannot_be_opened_is_one_sentence(place: Place, run: Run) -> None:
    named = place.write('[storage]\nurl = "sqlite:////proc/none/feedforum.db"\n')
    status, out, err = run("poll", *named)
    assert (status, out) == (1, "")
    assert err.startswith("feedforum: The store cannot be opened")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "url", ["", "feeds.db", "mysql://me:hush@h/x", "postgresql+psycopg://me:hush@h:abc/x"]
)
def test_a_storage_url_that_is_none_is_a_fault(url: str, place: Place, run: Run) -> None:
    status, out, err = run("check", *place.write(f'[storage]\nurl = "{url}"\n'))
    assert (status, out) == (2, "")
    assert re.match(rf"{re.escape(str(place.config))}:\d+: \[storage\] url: expected ", err)
    assert err.count("\n") == 1
    assert "hush" not in err


def test_an_interruption_is_quiet(place: Place, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(options: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("feedforum.cli.feeds.main", interrupt)
    assert run("feeds", *place.write()) == (130, "", "")


def test_a_reader_that_goes_away_is_no_fault(place: Place) -> None:
    command = [sys.executable, "-m", "feedforum", *place.write(), "feeds"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()
    assert process.returncode == 141


def test_a_terminal_that_knows_no_umlauts_gets_their_numbers(place: Place) -> None:
    place.forum.title = "Grüße"
    command = [sys.executable, "-m", "feedforum", *place.write(), "check", "--online"]
    environment = {"PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert rb"Gr\xfc\xdfe" in done.stdout
