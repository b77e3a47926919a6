"""`/find`: from any address of a forum to its boards, what their feeds will hold, and the configuration."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any

from flask import Blueprint, Response, request, session

from feedforum.clock import Clock
from feedforum.config.editing import configured_at
from feedforum.config.settings import ForumSettings
from feedforum.dates import zone_named
from feedforum.errors import ConfigError, DiscoverError
from feedforum.feeds.build_feed import combined_filter, newest
from feedforum.feeds.entries import Entry, entry_of
from feedforum.feeds.filters import EVERYTHING
from feedforum.records import Access, Answer, Discovery, FoundBoard, Preview
from feedforum.translations import DEFAULT, TEXTS, text
from feedforum.visibility import VisibleForum
from feedforum.web.admin_services import Finder
from feedforum.web.context import Site
from feedforum.web.csrf import form_token
from feedforum.web.http_responses import render_page
from feedforum.web.localisation import format_time, visitor_language
from feedforum.web.login_routes import require_owner
from feedforum.web.page_urls import redirect_to

MOST_CACHED = 8
"""How many forums are kept at most, those that were found last."""

MAX_AGE = 3600.0
"""The seconds for which a forum is kept."""


class DiscoveryCache:
    """The forums that this process found lately, by address."""

    def __init__(self, finder: Finder, clock: Clock) -> None:
        self._finder = finder
        self._clock = clock
        self._busy = threading.Lock()
        self._found: OrderedDict[str, tuple[float, Discovery]] = OrderedDict()

    @contextmanager
    def exclusive(self) -> Iterator[bool]:
        """Whether no other request looks at a forum; as long as the block lasts, none can."""
        free = self._busy.acquire(blocking=False)
        try:
            yield free
        finally:
            if free:
                self._busy.release()

    def find(self, address: str) -> Discovery:
        """The forum that an address belongs to. Raises DiscoverError, ConfigError."""
        found = self._finder.find(address)
        self._found.pop(found.url, None)
        if found.answer is Answer.OK:
            self._found[found.url] = (self._clock.monotonic(), found)
        if len(self._found) > MOST_CACHED:
            self._found.popitem(last=False)
        return found

    def find_cached(self, address: str) -> Discovery:
        """The forum at an address, as it was found lately. Raises DiscoverError, ConfigError."""
        found_at, found = self._found.get(address, (0.0, None))
        if found is None or self._clock.monotonic() - found_at > MAX_AGE:
            return self.find(address)
        return found


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


def find_blueprint(site: Site, finder: Finder) -> Blueprint:
    """The form for an address, the boards that are found there, a preview of them, and saving them."""
    find_pages = Blueprint("finding", __name__)
    cache = DiscoveryCache(finder, site.clock)

    @find_pages.get("/find")
    def form() -> Response:
        return _page(saved=session.pop(_SAVED, ""))

    @find_pages.post("/find")
    def find() -> Response:
        return answer_form(cache.find, lambda found, ticked: _result(site, found, ()))

    @find_pages.post("/find/preview")
    def preview() -> Response:
        return answer_form(cache.find_cached, lambda found, ticked: _preview(site, finder, found, ticked))

    @find_pages.post("/find/save")
    def save() -> Response:
        return answer_form(cache.find_cached, lambda found, ticked: _save(site, finder, found, ticked))

    def answer_form(
        look: Callable[[str], Discovery], answer: Callable[[Discovery, Sequence[FoundBoard]], Response]
    ) -> Response:
        """The answer to a form, unless another request is looking at a forum."""
        address = request.form.get("address", "")[:_LONGEST_ADDRESS]
        with cache.exclusive() as free:
            if not free:
                return _page("find_busy", 429, address=address)
            try:
                found = look(address)
                ticked = _ticked_boards(site, found)
                if request.path != "/find" and found.answer is Answer.OK and not ticked:
                    return _result(site, found, (), "find_none_ticked", 400)
                return answer(found, ticked)
            except DiscoverError:
                return _page("find_no_address", 400, address=address)
            except ConfigError as invalid:
                return _page("find_faulty", 409, address=address, faults=invalid.faults)

    return require_owner(site, find_pages)


def _page(error: str = "", status: int = 200, **values: Any) -> Response:
    """The page with what is known so far; `error` names the text that says what is wrong."""
    error = text(visitor_language(request), error) if error else ""
    answer = render_page("find.html", private=True, error=error, token=form_token(), **values)
    answer.status_code = status
    return answer


def _result(
    site: Site,
    found: Discovery,
    ticked: Collection[FoundBoard],
    error: str = "",
    status: int = 200,
    **values: Any,
) -> Response:
    """What was found, with the boards as they are ticked."""
    if found.answer is not Answer.OK:
        language, answer = visitor_language(request), found.answer.name.lower()
        failed = f"{text(language, f'answer_{answer}')}: {text(language, f'advice_{answer}')}"
        if found.obstacle:
            failed = text(language, f"obstacle_{found.obstacle}", software=found.software)
        return _page(error, status, address=found.url, found=found, failed=failed)
    language = visitor_language(request)
    known = configured_at(found.url, site.settings.forums)
    followed = {board.id for board in found.boards if known and known.board(board.id) is not None}
    return _page(
        error,
        status,
        address=found.url,
        found=found,
        language_name=text(language, f"language_{found.language}")
        if f"language_{found.language}" in TEXTS[DEFAULT]
        else found.language,
        known=known,
        followed=followed,
        tree=board_tree(found.boards),
        open=any(board.may_be_followed and board.id not in followed for board in found.boards),
        ticked={board.id for board in ticked},
        closed=(Access.LOGIN, Access.PASSWORD, Access.REFUSED),
        format_time=partial(
            format_time, now=site.clock.now(), zone=zone_named(found.zone), language=language
        ),
        **values,
    )


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


def _ticked_boards(site: Site, found: Discovery) -> list[FoundBoard]:
    """The boards that are ticked, if they are among those that can be followed."""
    named = set(request.form.getlist("board"))
    return [board for board in found.boards if board.may_be_followed and str(board.id) in named]


def _preview(site: Site, finder: Finder, found: Discovery, ticked: Sequence[FoundBoard]) -> Response:
    """Entries of one ticked board, as each costs the forum some requests: the one with the newest post."""
    if found.answer is not Answer.OK:
        return _result(site, found, ticked)
    board = max(ticked, key=lambda each: each.last_post_at or _LONG_AGO)
    forum = finder.drafted(found, [each.id for each in ticked])
    preview = finder.preview(found, board, forum)
    return _result(site, found, ticked, preview=preview, entries=_entries(site, preview, forum))


def _entries(site: Site, preview: Preview, forum: ForumSettings) -> list[Entry]:
    """The entries that the board's feed would have."""
    if preview.forum is None:
        return []
    source = site.feeds().source(preview.forum, VisibleForum(forum, None, ()))
    matches = combined_filter({forum.key: source}, EVERYTHING)
    posts = [post for post in preview.posts if matches is None or matches(post)]
    return [entry_of(post, source) for post in newest(posts, ENTRIES_SHOWN)]


def _save(site: Site, finder: Finder, found: Discovery, ticked: Sequence[FoundBoard]) -> Response:
    if found.answer is not Answer.OK:
        return _result(site, found, ticked)
    ids = [board.id for board in ticked]
    try:
        session[_SAVED] = finder.save(found, ids)
    except ConfigError as invalid:
        piece = finder.piece(found, ids)
        return _result(site, found, ticked, "find_not_saved", 409, faults=invalid.faults, piece=piece)
    return redirect_to(request, "find")
