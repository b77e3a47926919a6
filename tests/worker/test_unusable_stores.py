"""A store that workers cannot use: they say what to do in one sentence, or wait, and go on by themselves."""

from argparse import Namespace
from pathlib import Path

import pytest
import sqlalchemy as sa

from feedforum.cli import worker
from feedforum.errors import StoreError
from feedforum.store import Store
from tests.postgresql import Server, needs_postgresql, running_server
from tests.sample_forum import SampleForum
from tests.worker.fleet import fleet_of, until


def test_with_sqlite_it_says_what_to_do(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[[forum]]\nkey = "demo"\nurl = "http://forum.invalid/"\nboards = "all"\n')
    with pytest.raises(StoreError) as raised:
        worker.main(Namespace(config=str(config)))
    assert str(raised.value) == (
        "Workers share a store in PostgreSQL; name one in [storage] url (feedforum copy copies this one into"
        " it), or start feedforum run, which needs none."
    )


def execute(server: Server, *statements: str) -> None:
    engine = sa.create_engine(server.address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(sa.text(statement))
    engine.dispose()


@needs_postgresql
def test_it_waits_for_a_database_that_is_away_or_of_a_later_version(tmp_path: Path) -> None:
    forum = SampleForum()
    forum.new_thread(forum.add_board("Allgemeines", forum.add_category("Alles")), "Ines", "Grüße", "Text")
    with running_server() as server, fleet_of(server.address, tmp_path, forum, 0) as (fleet, _, traffic):
        (newest,) = fleet._rows(sa.text("SELECT version_num FROM alembic_version"))
        fleet.store.close()
        server.stop()
        fleet.start()
        until(lambda: "Until then this process waits." in fleet.log(), fleet.log)
        server.start()
        until(lambda: fleet.state().polled_at, fleet.log)
        execute(server, "UPDATE alembic_version SET version_num = '9999'")
        asked = len(traffic.spans)
        fleet.make_due()
        until(lambda: "newer feedforum" in fleet.log(), fleet.log)
        assert fleet.log().count("Until then this worker waits.") == 1
        assert len(traffic.spans) == asked
        execute(server, f"UPDATE alembic_version SET version_num = '{newest[0]}'")
        until(lambda: len(traffic.spans) > asked, fleet.log)
        execute(server, "CREATE ROLE stranger LOGIN")
        with pytest.raises(StoreError, match="permission denied"):
            Store.at(server.address.replace("feedforum@", "stranger@"), upgrades=False)
        assert "Traceback" not in fleet.log()
