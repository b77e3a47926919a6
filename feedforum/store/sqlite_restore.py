"""A backup of a SQLite store put in the store's place. What only SQLite knows."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from feedforum.errors import HeldError, StoreError
from feedforum.store.database_errors import address_of, file_of
from feedforum.store.poller_lease import lock_file_of
from feedforum.store.sqlite_backup import copy

_BEFORE = ".before-restore"
_BESIDE = ("-wal", "-shm")


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
    _check_store(backup)
    before = store.with_name(store.name + _BEFORE)
    try:
        with FileLock(lock_file_of(str(store)), timeout=0, mode=0o600):
            had = store.exists()
            if had:
                # With what stands beside it, of which it may need the newest pages.
                for end in ("", *_BESIDE):
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


def _check_store(backup: Path) -> None:
    try:
        with closing(sqlite3.connect(f"{backup.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            connection.execute("SELECT count(*) FROM forum").fetchone()
    except sqlite3.Error as error:
        raise StoreError(f"{backup} is no store of feedforum ({error}); name another backup.") from None
