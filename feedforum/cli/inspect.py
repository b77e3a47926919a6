"""`feedforum inspect`: what is read from a page, as JSON."""

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

from feedforum.cli.startup import host_rate_limiter, settings_if_any
from feedforum.clock import SystemClock
from feedforum.config import ForumSettings, Settings
from feedforum.config.fetch_options import FetchOptions, default_user_agent, fetch_options_of
from feedforum.content import ForumSite, render
from feedforum.dates import Calendar, zone_named
from feedforum.engines import ENGINES, detect, engine_for, explain_unknown
from feedforum.engines.base import PageKind
from feedforum.engines.kit.engine import Engine
from feedforum.engines.missing_parts import missing_parts
from feedforum.engines.profile import ProfileEngine
from feedforum.engines.profile.fit import fit_text
from feedforum.errors import InspectError
from feedforum.fetch import ForumClient, InMemoryRobots
from feedforum.fetch.charset import decode
from feedforum.learning.learner import learn_page
from feedforum.learning.walk import NotUnderstoodError
from feedforum.records import (
    Answer,
    BoardPage,
    Document,
    Fetched,
    FieldFit,
    IndexPage,
    Post,
    Reading,
    ThreadPage,
)
from feedforum.translations import text

ZONE = "Europe/Berlin"
_GOOD = frozenset({Answer.OK, Answer.EMPTY})
_RANKS = {Answer.OK: 0, Answer.EMPTY: 1, Answer.NOT_UNDERSTOOD: 3}
_WEB = ("http://", "https://")

AnyReading = Reading[IndexPage] | Reading[BoardPage] | Reading[ThreadPage]


def main(options: Namespace) -> int:
    """Print it; 1 if the page cannot be read."""
    settings = settings_if_any(options)
    remote = options.page.lower().startswith(_WEB)
    url = options.url or (options.page if remote else "")
    forum = settings.forum_at(url) if settings else None
    profile = forum.profile if forum else None
    named = options.engine or ("profile" if profile else forum.engine if forum else "auto")
    engine = None if named == "auto" else engine_for(named, profile)
    fetched = _fetch(options.page, forum, settings) if remote else _read(options.page, url, forum)
    document, version, kind = fetched.document, "", None
    calendar = Calendar(forum.zone, forum.date_order) if forum else Calendar(zone_named(ZONE))
    reading: AnyReading = Reading(fetched.answer, None, fetched.detail)
    if document is not None:
        engine, kind, reading = read_page(document, engine or detect(document), url, calendar)
        version = engine.version(engine.open(document)) if engine else ""
    record: dict[str, Any] = {
        "url": fetched.url,
        "made_at": document.made_at if document else None,
        "engine": engine.name if engine else None,
        "version": version,
        "kind": kind,
        "answer": reading.answer,
        "detail": reading.detail,
        "member": reading.member,
        "missing": missing_parts(reading.page) if reading.page else (),
        "page": reading.page,
    }
    if document and isinstance(engine, ProfileEngine):
        record |= _fit(engine.fits(document, kind, calendar), options.language)
    elif document and reading.page is None and not options.engine and detect(document) is None:
        record |= _learned(document, calendar, options.language)
    base = forum.url if forum else fetched.url
    site = ForumSite(base, engine.traits(version).markup) if engine else ForumSite(base)
    sys.stdout.flush()
    # JSON between programs is UTF-8 (RFC 8259, 8.1), whatever the terminal speaks.
    sys.stdout.buffer.write(as_json(record, calendar.zone, site, fetched.url).encode() + b"\n")
    return int(reading.answer not in _GOOD)


