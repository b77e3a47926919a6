"""An answer to a request for a feed, kept, and what others who ask for the same are told of it."""

import time
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from werkzeug.datastructures import Headers
from werkzeug.http import http_date, remove_entity_headers
from werkzeug.wrappers import Response

from feedforum.web.http_responses import gzipped, tag_of

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

CONDITIONS = (
    "HTTP_IF_MATCH",
    "HTTP_IF_NONE_MATCH",
    "HTTP_IF_MODIFIED_SINCE",
    "HTTP_IF_UNMODIFIED_SINCE",
    "HTTP_IF_RANGE",
    "HTTP_RANGE",
)
"""What makes of an answer another, or none (RFC 9110, 13 and 14)."""

_OVERHEAD = 2000


@dataclass(frozen=True, slots=True)
class CachedResponse:
    """An answer with status 200: its headers without `Date`, its body, its ETag as the header has it.

    `unchanged` are the headers of a 304 in its place. `stamp` is what its content hangs on.
    """

    headers: tuple[tuple[str, str], ...]
    unchanged: tuple[tuple[str, str], ...]
    body: bytes
    etag: str
    stamp: Hashable

    @property
    def size(self) -> int:
        """About the bytes of memory it takes, with its headers and key."""
        return len(self.body) + _OVERHEAD


def kept_answer(headers: Headers, body: bytes, stamp: Hashable) -> CachedResponse:
    """What is kept of an answer with an ETag; `stamp` is what its content hangs on."""
    given = [(name, value) for name, value in headers if name.lower() != "date"]
    unchanged = list(given)
    remove_entity_headers(unchanged)
    return CachedResponse(tuple(given), tuple(unchanged), body, headers["ETag"], stamp)


def as_gzip(plain: CachedResponse) -> CachedResponse:
    """The same with gzip as its content coding, as `answers.document` makes it."""
    body, headers = gzipped(plain.body), Headers(plain.headers)
    headers["Content-Encoding"] = "gzip"
    headers["Content-Length"] = str(len(body))
    headers["ETag"] = f'"{tag_of(body)}"'
    return kept_answer(headers, body, plain.stamp)


@lru_cache(maxsize=1)
def _date(second: int) -> str:
    """Readers come many in a second, and the header knows no smaller time."""
    return http_date(second)


def told(
    answer: CachedResponse, environ: "WSGIEnvironment", start_response: "StartResponse"
) -> Iterable[bytes]:
    """Answers a GET or HEAD with it, or with what the request's conditions make of it."""
    conditions = [name for name in CONDITIONS if name in environ]
    date = ("Date", _date(int(time.time())))
    if not conditions:
        start_response("200 OK", [*answer.headers, date])
        return () if environ["REQUEST_METHOD"] == "HEAD" else (answer.body,)
    if conditions == ["HTTP_IF_NONE_MATCH"] and environ["HTTP_IF_NONE_MATCH"] == answer.etag:
        start_response("304 NOT MODIFIED", [*answer.unchanged, date])
        return ()
    response = Response(answer.body, headers=list(answer.headers))
    response.make_conditional(environ)
    return response(environ, start_response)
