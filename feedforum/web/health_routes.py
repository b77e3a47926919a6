"""`/healthz`, for a supervisor."""

from collections.abc import Callable
from datetime import timedelta

from flask import Blueprint, Response, current_app, request

from feedforum.errors import FeedforumError, StoreError
from feedforum.feeds.lookup import trouble_to_tell
from feedforum.translations import text
from feedforum.web.context import Site
from feedforum.web.http_responses import plain


def health_blueprint(
    site: Site, check: Callable[[], None], faults: Callable[[], tuple[str, ...]]
) -> Blueprint:
    """200 as long as the store can be read and written and polls go on, else 503 with the reason.

    A configuration file with errors is mentioned beside 200, but not its errors. `?forum=KEY`, and `?all=1`
    for every forum that the asker may see, also answer 503 while that forum has failed for a day.
    """
    health = Blueprint("health", __name__)

    @health.get("/healthz")
    def healthz() -> Response:
        try:
            check()
            site.store.forum(next((forum.key for forum in site.settings.forums), ""))
            failing = _failing(site)
        except FeedforumError as error:
            answer = plain(503, _for_strangers(error))
        else:
            if failing:
                answer = plain(503, text("en", "health_failing", forums=", ".join(failing)))
                answer.headers["Cache-Control"] = "no-store"
                return answer
            answer = plain(
                200,
                f"ok\n{text('en', 'config_faults')} {text('en', 'config_faults_logged')}"
                if faults()
                else "ok",
            )
        answer.headers["Cache-Control"] = "no-store"
        return answer

    return health


FAILING_FOR_LONG = timedelta(days=1)
"""How long polls of a forum fail before that is more than a disturbance."""


def _failing(site: Site) -> list[str]:
    """The keys of the forums that are asked about and have failed for long. Raises NotFound, Unauthorized."""
    key = request.args.get("forum", "")
    asked = [site.visible_forum(key)] if key else []
    if request.args.get("all"):
        asked = list(site.visibility().forums)
    now = site.clock.now()
    troubles = [(each.key, trouble_to_tell(site.store, each, private=each.private)) for each in asked]
    return [key for key, trouble in troubles if trouble and now - trouble.since >= FAILING_FOR_LONG]


def _for_strangers(error: FeedforumError) -> str:
    if not isinstance(error, StoreError):
        return str(error)
    # Its own sentence says where the store is.
    current_app.logger.error("/healthz: %s", error)
    return error.outside
