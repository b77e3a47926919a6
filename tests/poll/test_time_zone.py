"""The owner corrects `timezone`: all dates move at once, and nothing else does."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from feedforum.engines.forum_links import engine_links
from feedforum.feeds.ids import FeedName
from feedforum.feeds.render_feed import FeedSite, render_feed
from feedforum.visibility import visible_part
from tests.poll.world import HOUR, KEY, World, world
from tests.sample_forum import SampleForum
from tests.sample_forum.skin import Skin
from tests.skins import each_engine
from tests.thorough import THOROUGH

MINUTE = timedelta(minutes=1)


def lived(forum: SampleForum, replies: int = 25) -> list[int]:
    """Two boards; posts of the last months, and some of the last minutes."""
    boards = [forum.add_board(title, forum.add_category("All")) for title in ("Lamps", "Wheels")]
    for board in boards:
        thread = forum.new_thread(board, "Anna", "Long", "Beginning")
        for number in range(replies):
            forum.advance(timedelta(days=4, hours=5, minutes=7))
            forum.reply(thread, "Bert", f"Reply {number}")
        forum.new_thread(board, "Cleo", "Short", "Beginning")
    return boards


def entries(it: World) -> dict[str, tuple[datetime, datetime]]:
    """When each entry was published and updated, by its id."""
    site = FeedSite(it.store.read_repository, engine_links, "http://feeds.example")
    visible = visible_part(it.settings, token=False)
    feed = json.loads(render_feed(site, visible, FeedName(KEY), "json").body)
    return {
        item["id"]: (
            datetime.fromisoformat(item["date_published"]),
            datetime.fromisoformat(item["date_modified"]),
        )
        for item in feed["items"]
    }


def right(it: World) -> dict[int, datetime]:
    return {post.post_id: post.posted_at.replace(second=0, microsecond=0) for post in it.shown()}


def stored(it: World) -> dict[object, datetime]:
    return {post.id: post.posted_at.replace(second=0, microsecond=0) for post in it.posts()}


# From over summer time's change on, by the same rules on other days, by other rules, and by half an hour.
ZONES = ("UTC", "Europe/London", "America/New_York", "Asia/Tokyo", "+05:30")


@pytest.mark.parametrize("wrong", ZONES if THOROUGH else ZONES[::2])
def test_all_dates_move_at_once_and_nothing_is_announced(tmp_path: Path, wrong: str) -> None:
    forum = SampleForum("Workbench")
    boards = lived(forum)
    forum.advance(3 * HOUR)
    with world(forum, boards, tmp_path, entries=100, backfill=None, timezone=wrong) as it:
        it.settle(1)
        assert len(stored(it)) == len(right(it))
        assert stored(it) != right(it)
        before = entries(it)
        it.settings = replace(it.settings, timezone=forum.zone.key)
        forum.advance(15 * MINUTE)
        report = it.poll()
        assert (report.requests, report.new_posts, report.edits) == (1, 0, 0)
        assert stored(it) == right(it)
        after = entries(it)
        assert list(after) == list(before), "the same entries in the same order"
        for entry_id, (published, updated) in after.items():
            assert updated == max(published, before[entry_id][1]), (
                "as it was, and never before it was published"
            )
        reply = forum.reply(1, "Dora", "New")
        forum.advance(15 * MINUTE)
        report = it.poll()
        assert (report.requests, report.new_posts, report.edits) == (3, 1, 0)
        assert stored(it)[reply] == right(it)[reply]
        assert len(entries(it)) == len(before) + 1


def test_a_date_in_the_future_is_right_when_its_post_is_read_again(tmp_path: Path) -> None:
    """It was taken for the moment of the poll, or for yesterday's, which no zone tells anything of."""
    forum = SampleForum("Workbench")
    boards = lived(forum)
    with world(forum, boards, tmp_path, entries=100, backfill=None, timezone="UTC") as it:
        forum.reply(1, "Bert", "Just now")
        forum.advance(5 * MINUTE)
        it.poll()
        it.settings = replace(it.settings, timezone=forum.zone.key)
        before = set(entries(it))
        it.settle(3)
        assert stored(it) == right(it)
        assert set(entries(it)) == before


def test_an_edit_that_was_announced_stays_where_it_is(tmp_path: Path) -> None:
    forum = SampleForum("Workbench")
    boards = lived(forum)
    with world(forum, boards, tmp_path, timezone="UTC") as it:
        it.poll()
        forum.edit(max(forum.posts), "Edited")
        it.settle(2)
        before = {post.id: post.edited_at for post in it.posts()}
        assert any(before.values())
        it.settings = replace(it.settings, timezone=forum.zone.key)
        it.poll()
        assert {post.id: post.edited_at for post in it.posts()} == before


@each_engine
def test_each_kind_of_forum(tmp_path: Path, skin: Skin) -> None:
    forum = SampleForum("Workbench", skin=skin)
    boards = lived(forum, replies=6)
    forum.advance(HOUR)
    with world(forum, boards, tmp_path, entries=100, backfill=None, timezone="UTC") as it:
        it.settle(1)
        it.settings = replace(it.settings, timezone=forum.zone.key)
        forum.advance(15 * MINUTE)
        report = it.poll()
        assert (report.requests, report.new_posts, report.edits) == (1, 0, 0)
        with world(forum, boards, entries=100, backfill=None) as other:
            other.settle(1)
            assert stored(it) == stored(other)
