"""What is found of all that was seen: as feeds, and as a page for people."""

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import quote, urlsplit

from flask import Blueprint, Response, request
from werkzeug.exceptions import BadRequest, NotFound, Unauthorized

from feedforum.feeds import (
    FORMATS,
    Entry,
    FeedParams,
    Page,
    PostFilter,
    Search,
    SearchName,
    Source,
    found,
    search_feed,
)
from feedforum.feeds.entries import board_name
from feedforum.feeds.feed import BEFORE
from feedforum.feeds.lookup import find_forum
from feedforum.feeds.render_feed import page_before, rendered
from feedforum.feeds.search_feed import entry_found, search_heading
from feedforum.feeds.titles import forum_title
from feedforum.records import StoredPost, StoredThread
from feedforum.translations import text
from feedforum.visibility import Sight, VisibleForum
from feedforum.web.context import Site
from feedforum.web.feed_params import params_of, sought
from feedforum.web.feed_routes import feed_response
from feedforum.web.http_responses import page
from feedforum.web.localisation import said, spoken_language
from feedforum.web.page_urls import FeedLink, offered

_FOUND_SHOWN = 50


def searches_blueprint(site: Site) -> Blueprint:
    """The feeds of what is found in a forum and in all of them, and the page to look for it."""
    searches = Blueprint("searches", __name__)

    @searches.get("/feeds/<key>/search.<ext>")
    def of_forum(key: str, ext: str) -> Response:
        seen = site.visible_forum(key)
        if ext not in FORMATS:
            raise NotFound
        asked = _asked()
        source = site.feeds().source(find_forum(site.read_repository, seen), seen, ext)
        search = _search(site, SearchName(key), asked.typed, {key: source})
        page = page_before(site.read_repository, seen, asked.before)
        return _answer(site, search, asked, ext, [seen], page, private=seen.private)

    @searches.get("/feeds/search.<ext>")
    def of_all(ext: str) -> Response:
        if ext not in FORMATS:
            raise NotFound
        asked, visibility = _asked(), site.visibility()
        if not visibility.forums:
            raise NotFound if visibility.whole else Unauthorized
        forums = list(visibility.forums)
        sources = _sources(site, forums, ext)
        search = _search(site, SearchName(), asked.typed, sources)
        page = _page_of_all(site, visibility, sources)
        answer = _answer(site, search, asked, ext, forums, page, private=visibility.token)
        answer.vary.add("Authorization")
        return answer

    @searches.get("/search")
    def as_page() -> Response:
        key = request.args.get("forum", "")
        typed = " ".join(request.args.get("q", "").split())
        visibility = site.visibility()
        forums = [site.visible_forum(key)] if key else list(visibility.forums)
        wrong, search = "", None
        if typed and forums:
            try:
                search = _search(site, SearchName(key or None), typed, _sources(site, forums, "atom"))
            except BadRequest as fault:
                wrong = fault.description or ""
        older = _older_asked(site, visibility, search, forums[0]) if search else None
        answer = _result_page(site, visibility, search, older, forums, typed, key, wrong)
        answer.status_code = 400 if wrong else 200
        return answer

    return searches


def _asked() -> FeedParams:
    asked = params_of(request)
    if asked.choice.query is None:
        raise BadRequest(text(spoken_language(request), "search_missing"))
    return asked


def _sources(site: Site, forums: list[VisibleForum], ext: str) -> dict[str, Source]:
    """Of the forums that were polled. Raises ServiceUnavailable (503) as long as none was."""
    known = [(seen, site.read_repository.forum(seen.key)) for seen in forums]
    sources = {seen.key: site.feeds().source(forum, seen, ext) for seen, forum in known if forum is not None}
    if not sources:
        find_forum(site.read_repository, forums[0])
    return sources


def _search(site: Site, name: SearchName, typed: str, sources: Mapping[str, Source]) -> Search:
    home_url = f"{site.url()}/search?q={quote(typed, safe='')}"
    return Search(
        name=name,
        typed=typed,
        query=sought(request, typed),
        sources=sources,
        host=urlsplit(site.url()).hostname or "localhost",
        home_url=f"{home_url}&forum={name.key}" if name.key else home_url,
    )


def _page_of_all(site: Site, visibility: Sight, sources: Mapping[str, Source]) -> Page | None:
    after = request.args.get(BEFORE)
    if after is None:
        return None
    key, _, post_key = after.partition("/")
    seen = visibility.forum(key)
    if seen is None or key not in sources:
        raise NotFound
    page = page_before(site.read_repository, seen, post_key)
    return None if page is None else Page(after, page.place)


def _older_asked(site: Site, visibility: Sight, search: Search, seen: VisibleForum) -> Page | None:
    """Where the results begin, None at the newest. Raises NotFound (404) as the feeds do."""
    if search.name.key is not None:
        return page_before(site.read_repository, seen, request.args.get(BEFORE))
    return _page_of_all(site, visibility, search.sources)


def _answer(
    site: Site,
    search: Search,
    asked: FeedParams,
    ext: str,
    forums: list[VisibleForum],
    page: Page | None,
    *,
    private: bool,
) -> Response:
    """The feed; of several forums, as large as the largest of theirs."""
    made = search_feed(
        site.read_repository,
        search,
        asked.choice,
        self_url=site.url() + search.name.path(ext),
        limit=asked.entries(max(seen.settings.feeds.entries for seen in forums)),
        page=page,
    )
    max_size = max(seen.settings.feeds.max_size for seen in forums)
    return feed_response(request, lambda: rendered(made, ext, forums, max_size, private=private))


def _result_page(
    site: Site,
    visibility: Sight,
    search: Search | None,
    older: Page | None,
    forums: list[VisibleForum],
    typed: str,
    key: str,
    wrong: str,
) -> Response:
    language, now = spoken_language(request), site.clock.now()
    posts = (
        found(site.read_repository, search, PostFilter(), limit=_FOUND_SHOWN + 1, page=older)
        if search
        else []
    )
    rows = [_row(post, search, now, language) for post in posts[:_FOUND_SHOWN] if search]
    return page(
        "search.html",
        private=any(seen.private for seen in forums),
        title=search_heading(search, language) if search else text(language, "title_search"),
        typed=typed,
        key=key,
        wrong=wrong,
        searched=search is not None,
        languages={each: source.forum.language for each, source in search.sources.items()} if search else {},
        forums=[(seen.key, _title(site, seen)) for seen in visibility.forums],
        found=rows,
        begun=older is not None,
        before=rows[-1][0].key if len(posts) > _FOUND_SHOWN else "",
        choices=[_offer(site, search)] if search else [],
    )


def _title(site: Site, seen: VisibleForum) -> str:
    forum = site.read_repository.forum(seen.key)
    return forum_title(forum) if forum else seen.key


def _row(
    post: StoredPost, search: Search, now: datetime, language: str
) -> tuple[Entry, str, StoredThread, str]:
    """The entry, its moment in words, its thread, and where that is: its board, and which forum's."""
    entry, source = entry_found(post, search), search.sources[post.thread.forum_key]
    moment = said(entry.published, now, source.zone, language)
    forum = forum_title(source.forum) if len(search.sources) > 1 else ""
    return entry, moment, post.thread, " – ".join(filter(None, (board_name(post, source), forum)))


def _offer(site: Site, search: Search) -> FeedLink:
    def url(ext: str) -> str:
        return f"{site.url()}{search.name.path(ext)}?q={quote(search.typed, safe='')}"

    return offered("feed_of_search", url)
