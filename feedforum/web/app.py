"""The web application."""

from collections.abc import Callable
from functools import partial

from flask import Flask, Response, request
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
from feedforum.translations import text, translated_detail, translated_fault
from feedforum.web.admin_services import AdminServices
from feedforum.web.context import Site
from feedforum.web.error_pages import handle_errors
from feedforum.web.feed_routes import feeds
from feedforum.web.feed_stylesheet import styles
from feedforum.web.find_routes import find_blueprint
from feedforum.web.follow_routes import follow_blueprint
from feedforum.web.forum_settings_routes import forum_settings_blueprint
from feedforum.web.health_routes import health_blueprint
from feedforum.web.http_responses import PAGE_SECURITY_HEADERS, PREFLIGHT_HEADERS, SECURITY_HEADERS
from feedforum.web.localisation import visitor_language
from feedforum.web.login_routes import login_blueprint
from feedforum.web.login_session import OwnerSessions, is_known_owner, prepare_sessions
from feedforum.web.media_routes import media_blueprint
from feedforum.web.metrics_routes import metrics_blueprint
from feedforum.web.page_content import hue, in_page
from feedforum.web.page_routes import pages
from feedforum.web.page_urls import address, chosen_format, format_links, relative_root
from feedforum.web.proxy_headers import ProxyHeaders
from feedforum.web.reader_log import ReaderLog
from feedforum.web.reader_token import remember
from feedforum.web.response_cache import ResponseCache
from feedforum.web.search_engines import NotIndexed, robots
from feedforum.web.search_routes import searches
from feedforum.web.status_routes import status_blueprint


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
    faults: Callable[[], tuple[str, ...]] = tuple,
    admin_services: AdminServices | None = None,
    revisions: Revisions | None = None,
    media: tuple[MediaStore, MediaFolder] | None = None,
) -> Flask:
    """The WSGI application, which answers from the store alone by the configuration in force.

    `links` makes links to a forum, if not its engine does. `check` raises a FeedforumError for `/healthz` if
    the store cannot be written or polls do not go on; `faults` are the errors for which a changed
    configuration file is not in force. Metrics and pages for the owner need `admin_services`, and that the
    configuration wants them. With `revisions` rendered feeds are cached. With `media` posts show pictures and
    files that are kept.
    """
    app = Flask(__name__)
    # A feed URL never redirects, whatever the slashes in it.
    app.url_map.merge_slashes = False
    app.url_map.redirect_defaults = False
    app.url_map.converters["id"] = IdConverter
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(in_page=in_page, hue=hue)
    site = Site(current, store, clock, links or links_by(current), media and media[1])
    reads = ReaderLog(admin_services.token_reads if admin_services else None)
    app.extensions["site"] = site
    app.extensions["response_cache"] = ResponseCache(revisions) if revisions is not None else None
    for blueprint in (feeds, searches, pages, styles, robots):
        app.register_blueprint(blueprint)
    if media is not None:
        app.register_blueprint(media_blueprint(*media, revisions))
    app.register_blueprint(health_blueprint(site, check, faults))
    if admin_services is not None:
        _add_admin_routes(app, site, admin_services, check, faults, reads)
    handle_errors(app)
    app.jinja_env.globals.update(version=__version__, documentation=documentation_url())
    app.context_processor(partial(_template_context, site, admin_services))
    app.wsgi_app = NotIndexed(ProxyHeaders(app.wsgi_app, current), current)  # type: ignore[method-assign]

    @app.after_request
    def secure(answer: Response) -> Response:
        if "Content-Security-Policy" not in answer.headers:
            is_page = answer.mimetype == "text/html"
            reader = site.reader() if is_page else None
            if reader is not None and reader.given and answer.status_code == 200:
                secure_only = site.url().startswith("https:")
                remember(answer, reader, request.script_root or "/", secure=secure_only)
            answer.headers.extend(PAGE_SECURITY_HEADERS if is_page else SECURITY_HEADERS)
        if request.method == "OPTIONS" and request.path.startswith("/feeds"):
            answer.headers.update(PREFLIGHT_HEADERS)
        if request.path.startswith("/feeds/") and answer.status_code < 400 and (reader := site.reader()):
            reads.note(reader.token.name, request.path, clock.now())
        if admin_services is not None and request.path.lstrip("/").startswith("feeds"):
            admin_services.metrics.feed_served(answer.status_code)
        return answer

    return app


def _add_admin_routes(
    app: Flask,
    site: Site,
    admin_services: AdminServices,
    check: Callable[[], None],
    faults: Callable[[], tuple[str, ...]],
    reads: ReaderLog,
) -> None:
    sessions = OwnerSessions(
        lambda: site.settings,
        lambda: site.url().startswith("https:"),
        site.clock,
        admin_services.ended_sessions,
    )
    prepare_sessions(app, sessions)
    app.register_blueprint(login_blueprint(site.clock))
    app.register_blueprint(status_blueprint(site, admin_services, check, faults, reads))
    app.register_blueprint(metrics_blueprint(site, admin_services))
    if admin_services.finder is not None:
        app.register_blueprint(find_blueprint(admin_services.finder, site.clock))
        app.register_blueprint(follow_blueprint(admin_services.finder))
        app.register_blueprint(forum_settings_blueprint(admin_services.finder))


def _template_context(site: Site, admin_services: AdminServices | None) -> dict[str, object]:
    """What every template knows; `to` and `root` make relative addresses of other pages."""
    language = visitor_language(request)
    has_owner = admin_services is not None and bool(site.settings.server.owner_password)
    return {
        "format": chosen_format(request),
        "format_links": format_links(request),
        "formats": FORMATS,
        "has_owner": has_owner,
        "indexed": site.settings.server.search_engines,
        "language": language,
        "has_finder": has_owner and admin_services is not None and admin_services.finder is not None,
        "has_token": site.reader() is not None,
        "is_owner": partial(is_known_owner, request),
        "root": relative_root(request),
        "say": partial(text, language),
        "to": partial(address, request),
        "translated": partial(translated_detail, language),
        "translated_fault": partial(translated_fault, language),
    }
