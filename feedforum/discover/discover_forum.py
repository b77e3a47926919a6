"""Looking for the forum that an address belongs to, and at its boards."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import islice
from zoneinfo import ZoneInfo

from feedforum.dates import Calendar
from feedforum.discover.board_tree import boards_of, in_doubt, last_post_at
from feedforum.discover.timezone_guess import fits, likely_zone
from feedforum.discover.url_candidates import addresses_meant, roots_in
from feedforum.engines import ENGINES, detect
from feedforum.engines.base import Engine
from feedforum.fetch import ForumClient
from feedforum.records import (
    Access,
    Answer,
    BoardPage,
    Discovery,
    Document,
    Fetched,
    FoundBoard,
    Id,
    IndexPage,
    Reading,
)

BOARDS_ASKED = 12
"""How many boards are asked at most whether they let a guest in, where the index does not tell."""

NO_FORUM = (
    "No forum of a kind that is known here begins at this address; give that of the forum's own front page,"
    f" if its footer names one of: {', '.join(engine.title for engine in ENGINES.values())}."
)
_ACCESS = {
    Answer.OK: Access.OPEN,
    Answer.EMPTY: Access.OPEN,
    Answer.LOGIN_WANTED: Access.LOGIN,
    Answer.PASSWORD_WANTED: Access.PASSWORD,
    Answer.NOT_FOUND: Access.REFUSED,
}


@dataclass(frozen=True, slots=True)
class _Front:
    """A page of a forum that was fetched as its index."""

    engine: Engine
    root: str
    fetched: Fetched
    document: Document


def discover(
    address: str,
    guest_for: Callable[[str], ForumClient],
    seen: Callable[[str], None] = lambda line: None,
    boards_asked: int = BOARDS_ASKED,
) -> Discovery:
    """The forum that an address belongs to: any page of it, also without a scheme.

    `guest_for` gives who asks a host, for the address that is asked first; `seen` is told each
    address. At most `boards_asked` boards are asked for. Raises DiscoverError for what is no web
    address. What the network or the forum answers is in the discovery.
    """
    silent, told = Discovery(Answer.NOT_UNDERSTOOD, address, NO_FORUM), None
    for url in addresses_meant(address):
        with guest_for(url) as client:
            seen(url)
            fetched = client.get(url)
            if fetched.document is None:
                silent = Discovery(fetched.answer, fetched.url, fetched.detail)
                continue
            found = _found_from(fetched, fetched.document, client, seen, boards_asked)
            if found.answer is not Answer.NOT_UNDERSTOOD:
                return found
            # An old forum's host may show something of its own where https is asked for.
            told = told or found
    return told or silent


def _found_from(
    fetched: Fetched, document: Document, client: ForumClient, seen: Callable[[str], None], boards_asked: int
) -> Discovery:
    told: Discovery | None = None
    for root in roots_in(document):
        front = _front(root, fetched, client, seen)
        if isinstance(front, Discovery):
            told = told or front
            continue
        discovery = _described(front)
        if discovery.answer is Answer.OK:
            return replace(discovery, boards=_asked(discovery, front, client, seen, boards_asked))
        told = discovery
    return told or Discovery(Answer.NOT_UNDERSTOOD, document.url, NO_FORUM)


def _front(
    root: str, fetched: Fetched, client: ForumClient, seen: Callable[[str], None]
) -> _Front | Discovery:
    """The forum's index, asked for unless it is the page that is there already."""
    for engine in ENGINES.values():
        url = engine.index_url(root)
        at_hand = fetched.document
        if at_hand is None or at_hand.url not in (root, url):
            seen(url)
            asked = client.get(url)
        else:
            asked = fetched
        document = asked.document
        if document is None:
            return Discovery(asked.answer, root, asked.detail)
        if detect(document) is engine:
            return _Front(engine, root, asked, document)
    return Discovery(Answer.NOT_UNDERSTOOD, root, NO_FORUM)


def _described(front: _Front) -> Discovery:
    zone = likely_zone(front.root, "")
    reading = _read(front, zone)
    language = reading.page.language if reading.page else ""
    if zone != likely_zone(front.root, language):
        zone = likely_zone(front.root, language)
        reading = _read(front, zone)
    software = f"{front.engine.title} {front.engine.version(front.document)}".strip()
    found = Discovery(
        answer=reading.answer,
        url=front.root,
        detail=reading.detail,
        engine=front.engine.name,
        software=software,
        language=language,
        encoding=front.fetched.encoding,
        zone=zone,
    )
    if reading.page is None:
        return found
    boards = boards_of(reading.page)
    right = fits((board.last_post_at for board in boards), front.document.made_at)
    return replace(found, title=reading.page.title, boards=boards, zone_fits=right)


def _read(front: _Front, zone: str) -> Reading[IndexPage]:
    return front.engine.read_index(front.document, Calendar(ZoneInfo(zone)))


def _asked(
    found: Discovery, front: _Front, client: ForumClient, seen: Callable[[str], None], most: int
) -> tuple[FoundBoard, ...]:
    """The boards, those in doubt having been asked for, as far as a considerate guest may go."""
    known: dict[Id, FoundBoard] = {}
    calendar = Calendar(ZoneInfo(found.zone))
    for board in islice(in_doubt(found.boards), most):
        url = front.engine.board_url(front.root, board.id)
        seen(url)
        fetched = client.get(url)
        reading: Reading[BoardPage] = Reading(fetched.answer)
        if fetched.document is not None:
            reading = front.engine.read_board(fetched.document, calendar)
        if reading.answer not in _ACCESS:
            break
        written_at = board.last_post_at or (last_post_at(reading.page) if reading.page else None)
        known[board.id] = replace(board, access=_ACCESS[reading.answer], last_post_at=written_at)
    return tuple(known.get(board.id, board) for board in found.boards)
