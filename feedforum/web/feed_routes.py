"""`/feeds/…`: never a redirect, never HTML."""

from collections.abc import Callable, Hashable
from functools import partial
from typing import Any

from flask import Blueprint, Request, Response, request
from werkzeug.exceptions import BadRequest

from feedforum.config.settings import Settings
from feedforum.feeds.feed_list import ListKind, catalogue
from feedforum.feeds.formats import FORMATS
from feedforum.feeds.ids import FeedKind, FeedName
from feedforum.feeds.opml import CONTENT_TYPE, opml
from feedforum.feeds.render_feed import RenderedFeed, render_feed
from feedforum.translations import text
from feedforum.web import feed_stylesheet
from feedforum.web.context import Site, granted
from feedforum.web.feed_params import feed_params
from feedforum.web.http_responses import Representation, accepts_gzip, document_response, representation
from feedforum.web.localisation import visitor_language
from feedforum.web.page_urls import chosen_format
from feedforum.web.response_cache import ResponseCache

_ANY_MAX_AGE = 900


def feeds_blueprint(site: Site, cache: ResponseCache | None) -> Blueprint:
    """The five kinds of feed, and the list of them as OPML."""
    feeds = Blueprint("feeds", __name__)

    def respond(ext: str, key: str, **place: Any) -> Response:
        name = FeedName(key, **place)

        def render() -> RenderedFeed:
            return render_feed(site.feeds(), site.visible_forum(key), name, ext, feed_params(request))

        # Flask's proxy looks the request up at each use, which would be most of what a cached feed costs.
        current_request: Request = request._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 - documented
        # Which posts a search finds depends on those of all forums, not only on this one's.
        if cache is None or (current_request.environ.get("QUERY_STRING") and "q" in current_request.args):
            return feed_response(current_request, render)
        settings = site.settings
        token, cache_key = granted(current_request, settings), _cache_key(current_request, settings)
        return feed_response(
            current_request,
            render,
            lambda variant, make: cache.get(settings, key, token, (*cache_key, variant), make),
        )

    # An address without patterns at its end is found fastest, and is asked for most.
    for ext in FORMATS:
        for kind in FeedKind:
            view = partial(respond, ext, kind=kind)
            feeds.add_url_rule(f"/feeds/<key>/{kind}.{ext}", f"forum_{kind}_{ext}", view)
            board = f"/feeds/<key>/boards/<id:board_id>/{kind}.{ext}"
            feeds.add_url_rule(board, f"board_{kind}_{ext}", view)
        thread = f"/feeds/<key>/threads/<id:thread_id>.{ext}"
        feeds.add_url_rule(thread, f"thread_{ext}", partial(respond, ext))

    @feeds.get("/feeds.opml")
    def opml_list() -> Response:
        visibility, ext = site.visibility(), chosen_format(request)
        listed = site.feeds(with_token=bool(request.args.get("with_token")))
        folders = catalogue(visibility, listed, ext, _list_kind(request))
        document = representation(
            opml(text(visitor_language(request), "title_opml"), folders),
            CONTENT_TYPE,
            max_age=int(min((forum.interval for forum in site.settings.forums), default=_ANY_MAX_AGE)),
            private=visibility.token,
            vary=("Accept", "Authorization", "Cookie", "Accept-Language"),
        )
        if request.args.get("save"):
            document = document.with_headers({"Content-Disposition": 'attachment; filename="feeds.opml"'})
        elif feed_stylesheet.is_browser(request):
            document = feed_stylesheet.with_stylesheet(request, document)
        return document_response(request, document)

    return feeds


def _list_kind(request: Request) -> ListKind:
    try:
        return ListKind(request.args.get("kind") or ListKind.POSTS)
    except ValueError:
        raise BadRequest(f"kind: expected {', '.join(ListKind)}.") from None


def _cache_key(request: Request, settings: Settings) -> tuple[Hashable, ...]:
    """What a feed depends on beside the store, the configuration and who may see what: its address.

    A token is no part of it, and is in memory only during its request.
    """
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


def _make(_: str, make: Callable[[], Representation]) -> Representation:
    return make()


def feed_response(
    request: Request,
    render: Callable[[], RenderedFeed],
    get: Callable[[str, Callable[[], Representation]], Representation] = _make,
) -> Response:
    """The answer with a feed, as the client wants it: with a style sheet, compressed, or as it is.

    `get` gives a variant of it: from a cache, or by making it.
    """

    def plain() -> Representation:
        return get("plain", lambda: _representation(render()))

    def styled() -> Representation:
        return get(_styled(request), lambda: feed_stylesheet.with_stylesheet(request, plain()))

    wanted, name = (styled, _styled(request)) if feed_stylesheet.is_browser(request) else (plain, "plain")
    if accepts_gzip(request):
        return get(f"{name}, gzip", lambda: wanted().as_gzip()).response(request)
    return wanted().response(request)


def _styled(request: Request) -> str:
    """The variant with a style sheet; dates in it are in words of a language."""
    return f"styled, {visitor_language(request)}"


def _representation(feed: RenderedFeed) -> Representation:
    vary = [] if feed.same_for_all and not feed.private else ["Authorization", "Cookie"]
    if feed_stylesheet.is_xml_feed(feed.content_type):
        vary.append("Accept")
    return representation(
        feed.body,
        feed.content_type,
        max_age=feed.max_age,
        private=feed.private,
        vary=vary,
        # Where subscribers look first (WebSub, 4).
        link=f'<{feed.hub}>; rel="hub", <{feed.self_url}>; rel="self"' if feed.hub else "",
    )
