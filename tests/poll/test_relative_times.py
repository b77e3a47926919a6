"""Posts of MyBB before 1.8.12 and of phpBB 3, which say "28 minutes ago" for a day, or an hour."""

from datetime import UTC, datetime, timedelta

from tests.poll.world import world
from tests.sample_forum import SampleForum
from tests.sample_forum.skins import MYBB, PHPBB3

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
QUARTER = timedelta(minutes=15)


def test_times_are_known_roughly_at_first_and_settled_by_the_clock_and_nothing_counts_as_an_edit() -> None:
    forum = SampleForum("Werkbank", NOON, skin=MYBB)
    forum.version = "1.8.8"
    board = forum.add_board("Räder", forum.add_category("Alles"))
    thread = forum.new_thread(board, "Anna", "Felgen", "Erster!")
    with world(forum, [board]) as it:
        it.poll()
        forum.advance(timedelta(hours=3, minutes=50))
        late = forum.reply(thread, "Bert", "Zweiter.")
        forum.advance(timedelta(minutes=100))
        forum.reply(thread, "Cleo", "[quote='Bert']Zweiter.[/quote]Dritter.")
        it.poll()
        ids = [post.key for post in it.posts()]
        first, second, third = reversed(it.posts())
        written = forum.posts[late].posted_at
        # "1 hour ago" is 100 minutes ago here: no earlier than the post before it, and never in the future.
        assert first.posted_at <= written <= second.posted_at <= written + timedelta(hours=1)
        assert second.posted_at <= third.posted_at <= forum.now
        costs = []
        for _ in range(8):
            forum.advance(QUARTER)
            costs.append(it.cost())
        assert costs.count(1) >= 6  # the others read young posts again
        for _ in range(40):
            forum.advance(timedelta(hours=1))
            it.poll()
        found = it.posts()
        assert [post.key for post in found] == ids
        assert [post.posted_at for post in found] == [post.shown_at for post in it.shown()]
        assert all(post.edited_at is None for post in found)


def test_in_the_first_hour_phpbb_3_tells_minutes_and_after_it_the_clock() -> None:
    forum = SampleForum("Werkbank", NOON, skin=PHPBB3)
    forum.tells_ages = True
    board = forum.add_board("Räder", forum.add_category("Alles"))
    thread = forum.new_thread(board, "Anna", "Felgen", "Erster!")
    with world(forum, [board]) as it:
        forum.advance(timedelta(minutes=20, seconds=10))
        forum.reply(thread, "Bert", "Zweiter.")
        forum.advance(timedelta(seconds=40))
        forum.reply(thread, "Cleo", "Dritter.")
        forum.advance(timedelta(minutes=7))
        it.poll()
        ids = [post.key for post in it.posts()]
        assert ids == ["3", "2", "1"]
        for post, shown in zip(it.posts(), it.shown(), strict=True):
            assert abs(post.posted_at - shown.posted_at) <= timedelta(minutes=1)
        costs = []
        for _ in range(8):
            forum.advance(QUARTER)
            costs.append(it.cost())
        assert costs.count(1) >= 6  # the others read young posts again
        for _ in range(40):
            forum.advance(timedelta(hours=1))
            it.poll()
        found = it.posts()
        assert [post.key for post in found] == ids
        assert [post.posted_at for post in found] == [post.shown_at for post in it.shown()]
        assert all(post.edited_at is None for post in found)
