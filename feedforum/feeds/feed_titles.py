"""What feeds are called, in their forum's language."""

from feedforum.feeds.entry_titles import full_topic
from feedforum.feeds.ids import What
from feedforum.records import StoredBoard, StoredForum, StoredThread
from feedforum.text.characters import clean_line
from feedforum.translations import text


def forum_title(forum: StoredForum) -> str:
    """The forum's title, or its key where it has none."""
    return clean_line(forum.title) or forum.key


def board_title(board: StoredBoard, language: str) -> str:
    """The board's title, or words for its id where it has none."""
    return clean_line(board.title) or text(language, "board_untitled", id=board.id)


def thread_title(thread: StoredThread, language: str) -> str:
    """The thread's topic with its prefix, or words for its id where it has none."""
    return full_topic(thread.topic, thread.prefix) or text(language, "thread_untitled", id=thread.id)


def forum_heading(forum: StoredForum, what: What) -> str:
    """The title of a forum's feed."""
    return text(forum.language, f"feed_forum_{what}", forum=forum_title(forum))


def board_heading(forum: StoredForum, board_name: str, what: What) -> str:
    """The title of a board's feed."""
    return text(forum.language, f"feed_board_{what}", board=board_name, forum=forum_title(forum))


def thread_heading(forum: StoredForum, thread: StoredThread) -> str:
    """The title of a thread's feed."""
    topic = thread_title(thread, forum.language)
    return text(forum.language, "feed_thread", thread=topic, forum=forum_title(forum))
