"""What entries and feeds are called."""

import re

from feedforum.feeds.ids import FeedName
from feedforum.records import Id, StoredForum, StoredThread
from feedforum.text.characters import clean_line
from feedforum.translations import text

# "Re:", "AW:", "Antwort:", also counted as in "Re[2]:" or "Re^2:", as mail programs and forums write.
_MARK = re.compile(r"\s*(?:re|aw|antw|antwort)\s*(?:\[\d+\]|\(\d+\)|\^\d+)?\s*:", re.IGNORECASE)


def full_topic(topic: str, prefix: str) -> str:
    """The topic with its prefix as the forum shows it, a bare word in brackets: "[Tipp] Topic"; or empty."""
    topic, prefix = clean_line(topic), clean_line(prefix)
    if not prefix or _begins_with(topic, prefix):
        return topic
    if prefix[0].isalnum() and prefix[-1].isalnum():
        prefix = f"[{prefix}]"
    return f"{prefix} {topic}".strip()


def _begins_with(topic: str, prefix: str) -> bool:
    """Whether the topic has its prefix already: *Tippgeber* does not begin with the prefix *Tipp*."""
    rest = topic[len(prefix) :]
    return topic.startswith(prefix) and not (prefix[-1].isalnum() and rest[:1].isalnum())


def prefix_name(prefix: str) -> str:
    """The prefix as a category: without its brackets."""
    return clean_line(prefix).strip("[](){}<>:|- ")


def reply_title(own: str, topic: str, prefix: str, *, with_prefix: bool = True) -> str:
    """The title of a reply: its own, or "Re: " and the thread's where it has none of its own.

    Forums fill in the topic, with or without "Re:" or "AW:" and the prefix, as a reply's title: that
    is none. Of several such marks the first stays. `with_prefix` says whether the thread's title is
    said with its prefix.
    """
    marks, rest = _split_marks(clean_line(own))
    bare_prefix, bare_topic = clean_line(prefix), _split_marks(clean_line(topic))[1]
    whole = full_topic(bare_topic, bare_prefix)
    if not rest or _letters(rest) in (_letters(bare_topic), _letters(whole)):
        return f"Re: {(whole if with_prefix else bare_topic) or whole}"
    return f"{marks[0]} {rest}" if len(marks) > 1 else clean_line(own)


def _split_marks(title: str) -> tuple[list[str], str]:
    marks = []
    while found := _MARK.match(title):
        marks.append(found.group().strip())
        title = title[found.end() :]
    return marks, title.strip()


def _letters(title: str) -> str:
    # Forums break long words with a blank, not in the same place in a topic and in a post's title.
    return "".join(title.split()).casefold()


def forum_title(forum: StoredForum) -> str:
    """The forum's title, or its key where it has none."""
    return clean_line(forum.title) or forum.key


def title_by_key(forum: StoredForum | None, key: str) -> str:
    """The title of a forum that may not have been polled yet: then its key."""
    return forum_title(forum) if forum else key


def board_title(title: str, board_id: Id, language: str) -> str:
    """The board's title, or words for its id where it has none."""
    return clean_line(title) or text(language, "board_untitled", id=board_id)


def thread_title(thread: StoredThread | None, thread_id: Id, language: str) -> str:
    """The thread's topic with its prefix, or words for its id where it has none or was not read yet."""
    topic = full_topic(thread.topic, thread.prefix) if thread else ""
    return topic or text(language, "thread_untitled", id=thread_id)


def feed_title(name: FeedName, language: str, forum: str, place: str = "") -> str:
    """The title of a feed, made of the titles of its forum and of the board or thread that is its place."""
    kind = "forum" if name.board_id is None else "board"
    which = f"feed_{kind}_{name.kind}" if name.thread_id is None else "feed_thread"
    return text(language, which, place=place, forum=forum)
