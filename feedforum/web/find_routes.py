"""`/find`: from any address of a forum to its boards, what their feeds will hold, and the configuration."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from typing import Any, cast

from flask import Blueprint, Response, current_app, request, session
from flask.blueprints import BlueprintSetupState
from werkzeug.local import LocalProxy

from feedforum.clock import Clock
from feedforum.config.editing import configured_at
from feedforum.config.settings import ForumSettings
from feedforum.dates import is_zone, zone_named, zone_names
from feedforum.engines.profile.fit import fit_text
from feedforum.errors import ConfigError, DiscoverError
from feedforum.feeds.build_feed import is_wanted
from feedforum.feeds.entries import Entry, entry_of
from feedforum.feeds.filters import EVERYTHING
from feedforum.records import Access, Answer, Choice, Discovery, FoundBoard, Id, MemberLogin, Preview
from feedforum.translations import DEFAULT, TEXTS
from feedforum.visibility import VisibleForum
from feedforum.web.admin_services import Finder, finder
from feedforum.web.context import site
from feedforum.web.localisation import say, visitor_language
from feedforum.web.login_routes import owner_page, require_owner
from feedforum.web.page_urls import redirect_to

MOST_CACHED = 8
"""How many forums are kept at most, those that were found last."""

MAX_AGE = 3600.0
"""The seconds for which a forum is kept."""


class DiscoveryCache:
    """The forums that this process found lately, by address, with the logins that they were looked at with.

    A password is kept here alone: no page repeats it. Whoever looks at a forum holds `busy`.
    """

    def __init__(self, finder: Finder, clock: Clock) -> None:
        self._finder = finder
        self._clock = clock
        self.busy = threading.Lock()
        self._found: OrderedDict[str, tuple[float, Discovery, MemberLogin | None]] = OrderedDict()

    def find(self, address: str, login: MemberLogin | None = None) -> Discovery:
        """The forum that an address belongs to, as a guest or a member. Raises DiscoverError, ConfigError."""
        found = self._finder.find(address)
        if login is not None and found.answer is Answer.OK:
            found = self._finder.as_member(found, login)
        self._found.pop(found.url, None)
        if found.answer is Answer.OK:
            self._found[found.url] = (self._clock.monotonic(), found, login)
        if len(self._found) > MOST_CACHED:
            self._found.popitem(last=False)
        return found

    def find_cached(self, address: str) -> Discovery:
        """The forum at an address, as it was found lately. Raises DiscoverError, ConfigError."""
        found_at, found, _ = self._found.get(address, (0.0, None, None))
        if found is None or self._clock.monotonic() - found_at > MAX_AGE:
            return self.find(address)
        return found

    def login(self, found: Discovery) -> MemberLogin | None:
        return self._found.get(found.url, (0.0, None, None))[2]


ENTRIES_SHOWN = 6
"""How many entries a preview shows at most."""

_LONGEST_ADDRESS = 500
_SAVED = "saved"
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class BoardNode:
    """A board with those below it."""

    board: FoundBoard
    below: list["BoardNode"] = field(default_factory=list)


finding = require_owner(Blueprint("finding", __name__))
discoveries = cast("DiscoveryCache", LocalProxy(lambda: current_app.extensions["discoveries"]))


@finding.record
def _remember_discoveries(state: BlueprintSetupState) -> None:
    state.app.extensions["discoveries"] = DiscoveryCache(finder, state.app.extensions["site"].clock)


@finding.get("/find")
def form() -> Response:
    """The form for an address."""
    return _page(saved=session.pop(_SAVED, ""), address=request.args.get("address", "")[:_LONGEST_ADDRESS])


@finding.post("/find")
def find() -> Response:
    """The forum at an address, as a guest or a member sees it; or its boards all ticked, or none."""
    if every := request.form.get("choose"):
        return _chosen(
            lambda found, _: _result(found, found.boards if every == "all" else ()), some_ticked=False
        )
    username, password = request.form.get("username", "").strip(), request.form.get("password", "")
    login = MemberLogin(username, password) if username and password else None
    return _answer(partial(discoveries.find, login=login), _result)


@finding.post("/find/preview")
def preview() -> Response:
    """Entries of one ticked board, as each costs the forum some requests: that with the newest post."""

    def answer(found: Discovery, ticked: Sequence[FoundBoard]) -> Response:
        if not ticked:
            return _result(found, (), "find_none_ticked", 400)
        board = max(ticked, key=lambda each: each.last_post_at or _LONG_AGO)
        forum = finder.drafted(found, _choice(found, ticked))
        seen = finder.preview(found, board, forum)
        return _result(found, ticked, preview=seen, entries=_entries(seen, forum))

    return _chosen(answer)


@finding.post("/find/save")
def save() -> Response:
    """The way back to the empty form, once the boards are in the configuration."""

    def answer(found: Discovery, ticked: Sequence[FoundBoard]) -> Response:
        choice = _choice(found, ticked)
        try:
            session[_SAVED] = finder.save(found, choice)
        except ConfigError as invalid:
            piece = finder.piece(found, choice)
            return _result(found, ticked, "find_not_saved", 409, faults=invalid.faults, piece=piece)
        return redirect_to("find")

    return _chosen(answer)


def _chosen(
    answer: Callable[[Discovery, Sequence[FoundBoard]], Response], *, some_ticked: bool = True
) -> Response:
    """The answer to the form with boards, in the zone that was chosen; `some_ticked` if some have to be."""

    def of(found: Discovery) -> Response:
        if found.answer is not Answer.OK:
            return _result(found)
        zone = request.form.get("zone", "").strip() or found.zone
        named = set(request.form.getlist("board"))
        ticked = [board for board in found.boards if board.may_be_followed and str(board.id) in named]
        if not is_zone(zone):
            return _result(found, ticked, "find_zone_unknown", 400)
        found = replace(found, zone=zone, zone_known=found.zone_known and zone == found.zone)
        if some_ticked and not (ticked or _board_passwords(found)):
            return _result(found, (), "find_none_ticked", 400)
        return answer(found, ticked)

    return _answer(discoveries.find_cached, of)


def _answer(look: Callable[[str], Discovery], answer: Callable[[Discovery], Response]) -> Response:
    """The answer to a form, unless another request is looking at a forum."""
    address = request.form.get("address", "")[:_LONGEST_ADDRESS]
    if not discoveries.busy.acquire(blocking=False):
        return _page("find_busy", 429, address=address)
    try:
        return answer(look(address))
    except DiscoverError:
        return _page("find_no_address", 400, address=address)
    except ConfigError as invalid:
        return _page("find_faulty", 409, address=address, faults=invalid.faults)
    finally:
        discoveries.busy.release()


def _result(
    found: Discovery, ticked: Sequence[FoundBoard] = (), error: str = "", status: int = 200, **values: Any
) -> Response:
    """What was found, with the boards as they are ticked."""
    values |= {"address": found.url, "found": found, "login": discoveries.login(found)}
    if found.answer is not Answer.OK:
        answer = found.answer.name.lower()
        failed = f"{say(f'answer_{answer}')}: {say(f'advice_{answer}')}"
        if found.obstacle:
            failed = say(f"obstacle_{found.obstacle}", software=found.software)
        return _page(error, status, failed=failed, **values)
    known = configured_at(found.url, site.settings.forums)
    followed = {board.id for board in found.boards if known and known.board(board.id) is not None}
    named = f"language_{found.language}"
    return _page(
        error,
        status,
        language_name=say(named) if named in TEXTS[DEFAULT] else found.language,
        known=known,
        fit_text=partial(fit_text, language=visitor_language()),
        followed=followed,
        tree=board_tree(found.boards),
        open=any(
            (board.may_be_followed or board.access is Access.PASSWORD) and board.id not in followed
            for board in found.boards
        ),
        ticked={board.id for board in ticked if board.may_be_followed},
        closed=(Access.LOGIN, Access.PASSWORD, Access.REFUSED),
        zone=zone_named(found.zone),
        **values,
    )


def _choice(found: Discovery, ticked: Sequence[FoundBoard]) -> Choice:
    return Choice(tuple(board.id for board in ticked), discoveries.login(found), _board_passwords(found))


def _board_passwords(found: Discovery) -> dict[Id, str]:
    locked = [board for board in found.boards if board.access is Access.PASSWORD]
    given = {board.id: request.form.get(f"password-{board.id}", "") for board in locked}
    return {id_: password for id_, password in given.items() if password}


def _page(error: str = "", status: int = 200, **values: Any) -> Response:
    """The page with what is known so far; `error` names the text that says what is wrong."""
    follow_url = f"{site.url()}/follow"
    return owner_page("find.html", error, status, zones=zone_names(), follow_url=follow_url, **values)


def board_tree(boards: Sequence[FoundBoard]) -> list[BoardNode]:
    """The boards in the order of the forum, each below the nearest one before it that is less deep."""
    top: list[BoardNode] = []
    path: list[BoardNode] = []
    for board in boards:
        while path and path[-1].board.depth >= board.depth:
            path.pop()
        node = BoardNode(board)
        (path[-1].below if path else top).append(node)
        path.append(node)
    return top


def _entries(preview: Preview, forum: ForumSettings) -> list[Entry]:
    if preview.forum is None:
        return []
    source = site.feeds().source(preview.forum, VisibleForum(forum, None, ()))
    posts = {p.key: p for p in preview.posts if is_wanted(p, {forum.key: source}, EVERYTHING)}
    newest = sorted(posts.values(), key=lambda post: post.sort_key, reverse=True)[:ENTRIES_SHOWN]
    return [entry_of(post, source) for post in newest]
