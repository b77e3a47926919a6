"""A store that is copied into another database is the same there: rows, feeds, and what comes next."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
import sqlalchemy as sa

from feedforum.config import LiveSettings, ServerSettings, Settings
from feedforum.errors import HeldError, StoreError
from feedforum.records import PostScope
from feedforum.store import Store, copy_store, store_copy, tables
from feedforum.store.database_errors import address_of, named
from feedforum.web import create_app
from tests.fake_clock import A_MOMENT
from tests.poll.test_floor import busy_forum
from tests.poll.world import KEY, World, world
from tests.postgresql import empty_postgresql, needs_postgresql
from tests.store.databases import DATABASES

COPIED = [table for table in tables.metadata.sorted_tables if table.name not in store_copy.OF_PROCESSES]
PATHS = [
    *(f"feeds/{KEY}/{name}" for name in ("posts.atom", "posts.rss", "posts.json", "threads.atom")),
    f"feeds/{KEY}/boards/2/posts.atom",
    f"feeds/{KEY}/posts.atom?q=zweiter",
    f"forums/{KEY}",
]


@contextmanager
def empty(database: str, folder: Path, name: str = "target.db") -> Iterator[str]:
    if database == "sqlite":
        yield f"sqlite:///{folder}/{name}"
    else:
        with empty_postgresql() as url:
            yield url


@contextmanager
def raw(url: str) -> Iterator[sa.Connection]:
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def rows(url: str) -> dict[str, list[str]]:
    """Every value of every row, as the databases have them; SQLite has neither truth nor moments."""
    found = {}
    with raw(url) as connection:
        for table in COPIED:
            names = ", ".join(f'"{column.name}"' for column in table.c)
            every = connection.execute(sa.text(f"SELECT {names} FROM {table.name}"))
            found[table.name] = sorted(repr([_alike(value) for value in row]) for row in every)
    return found


def _alike(value: Any) -> Any:
    if isinstance(value, bool):
        return int(value)
    return f"{value:%Y-%m-%d %H:%M:%S.%f}" if hasattr(value, "year") else value


def nothing_in(url: str) -> bool:
    """Whether a database is as empty as it was, or a file not there."""
    path = address_of(url).database
    if url.startswith("sqlite"):
        assert path is not None
        return not list(Path(path).parent.glob(f"{Path(path).name}*"))
    with raw(url) as connection:
        return not sa.inspect(connection).get_table_names()


VALUES: dict[type, tuple[Any, ...]] = {
    sa.Boolean: (False, True),
    sa.BigInteger: (0, -1, 2**63 - 1, -(2**63)),
    sa.Integer: (0, 7, 2**31 - 1),
    sa.Float: (0.1 + 0.2, -0.0, 1e300, 1 / 3),
    sa.DateTime: tuple(A_MOMENT + timedelta(microseconds=each) for each in (0, 1, 999_999, -1_000_000)),
    sa.String: ("", "007", "ß 𝒳 \u202e", "a'\"\\%s:x\n", "1" * 40),
}


def value_of(column: sa.Column[Any], random: Random, number: int) -> Any:
    """Any value that a column may have; what is part of a key is another in each row."""
    kind = column.type.impl_instance if isinstance(column.type, sa.TypeDecorator) else column.type
    if column.primary_key or column.name in ("forum_key", "thread_id", "post_key"):
        if isinstance(kind, sa.DateTime):
            return A_MOMENT + timedelta(hours=number)
        return number if isinstance(kind, sa.Integer) else f"{number:03}ä"
    if column.nullable and random.random() < 0.3:
        return None
    if column.name == "number":
        # Triggers go on counting from it.
        return random.choice((0, 2**53 + 1))
    value = random.choice(next(values for each, values in VALUES.items() if isinstance(kind, each)))
    return value[: kind.length] if isinstance(kind, sa.String) else value


def fill(url: str, random: Random, most: int = 4, robots: int = 1) -> None:
    """Rows in all tables, of any values, that refer to each other as they must."""
    Store.at(url).close()
    counts = {table.name: random.randint(1, most) for table in COPIED} | {"robots": robots}
    for child in ("post", "attachment", "post_media", "search_text"):
        counts[child] = min(counts[child], counts["thread" if child == "post" else "post"])
    with raw(url) as connection:
        for table in COPIED:
            connection.execute(
                sa.insert(table),
                [
                    {column.name: value_of(column, random, row) for column in table.c}
                    for row in range(counts[table.name])
                ],
            )


@pytest.mark.parametrize("seed", range(4))
def test_any_rows_are_the_same_in_the_copy(seed: int, tmp_path: Path) -> None:
    source, target = (f"sqlite:///{tmp_path}/{name}.db" for name in "ab")
    fill(source, Random(seed))
    before = rows(source)
    assert all(before.values())
    done = copy_store(source, target)
    assert rows(target) == before == rows(source)
    counts = {table.name: table.rows for table in done.tables}
    assert counts == {name: len(each) for name, each in before.items()}


@needs_postgresql
def test_any_rows_are_the_same_in_the_other_database_and_back_again(tmp_path: Path) -> None:
    source, back = f"sqlite:///{tmp_path}/a.db", f"sqlite:///{tmp_path}/b.db"
    fill(source, Random(16), most=40, robots=2001)
    before = rows(source)
    with empty("postgresql", tmp_path) as postgresql:
        there = copy_store(source, postgresql)
        assert rows(postgresql) == before
        again = copy_store(postgresql, back)
        assert rows(back) == before
        assert there.tables == again.tables


@contextmanager
def read_forum(folder: Path) -> Iterator[World]:
    forum, boards = busy_forum(boards=2)
    with world(forum, boards, folder) as it:
        it.poll()
        forum.delete_post(2)
        forum.edit(3, "Ganz anders")
        it.settle(1)
        yield it


def pages(it: World, store: Store) -> list[bytes]:
    settled = replace(it.settings, boards=it.settings.boards)
    live = LiveSettings(Settings(ServerSettings("127.0.0.1", 0, "", ()), "", (settled,)))
    client = create_app(live, store.read_repository, it.clock, revisions=store.revisions).test_client()
    answers = [client.get(f"/{path}") for path in PATHS]
    assert [answer.status_code for answer in answers] == [200] * len(PATHS)
    return [answer.data for answer in answers]


@needs_postgresql
def test_feeds_stay_the_same_and_polls_go_on_where_they_were(tmp_path: Path) -> None:
    with read_forum(tmp_path) as it, ExitStack() as stack:
        urls = [f"sqlite:///{tmp_path}/store.db"]
        before = pages(it, it.store)
        for database in ("postgresql", "sqlite"):
            urls.append(stack.enter_context(empty(database, tmp_path)))
            copy_store(urls[-2], urls[-1])
        stores = [it.store, *map(Store.at, urls[1:])]
        stamps = {store.revisions.stamp(PostScope(KEY)) for store in stores}
        assert len(stamps) == 1
        assert [pages(it, store) for store in stores] == [before] * 3
        it.forum.advance(timedelta(hours=1))
        it.forum.reply(3, "Cleo", "Danach zweiter")
        for it.store in stores:
            assert it.poll().new_posts == 1
        after = [pages(it, store) for store in stores]
        assert after[0] != before
        assert after == [after[0]] * 3
        last = (sa.func.max(tables.search_text.c.id), sa.func.max(tables.revision.c.number))
        newest = sa.select(*(sa.select(each).scalar_subquery() for each in last))
        found = set()
        for url in urls:
            with raw(url) as connection:
                found.add(tuple(connection.execute(newest).one()))
        assert len(found) == 1
        for store in stores:
            store.close()


@pytest.mark.parametrize("database", DATABASES)
def test_a_store_that_has_rows_is_not_copied_to(database: str, tmp_path: Path) -> None:
    source = f"sqlite:///{tmp_path}/a.db"
    fill(source, Random(1))
    with empty(database, tmp_path) as target:
        Store.at(target).close()
        copy_store(source, target)
        before = rows(target)
        with pytest.raises(StoreError, match=r"not empty, its table .* name a new database"):
            copy_store(source, target)
        assert rows(target) == before


@pytest.mark.parametrize("database", DATABASES)
def test_neither_store_may_be_polled_meanwhile(database: str, tmp_path: Path) -> None:
    source = f"sqlite:///{tmp_path}/a.db"
    fill(source, Random(1))
    with empty(database, tmp_path) as target:
        Store.at(target).close()
        for polled in (source, target):
            store = Store.at(polled)
            with (
                store.hold_poller_lease("feedforum run", A_MOMENT),
                pytest.raises(HeldError, match="end it first"),
            ):
                copy_store(source, target)
            store.close()
        assert not any(rows(target).values())
        copy_store(source, target)


@pytest.mark.parametrize("database", DATABASES)
@pytest.mark.parametrize("when", ["before", "after"])
def test_where_it_fails_nothing_is_left(
    database: str, when: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = f"sqlite:///{tmp_path}/a.db"
    fill(source, Random(1))

    def fail(connection: sa.Connection) -> None:
        if when == "before":
            raise KeyboardInterrupt
        connection.execute(sa.update(tables.robots).values(text="another"))

    monkeypatch.setattr(store_copy, "_set_sequences", fail)
    with empty(database, tmp_path) as target:
        with pytest.raises((StoreError, KeyboardInterrupt)) as raised:
            copy_store(source, target)
        assert nothing_in(target)
        if when == "after":
            assert str(raised.value).startswith("The table robots came out different, and nothing was kept;")


@needs_postgresql
def test_what_the_other_database_does_not_take_is_named_and_nothing_left(tmp_path: Path) -> None:
    source = f"sqlite:///{tmp_path}/a.db"
    fill(source, Random(1))
    with raw(source) as connection:
        connection.execute(sa.update(tables.forum).values(title="a\0b"))
    with empty("postgresql", tmp_path) as target:
        with pytest.raises(StoreError, match="A row of the table forum cannot be written there"):
            copy_store(source, target)
        assert nothing_in(target)


def test_what_is_no_store_or_the_store_itself_is_not_copied(tmp_path: Path) -> None:
    source, none = f"sqlite:///{tmp_path}/a.db", f"sqlite:///{tmp_path}/none.db"
    fill(source, Random(1))
    shutil.copy(tmp_path / "a.db", tmp_path / "old.db")
    with raw(f"sqlite:///{tmp_path}/old.db") as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '0014'"))
    (tmp_path / "empty.db").touch()
    for from_, to, sentence in (
        (none, source, "There is no store yet to copy"),
        (f"sqlite:///{tmp_path}/empty.db", none, "There is no store at"),
        (source, source, "the store itself"),
        (f"sqlite:///{tmp_path}/old.db", none, "run feedforum upgrade"),
        (source, f"sqlite:///{tmp_path}/old.db", "run feedforum upgrade"),
        (source, f"sqlite:///{tmp_path}/no/folder.db", "cannot be opened"),
        (source, "postgresql+psycopg://u:hunter2@127.0.0.1:1/x?sslpassword=hunter3", "cannot be opened"),
    ):
        with pytest.raises(StoreError, match=sentence) as raised:
            copy_store(from_, to)
        assert "hunter" not in str(raised.value)
        assert not (tmp_path / "none.db").exists()


@needs_postgresql
def test_an_empty_database_of_postgresql_is_no_store(tmp_path: Path) -> None:
    with empty("postgresql", tmp_path) as source:
        with pytest.raises(StoreError, match="There is no store at"):
            copy_store(source, f"sqlite:///{tmp_path}/new.db")
        assert nothing_in(source)
    assert not (tmp_path / "new.db").exists()


def test_progress_counts_each_row_twice(tmp_path: Path) -> None:
    source = f"sqlite:///{tmp_path}/a.db"
    fill(source, Random(1), robots=1001)
    shown: list[tuple[str, int, int]] = []
    done = copy_store(source, f"sqlite:///{tmp_path}/b.db", lambda *each: shown.append(each))
    total = 2 * sum(table.rows for table in done.tables)
    assert {each[2] for each in shown} == {total}
    assert [each[1] for each in shown] == sorted(each[1] for each in shown)
    assert {"copying post", "checking post"} <= {each[0] for each in shown}


def test_no_password_of_an_address_is_told() -> None:
    url = "postgresql+psycopg://u:hunter2@h/x?password=hunter3&sslpassword=hunter4&passfile=%2Frun%2Fp"
    told = named(address_of(url))
    assert "hunter" not in told
    assert "passfile" in told
