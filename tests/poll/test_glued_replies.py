"""A reply that MyBB glues to the last post, by the same author: no count and no date tells of it."""

from datetime import UTC, datetime, timedelta

from tests.poll.world import world
from tests.sample_forum import SampleForum
from tests.sample_forum.skins import MYBB

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
QUARTER = timedelta(minutes=15)
GLUES_FOR = timedelta(hours=1)


def test_it_comes_as_an_edit_soon_after_nothing_can_be_glued_any_more() -> None:
    forum = SampleForum("Werkbank", NOON, skin=MYBB)
    board = forum.add_board("Räder", forum.add_category("Alles"))
    thread = forum.new_thread(board, "Anna", "Felgen", "Erster!")
    with world(forum, [board]) as it:
        it.poll()
        forum.advance(QUARTER)
        post = forum.reply(thread, "Bert", "Zweiter.")
        it.poll()
        forum.advance(QUARTER)
        forum.edit(post, "Zweiter.\nUnd noch etwas.", note=False)
        assert it.cost() == 1
        assert "etwas" not in it.posts()[0].content
        while forum.now - NOON < GLUES_FOR + timedelta(hours=2):
            forum.advance(QUARTER)
            it.poll()
        found = it.posts()[0]
        assert (found.id, len(it.posts())) == (post, 2)
        assert "Und noch etwas." in found.content
        assert found.edited_at is not None
