"""`/status`: how all forums stand, and what their owner may do about it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, request, session
from werkzeug.exceptions import NotFound

from feedforum.config.settings import ForumSettings
from feedforum.errors import FeedforumError
from feedforum.feeds.titles import forum_title
from feedforum.records import Answer, BoardStatus, ForumStatus
from feedforum.translations import text
from feedforum.web.admin_services import AdminServices
from feedforum.web.context import Site
from feedforum.web.http_responses import page
from feedforum.web.localisation import format_size, said, spoken_language
from feedforum.web.login_routes import for_the_owner
from feedforum.web.login_session import form_token
from feedforum.web.page_urls import led_to

_TOLD = "told"


@dataclass(frozen=True, slots=True)
class Row:
    """A forum on the page. `said` tells a moment in its zone; `boards` are those that are watched."""

    standing: ForumStatus
    title: str
    language: str
    boards: list[BoardStatus]
    said: Callable[..., str]


def status_blueprint(
    site: Site,
    admin_services: AdminServices,
    check: Callable[[], None],
    faults: Callable[[], tuple[str, ...]],
) -> Blueprint:
    """The page, and the wish for a poll."""
    status = Blueprint("status", __name__)

    @status.get("/status")
    def of_all() -> Response:
        language = spoken_language(request)
        return page(
            "status.html",
            private=True,
            rows=[_row(site, admin_services, chosen) for chosen in site.settings.forums],
            size=format_size(admin_services.forum_statuses.size(), language),
            sized=partial(format_size, language=language),
            trouble=admin_services.trouble(),
            wrong=_wrong(check),
            faults=faults(),
            told=_told(site, language),
            answers={str(answer): answer.name.lower() for answer in Answer},
            usual=[str(answer) for answer in Answer if answer.usual],
            token=form_token(),
        )

    @status.post("/status/poll")
    def poll() -> Response:
        chosen = site.settings.forum(request.form.get("forum", ""))
        if chosen is None:
            raise NotFound
        session[_TOLD] = [chosen.key, admin_services.request_poll(chosen).name.lower()]
        return led_to(request, "status")

    return for_the_owner(site, status)


def _row(site: Site, admin_services: AdminServices, chosen: ForumSettings) -> Row:
    now = site.clock.now()
    standing = admin_services.forum_statuses.forum(chosen.key, now)
    forum = site.read_repository.forum(chosen.key)
    zone = ZoneInfo(chosen.timezone)
    return Row(
        standing,
        forum_title(forum) if forum else chosen.key,
        forum.language if forum else "",
        [board for board in standing.boards if chosen.board(board.id) is not None],
        partial(said, now=now, zone=zone, language=spoken_language(request)),
    )


def _wrong(check: Callable[[], None]) -> str:
    """What a supervisor is told, if anything is wrong."""
    try:
        check()
    except FeedforumError as error:
        return str(error)
    return ""


def _told(site: Site, language: str) -> str:
    """What became of the wish that led here."""
    key, outcome = session.pop(_TOLD, ("", ""))
    return text(language, f"wished_{outcome}", forum=key) if outcome else ""
