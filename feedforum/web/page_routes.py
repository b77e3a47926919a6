"""Pages for people: choose, copy, subscribe, read; a long thread over several pages."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from flask import Blueprint, Response, request
from werkzeug.exceptions import NotFound

from feedforum.feeds.entries import entry_of
from feedforum.feeds.feed_list import boards_shown, threads_shown
from feedforum.feeds.ids import FeedKind, FeedName
from feedforum.feeds.lookup import find_board, find_thread
from feedforum.feeds.titles import board_title, feed_title, forum_title, thread_title, title_by_key
from feedforum.records import Id, PostScope, StoredBoard, StoredForum, StoredPost
from feedforum.store import ReadRepository
from feedforum.visibility import VisibleForum
from feedforum.web.context import Site
from feedforum.web.http_responses import render_page
from feedforum.web.localisation import format_time, visitor_language
from feedforum.web.login_session import is_known_owner
from feedforum.web.overview import board_activity, condition_of, forum_activity, last_posts, news
from feedforum.web.page_urls import FeedLink, feed_link

POSTS_ON_A_PAGE = 50
_THREADS_ON_A_PAGE = 100
_MOST_DIGITS = 9
_POST_KEY = re.compile(r"[0-9A-Za-z-]{1,60}")


@dataclass(frozen=True, slots=True)
class ThreadView:
    """Which page of a thread, counted from 1, and how many there are."""

    number: int
    last: int


def requested_page(store: ReadRepository, key: str, thread_id: Id) -> ThreadView:
    """The page that a request asks for: `?page=`, or the page with the post `?post=`; else the first.

    Raises NotFound (404) if there is no such page or post.
    """
    last = max(1, -(-store.thread_length(key, thread_id) // POSTS_ON_A_PAGE))
    post, page = request.args.get("post", ""), request.args.get("page", "1")
    if post:
        place = store.thread_length(key, thread_id, up_to=post) if _POST_KEY.fullmatch(post) else 0
        number = -(-place // POSTS_ON_A_PAGE)
    else:
        is_number = page.isascii() and page.isdigit() and len(page) <= _MOST_DIGITS
        number = int(page) if is_number else 0
    if not 1 <= number <= last:
        raise NotFound
    return ThreadView(number, last)


def posts_on_page(store: ReadRepository, key: str, thread_id: Id, page: ThreadView) -> Sequence[StoredPost]:
    """The posts of a page, the first one first."""
    start, end = (page.number - 1) * POSTS_ON_A_PAGE, page.number * POSTS_ON_A_PAGE
    following = store.sort_key_at(key, thread_id, end)
    limit = POSTS_ON_A_PAGE
    if following is None:
        limit = min(limit, store.thread_length(key, thread_id) - start)
    if limit <= 0:
        return ()
    posts = store.newest_posts(PostScope(key, (), (thread_id,)), before=following, dropped=True, limit=limit)
    return posts[::-1]


def pages_blueprint(site: Site) -> Blueprint:
    """The front page, and a page for each forum, board and thread."""
    pages = Blueprint("pages", __name__)

    @pages.get("/")
    def home() -> Response:
        visibility = site.visibility()
        forums = [(visible, site.store.forum(visible.key)) for visible in visibility.forums]
        rows = [
            (
                visible.key,
                title_by_key(forum, visible.key),
                forum.language if forum else "",
                _feed_links(site, visible, forum),
            )
            for visible, forum in forums
        ]
        owner, language = is_known_owner(request), visitor_language(request)
        return render_page(
            "home.html",
            private=visibility.token or owner,
            some_private=any(forum.has_private for forum in site.settings.forums),
            forums=rows,
            activity=forum_activity(site, visibility.forums),
            news=news(site, visibility.forums, language),
            conditions={
                visible.key: condition_of(site, visible, language, owner=owner)
                for visible in visibility.forums
            },
            may_find=owner or not site.settings.forums,
        )

    @pages.get("/forums/<key>")
    def of_forum(key: str) -> Response:
        language = visitor_language(request)
        visible = site.visible_forum(key)
        forum = site.store.forum(key)
        boards = [
            (board, board_title(board.title, board.id, language), _feed_links(site, visible, forum, board))
            for board in boards_shown(visible, site.store)
        ]
        threads = [thread for _, thread in threads_shown(visible, site.store) if thread]
        owner = is_known_owner(request)
        return render_page(
            "forum.html",
            private=visible.private or owner,
            condition=condition_of(site, visible, language, owner=owner),
            forum=forum,
            title=title_by_key(forum, key),
            home_url=site.links(forum).forum() if forum else visible.settings.url,
            boards=boards,
            activity=board_activity(site, visible),
            last_posts=last_posts(site, visible, language),
            threads=[(thread, thread_title(thread, language)) for thread in threads],
            format_time=_time_format(site, visible),
            feed_links=_feed_links(site, visible, forum),
            key=key,
        )

    @pages.get("/forums/<key>/boards/<id:board_id>")
    def of_board(key: str, board_id: Id) -> Response:
        language = visitor_language(request)
        visible = site.visible_forum(key)
        forum, board = find_board(site.store, visible, board_id)
        threads = site.store.threads(key, board_id, _THREADS_ON_A_PAGE, without=visible.without)
        return render_page(
            "board.html",
            private=visible.is_board_private(board_id),
            forum_title=forum_title(forum),
            forum_language=forum.language,
            board=board,
            title=board_title(board.title, board_id, language),
            home_url=site.links(forum).board(board_id),
            threads=[(thread, thread_title(thread, language)) for thread in threads],
            format_time=_time_format(site, visible),
            feed_links=_feed_links(site, visible, forum, board),
            key=key,
        )

    @pages.get("/forums/<key>/threads/<id:thread_id>")
    def of_thread(key: str, thread_id: Id) -> Response:
        language = visitor_language(request)
        visible = site.visible_forum(key)
        forum, thread = find_thread(site.store, visible, thread_id)
        source = site.feeds().source(forum, visible)
        page = requested_page(site.store, key, thread_id)
        return render_page(
            "thread.html",
            private=visible.is_thread_private(thread_id, thread.board_id),
            forum_title=forum_title(forum),
            forum_language=forum.language,
            thread=thread,
            board_id=thread.board_id if visible.shows_board(thread.board_id) else None,
            title=thread_title(thread, language),
            home_url=source.links.thread(thread_id),
            page=page,
            posts=[
                (entry_of(post, source), post.edited_at, post.dropped)
                for post in posts_on_page(site.store, key, thread_id, page)
            ],
            format_time=_time_format(site, visible),
            feed_links=[
                _feed_link(
                    site,
                    visible,
                    FeedName(key, thread_id=thread_id),
                    "feed_of_thread",
                    forum,
                    thread=thread_title(thread, forum.language),
                )
            ],
            key=key,
        )

    return pages


def _time_format(site: Site, visible: VisibleForum) -> Callable[[datetime], str]:
    """Formats a moment in the forum's time zone."""
    zone = visible.settings.zone
    return partial(format_time, now=site.clock.now(), zone=zone, language=visitor_language(request))


def _feed_links(
    site: Site, visible: VisibleForum, forum: StoredForum | None, board: StoredBoard | None = None
) -> list[FeedLink]:
    titles = {"board": board_title(board.title, board.id, forum.language)} if forum and board else {}
    return [
        _feed_link(
            site,
            visible,
            FeedName(visible.key, kind, board_id=board.id if board else None),
            f"feed_of_{kind}",
            forum,
            **titles,
        )
        for kind in FeedKind
    ]


def _feed_link(
    site: Site, visible: VisibleForum, name: FeedName, label: str, forum: StoredForum | None, **titles: str
) -> FeedLink:
    """A feed with the title that it has itself, which is in the forum's language."""
    title = feed_title(name, forum.language if forum else "", title_by_key(forum, name.key), **titles)
    feeds = site.feeds(with_token=True)
    return feed_link(label, title, partial(feeds.feed_url, name), partial(feeds.subscribe_url, visible, name))
