"""What is found of all that was seen: as feeds, and as a page for people."""

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import quote, urlsplit

from flask import Blueprint, Response, request
from werkzeug.exceptions import BadRequest, NotFound, Unauthorized

from feedforum.config.settings import ForumSettings
from feedforum.feeds import (
    FORMATS,
    Choice,
    Entry,
    Page,
    Search,
    SearchName,
    Source,
    found,
    render,
    search_feed,
)
from feedforum.feeds.feed import BEFORE
from feedforum.feeds.headings import forum_title
from feedforum.feeds.searching import entry_found, search_heading
from feedforum.records import StoredPost
from feedforum.texts import text
from feedforum.web import access
from feedforum.web.answers import document
from feedforum.web.asked import Asked, asked_of, sought
from feedforum.web.feeds import chosen_forum, page_after, page_asked
from feedforum.web.languages import spoken_language
from feedforum.web.moments import said
from feedforum.web.offers import Offer, offered, page
from feedforum.web.site import Site
from feedforum.web.watched import read_forum

_FOUND_SHOWN = 50


def searches_blueprint(site: Site) -> Blueprint:
    """The feeds of what is found in a forum and in all of them, and the page to look for it."""
    searches = Blueprint("searches", __name__)

    @searches.get("/feeds/<key>/search.<ext>")
    def of_forum(key: str, ext: str) -> Response:
        chosen = chosen_forum(site, key, ext)
        asked = _asked()
        source = site.source(read_forum(site, chosen), chosen, ext)
        search = _search(site, SearchName(key), asked.typed, {key: source})
        return _answer(site, search, asked, ext, [chosen], page_asked(site, key), private=chosen.private)

    @searches.get("/feeds/search.<ext>")
    def of_all(ext: str) -> Response:
        if ext not in FORMATS:
            raise NotFound
        asked = _asked()
        forums = _readable(site)
        sources = _sources(site, forums, ext)
        search = _search(site, SearchName(), asked.typed, sources)
        private = access.has_token(request, site.settings)
        answer = _answer(site, search, asked, ext, forums, _page_of_all(site, sources), private=private)
        answer.vary.add("Authorization")
        return answer

    @searches.get("/search")
    def as_page() -> Response:
        key = request.args.get("forum", "")
        typed = " ".join(request.args.get("q", "").split())
        forums = [_named(site, key)] if key else _readable(site, at_least_one=False)
        wrong, search = "", None
        if typed and forums:
            try:
                search = _search(site, SearchName(key or None), typed, _sources(site, forums, "atom"))
            except BadRequest as fault:
                wrong = fault.description or ""
        answer = _result_page(site, search, forums, typed, key, wrong)
        answer.status_code = 400 if wrong else 200
        return answer

    return searches


def _asked() -> Asked:
    asked = asked_of(request)
    if asked.choice.query is None:
        raise BadRequest(text(spoken_language(request), "search_missing"))
    return asked


def _named(site: Site, key: str) -> ForumSettings:
    chosen = site.settings.forum(key)
    if chosen is None:
        raise NotFound
    access.require(request, site.settings, chosen)
    return chosen


def _readable(site: Site, *, at_least_one: bool = True) -> list[ForumSettings]:
    """The forums that the request may read. Raises Unauthorized (401) if a token would open the first."""
    forums = site.settings.forums
    if not access.has_token(request, site.settings):
        forums = tuple(chosen for chosen in forums if not chosen.private)
    if not forums and at_least_one:
        raise Unauthorized if site.settings.forums else NotFound
    return list(forums)


def _sources(site: Site, forums: list[ForumSettings], ext: str) -> dict[str, Source]:
    """Of the forums that were polled. Raises ServiceUnavailable (503) as long as none was."""
    known = [(chosen, site.library.forum(chosen.key)) for chosen in forums]
    sources = {chosen.key: site.source(forum, chosen, ext) for chosen, forum in known if forum is not None}
    if not sources:
        read_forum(site, forums[0])
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


def _page_of_all(site: Site, sources: Mapping[str, Source]) -> Page | None:
    after = request.args.get(BEFORE)
    if after is None:
        return None
    key, _, post_key = after.partition("/")
    if key not in sources:
        raise NotFound
    return Page(after, page_after(site, key, post_key).place)


def _answer(
    site: Site,
    search: Search,
    asked: Asked,
    ext: str,
    forums: list[ForumSettings],
    page: Page | None,
    *,
    private: bool,
) -> Response:
    """The feed; of several forums, as large as the largest of theirs, and as fresh as the freshest."""
    made = search_feed(
        site.library,
        search,
        asked.choice,
        self_url=site.url() + search.name.path(ext),
        limit=asked.entries(max(chosen.feeds.entries for chosen in forums)),
        page=page,
    )
    body = render(made, ext, max(chosen.feeds.max_size for chosen in forums))
    max_age = int(min(chosen.interval for chosen in forums))
    return document(request, body, FORMATS[ext].content_type, max_age=max_age, private=private)


def _result_page(
    site: Site, search: Search | None, forums: list[ForumSettings], typed: str, key: str, wrong: str
) -> Response:
    language, now = spoken_language(request), site.clock.now()
    posts = found(site.library, search, Choice(), limit=_FOUND_SHOWN) if search else []
    return page(
        "search.html",
        private=any(chosen.private for chosen in forums),
        title=search_heading(search, language) if search else text(language, "title_search"),
        typed=typed,
        key=key,
        wrong=wrong,
        searched=search is not None,
        languages={each: source.forum.language for each, source in search.sources.items()} if search else {},
        forums=[(chosen.key, _title(site, chosen)) for chosen in _readable(site, at_least_one=False)],
        found=[_row(post, search, now, language) for post in posts if search],
        choices=[_offer(site, search)] if search else [],
    )


def _title(site: Site, chosen: ForumSettings) -> str:
    forum = site.library.forum(chosen.key)
    return forum_title(forum) if forum else chosen.key


def _row(post: StoredPost, search: Search, now: datetime, language: str) -> tuple[Entry, str, StoredPost]:
    entry = entry_found(post, search)
    zone = search.sources[post.thread.forum_key].zone
    return entry, said(entry.published, now, zone, language), post


def _offer(site: Site, search: Search) -> Offer:
    def url(ext: str) -> str:
        return f"{site.url()}{search.name.path(ext)}?q={quote(search.typed, safe='')}"

    return offered("feed_of_search", url)
