"""`/feeds/…`: never a redirect, never HTML."""

import re

from flask import Blueprint, Response, request
from werkzeug.exceptions import NotFound

from feedforum.config.settings import ForumSettings
from feedforum.feeds import FORMATS, Feed, FeedName, Page, What, board_feed, forum_feed, render, thread_feed
from feedforum.feeds.feed import BEFORE
from feedforum.feeds.opml import CONTENT_TYPE, opml
from feedforum.texts import text
from feedforum.web import access
from feedforum.web.addresses import chosen_format
from feedforum.web.answers import document
from feedforum.web.asked import asked_of
from feedforum.web.catalogue import catalogue
from feedforum.web.languages import spoken_language
from feedforum.web.site import Site, feed_settings
from feedforum.web.watched import read_board, read_forum, read_posts, read_thread

_ANY_MAX_AGE = 900
_POST_KEY = re.compile(r"[0-9A-Za-z-]{1,60}")


def feeds_blueprint(site: Site) -> Blueprint:
    """The five kinds of feed, and the list of them as OPML."""
    feeds = Blueprint("feeds", __name__)

    @feeds.get("/feeds/<key>/<any(posts, threads):what>.<ext>")
    def of_forum(key: str, what: str, ext: str) -> Response:
        chosen, asked = chosen_forum(site, key, ext), asked_of(request)
        forum = read_forum(site, chosen)
        made = forum_feed(
            site.library,
            site.source(forum, chosen, ext),
            What(what),
            self_url=site.feed_url(FeedName(key, What(what)), ext),
            limit=asked.entries(chosen.feeds.entries),
            page=page_asked(site, key),
            choice=asked.choice,
        )
        return _answer(made, ext, chosen, chosen.feeds.max_size)

    @feeds.get("/feeds/<key>/boards/<id:board_id>/<any(posts, threads):what>.<ext>")
    def of_board(key: str, board_id: int, what: str, ext: str) -> Response:
        chosen, asked = chosen_forum(site, key, ext), asked_of(request)
        forum, board = read_board(site, chosen, board_id)
        settings = feed_settings(chosen, board_id)
        made = board_feed(
            site.library,
            site.source(forum, chosen, ext),
            board,
            What(what),
            self_url=site.feed_url(FeedName(key, What(what), board_id=board_id), ext),
            limit=asked.entries(settings.entries),
            page=page_asked(site, key),
            choice=asked.choice,
        )
        return _answer(made, ext, chosen, settings.max_size)

    @feeds.get("/feeds/<key>/threads/<id:thread_id>.<ext>")
    def of_thread(key: str, thread_id: int, ext: str) -> Response:
        chosen, asked = chosen_forum(site, key, ext), asked_of(request)
        forum, thread = read_thread(site, chosen, thread_id)
        read_posts(site, chosen, thread)
        settings = feed_settings(chosen, thread.board_id)
        made = thread_feed(
            site.library,
            site.source(forum, chosen, ext),
            thread,
            self_url=site.feed_url(FeedName(key, thread_id=thread_id), ext),
            limit=asked.entries(settings.entries),
            page=page_asked(site, key),
            choice=asked.choice,
        )
        return _answer(made, ext, chosen, settings.max_size)

    @feeds.get("/feeds.opml")
    def as_opml() -> Response:
        private = access.has_token(request, site.settings)
        ext = chosen_format(request)
        folders = catalogue(
            site.settings, site.library, site.url(), private=private, links=site.links, ext=ext
        )
        body = opml(text(spoken_language(request), "title_opml"), folders)
        max_age = int(min((forum.interval for forum in site.settings.forums), default=_ANY_MAX_AGE))
        answer = document(request, body, CONTENT_TYPE, max_age=max_age, private=private)
        answer.vary.update(("Accept-Language", "Authorization"))
        return answer

    return feeds


def chosen_forum(site: Site, key: str, ext: str) -> ForumSettings:
    """The forum of a feed. Raises NotFound (404), or Unauthorized (401) if it needs a token."""
    chosen = site.settings.forum(key)
    if chosen is None:
        raise NotFound
    access.require(request, site.settings, chosen)
    if ext not in FORMATS:
        raise NotFound
    return chosen


def page_asked(site: Site, key: str) -> Page | None:
    """The page that is asked for; None for the first. Raises NotFound (404) as `page_after`."""
    after = request.args.get(BEFORE)
    return None if after is None else page_after(site, key, after)


def page_after(site: Site, key: str, after: str) -> Page:
    """The page after the post of that key. Raises NotFound (404) if it was never seen."""
    place = site.library.place(key, after) if _POST_KEY.fullmatch(after) else None
    if place is None:
        raise NotFound
    return Page(after, place)


def _answer(feed: Feed, ext: str, chosen: ForumSettings, max_size: int) -> Response:
    return document(
        request,
        render(feed, ext, max_size),
        FORMATS[ext].content_type,
        max_age=int(chosen.interval),
        private=chosen.private,
    )
