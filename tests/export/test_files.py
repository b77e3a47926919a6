"""Files that a web server serves: whole at any moment, with all their codings, and nobody else's removed."""

import gzip
import os
from pathlib import Path

import brotli
import pytest

from feedforum.export.files import CODINGS, Files

NAME = "feeds/sat/boards/26/posts.atom"
AT = 1_700_000_000.0


def held(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_a_feed_has_all_its_codings_one_time_and_may_be_read(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        out = Files(tmp_path / "new" / "out")
        out.prepare()
        assert out.keep(NAME, b"<feed/>" * 100, AT)
    finally:
        os.umask(before)
    path = out.folder / NAME
    assert held(out.folder) == {NAME, f"{NAME}.gz", f"{NAME}.br"}
    assert path.read_bytes() == b"<feed/>" * 100
    assert gzip.decompress(path.with_name("posts.atom.gz").read_bytes()) == path.read_bytes()
    assert brotli.decompress(path.with_name("posts.atom.br").read_bytes()) == path.read_bytes()
    for form in path.parent.iterdir():
        assert (form.stat().st_mode & 0o777, form.stat().st_mtime) == (0o644, AT)
    for folder in (out.folder, *(out.folder / part for part in ("feeds", "feeds/sat", "feeds/sat/boards"))):
        assert folder.stat().st_mode & 0o777 == 0o755


def test_a_folder_that_is_there_keeps_its_rights(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir(mode=0o750)
    Files(folder).prepare()
    Files(folder).keep("feeds.opml", b"x", AT)
    assert folder.stat().st_mode & 0o777 == 0o750


def test_the_same_bytes_leave_a_file_as_it_is(tmp_path: Path) -> None:
    out = Files(tmp_path)
    out.keep(NAME, b"one", AT)
    before = {form: form.stat() for form in (tmp_path / NAME).parent.iterdir()}
    assert not out.keep(NAME, b"one", AT + 100)
    for form, was in before.items():
        assert (form.stat().st_ino, form.stat().st_mtime) == (was.st_ino, AT)


def test_other_bytes_have_a_later_time_whatever_the_feed_says(tmp_path: Path) -> None:
    out, path = Files(tmp_path), tmp_path / NAME
    seen = []
    for body, at in ((b"one", AT), (b"two", AT), (b"six", AT - 5000), (b"ten", AT + 7.5), (b"old", AT + 7.9)):
        assert out.keep(NAME, body, at)
        seen.append(int(path.stat().st_mtime))
        assert {form.stat().st_mtime for form in path.parent.iterdir()} == {path.stat().st_mtime}
    assert seen == sorted(set(seen))


@pytest.mark.parametrize("missing", CODINGS)
def test_a_coding_that_is_missing_comes_back(tmp_path: Path, missing: str) -> None:
    out = Files(tmp_path)
    out.keep(NAME, b"one", AT)
    (tmp_path / f"{NAME}{missing}").unlink()
    assert out.keep(NAME, b"one", AT)
    assert held(tmp_path) == {NAME, f"{NAME}.gz", f"{NAME}.br"}


def test_a_reader_never_sees_half_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed at any write, with what a killed process leaves: the next one ends with whole files."""
    out, path = Files(tmp_path), tmp_path / NAME
    out.keep(NAME, b"old", AT)
    replace, steps = Path.replace, 0

    class KilledError(BaseException):
        pass

    def killed(self: Path, target: Path) -> Path:
        nonlocal steps
        steps -= 1
        if steps < 0:
            raise KilledError
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", killed)
    for steps in range(3):  # noqa: B007 - `killed` counts it down
        with pytest.raises(KilledError):
            out.keep(NAME, b"new", AT + 10)
        assert path.read_bytes() == b"old"
        assert gzip.decompress(path.with_name("posts.atom.gz").read_bytes()) in (b"old", b"new")
        assert len(held(tmp_path)) == 4
    steps = 3
    assert out.keep(NAME, b"new", AT + 10)
    assert path.read_bytes() == b"new"
    monkeypatch.undo()
    out.remove(None, {NAME})
    assert held(tmp_path) == {NAME, f"{NAME}.gz", f"{NAME}.br"}


def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = Files(tmp_path)
    out.keep(NAME, b"old", AT)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "utime", full)
    with pytest.raises(OSError, match="No space"):
        out.keep(NAME, b"new", AT + 10)
    assert held(tmp_path) == {NAME, f"{NAME}.gz", f"{NAME}.br"}
    assert (tmp_path / NAME).read_bytes() == b"old"


OTHERS = (
    *("index.html", "feeds/robots.txt", "feeds/sat/notes.atom", "feeds/sat/posts.atom.bak", "posts.atom"),
    *("feeds/sat/boards/.x/posts.atom", "feeds/sat/boards/26/posts.html", "feeds/sat/threads/posts.atom"),
    *("feeds/a/b/posts.atom", "feeds/posts.atom", "feeds/sat/boards/26/.posts.part"),
)
OURS = (
    *("feeds/sat/posts.atom", "feeds/sat/threads.rss", "feeds/sat/boards/26/threads.json"),
    *("feeds/sat/threads/7.atom", "feeds/sat/threads/7.atom.gz", "feeds/sat/posts.rss.br"),
    *("feeds/sat/boards/lenses/posts.atom", "feeds/sat/.posts.json.gz.part"),
)


def test_only_feeds_are_removed_and_folders_that_are_empty_then(tmp_path: Path) -> None:
    for name in (*OTHERS, *OURS):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "posts.atom").write_bytes(b"x")
    (tmp_path / "feeds" / "linked").symlink_to(outside)
    assert Files(tmp_path).remove(None, {"feeds/sat/posts.rss", "feeds/sat/threads/7.atom"}) == 4
    left = {"feeds/sat/threads/7.atom", "feeds/sat/threads/7.atom.gz", "feeds/sat/posts.rss.br"}
    assert held(tmp_path) >= {*OTHERS, *left, "outside/posts.atom"}
    assert not held(tmp_path) & {*OURS} - left
    Files(tmp_path).remove(["sat"], ())
    assert not held(tmp_path) & {*OURS}
    assert not (tmp_path / "feeds/sat/threads/7.atom").parent.joinpath("7.atom").exists()


def test_a_forum_that_is_left_out_leaves_no_folder(tmp_path: Path) -> None:
    out = Files(tmp_path)
    for key in ("one", "two"):
        out.keep(f"feeds/{key}/boards/2/posts.atom", b"x", AT)
    assert out.remove(["one"], ()) == 1
    assert not (tmp_path / "feeds/one").exists()
    assert out.remove(None, ()) == 1
    assert held(tmp_path) == set()
    assert out.remove(["none"], ()) == 0
