"""The entries that feeds are expected to hold, made from the forum's own posts, and those that they hold."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from tests.sample_forum import VisiblePost
from tests.week.feed_reader import pages, post_key
from tests.week.initial_forum import MONDAY, ForumFixture

_MARKS = re.compile(r"\[/?b\]")


@dataclass(frozen=True)
class Entry:
    """A post, as far as a reader sees it; `key` is None where posts have no ids that last."""

    key: str | None
    title: str
    author: str
    at: datetime
    text: str


def shown(fixture: ForumFixture, boards: Iterable[int]) -> list[Entry]:
    """The posts of these boards as the forum has them, newest first; like all here, those of the week."""
    return [entry for _, entry in _entries(fixture, boards)]


def begun(fixture: ForumFixture, boards: Iterable[int]) -> list[Entry]:
    """The first posts of all threads, newest first."""
    firsts = _firsts(fixture.forum.visible_posts(list(boards)))
    return [entry for post, entry in _entries(fixture, boards) if firsts[post.thread_id] == post.post_id]


def in_threads(fixture: ForumFixture, boards: Iterable[int]) -> dict[int, list[Entry]]:
    """The posts by thread, newest first."""
    found: dict[int, list[Entry]] = {}
    for post, entry in _entries(fixture, boards):
        found.setdefault(post.thread_id, []).append(entry)
    return found


def served(fixture: ForumFixture, client: FlaskClient, place: str) -> list[Entry]:
    """The entries of a feed and of its further pages."""
    items = (item for page in pages(client, place) for item in page["items"])
    entries = (_served_entry(item, with_key=fixture.forum.skin.post_ids) for item in items)
    return [entry for entry in entries if entry.at >= MONDAY]


def _entries(fixture: ForumFixture, boards: Iterable[int]) -> list[tuple[VisiblePost, Entry]]:
    posts = fixture.forum.visible_posts(list(boards))
    firsts, with_key = _firsts(posts), fixture.forum.skin.post_ids
    return [(post, _entry(post, firsts, with_key=with_key)) for post in posts if post.shown_at >= MONDAY]


def _firsts(posts: Iterable[VisiblePost]) -> dict[int, int]:
    """The first post of each thread; the posts come newest first."""
    return {post.thread_id: post.post_id for post in posts}


def _entry(post: VisiblePost, firsts: dict[int, int], *, with_key: bool) -> Entry:
    topic = f"{post.prefix} {post.topic}".strip()
    own = post.title if post.title != post.topic else ""
    title = topic if firsts[post.thread_id] == post.post_id else own or f"Re: {topic}"
    key = str(post.post_id) if with_key else None
    return Entry(key, title, post.author, post.shown_at, _MARKS.sub("", post.text))


def _served_entry(item: dict[str, Any], *, with_key: bool) -> Entry:
    return Entry(
        post_key(item["id"]) if with_key else None,
        item["title"],
        item["authors"][0]["name"],
        datetime.fromisoformat(item["date_published"]),
        BeautifulSoup(item["content_html"], "lxml").get_text().strip(),
    )
