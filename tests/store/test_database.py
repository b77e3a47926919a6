"""The database: its schema as the migrations make it, its file's rights, its faults in one sentence."""

import hashlib
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from procrastinate.schema import SchemaManager
from sqlalchemy import Connection, create_engine, inspect, text

from feedforum.errors import StoreError
from feedforum.store import PollState, Store, migration
from feedforum.store.database import open_database, reading
from feedforum.store.tables import UtcDateTime, metadata
from tests import new_stores
from tests.postgresql import empty_postgresql, needs_postgresql
from tests.store.databases import is_of_the_model

AT = datetime(2026, 3, 4, 12, 30, tzinfo=UTC)


@pytest.fixture
def quick_new_stores() -> None:
    """Stores are made the program's own way here."""


def test_new_stores_of_other_tests_are_like_those_of_the_program(tmp_path: Path) -> None:
    made = {}
    for name, make in {"own": migration.upgrade, "quick": new_stores.make_or_upgrade}.items():
        engine = create_engine(f"sqlite:///{tmp_path}/{name}.db")
        with engine.begin() as connection:
            make(connection)
        engine.dispose()
        with closing(sqlite3.connect(tmp_path / f"{name}.db")) as connection:
            made[name] = list(connection.iterdump())
    assert made["quick"] == made["own"]


def test_migrations_make_the_tables_that_the_code_knows(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/store.db")
    with reading(engine) as connection:
        context = MigrationContext.configure(connection, opts={"include_name": is_of_the_model})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


@needs_postgresql
def test_a_store_in_postgresql_gets_the_queue_when_it_is_made_and_when_it_is_older() -> None:
    with empty_postgresql() as url:
        engine = open_database(url)
        assert inspect(engine).has_table("procrastinate_jobs")
        with engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '0015'"))
            for table in ("worker", "forum_lease", "host_limit", "token_read"):
                connection.execute(text(f"DROP TABLE {table}"))
            drop_queue(connection)
        engine.dispose()
        again = open_database(url)
        assert inspect(again).has_table("procrastinate_jobs")
        assert inspect(again).has_table("host_limit")
        again.dispose()


def drop_queue(connection: Connection) -> None:
    kinds = {
        "TABLE": "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()",
        "FUNCTION": "SELECT proname FROM pg_proc WHERE pronamespace = current_schema()::regnamespace",
        "TYPE": "SELECT typname FROM pg_type WHERE typnamespace = current_schema()::regnamespace"
        " AND (typtype = 'e' OR typname LIKE '%to_defer_v1' AND typtype = 'c')",
    }
    for kind, query in kinds.items():
        for name in connection.scalars(text(query)).all():
            if name.startswith("procrastinate"):
                connection.execute(text(f"DROP {kind} IF EXISTS {name} CASCADE"))


def test_the_queue_that_migrations_make_is_that_of_the_library() -> None:
    """A version of Procrastinate with another schema needs a migration that changes the stores there are."""
    schema = hashlib.sha256(SchemaManager.get_schema().encode()).hexdigest()
    assert schema == "c70ec4b400a60ad9592787653aae5ae77ae41bf801d56b5bd2712751a07f2009"


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/store.db"
    store = Store.at(url)
    store.poll_states.write(PollState("sample", due_at=AT, requests=3))
    store.close()
    again = Store.at(url)
    assert again.poll_states.read("sample") == PollState("sample", due_at=AT, requests=3)
    again.close()


def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    Store.at(f"sqlite:///{tmp_path}/store.db").close()
    assert stat.S_IMODE((tmp_path / "store.db").stat().st_mode) == 0o600


def test_a_percent_sign_in_the_folder_is_no_trap(tmp_path: Path) -> None:
    (tmp_path / "50%").mkdir()
    Store.at(f"sqlite:///{tmp_path}/50%/store.db").close()
    assert (tmp_path / "50%" / "store.db").exists()


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("nonsense", "storage url"),
        ("oracle9://x", "storage url"),
        ("postgresql+psycopg://u@h:abc/x", "storage url"),
        ("sqlite:////nowhere/at/all/store.db", "store cannot be opened"),
    ],
)
def test_a_store_that_cannot_be_opened_says_what_to_do(url: str, words: str) -> None:
    with pytest.raises(StoreError, match=words):
        Store.at(url)


def test_a_password_in_the_url_is_not_told() -> None:
    with pytest.raises(StoreError) as raised:
        Store.at("postgresql+psycopg://user:hunter2@127.0.0.1:1/name")
    assert "hunter2" not in str(raised.value)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "store.db").write_text("This is a letter to my aunt, and no database at all. " * 50)
    with pytest.raises(StoreError) as raised:
        Store.at(f"sqlite:///{tmp_path}/store.db")
    assert str(raised.value) == (
        "The store is damaged, or no database at all (file is not a database); end feedforum and put the"
        f" last backup in the place of {tmp_path}/store.db, or what sqlite3"
        f" {tmp_path}/store.db .recover | sqlite3 {tmp_path}/store.db.recovered saves of it,"
        " or name another file in [storage] url."
    )


def test_the_database_of_another_program_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE post (id INTEGER)")
        other.commit()
    before = path.read_bytes()
    with pytest.raises(StoreError) as raised:
        Store.at(f"sqlite:///{path}")
    assert "another program" in str(raised.value)
    assert str(path) in str(raised.value)
    assert "\n" not in str(raised.value)
    assert path.read_bytes() == before


def test_a_schema_that_is_not_known_here_is_refused(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/store.db"
    Store.at(url).close()
    with closing(sqlite3.connect(tmp_path / "store.db")) as later:
        later.execute("UPDATE alembic_version SET version_num = '9999'")
        later.commit()
    with pytest.raises(StoreError, match="newer feedforum"):
        Store.at(url)


def test_an_empty_file_becomes_the_store(tmp_path: Path) -> None:
    (tmp_path / "store.db").touch()
    Store.at(f"sqlite:///{tmp_path}/store.db").close()


def test_of_what_a_driver_says_only_the_first_line_is_told() -> None:
    with pytest.raises(StoreError) as raised:
        Store.at("postgresql+psycopg://user@127.0.0.1:1/name")
    assert "\n" not in str(raised.value)
    assert str(raised.value).count("(") == str(raised.value).count(")")


def test_moments_need_a_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        UtcDateTime().process_bind_param(datetime(2026, 3, 4), None)  # type: ignore[arg-type]


def test_robots_files_are_kept_by_host(tmp_path: Path) -> None:
    store = Store.at(f"sqlite:///{tmp_path}/store.db")
    assert store.robots_txt.read("forum.invalid") is None
    store.robots_txt.write("forum.invalid", "User-agent: *", AT)
    store.robots_txt.write("forum.invalid", "User-agent: *\nDisallow: /", AT)
    assert store.robots_txt.read("forum.invalid") == ("User-agent: *\nDisallow: /", AT)
    store.close()
