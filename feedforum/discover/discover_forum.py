"""Finds the forum that an address belongs to, and its boards."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from urllib.parse import urljoin

from feedforum.dates import Calendar, zone_named
from feedforum.discover import other_sites
from feedforum.discover.board_tree import boards_of, last_post_at
from feedforum.discover.other_sites import obstacle_of
from feedforum.discover.time_zone import ZoneEvidence, evidence_of, fits, likely_zone
from feedforum.discover.url_candidates import addresses_meant, roots_in
from feedforum.engines import ENGINES, detect
from feedforum.engines.kit.engine import Engine
from feedforum.engines.kit.page import Page
from feedforum.engines.profile import ProfileEngine
from feedforum.fetch import ForumClient
from feedforum.learning.learner import Learned, learn
from feedforum.learning.walk import MOST_REQUESTS, NotUnderstoodError
from feedforum.records import (
    Access,
    Answer,
    BoardPage,
    Discovery,
    Document,
    Fetched,
    FoundBoard,
    Id,
    Obstacle,
    Reading,
)
from feedforum.translations import detail_text

MOST_BOARDS = 12
"""How many boards are checked at most whether guests may read them, where the index does not show it."""

NO_FORUM = detail_text("no_forum", engines=", ".join(engine.title for engine in ENGINES.values()))
_ACCESS = {
    Answer.OK: Access.OPEN,
    Answer.EMPTY: Access.OPEN,
    Answer.LOGIN_WANTED: Access.LOGIN,
    Answer.PASSWORD_WANTED: Access.PASSWORD,
    Answer.NOT_FOUND: Access.REFUSED,
}


MOST_PROBES = 5
"""How many pages are asked for in search of a known engine's index, of the `MOST_REQUESTS` for learning."""

Get = Callable[[str], Fetched]


class _Requests:
    """Counts what is asked for: learning takes a dozen pages in all, with those `made` before it."""

    def __init__(self, client: ForumClient, progress: Callable[[str], None], made: int) -> None:
        self._client, self._progress, self.made = client, progress, made
        self._answers: dict[str, Fetched] = {}

    def get(self, url: str) -> Fetched:
        """What is at an address, asked for once."""
        return self._answers[url] if url in self._answers else self.again(url)

    def again(self, url: str) -> Fetched:
        """What is at an address now."""
        self._progress(url)
        self.made += 1
        self._answers[url] = self._client.get(url)
        return self._answers[url]


@dataclass(frozen=True, slots=True)
class _Front:
    """A page of a forum that was fetched as its index."""

    engine: Engine
    root: str
    fetched: Fetched
    document: Document


def discover(
    address: str,
    client_for: Callable[[str], ForumClient],
    progress: Callable[[str], None] = lambda url: None,
    most_boards: int = MOST_BOARDS,
) -> Discovery:
    """The forum that an address belongs to, or what the network or the forum answered instead.

    `progress` gets each URL that is fetched. Raises DiscoverError for what is not a web address.
    """
    failed, first, made = Discovery(Answer.NOT_UNDERSTOOD, address, NO_FORUM), None, 0
    for url in addresses_meant(address):
        with client_for(url) as client:
            requests = _Requests(client, progress, made)
            fetched = requests.get(url)
            made = requests.made
            if fetched.document is None:
                failed = obstacle_of(fetched)
                continue
            found = _found_from(fetched, fetched.document, requests, most_boards)
            # A page that leads to addresses like those of a known engine need not have that engine's index.
            if found.answer in (Answer.NOT_UNDERSTOOD, Answer.NOT_FOUND) and not found.engine:
                found = _learned(fetched, fetched.document, requests)
            made = requests.made
            if found.answer is not Answer.NOT_UNDERSTOOD:
                return found
            # The host of an old forum may show something else over https.
            first = first or found
    return first or failed


def _learned(fetched: Fetched, document: Document, requests: _Requests) -> Discovery:
    """The forum at an address whose pages no engine knows, by what its own pages tell.

    The front page of its folder is looked at first: an address may be that of any of its pages.
    """
    found = Discovery(Answer.NOT_UNDERSTOOD, document.url, NO_FORUM)
    for url in dict.fromkeys((urljoin(document.url, "."), document.url)):
        front = fetched if url == document.url else requests.get(url)
        if front.document is None or detect(front.document) is not None:
            continue
        likely = likely_zone(url, Page(front.document).language)
        calendar = Calendar(zone_named(likely))
        try:
            left = MOST_REQUESTS - requests.made
            learned = learn(front.document, lambda page: requests.again(page).document, calendar, left)
        except NotUnderstoodError as error:
            detail = detail_text("not_learned", why=error, also=NO_FORUM)
            found = replace(found, detail=detail)
            continue
        engine = ProfileEngine(learned.profile)
        root = urljoin(front.document.url, ".")
        # The index of a forum with one board is that board's page.
        index_url = engine.index_url(root)
        index = front if index_url == front.document.url else requests.get(index_url)
        found_front = _Front(engine, root, front, index.document or front.document)
        pages = (
            ZoneEvidence(engine, page, _feed_moments_of(engine, page, learned)) for page in learned.pages
        )
        zone = next(filter(None, (page.zone((likely, "UTC")) for page in pages)), "")
        described = _described(found_front, requests.get, zone)
        return replace(described, profile=learned.profile, fields=learned.fields, doubts=learned.doubts)
    described = other_sites.described(found, document)
    unread = described.obstacle is Obstacle.UNREAD_SOFTWARE and found.detail != NO_FORUM
    # That it is not understood says less than why.
    return replace(described, detail=found.detail) if unread else described


