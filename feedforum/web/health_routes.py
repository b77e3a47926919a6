"""`/healthz`, for a supervisor."""

from collections.abc import Callable

from flask import Blueprint, Response, current_app

from feedforum.errors import FeedforumError, StoreError
from feedforum.translations import text
from feedforum.web.context import Site
from feedforum.web.http_responses import plain


def health_blueprint(
    site: Site, check: Callable[[], None], faults: Callable[[], tuple[str, ...]]
) -> Blueprint:
    """200 as long as the store can be read and written and polls go on, else 503 with the reason.

    A configuration file with errors is mentioned beside 200, but not its errors.
    """
    health = Blueprint("health", __name__)

    @health.get("/healthz")
    def healthz() -> Response:
        try:
            check()
            site.store.forum(next((forum.key for forum in site.settings.forums), ""))
        except FeedforumError as error:
            answer = plain(503, _for_strangers(error))
        else:
            answer = plain(
                200,
                f"ok\n{text('en', 'config_faults')} {text('en', 'config_faults_logged')}"
                if faults()
                else "ok",
            )
        answer.headers["Cache-Control"] = "no-store"
        return answer

    return health


def _for_strangers(error: FeedforumError) -> str:
    if not isinstance(error, StoreError):
        return str(error)
    # Its own sentence says where the store is.
    current_app.logger.error("/healthz: %s", error)
    return error.outside
