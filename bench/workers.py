"""Many forums that several workers poll from one store in PostgreSQL, each at its time."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, bindparam, func, insert, select, text, update

from bench.filled import copy_to_planned, keys, polled_once
from bench.row import Row
from bench.site import served_apart
from feedforum.store import tables
from feedforum.store.database import open_database
from tests.poll.world import settings_for
from tests.postgresql import running_server

FORUMS, BOARDS = 25_000, 5
WORKERS = 3
INTERVAL = 3600.0
WINDOW = 120.0
"""The seconds that are looked at: the forums are due one after the other all through the interval."""

_OPTIONS = {
    "shared_preload_libraries": "pg_stat_statements",
    "shared_buffers": "256MB",
    # The forums are written in one transaction, which locks each.
    "max_locks_per_transaction": "2048",
}

_SETTLING = timedelta(seconds=15)
_LONGEST_START = 300.0

LATE = Row(
    "polls of 25,000 forums by three workers that began more than a minute late", "none", 0, unit="polls"
)
CORES = Row(
    "25,000 forums of 5 boards, each polled every hour by three workers, CPU of all three",
    "one core of this machine",
    1.0,
)
ONE = Row("a poll by one of three workers, CPU", "a poll by the only worker", 1.3)
STATEMENTS = Row(
    "statements for a poll of an unchanged forum by a worker, those of the queue included",
    "no more than",
    120,
    unit="statements",
)
CONNECTIONS = Row("connections of a worker to PostgreSQL", "no more than", 20, unit="connections")
ROWS = (LATE, CORES, ONE, STATEMENTS, CONNECTIONS)


@dataclass(frozen=True, slots=True)
class Measured:
    """What a number of workers took over the window: lateness in seconds."""

    polls: int
    late: list[float]
    cpu: float
    statements: int
    connections: int

    @property
    def each(self) -> float:
        """The CPU time of a poll, in seconds."""
        return self.cpu / max(1, self.polls)


def measure(place: Path) -> Iterator[Row]:
    """The CPU time of the workers; the forum and PostgreSQL have processes of their own."""
    with ExitStack() as stack:
        server = stack.enter_context(running_server(**_OPTIONS))
        site = stack.enter_context(served_apart(BOARDS, datetime.now(UTC), "0.0.0.0"))
        port = int(site.rstrip("/").rpartition(":")[2])
        engine = _filled(server.address, f"http://127.0.0.1:{port}/")
        stack.callback(engine.dispose)
        config = _written(place, server.address, port)
        several = _polled(engine, config, WORKERS)
        alone = _polled(engine, config, 1)
    late = sum(seconds > 60 for seconds in several.late)
    yield LATE.of(late, f"of {len(several.late)}, the latest by {max(several.late):.1f} s")
    aside = f"{several.each * 1000:.3g} ms each, {several.polls} polls"
    yield CORES.of(several.each * FORUMS / INTERVAL, aside)
    times = f"{several.each * 1000:.3g} ms : {alone.each * 1000:.3g} ms"
    yield ONE.of(
        several.each / alone.each, f"{times}; the only worker was late by {max(alone.late):.1f} s at most"
    )
    yield STATEMENTS.of(several.statements / max(1, several.polls))
    yield CONNECTIONS.of(several.connections / WORKERS, f"{several.connections} of {WORKERS} workers")


def _filled(url: str, site: str) -> Engine:
    """A store in which each forum was polled once, and waits."""
    polled_once(url, settings_for(site, None, reread=False), datetime.now(UTC))
    engine = open_database(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE EXTENSION pg_stat_statements"))
        later = datetime.now(UTC) + timedelta(seconds=INTERVAL)
        connection.execute(
            insert(tables.poll_state), [{"forum_key": key, "due_at": later} for key in keys(FORUMS)]
        )
        copy_to_planned(connection)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))
    return engine


def _written(place: Path, url: str, port: int) -> Path:
    """A configuration whose forums have hosts of their own, all of which are this machine."""
    every = f"{INTERVAL:.0f}s"
    intervals = f'interval = "{every}"\nmax_interval = "{every}"'
    lines = [
        f'[storage]\nurl = "{url}"',
        f'[polling]\nrequest_delay = "1s"\nrobots_txt = false\n{intervals}',
    ]
    for number, key in enumerate(keys(FORUMS)):
        host = f"127.1.{number // 250}.{number % 250 + 1}"
        lines.append(
            f'[[forum]]\nkey = "{key}"\nurl = "http://{host}:{port}/"\nengine = "wbb2"\nboards = "all"\n'
            'timezone = "Europe/Berlin"'
        )
    path = place / "config.toml"
    path.touch(0o600)
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _polled(engine: Engine, config: Path, count: int) -> Measured:
    with _running(engine, config, count) as processes:
        begin = datetime.now(UTC) + _SETTLING
        due = {key: begin + rank * _step() for rank, key in enumerate(keys(FORUMS))}
        _plan(engine, due)
        time.sleep(max(0.0, (begin - datetime.now(UTC)).total_seconds()))
        before, statements = sum(map(_cpu, processes)), _statements(engine)
        time.sleep(WINDOW)
        end = datetime.now(UTC)
        cpu, statements = sum(map(_cpu, processes)) - before, _statements(engine) - statements
        return _measured(engine, due, begin, end, cpu, statements, _connections(engine))


def _measured(
    engine: Engine,
    due: dict[str, datetime],
    begin: datetime,
    end: datetime,
    cpu: float,
    statements: int,
    connections: int,
) -> Measured:
    ours = [key for key, moment in due.items() if moment < end]
    state = tables.poll_state.c
    with engine.connect() as connection:
        ended = select(state.forum_key, state.polled_at).where(state.polled_at.between(begin, end))
        polled = {row.forum_key: row.polled_at for row in connection.execute(ended)}
        failed = connection.scalar(select(func.count()).where(state.failures > 0))
        stats = tables.poll_stats.c
        asked = connection.execute(select(func.sum(stats.requests), func.sum(stats.polls))).one()
    if failed or asked[0] != asked[1]:
        raise ValueError(f"{asked[1]} polls asked for {asked[0]} pages, {failed} forums failed")
    # What was due and was not polled until the end is late, too.
    late = [(polled.get(key, end) - due[key]).total_seconds() for key in ours]
    return Measured(len(polled), late, cpu, statements, connections)


def _plan(engine: Engine, due: dict[str, datetime]) -> None:
    plan = update(tables.poll_state).where(tables.poll_state.c.forum_key == bindparam("key"))
    with engine.begin() as connection:
        connection.execute(
            plan.values(due_at=bindparam("due")), [{"key": key, "due": moment} for key, moment in due.items()]
        )


def _step() -> timedelta:
    return timedelta(seconds=INTERVAL / FORUMS)


@contextmanager
def _running(engine: Engine, config: Path, count: int) -> Iterator[list[int]]:
    """So many workers that have begun; gives their processes."""
    with ExitStack() as stack:
        workers = []
        for number in range(count):
            log = stack.enter_context((config.parent / f"worker-{number}.log").open("w"))
            own = config.parent / f"machine-{number}"
            own.mkdir(exist_ok=True)
            worker = subprocess.Popen(
                [sys.executable, "-m", "feedforum", "--config", str(config), "worker"],
                stdout=log,
                stderr=log,
                env={**os.environ, "TMPDIR": str(own)},
            )
            stack.callback(worker.wait, 60)
            stack.callback(worker.terminate)
            workers.append(worker.pid)
        _wait_for(engine, count)
        yield workers


def _wait_for(engine: Engine, count: int) -> None:
    end = time.monotonic() + _LONGEST_START
    while time.monotonic() < end:
        with engine.connect() as connection:
            if connection.scalar(select(func.count()).select_from(tables.worker)) == count:
                return
        time.sleep(0.5)
    raise TimeoutError("the workers did not start")


def _cpu(process: int) -> float:
    """The CPU time of a process until now, in seconds."""
    fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _statements(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.scalar(text("SELECT sum(calls) FROM pg_stat_statements")) or 0)


def _connections(engine: Engine) -> int:
    """The connections that others have."""
    with engine.connect() as connection:
        others = "backend_type = 'client backend' AND pid <> pg_backend_pid()"
        return int(connection.scalar(text(f"SELECT count(*) FROM pg_stat_activity WHERE {others}")) or 0)
