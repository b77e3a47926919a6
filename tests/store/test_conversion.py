"""A store of the schema 0010, made by the program of then, is taken over with nothing lost."""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text

from feedforum.config import LiveSettings, ServerSettings, Settings
from feedforum.errors import StoreError
from feedforum.feeds.search_query import read_query
from feedforum.records import (
    NO_PROFILE,
    Cookie,
    PostBlocks,
    PostScope,
    Profile,
    StoreFilter,
    ThreadRows,
    Urls,
)
from feedforum.store import Store, tables
from feedforum.store.database import reading
from feedforum.text.excerpts import texts_in
from feedforum.web import create_app
from tests.poll.world import KEY, World, world
from tests.postgresql import empty_postgresql
from tests.sample_forum import SampleForum
from tests.store.databases import DATABASES, is_of_the_model
from tests.store.forum_of_0010 import after_it, before_the_first_poll

STORES = Path(__file__).parent / "schema_0010"
COOKIE_KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="

RENAMED = {
    "lately": "request_budget",
    "visit": "poll_state",
    "board_password": "refused_password",
    "came": "poll_stats",
    "wish": "poll_request",
    "holder": "lease",
    "words": "search_text",
}
COLUMNS = {
    "sealed": "encrypted",
    "refused_for": "password_hash",
    "wished_at": "requested_at",
    "index_mark": "index_signature",
    "row_mark": "row_signature",
    "listed_mark": "listed_signature",
    "tail_mark": "tail_signature",
    "read_mark": "read_signature",
    "hunted_at": "newest_checked_at",
    "trouble_since": "failing_since",
}


@pytest.fixture
def quick_new_stores() -> None:
    """Stores are made the program's own way here."""


@contextmanager
def old_store(database: str, folder: Path) -> Iterator[str]:
    """The address of a store of the schema 0010."""
    script = (STORES / f"{database}.sql").read_text(encoding="utf-8")
    if database == "sqlite":
        with closing(sqlite3.connect(folder / "old.db")) as connection:
            connection.executescript(script)
        yield f"sqlite:///{folder}/old.db"
        return
    with empty_postgresql() as url:
        engine = create_engine(url)
        with engine.begin() as connection:
            connection.exec_driver_sql(script)
        engine.dispose()
        yield url


def forum_as_it_was() -> SampleForum:
    forum = before_the_first_poll()
    after_it(forum)
    forum.advance(timedelta(hours=56))
    return forum


