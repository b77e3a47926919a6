"""The web application."""

from collections.abc import Callable
from functools import partial

from flask import Flask, Response, request
from werkzeug.routing import BaseConverter

from feedforum.clock import Clock
from feedforum.config.current import Current
from feedforum.feeds import Library, Links
from feedforum.records import StoredForum
from feedforum.texts import text
from feedforum.web.addresses import address, chosen_format, format_links
from feedforum.web.backstage import Backstage
from feedforum.web.faults import answer_faults
from feedforum.web.feeds import feeds_blueprint
from feedforum.web.finding import finding_blueprint
from feedforum.web.health import health_blueprint
from feedforum.web.languages import spoken_language
from feedforum.web.links import engine_links
from feedforum.web.metrics import metrics_blueprint
from feedforum.web.owner import owner_blueprint
from feedforum.web.pages import pages_blueprint
from feedforum.web.proxies import BehindProxies
from feedforum.web.roots import root_of
from feedforum.web.searches import searches_blueprint
from feedforum.web.sessions import prepare_sessions
from feedforum.web.site import Site
from feedforum.web.status import status_blueprint
from feedforum.web.styles import styles_blueprint

# Pages show pictures from anywhere, for posts do; everything else comes from here or not at all.
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src https: http: data:; media-src https: http:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
# Only pages have a script, the one that copies addresses; a feed in a browser has none.
_PAGE_POLICY = f"{_POLICY}; script-src 'self'"
_SECURITY = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class IdConverter(BaseConverter):
    """An id in a URL, in its one spelling, no longer than a database holds."""

    regex = r"[1-9][0-9]{0,17}"

    def to_python(self, value: str) -> int:
        return int(value)


def create_app(
    current: Current,
    library: Library,
    clock: Clock,
    links: Callable[[StoredForum], Links] = engine_links,
    check: Callable[[], None] = lambda: None,
    faults: Callable[[], tuple[str, ...]] = tuple,
    backstage: Backstage | None = None,
) -> Flask:
    """The WSGI application that answers from the library alone, by the configuration that is in force.

    `links` gives what leads people to a forum. `check` raises a FeedforumError if the store could not
    be written now, or polls do not go on, for `/healthz`; `faults` are those of a configuration file
    that is not in force for them. Only with `backstage` there are metrics, and pages for the owner, as
    far as the configuration wants them.
    """
    app = Flask(__name__)
    # A feed URL never redirects, whatever the slashes in it.
    app.url_map.merge_slashes = False
    app.url_map.redirect_defaults = False
    app.url_map.converters["id"] = IdConverter
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    site = Site(current, library, clock, links)
    blueprints = (feeds_blueprint, searches_blueprint, pages_blueprint)
    for blueprint in blueprints:
        app.register_blueprint(blueprint(site))
    app.register_blueprint(styles_blueprint())
    app.register_blueprint(health_blueprint(site, check, faults))
    if backstage is not None:
        _add_backstage(app, site, backstage, check, faults)
    answer_faults(app)
    app.context_processor(partial(_for_templates, site, backstage))
    app.wsgi_app = BehindProxies(app.wsgi_app, current)  # type: ignore[method-assign]

    @app.after_request
    def secure(answer: Response) -> Response:
        policy = _PAGE_POLICY if answer.mimetype == "text/html" else _POLICY
        answer.headers.setdefault("Content-Security-Policy", policy)
        for name, value in _SECURITY.items():
            answer.headers.setdefault(name, value)
        return answer

    return app


def _add_backstage(
    app: Flask,
    site: Site,
    backstage: Backstage,
    check: Callable[[], None],
    faults: Callable[[], tuple[str, ...]],
) -> None:
    prepare_sessions(app, site)
    app.register_blueprint(owner_blueprint(site))
    app.register_blueprint(status_blueprint(site, backstage, check, faults))
    app.register_blueprint(metrics_blueprint(site, backstage))
    if backstage.finder is not None:
        app.register_blueprint(finding_blueprint(site, backstage.finder))

    @app.after_request
    def count(answer: Response) -> Response:
        if request.path.startswith("/feeds"):
            backstage.metrics.feed_served(answer.status_code)
        return answer


def _for_templates(site: Site, backstage: Backstage | None) -> dict[str, object]:
    """What every template knows: `to` and `root` lead to other pages from the one that is asked for."""
    language = spoken_language(request)
    has_owner = backstage is not None and bool(site.settings.server.owner_password)
    return {
        "format": chosen_format(request),
        "format_links": format_links(request),
        "has_owner": has_owner,
        "language": language,
        "may_find": has_owner and backstage is not None and backstage.finder is not None,
        "root": root_of(request),
        "say": partial(text, language),
        "to": partial(address, request),
    }
