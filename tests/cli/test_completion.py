"""What a shell completes, by the script that is printed for it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from feedforum.cli import main
from feedforum.cli.arguments import SHELLS, parser
from tests.command_line import commands
from tests.tools import BASH


def script(shell: str, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as end:
        main(["--print-completion", shell])
    assert end.value.code == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_gets_a_script_that_knows_every_command(
    shell: str, capsys: pytest.CaptureFixture[str]
) -> None:
    printed = script(shell, capsys)
    for command in commands(parser()):
        assert command in printed


@BASH.needed()
@pytest.mark.parametrize(
    ("words", "completed"),
    [
        (["feedforum", "di"], ["discover"]),
        (["feedforum", "check", "--on"], ["--online"]),
        (["feedforum", "backup", "sto"], ["store.db"]),
        (["feedforum", "--config", "sto"], ["store.db"]),
    ],
)
def test_bash_completes(
    words: list[str], completed: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "store.db").touch()
    typed = f"COMP_WORDS=({' '.join(words)}); COMP_CWORD={len(words) - 1}"
    program = f'{script("bash", capsys)}\n{typed}; _shtab_feedforum; printf "%s\\n" "${{COMPREPLY[@]}}"'
    done = subprocess.run(
        [str(BASH.path), "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == completed


@pytest.mark.parametrize("option", ["--print-completion=bash", "--help"])
def test_a_reader_that_goes_early_gets_no_traceback(option: str) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "feedforum", option], stdout=write, stderr=subprocess.PIPE, check=False
    )
    os.close(write)
    assert done.stderr == b""
    assert done.returncode in {0, 128 + 13}
