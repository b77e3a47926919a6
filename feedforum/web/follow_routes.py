"""`/follow`: a bookmark sends the address of a page of a known forum here, to follow its thread or board."""

import re
from typing import Any

from flask import Blueprint, Response, request, session

from feedforum.config.settings import ForumSettings
from feedforum.errors import ConfigError
from feedforum.feeds.titles import board_title, thread_title, title_by_key
from feedforum.records import Id
from feedforum.web.admin_services import finder
from feedforum.web.context import site
from feedforum.web.localisation import visitor_language
from feedforum.web.login_routes import owner_page, require_owner
from feedforum.web.page_urls import address as page_address

_LONGEST_ADDRESS = 500
_DONE = "followed"
_POST = re.compile(r"\b(?:post(?:id)?|pid|p|msg)[=_-]?(\d{1,18})\b", re.IGNORECASE)
"""How addresses name a post, whose thread only the store knows."""


following = require_owner(Blueprint("following", __name__))


@following.get("/follow")
def form() -> Response:
    """The page that says what an address is and offers to follow it."""
    done = session.pop(_DONE, "")
    address = request.args.get("address", "").strip()[:_LONGEST_ADDRESS]
    return _page(address, done=bool(done) and done == address)


@following.post("/follow")
def follow() -> Response:
    """Follow the board or thread of an address."""
    address = request.form.get("address", "").strip()[:_LONGEST_ADDRESS]
    forum, board_id, thread_id = named_in(address)
    if forum is None or (board_id is None and thread_id is None):
        return _page(address, status=400)
    try:
        finder.follow(forum.key, board_id=board_id, thread_id=thread_id)
    except ConfigError as invalid:
        return _page(address, "find_not_saved", 409, faults=invalid.faults)
    session[_DONE] = address
    return Response(status=303, headers={"Location": page_address("follow", address=address)})


def named_in(address: str) -> tuple[ForumSettings | None, Id | None, Id | None]:
    """The configured forum that an address belongs to, and the board or else the thread that it names."""
    forum = site.settings.forum_at(address)
    known = site.store.forum(forum.key) if forum else None
    if forum is None or known is None:
        return forum, None, None
    board_id, thread_id = site.links(known).named_in(address)
    posts = _POST.findall(address) if board_id is None and thread_id is None else ()
    for post_key in posts:
        thread_id = thread_id or site.store.thread_of_post(forum.key, post_key)
    return forum, board_id, thread_id


def _page(address: str, error: str = "", status: int = 200, **values: Any) -> Response:
    language = visitor_language()
    forum, board_id, thread_id = named_in(address)
    stored = site.store.forum(forum.key) if forum else None
    if forum is not None and thread_id is not None:
        thread = site.store.thread(forum.key, thread_id)
        in_board = thread is not None and thread.board_id is not None and forum.board(thread.board_id)
        values |= {
            "title": thread_title(thread, thread_id, language),
            "path": f"forums/{forum.key}/threads/{thread_id}",
            "followed": thread_id in forum.threads or bool(in_board),
            "is_thread": True,
        }
    elif forum is not None and board_id is not None:
        board = site.store.board(forum.key, board_id)
        values |= {
            "title": board_title(board.title if board else "", board_id, language),
            "path": f"forums/{forum.key}/boards/{board_id}",
            "followed": forum.board(board_id) is not None,
        }
    return owner_page(
        "follow.html",
        error,
        status,
        address=address,
        forum_key=forum.key if forum else "",
        forum_title=title_by_key(stored, forum.key) if forum else "",
        forum_language=stored.language if stored else "",
        follow_url=f"{site.url()}/follow",
        **values,
    )
