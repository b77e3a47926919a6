"""The cache of feeds: rendered once after each change, and never what may no longer be seen."""

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from feedforum.config.access_tokens import hashed
from feedforum.web.http_responses import Representation
from feedforum.web.response_cache import ResponseCache
from tests.poll.world import KEY, World
from tests.store.test_query_counts import counted
from tests.web.cached_sites import SECRET_BOARD, TOKEN, Pair, polled_world


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A forum and a store that no test changes."""
    with polled_world(tmp_path_factory.mktemp("store")) as made:
        yield made


@pytest.fixture
def it(tmp_path: Path) -> Iterator[World]:
    with polled_world(tmp_path) as made:
        yield made


POSTS = f"/feeds/{KEY}/posts.atom"


@pytest.mark.parametrize("headers", [{}, {"Accept-Encoding": "gzip"}])
def test_what_is_kept_is_answered_without_a_statement(still: World, headers: dict[str, str]) -> None:
    client = Pair(still).cached
    etag = client.get(POSTS, headers=headers).headers["ETag"]
    with counted() as statements:
        assert client.get(POSTS, headers=headers).status_code == 200
        assert client.head(POSTS, headers=headers).status_code == 200
        assert client.get(POSTS, headers=headers | {"If-None-Match": etag}).status_code == 304
    assert statements == []


def test_after_a_poll_that_brought_nothing_the_store_is_asked_for_one_row(it: World) -> None:
    client = Pair(it).cached
    client.get(POSTS)
    it.store.poll_states.write(replace(it.store.poll_states.read(KEY), polled_at=it.forum.now))
    with counted() as statements:
        assert client.get(POSTS).status_code == 200
    assert len(statements) == 1
    assert "post" not in statements[0].partition("FROM")[2]


class Renderings:
    """How often posts were looked up for a feed, and who may go on with it."""

    def __init__(self, it: World, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        self.free = threading.Event()
        self.begun = threading.Event()
        self.free.set()
        look_up = type(it.store.read_repository).newest_posts

        def newest_posts(*given: Any, **named: Any) -> Sequence[object]:
            self.count += 1
            self.begun.set()
            assert self.free.wait(30)
            return look_up(*given, **named)

        monkeypatch.setattr(type(it.store.read_repository), "newest_posts", newest_posts)


def test_a_change_is_rendered_once_for_all_readers(it: World, monkeypatch: pytest.MonkeyPatch) -> None:
    client, renderings = Pair(it).cached, Renderings(it, monkeypatch)

    def read(number: int) -> bytes:
        headers = {"Accept-Encoding": "gzip" if number % 2 else "identity", "Accept": f"*/*;q=0.{number + 1}"}
        answer = client.application.test_client().get(POSTS, headers=headers)
        return answer.data if number % 2 == 0 else b""

    with ThreadPoolExecutor(8) as readers:
        for change in range(3):
            renderings.free.clear()
            answers = [readers.submit(read, number) for number in range(8)]
            assert renderings.begun.wait(30)
            renderings.free.set()
            assert len({answer.result() for answer in answers[::2]}) == 1
            assert [answer.result() for answer in answers[1::2]] == [b""] * 4
            assert renderings.count == change + 1
            it.forum.reply(1, "Bert", f"Neu {change}")
            it.poll()


def test_a_public_feed_is_not_made_anew_for_a_private_post(
    it: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the time that an answer takes nor what it says tells of it."""
    client, renderings = Pair(it).cached, Renderings(it, monkeypatch)
    before = client.get(POSTS)
    thread = it.forum.new_thread(SECRET_BOARD, "Anna", "Secret", "Secret")
    it.poll()
    it.forum.reply(thread, "Bert", "Secret too")
    it.poll()
    renderings.count = 0
    after = client.get(POSTS)
    assert (after.data, after.headers["ETag"]) == (before.data, before.headers["ETag"])
    assert renderings.count == 0
    assert b"Secret too" in client.get(f"{POSTS}?token={TOKEN}").data


def test_a_change_while_a_feed_is_made_is_not_missed(it: World, monkeypatch: pytest.MonkeyPatch) -> None:
    client, renderings = Pair(it).cached, Renderings(it, monkeypatch)
    renderings.free.clear()
    with ThreadPoolExecutor(1) as reader:
        first = reader.submit(client.get, POSTS)
        assert renderings.begun.wait(30)
        it.forum.reply(1, "Bert", "Mittendrin")
        it.poll()
        renderings.free.set()
        first.result()
    assert "Mittendrin" in client.get(POSTS).text


