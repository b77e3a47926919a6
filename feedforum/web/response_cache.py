"""Feeds served as they were served before, for as long as nothing has changed that they show.

What stands here knows no feed. It asks the application for one, without conditions and without a content
coding, keeps the bytes, and answers from them what the application would answer.
"""

import hashlib
import secrets
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import parse_qsl

from flask import Request
from werkzeug.datastructures import Headers

from feedforum.config.live_settings import LiveSettings
from feedforum.config.settings import Settings
from feedforum.errors import StoreError
from feedforum.web.cached_response import CONDITIONS, CachedResponse, as_gzip, kept_answer, told
from feedforum.web.cached_responses import CachedResponses, Turns
from feedforum.web.feed_stylesheet import is_opened
from feedforum.web.http_responses import wants_gzip

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MOST_BYTES = 32 * 1024 * 1024
"""How many bytes of feeds a process keeps in memory at most."""

_LONGEST_REMEMBERED = 500


class Revisions(Protocol):
    """What tells whether feeds may have changed."""

    def stamp(self, forum_key: str) -> Hashable:
        """What is equal only as long as nothing has changed that the forum's feeds show.

        Raises StoreError.
        """


@dataclass(frozen=True, slots=True)
class _Variant:
    """What of a request's headers an answer hangs on: whether a browser asks, and whether it wants gzip."""

    opened: bool
    gzip: bool


@dataclass(frozen=True, slots=True)
class _Made:
    """What the application answered that is not kept."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes


class ResponseCache:
    """Answers GET and HEAD for the feeds of one forum from memory; all else passes to the app.

    What is found by words passes too: it hangs on the posts of all forums. What a token opens is kept by
    what was sent with it, hashed with a secret of this process, so that no token stands in memory for longer
    than it is asked with.
    """

    def __init__(
        self,
        app: "WSGIApplication",
        current: LiveSettings,
        revisions: Revisions,
        most_bytes: int = MOST_BYTES,
    ) -> None:
        self._app = app
        self._current = current
        self._revisions = revisions
        self._kept = CachedResponses(most_bytes)
        self._turns = Turns()
        self._secret = secrets.token_bytes(32)
        self._forums: tuple[Settings | None, frozenset[str]] = (None, frozenset())

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        settings = self._current.settings
        forum_key = self._forum_of(environ, settings)
        if forum_key is None:
            return self._app(environ, start_response)
        try:
            answer = self._answer(environ, forum_key, settings)
        except StoreError:
            # What may have changed is not served from memory; the app says what is wrong.
            return self._app(environ, start_response)
        if isinstance(answer, CachedResponse):
            return told(answer, environ, start_response)
        start_response(answer.status, answer.headers)
        return () if environ["REQUEST_METHOD"] == "HEAD" else (answer.body,)

    def _forum_of(self, environ: "WSGIEnvironment", settings: Settings) -> str | None:
        """The key of the forum whose feed is asked for; None for what is not kept."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return None
        parts = environ.get("PATH_INFO", "").split("/", 3)
        if len(parts) < 4 or parts[:2] != ["", "feeds"] or parts[3].startswith("search."):
            return None
        query = environ.get("QUERY_STRING", "")
        if query and any(name == "q" for name, _ in parse_qsl(query, keep_blank_values=True)):
            return None
        known, keys = self._forums
        if known is not settings:
            keys = frozenset(forum.key for forum in settings.forums)
            self._forums = (settings, keys)
        return parts[2] if parts[2] in keys else None

    def _answer(
        self, environ: "WSGIEnvironment", forum_key: str, settings: Settings
    ) -> CachedResponse | _Made:
        variant = _variant_of(environ)
        stamp = self._revisions.stamp(forum_key)
        key = self._key(environ, variant)
        kept = self._kept.get(key, settings)
        if kept is not None and kept.stamp == stamp:
            return kept
        with self._turns.turn(key):
            # Who had the turn before may have made it, of what is stored by now.
            stamp = self._revisions.stamp(forum_key)
            kept = self._kept.get(key, settings)
            if kept is not None and kept.stamp == stamp:
                return kept
            if variant.gzip:
                plain = self._answer(_without_gzip(environ), forum_key, settings)
                answer = as_gzip(plain) if isinstance(plain, CachedResponse) else plain
            else:
                answer = self._rendered(environ, stamp)
            if isinstance(answer, CachedResponse):
                self._kept.keep(key, answer, settings)
            return answer

    def _rendered(self, environ: "WSGIEnvironment", stamp: Hashable) -> CachedResponse | _Made:
        """What the app answers; `stamp` was asked for before, so that no change in between is missed."""
        asked = {name: value for name, value in environ.items() if name not in CONDITIONS}
        asked["REQUEST_METHOD"] = "GET"
        started: list[tuple[str, list[tuple[str, str]]]] = []
        written: list[bytes] = []

        def start(status: str, headers: list[tuple[str, str]], *_fault: Any) -> Any:
            started.append((status, headers))
            return written.append

        chunks = self._app(asked, start)
        try:
            body = b"".join((*written, *chunks))
        finally:
            close = getattr(chunks, "close", None)
            if close is not None:
                close()
        status, headers = started[-1]
        given = Headers(headers)
        if not status.startswith("200 ") or "ETag" not in given or "Set-Cookie" in given:
            return _Made(status, headers, body)
        return kept_answer(given, body, stamp)

    def _key(self, environ: "WSGIEnvironment", variant: _Variant) -> bytes:
        """All that an answer hangs on, as short however long it is, and without the tokens in it."""
        parts = (
            environ["wsgi.url_scheme"],
            environ.get("HTTP_HOST") or f"{environ.get('SERVER_NAME')}:{environ.get('SERVER_PORT')}",
            environ.get("SCRIPT_NAME", ""),
            environ["PATH_INFO"],
            environ.get("QUERY_STRING", ""),
            environ.get("HTTP_AUTHORIZATION", ""),
            variant.opened,
            variant.gzip,
        )
        # Written so that no part can end in another.
        whole = repr(parts).encode("ascii", "backslashreplace")
        return hashlib.blake2b(whole, key=self._secret, digest_size=24).digest()


def _variant_of(environ: "WSGIEnvironment") -> _Variant:
    accepted = (environ.get("HTTP_ACCEPT", ""), environ.get("HTTP_ACCEPT_ENCODING", ""))
    if sum(map(len, accepted)) > _LONGEST_REMEMBERED:
        return _worked_out(*accepted)
    return _remembered(*accepted)


def _worked_out(accept: str, accept_encoding: str) -> _Variant:
    request = Request(
        {"REQUEST_METHOD": "GET", "HTTP_ACCEPT": accept, "HTTP_ACCEPT_ENCODING": accept_encoding},
        populate_request=False,
    )
    return _Variant(is_opened(request), wants_gzip(request))


_remembered = lru_cache(maxsize=256)(_worked_out)
"""Readers are many, and what they accept is the same for most."""


def _without_gzip(environ: "WSGIEnvironment") -> "WSGIEnvironment":
    return {**environ, "HTTP_ACCEPT_ENCODING": "identity"}
