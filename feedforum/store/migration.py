"""Upgrading the schema, with a copy of the store as it was before."""

import glob
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from feedforum.errors import SchemaError, StoreError
from feedforum.store import conversion, sqlite_backup
from feedforum.store.database_errors import file_of, named
from feedforum.store.search import create_index
from feedforum.store.tables import metadata
from feedforum.store.triggers import create_triggers
from feedforum.translations import detail_text

MIGRATIONS = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class Schema:
    """The schema that a store has, None for a database without one, and the newest that is known here."""

    present: str | None
    newest: str

    @property
    def known(self) -> bool:
        """Whether this version can read it, or bring it to the newest."""
        return self.present in (None, *conversion.CONVERTED, *conversion.OLDER, *_revisions())


def schema_of(connection: Connection) -> Schema:
    """The schema of a store."""
    return Schema(MigrationContext.configure(connection).get_current_revision(), _revisions()[0])


def check_schema(connection: Connection) -> None:
    """Raise SchemaError unless a store has the newest schema."""
    schema = schema_of(connection)
    if schema.present == schema.newest:
        return
    if not schema.known:
        address, own = named(connection.engine.url), schema.newest
        raise SchemaError(detail_text("schema_of_others", store=address, schema=schema.present, own=own))
    raise SchemaError(detail_text("schema_older", schema=schema.present, own=schema.newest))


def upgrade(connection: Connection, *, existing: bool = True) -> None:
    """Bring the schema to the newest version within the connection's transaction; make it in a new store.

    A SQLite file with an older one is first copied to `NAME.before-REVISION`, and earlier copies are deleted
    once all is done. Raises StoreError, and then everything is as it was; SchemaError for a newer schema,
    and for any other than the newest that is there already unless those that are `existing` are upgraded.
    """
    present, newest = _before(connection, existing)
    if present == newest:
        return
    config = _config(connection)
    conversion.refuse_older(present)
    address = connection.engine.url
    path = file_of(address) if present else None
    copied = path and path.with_name(f"{path.name}.before-{newest}")
    if path and copied:
        sqlite_backup.copy(address, path, copied)
    try:
        if present in conversion.CONVERTED:
            conversion.set_aside(connection)
        if present in (None, *conversion.CONVERTED):
            metadata.create_all(connection)
            conversion.copy_rows(connection)
            create_index(connection)
            create_queue(connection)
            command.stamp(config, "head")
        else:
            command.upgrade(config, "head")
        create_triggers(connection)
    except (SQLAlchemyError, StoreError):
        raise
    except Exception as error:
        raise StoreError(
            f"The store cannot be brought to the schema {newest} ({type(error).__name__}) and is as it was;"
            " go back to the version of feedforum before this, and report it."
        ) from error
    if path and copied:
        for older in path.parent.glob(f"{glob.escape(path.name)}.before-*"):
            if older != copied:
                older.unlink()


def _before(connection: Connection, existing: bool) -> tuple[str | None, str]:
    """The schema before and the newest; where they differ, no other process upgrades at the same time."""
    schema = schema_of(connection)
    if schema.present != schema.newest and connection.dialect.name == "postgresql":
        connection.exec_driver_sql(
            "SELECT pg_advisory_xact_lock(hashtext('feedforum/schema/' || current_schema()))"
        )
        schema = schema_of(connection)
    if schema.present is not None and not (existing and schema.known):
        check_schema(connection)
    return schema.present, schema.newest


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def create_queue(connection: Connection) -> None:
    """Make the tables of Procrastinate, the queue that workers share. SQLite has none."""
    if connection.dialect.name != "postgresql":
        return
    from procrastinate.schema import SchemaManager

    # Several statements at once need to be sent without parameters, and then a % is no placeholder.
    schema = SchemaManager.get_schema()
    connection.exec_driver_sql(schema, execution_options={"no_parameters": True})


@cache
def _revisions() -> tuple[str, ...]:
    """The schemas that there are migrations to, the newest first."""
    return tuple(script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions())