def test_a_failure_lets_others_have_their_turn(still: World, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Pair(still).cached

    def broken(*given: Any, **named: Any) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr(type(still.store.read_repository), "newest_posts", broken)
        assert client.get(POSTS).status_code == 500
    assert client.get(POSTS).status_code == 200


def test_another_configuration_is_taken_up_at_once(still: World) -> None:
    pair = Pair(still)
    assert pair.cached.get(POSTS).headers["Cache-Control"] == "public, max-age=600"
    before = pair.current.settings
    forum = replace(before.forums[0], interval=1200.0)
    pair.current.replace(replace(before, forums=(forum,)))
    assert pair.cached.get(POSTS).headers["Cache-Control"] == "public, max-age=1200"
    pair.current.replace(replace(before, forums=()))
    assert pair.cached.get(POSTS).status_code == 404


def test_a_token_that_holds_no_longer_opens_nothing(still: World) -> None:
    pair = Pair(still)
    path = f"/feeds/{KEY}/boards/{SECRET_BOARD}/posts.atom"
    for _ in range(2):
        assert pair.cached.get(path).status_code == 401
        assert pair.cached.get(f"{path}?token={TOKEN}").status_code == 200
        assert pair.cached.get(path, auth=("me", TOKEN)).status_code == 200
        assert pair.cached.get(path, auth=("me", "another-one")).status_code == 401
    settings = pair.current.settings
    other = replace(settings.server, access_tokens=(hashed("another-one"),))
    pair.current.replace(replace(settings, server=other))
    assert pair.cached.get(f"{path}?token={TOKEN}").status_code == 401
    assert pair.cached.get(path, auth=("me", TOKEN)).status_code == 401


def cached_by(pair: Pair) -> dict[object, Representation]:
    """What is in memory, by its keys."""
    cache: ResponseCache = pair.cached.application.extensions["response_cache"]
    return {key: entry.result for key, entry in cache._entries.items() if entry.result is not None}


def test_no_token_is_kept(still: World) -> None:
    pair = Pair(still)
    pair.cached.get(f"{POSTS}?token={TOKEN}")
    pair.cached.get(POSTS, auth=("me", TOKEN))
    pair.cached.get(POSTS, headers={"Authorization": f"Bearer {TOKEN}"})
    cached = cached_by(pair)
    assert len(cached) == 1
    assert TOKEN not in repr(cached)
    pair.cached.get(POSTS)
    assert len(cached_by(pair)) == 2


def test_the_room_that_an_address_takes_counts(still: World) -> None:
    pair = Pair(still)
    cache: ResponseCache = pair.cached.application.extensions["response_cache"]
    pair.cached.get(f"{POSTS}?other={'a' * 10_000}")
    (cached,) = cached_by(pair).values()
    assert cache.size > len(cached.body) + 10_000


def test_a_store_that_fails_is_told_as_ever(it: World, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Pair(it).cached
    client.get(POSTS)
    with it.store._engine.begin() as connection:
        for table in ("revision", "post"):
            connection.exec_driver_sql(f"ALTER TABLE {table} RENAME TO {table}_away")
    answer = client.get(POSTS)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")


def test_each_answer_is_counted_once_by_its_status(still: World) -> None:
    pair = Pair(still)
    etag = pair.cached.get(POSTS).headers["ETag"]
    pair.cached.get(POSTS)
    pair.cached.get(POSTS, headers={"If-None-Match": etag})
    pair.cached.get(POSTS, headers={"Accept-Encoding": "gzip", "If-None-Match": "*"})
    pair.cached.get("/feeds/none/posts.atom")
    pair.cached.get("/feeds.opml")
    pair.cached.get("/")
    values = {
        status: pair.metrics.registry.get_sample_value("feedforum_feeds_served_total", {"status": status})
        for status in ("200", "304", "404")
    }
    assert values == {"200": 3, "304": 2, "404": 1}


def test_a_choice_that_hangs_on_other_forums_is_not_kept(still: World) -> None:
    client = Pair(still).cached
    for path in (f"{POSTS}?q=zweiter", f"/feeds/{KEY}/search.atom?q=zweiter", f"{POSTS}?%71=zweiter"):
        client.get(path)
        with counted() as statements:
            assert client.get(path).status_code == 200
        assert statements, path
