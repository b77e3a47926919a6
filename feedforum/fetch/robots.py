"""What a host's robots.txt allows (RFC 9309)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from urllib.parse import urljoin

from protego import Protego

from feedforum.clock import Clock
from feedforum.fetch.fetch_errors import FetchError
from feedforum.fetch.response_kinds import is_overload, retry_after_of
from feedforum.fetch.transport import Response
from feedforum.fetch.urls import authority_of
from feedforum.records import Answer
from feedforum.translations import detail_text

FRESH = timedelta(days=1)
RETRY = timedelta(minutes=10)
MOST_BYTES = 500 * 1024
LONGEST_DELAY = 60.0


class RobotsMemory(Protocol):
    """Where robots.txt files are stored between polls."""

    def read(self, host: str) -> tuple[str, datetime] | None:
        """The text for `host` (`name` or `name:port`) and when it was fetched, in UTC."""

    def write(self, host: str, text: str, fetched_at: datetime) -> None:
        """Stores a text, which replaces the last one of that host."""


class InMemoryRobots(dict[str, tuple[str, datetime]]):
    """A `RobotsMemory` that stores nothing, for a command that looks at a forum once."""

    def read(self, host: str) -> tuple[str, datetime] | None:
        return self.get(host)

    def write(self, host: str, text: str, fetched_at: datetime) -> None:
        self[host] = (text, fetched_at)


@dataclass(frozen=True, slots=True)
class _Known:
    """The rules of a host, or the error for which its file is unreachable."""

    rules: Protego | FetchError
    good_until: datetime


class Robots:
    """Knows the rules of hosts; has each file fetched once a day: its bytes, none if there is none."""

    def __init__(
        self, memory: RobotsMemory, clock: Clock, user_agent: str, fetch: Callable[[str], bytes]
    ) -> None:
        self._memory = memory
        self._clock = clock
        # the address in a user agent's comment would match rules for robots of that name
        self._user_agent = re.sub(r"\+?https?://[^\s);]*", "", user_agent)
        self._fetch = fetch
        self._known: dict[str, _Known] = {}

    def delay_for(self, url: str) -> float:
        """The seconds between two requests that the host asks for, at most a minute.

        Raises FetchError if `url` must not be fetched. While a robots.txt is unreachable, that
        is every URL (RFC 9309, 2.3.1.4), unless an older copy is known, which then holds.
        """
        host = authority_of(url)
        known = self._known.get(host)
        if known is None or self._clock.now() >= known.good_until:
            known = self._known[host] = self._load(host, url)
        rules = known.rules
        if isinstance(rules, FetchError):
            raise FetchError(rules.answer, str(rules), rules.retry_after) from rules
        if not rules.can_fetch(url, self._user_agent):
            raise FetchError(Answer.DISALLOWED, detail_text("robots_disallow", host=host))
        delay = rules.crawl_delay(self._user_agent) or 0.0
        return min(delay, LONGEST_DELAY) if delay > 0 else 0.0

    def _load(self, host: str, url: str) -> _Known:
        stored = self._memory.read(host)
        if stored and timedelta() <= self._clock.now() - stored[1] < FRESH:
            return _Known(Protego.parse(stored[0]), stored[1] + FRESH)
        try:
            text = _text(self._fetch(urljoin(url, "/robots.txt")))
        except FetchError as error:
            return _Known(Protego.parse(stored[0]) if stored else error, self._clock.now() + RETRY)
        now = self._clock.now()
        self._memory.write(host, text, now)
        return _Known(Protego.parse(text), now + FRESH)


def wants_file(status: int, content_type: str) -> bool:
    """Whether a response's body is the file, whatever its content type."""
    return 200 <= status < 300


def file_in(response: Response, url: str) -> bytes:
    """The file in the response to a request for it; empty if there is none (RFC 9309, 2.3.1.3).

    Raises FetchError if it is unreachable (2.3.1.4); so it is with 429, which says nothing of the file.
    """
    overloaded = is_overload(response.status)
    if overloaded or response.status >= 500:
        name = "robots_overloaded" if overloaded else "robots_unreadable"
        detail = detail_text(name, host=authority_of(url), status=response.status)
        raise FetchError(
            Answer.OVERLOADED if overloaded else Answer.BLOCKED, detail, retry_after_of(response)
        )
    return response.body


def _text(body: bytes) -> str:
    """The lines of the first 500 KiB; a line that is cut there could forbid more than it says."""
    if len(body) > MOST_BYTES:
        body = body[:MOST_BYTES].rpartition(b"\n")[0]
    return body.decode("utf-8", "replace").removeprefix("\ufeff").replace("\0", "")
