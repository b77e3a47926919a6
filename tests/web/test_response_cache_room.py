"""The cache of feeds by itself: how much it holds, and of which configuration."""

from dataclasses import replace
from functools import partial

from feedforum.config.settings import ServerSettings, Settings
from feedforum.records import PostScope
from feedforum.store import Revisions
from feedforum.web.http_responses import Representation, representation
from feedforum.web.response_cache import ResponseCache
from tests.poll.world import KEY, settings_for


class StillRevisions(Revisions):
    """Of a store in which nothing changes."""

    def __init__(self) -> None: ...

    def stamp(self, scope: PostScope) -> int:
        return 1


def sized(size: int) -> Representation:
    return representation(b"x" * size, "text/plain", max_age=1, private=False)


def cache_of(most_bytes: int) -> tuple[ResponseCache, Settings]:
    settings = Settings(ServerSettings("127.0.0.1", 0, "", ()), "", (settings_for("http://a.example/", [2]),))
    return ResponseCache(StillRevisions(), most_bytes), settings


def test_no_more_is_kept_than_there_is_room_for() -> None:
    cache, settings = cache_of(150_000)
    for number in range(1000):
        cache.get(settings, KEY, False, (number % 300,), partial(sized, number))
        cache.get(settings, KEY, False, (0,), partial(sized, 0))
        assert cache.size == sum(entry.size for entry in cache._entries.values()) <= 150_000
    assert len(cache._entries) > 50
    cached = cache.size
    assert cache.get(settings, KEY, False, (0,), partial(sized, 1)) == sized(0), "it was used last"
    assert cache.get(settings, KEY, False, (1,), partial(sized, 2)) == sized(2), "it was used long ago"
    assert cache.get(settings, KEY, False, ("large",), partial(sized, 20_000)) == sized(20_000)
    assert cache.get(settings, KEY, False, ("large",), partial(sized, 19_000)) == sized(19_000)
    assert cache.size <= cached + 2000


def test_what_was_rendered_under_another_configuration_is_neither_kept_nor_given() -> None:
    cache, old = cache_of(1_000_000)
    new = replace(old)

    def overtaken() -> Representation:
        assert cache.get(new, KEY, False, ("a",), partial(sized, 2)) == sized(2)
        return sized(1)

    assert cache.get(old, KEY, False, ("a",), overtaken) == sized(1)
    assert cache.get(new, KEY, False, ("a",), partial(sized, 3)) == sized(2)
    assert cache.get(old, KEY, False, ("a",), partial(sized, 4)) == sized(4)
    assert cache.get(new, KEY, False, ("a",), partial(sized, 5)) == sized(5)


def test_what_is_asked_of_forums_that_are_not_there_is_not_kept() -> None:
    cache, settings = cache_of(1_000_000)
    assert cache.get(settings, "none", False, ("a",), partial(sized, 1)) == sized(1)
    assert cache.get(settings, "none", False, ("a",), partial(sized, 2)) == sized(2)
    assert cache.size == 0
