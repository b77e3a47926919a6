"""What SQLAlchemy has compiled for one SQLite store serves all: each test has an engine of its own,
and a ninth of the time of polls in tests went into compiling the same statements anew.
"""

from typing import Any

from sqlalchemy import Engine
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite


class SharedDialect(SQLiteDialect_pysqlite):
    """Equal to all others of its kind: the dialect is part of what a compiled statement is found by."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SharedDialect)

    def __hash__(self) -> int:
        return hash(SharedDialect)


registry.register("sqlite", __name__, "SharedDialect")

_COMPILED: dict[Any, Any] = {}


def share(engine: Engine) -> None:
    """Has an engine use and fill what all of them share."""
    engine.update_execution_options(compiled_cache=_COMPILED)
