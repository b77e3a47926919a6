"""`/status`: the state of all forums, for their owner."""

from datetime import UTC

from flask import Blueprint, Response, request, session
from werkzeug.exceptions import NotFound

from feedforum.config.settings import ForumSettings
from feedforum.errors import FeedforumError
from feedforum.feeds.titles import title_by_key
from feedforum.records import Answer, MediaFault
from feedforum.web.admin_services import admin
from feedforum.web.context import site
from feedforum.web.csrf import form_token
from feedforum.web.http_responses import render_page
from feedforum.web.localisation import format_size, say
from feedforum.web.login_routes import require_owner
from feedforum.web.overview import state_of
from feedforum.web.page_urls import View, redirect_to

_MESSAGE = "message"

status = require_owner(Blueprint("status", __name__))


@status.get("/status")
def of_all() -> Response:
    """The page, with buttons that ask for a poll."""
    found = site.reads.reads()
    return render_page(
        "status.html",
        private=True,
        rows=[_row(settings) for settings in site.settings.forums],
        size=admin.forum_statuses.size(),
        format_size=format_size,
        queue=admin.queue_status(),
        config_hash=site.settings.forums_hash,
        trouble=admin.trouble(),
        error=_error(),
        faults=site.current.faults,
        message=_message(),
        answers={str(answer): answer.name.lower() for answer in Answer},
        usual=[str(answer) for answer in Answer if answer.usual],
        media_faults={str(fault): fault.name.lower() for fault in MediaFault},
        token=form_token(),
        readers=[(token.name, found.get(token.name, [])) for token in site.settings.tokens],
        utc=UTC,
    )


@status.post("/status/poll")
def poll() -> Response:
    """Have a forum polled now."""
    settings = site.settings.forum(request.form.get("forum", ""))
    if settings is None:
        raise NotFound
    session[_MESSAGE] = [settings.key, admin.request_poll(settings).name.lower()]
    return redirect_to("status")


def _row(settings: ForumSettings) -> View:
    """A forum on the page, with its boards that are watched; of some it is asked whether guests read them."""
    now = site.clock.now()
    status, forum = admin.forum_statuses.forum(settings.key, now), site.store.forum(settings.key)
    watched = [(board, found) for board in status.boards if (found := settings.board(board.id)) is not None]
    polled = status.polled_at is not None
    return {
        "settings": settings,
        "status": status,
        "title": title_by_key(forum, settings.key),
        "language": forum.language if forum else "",
        "state": state_of(settings, status.failing_since, status.due_at, now, polled=polled),
        "boards": [board for board, _ in watched],
        "open_to_guests": {board.id: not found.private for board, found in watched if found.asks_guests},
    }


def _error() -> str:
    try:
        site.check()
    except FeedforumError as error:
        return str(error)
    return ""


def _message() -> str:
    """What became of the poll that was asked for, if this follows such a request."""
    key, outcome = session.pop(_MESSAGE, ("", ""))
    return say(f"requested_{outcome}", forum=key) if outcome else ""
