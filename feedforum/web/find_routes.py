"""`/find`: from any address of a forum to its boards, what their feeds will hold, and the configuration."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from flask import Blueprint, Response, request, session

from feedforum.clock import Clock
from feedforum.config.editing import configured_at
from feedforum.config.settings import ForumSettings
from feedforum.dates import is_zone, zone_named, zone_names
from feedforum.engines.profile.fit import fit_text
from feedforum.errors import ConfigError, DiscoverError
from feedforum.feeds.build_feed import combined_filter, newest
from feedforum.feeds.entries import Entry, entry_of
from feedforum.feeds.filters import EVERYTHING
from feedforum.records import Access, Answer, Choice, Discovery, FoundBoard, Id, MemberLogin, Preview
from feedforum.translations import DEFAULT, TEXTS, text
from feedforum.visibility import VisibleForum
from feedforum.web.admin_services import Finder
from feedforum.web.context import site
from feedforum.web.localisation import format_time, visitor_language
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
        """The login that a forum was looked at with, None for a guest."""
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


def find_blueprint(finder: Finder, clock: Clock) -> Blueprint:
    """The form for an address, the boards that are found there, a preview of them, and saving them."""
    find_pages = Blueprint("finding", __name__)
    forms = FindForms(finder, DiscoveryCache(finder, clock))

    @find_pages.context_processor
    def bookmark() -> dict[str, str]:
        return {"follow_url": f"{site.url()}/follow"}

    @find_pages.get("/find")
    def form() -> Response:
        address = request.args.get("address", "")[:_LONGEST_ADDRESS]
        return _page(saved=session.pop(_SAVED, ""), address=address)

    @find_pages.post("/find")
    def find() -> Response:
        return forms.answer(forms.chosen) if "choose" in request.form else forms.found()

    for name, answer in (("preview", forms.previewed), ("save", forms.saved)):
        find_pages.add_url_rule(f"/find/{name}", name, partial(forms.answer, answer), methods=["POST"])
    return require_owner(find_pages)


@dataclass(frozen=True, slots=True)
class FindForms:
    """What becomes of the forms of `/find`."""

    finder: Finder
    cache: DiscoveryCache

    def found(self) -> Response:
        """The forum at the address that was typed, as a guest sees it or a member."""
        username, password = request.form.get("username", "").strip(), request.form.get("password", "")
        login = MemberLogin(username, password) if username and password else None
        return self._answer(partial(self.cache.find, login=login), self._result)

    def answer(self, answer: Callable[[Discovery, Sequence[FoundBoard]], Response]) -> Response:
        """The answer to the form with boards, in the zone that was chosen; some must be ticked, or chosen."""

        def of(found: Discovery) -> Response:
            if found.answer is not Answer.OK:
                return self._result(found)
            zone = request.form.get("zone", "").strip() or found.zone
            named = set(request.form.getlist("board"))
            ticked = [board for board in found.boards if board.may_be_followed and str(board.id) in named]
            if not is_zone(zone):
                return self._result(found, ticked, "find_zone_unknown", 400)
            found = replace(found, zone=zone, zone_known=found.zone_known and zone == found.zone)
            if "choose" not in request.form and not (ticked or _board_passwords(found)):
                return self._result(found, (), "find_none_ticked", 400)
            return answer(found, ticked)

        return self._answer(self.cache.find_cached, of)

    def chosen(self, found: Discovery, ticked: Sequence[FoundBoard]) -> Response:
        """The boards again, all of them ticked, or none."""
        every = request.form["choose"] == "all"
        return self._result(found, [board for board in found.boards if every and board.may_be_followed])

    def previewed(self, found: Discovery, ticked: Sequence[FoundBoard]) -> Response:
        """Entries of one ticked board, as each costs the forum some requests: that with the newest post."""
        if not ticked:
            return self._result(found, (), "find_none_ticked", 400)
        board = max(ticked, key=lambda each: each.last_post_at or _LONG_AGO)
        forum = self.finder.drafted(found, self._choice(found, ticked))
        preview = self.finder.preview(found, board, forum)
        return self._result(found, ticked, preview=preview, entries=_entries(preview, forum))

    def saved(self, found: Discovery, ticked: Sequence[FoundBoard]) -> Response:
        """The way back to the empty form, once the boards are in the configuration."""
        choice = self._choice(found, ticked)
        try:
            session[_SAVED] = self.finder.save(found, choice)
        except ConfigError as invalid:
            piece = self.finder.piece(found, choice)
            return self._result(found, ticked, "find_not_saved", 409, faults=invalid.faults, piece=piece)
        return redirect_to(request, "find")

    def _choice(self, found: Discovery, ticked: Sequence[FoundBoard]) -> Choice:
        return Choice(tuple(board.id for board in ticked), self.cache.login(found), _board_passwords(found))

    def _answer(self, look: Callable[[str], Discovery], answer: Callable[[Discovery], Response]) -> Response:
        """The answer to a form, unless another request is looking at a forum."""
        address = request.form.get("address", "")[:_LONGEST_ADDRESS]
        if not self.cache.busy.acquire(blocking=False):
            return _page("find_busy", 429, address=address)
        try:
            return answer(look(address))
        except DiscoverError:
            return _page("find_no_address", 400, address=address)
        except ConfigError as invalid:
            return _page("find_faulty", 409, address=address, faults=invalid.faults)
        finally:
            self.cache.busy.release()

    def _result(
        self,
        found: Discovery,
        ticked: Collection[FoundBoard] = (),
        error: str = "",
        status: int = 200,
        **values: Any,
    ) -> Response:
        """What was found, with the boards as they are ticked."""
        language = visitor_language(request)
        values |= {"address": found.url, "found": found, "login": self.cache.login(found)}
        if found.answer is not Answer.OK:
            answer = found.answer.name.lower()
            failed = f"{text(language, f'answer_{answer}')}: {text(language, f'advice_{answer}')}"
            if found.obstacle:
                failed = text(language, f"obstacle_{found.obstacle}", software=found.software)
            return _page(error, status, failed=failed, **values)
        known = configured_at(found.url, site.settings.forums)
        followed = {board.id for board in found.boards if known and known.board(board.id) is not None}
        named, zone = f"language_{found.language}", zone_named(found.zone)
        return _page(
            error,
            status,
            language_name=text(language, named) if named in TEXTS[DEFAULT] else found.language,
            known=known,
            fit_text=partial(fit_text, language=language),
            followed=followed,
            tree=board_tree(found.boards),
            open=any(
                (board.may_be_followed or board.access is Access.PASSWORD) and board.id not in followed
                for board in found.boards
            ),
            ticked={board.id for board in ticked},
            closed=(Access.LOGIN, Access.PASSWORD, Access.REFUSED),
            format_time=partial(format_time, now=site.clock.now(), zone=zone, language=language),
            **values,
        )


def _board_passwords(found: Discovery) -> dict[Id, str]:
    """The passwords that were given for boards that have one of their own."""
    locked = [board for board in found.boards if board.access is Access.PASSWORD]
    given = {board.id: request.form.get(f"password-{board.id}", "") for board in locked}
    return {id_: password for id_, password in given.items() if password}


def _page(error: str = "", status: int = 200, **values: Any) -> Response:
    """The page with what is known so far; `error` names the text that says what is wrong."""
    return owner_page("find.html", error, status, zones=zone_names(), **values)


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
    """The entries that the board's feed would have."""
    if preview.forum is None:
        return []
    source = site.feeds().source(preview.forum, VisibleForum(forum, None, ()))
    matches = combined_filter({forum.key: source}, EVERYTHING)
    posts = [post for post in preview.posts if matches is None or matches(post)]
    return [entry_of(post, source) for post in newest(posts, ENTRIES_SHOWN)]
