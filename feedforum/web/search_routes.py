"""Search: as feeds, and as a page for people."""

from dataclasses import replace
from urllib.parse import quote, urlsplit

from flask import Blueprint, Response, request
from werkzeug.exceptions import BadRequest, NotFound, Unauthorized

from feedforum.feeds.build_feed import FeedRequest
from feedforum.feeds.entries import Entry, board_name
from feedforum.feeds.formats import FORMATS
from feedforum.feeds.ids import SearchName
from feedforum.feeds.lookup import BEFORE, FeedPage, find_forum, page_before
from feedforum.feeds.render_feed import rendered
from feedforum.feeds.search_feed import Search, find_posts, search_entry, search_feed, search_heading
from feedforum.feeds.search_query import snippet
from feedforum.feeds.titles import forum_title, title_by_key
from feedforum.feeds.uris import with_parameter
from feedforum.records import StoredPost, StoredThread
from feedforum.translations import text
from feedforum.visibility import VisibleForum
from feedforum.web.context import site
from feedforum.web.feed_params import feed_params, parse_query_param
from feedforum.web.feed_routes import feed_response
from feedforum.web.http_responses import render_page
from feedforum.web.localisation import say, time_in, visitor_language
from feedforum.web.page_urls import View, feed_link

_RESULTS_ON_A_PAGE = 50


searches = Blueprint("searches", __name__)


@searches.get("/feeds/search.<ext>")
@searches.get("/feeds/<key>/search.<ext>")
def as_feed(ext: str, key: str | None = None) -> Response:
    """The feed of what is found in a forum, or in all of them."""
    forums = _forums(key)
    if not forums:
        raise NotFound if site.visibility().whole else Unauthorized
    if ext not in FORMATS:
        raise NotFound
    params = feed_params()
    if params.post_filter.query is None:
        raise BadRequest(say("search_missing"))
    search = _search(key, params.typed, forums, ext)
    # Of several forums, with the most entries and bytes that any of them allows.
    limit = params.entries(max(visible.settings.feeds.entries for visible in forums))
    max_size = max(visible.settings.feeds.max_size for visible in forums)
    self_url, page = site.url() + search.name.path(ext), _requested_page(search)
    feed = search_feed(site.store, search, FeedRequest(self_url, limit, page, params.post_filter, max_size))
    private = forums[0].private if key else site.visibility().token
    answer = rendered(feed, ext, forums, max_size, private=private)
    # A token may open further forums.
    answer = replace(answer, same_for_all=answer.same_for_all and key is not None)
    return feed_response(request, lambda: answer)


@searches.get("/search")
def as_page() -> Response:
    """The page for people."""
    key, language = request.args.get("forum") or None, visitor_language()
    typed = " ".join(request.args.get("q", "").split())
    forums = _forums(key)
    error, search, page, more = "", None, None, False
    posts: list[StoredPost] = []
    if typed and forums:
        try:
            search = _search(key, typed, forums, "atom")
        except BadRequest as bad_request:
            error = bad_request.description or ""
    if search is not None:
        page = _requested_page(search)
        posts, more = find_posts(site.store, search, FeedRequest("", _RESULTS_ON_A_PAGE, page))
    rows = [_row(post, search) for post in posts if search]
    return render_page(
        "search.html",
        400 if error else 200,
        private=any(visible.private for visible in forums),
        title=search_heading(search, language) if search else text(language, "title_search"),
        typed=typed,
        key=key or "",
        error=error,
        searched=search is not None,
        languages={each: source.forum.language for each, source in search.sources.items()} if search else {},
        forums=[
            (visible.key, title_by_key(site.store.forum(visible.key), visible.key))
            for visible in site.visibility().forums
        ],
        results=rows,
        has_newer=page is not None,
        before=rows[-1][0].key if more else "",
        feed_links=[_search_link(search, language)] if search else [],
    )


def _forums(key: str | None) -> list[VisibleForum]:
    """Where to search: in the forum that is named, or in all visible ones. Raises as `visible_forum`."""
    return [site.visible_forum(key)] if key else list(site.visibility().forums)


def _search(key: str | None, typed: str, forums: list[VisibleForum], ext: str) -> Search:
    """The search in those forums that were polled. Raises NotReadYetError if none was, BadRequest (400)."""
    query = parse_query_param(typed)
    known = [(visible, site.store.forum(visible.key)) for visible in forums]
    sources = {
        visible.key: site.feeds().source(forum, visible, ext) for visible, forum in known if forum is not None
    }
    if not sources:
        find_forum(site.store, forums[0])
    home_url = f"{site.url()}/search?q={quote(typed, safe='')}"
    return Search(
        name=SearchName(key),
        typed=typed,
        query=query,
        sources=sources,
        host=urlsplit(site.url()).hostname or "localhost",
        home_url=f"{home_url}&forum={key}" if key else home_url,
    )


def _requested_page(search: Search) -> FeedPage | None:
    """The page of results that is asked for, None for the first. Raises as `page_before` does.

    Where there are several forums, the post that it follows is named with its forum.
    """
    if (after := request.args.get(BEFORE)) is None:
        return None
    key, _, post_key = after.rpartition("/")
    source = search.sources.get(search.name.key or key)
    if source is None:
        raise NotFound
    page = page_before(site.store, source.visible, after if search.name.key else post_key)
    return page and replace(page, key=after)


def _row(
    post: StoredPost, search: Search
) -> tuple[Entry, str, tuple[tuple[str, bool], ...], StoredThread, str]:
    """The entry, its time in words, what of it was found, its thread, and the board and forum of that."""
    entry, source = search_entry(post, search), search.sources[post.thread.forum_key]
    forum = forum_title(source.forum) if len(search.sources) > 1 else ""
    where = " – ".join(filter(None, (board_name(post, source), forum)))
    return entry, time_in(source.zone, entry.published), snippet(post, search.query), post.thread, where


def _search_link(search: Search, language: str) -> View:
    def url(ext: str) -> str:
        return f"{site.url()}{search.name.path(ext)}?q={quote(search.typed, safe='')}"

    def subscribe_url(ext: str) -> str:
        reader = site.reader()
        return with_parameter(url(ext), "token", reader.text) if reader else url(ext)

    return feed_link("feed_of_search", search_heading(search, language), url, subscribe_url)
