"""Answers with what HTTP caches need: ETag, 304, gzip, Cache-Control, Vary (RFC 9110, RFC 9111)."""

import gzip
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from flask import Request, Response, render_template

# Pages show pictures from anywhere, for posts do; everything else comes from here or not at all.
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src https: http: data:; media-src https: http:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
SECURITY_HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""What every answer says to browsers."""

PAGE_SECURITY_HEADERS: Mapping[str, str] = {
    **SECURITY_HEADERS,
    "Content-Security-Policy": f"{_POLICY}; script-src 'self'",
}
"""The same for pages. Only they have a script, the one that copies addresses; a feed has none."""

# What needs no token may be fetched by feed readers that run in a browser, from whatever site they come.
_READABLE_ANYWHERE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link",
    "Cross-Origin-Resource-Policy": "cross-origin",
}

PREFLIGHT_HEADERS: Mapping[str, str] = {
    **_READABLE_ANYWHERE,
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Max-Age": "86400",
}
"""For a browser that asks whether a reader on another site may send `If-None-Match`, of whatever feed."""

_CONDITIONS = tuple(
    f"HTTP_{name}"
    for name in ("IF_MATCH", "IF_NONE_MATCH", "IF_MODIFIED_SINCE", "IF_UNMODIFIED_SINCE", "IF_RANGE", "RANGE")
)


@dataclass(frozen=True, slots=True)
class Representation:
    """The bytes of an answer in one content coding, and the answer with them.

    The ETag is strong: a hash of exactly what is sent, so that each content coding has its own
    (RFC 9110, 8.8.3.3). There is no `Last-Modified`: of a feed it would go backwards after a deletion.
    """

    body: bytes
    etag: str
    headers: Mapping[str, str]
    _whole: Response = field(compare=False)
    _not_modified: Response = field(compare=False)

    @classmethod
    def of(cls, body: bytes, headers: Mapping[str, str]) -> "Representation":
        etag = f'"{sha256(body).hexdigest()[:32]}"'
        headers = {**headers, "ETag": etag}
        whole, not_modified = Response(body, 200, headers), Response(status=304, headers=headers)
        return cls(body, etag, headers, whole, not_modified)

    def as_gzip(self) -> "Representation":
        """The same with gzip as its content coding; the same bytes for the same bytes."""
        # A time in the gzip header would change the bytes at every answer.
        body = gzip.compress(self.body, compresslevel=6, mtime=0)
        return self.of(body, {**self.headers, "Content-Encoding": "gzip"})

    def response(self, request: Request) -> Response:
        """The answer to a request, or 304 if its sender has these bytes. It may be shared: change nothing."""
        conditions = [name for name in _CONDITIONS if name in request.environ]
        if not conditions:
            return self._whole
        if conditions == ["HTTP_IF_NONE_MATCH"] and request.environ["HTTP_IF_NONE_MATCH"] == self.etag:
            return self._not_modified
        answer = Response(self.body, headers=self.headers)
        answer.make_conditional(request)
        return answer


def representation(
    body: bytes, content_type: str, *, max_age: int, private: bool, vary: Iterable[str] = (), **more: str
) -> Representation:
    """The bytes as they are; `private` keeps them from shared caches, `more` are headers for them."""
    headers = {
        **more,
        **SECURITY_HEADERS,
        **({} if private else _READABLE_ANYWHERE),
        "Content-Type": content_type,
        "Cache-Control": f"{'private' if private else 'public'}, max-age={max_age}",
        "Vary": ", ".join(("Accept-Encoding", *vary)),
    }
    return Representation.of(body, headers)


def document_response(request: Request, document: Representation) -> Response:
    """The answer with a document, compressed if the client accepts that."""
    return (document.as_gzip() if accepts_gzip(request) else document).response(request)


def accepts_gzip(request: Request) -> bool:
    """Whether the client likes gzip as well as it likes the bytes as they are, or better."""
    if "HTTP_ACCEPT_ENCODING" not in request.environ:
        return False
    accepted = request.accept_encodings
    quality = accepted.quality("gzip")
    return quality > 0 and quality >= accepted.quality("identity")


def plain(status: int, sentence: str) -> Response:
    """A sentence as plain text."""
    return Response(sentence + "\n", status=status, content_type="text/plain; charset=utf-8")


def render_page(template: str, status: int = 200, *, private: bool, **values: Any) -> Response:
    """The page of a template; `private` keeps it from shared caches."""
    page = render_template(template, private=private, **values)
    answer = Response(page, status, content_type="text/html; charset=utf-8")
    answer.headers["Cache-Control"] = "private, no-cache" if private else "no-cache"
    answer.vary.update(("Accept-Language", "Authorization", "Cookie"))
    return answer
