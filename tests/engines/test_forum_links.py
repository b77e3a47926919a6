"""What leads to a forum, as its engine knows."""

from dataclasses import replace

import pytest

from feedforum.engines import engine_named
from feedforum.engines.forum_links import engine_links
from feedforum.errors import UnknownEngineError
from tests.feeds.samples import FORUM


def test_links_are_the_engines() -> None:
    engine, found = engine_named("wbb2"), engine_links(FORUM)
    assert found.forum() == FORUM.url
    assert found.board(3) == engine.board_link(FORUM.url, 3)
    assert found.thread(4) == engine.post_link(FORUM.url, 4, None)
    assert found.post(4, 5) == engine.post_link(FORUM.url, 4, 5)
    assert found.profile(6) == engine.profile_link(FORUM.url, 6)
    links = (found.board(3), found.thread(4), found.post(4, 5), found.profile(6))
    assert len({*links}) == 4
    assert all(link.startswith(FORUM.url) for link in links)


def test_an_engine_that_is_not_there_is_an_error() -> None:
    with pytest.raises(UnknownEngineError):
        engine_links(replace(FORUM, engine="none"))
