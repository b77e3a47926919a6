"""The web application."""

from collections.abc import Callable

from flask import Flask, Response, current_app, request
from werkzeug.routing import BaseConverter

from feedforum import __version__
from feedforum.clock import Clock
from feedforum.config.fetch_options import documentation_url
from feedforum.config.live_settings import LiveSettings
from feedforum.engines.forum_links import ForumLinks, links_by
from feedforum.feeds.formats import FORMATS
from feedforum.feeds.ids import ADDRESS_ID
from feedforum.media.folder import MediaFolder
from feedforum.records import Id, StoredForum, as_id
from feedforum.store import MediaStore, ReadRepository, Revisions
from feedforum.translations import translated_detail, translated_fault
from feedforum.web.admin_services import AdminServices
from feedforum.web.context import Site, site
from feedforum.web.error_pages import handle_errors
from feedforum.web.feed_routes import feeds
from feedforum.web.feed_stylesheet import styles
from feedforum.web.find_routes import finding
from feedforum.web.follow_routes import following
from feedforum.web.forum_settings_routes import forum_settings
from feedforum.web.health_routes import health
from feedforum.web.http_responses import PAGE_SECURITY_HEADERS, PREFLIGHT_HEADERS, SECURITY_HEADERS
from feedforum.web.localisation import say, time_in, visitor_language
from feedforum.web.login_routes import login
from feedforum.web.login_session import is_known_owner, prepare_sessions
from feedforum.web.media_routes import media_blueprint
from feedforum.web.metrics_routes import metrics
from feedforum.web.page_content import hue, in_page
from feedforum.web.page_routes import pages
from feedforum.web.page_urls import address, chosen_format, in_format, relative_root
from feedforum.web.proxy_headers import ProxyHeaders
from feedforum.web.reader_log import ReaderLog
from feedforum.web.reader_token import remember
from feedforum.web.response_cache import ResponseCache
from feedforum.web.search_engines import robots, robots_headers
from feedforum.web.search_routes import searches
from feedforum.web.status_routes import status


class IdConverter(BaseConverter):
    """The id of a board or thread in a URL: a number of up to 64 bits, or a word."""

    regex = ADDRESS_ID

    def to_python(self, value: str) -> Id:
        return as_id(value)


def create_app(
    current: LiveSettings,
    store: ReadRepository,
    clock: Clock,
    links: Callable[[StoredForum], ForumLinks] | None = None,
    check: Callable[[], None] = lambda: None,
    admin_services: AdminServices | None = None,
    revisions: Revisions | None = None,
    media: tuple[MediaStore, MediaFolder] | None = None,
) -> Flask:
    """The WSGI application, which answers from the store alone by the configuration in force.

    `links` makes links to a forum, if not its engine does; `check` is as in `Site`. Metrics and
    pages for the owner need `admin_services`. With `revisions` rendered feeds are cached, with `media` posts
    show pictures and files that are kept.
    """
    app = Flask(__name__)
    # A feed URL never redirects, whatever the slashes in it.
    app.url_map.merge_slashes = False
    app.url_map.redirect_defaults = False
    app.url_map.converters["id"] = IdConverter
    reads = ReaderLog(admin_services.token_reads if admin_services else None)
    folder = media[1] if media else None
    here = Site(current, store, clock, links or links_by(current), folder, check, reads)
    app.extensions.update(
        site=here,
        admin_services=admin_services,
        response_cache=ResponseCache(revisions) if revisions is not None else None,
    )
    for blueprint in (feeds, searches, pages, styles, robots, health):
        app.register_blueprint(blueprint)
    if media is not None:
        app.register_blueprint(media_blueprint(*media, revisions))
    if admin_services is not None:
        prepare_sessions(app, here)
        for blueprint in (login, status, metrics):
            app.register_blueprint(blueprint)
    if admin_services is not None and admin_services.finder is not None:
        for blueprint in (finding, following, forum_settings):
            app.register_blueprint(blueprint)
    handle_errors(app)
    _prepare_templates(app, admin_services)
    app.wsgi_app = ProxyHeaders(app.wsgi_app, current)  # type: ignore[method-assign]
    app.after_request(_complete)
    return app


def _complete(answer: Response) -> Response:
    """The answer with what every one has; who reads which feed is noted."""
    admin_services: AdminServices | None = current_app.extensions["admin_services"]
    if "Content-Security-Policy" not in answer.headers:
        is_page = answer.mimetype == "text/html"
        reader = site.reader() if is_page else None
        if reader is not None and reader.given and answer.status_code == 200:
            remember(answer, reader, request.script_root or "/", secure=site.url().startswith("https:"))
        answer.headers.extend(PAGE_SECURITY_HEADERS if is_page else SECURITY_HEADERS)
        answer.headers.extend(robots_headers())
    if request.method == "OPTIONS" and request.path.startswith("/feeds"):
        answer.headers.update(PREFLIGHT_HEADERS)
    if request.path.startswith("/feeds/") and answer.status_code < 400 and (reader := site.reader()):
        site.reads.note(reader.token.name, request.path, site.clock.now())
    if admin_services is not None and request.path.lstrip("/").startswith("feeds"):
        admin_services.metrics.feed_served(answer.status_code)
    return answer


def _prepare_templates(app: Flask, admin_services: AdminServices | None) -> None:
    """What every template knows; `to` and `root` make relative addresses of other pages."""
    environment = app.jinja_env
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.filters.update(in_page=in_page, hue=hue)
    environment.globals.update(
        version=__version__,
        documentation=documentation_url(),
        formats=FORMATS,
        in_format=in_format,
        is_owner=is_known_owner,
        say=say,
        time_in=time_in,
        to=address,
        translated=lambda detail: translated_detail(visitor_language(), detail),
        translated_fault=lambda fault: translated_fault(visitor_language(), fault),
    )

    @app.context_processor
    def of_request() -> dict[str, object]:
        has_owner = admin_services is not None and bool(site.settings.server.owner_password)
        return {
            "format": chosen_format(),
            "has_owner": has_owner,
            "has_finder": has_owner and admin_services is not None and admin_services.finder is not None,
            "has_token": site.reader() is not None,
            "indexed": site.settings.server.search_engines,
            "language": visitor_language(),
            "root": relative_root(),
        }
