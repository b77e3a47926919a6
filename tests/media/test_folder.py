"""The folder of kept files."""

from pathlib import Path

import pytest

from feedforum.errors import MediaError
from feedforum.media.folder import MediaFolder


def kept(folder: MediaFolder, body: bytes) -> str:
    with folder.part() as part:
        part.write(body)
        return part.keep()


def test_what_is_not_kept_is_gone(tmp_path: Path) -> None:
    folder = MediaFolder(tmp_path / "media")
    with folder.part() as part:
        part.write(b"half")
    digest = kept(folder, b"whole")
    assert list(folder.digests()) == [digest]
    assert folder.has(digest)
    assert folder.is_sound(digest)
    assert [path.name for path in folder.folder.iterdir()] == [digest[:2]]
    assert folder.folder.stat().st_mode & 0o077 == 0


def test_a_copy_has_all_files_and_the_key_and_no_others(tmp_path: Path) -> None:
    folder, copy = MediaFolder(tmp_path / "media"), MediaFolder(tmp_path / "copy")
    first = kept(folder, b"one")
    signature = folder.signature("sat", first)
    assert folder.copy_to(copy, remove_others=True) == 1
    assert MediaFolder(tmp_path / "copy").signature("sat", first) == signature
    assert MediaFolder(tmp_path / "media").signature("sat", first) == signature
    assert folder.signature("club", first) != signature
    second = kept(folder, b"two")
    folder.remove(first)
    assert folder.copy_to(copy, remove_others=True) == 1
    assert list(copy.digests()) == [second]


def test_a_damaged_file_is_not_copied_and_is_not_sound(tmp_path: Path) -> None:
    folder, copy = MediaFolder(tmp_path / "media"), MediaFolder(tmp_path / "copy")
    digest = kept(folder, b"one")
    folder.path(digest).write_bytes(b"eno")
    assert not folder.is_sound(digest)
    with pytest.raises(MediaError, match="is damaged"):
        folder.copy_to(copy, remove_others=True)
    assert list(copy.digests()) == []


def test_the_same_content_is_there_once(tmp_path: Path) -> None:
    folder = MediaFolder(tmp_path / "media")
    assert kept(folder, b"one") == kept(folder, b"one")
    assert len(list(folder.digests())) == 1
