"""Learns a forum's pages anew once its profile no longer fits them."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace

from feedforum.config import ForumSettings
from feedforum.dates import Calendar
from feedforum.engines.profile import ProfileEngine
from feedforum.learning.learner import Learned, learn
from feedforum.learning.walk import NotUnderstoodError
from feedforum.records import Document, Id, Profile, StoredPost
from feedforum.translations import detail_text

_THREADS = 3
"""How many threads that are known are read again with a new profile."""

Get = Callable[[str], Document | None]


def learned_of(forum: ForumSettings, get: Get) -> Learned:
    """The profile that a configured forum's pages have by now, with what its owner alone can have said.

    Raises NotUnderstoodError.
    """
    front = get(forum.url)
    if front is None:
        raise NotUnderstoodError(detail_text("front_unread"))
    learned = learn(front, get, Calendar(forum.zone, forum.date_order))
    before = forum.profile
    if before is None:
        return learned
    profile = replace(
        learned.profile,
        login=before.login,
        fixed_offset=before.fixed_offset,
        language=before.language,
        urls=replace(learned.profile.urls, login=before.urls.login),
    )
    return replace(learned, profile=profile)


def finds_again(forum: ForumSettings, profile: Profile, posts: Iterable[StoredPost], get: Get) -> bool:
    """Whether a profile finds stored posts again where they stood, as the posts that they were.

    That is: boards and threads have the same addresses, and each of some threads has posts with the ids,
    authors and moments that are stored; posts that have no ids, with authors and moments alone.
    """
    before = forum.profile
    if before is None or (before.urls.board, before.urls.thread) != (profile.urls.board, profile.urls.thread):
        return False
    engine, calendar = ProfileEngine(profile), Calendar(forum.zone, forum.date_order)
    known: defaultdict[tuple[Id, Id | None], set[tuple[object, ...]]] = defaultdict(set)
    # The first page of a short thread has all of its posts.
    for post in sorted(posts, key=lambda post: post.thread.replies):
        known[post.thread.id, post.thread.board_id].add((post.id, post.author.name, post.posted_at))
    found = []
    for (thread_id, board_id), stored in list(known.items())[:_THREADS]:
        document = get(engine.thread_url(forum.url, thread_id, board_id=board_id))
        page = engine.read_thread(document, calendar).page if document else None
        read = {(post.id, post.author.name, post.posted_at) for post in (page.posts if page else ())}
        found.append(bool(read & stored))
    return bool(found) and all(found)
