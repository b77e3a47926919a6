"""`/status`: the state of all forums, for their owner."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from flask import Blueprint, Response, request, session
from werkzeug.exceptions import NotFound

from feedforum import __version__
from feedforum.config.settings import ForumSettings
from feedforum.errors import FeedforumError
from feedforum.feeds.titles import title_by_key
from feedforum.records import Answer, BoardStatus, ForumStatus, Id, MediaFault
from feedforum.translations import text
from feedforum.web.admin_services import AdminServices
from feedforum.web.context import Site
from feedforum.web.csrf import form_token
from feedforum.web.http_responses import render_page
from feedforum.web.localisation import format_size, format_time, visitor_language
from feedforum.web.login_routes import require_owner
from feedforum.web.overview import is_late
from feedforum.web.page_urls import redirect_to
from feedforum.web.reader_log import ReaderLog

_MESSAGE = "message"


@dataclass(frozen=True, slots=True)
class StatusRow:
    """A forum on the page. `format_time` writes times in its zone; `boards` are those that are watched.

    `open_to_guests` says of those that the forum is asked about whether guests can read them.

    `state` is "ok", "late", "failing", "paused" or "new".
    """

    status: ForumStatus
    title: str
    language: str
    boards: list[BoardStatus]
    format_time: Callable[..., str]
    paused: bool
    state: str
    open_to_guests: dict[Id, bool]


def status_blueprint(
    site: Site,
    admin_services: AdminServices,
    check: Callable[[], None],
    faults: Callable[[], tuple[str, ...]],
    reads: ReaderLog,
) -> Blueprint:
    """The page, and its buttons that ask for a poll."""
    status = Blueprint("status", __name__)

    @status.get("/status")
    def of_all() -> Response:
        language, found = visitor_language(request), reads.reads()
        return render_page(
            "status.html",
            private=True,
            rows=[_row(site, admin_services, settings) for settings in site.settings.forums],
            size=format_size(admin_services.forum_statuses.size(), language),
            format_size=partial(format_size, language=language),
            queue=admin_services.queue_status(),
            version=__version__,
            config_hash=site.settings.forums_hash,
            trouble=admin_services.trouble(),
            error=_error(check),
            faults=faults(),
            message=_message(site, language),
            answers={str(answer): answer.name.lower() for answer in Answer},
            usual=[str(answer) for answer in Answer if answer.usual],
            media_faults={str(fault): fault.name.lower() for fault in MediaFault},
            token=form_token(),
            readers=[(token.name, found.get(token.name, [])) for token in site.settings.tokens],
            in_utc=partial(format_time, now=site.clock.now(), zone=UTC, language=language),
        )

    @status.post("/status/poll")
    def poll() -> Response:
        settings = site.settings.forum(request.form.get("forum", ""))
        if settings is None:
            raise NotFound
        session[_MESSAGE] = [settings.key, admin_services.request_poll(settings).name.lower()]
        return redirect_to(request, "status")

    return require_owner(status)


def _row(site: Site, admin_services: AdminServices, settings: ForumSettings) -> StatusRow:
    now = site.clock.now()
    status = admin_services.forum_statuses.forum(settings.key, now)
    forum = site.store.forum(settings.key)
    return StatusRow(
        status,
        title_by_key(forum, settings.key),
        forum.language if forum else "",
        [board for board in status.boards if settings.board(board.id) is not None],
        partial(format_time, now=now, zone=settings.zone, language=visitor_language(request)),
        settings.paused,
        state_of(status, settings, now),
        {
            board.id: not found.private
            for board in status.boards
            if (found := settings.board(board.id)) is not None and found.asks_guests
        },
    )


def state_of(status: ForumStatus, settings: ForumSettings, now: datetime) -> str:
    """How a forum stands, in one word."""
    if settings.paused:
        return "paused"
    if status.failing_since:
        return "failing"
    if status.due_at and is_late(status.due_at, settings, now):
        return "late"
    return "ok" if status.polled_at else "new"


def _error(check: Callable[[], None]) -> str:
    """What `/healthz` says is wrong, or nothing."""
    try:
        check()
    except FeedforumError as error:
        return str(error)
    return ""


def _message(site: Site, language: str) -> str:
    """What became of the poll that was asked for, if this follows such a request."""
    key, outcome = session.pop(_MESSAGE, ("", ""))
    return text(language, f"requested_{outcome}", forum=key) if outcome else ""
