"""Pages for people: choose, copy, subscribe, read; a long thread over several pages."""

import re
from collections.abc import Sequence
from functools import partial

from flask import Blueprint, Response, request
from werkzeug.exceptions import NotFound

from feedforum.feeds.entries import entry_of
from feedforum.feeds.feed_list import boards_shown, threads_shown
from feedforum.feeds.ids import FeedKind, FeedName
from feedforum.feeds.lookup import find_board, find_thread
from feedforum.feeds.titles import board_title, feed_title, forum_title, thread_title, title_by_key
from feedforum.records import Id, PostScope, StoredBoard, StoredForum, StoredPost
from feedforum.visibility import VisibleForum
from feedforum.web.context import site
from feedforum.web.http_responses import render_page
from feedforum.web.localisation import visitor_language
from feedforum.web.login_session import is_known_owner
from feedforum.web.overview import board_activity, condition_of, forum_activity, last_posts, news
from feedforum.web.page_urls import View, feed_link

POSTS_ON_A_PAGE = 50
_THREADS_ON_A_PAGE = 100
_MOST_DIGITS = 9
_POST_KEY = re.compile(r"[0-9A-Za-z-]{1,60}")

pages = Blueprint("pages", __name__)


@pages.get("/")
def home() -> Response:
    """All forums that may be seen, with what is new in them."""
    visibility, owner = site.visibility(), is_known_owner()
    forums = [(visible, site.store.forum(visible.key)) for visible in visibility.forums]
    return render_page(
        "home.html",
        private=visibility.token or owner,
        some_private=any(forum.has_private for forum in site.settings.forums),
        forums=[
            (
                visible.key,
                title_by_key(forum, visible.key),
                forum.language if forum else "",
                _feed_links(visible, forum),
            )
            for visible, forum in forums
        ],
        activity=forum_activity(visibility.forums),
        news=news(visibility.forums),
        conditions={visible.key: condition_of(visible, owner=owner) for visible in visibility.forums},
        may_find=owner or not site.settings.forums,
    )


@pages.get("/forums/<key>")
def of_forum(key: str) -> Response:
    """A forum with its boards, and the threads that are watched by themselves."""
    language, owner = visitor_language(), is_known_owner()
    visible, forum = site.visible_forum(key), site.store.forum(key)
    threads = [thread for _, thread in threads_shown(visible, site.store) if thread]
    return render_page(
        "forum.html",
        private=visible.private or owner,
        condition=condition_of(visible, owner=owner),
        forum=forum,
        title=title_by_key(forum, key),
        home_url=site.links(forum).forum() if forum else visible.settings.url,
        boards=[
            (board, board_title(board.title, board.id, language), _feed_links(visible, forum, board))
            for board in boards_shown(visible, site.store)
        ],
        activity=board_activity(visible),
        last_posts=last_posts(visible),
        threads=[(thread, thread_title(thread, thread.id, language)) for thread in threads],
        zone=visible.settings.zone,
        feed_links=_feed_links(visible, forum),
        key=key,
    )


@pages.get("/forums/<key>/boards/<id:board_id>")
def of_board(key: str, board_id: Id) -> Response:
    """A board with the threads that were written in last."""
    language, visible = visitor_language(), site.visible_forum(key)
    forum, board = find_board(site.store, visible, board_id)
    threads = site.store.threads(key, board_id, _THREADS_ON_A_PAGE, without=visible.without)
    return render_page(
        "board.html",
        private=visible.needs_token(board_id),
        forum_title=forum_title(forum),
        forum_language=forum.language,
        board=board,
        title=board_title(board.title, board_id, language),
        home_url=site.links(forum).board(board_id),
        threads=[(thread, thread_title(thread, thread.id, language)) for thread in threads],
        zone=visible.settings.zone,
        feed_links=_feed_links(visible, forum, board),
        key=key,
    )


@pages.get("/forums/<key>/threads/<id:thread_id>")
def of_thread(key: str, thread_id: Id) -> Response:
    """A page of a thread: `?page=`, counted from 1, or that with the post `?post=`; else the first."""
    visible = site.visible_forum(key)
    forum, thread = find_thread(site.store, visible, thread_id)
    source = site.feeds().source(forum, visible)
    page, posts = _requested_page(key, thread_id)
    name, title = FeedName(key, thread_id=thread_id), thread_title(thread, thread_id, forum.language)
    return render_page(
        "thread.html",
        private=visible.needs_token(thread.board_id, thread_id),
        forum_title=forum_title(forum),
        forum_language=forum.language,
        thread=thread,
        board_id=thread.board_id if visible.shows_board(thread.board_id) else None,
        title=thread_title(thread, thread_id, visitor_language()),
        home_url=source.links.thread(thread_id),
        page=page,
        posts=[(entry_of(post, source), post.edited_at, post.dropped) for post in posts],
        zone=visible.settings.zone,
        feed_links=[_feed_link(visible, name, "feed_of_thread", forum, title)],
        key=key,
    )


def _requested_page(key: str, thread_id: Id) -> tuple[View, Sequence[StoredPost]]:
    """The number of the page, counted from 1, that of the last one, and its posts, the first one first.

    Raises NotFound (404) if there is no such page or post.
    """
    length = site.store.thread_length(key, thread_id)
    last = max(1, -(-length // POSTS_ON_A_PAGE))
    post, page = request.args.get("post", ""), request.args.get("page", "1")
    if post:
        place = site.store.thread_length(key, thread_id, up_to=post) if _POST_KEY.fullmatch(post) else 0
        number = -(-place // POSTS_ON_A_PAGE)
    else:
        is_number = page.isascii() and page.isdigit() and len(page) <= _MOST_DIGITS
        number = int(page) if is_number else 0
    if not 1 <= number <= last:
        raise NotFound
    end = number * POSTS_ON_A_PAGE
    limit = min(POSTS_ON_A_PAGE, length - end + POSTS_ON_A_PAGE)
    posts: Sequence[StoredPost] = ()
    if limit > 0:
        scope, following = PostScope(key, (), (thread_id,)), site.store.sort_key_at(key, thread_id, end)
        posts = site.store.newest_posts(scope, before=following, dropped=True, limit=limit)[::-1]
    return {"number": number, "last": last}, posts


def _feed_links(
    visible: VisibleForum, forum: StoredForum | None, board: StoredBoard | None = None
) -> list[View]:
    title = board_title(board.title, board.id, forum.language) if forum and board else ""
    names = [FeedName(visible.key, kind, board_id=board.id if board else None) for kind in FeedKind]
    return [_feed_link(visible, name, f"feed_of_{name.kind}", forum, title) for name in names]


def _feed_link(
    visible: VisibleForum, name: FeedName, label: str, forum: StoredForum | None, place: str
) -> View:
    """A feed with the title that it has itself, which is in the forum's language."""
    title = feed_title(name, forum.language if forum else "", title_by_key(forum, name.key), place)
    feeds = site.feeds(with_token=True)
    return feed_link(label, title, partial(feeds.feed_url, name), partial(feeds.subscribe_url, visible, name))
