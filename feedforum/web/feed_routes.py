"""`/feeds/…`: never a redirect, never HTML."""

import re
from dataclasses import replace

from flask import Blueprint, Response, request
from werkzeug.exceptions import NotFound

from feedforum.config.settings import FeedSettings
from feedforum.feeds import (
    FORMATS,
    Feed,
    FeedName,
    Page,
    What,
    board_feed,
    forum_feed,
    render,
    thread_feed,
    with_notice,
)
from feedforum.feeds.feed import BEFORE
from feedforum.feeds.opml import CONTENT_TYPE, opml
from feedforum.records import Id, StoredTrouble
from feedforum.translations import text
from feedforum.visibility import VisibleForum
from feedforum.web.context import Site, feed_settings
from feedforum.web.feed_list import catalogue
from feedforum.web.feed_params import params_of
from feedforum.web.http_responses import document
from feedforum.web.language import spoken_language
from feedforum.web.lookup import read_board, read_forum, read_posts, read_thread, seen_forum
from feedforum.web.page_urls import chosen_format

_ANY_MAX_AGE = 900
_POST_KEY = re.compile(r"[0-9A-Za-z-]{1,60}")


def feeds_blueprint(site: Site) -> Blueprint:
    """The five kinds of feed, and the list of them as OPML."""
    feeds = Blueprint("feeds", __name__)

    @feeds.get("/feeds/<key>/<any(posts, threads):what>.<ext>")
    def of_forum(key: str, what: str, ext: str) -> Response:
        seen, asked = forum_of_feed(site, key, ext), params_of(request)
        forum = read_forum(site, seen)
        made = forum_feed(
            site.read_repository,
            site.source(forum, seen, ext),
            What(what),
            self_url=site.feed_url(FeedName(key, What(what)), ext),
            limit=asked.entries(seen.settings.feeds.entries),
            page=page_asked(site, seen),
            choice=asked.choice,
        )
        return _answer(site, seen, made, ext, seen.settings.feeds, private=seen.private)

    @feeds.get("/feeds/<key>/boards/<id:board_id>/<any(posts, threads):what>.<ext>")
    def of_board(key: str, board_id: Id, what: str, ext: str) -> Response:
        seen, asked = forum_of_feed(site, key, ext), params_of(request)
        forum, board = read_board(site, seen, board_id)
        settings = feed_settings(seen.settings, board_id)
        made = board_feed(
            site.read_repository,
            site.source(forum, seen, ext),
            board,
            What(what),
            self_url=site.feed_url(FeedName(key, What(what), board_id=board_id), ext),
            limit=asked.entries(settings.entries),
            page=page_asked(site, seen),
            choice=asked.choice,
        )
        return _answer(site, seen, made, ext, settings, private=seen.opens_board(board_id))

    @feeds.get("/feeds/<key>/threads/<id:thread_id>.<ext>")
    def of_thread(key: str, thread_id: Id, ext: str) -> Response:
        seen, asked = forum_of_feed(site, key, ext), params_of(request)
        forum, thread = read_thread(site, seen, thread_id)
        read_posts(site, seen, thread)
        settings = feed_settings(seen.settings, thread.board_id)
        made = thread_feed(
            site.read_repository,
            site.source(forum, seen, ext),
            thread,
            self_url=site.feed_url(FeedName(key, thread_id=thread_id), ext),
            limit=asked.entries(settings.entries),
            page=page_asked(site, seen),
            choice=asked.choice,
        )
        private = seen.opens_thread(thread_id, thread.board_id)
        published = thread_id in seen.settings.threads
        return _answer(site, seen, made, ext, settings, private=private, published=published)

    @feeds.get("/feeds.opml")
    def as_opml() -> Response:
        visibility, ext = site.visibility(), chosen_format(request)
        folders = catalogue(visibility, site.read_repository, site.url(), links=site.links, ext=ext)
        body = opml(text(spoken_language(request), "title_opml"), folders)
        max_age = int(min((forum.interval for forum in site.settings.forums), default=_ANY_MAX_AGE))
        answer = document(
            request, body, CONTENT_TYPE, max_age=max_age, private=visibility.token, for_all=False
        )
        answer.vary.add("Accept-Language")
        return answer

    return feeds


def forum_of_feed(site: Site, key: str, ext: str) -> VisibleForum:
    """The forum of a feed. Raises NotFound (404), or Unauthorized (401) as `seen_forum`."""
    seen = seen_forum(site, key)
    if ext not in FORMATS:
        raise NotFound
    return seen


def page_asked(site: Site, seen: VisibleForum) -> Page | None:
    """The page that is asked for; None for the first. Raises NotFound (404) as `page_after`."""
    after = request.args.get(BEFORE)
    return None if after is None else page_after(site, seen, after)


def page_after(site: Site, seen: VisibleForum, after: str) -> Page:
    """The page after the post of that key. Raises NotFound (404) if it was never seen, or is hidden."""
    scope = None if seen.whole else seen.scope
    place = site.read_repository.place(seen.key, after, scope) if _POST_KEY.fullmatch(after) else None
    if place is None:
        raise NotFound
    return Page(after, place)


def _answer(
    site: Site,
    seen: VisibleForum,
    feed: Feed,
    ext: str,
    settings: FeedSettings,
    *,
    private: bool,
    published: bool = True,
) -> Response:
    """The feed, with what it tells beside its posts; `published` are those that a hub is told of."""
    if settings.notices and feed.self_url == feed.first_url:
        feed = with_notice(
            feed,
            _told_trouble(site, seen, private=private),
            site.source(read_forum(site, seen), seen),
        )
    # Nobody is told of a choice of posts, of further pages, or of what takes a token.
    if published and not private and "?" not in feed.self_url:
        feed = replace(feed, hub=site.settings.server.hub)
    feed = replace(feed, paged=not site.for_files)
    answer = feed_answer(feed, ext, [seen], settings.max_size, private=private)
    if site.for_files:
        answer.last_modified = feed.updated
    if feed.hub:
        # Where subscribers look first (WebSub, 4).
        answer.headers["Link"] = f'<{feed.hub}>; rel="hub", <{feed.self_url}>; rel="self"'
    return answer


def _told_trouble(site: Site, seen: VisibleForum, *, private: bool) -> StoredTrouble | None:
    """Why a forum fails, unless that is about a login, and the feed is everybody's in a forum that is not."""
    trouble = site.read_repository.trouble(seen.key)
    hidden = trouble is not None and trouble.answer.wants_secret and seen.settings.has_private
    return None if hidden and not private else trouble


def feed_answer(
    feed: Feed, ext: str, forums: list[VisibleForum], max_size: int, *, private: bool
) -> Response:
    """A feed of some forums, as fresh as the freshest of them."""
    return document(
        request,
        render(feed, ext, max_size),
        FORMATS[ext].content_type,
        max_age=int(min(seen.settings.interval for seen in forums)),
        private=private,
        for_all=not any(seen.settings.has_private for seen in forums),
    )
