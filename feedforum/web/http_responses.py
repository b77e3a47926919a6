"""Answers with what HTTP caches need (RFC 9110, RFC 9111)."""

import gzip
from hashlib import sha256

from flask import Request, Response

from feedforum.web import feed_stylesheet


def plain(status: int, sentence: str) -> Response:
    """A sentence as plain text."""
    return Response(sentence + "\n", status=status, content_type="text/plain; charset=utf-8")


def document(
    request: Request, body: bytes, content_type: str, *, max_age: int, private: bool, for_all: bool
) -> Response:
    """The bytes, or 304 if the client has them.

    `private` keeps them from shared caches; unless they are the same `for_all`, whoever asks, caches are
    told that they depend on who does (RFC 9110, 12.5.5).
    The ETag is strong: a hash of exactly what is sent, so that each content coding has its own
    (RFC 9110, 8.8.3.3). There is no `Last-Modified`: it would go backwards after a deletion.
    What a person opens of the feeds gets a style sheet.
    """
    styleable = feed_stylesheet.can_be_styled(content_type)
    if styleable and feed_stylesheet.is_opened(request):
        body, content_type = feed_stylesheet.styled(request, body), feed_stylesheet.CONTENT_TYPE
    answer = Response(content_type=content_type)
    if wants_gzip(request):
        body = gzipped(body)
        answer.content_encoding = "gzip"
    answer.set_data(body)
    answer.set_etag(tag_of(body))
    answer.headers["Cache-Control"] = f"{'private' if private else 'public'}, max-age={max_age}"
    answer.vary.add("Accept-Encoding")
    if private or not for_all:
        answer.vary.add("Authorization")
    if styleable:
        answer.vary.add("Accept")
    answer.make_conditional(request)
    return answer


def wants_gzip(request: Request) -> bool:
    """Whether the client likes gzip as well as it likes the bytes as they are, or better."""
    accepted = request.accept_encodings
    quality = accepted.quality("gzip")
    return quality > 0 and quality >= accepted.quality("identity")


def gzipped(body: bytes) -> bytes:
    """The bytes as gzip, the same for the same bytes."""
    # A time in the gzip header would change the bytes at every answer.
    return gzip.compress(body, compresslevel=6, mtime=0)


def tag_of(body: bytes) -> str:
    """What an ETag says of the bytes that are sent, without its quotes."""
    return sha256(body).hexdigest()[:32]
