"""A week of a forum, with all that goes wrong in one: what its feeds hold then, and what it was asked."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from tests.sample_forum import Skin
from tests.skins import MAIN, SKINS
from tests.thorough import THOROUGH
from tests.week.activity import DAYS, MODERATED
from tests.week.expected_entries import begun, in_threads, served, shown
from tests.week.feed_reader import pages, post_key
from tests.week.initial_forum import MONDAY
from tests.week.outages import LOGGED_OUT, RESTARTS
from tests.week.simulation import Week, simulated_week

ERROR_PAGES = {"closed", "database down"}
MOST = 1.05
"""Requests by the floor."""

_NO_IDS = next(skin for skin in SKINS if not skin.post_ids and skin.refuses_by_status)
WEEKS = SKINS if THOROUGH else (MAIN, _NO_IDS)
"""Usually the main one and the one that is least like it, in a quieter week."""

LIVELINESS = 1.0 if THOROUGH else 0.1
SETTLING = timedelta(days=8 if THOROUGH else 3)
"""Where little is written, all of it has been read again sooner."""


@pytest.fixture(scope="module", params=WEEKS, ids=lambda skin: skin.name)
def week(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Week]:
    skin: Skin = request.param
    with simulated_week(tmp_path_factory.mktemp("week"), skin, LIVELINESS, settling=SETTLING) as simulated:
        yield simulated


def test_much_was_written_and_much_went_wrong(week: Week) -> None:
    posts = [post for post in week.fixture.forum.posts.values() if post.posted_at >= MONDAY]
    skin = week.fixture.forum.skin
    assert len(posts) > (150 if LIVELINESS < 1 else 2000 if skin is MAIN else 1800)
    answers = {"ok", "broken", "overloaded"}
    assert week.answers.keys() >= (answers if skin.refuses_by_status else {*answers, *ERROR_PAGES})
    assert week.answers.keys() <= {*answers, *ERROR_PAGES}
    assert week.counts["login"] == skin.login_requests * len(LOGGED_OUT + RESTARTS)


def test_the_forum_was_asked_for_hardly_more_than_the_floor(week: Week) -> None:
    asked, floor = week.asked, week.counts.total()
    if LIVELINESS < 1:
        # Where little is written, up to a page an hour is read again, and one of each thread that was
        # deleted, moved or lost a post.
        assert week.reasons["reread"] <= 24 * DAYS
        assert week.reasons["suspect"] <= MODERATED
        asked -= week.reasons["reread"] + week.reasons["suspect"]
    assert asked <= MOST * floor, (week.asked, week.counts, week.reasons)


def test_every_board_has_its_posts_and_threads(week: Week) -> None:
    for board in week.fixture.watched:
        posts = served(week.fixture, week.client, f"boards/{board}/posts")
        assert posts == shown(week.fixture, [board])
        threads = served(week.fixture, week.client, f"boards/{board}/threads")
        assert threads == begun(week.fixture, [board])


def test_the_forum_has_all_posts(week: Week) -> None:
    assert served(week.fixture, week.client, "posts") == shown(week.fixture, week.fixture.watched)


def test_every_thread_has_its_posts(week: Week) -> None:
    for thread, posts in in_threads(week.fixture, week.fixture.watched).items():
        assert (
            served(week.fixture, week.client, f"threads/{week.fixture.forum.threads[thread].shown_id}")
            == posts
        )


def keys_served(week: Week) -> list[str]:
    """The keys of all posts of the week that the forum's feed holds in the end."""
    items = [item for page in pages(week.client, "posts") for item in page["items"]]
    return [
        post_key(item["id"]) for item in items if datetime.fromisoformat(item["date_published"]) >= MONDAY
    ]


def test_a_reader_saw_every_post_once_under_one_id(week: Week) -> None:
    assert not week.reader.twice
    assert all(len(ids) == 1 for ids in week.reader.ids.values())
    assert set(keys_served(week)) <= week.reader.ids.keys()
    assert len(set(keys_served(week))) == len(shown(week.fixture, week.fixture.watched))


def test_deletions_are_listed(week: Week) -> None:
    removed = {post_key(entry["id"]) for entry in pages(week.client, "posts")[0]["_feedforum"]["removed"]}
    assert removed
    assert removed.isdisjoint(keys_served(week))
    assert removed <= week.reader.ids.keys()
