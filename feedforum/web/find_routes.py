"""`/find`: from any address of a forum to its boards, what their feeds will hold, and the configuration."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, request, session

from feedforum.clock import Clock
from feedforum.config.editing import configured_at
from feedforum.config.settings import ForumSettings
from feedforum.errors import ConfigError, DiscoverError
from feedforum.feeds import Entry, entry_of
from feedforum.feeds.build_feed import filtered_by, newest
from feedforum.feeds.filters import EVERYTHING
from feedforum.records import Access, Answer, Discovery, FoundBoard, Preview
from feedforum.translations import TEXTS, text
from feedforum.visibility import VisibleForum
from feedforum.web.admin_services import Finder
from feedforum.web.context import Site
from feedforum.web.http_responses import page
from feedforum.web.localisation import said, spoken_language
from feedforum.web.login_routes import for_the_owner
from feedforum.web.login_session import form_token
from feedforum.web.page_urls import led_to

MOST_KEPT = 8
"""How many forums are kept at most, those that were found last."""

LASTS = 3600.0
"""The seconds for which a forum is kept."""


class DiscoveryCache:
    """What was found, by the forum's address. What is not kept, or by another process, is found anew."""

    def __init__(self, finder: Finder, clock: Clock) -> None:
        self._finder = finder
        self._clock = clock
        self._turn = threading.Lock()
        self._kept: OrderedDict[str, tuple[float, Discovery]] = OrderedDict()

    @contextmanager
    def turn(self) -> Iterator[bool]:
        """Whether nobody else looks at forums; for as long as the block lasts, nobody will."""
        free = self._turn.acquire(blocking=False)
        try:
            yield free
        finally:
            if free:
                self._turn.release()

    def anew(self, address: str) -> Discovery:
        """The forum that an address belongs to, asked for now. Raises DiscoverError, ConfigError."""
        found = self._finder.find(address)
        self._kept.pop(found.url, None)
        if found.answer is Answer.OK:
            self._kept[found.url] = (self._clock.monotonic(), found)
        if len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return found

    def again(self, address: str) -> Discovery:
        """The forum that begins at an address, as it was found lately. Raises DiscoverError, ConfigError."""
        found_at, found = self._kept.get(address, (0.0, None))
        if found is None or self._clock.monotonic() - found_at > LASTS:
            return self.anew(address)
        return found


ENTRIES_SHOWN = 6
"""How many entries a preview shows at most."""

_LONGEST_ADDRESS = 500
_SAVED = "saved"
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Branch:
    """A board with those below it."""

    board: FoundBoard
    below: list["Branch"] = field(default_factory=list)


def finding_blueprint(site: Site, finder: Finder) -> Blueprint:
    """The form for an address, and what follows from it: the boards, a preview, the forum added."""
    finding = Blueprint("finding", __name__)
    finds = DiscoveryCache(finder, site.clock)

    @finding.get("/find")
    def form() -> Response:
        return _page(saved=session.pop(_SAVED, ""))

    @finding.post("/find")
    def find() -> Response:
        return alone(finds.anew, lambda found, ticked: _found(site, found, ()))

    @finding.post("/find/preview")
    def preview() -> Response:
        return alone(finds.again, lambda found, ticked: _previewed(site, finder, found, ticked))

    @finding.post("/find/save")
    def save() -> Response:
        return alone(finds.again, lambda found, ticked: _save(site, finder, found, ticked))

    def alone(
        look: Callable[[str], Discovery], answer: Callable[[Discovery, Sequence[FoundBoard]], Response]
    ) -> Response:
        """The answer to a form, unless a forum is looked at for another one already."""
        address = request.form.get("address", "")[:_LONGEST_ADDRESS]
        with finds.turn() as free:
            if not free:
                return _page("find_busy", 429, address=address)
            try:
                found = look(address)
                ticked = _ticked(site, found)
                if request.path != "/find" and found.answer is Answer.OK and not ticked:
                    return _found(site, found, (), "find_none_ticked", 400)
                return answer(found, ticked)
            except DiscoverError:
                return _page("find_no_address", 400, address=address)
            except ConfigError as error:
                return _page("find_faulty", 409, address=address, faults=error.faults)

    return for_the_owner(site, finding)


