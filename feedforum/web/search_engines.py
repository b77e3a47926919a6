"""What search engines may do here: nothing, unless the owner says so. Posts belong to their writers."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response

from feedforum.config.live_settings import LiveSettings
from feedforum.web.context import site
from feedforum.web.http_responses import plain

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class NotIndexed:
    """Adds `X-Robots-Tag: noindex` to every answer as long as `search_engines` is false.

    Around the application, since rendered feeds are shared among requests, and must not be changed.
    """

    def __init__(self, app: "WSGIApplication", current: LiveSettings) -> None:
        self._app = app
        self._current = current

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if self._current.settings.server.search_engines:
            return self._app(environ, start_response)

        def start(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            return start_response(status, [*headers, ("X-Robots-Tag", "noindex")], *error)

        return self._app(environ, start)


robots = Blueprint("robots", __name__)


@robots.get("/robots.txt")
def rules() -> Response:
    """`/robots.txt` (RFC 9309)."""
    return plain(200, f"User-agent: *\nDisallow:{'' if site.settings.server.search_engines else ' /'}")
