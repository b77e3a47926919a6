"""A configuration that is no readable file of TOML."""

from pathlib import Path

import pytest

from feedforum.config import load
from feedforum.engines import ENGINES
from feedforum.errors import ConfigError
from feedforum.translations import translated_fault
from tests.config.files import club, written


def test_no_file(tmp_path: Path) -> None:
    path = tmp_path / "nowhere.toml"
    with pytest.raises(ConfigError) as caught:
        load(path, ENGINES, {})
    (fault,) = caught.value.faults
    assert fault == (
        f"{path}: no such file; create it with feedforum discover --write URL, or name another with --config."
    )


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, ENGINES, {})
    (fault,) = caught.value.faults
    assert fault == f"{tmp_path}: cannot be read (Is a directory); name another file with --config."


def test_not_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b'# f\xfcr alle\n[server]\nlisten = "x"\n')
    with pytest.raises(ConfigError) as caught:
        load(path, ENGINES, {})
    assert caught.value.faults == (f"{path}:1: is not UTF-8 text; save it as UTF-8.",)


@pytest.mark.parametrize("line", ["listen = here", "listen = a b c", "key = club # mine"])
def test_a_text_needs_quotation_marks(tmp_path: Path, line: str) -> None:
    path = written(tmp_path, f"[server]\n{line}\n")
    with pytest.raises(ConfigError) as caught:
        load(path, ENGINES, {})
    assert caught.value.faults == (f'{path}:2: a text stands in quotation marks here, as in key = "value".',)


@pytest.mark.parametrize(
    ("line", "advice"),
    [
        ("paused = yes", "true and false stand here in small letters"),
        ("paused = True # now", "true and false stand here in small letters"),
        ("paused = true\npaused = true", "this key stands a second time"),
        ("interval = 15m", "a text stands in quotation marks"),
        ('url = "http://two.example/"', "this key stands a second time"),
        ("headers = { a = 'x', a = 'y' }", "this key stands a second time"),
        ("[forum]", "this table stands above already"),
        ("[server]\n[server]", "this table stands above already"),
        ('username = "me', "the quotation mark at the end"),
        ("username = “me”", "quotation marks are the straight ones"),
        (r'password_file = "C:\Users\me"', "a backslash is written twice"),
        (r'password_file = "C:\me"', "a backslash is written twice"),
        ("threads = [1", "the bracket that is opened here"),
        ("[[forum]", "the name of a table stands in square brackets"),
        ("interval: 15m", '"=" stands between a key and its value'),
        ("; mine", "a comment that begins with #"),
        ("interval =", "no value stands here"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_what_is_not_toml_is_said_plainly_with_its_line(
    tmp_path: Path, line: str, advice: str, line_end: str
) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(("\ufeff" + club(line)).replace("\n", line_end).encode())
    with pytest.raises(ConfigError) as caught:
        load(path, ENGINES, {})
    (fault,) = caught.value.faults
    assert translated_fault("de", fault)
    number = 5 + line.count("\n")
    assert fault.startswith(f"{path}:{number}: ")
    assert advice in fault
    assert "TOML" not in fault
