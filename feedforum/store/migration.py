"""Upgrading the schema, with a copy of the store as it was before."""

import glob
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from feedforum.errors import StoreError
from feedforum.store import conversion, sqlite_backup
from feedforum.store.database_errors import file_of
from feedforum.store.job_queue import create_queue
from feedforum.store.search import create_index
from feedforum.store.tables import metadata
from feedforum.store.triggers import create_triggers

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(connection: Connection) -> None:
    """Bring the schema to the newest version within the connection's transaction; make it in a new store.

    A SQLite file with an older one is first copied to `NAME.before-REVISION`, and earlier copies are deleted
    once all is done. Raises StoreError, and then everything is as it was.
    """
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    present = MigrationContext.configure(connection).get_current_revision()
    newest = ScriptDirectory.from_config(config).get_current_head()
    if present == newest:
        return
    conversion.refuse_older(present)
    address = connection.engine.url
    path = file_of(address)
    copied = None if path is None or present is None else path.with_name(f"{path.name}.before-{newest}")
    if copied is not None and path is not None and _known(config, present):
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
    except (CommandError, SQLAlchemyError, StoreError):
        raise
    except Exception as error:
        raise StoreError(
            f"The store cannot be brought to the schema {newest} ({type(error).__name__}) and is as it was;"
            " go back to the version of feedforum before this, and report it."
        ) from error
    if copied is not None and path is not None:
        for older in path.parent.glob(f"{glob.escape(path.name)}.before-*"):
            if older != copied:
                older.unlink()


def _known(config: Config, revision: str | None) -> bool:
    scripts = ScriptDirectory.from_config(config)
    return revision in {*conversion.CONVERTED, *(script.revision for script in scripts.walk_revisions())}
