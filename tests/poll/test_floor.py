"""What a poll costs the forum: the floor of the design, counted at the forum's own socket."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.poll.world import World, world
from tests.sample_forum import SampleForum, Skin
from tests.skins import each_engine

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def busy_forum(boards: int = 12, threads: int = 3) -> tuple[SampleForum, list[int]]:
    forum = SampleForum("Werkbank", NOON - timedelta(days=20))
    category = forum.add_category("Alles")
    ids = [forum.add_board(f"Brett {number}", category) for number in range(boards)]
    for board in ids:
        for number in range(threads):
            forum.advance(7 * MINUTE)
            thread = forum.new_thread(board, "Anna", f"Faden {number}", "Erster!")
            forum.advance(3 * MINUTE)
            forum.reply(thread, "Bert", "Zweiter.")
    forum.now = NOON
    return forum, ids


def same_posts(world: World, boards: list[int]) -> None:
    stored = [(post.id, post.author.name, post.posted_at) for post in world.posts()]
    assert stored == [(post.post_id, post.author, post.shown_at) for post in world.shown(boards)]


@each_engine
def test_news_on_both_sides_of_a_page_border_arrive_though_nothing_told_the_size_of_pages(skin: Skin) -> None:
    forum = SampleForum("Werkbank", NOON, skin=skin)
    board = forum.add_board("Räder", forum.add_category("Alles"), posts_per_page=40)
    thread = forum.new_thread(board, "Anna", "Faden", "Erster!")
    for _ in range(30):
        forum.reply(thread, "Bert", "Noch einer.")
    with world(forum, [board]) as it:
        boards = tuple(replace(each, backfill=0) for each in it.settings.boards or ())
        it.settings = replace(it.settings, boards=boards)
        it.poll()
        forum.advance(timedelta(hours=1))
        news = [forum.reply(thread, "Cleo", "Neu") for _ in range(14)]
        it.poll()
        assert set(it.numbers()) >= set(news)


def test_first_poll_reads_everything_of_a_small_forum(tmp_path: Path) -> None:
    forum, boards = busy_forum()
    with world(forum, boards, tmp_path) as it:
        report = it.poll()
        assert report.answer == "ok", report.detail
        assert not report.more
        same_posts(it, boards)


def test_unchanged_forum_costs_one_request(tmp_path: Path) -> None:
    forum, boards = busy_forum()
    with world(forum, boards, tmp_path) as it:
        it.poll()
        forum.advance(15 * MINUTE)
        assert it.cost() == 1


def test_one_reply_costs_three_requests_however_long_the_thread(tmp_path: Path) -> None:
    forum, boards = busy_forum()
    thread = forum.new_thread(boards[4], "Anna", "Lang", "Anfang")
    for number in range(130):
        forum.advance(MINUTE)
        forum.reply(thread, "Bert", f"Beitrag {number}")
    with world(forum, boards, tmp_path) as it:
        it.poll()
        forum.advance(15 * MINUTE)
        forum.reply(thread, "Cleo", "Neu!")
        assert it.cost() == 3
        assert it.posts(boards[4])[0].author.name == "Cleo"
        forum.advance(15 * MINUTE)
        assert it.cost() == 1


def test_fifty_posts_over_four_pages_all_arrive_once(tmp_path: Path) -> None:
    forum, boards = busy_forum()
    thread = forum.new_thread(boards[4], "Anna", "Lang", "Anfang")
    for number in range(30):
        forum.reply(thread, "Bert", f"Alt {number}")
    with world(forum, boards, tmp_path) as it:
        it.poll()
        forum.advance(15 * MINUTE)
        for number in range(50):
            forum.reply(thread, "Cleo", f"Neu {number}")
        assert it.cost() == 2 + 4
        keys = [post.key for post in it.posts(boards[4]) if post.author.name == "Cleo"]
        assert len(keys) == len(set(keys)) == 50
