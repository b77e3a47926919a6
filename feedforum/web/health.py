"""`/healthz`, for a supervisor."""

from flask import Blueprint, Response

from feedforum.errors import StoreError
from feedforum.web.answers import plain
from feedforum.web.site import Site


def health_blueprint(site: Site) -> Blueprint:
    """200 as long as the store answers, else 503 with the reason."""
    health = Blueprint("health", __name__)

    @health.get("/healthz")
    def healthz() -> Response:
        try:
            site.library.forum(next((forum.key for forum in site.settings.forums), ""))
        except StoreError as error:
            answer = plain(503, str(error))
        else:
            answer = plain(200, "ok")
        answer.headers["Cache-Control"] = "no-store"
        return answer

    return health
