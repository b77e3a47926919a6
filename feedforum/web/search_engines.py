"""What search engines may do here: nothing, unless the owner says so. Posts belong to their writers."""

from flask import Blueprint, Response

from feedforum.web.context import site
from feedforum.web.http_responses import plain

robots = Blueprint("robots", __name__)


@robots.get("/robots.txt")
def rules() -> Response:
    """`/robots.txt` (RFC 9309)."""
    return plain(200, f"User-agent: *\nDisallow:{'' if site.settings.server.search_engines else ' /'}")


def robots_headers() -> dict[str, str]:
    """What every answer says to search engines."""
    return {} if site.settings.server.search_engines else {"X-Robots-Tag": "noindex"}