def _page(wrong: str = "", status: int = 200, **values: Any) -> Response:
    """The page with what is known by now; `wrong` names the text that says what is amiss."""
    wrong = text(spoken_language(request), wrong) if wrong else ""
    answer = page("find.html", private=True, wrong=wrong, token=form_token(), **values)
    answer.status_code = status
    return answer


def _found(
    site: Site,
    found: Discovery,
    ticked: Collection[FoundBoard],
    wrong: str = "",
    status: int = 200,
    **values: Any,
) -> Response:
    """What was found, with the boards as they are ticked."""
    if found.answer is not Answer.OK:
        return _page(wrong, status, address=found.url, found=found, failed=found.answer.name.lower())
    language = spoken_language(request)
    known = configured_at(found.url, site.settings.forums)
    followed = {board.id for board in found.boards if known and known.board(board.id) is not None}
    return _page(
        wrong,
        status,
        address=found.url,
        found=found,
        language_name=text(language, f"language_{found.language}")
        if f"language_{found.language}" in TEXTS[language]
        else found.language,
        known=known,
        followed=followed,
        tree=tree_of(found.boards),
        open=any(board.may_be_followed and board.id not in followed for board in found.boards),
        ticked={board.id for board in ticked},
        closed=(Access.LOGIN, Access.PASSWORD, Access.REFUSED),
        said=partial(said, now=site.clock.now(), zone=ZoneInfo(found.zone), language=language),
        **values,
    )


def tree_of(boards: Sequence[FoundBoard]) -> list[Branch]:
    """The boards, in the order shown, each below the last one before it that is less deep."""
    top: list[Branch] = []
    path: list[Branch] = []
    for board in boards:
        while path and path[-1].board.depth >= board.depth:
            path.pop()
        branch = Branch(board)
        (path[-1].below if path else top).append(branch)
        path.append(branch)
    return top


def _ticked(site: Site, found: Discovery) -> list[FoundBoard]:
    """The boards of the form that can be followed; of what else a form holds nothing is believed."""
    named = set(request.form.getlist("board"))
    return [board for board in found.boards if board.may_be_followed and str(board.id) in named]


def _previewed(site: Site, finder: Finder, found: Discovery, ticked: Sequence[FoundBoard]) -> Response:
    """The entries of the ticked board that was written in last: one costs the forum a few requests."""
    if found.answer is not Answer.OK:
        return _found(site, found, ticked)
    board = max(ticked, key=lambda each: each.last_post_at or _LONG_AGO)
    forum = finder.drafted(found, [each.id for each in ticked])
    preview = finder.preview(found, board, forum)
    return _found(site, found, ticked, preview=preview, entries=_entries(site, preview, forum))


def _entries(site: Site, preview: Preview, forum: ForumSettings) -> list[Entry]:
    """As the board's feed would have them, and none that it would not have."""
    if preview.forum is None:
        return []
    source = site.feeds().source(preview.forum, VisibleForum(forum, None, ()))
    takes = filtered_by({forum.key: source}, EVERYTHING)
    posts = [post for post in preview.posts if takes is None or takes(post)]
    return [entry_of(post, source) for post in newest(posts, ENTRIES_SHOWN)]


def _save(site: Site, finder: Finder, found: Discovery, ticked: Sequence[FoundBoard]) -> Response:
    if found.answer is not Answer.OK:
        return _found(site, found, ticked)
    ids = [board.id for board in ticked]
    try:
        session[_SAVED] = finder.save(found, ids)
    except ConfigError as error:
        piece = finder.piece(found, ids)
        return _found(site, found, ticked, "find_not_saved", 409, faults=error.faults, piece=piece)
    return led_to(request, "find")
