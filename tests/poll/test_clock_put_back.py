"""A forum whose clock was ahead for a while: what is read after it was put right waits for nothing."""

from datetime import timedelta

import pytest

from tests.poll.world import HOUR, world
from tests.sample_forum import SampleForum


@pytest.mark.parametrize("ahead", [timedelta(hours=2), timedelta(days=400)])
def test_nothing_waits_until_the_clock_says_again_what_it_said(ahead: timedelta) -> None:
    forum = SampleForum()
    board = forum.add_board("Räder", forum.add_category("Alles"), posts_per_page=4)
    thread = forum.new_thread(board, "Anna", "Felgen", "Erster!")
    old = [forum.reply(thread, "Bert", f"Antwort {number}") for number in range(6)]
    with world(forum, [board]) as it:
        it.poll()
        forum.advance(ahead)
        forum.reply(thread, "Cleo", "Von morgen")
        it.poll()
        forum.advance(HOUR / 4 - ahead)
        it.poll()
        for number in range(9):
            forum.reply(thread, "Bert", f"Danach {number}")
        it.poll()
        assert len(it.posts()) == 17
        forum.edit(old[0], "Bearbeitet")
        found = it.posts()
        assert all(max(post.posted_at, post.first_seen_at) <= forum.now for post in found)
        for _ in range(24):
            forum.advance(HOUR / 2)
            it.poll()
        assert "Bearbeitet" in {post.excerpt for post in it.posts()}
        assert len({post.key for post in it.posts()}) == 17
