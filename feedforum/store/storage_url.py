"""Storage urls: their parts, how they are named to people, the file that they stand for."""

from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from feedforum.errors import StoreError

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
    """A database's address without its password."""
    return address.render_as_string(hide_password=True)


def file_of(address: URL) -> Path | None:
    """The file of a SQLite database, None for one in memory and for any other database."""
    path = address.database
    if address.get_backend_name() != "sqlite" or not path or path == ":memory:":
        return None
    return Path(path)
