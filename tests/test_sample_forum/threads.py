"""Threads to look at."""

from datetime import timedelta

from tests.sample_forum import SampleForum


def filled(forum: SampleForum, posts: int, board: int = 2) -> int:
    """A thread by Jörg with replies by a guest, a minute apart. Gives its id."""
    thread = forum.new_thread(board, "Jörg", "Thema", "Beitrag 1")
    for number in range(2, posts + 1):
        forum.advance(timedelta(minutes=1))
        forum.reply(thread, "Gast", f"Beitrag {number}")
    return thread
