"""Pages for people: choose, copy, subscribe, read."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from flask import Blueprint, Response, request
from werkzeug.exceptions import NotFound

from feedforum.config.settings import ForumSettings
from feedforum.feeds import Entry, FeedName, Source, What, entry_of
from feedforum.feeds.headings import board_title, forum_title, thread_title
from feedforum.records import StoredPost
from feedforum.web import access
from feedforum.web.catalogue import watched_boards
from feedforum.web.languages import spoken_language
from feedforum.web.leaves import leaf_asked, posts_on
from feedforum.web.moments import said
from feedforum.web.offers import Offer, offered, page
from feedforum.web.site import Site
from feedforum.web.watched import read_board, read_thread

_THREADS_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Row:
    """A forum on the front page."""

    key: str
    title: str
    language: str
    choices: list[Offer]


def pages_blueprint(site: Site) -> Blueprint:
    """The front page, and a page for each forum, board and thread."""
    pages = Blueprint("pages", __name__)

    @pages.get("/")
    def home() -> Response:
        private = access.has_token(request, site.settings)
        shown = [chosen.key for chosen in site.settings.forums if private or not chosen.private]
        forums = [(key, site.library.forum(key)) for key in shown]
        rows = [
            Row(
                key,
                forum_title(forum) if forum else key,
                forum.language if forum else "",
                _forum_offers(site, key),
            )
            for key, forum in forums
        ]
        some = any(chosen.private for chosen in site.settings.forums)
        return page("home.html", private=private, some_private=some, forums=rows)

    @pages.get("/forums/<key>")
    def of_forum(key: str) -> Response:
        language = spoken_language(request)
        chosen = _chosen(site, key)
        forum = site.library.forum(key)
        boards = [
            (board, board_title(board, language), _board_offers(site, key, board.id))
            for board in watched_boards(chosen, site.library)
        ]
        threads = [found for id_ in chosen.threads if (found := site.library.thread(key, id_))]
        return page(
            "forum.html",
            private=chosen.private,
            forum=forum,
            title=forum_title(forum) if forum else key,
            home_url=site.links(forum).forum() if forum else chosen.url,
            boards=boards,
            threads=[(thread, thread_title(thread, language)) for thread in threads],
            choices=_forum_offers(site, key),
            key=key,
        )

    @pages.get("/forums/<key>/boards/<id:board_id>")
    def of_board(key: str, board_id: int) -> Response:
        language = spoken_language(request)
        chosen = _chosen(site, key)
        forum, board = read_board(site, chosen, board_id)
        threads = site.library.threads(key, board_id, _THREADS_SHOWN)
        return page(
            "board.html",
            private=chosen.private,
            forum_title=forum_title(forum),
            forum_language=forum.language,
            board=board,
            title=board_title(board, language),
            home_url=site.links(forum).board(board_id),
            threads=[(thread, thread_title(thread, language)) for thread in threads],
            choices=_board_offers(site, key, board_id),
            key=key,
        )

    @pages.get("/forums/<key>/threads/<id:thread_id>")
    def of_thread(key: str, thread_id: int) -> Response:
        language = spoken_language(request)
        chosen = _chosen(site, key)
        forum, thread = read_thread(site, chosen, thread_id)
        source = site.source(forum, chosen)
        leaf = leaf_asked(site.library, key, thread_id)
        board_watched = thread.board_id is not None and chosen.board(thread.board_id) is not None
        return page(
            "thread.html",
            private=chosen.private,
            forum_title=forum_title(forum),
            forum_language=forum.language,
            thread=thread,
            board_id=thread.board_id if board_watched else None,
            title=thread_title(thread, language),
            home_url=source.links.thread(thread_id),
            leaf=leaf,
            posts=[_shown(post, source) for post in posts_on(site.library, key, thread_id, leaf)],
            said=partial(said, now=site.clock.now(), zone=source.zone, language=language),
            choices=[_offer(site, FeedName(key, thread_id=thread_id), "feed_of_thread")],
            key=key,
        )

    return pages


def _chosen(site: Site, key: str) -> ForumSettings:
    chosen = site.settings.forum(key)
    if chosen is None:
        raise NotFound
    access.require(request, site.settings, chosen)
    return chosen


def _shown(post: StoredPost, source: Source) -> tuple[Entry, datetime | None, bool]:
    """A post as its feeds have it, when it was edited if it was, and whether its text is kept no longer."""
    return entry_of(post, source), post.edited_at, post.dropped


def _forum_offers(site: Site, key: str) -> list[Offer]:
    return [_offer(site, FeedName(key, what), f"feed_of_{what}") for what in What]


def _board_offers(site: Site, key: str, board_id: int) -> list[Offer]:
    return [_offer(site, FeedName(key, what, board_id=board_id), f"feed_of_{what}") for what in What]


def _offer(site: Site, name: FeedName, label: str) -> Offer:
    return offered(label, lambda ext: site.feed_url(name, ext))
