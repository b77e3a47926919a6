"""Search: as feeds, and as a page for people."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from urllib.parse import quote, urlsplit

from flask import Blueprint, Response, request
from werkzeug.exceptions import BadRequest, NotFound, Unauthorized

from feedforum.feeds import (
    FORMATS,
    Entry,
    FeedParams,
    FeedRequest,
    Page,
    Search,
    SearchName,
    Source,
    find_posts,
    search_feed,
)
from feedforum.feeds.entries import board_name
from feedforum.feeds.feed import BEFORE
from feedforum.feeds.lookup import find_forum
from feedforum.feeds.render_feed import page_before, rendered
from feedforum.feeds.search_feed import search_entry, search_heading
from feedforum.feeds.titles import forum_title
from feedforum.records import StoredPost, StoredThread
from feedforum.translations import text
from feedforum.visibility import Visibility, VisibleForum
from feedforum.web.context import Site
from feedforum.web.feed_params import feed_params, parse_query_param
from feedforum.web.feed_routes import feed_response
from feedforum.web.http_responses import render_page
from feedforum.web.localisation import format_time, visitor_language
from feedforum.web.page_urls import FeedLink, feed_link

_RESULTS_ON_A_PAGE = 50


def search_blueprint(site: Site) -> Blueprint:
    """The feeds of search results in a forum and in all of them, and the search page."""
    searches = Blueprint("searches", __name__)

    @searches.get("/feeds/<key>/search.<ext>")
    def of_forum(key: str, ext: str) -> Response:
        visible = site.visible_forum(key)
        if ext not in FORMATS:
            raise NotFound
        params = _search_params()
        source = site.feeds().source(find_forum(site.store, visible), visible, ext)
        search = _search(site, SearchName(key), params.typed, {key: source})
        page = page_before(site.store, visible, params.before)
        return _feed(site, search, params, ext, [visible], page, private=visible.private)

    @searches.get("/feeds/search.<ext>")
    def of_all(ext: str) -> Response:
        if ext not in FORMATS:
            raise NotFound
        params, visibility = _search_params(), site.visibility()
        if not visibility.forums:
            raise NotFound if visibility.whole else Unauthorized
        forums = list(visibility.forums)
        sources = _sources(site, forums, ext)
        search = _search(site, SearchName(), params.typed, sources)
        page = _page_of_all(site, visibility, sources)
        return _feed(site, search, params, ext, forums, page, private=visibility.token)

    @searches.get("/search")
    def as_page() -> Response:
        key = request.args.get("forum", "")
        typed = " ".join(request.args.get("q", "").split())
        visibility = site.visibility()
        forums = [site.visible_forum(key)] if key else list(visibility.forums)
        error, search = "", None
        if typed and forums:
            try:
                search = _search(site, SearchName(key or None), typed, _sources(site, forums, "atom"))
            except BadRequest as bad_request:
                error = bad_request.description or ""
        page = _requested_page(site, visibility, search, forums[0]) if search else None
        answer = _result_page(site, visibility, search, page, forums, typed, key, error)
        answer.status_code = 400 if error else 200
        return answer

    return searches


def _search_params() -> FeedParams:
    params = feed_params(request)
    if params.post_filter.query is None:
        raise BadRequest(text(visitor_language(request), "search_missing"))
    return params


def _sources(site: Site, forums: list[VisibleForum], ext: str) -> dict[str, Source]:
    """The sources of the forums that were polled. Raises NotReadYetError if none was."""
    known = [(visible, site.store.forum(visible.key)) for visible in forums]
    sources = {
        visible.key: site.feeds().source(forum, visible, ext) for visible, forum in known if forum is not None
    }
    if not sources:
        find_forum(site.store, forums[0])
    return sources


def _search(site: Site, name: SearchName, typed: str, sources: Mapping[str, Source]) -> Search:
    home_url = f"{site.url()}/search?q={quote(typed, safe='')}"
    return Search(
        name=name,
        typed=typed,
        query=parse_query_param(request, typed),
        sources=sources,
        host=urlsplit(site.url()).hostname or "localhost",
        home_url=f"{home_url}&forum={name.key}" if name.key else home_url,
    )


def _page_of_all(site: Site, visibility: Visibility, sources: Mapping[str, Source]) -> Page | None:
    after = request.args.get(BEFORE)
    if after is None:
        return None
    key, _, post_key = after.partition("/")
    visible = visibility.forum(key)
    if visible is None or key not in sources:
        raise NotFound
    page = page_before(site.store, visible, post_key)
    return None if page is None else Page(after, page.place)


def _requested_page(site: Site, visibility: Visibility, search: Search, visible: VisibleForum) -> Page | None:
    """The page of results that is asked for, None for the first. Raises as `page_before` does."""
    if search.name.key is not None:
        return page_before(site.store, visible, request.args.get(BEFORE))
    return _page_of_all(site, visibility, search.sources)


def _feed(
    site: Site,
    search: Search,
    params: FeedParams,
    ext: str,
    forums: list[VisibleForum],
    page: Page | None,
    *,
    private: bool,
) -> Response:
    """The feed; of several forums, with the most entries and bytes that any of them allows."""
    limit = params.entries(max(visible.settings.feeds.entries for visible in forums))
    max_size = max(visible.settings.feeds.max_size for visible in forums)
    self_url = site.url() + search.name.path(ext)
    feed = search_feed(site.store, search, FeedRequest(self_url, limit, page, params.post_filter, max_size))
    rendered_feed = rendered(feed, ext, forums, max_size, private=private)
    if search.name.key is None:
        # A token may open further forums.
        rendered_feed = replace(rendered_feed, same_for_all=False)
    return feed_response(request, lambda: rendered_feed)


def _result_page(
    site: Site,
    visibility: Visibility,
    search: Search | None,
    page: Page | None,
    forums: list[VisibleForum],
    typed: str,
    key: str,
    error: str,
) -> Response:
    language, now = visitor_language(request), site.clock.now()
    rows, more = [], False
    if search:
        posts, more = find_posts(site.store, search, FeedRequest("", _RESULTS_ON_A_PAGE, page))
        rows = [_row(post, search, now, language) for post in posts]
    return render_page(
        "search.html",
        private=any(visible.private for visible in forums),
        title=search_heading(search, language) if search else text(language, "title_search"),
        typed=typed,
        key=key,
        error=error,
        searched=search is not None,
        languages={each: source.forum.language for each, source in search.sources.items()} if search else {},
        forums=[(visible.key, _forum_title(site, visible)) for visible in visibility.forums],
        results=rows,
        has_newer=page is not None,
        before=rows[-1][0].key if more else "",
        feed_links=[_search_link(site, search)] if search else [],
    )


def _forum_title(site: Site, visible: VisibleForum) -> str:
    forum = site.store.forum(visible.key)
    return forum_title(forum) if forum else visible.key


def _row(
    post: StoredPost, search: Search, now: datetime, language: str
) -> tuple[Entry, str, StoredThread, str]:
    """The entry, its time in words, its thread, and the board and forum of that."""
    entry, source = search_entry(post, search), search.sources[post.thread.forum_key]
    moment = format_time(entry.published, now, source.zone, language)
    forum = forum_title(source.forum) if len(search.sources) > 1 else ""
    return entry, moment, post.thread, " – ".join(filter(None, (board_name(post, source), forum)))


def _search_link(site: Site, search: Search) -> FeedLink:
    def url(ext: str) -> str:
        return f"{site.url()}{search.name.path(ext)}?q={quote(search.typed, safe='')}"

    return feed_link("feed_of_search", url)
