"""A thread to read whole, the first post first: a long one over several pages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flask import request
from werkzeug.exceptions import NotFound

from feedforum.feeds import FeedStore
from feedforum.records import Id, StoredPost

POSTS_ON_A_PAGE = 50
_MOST_DIGITS = 9
_POST_KEY = re.compile(r"[0-9A-Za-z-]{1,60}")


@dataclass(frozen=True, slots=True)
class ThreadPagePosition:
    """Which page of a thread, counted from 1, and how many there are."""

    number: int
    last: int


def position_asked(read_repository: FeedStore, key: str, thread_id: Id) -> ThreadPagePosition:
    """The page that a request asks for: `?page=`, or that on which the post `?post=` stands; else the first.

    Raises NotFound (404) if there is no such page or post.
    """
    last = max(1, -(-read_repository.thread_length(key, thread_id) // POSTS_ON_A_PAGE))
    post, page = request.args.get("post", ""), request.args.get("page", "1")
    if post:
        place = read_repository.thread_length(key, thread_id, up_to=post) if _POST_KEY.fullmatch(post) else 0
        number = -(-place // POSTS_ON_A_PAGE)
    else:
        written = page.isascii() and page.isdigit() and len(page) <= _MOST_DIGITS
        number = int(page) if written else 0
    if not 1 <= number <= last:
        raise NotFound
    return ThreadPagePosition(number, last)


def posts_at(
    read_repository: FeedStore, key: str, thread_id: Id, leaf: ThreadPagePosition
) -> Sequence[StoredPost]:
    """The posts of a page, the first one first."""
    start, end = (leaf.number - 1) * POSTS_ON_A_PAGE, leaf.number * POSTS_ON_A_PAGE
    following = read_repository.thread_place(key, thread_id, end)
    limit = POSTS_ON_A_PAGE
    if following is None:
        limit = min(limit, read_repository.thread_length(key, thread_id) - start)
    if limit <= 0:
        return ()
    posts = read_repository.newest_posts(
        key, thread_id=thread_id, before=following, dropped=True, limit=limit
    )
    return posts[::-1]
