"""Files in the export's folder: each replaced at once, and only by other bytes; readable for a web server."""

import gzip
import os
import re
import shutil
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path, PurePosixPath

import brotli

from feedforum.feeds.ids import ADDRESS_ID

FILE_MODE = 0o644
"""Everybody may read this without a token. Whoever shall not, the mode of the folder keeps out."""
FOLDER_MODE = 0o755

_QUALITY = 9
"""Brotli's highest takes thirty times as long for a twentieth less."""


CODINGS: Mapping[str, Callable[[bytes], bytes]] = {
    ".gz": partial(gzip.compress, mtime=0),
    ".br": partial(brotli.compress, mode=brotli.MODE_TEXT, quality=_QUALITY),
}
"""The content codings that are kept beside each file, by what their names end in (RFC 1952, RFC 7932).

Each gives the same bytes for the same bytes.
"""

_OURS = re.compile(
    rf"(?P<name>feeds\.opml|feeds/[^/]+/(?:(?:boards/{ADDRESS_ID}/)?(?:posts|threads)|threads/{ADDRESS_ID})"
    r"\.(?:atom|rss|json))(?:\.gz|\.br)?"
)
_MEDIA = re.compile(r"[0-9a-f]{64}\.[a-z0-9]{2,4}")
_PART = re.compile(r"\.(?P<name>.+)\.part")


class Files:
    """The files below a folder, each by its path with `/` between its parts. Raises OSError."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def prepare(self) -> None:
        """Make the folder if it is not there; one that is there stays as its owner made it."""
        if not self.folder.is_dir():
            self.folder.mkdir(parents=True)
            self.folder.chmod(FOLDER_MODE)

    def keep(self, name: str, body: bytes, changed_at: float) -> bool:
        """Keep the bytes as a file with all its codings; says whether it has others now.

        Its time is `changed_at`, in seconds since 1970, but always later than that of other bytes
        before: web servers make ETags of a file's time and size, so the same must never mean two things.
        """
        path = self.folder / name
        forms = [path.with_name(path.name + end) for end in CODINGS]
        before = path.stat().st_mtime if path.exists() else None
        if before is not None and all(form.exists() for form in forms) and path.read_bytes() == body:
            return False
        moment = changed_at if before is None else max(changed_at, int(before) + 1.0)
        self._make_folder(path.parent)
        # The plain one last: as long as it is the old one, all are written again.
        for form, code in zip(forms, CODINGS.values(), strict=True):
            _replace(form, code(body), moment)
        _replace(path, body, moment)
        return True

    def remove(self, forum_keys: Collection[str] | None, wanted: Collection[str]) -> int:
        """Remove what is named like a feed and not `wanted`, of these forums or of all; gives how many."""
        removed = 0
        feeds = self.folder / "feeds"
        for top in [feeds] if forum_keys is None else [feeds / key for key in forum_keys]:
            # What is in a folder comes before the folder itself.
            for path in (*sorted(top.rglob("*"), reverse=True), top):
                if path.is_dir():
                    with suppress(OSError):
                        path.rmdir()
                elif (ours := self._ours(path)) is not None and ours not in wanted:
                    path.unlink(missing_ok=True)
                    removed += ours == self._relative(path)
        return removed

    def keep_media(self, forum_key: str, wanted: Mapping[str, Path]) -> None:
        """Keep copies of a forum's pictures and files, by their names in addresses; remove all others."""
        folder = self.folder / "media" / forum_key
        for path in folder.glob("*"):
            part = _PART.fullmatch(path.name)
            if _MEDIA.fullmatch(part["name"] if part else path.name) and path.name not in wanted:
                path.unlink(missing_ok=True)
        for name, source in wanted.items():
            target = folder / name
            if not target.exists() and source.is_file():
                self._make_folder(folder)
                part_path = target.with_name(f".{name}.part")
                shutil.copyfile(source, part_path)
                part_path.chmod(FILE_MODE)
                part_path.replace(target)

    def _ours(self, path: Path) -> str | None:
        """The name of the feed that a file is of, be it coded, or begun and not ended; None for others."""
        part = _PART.fullmatch(path.name)
        found = _OURS.fullmatch(self._relative(path.with_name(part["name"]) if part else path))
        return found["name"] if found else None

    def _relative(self, path: Path) -> str:
        return str(PurePosixPath(path.relative_to(self.folder)))

    def _make_folder(self, folder: Path) -> None:
        missing = [each for each in (folder, *folder.parents) if not each.exists()]
        for each in reversed(missing):
            each.mkdir(exist_ok=True)
            each.chmod(FOLDER_MODE)


def _replace(path: Path, body: bytes, moment: float) -> None:
    """Put a new file in the place of one. Whoever reads gets the old one or the new one, whole.

    It is not waited for the disk: what a power failure leaves behind is written anew at the next start.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        # What a killed process left is another's no longer.
        part.unlink(missing_ok=True)
        with part.open("xb") as file:
            os.fchmod(file.fileno(), FILE_MODE)
            file.write(body)
        os.utime(part, (moment, moment))
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
