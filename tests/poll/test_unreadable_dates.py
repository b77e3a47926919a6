"""Posts whose date cannot be read: where feeds have them, and what comes of them once it can."""

from feedforum.poll import PageReport, Poll
from tests.poll.world import HOUR, world
from tests.sample_forum import SampleForum


def forum_of_three_threads() -> tuple[SampleForum, int]:
    forum = SampleForum()
    board = forum.add_board("Räder", forum.add_category("Alles"))
    for number in range(3):
        forum.new_thread(board, "Anna", f"Felgen {number}", "Erster!")
        forum.advance(HOUR)
    return forum, board


def make_unreadable(forum: SampleForum) -> None:
    forum.named_days, forum.date_format, forum.time_format = False, "??", "--"


def make_readable(forum: SampleForum) -> None:
    usual = SampleForum()
    forum.named_days, forum.date_format, forum.time_format = True, usual.date_format, usual.time_format


def test_what_has_no_readable_date_tops_no_feed_and_is_settled_once_it_has_one() -> None:
    forum, board = forum_of_three_threads()
    with world(forum, [board]) as it:
        it.poll()
        make_unreadable(forum)
        late = forum.new_thread(board, "Bert", "Ohne Datum", "Wann?")
        it.poll()
        newest, undated, *_ = it.posts()
        assert undated.thread.id == late
        assert undated.posted_at < newest.posted_at
        make_readable(forum)
        it.settle(2)
        settled = it.posts()[0]
        assert (settled.key, settled.edited_at) == (undated.key, None)
        assert settled.posted_at == it.shown()[0].shown_at


def test_where_not_even_lists_tell_a_date_what_cannot_be_read_stands_below_what_can() -> None:
    """Each thread is read before it is known whether any date of the forum can be read at all."""
    forum, board = forum_of_three_threads()
    make_unreadable(forum)

    def seen(page: PageReport) -> None:
        if page.requested.startswith("thread"):
            make_readable(forum)

    with world(forum, [board]) as it, it.new_client() as client:
        Poll(it.settings, it.store, client, it.clock, seen=seen).run()
        assert [post.thread.topic[-1] for post in it.posts()] == ["1", "2", "0"]
        ids = {post.key for post in it.posts()}
        it.settle(2)
        assert [post.posted_at for post in it.posts()] == [post.shown_at for post in it.shown()]
        assert {post.key for post in it.posts()} == ids
        assert not any(post.edited_at for post in it.posts())
