"""A forum of three boards, of which the second is below the first, with a thread of two posts in each."""

from datetime import timedelta

from feedforum.records import Id
from tests.poll.world import HOUR, World
from tests.sample_forum import SampleForum


def three_boards() -> SampleForum:
    """Its boards have the numbers 2, 3 and 4, their threads 1, 2 and 3."""
    forum = SampleForum("Werkbank")
    category = forum.add_category("Alles")
    forum.add_board("Räder", category)
    forum.add_board("Lampen", 2)
    forum.add_board("Plausch", category)
    for board in (2, 3, 4):
        thread = forum.new_thread(board, "Anna", f"Thema in {board}", "Text")
        forum.advance(timedelta(minutes=1))
        forum.reply(thread, "Bert", "Antwort")
    forum.advance(HOUR)
    return forum


def ids(it: World, board_id: int) -> list[Id | None]:
    """What the feed of a board holds, by the ids of the posts."""
    return [post.id for post in it.posts(board_id)]