def _feed_moments_of(engine: Engine, page: Document, learned: Learned) -> dict[Id | None, datetime]:
    """What the forum's feed tells of the posts of a page, None standing for the first one."""
    address = engine.address(page.url)
    return {each.post_id: each.at for each in learned.told if address and each.thread_id == address.id}


def _found_from(fetched: Fetched, document: Document, requests: _Requests, most_boards: int) -> Discovery:
    first: Discovery | None = None
    for root in roots_in(document):
        if first is not None and requests.made >= MOST_PROBES:
            break
        front = _front(root, fetched, requests.get)
        if isinstance(front, Discovery):
            first = first or front
            continue
        discovery = _described(front, requests.get)
        if discovery.answer is Answer.OK:
            return replace(discovery, boards=_checked(discovery, front, requests.get, most_boards))
        first = discovery
    return first or Discovery(Answer.NOT_UNDERSTOOD, document.url, NO_FORUM)


def _front(root: str, fetched: Fetched, get: Get) -> _Front | Discovery:
    """The forum's index, fetched unless it is the page that is there already."""
    present, failed = fetched.document, None
    for url in dict.fromkeys(engine.index_url(root) for engine in ENGINES.values()):
        index = fetched if present and present.url in (root, url) else get(url)
        engine = detect(index.document) if index.document else None
        if index.document is not None and engine is not None and engine.index_url(root) == url:
            elsewhere = engine.index_url(engine.root(root, index.document))
            other = get(elsewhere) if elsewhere != url else index
            return _Front(engine, root, index, other.document or index.document)
        if index.document is None:
            failed = failed or Discovery(index.answer, root, index.detail)
        if index.answer is Answer.OVERLOADED:
            break
    return failed or Discovery(Answer.NOT_UNDERSTOOD, root, NO_FORUM)


def _described(front: _Front, get: Get, known: str = "") -> Discovery:
    """What the forum's index tells, in the zone that its dates are `known` to have, or else the likeliest."""
    zone = likely_zone(front.root, "")
    reading = front.engine.read_index(front.document, Calendar(zone_named(zone)))
    if reading.page is not None:
        likely = likely_zone(front.root, reading.page.language)
        base = front.engine.root(front.root, front.document)
        evidence = evidence_of(front.engine, base, reading.page, get)
        known = evidence.zone((likely, zone)) if evidence else known
        if zone != (known or likely):
            zone = known or likely
            reading = front.engine.read_index(front.document, Calendar(zone_named(zone)))
    found = Discovery(
        answer=reading.answer,
        url=front.root,
        detail=reading.detail,
        engine=front.engine.name,
        software=software_name(front.engine.title, reading.version),
        language=reading.page.language if reading.page else "",
        encoding=front.fetched.encoding,
        zone=zone,
        zone_known=bool(known),
    )
    if reading.page is None:
        return found
    boards = boards_of(reading.page, front.engine.traits(reading.version))
    right = fits((board.last_post_at for board in boards), front.document.made_at)
    return replace(found, title=reading.page.title, boards=boards, zone_fits=right)


def software_name(title: str, version: str) -> str:
    """What people call a version of a software: not `phpBB 3 3.0` but `phpBB 3.0`."""
    name, _, major = title.rpartition(" ")
    return f"{name} {version}" if version.startswith(f"{major}.") else f"{title} {version}".strip()


def _checked(found: Discovery, front: _Front, get: Get, most: int) -> tuple[FoundBoard, ...]:
    """The boards, of which those in doubt were fetched, up to `most`."""
    base = front.engine.root(front.root, front.document)
    known: dict[Id, FoundBoard] = {}
    calendar = Calendar(zone_named(found.zone))
    in_doubt = (board for board in found.boards if not board.category and board.access is Access.UNKNOWN)
    for board in islice(in_doubt, most):
        fetched = get(front.engine.board_url(base, board.id))
        reading: Reading[BoardPage] = Reading(fetched.answer)
        document = fetched.document or fetched.error_page
        if document is not None and (read := front.engine.read_board(document, calendar)).answer in _ACCESS:
            reading = read
        if reading.answer not in _ACCESS:
            break
        written_at = board.last_post_at or (last_post_at(reading.page) if reading.page else None)
        known[board.id] = replace(board, access=_ACCESS[reading.answer], last_post_at=written_at)
    return tuple(known.get(board.id, board) for board in found.boards)
