"""What the parameters of a feed's address ask for."""

from collections.abc import Mapping
from urllib.parse import quote

from flask import Request
from werkzeug.exceptions import BadRequest

from feedforum.feeds import FeedParams, PostFilter
from feedforum.feeds.feed import BEFORE
from feedforum.feeds.search_feed import read_query
from feedforum.patterns import Pattern, Patterns, pattern_for
from feedforum.records import Query
from feedforum.translations import text
from feedforum.web.localisation import spoken_language

FIELDS = ("author", "title", "text", "prefix")
MOST_PATTERNS = 20


def params_of(request: Request) -> FeedParams:
    """What a request asks for. Blank parameters and those not known here ask for nothing.

    Raises BadRequest (400) with what is wrong. Whatever is asked, the answer costs no more than
    looking through a bounded number of posts for a bounded number of patterns.
    """
    given = {
        name: [value.strip() for value in request.args.getlist(name) if value.strip()]
        for name in (*FIELDS, *(f"not_{field}" for field in FIELDS), "q", "first", "limit")
    }
    if sum(map(len, given.values())) > MOST_PATTERNS:
        raise BadRequest(f"Expected at most {MOST_PATTERNS} parameters.")
    typed = " ".join(given["q"])
    return FeedParams(
        PostFilter(
            include=Patterns(**_patterns(given, "")),
            exclude=Patterns(**_patterns(given, "not_")),
            query=sought(request, typed) if typed else None,
            first=_switch(given["first"]),
            parameters=_parameters(given | {"q": [typed] if typed else []}),
        ),
        typed,
        _limit(given["limit"]),
        request.args.get(BEFORE),
    )


def sought(request: Request, typed: str) -> Query:
    """The query of what was typed. Raises BadRequest (400) if there is no word in it, or too much."""
    try:
        query = read_query(typed)
    except ValueError as error:
        raise BadRequest(f"q: {error}.") from None
    if query is None:
        raise BadRequest(text(spoken_language(request), "search_wordless"))
    return query


def _patterns(given: Mapping[str, list[str]], prefix: str) -> dict[str, tuple[Pattern, ...]]:
    return {
        field: tuple(_pattern(prefix + field, field, each) for each in given[prefix + field])
        for field in FIELDS
    }


def _pattern(name: str, field: str, written: str) -> Pattern:
    try:
        return pattern_for(field, written)
    except ValueError as error:
        raise BadRequest(f"{name}: {error}.") from None


def _switch(given: list[str]) -> bool:
    if not set(given) <= {"0", "1"}:
        raise BadRequest("first: expected 1.")
    return given[-1:] == ["1"]


def _limit(given: list[str]) -> int | None:
    if not given:
        return None
    written = given[-1]
    if not (written.isascii() and written.isdigit() and len(written) <= 9 and int(written) > 0):
        raise BadRequest("limit: expected a number of entries.")
    return int(written)


def _parameters(given: Mapping[str, list[str]]) -> str:
    """In one order and one spelling, so that the same choice has the same address and id."""
    return "&".join(
        f"{name}={quote(value, safe='', errors='replace')}"
        for name, values in given.items()
        for value in values
    )
