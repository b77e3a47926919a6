"""What a database or the system says went wrong → an error with one sentence that says what to do."""

import shlex
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from feedforum.errors import StoreAwayError, StoreBusyError, StoreDamagedError, StoreError, StoreFullError
from feedforum.translations import detail_text

NO_ADDRESS = (
    "The storage url in the configuration is not one a database can be opened with;"
    " write sqlite:///feedforum.db or postgresql+psycopg://user@host/name."
)


def address_of(url: str) -> URL:
    """A storage url in its parts. Raises `StoreError`."""
    try:
        return make_url(url)
    except (ArgumentError, ValueError):
        # A ValueError is a port that is no number.
        raise StoreError(NO_ADDRESS) from None


def named(address: URL) -> str:
    """A database's address without its password, wherever that stands in it."""
    hidden = {name: "***" for name in address.query if "password" in name}
    return address.update_query_dict(hidden).render_as_string(hide_password=True).replace("%2A%2A%2A", "***")


def file_of(address: URL) -> Path | None:
    """The file of a SQLite database, None for one in memory and for any other database."""
    path = address.database
    if address.get_backend_name() != "sqlite" or not path or path == ":memory:":
        return None
    return Path(path)


BUSY_SECONDS = 30
"""How long a store that another program writes to is waited for."""


# The result codes of SQLite (https://sqlite.org/rescode.html), by how they begin, and the error codes of
# PostgreSQL (https://www.postgresql.org/docs/current/errcodes-appendix.html), with the text for each. A limit
# of the system other than the disk's end, such as a quota, is an error in writing.
_KINDS: tuple[tuple[type[StoreError], str, tuple[str, ...]], ...] = (
    (StoreFullError, "store_no_room", ("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE", "53100")),
    (StoreBusyError, "store_busy", ("SQLITE_BUSY", "SQLITE_LOCKED", "55P03", "40P01")),
    (StoreDamagedError, "store_damaged", ("SQLITE_CORRUPT", "SQLITE_NOTADB")),
    (StoreDamagedError, "store_damaged_dump", ("XX001", "XX002")),
    (StoreError, "store_unusable", ("",)),
)


def fault(error: SQLAlchemyError | OSError, address: URL, doing: str) -> StoreError:
    """The error for a person; `doing` is what cannot be done now: opened, used or copied."""
    driver = getattr(error, "orig", None)
    code = str(getattr(driver, "sqlite_errorname", None) or getattr(driver, "sqlstate", None) or "")
    kind, name = next((kind, name) for kind, name, codes in _KINDS if code.startswith(codes))
    if kind is StoreError and address.get_backend_name() != "sqlite" and doing == "opened":
        kind = StoreAwayError
    path = address.database or ""
    said = {"doing": doing, "reason": first_line(error), "store": named(address), "seconds": BUSY_SECONDS}
    # What is to be done about damage is a command of the shell.
    file, saved = shlex.quote(path), shlex.quote(f"{path}.recovered")
    return kind(detail_text(name, **said, path=path, file=file, saved=saved))


def first_line(error: BaseException) -> str:
    """The first line of what the driver or the system says: the others are hints about their own options."""
    message = error.strerror if isinstance(error, OSError) else None
    if message is None:
        message = str(error.orig if isinstance(error, DBAPIError) else error)
    return next((line.strip() for line in message.splitlines() if line.strip()), type(error).__name__)
