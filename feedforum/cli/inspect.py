"""`feedforum inspect`: what the parser makes of a page, as JSON."""

import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from feedforum.cli.fetch_setup import InMemoryRobots, explain_other_software, host_rate_limiter
from feedforum.cli.json_output import as_json
from feedforum.cli.startup import settings_if_any
from feedforum.clock import SystemClock
from feedforum.config import ForumSettings, Settings
from feedforum.config.fetch_options import fetch_options_of
from feedforum.content import Site
from feedforum.dates import Calendar
from feedforum.engines import ENGINES, detect, engine_named
from feedforum.engines.base import Engine, PageKind
from feedforum.errors import InspectError
from feedforum.fetch import ForumClient
from feedforum.fetch.charset import decode
from feedforum.records import Answer, BoardPage, Document, Fetched, IndexPage, Reading, ThreadPage

ZONE = "Europe/Berlin"
_GOOD = frozenset({Answer.OK, Answer.EMPTY})
_WEB = ("http://", "https://")

AnyReading = Reading[IndexPage] | Reading[BoardPage] | Reading[ThreadPage]


@dataclass(frozen=True, slots=True)
class Inspection:
    """What came of a page: from where it was got to what was read there."""

    fetched: Fetched
    engine: Engine | None
    version: str
    kind: PageKind | None
    reading: AnyReading


def main(options: Namespace) -> int:
    """Print it: 1 if it is no page that can be read."""
    settings = settings_if_any(options)
    remote = options.page.lower().startswith(_WEB)
    url = options.url or (options.page if remote else "")
    forum = forum_of(url, settings)
    fetched = _fetch(options.page, forum, settings) if remote else _read(options.page, url, forum)
    zone = ZoneInfo(forum.timezone if forum else ZONE)
    calendar = _calendar(forum, zone)
    engine = _engine(fetched, options.engine, forum)
    found = inspected(fetched, engine, url, calendar) if engine else _guessed(fetched, url, calendar)
    base = forum.url if forum else found.fetched.url
    # JSON between programs is UTF-8 (RFC 8259, 8.1), whatever the terminal speaks.
    sys.stdout.flush()
    site = Site(base, found.engine.traits(found.version).bbcode) if found.engine else Site(base)
    sys.stdout.buffer.write(as_json(_record(found), zone, site, found.fetched.url).encode() + b"\n")
    return int(found.reading.answer not in _GOOD)


def forum_of(url: str, settings: Settings | None) -> ForumSettings | None:
    """The configured forum that an address belongs to; the scheme and `www.` make no difference."""
    for forum in settings.forums if settings else ():
        if Site(forum.url).owns(url) and urlsplit(url).path.startswith(urlsplit(forum.url).path):
            return forum
    return None


def inspected(fetched: Fetched, engine: Engine | None, url: str, calendar: Calendar) -> Inspection:
    """What an engine makes of a page; `url` says what kind of page it is, else all kinds are tried."""
    document = fetched.document
    if document is None:
        return Inspection(fetched, engine, "", None, Reading(fetched.answer, None, fetched.detail))
    if engine is None:
        detail = "This is no forum software that is known here; name it with --engine if you know better."
        return Inspection(fetched, None, "", None, Reading(Answer.NOT_UNDERSTOOD, None, detail))
    place = url or document.url
    address = engine.address(place) if place else None
    readers = _readers(engine)
    kinds = [address.kind] if address else list(readers)
    readings = [(kind, readers[kind](document, calendar)) for kind in kinds]
    kind, reading = min(readings, key=lambda found: _preference(found[1]))
    told = kind if address or reading.answer in _GOOD else None
    return Inspection(fetched, engine, engine.version(document), told, reading)


def _preference(reading: AnyReading) -> int:
    """The lower the better: a page, then an answer that says something, then none."""
    if reading.answer in _GOOD:
        return 0 if reading.answer is Answer.OK else 1
    return 3 if reading.answer is Answer.NOT_UNDERSTOOD else 2


def _readers(engine: Engine) -> dict[PageKind, Callable[[Document, Calendar], AnyReading]]:
    """What reads each kind of page, in the order in which a page of unknown kind is tried."""
    return {
        PageKind.THREAD: engine.read_thread,
        **({PageKind.PRINT: engine.print_view.read} if engine.print_view else {}),
        PageKind.BOARD: engine.read_board,
        PageKind.INDEX: engine.read_index,
    }


def _engine(fetched: Fetched, named: str | None, forum: ForumSettings | None) -> Engine | None:
    """The engine that was named, here or in the configuration, or the one that knows the page."""
    if named:
        return engine_named(named)
    if forum and forum.engine != "auto":
        return engine_named(forum.engine)
    return detect(fetched.document) if fetched.document else None


def _guessed(fetched: Fetched, url: str, calendar: Calendar) -> Inspection:
    """What an engine makes of a page that none knows, but whose address is one of its own.

    Error pages may carry nothing of the software that made them. Addresses of other sites may look
    alike, so the guess counts only if the page then says something.
    """
    document = fetched.document
    place = url or (document.url if document else "")
    for engine in ENGINES.values() if document and place else ():
        if engine.address(place):
            found = inspected(fetched, engine, url, calendar)
            if found.reading.answer is not Answer.NOT_UNDERSTOOD:
                return found
    return inspected(fetched, None, url, calendar)


def _calendar(forum: ForumSettings | None, zone: ZoneInfo) -> Calendar:
    return Calendar(zone, forum.date_order) if forum else Calendar(zone)


def _fetch(url: str, forum: ForumSettings | None, settings: Settings | None) -> Fetched:
    public_url = settings.server.public_url if settings else ""
    clock = SystemClock()
    fetch_options = fetch_options_of(forum, public_url) if forum else explain_other_software(settings)
    with ForumClient(fetch_options, clock, host_rate_limiter(clock), InMemoryRobots()) as client:
        return client.get(url)


def _read(name: str, url: str, forum: ForumSettings | None) -> Fetched:
    """A file as if it had just been fetched from `url`, at the moment it was written."""
    path = Path(name)
    try:
        body = path.read_bytes()
        made_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise InspectError(
            f"{name} cannot be read ({reason}); give the address of a page, or a file that holds one."
        ) from None
    text = decode(body, "", forum.encoding if forum else "auto")
    return Fetched(Answer.OK, url, Document(url, text, made_at), size=len(body))


def _record(found: Inspection) -> dict[str, Any]:
    document = found.fetched.document
    return {
        "url": found.fetched.url,
        "made_at": document.made_at if document else None,
        "engine": found.engine.name if found.engine else None,
        "version": found.version,
        "kind": found.kind,
        "answer": found.reading.answer,
        "detail": found.reading.detail,
        "member": found.reading.member,
        "page": found.reading.page,
    }
