"""`/forums/KEY/settings`: what is followed of a forum, paused, or removed, for its owner."""

from typing import Any

from flask import Blueprint, Response, request, session
from werkzeug.exceptions import NotFound

from feedforum.config.forum_changes import ForumChange
from feedforum.config.settings import ForumSettings
from feedforum.dates import is_zone, zone_names
from feedforum.errors import ConfigError
from feedforum.feeds.titles import board_title, thread_title, title_by_key
from feedforum.records import Id, MemberLogin
from feedforum.web.admin_services import finder
from feedforum.web.context import site
from feedforum.web.localisation import visitor_language
from feedforum.web.login_routes import owner_page, require_owner
from feedforum.web.page_urls import redirect_to

_DONE = "changed"


forum_settings = require_owner(Blueprint("forum_settings", __name__))


@forum_settings.get("/forums/<key>/settings")
def form(key: str) -> Response:
    """The form with what is followed of a forum."""
    return _page(_forum(key), done=session.pop(_DONE, "") == key)


@forum_settings.post("/forums/<key>/settings")
def change(key: str) -> Response:
    """Change what the form changes, or remove the forum."""
    forum = _forum(key)
    zone = request.form.get("zone", "").strip() or forum.timezone
    try:
        if "remove" in request.form:
            if "sure" not in request.form:
                return _page(forum, "settings_not_sure", 400)
            finder.remove(key)
            return redirect_to("status")
        if not is_zone(zone):
            return _page(forum, "find_zone_unknown", 400)
        finder.change(key, _change(forum, _boards(forum), zone))
    except ConfigError as invalid:
        return _page(forum, "find_not_saved", 409, faults=invalid.faults)
    session[_DONE] = key
    return redirect_to(f"forums/{key}/settings")


def _forum(key: str) -> ForumSettings:
    forum = site.settings.forum(key)
    if forum is None:
        raise NotFound
    return forum


def _boards(forum: ForumSettings) -> dict[Id, str]:
    """The boards that are followed, with titles, in the forum's order as far as they were read."""
    language = visitor_language()
    read = {board.id: board.title for board in site.store.boards(forum.key)}
    ids = dict.fromkeys((*read, *(board.id for board in forum.boards or ())))
    return {id_: board_title(read.get(id_, ""), id_, language) for id_ in ids if forum.board(id_)}


def _change(forum: ForumSettings, boards: dict[Id, str], zone: str) -> ForumChange:
    kept, paused, threads = (set(request.form.getlist(name)) for name in ("board", "pause", "thread"))
    username, password = request.form.get("username", "").strip(), request.form.get("password", "")
    locked, board_password = request.form.get("locked", ""), request.form.get("board_password", "")
    return ForumChange(
        timezone=zone,
        paused="paused" in request.form,
        boards={id_: title for id_, title in boards.items() if str(id_) in kept},
        paused_boards=frozenset(id_ for id_ in boards if str(id_) in paused & kept),
        threads=tuple(thread_id for thread_id in forum.threads if str(thread_id) in threads),
        every_board=all(str(id_) in kept for id_ in boards),
        login=MemberLogin(username, password) if username and password else None,
        passwords={id_: board_password for id_ in boards if board_password and str(id_) == locked},
    )


def _page(forum: ForumSettings, error: str = "", status: int = 200, **values: Any) -> Response:
    language, stored = visitor_language(), site.store.forum(forum.key)
    threads = [(thread_id, site.store.thread(forum.key, thread_id)) for thread_id in forum.threads]
    return owner_page(
        "settings.html",
        error,
        status,
        key=forum.key,
        forum=forum,
        forum_title=title_by_key(stored, forum.key),
        forum_language=stored.language if stored else "",
        boards=_boards(forum),
        threads=[(id_, thread_title(thread, id_, language)) for id_, thread in threads],
        zones=zone_names(),
        **values,
    )
