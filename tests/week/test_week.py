"""A week of a forum, with all that goes wrong in one: what its feeds hold then, and what it was asked."""

from collections.abc import Iterator

import pytest

from tests.sample_forum import Skin
from tests.skins import MAIN, SKINS
from tests.thorough import THOROUGH
from tests.week import truth
from tests.week.life import MODERATED
from tests.week.reader import number, pages
from tests.week.town import MONDAY
from tests.week.troubles import LOGGED_OUT, RESTARTS
from tests.week.week import Week, lived_week

SAID = {"closed", "database down"}
MOST = 1.05
"""Requests by the floor."""


WEEKS = SKINS if THOROUGH else tuple({skin.engine: skin for skin in reversed(SKINS)}.values())[::-1]
"""Usually the first skin of each engine, those after the main one in a quieter week."""


def liveliness(skin: Skin) -> float:
    return 1.0 if THOROUGH or skin is MAIN else 0.25


@pytest.fixture(scope="module", params=WEEKS, ids=lambda skin: skin.name)
def week(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Week]:
    with lived_week(tmp_path_factory.mktemp("week"), request.param, liveliness(request.param)) as lived:
        yield lived


def test_much_was_written_and_much_went_wrong(week: Week) -> None:
    posts = [post for post in week.town.forum.posts.values() if post.posted_at >= MONDAY]
    skin = week.town.forum.skin
    assert len(posts) > (2000 if liveliness(skin) == 1 else 400)
    answers = {"ok", "broken", "overloaded"}
    assert week.answers.keys() >= (answers if skin.refuses_by_status else {*answers, *SAID})
    assert week.answers.keys() <= {*answers, *SAID}
    assert week.counts["login"] == skin.login_requests * len(LOGGED_OUT + RESTARTS)


def test_the_forum_was_asked_for_hardly_more_than_the_floor(week: Week) -> None:
    asked, floor = week.asked, week.counts.total()
    if liveliness(week.town.forum.skin) < 1:
        # Where little is written, the rest weighs more: a page a poll is read again, and one of each
        # thread that was deleted, moved or lost a post.
        assert week.reasons["reread"] <= week.counts["index"]
        assert week.reasons["suspect"] <= MODERATED
        asked -= week.reasons["reread"] + week.reasons["suspect"]
    assert asked <= MOST * floor, (week.asked, week.counts, week.reasons)


def test_every_board_has_its_posts_and_threads(week: Week) -> None:
    for board in week.town.watched:
        assert truth.served(week.client, f"boards/{board}/posts") == truth.shown(week.town, [board])
        assert truth.served(week.client, f"boards/{board}/threads") == truth.begun(week.town, [board])


def test_the_forum_has_all_posts(week: Week) -> None:
    assert truth.served(week.client, "posts") == truth.shown(week.town, week.town.watched)


def test_every_thread_has_its_posts(week: Week) -> None:
    for thread, posts in truth.in_threads(week.town, week.town.watched).items():
        assert truth.served(week.client, f"threads/{thread}") == posts


def test_a_reader_saw_every_post_once_under_one_id(week: Week) -> None:
    assert not week.reader.twice
    assert all(len(ids) == 1 for ids in week.reader.ids.values())
    assert {post.id for post in truth.shown(week.town, week.town.watched)} <= week.reader.ids.keys()


def test_what_is_gone_is_told_to_be_gone(week: Week) -> None:
    removed = {number(entry["id"]) for entry in pages(week.client, "posts")[0]["_feedforum"]["removed"]}
    assert removed
    assert removed.isdisjoint(post.id for post in truth.shown(week.town, week.town.watched))
    assert removed <= week.reader.ids.keys()
