"""`/healthz`, for a supervisor."""

from datetime import timedelta

from flask import Blueprint, Response, current_app, request

from feedforum.errors import FeedforumError, StoreError
from feedforum.feeds.lookup import trouble_to_tell
from feedforum.translations import DEFAULT, text
from feedforum.web.context import site
from feedforum.web.http_responses import plain

FAILING_FOR_LONG = timedelta(days=1)
"""How long polls of a forum fail before that is more than a disturbance."""

health = Blueprint("health", __name__)


@health.get("/healthz")
def healthz() -> Response:
    """200 as long as the store can be read and written and polls go on, else 503 with the reason.

    A configuration file with errors is mentioned beside 200, but not its errors. `?forum=KEY`, and `?all=1`
    for every forum that the asker may see, also answer 503 while that forum has failed for a day.
    """
    status, sentence = 200, "ok"
    try:
        site.check()
        site.store.forum(next((forum.key for forum in site.settings.forums), ""))
        if failing := _failing():
            status, sentence = 503, text(DEFAULT, "health_failing", forums=", ".join(failing))
        elif site.current.faults:
            sentence = f"ok\n{text(DEFAULT, 'config_faults')} {text(DEFAULT, 'config_faults_logged')}"
    except FeedforumError as error:
        status, sentence = 503, _for_strangers(error)
    answer = plain(status, sentence)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _failing() -> list[str]:
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