def _learned(document: Document, calendar: Calendar, language: str) -> dict[str, Any]:
    """What the posts of a page seem to be, learned from it alone; nothing of a page that shows none."""
    try:
        learned = learn_page(document, calendar)
    except NotUnderstoodError:
        return {}
    fit = _fit(learned.fields, language)
    doubts = [text(language, f"doubt_{doubt}") for doubt in learned.doubts]
    return {
        "learned": text(language, "fit_learned"),
        "fields": fit["fields"],
        "doubts": list(dict.fromkeys([*fit["doubts"], *doubts])),
        "page": ProfileEngine(learned.profile).read_thread(document, calendar).page,
    }


def _fit(fits: Sequence[FieldFit], language: str) -> dict[str, Any]:
    """What each field of a profile finds on a page, with what is doubtful of that in words."""
    found = [
        {name: getattr(each, name) for name in ("field", "selector", "found", "right", "of")}
        | {"confidence": each.confidence and round(each.confidence, 2), "says": fit_text(each, language)}
        for each in fits
    ]
    return {"fields": found, "doubts": [fit_text(each, language) for each in fits if each.doubtful]}


def read_page(
    document: Document, known: Engine | None, url: str, calendar: Calendar
) -> tuple[Engine | None, PageKind | None, AnyReading]:
    """What is read from a page, by which engine; `url` says which kind it is of, else all kinds are tried.

    If no engine is known, those are tried whose URLs look like the page's: error pages may contain nothing of
    the software that made them. URLs of other sites may look alike, so only a page that can be read counts.
    """
    place = url or document.url
    for engine in [known] if known else ENGINES.values():
        address = engine.address(place) if place else None
        if not address and not known:
            continue
        readers = _readers(engine)
        kinds = [address.kind] if address else list(readers)
        readings = [(kind, readers[kind](document, calendar)) for kind in kinds]
        # A page, then an answer that says something, then none.
        kind, reading = min(readings, key=lambda found: _RANKS.get(found[1].answer, 2))
        if known and reading.answer is Answer.NOT_UNDERSTOOD and (other := explain_unknown(known, document)):
            reading = Reading(other[0], None, other[1])
        if known or reading.answer is not Answer.NOT_UNDERSTOOD:
            return engine, kind if address or reading.answer in _GOOD else None, reading
    detail = "The forum software is not recognised; name its engine with --engine if you know it."
    return None, None, Reading(Answer.NOT_UNDERSTOOD, None, detail)


def _readers(engine: Engine) -> dict[PageKind, Callable[[Document, Calendar], AnyReading]]:
    return {
        PageKind.THREAD: engine.read_thread,
        **({PageKind.PRINT: engine.print_view.read} if engine.print_view else {}),
        PageKind.BOARD: engine.read_board,
        PageKind.INDEX: engine.read_index,
    }


def _fetch(url: str, forum: ForumSettings | None, settings: Settings | None) -> Fetched:
    public_url = settings.server.public_url if settings else ""
    clock = SystemClock()
    options = fetch_options_of(forum, public_url) if forum else FetchOptions(default_user_agent(public_url))
    with ForumClient(options, clock, host_rate_limiter(clock), InMemoryRobots()) as client:
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
            f"{name} cannot be read ({reason}); give the URL of a page, or a file with one."
        ) from None
    markup = decode(body, "", forum.encoding if forum else "auto")
    return Fetched(Answer.OK, url, Document(url, markup, made_at), size=len(body))


def as_json(record: dict[str, Any], zone: tzinfo, site: ForumSite, url: str) -> str:
    """The whole record as JSON for people, with its times in `zone` and durations in seconds.

    Posts of the page at `url` have their `content`, as it is in feeds, and the `text` of that, too.
    """

    def jsonable(value: Any) -> Any:
        if isinstance(value, datetime):
            return value.astimezone(zone).isoformat()
        if isinstance(value, timedelta):
            return value.total_seconds()
        named = {field.name: getattr(value, field.name) for field in fields(value)}
        if isinstance(value, Post):
            rendered = render(value.message_html, url, site=site)
            named |= {"content": rendered.html, "text": rendered.texts.own}
        return named

    return json.dumps(record, default=jsonable, ensure_ascii=False, indent=2)
