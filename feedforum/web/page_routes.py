"""Pages for people: choose, copy, subscribe, read; a long thread over several pages."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, request
from werkzeug.exceptions import NotFound

from feedforum.feeds import Entry, FeedName, FeedStore, Source, What, entry_of
from feedforum.feeds.feed_list import boards_shown, threads_shown
from feedforum.feeds.lookup import find_board, find_thread
from feedforum.feeds.titles import board_title, forum_title, thread_title
from feedforum.records import Id, StoredPost
from feedforum.visibility import VisibleForum
from feedforum.web.context import Site
from feedforum.web.http_responses import page
from feedforum.web.localisation import said, spoken_language
from feedforum.web.login_session import is_known_owner
from feedforum.web.page_urls import FeedLink, offered

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


_THREADS_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Row:
    """A forum on the front page."""

    key: str
    title: str
    language: str
    choices: list[FeedLink]


def pages_blueprint(site: Site) -> Blueprint:
    """The front page, and a page for each forum, board and thread."""
    pages = Blueprint("pages", __name__)

    @pages.get("/")
    def home() -> Response:
        visibility = site.visibility()
        forums = [(seen.key, site.read_repository.forum(seen.key)) for seen in visibility.forums]
        rows = [
            Row(
                key,
                forum_title(forum) if forum else key,
                forum.language if forum else "",
                _forum_offers(site, key),
            )
            for key, forum in forums
        ]
        some = any(chosen.has_private for chosen in site.settings.forums)
        owner = is_known_owner(request)
        return page(
            "home.html",
            private=visibility.token or owner,
            some_private=some,
            forums=rows,
            finding=owner or not site.settings.forums,
        )

    @pages.get("/forums/<key>")
    def of_forum(key: str) -> Response:
        language = spoken_language(request)
        seen = site.visible_forum(key)
        forum = site.read_repository.forum(key)
        boards = [
            (board, board_title(board, language), _board_offers(site, key, board.id))
            for board in boards_shown(seen, site.read_repository)
        ]
        threads = [thread for _, thread in threads_shown(seen, site.read_repository) if thread]
        return page(
            "forum.html",
            private=seen.private,
            forum=forum,
            title=forum_title(forum) if forum else key,
            home_url=site.links(forum).forum() if forum else seen.settings.url,
            boards=boards,
            threads=[(thread, thread_title(thread, language)) for thread in threads],
            said=_said(site, seen),
            choices=_forum_offers(site, key),
            key=key,
        )

    @pages.get("/forums/<key>/boards/<id:board_id>")
    def of_board(key: str, board_id: Id) -> Response:
        language = spoken_language(request)
        seen = site.visible_forum(key)
        forum, board = find_board(site.read_repository, seen, board_id)
        threads = site.read_repository.threads(key, board_id, _THREADS_SHOWN, without=seen.without)
        return page(
            "board.html",
            private=seen.opens_board(board_id),
            forum_title=forum_title(forum),
            forum_language=forum.language,
            board=board,
            title=board_title(board, language),
            home_url=site.links(forum).board(board_id),
            threads=[(thread, thread_title(thread, language)) for thread in threads],
            said=_said(site, seen),
            choices=_board_offers(site, key, board_id),
            key=key,
        )

    @pages.get("/forums/<key>/threads/<id:thread_id>")
    def of_thread(key: str, thread_id: Id) -> Response:
        language = spoken_language(request)
        seen = site.visible_forum(key)
        forum, thread = find_thread(site.read_repository, seen, thread_id)
        source = site.feeds().source(forum, seen)
        leaf = position_asked(site.read_repository, key, thread_id)
        return page(
            "thread.html",
            private=seen.opens_thread(thread_id, thread.board_id),
            forum_title=forum_title(forum),
            forum_language=forum.language,
            thread=thread,
            board_id=thread.board_id if seen.shows_board(thread.board_id) else None,
            title=thread_title(thread, language),
            home_url=source.links.thread(thread_id),
            leaf=leaf,
            posts=[_shown(post, source) for post in posts_at(site.read_repository, key, thread_id, leaf)],
            said=_said(site, seen),
            choices=[_offer(site, FeedName(key, thread_id=thread_id), "feed_of_thread")],
            key=key,
        )

    return pages


def _said(site: Site, seen: VisibleForum) -> Callable[[datetime], str]:
    """What tells a moment in the forum's zone."""
    zone = ZoneInfo(seen.settings.timezone)
    return partial(said, now=site.clock.now(), zone=zone, language=spoken_language(request))


def _shown(post: StoredPost, source: Source) -> tuple[Entry, datetime | None, bool]:
    """A post as its feeds have it, when it was edited if it was, and whether its text is kept no longer."""
    return entry_of(post, source), post.edited_at, post.dropped


def _forum_offers(site: Site, key: str) -> list[FeedLink]:
    return [_offer(site, FeedName(key, what), f"feed_of_{what}") for what in What]


def _board_offers(site: Site, key: str, board_id: Id) -> list[FeedLink]:
    return [_offer(site, FeedName(key, what, board_id=board_id), f"feed_of_{what}") for what in What]


def _offer(site: Site, name: FeedName, label: str) -> FeedLink:
    return offered(label, lambda ext: site.feeds().feed_url(name, ext))
