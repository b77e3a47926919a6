"""The folder of kept files: each named by the SHA-256 of its content, written whole or not at all."""

import errno
import hashlib
import hmac
import os
import secrets
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from feedforum.errors import MediaError
from feedforum.translations import detail_text

_PART = ".part"
_KEY = ".key"
_PREVIEW = ".preview"
_KEY_BYTES = 32

MOST_RESERVED = 100_000_000
"""The most bytes of a disk that are left free: the store, which may be on the same one, needs them more."""

_RESERVED_SHARE = 20


class MediaFolder:
    """The files below a folder, which is made when the first is written; its owner's alone.

    `total` is how many bytes they may have in all. `lock` keeps apart whoever adds a file with its row, and
    whoever removes both, in the one process that polls; `swept_at` is when that was done last.
    """

    def __init__(self, folder: Path, total: int = 0) -> None:
        self.folder = folder
        self.total = total
        self.lock = threading.RLock()
        self.swept_at: datetime | None = None
        self._secret = b""

    def path(self, digest: str) -> Path:
        """Where the file with that content is, or would be."""
        return self.folder / digest[:2] / digest

    def preview(self, digest: str) -> Path:
        """Where the smaller picture is that our pages show in place of that one, if there is any."""
        return self.folder / digest[:2] / f"{digest}{_PREVIEW}"

    def write_preview(self, digest: str, body: bytes) -> None:
        """Put a smaller picture beside a file. Raises MediaError."""
        with self.part() as part:
            part.write(body)
            part.flush()
            part.path.replace(self.preview(digest))

    def has(self, digest: str) -> bool:
        return self.path(digest).is_file()

    @contextmanager
    def part(self) -> Iterator["Part"]:
        """A file to write into, which is gone after the block unless it was kept. Raises MediaError."""
        with _as_media_error(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, name = tempfile.mkstemp(suffix=_PART, dir=self.folder)
            part = Part(self, Path(name), os.fdopen(handle, "w+b"))
            try:
                yield part
            finally:
                part.file.close()
                part.path.unlink(missing_ok=True)

    def room(self) -> int:
        """How many bytes may be written to its disk, less than 0 where it is full. Raises MediaError."""
        with _as_media_error(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            disk = shutil.disk_usage(self.folder)
            return disk.free - min(disk.total // _RESERVED_SHARE, MOST_RESERVED)

    def remove(self, digest: str) -> None:
        """Remove the file with that content, if it is there. Raises MediaError."""
        with _as_media_error(self.folder):
            self.path(digest).unlink(missing_ok=True)
            self.preview(digest).unlink(missing_ok=True)

    def digests(self) -> Iterator[str]:
        """The names of all files, which say what their contents should be."""
        for folder in sorted(self.folder.glob("??")):
            yield from sorted(path.name for path in folder.iterdir() if path.suffix != _PREVIEW)

    def is_sound(self, digest: str) -> bool:
        """Whether the file holds what its name says."""
        try:
            with self.path(digest).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == digest
        except OSError:
            return False

    def remove_parts(self) -> None:
        """Remove what a process that was killed left unfinished."""
        for path in self.folder.glob(f"*{_PART}"):
            path.unlink(missing_ok=True)

    def copy_to(self, target: "MediaFolder", *, remove_others: bool) -> int:
        """Copy all files and the key, each checked, into another folder; others there may be removed.

        What is there already is not copied again. Gives how many files were to be copied. Raises MediaError.
        """
        digests = list(self.digests())
        with _as_media_error(target.folder):
            for digest in digests:
                if not target.is_sound(digest):
                    with target.part() as part, self.path(digest).open("rb") as file:
                        shutil.copyfileobj(file, part)
                        if part.keep() != digest:
                            target.remove(part.digest)
                            raise MediaError(f"{self.path(digest)} is damaged; delete it, and copy again.")
            if (self.folder / _KEY).is_file():
                with target.part() as part:
                    part.write((self.folder / _KEY).read_bytes())
                    part.path.replace(target.folder / _KEY)
            for digest in set(target.digests()) - set(digests) if remove_others else ():
                target.remove(digest)
        return len(digests)

    def signature(self, forum_key: str, digest: str) -> str:
        """What opens a private file of a forum to whoever has its address, made with the folder's own key.

        Raises MediaError.
        """
        return hmac.digest(self._key(), f"{forum_key}/{digest}".encode(), "sha256").hex()[:32]

    def _key(self) -> bytes:
        if not self._secret:
            path = self.folder / _KEY
            if not path.is_file():
                with self.part() as part:
                    part.write(secrets.token_bytes(_KEY_BYTES))
                    part.flush()
                    # Of two processes that make one at the same time, the first one's is everybody's.
                    with suppress(FileExistsError):
                        os.link(part.path, path)
            self._secret = path.read_bytes()
        return self._secret


class Part:
    """A file that is being written."""

    def __init__(self, folder: MediaFolder, path: Path, file: BinaryIO) -> None:
        self.path = path
        self.file = file
        self._folder = folder
        self._digest = hashlib.sha256()
        self.size = 0

    @property
    def digest(self) -> str:
        """The SHA-256 of what was written so far."""
        return self._digest.hexdigest()

    def write(self, chunk: bytes) -> None:
        """Append some bytes. Raises MediaError."""
        with _as_media_error(self._folder.folder):
            self.file.write(chunk)
        self._digest.update(chunk)
        self.size += len(chunk)

    def flush(self) -> None:
        """See that all bytes are on the disk. Raises MediaError."""
        with _as_media_error(self._folder.folder):
            self.file.flush()
            os.fsync(self.file.fileno())

    def keep(self) -> str:
        """Put the file in its place, unless its content is there; gives the digest. Raises MediaError."""
        digest = self.digest
        self.flush()
        with _as_media_error(self._folder.folder):
            target = self._folder.path(digest)
            target.parent.mkdir(exist_ok=True, mode=0o700)
            self.path.replace(target)
        return digest


@contextmanager
def _as_media_error(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        name, reason = "folder_full" if full else "folder_unwritable", error.strerror or str(error)
        raise MediaError(detail_text(name, folder=folder, reason=reason)) from error
