"""What outlives a restart: cookies by their key, and which passwords were refused."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from feedforum.records import Cookie
from feedforum.store import Store
from tests.postgresql import empty_postgresql
from tests.store.databases import DATABASES

KEY, OTHER_KEY = "A" * 43 + "=", "B" * 42 + "A="
COOKIES = (Cookie("id", "s3cret", "forum.test"), Cookie("x", "y", ".test", "/f", True, 2_000_000_000, True))


@pytest.fixture(params=DATABASES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "sqlite":
        opened = Store.at(f"sqlite:///{tmp_path}/store.db")
        yield opened
        opened.close()
        return
    with empty_postgresql() as url:
        opened = Store.at(url)
        yield opened
        opened.close()


def test_cookies_come_back_as_they_were(store: Store) -> None:
    cookies = store.cookies(KEY)
    assert cookies.read("club", "me") == ()
    cookies.write("club", "me", ())
    cookies.write("club", "me", COOKIES)
    assert store.cookies(KEY).read("club", "me") == COOKIES
    assert store.cookies(KEY).read("other", "me") == ()


def test_cookies_are_nobody_elses(store: Store) -> None:
    cookies = store.cookies(KEY)
    cookies.write("club", "me", COOKIES)
    assert cookies.read("club", "somebody else") == ()
    assert cookies.read("club", "me") == ()


@pytest.mark.parametrize("key", [OTHER_KEY, ""])
def test_without_their_key_they_are_dropped_and_that_is_told_once(store: Store, key: str) -> None:
    store.cookies(KEY).write("club", "me", COOKIES)
    assert store.cookies(key).read("club", "me") is None
    assert store.cookies(key).read("club", "me") == ()
    assert store.cookies(KEY).read("club", "me") == ()


def test_without_a_key_none_is_kept(store: Store) -> None:
    store.cookies("").write("club", "me", COOKIES)
    assert store.cookies("").read("club", "me") == ()


def test_the_store_does_not_tell_them(tmp_path: Path) -> None:
    store = Store.at(f"sqlite:///{tmp_path}/store.db")
    store.cookies(KEY).write("club", "me", COOKIES)
    store.close()
    held = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"club" in held
    assert b"s3cret" not in held
    assert b"forum.test" not in held


def test_which_passwords_were_refused(store: Store) -> None:
    refused = store.refused_passwords
    refused.write("club", 3, "mark")
    refused.write("club", 3, "another")
    refused.write("club", 4, "mark")
    assert refused.read("club") == {3: "another", 4: "mark"}
    assert refused.read("other") == {}


def test_what_was_read_by_a_token_is_remembered_for_a_while(tmp_path: Path) -> None:
    store, year = Store.at(f"sqlite:///{tmp_path}/store.db"), timedelta(days=365)
    now = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
    for moment in (now, now + timedelta(hours=1)):
        store.token_reads.write("Anna", "/feeds/a/posts.atom", moment, year)
    store.token_reads.write("Ben", "/feeds/a/posts.atom", now, year)
    store.close()
    reads = Store.at(f"sqlite:///{tmp_path}/store.db").token_reads
    path = "/feeds/a/posts.atom"
    assert reads.read() == {("Anna", path): now + timedelta(hours=1), ("Ben", path): now}
    reads.write("Cleo", path, now + year + timedelta(minutes=1), year)
    assert [name for name, _ in reads.read()] == ["Anna", "Cleo"]


def test_ended_sessions_are_remembered_as_long_as_their_cookies_hold(tmp_path: Path) -> None:
    store, month = Store.at(f"sqlite:///{tmp_path}/store.db"), timedelta(days=30)
    now = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
    store.ended_sessions.add("a", now, month)
    store.ended_sessions.add("a", now, month)
    store.close()
    ended = Store.at(f"sqlite:///{tmp_path}/store.db").ended_sessions
    assert (ended.has("a"), ended.has("b")) == (True, False)
    ended.add("b", now + month, month)
    assert (ended.has("a"), ended.has("b")) == (True, True)
    ended.add("c", now + month + timedelta(seconds=1), month)
    assert (ended.has("a"), ended.has("b")) == (False, True)
