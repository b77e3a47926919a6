"""Copies of a SQLite store, whole and checked, while it is in use; and one of them put in its place."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import URL
from sqlalchemy.exc import DatabaseError

from feedforum.errors import HeldError, StoreDamagedError, StoreError
from feedforum.store.database_errors import BUSY_SECONDS, address_of, fault, file_of
from feedforum.store.sqlite import BESIDE, lock_file_of

_BEFORE = ".before-restore"


def back_up(url: str, target: Path, *, overwrite: bool = False) -> int:
    """Copy the store at `url` into the file `target`; gives its size in bytes.

    The copy is of one moment, whoever writes meanwhile, for its owner alone, and checked. It takes
    the place of `target` only when it is whole. Raises StoreError.
    """
    address = address_of(url)
    if address.get_backend_name() != "sqlite":
        raise StoreError(
            "Only a SQLite store is backed up here; for PostgreSQL use its own"
            f" pg_dump --format=custom --file={target} {address.database}."
        )
    source = file_of(address)
    if source is None or not source.exists():
        raise StoreError("There is no store yet to back up; it is made by the first run or poll.")
    if target.exists() and source.samefile(target):
        raise StoreError(f"{target} is the store itself; name another file for its backup.")
    if target.exists() and not overwrite:
        raise StoreError(f"{target} is there already; name another file, or overwrite it with --force.")
    copy(address, source, target)
    return target.stat().st_size


def restore(url: str, backup: Path) -> Path | None:
    """Put a copy of a backup in the place of the store at `url`; gives where the store before it is now.

    Nothing changes unless the backup is whole and a store. Raises StoreError; HeldError while one polls.
    """
    address = address_of(url)
    store = file_of(address)
    if address.get_backend_name() != "sqlite" or store is None:
        raise StoreError(f"Only a SQLite store is restored here; for PostgreSQL use pg_restore {backup}.")
    store = store.resolve()
    if not backup.is_file():
        raise StoreError(f"{backup} is no file; name a backup that feedforum backup wrote.")
    if store.exists() and backup.samefile(store):
        raise StoreError(f"{backup} is the store itself; name a backup of it.")
    try:
        with closing(sqlite3.connect(f"{backup.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            connection.execute("SELECT count(*) FROM forum").fetchone()
    except sqlite3.Error as error:
        raise StoreError(f"{backup} is no store of feedforum ({error}); name another backup.") from None
    before = store.with_name(store.name + _BEFORE)
    try:
        with FileLock(lock_file_of(store), timeout=0, mode=0o600):
            had = store.exists()
            # With what stands beside it, of which it may need the newest pages.
            for end in ("", *BESIDE):
                with suppress(FileNotFoundError):
                    store.with_name(store.name + end).replace(before.with_name(before.name + end))
            try:
                copy(address, backup, store)
            except StoreError:
                if had:
                    before.replace(store)
                raise
    except Timeout:
        raise HeldError("A process polls this store; end it first, and feedforum serve too.") from None
    except OSError as error:
        raise StoreError(
            f"{store} cannot be replaced ({error.strerror}); restore it where you may write."
        ) from error
    return before if had else None


def copy(address: URL, source: Path, target: Path) -> None:
    """Copy one file of SQLite, written beside `target` and put in its place when the disk has it."""
    part = target.with_name(f".{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        _write(source, part)
        _check(part, address)
        _sync(part)
        part.replace(target)
        _sync(target.parent)
    except sqlite3.Error as error:
        raise fault(DatabaseError(None, None, error), address, "copied") from error
    except OSError as error:
        raise StoreError(
            f"The backup {target} cannot be written ({error.strerror}); name a file in a folder with room."
        ) from error
    finally:
        part.unlink(missing_ok=True)


def _write(source: Path, part: Path) -> None:
    """By one statement over one reading transaction, which no writer waits for."""
    with closing(sqlite3.connect(source, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
        connection.execute("VACUUM INTO ?", [str(part)])


def _check(part: Path, address: URL) -> None:
    with closing(sqlite3.connect(part)) as connection:
        (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        raise StoreDamagedError(
            f"The copy of {file_of(address)} came out damaged ({found}), and was not kept;"
            " see that its disk is sound."
        )


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