@pytest.fixture(params=DATABASES)
def it(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """The forum, and its old store as today's program has opened it."""
    with world(forum_as_it_was(), None, entries=6) as made, old_store(request.param, tmp_path) as url:
        own, made.store = made.store, Store.at(url)
        yield made
        made.store.close()
        made.store = own


def entries(it: World, feed: str) -> list[list[str]]:
    """Id, published, updated and title of each entry of an Atom feed, as they stand there."""
    live = LiveSettings(Settings(ServerSettings("127.0.0.1", 0, "", ()), "", (it.settings,)))
    answer = create_app(live, it.store.read_repository, it.clock).test_client().get(f"/feeds/{KEY}/{feed}")
    return [
        [
            found[1]
            for tag in ("id", "published", "updated", "title")
            if (found := re.search(rf"<{tag}[^>]*>(.*?)</{tag}>", entry))
        ]
        for entry in re.findall(r"<entry>.*?</entry>", answer.text, re.DOTALL)
    ]


def test_feeds_have_the_same_entries_in_the_same_order(it: World) -> None:
    expected = json.loads((STORES / "feeds.json").read_text(encoding="utf-8"))
    assert {feed: entries(it, feed) for feed in expected} == expected


def test_a_poll_finds_nothing_new_and_then_what_is(it: World) -> None:
    before = {post.key for post in it.posts()}
    report = it.poll()
    assert (report.requests, report.new_posts, report.edits, report.deletions) == (1, 0, 0, 0)
    it.forum.advance(timedelta(minutes=15))
    stamp = it.store.revisions.stamp(PostScope(KEY))
    reply = it.forum.reply(1, "Bert", "Ganz frisch")
    assert it.poll().new_posts == 1
    assert {post.key for post in it.posts()} - before == {str(reply)}
    assert it.store.revisions.stamp(PostScope(KEY)) != stamp
    assert found(it, "frisch") == [str(reply)]


NEW_SINCE_0013 = """
    DROP TABLE post_media; DROP TABLE media_source; DROP TABLE media_file; DROP INDEX ix_post_media_listed_at;
    ALTER TABLE post DROP COLUMN media; ALTER TABLE post DROP COLUMN media_listed_at;
    ALTER TABLE forum DROP COLUMN guests_asked_at; ALTER TABLE board DROP COLUMN guest_shown_at;
    DROP TABLE worker; DROP TABLE forum_lease; DROP TABLE host_limit; DROP TABLE token_read;
"""
"""Takes from a store what no older one has."""


def drop_triggers(store: sqlite3.Connection) -> None:
    names = "SELECT name FROM sqlite_master WHERE name LIKE '%_revision'"
    for (name,) in store.execute(names).fetchall():
        store.execute(f"DROP TRIGGER {name}")


def test_a_store_of_the_schema_0011_opens_too(tmp_path: Path) -> None:
    """It had one revision a forum, and triggers of the names that others have now."""
    path = tmp_path / "store.db"
    with world(forum_as_it_was(), None, tmp_path) as it:
        it.poll()
        posts = [post.key for post in it.posts()]
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        drop_triggers(connection)
        connection.executescript(
            """
            DROP TABLE revision; DROP TABLE ended_session;
            """
            + NEW_SINCE_0013
            + """
            ALTER TABLE forum DROP COLUMN timezone; ALTER TABLE post DROP COLUMN announced_at;
            CREATE TABLE revision (forum_key VARCHAR(60) PRIMARY KEY, number BIGINT NOT NULL);
            CREATE TRIGGER post_inserted_revision AFTER INSERT ON post FOR EACH ROW BEGIN
                INSERT INTO revision (forum_key, number) VALUES (new.forum_key, 1)
                ON CONFLICT (forum_key) DO UPDATE SET number = revision.number + 1;
            END;
            UPDATE alembic_version SET version_num = '0011';
            """
        )
    store = Store.at(f"sqlite:///{path}")
    with reading(store._engine) as connection:
        context = MigrationContext.configure(connection, opts={"include_name": is_of_the_model})
        assert compare_metadata(context, tables.metadata) == []
    Store.at(f"sqlite:///{tmp_path}/new.db").close()
    assert triggers_of(path) == triggers_of(tmp_path / "new.db")
    assert [post.key for post in store.read_repository.newest_posts(PostScope(KEY), limit=30)] == posts
    before = store.revisions.stamp(PostScope(KEY))
    store.poll_repository(KEY).save_board_title(2, "Changed")
    assert store.revisions.stamp(PostScope(KEY)) != before
    store.close()


def triggers_of(path: Path) -> dict[str, str]:
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return dict(found.fetchall())


def found(it: World, typed: str) -> list[str]:
    query = read_query(typed)
    return [
        post.key
        for post in it.store.read_repository.newest_posts(PostScope(KEY), wanted=StoreFilter(query), limit=9)
    ]


def test_what_was_stored_is_found_and_read(it: World) -> None:
    assert len(found(it, "dazu etwas")) > 1
    assert it.store.cookies(COOKIE_KEY).read(KEY, "owner") == (Cookie("sid", "abc"),)
    assert it.store.refused_passwords.read(KEY) == {3: "scrypt"}
    assert it.store.poll_requests.read().keys() == {KEY}
    status = it.store.forum_statuses.forum(KEY, it.forum.now)
    assert (status.week.new_posts, status.last.size) == (2, 5_000_000_000)
    assert [board.week.new_posts for board in status.boards] == [2, 0]


def test_each_row_is_as_it_was(it: World, tmp_path: Path) -> None:
    with closing(sqlite3.connect(":memory:")) as before:
        before.row_factory = sqlite3.Row
        before.executescript((STORES / "sqlite.sql").read_text(encoding="utf-8"))
        names = [row[0] for row in before.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        tables_then = [
            name for name in names if name != "alembic_version" and not name.startswith("words_index")
        ]
        assert len(tables_then) == 15
        assert before.execute("SELECT count(*) FROM post WHERE gap_before").fetchone()[0] > 0
        # Revisions are counted anew.
        for table in set(tables_then) - {"revision"}:
            rows = [dict(row) for row in before.execute(f"SELECT * FROM {table}")]
            assert rows
            assert _present(it, RENAMED.get(table, table)) == sorted(map(_expected, rows), key=str), table


def _expected(row: dict[str, Any]) -> dict[str, str]:
    row = {COLUMNS.get(name, name): value for name, value in row.items() if name != "icon"}
    if row.keys() >= {"hour", "board_id"} and row["board_id"] == 0:
        row["board_id"] = ""
    if "topic" in row:
        row["number"] = row["id"]
    if "content" in row:
        texts = texts_in(row["content"])
        row |= {"excerpt": texts.excerpt, "picture": texts.picture}
    if "login_refused_for" in row:
        row["public_host"] = None
    if "storm_at" in row:
        row |= dict.fromkeys(("timezone", "guests_asked_at"))
    if "unlisted_below" in row:
        row["guest_shown_at"] = None
    if "content" in row:
        row |= dict.fromkeys(("announced_at", "media", "media_listed_at"))
    return dict(sorted((name, _plain(value)) for name, value in row.items()))


def _present(it: World, table: str) -> list[dict[str, str]]:
    with it.store.read_repository._engine.connect() as connection:
        rows = connection.execute(text(f"SELECT * FROM {table}")).mappings().all()
    return sorted(
        (
            dict(sorted((name, _plain(value)) for name, value in row.items() if name != "vector"))
            for row in rows
        ),
        key=str,
    )


def _plain(value: object) -> str:
    """A value in the same words whichever database it is from."""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float):
        return f"{value:.6g}"
    written = str(value)
    return written.removesuffix(".000000")


def test_a_copy_of_what_was_before_is_kept(tmp_path: Path) -> None:
    with old_store("sqlite", tmp_path) as url:
        Store.at(url).close()
    with closing(sqlite3.connect(tmp_path / "old.db.before-0017")) as copy:
        assert copy.execute("SELECT version_num FROM alembic_version").fetchone() == ("0010",)
        assert copy.execute("SELECT count(*) FROM visit").fetchone() == (1,)
    with closing(sqlite3.connect(tmp_path / "old.db")) as now:
        names = [row[0] for row in now.execute("SELECT name FROM sqlite_master")]
        assert not [name for name in names if "0010" in name or name.startswith("words")]
        assert now.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert now.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_store_of_the_schema_before_gets_what_it_lacks(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/s.db"
    Store.at(url).close()
    with closing(sqlite3.connect(tmp_path / "s.db")) as store:
        drop_triggers(store)
        store.executescript(
            f"DROP TABLE learned_profile; {NEW_SINCE_0013}; UPDATE alembic_version SET version_num = '0012'"
        )
    store_again = Store.at(url)
    learned = Profile(Urls("t?{id}"), ThreadRows("tr"), PostBlocks("div", "b", "i", "p"))
    store_again.learned_profiles.write("demo", NO_PROFILE, learned)
    assert store_again.learned_profiles.read("demo", NO_PROFILE) == learned
    assert store_again.learned_profiles.read("demo", learned) is None
    store_again.close()


def test_excerpts_that_were_stored_with_quotes_lose_them(tmp_path: Path) -> None:
    path, now = tmp_path / "s.db", datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
    Store.at(f"sqlite:///{path}").close()
    quoting = "<blockquote>Ben: Dein Receiver ist kaputt.</blockquote>Mein Wort."
    posts = [("1", quoting, "Ben: Dein Receiver ist kaputt. Mein Wort."), ("2", "Nur Text.", "As it was.")]
    posts.append(("3", "", "Ben: Dropped."))
    known = {"forum_key": KEY, "first_seen_at": now}
    at = {**known, "thread_id": "7", "number": 1, "position": 1, "author": "", "fingerprint": ""}
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.execute(
            tables.forum.insert(), {"key": KEY, "host": "", "engine": "", "url": "", "first_polled_at": now}
        )
        connection.execute(tables.thread.insert(), {**known, "id": "7", "topic": "", "number": 7})
        for key, content, excerpt in posts:
            more = {"key": key, "content": content, "excerpt": excerpt, "posted_at": now}
            connection.execute(tables.post.insert(), {**at, **more})
        connection.execute(text("DROP TABLE token_read"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0016'"))
    Store.at(f"sqlite:///{path}").close()
    with engine.begin() as connection:
        found = connection.execute(text("SELECT excerpt FROM post ORDER BY key")).scalars().all()
    assert found == ["Mein Wort.", "As it was.", "Ben: Dropped."]


@pytest.mark.parametrize("database", DATABASES)
def test_an_older_store_is_refused_and_left_as_it_is(database: str, tmp_path: Path) -> None:
    with old_store(database, tmp_path) as url:
        engine = create_engine(url)
        with engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '0008'"))
        with pytest.raises(StoreError, match=r"0008.*first start the version of feedforum before this one"):
            Store.at(url)
        with engine.begin() as connection:
            assert connection.execute(text("SELECT count(*) FROM visit")).scalar_one() == 1
        engine.dispose()
