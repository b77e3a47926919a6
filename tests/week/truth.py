"""What feeds ought to hold, told from the forum, beside what they hold."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from tests.sample_forum import VisiblePost
from tests.week.reader import number, pages
from tests.week.town import MONDAY, Town

_MARKS = re.compile(r"\[/?b\]")


@dataclass(frozen=True)
class Told:
    """A post, as far as a reader sees it."""

    id: int
    title: str
    author: str
    at: datetime
    text: str


def shown(town: Town, boards: Iterable[int]) -> list[Told]:
    """The posts of these boards as the forum has them, newest first; like all here, those of the week."""
    posts = town.forum.visible_posts(list(boards))
    firsts = _firsts(posts)
    return _of_the_week(_told(post, firsts) for post in posts)


def begun(town: Town, boards: Iterable[int]) -> list[Told]:
    """The first posts of all threads, newest first."""
    posts = town.forum.visible_posts(list(boards))
    firsts = _firsts(posts)
    return _of_the_week(_told(post, firsts) for post in posts if firsts[post.thread_id] == post.post_id)


def in_threads(town: Town, boards: Iterable[int]) -> dict[int, list[Told]]:
    """The posts by thread, newest first."""
    posts = town.forum.visible_posts(list(boards))
    firsts = _firsts(posts)
    found: dict[int, list[Told]] = {}
    for post in posts:
        if post.shown_at >= MONDAY:
            found.setdefault(post.thread_id, []).append(_told(post, firsts))
    return found


def served(client: FlaskClient, place: str) -> list[Told]:
    """The entries of a feed and of its further pages."""
    return _of_the_week(_entry(item) for page in pages(client, place) for item in page["items"])


def _of_the_week(posts: Iterable[Told]) -> list[Told]:
    return [post for post in posts if post.at >= MONDAY]


def _told(post: VisiblePost, firsts: dict[int, int]) -> Told:
    topic = f"{post.prefix} {post.topic}".strip()
    own = post.title if post.title != post.topic else ""
    title = topic if firsts[post.thread_id] == post.post_id else own or f"Re: {topic}"
    return Told(post.post_id, title, post.author, post.shown_at, _MARKS.sub("", post.text))


def _firsts(posts: Iterable[VisiblePost]) -> dict[int, int]:
    """The first post of each thread; the posts come newest first."""
    return {post.thread_id: post.post_id for post in posts}


def _entry(item: dict[str, Any]) -> Told:
    return Told(
        number(item["id"]),
        item["title"],
        item["authors"][0]["name"],
        datetime.fromisoformat(item["date_published"]),
        BeautifulSoup(item["content_html"], "lxml").get_text().strip(),
    )
