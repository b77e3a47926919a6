"""A PostgreSQL server of the tests' own, in a temporary folder, reached through a Unix socket.

It is started when the first test asks for it, one for each process of tests. `python -m tests.postgresql`
is what keeps it: it prints the server's address, and stops it once its own standard input ends, which
happens however the tests end.
"""

import atexit
import os
import pwd
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url
from sqlalchemy.schema import CreateSchema, DropSchema

from tests.tools import POSTGRES
from tests.unprivileged import OPEN_TO_ALL, folder_of, user

ADDRESS = "FEEDFORUM_TEST_POSTGRESQL"
"""Names a database to use instead of a server of the tests' own; each test makes a schema in it."""

needs_postgresql = pytest.mark.skipif(False, reason="") if os.environ.get(ADDRESS) else POSTGRES.needed()

_ROOT = Path(__file__).resolve().parents[1]
_OPTIONS = {
    "listen_addresses": "''",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "16MB",
    "max_connections": "50",
}


@contextmanager
def empty_postgresql() -> Iterator[str]:
    """The address of an empty schema of a PostgreSQL database, all one's own; gone afterwards."""
    address = server()
    schema = f"test_{uuid4().hex}"
    engine = create_engine(address)
    try:
        with engine.begin() as connection:
            connection.execute(CreateSchema(schema))
        url = make_url(address).update_query_dict({"options": f"-c search_path={schema}"})
        yield url.render_as_string(hide_password=False)
    finally:
        with engine.begin() as connection:
            connection.execute(DropSchema(schema, cascade=True, if_exists=True))
        engine.dispose()


@cache
def server() -> str:
    """The address of the database that tests use, started if need be."""
    if given := os.environ.get(ADDRESS):
        return given
    keeper = subprocess.Popen(
        [sys.executable, "-m", "tests.postgresql"],
        cwd=_ROOT,
        env={**os.environ, "TMPDIR": OPEN_TO_ALL},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        # Ctrl-C is for the tests, whose end is then this one's.
        start_new_session=True,
    )
    atexit.register(keeper.communicate)
    assert keeper.stdout is not None
    address = keeper.stdout.readline().strip()
    if not address:
        raise RuntimeError("PostgreSQL did not start; see above for the reason.")
    return address


def keep() -> None:
    """Runs a server until standard input ends."""
    with running_server() as own:
        print(own.address, flush=True)  # noqa: T201
        sys.stdin.read()


@dataclass
class Server:
    """A server that can be stopped, at once and without a word to its clients, and started again."""

    address: str
    folder: Path
    owner: pwd.struct_passwd | None
    options: dict[str, str]

    def start(self) -> None:
        options = " ".join(f"-c {name}={value}" for name, value in self.options.items())
        log, sockets = self.folder / "log", f"{options} -k {self.folder}"
        self._pg_ctl("--log", log, "--options", sockets, "start")

    def stop(self) -> None:
        self._pg_ctl("--mode", "immediate", "stop")

    def _pg_ctl(self, *words: object) -> None:
        assert POSTGRES.path is not None
        pg_ctl = POSTGRES.path.with_name("pg_ctl")
        _run(self.owner, pg_ctl, "--silent", "--wait", "--pgdata", self.folder / "data", *words)


@contextmanager
def running_server(**options: str) -> Iterator[Server]:
    """A server of one's own, with some other options; not run as root, which it refuses."""
    assert POSTGRES.path is not None
    owner = user()
    with folder_of(owner) as folder:
        initdb = [POSTGRES.path.with_name("initdb"), folder / "data", "--username=feedforum", "--auth=trust"]
        _run(owner, *initdb, "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        own = Server(
            f"postgresql+psycopg://feedforum@/postgres?host={folder}", folder, owner, _OPTIONS | options
        )
        own.start()
        try:
            yield own
        finally:
            own.stop()


def _run(owner: pwd.struct_passwd | None, *command: object) -> None:
    as_user: dict[str, Any] = {}
    if owner:
        as_user = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
    done = subprocess.run(
        [str(word) for word in command], check=False, cwd="/", capture_output=True, text=True, **as_user
    )
    if done.returncode != 0:
        raise RuntimeError(f"{command[0]} failed: {done.stderr}{done.stdout}")


if __name__ == "__main__":
    keep()
