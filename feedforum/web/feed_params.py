"""What the parameters of a feed's address ask for."""

from collections.abc import Collection, Mapping
from urllib.parse import quote, urlencode

from flask import request
from werkzeug.exceptions import BadRequest

from feedforum.config.settings import THREAD_DAY
from feedforum.feeds.filters import PostFilter
from feedforum.feeds.lookup import BEFORE
from feedforum.feeds.render_feed import FeedParams
from feedforum.feeds.search_query import read_query
from feedforum.patterns import Patterns, pattern_for
from feedforum.records import SearchQuery
from feedforum.web.localisation import say

FIELDS = ("author", "title", "text", "prefix")
MOST_PATTERNS = 20


def feed_params() -> FeedParams:
    """What this request asks for; blank and unknown parameters are ignored. Raises BadRequest (400)."""
    given = {
        name: [value.strip() for value in request.args.getlist(name) if value.strip()]
        for name in (*FIELDS, *(f"not_{field}" for field in FIELDS), "q", "first", "limit", "group")
    }
    if sum(map(len, given.values())) > MOST_PATTERNS:
        raise BadRequest(f"Expected at most {MOST_PATTERNS} parameters.")
    typed = " ".join(given["q"])
    # And in one order, so that the same filter has the same address and id.
    in_one_spelling = given | {"q": [typed] if typed else []}
    return FeedParams(
        PostFilter(
            include=_patterns(given),
            exclude=_patterns(given, "not_"),
            query=parse_query_param(typed) if typed else None,
            first=_last_of("first", given, ("0", "1"), "1") == "1",
            parameters=urlencode(in_one_spelling, doseq=True, errors="replace", quote_via=quote),
        ),
        typed,
        _limit(given["limit"]),
        request.args.get(BEFORE),
        _last_of("group", given, (THREAD_DAY, "none"), f"{THREAD_DAY} or none"),
    )


def parse_query_param(typed: str) -> SearchQuery:
    """The query that was typed. Raises BadRequest (400) if there is no word in it, or it is too long."""
    try:
        query = read_query(typed)
    except ValueError as error:
        raise BadRequest(f"q: {error}.") from None
    if query is None:
        raise BadRequest(say("search_wordless"))
    return query


def _patterns(given: Mapping[str, list[str]], prefix: str = "") -> Patterns:
    found = {}
    for field in FIELDS:
        try:
            found[field] = tuple(pattern_for(field, each) for each in given[prefix + field])
        except ValueError as error:
            raise BadRequest(f"{prefix}{field}: {error}.") from None
    return Patterns(**found)


def _last_of(name: str, given: Mapping[str, list[str]], allowed: Collection[str], expected: str) -> str:
    """The last value of a parameter, of which all have to be allowed; empty if there is none."""
    if not set(given[name]) <= set(allowed):
        raise BadRequest(f"{name}: expected {expected}.")
    return given[name][-1] if given[name] else ""


def _limit(given: list[str]) -> int | None:
    if not given:
        return None
    written = given[-1]
    if not (written.isascii() and written.isdigit() and len(written) <= 9 and int(written) > 0):
        raise BadRequest("limit: expected a number of entries.")
    return int(written)
