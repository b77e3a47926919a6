"""`/feeds/…`: never a redirect, never HTML."""

from collections.abc import Callable, Hashable
from functools import partial
from typing import Any

from flask import Blueprint, Flask, Request, Response, current_app, request
from werkzeug.exceptions import BadRequest

from feedforum.config.settings import Settings
from feedforum.feeds.feed_list import ListKind, catalogue
from feedforum.feeds.formats import FORMATS
from feedforum.feeds.ids import FeedKind, FeedName
from feedforum.feeds.opml import CONTENT_TYPE, opml
from feedforum.feeds.render_feed import RenderedFeed, render_feed
from feedforum.web import feed_stylesheet
from feedforum.web.context import Site, granted, site
from feedforum.web.feed_params import feed_params
from feedforum.web.http_responses import Representation, accepts_gzip, document_response, representation
from feedforum.web.localisation import say, visitor_language
from feedforum.web.page_urls import chosen_format
from feedforum.web.response_cache import ResponseCache
from feedforum.web.search_engines import robots_headers

_ANY_MAX_AGE = 900

feeds = Blueprint("feeds", __name__)


def of_place(ext: str, key: str, **place: Any) -> Response:
    """One of the five kinds of feed, out of the cache if there is one."""
    # Flask's proxies look up what they stand for at each use: that would be most of what a cached feed costs.
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 - documented
    asked: Request = request._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 - documented
    here: Site = app.extensions["site"]
    cache: ResponseCache | None = app.extensions["response_cache"]
    name = FeedName(key, **place)

    def render() -> RenderedFeed:
        return render_feed(here.feeds(), here.visible_forum(key), name, ext, feed_params())

    # Which posts a search finds depends on those of all forums, not only on this one's.
    if cache is None or (asked.environ.get("QUERY_STRING") and "q" in asked.args):
        return feed_response(asked, render)
    settings = here.settings
    token, cache_key = granted(asked, settings), _cache_key(asked, settings)
    return feed_response(
        asked, render, lambda variant, make: cache.get(settings, key, token, (*cache_key, variant), make)
    )


# An address without patterns at its end is found fastest, and is asked for most.
for _ext in FORMATS:
    for _kind in FeedKind:
        _view = partial(of_place, _ext, kind=_kind)
        feeds.add_url_rule(f"/feeds/<key>/{_kind}.{_ext}", f"forum_{_kind}_{_ext}", _view)
        _board = f"/feeds/<key>/boards/<id:board_id>/{_kind}.{_ext}"
        feeds.add_url_rule(_board, f"board_{_kind}_{_ext}", _view)
    _thread = f"/feeds/<key>/threads/<id:thread_id>.{_ext}"
    feeds.add_url_rule(_thread, f"thread_{_ext}", partial(of_place, _ext))


@feeds.get("/feeds.opml")
def opml_list() -> Response:
    """The list of all feeds that may be seen."""
    visibility, ext = site.visibility(), chosen_format()
    listed = site.feeds(with_token=bool(request.args.get("with_token")))
    folders = catalogue(visibility, listed, ext, _list_kind(request))
    document = representation(
        opml(say("title_opml"), folders),
        CONTENT_TYPE,
        max_age=int(min((forum.interval for forum in site.settings.forums), default=_ANY_MAX_AGE)),
        private=visibility.token,
        vary=("Accept", "Authorization", "Cookie", "Accept-Language"),
        **robots_headers(),
    )
    if request.args.get("save"):
        attached = {"Content-Disposition": 'attachment; filename="feeds.opml"'}
        document = document.of(document.body, {**document.headers, **attached})
    elif feed_stylesheet.is_browser(request):
        document = feed_stylesheet.with_stylesheet(document)
    return document_response(request, document)


def _list_kind(request: Request) -> ListKind:
    try:
        return ListKind(request.args.get("kind") or ListKind.POSTS)
    except ValueError:
        raise BadRequest(f"kind: expected {', '.join(ListKind)}.") from None


def _cache_key(request: Request, settings: Settings) -> tuple[Hashable, ...]:
    """What a feed depends on beside the store, the configuration and who may see what; never a token."""
    environ = request.environ
    parameters = request.args.items(multi=True) if environ.get("QUERY_STRING") else ()
    return (
        settings.server.public_url,
        environ["wsgi.url_scheme"],
        environ.get("HTTP_HOST") or (environ["SERVER_NAME"], environ["SERVER_PORT"]),
        environ.get("SCRIPT_NAME"),
        request.path,
        *(each for each in parameters if each[0] != "token"),
    )


def feed_response(
    request: Request,
    render: Callable[[], RenderedFeed],
    get: Callable[[str, Callable[[], Representation]], Representation] = lambda name, make: make(),
) -> Response:
    """The answer with a feed, as the client wants it: with a style sheet, compressed, or as it is.

    `get` gives a variant of it: from a cache, or by making it.
    """

    def plain() -> Representation:
        return get("plain", lambda: _representation(render()))

    def styled() -> Representation:
        return get(name, lambda: feed_stylesheet.with_stylesheet(plain()))

    wanted, name = plain, "plain"
    if feed_stylesheet.is_browser(request):
        # Dates in it are in words of a language.
        wanted, name = styled, f"styled, {visitor_language()}"
    if accepts_gzip(request):
        return get(f"{name}, gzip", lambda: wanted().as_gzip()).response(request)
    return wanted().response(request)


def _representation(rendered: RenderedFeed) -> Representation:
    feed, more = rendered.feed, robots_headers()
    vary = [] if rendered.same_for_all and not rendered.private else ["Authorization", "Cookie"]
    if feed_stylesheet.is_xml_feed(rendered.content_type):
        vary.append("Accept")
    if feed.hub:
        # Where subscribers look first (WebSub, 4).
        more["Link"] = f'<{feed.hub}>; rel="hub", <{feed.self_url}>; rel="self"'
    return representation(
        rendered.body,
        rendered.content_type,
        max_age=rendered.max_age,
        private=rendered.private,
        vary=vary,
        **more,
    )
