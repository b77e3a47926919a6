"""`/healthz`, for a supervisor."""

from collections.abc import Callable

from flask import Blueprint, Response, current_app

from feedforum.errors import FeedforumError, StoreError
from feedforum.web.answers import plain
from feedforum.web.site import Site


def health_blueprint(site: Site, check: Callable[[], None], notice: Callable[[], str]) -> Blueprint:
    """200 as long as the store can be read and written and polls go on, else 503 with the reason.

    A notice is told beside 200.
    """
    health = Blueprint("health", __name__)

    @health.get("/healthz")
    def healthz() -> Response:
        try:
            check()
            site.library.forum(next((forum.key for forum in site.settings.forums), ""))
        except FeedforumError as error:
            answer = plain(503, _for_strangers(error))
        else:
            answer = plain(200, "\n".join(filter(None, ("ok", notice()))))
        answer.headers["Cache-Control"] = "no-store"
        return answer

    return health


def _for_strangers(error: FeedforumError) -> str:
    if not isinstance(error, StoreError):
        return str(error)
    # Its own sentence says where the store is.
    current_app.logger.error("/healthz: %s", error)
    return error.outside
