"""An HTTP client for one forum: polite, with cookies, and an answer for whatever happens."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, replace
from datetime import datetime, timedelta
from operator import add, sub
from typing import Self, TypeVar
from urllib.parse import urlencode, urlsplit

from feedforum.clock import Clock
from feedforum.config.fetch_options import FetchOptions
from feedforum.fetch import response_kinds
from feedforum.fetch.charset import WINDOWS_1252, encoding_of, form_encoding
from feedforum.fetch.fetch_errors import FetchError, RedirectError, TooLargeError, masked
from feedforum.fetch.forum_clock import ahead_by
from feedforum.fetch.rate_limit import HostRateLimiter
from feedforum.fetch.redirects import SAME_METHOD, belongs_to, next_address, redirect_of
from feedforum.fetch.robots import MOST_BYTES, Robots, RobotsMemory, file_in, wants_file
from feedforum.fetch.transport import FileLimits, Request, Response, Transport
from feedforum.fetch.urls import host_of, is_fetchable, without_session
from feedforum.records import Answer, Cookie, Downloaded, Fetched
from feedforum.translations import detail_text

T = TypeVar("T")

MOST_PAGES = 256
"""The number of pages whose validators and digests are remembered."""

_CONDITIONS = {"If-None-Match": "etag", "If-Modified-Since": "last-modified"}
_FORM_TYPE = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True, slots=True)
class RequestCounts:
    """What a forum was asked for: requests for pages, with redirects, and bytes and seconds of all.

    The requests for robots.txt count as bytes and seconds only.
    """

    requests: int = 0
    size: int = 0
    seconds: float = 0.0

    def since(self, before: "RequestCounts") -> "RequestCounts":
        """What was asked for after `before`."""
        return RequestCounts(*map(sub, astuple(self), astuple(before)))

    def __add__(self, other: "RequestCounts") -> "RequestCounts":
        return RequestCounts(*map(add, astuple(self), astuple(other)))


NO_REQUESTS = RequestCounts()


class ForumClient:
    """An HTTP session with a forum, which begins with `cookies`; used from one thread.

    `counts` is what it has asked for so far, `clock_ahead` by how much the forum's clock was ahead of ours at
    its last response, zero if that is little. `guard` knows whether the forum is public, `jar` has cookies.
    """

    def __init__(
        self,
        fetch_options: FetchOptions,
        clock: Clock,
        rate_limiter: HostRateLimiter,
        robots_memory: RobotsMemory,
        transport: Transport | None = None,
        cookies: Iterable[Cookie] = (),
    ) -> None:
        self.counts = NO_REQUESTS
        self.clock_ahead = timedelta()
        self._options = fetch_options
        self._clock = clock
        self._rate_limiter = rate_limiter
        self._robots_memory = robots_memory
        self._transport = transport or Transport(fetch_options, clock)
        self.guard = self._transport.guard
        self.jar = self._transport.jar
        self.jar.add(cookies)
        self._robots = Robots(robots_memory, clock, fetch_options.user_agent, self._fetch_robots)
        self._validators: OrderedDict[str, dict[str, str]] = OrderedDict()
        self._digests: OrderedDict[str, bytes] = OrderedDict()
        auto = fetch_options.encoding == "auto"
        self._form_encoding = (
            WINDOWS_1252 if auto else form_encoding(encoding_of(b"", "", fetch_options.encoding))
        )

    def get(self, url: str) -> Fetched:
        """A page; `UNCHANGED` if the forum says so by ETag or Last-Modified. Never raises for the network."""
        return self._fetch(Request(url))

    def submit(self, url: str, fields: Mapping[str, str]) -> Fetched:
        """Sends a form (POST), and gives the page that answers it. Raises no more than `get`.

        Fields are sent in the encoding of the forum's last page, as browsers do: characters that it
        lacks as `&#NNN;`. After a form pages may look different, so none counts as unchanged.
        """
        self.forget_pages()
        form = urlencode(fields, encoding=self._form_encoding, errors="xmlcharrefreplace")
        return self._fetch(Request(url, form.encode("ascii"), _FORM_TYPE))

    def download(
        self, url: str, file: FileLimits, validators: Mapping[str, str], seconds: float
    ) -> Downloaded:
        """Writes a file to `file`, within so many seconds; `UNCHANGED` if the forum says so by `validators`.

        Never raises for the network. What the forum's pages are compared with stays as it is.
        """
        if not is_fetchable(url):
            return Downloaded(Answer.BROKEN, detail=detail_text("no_file_address"))
        try:
            last, response = self._follow(Request(url, headers=validators, file=file), seconds)
        except FetchError as fault:
            large = isinstance(fault, TooLargeError)
            return Downloaded(fault.answer, str(fault), fault.retry_after, large, fault.unreachable)
        if response.status == response_kinds.NOT_MODIFIED and not validators.keys().isdisjoint(_CONDITIONS):
            return Downloaded(Answer.UNCHANGED)
        host = urlsplit(last.url).hostname or ""
        answer, detail = response_kinds.answer_by_status(response.status, host, "status_of_file")
        return Downloaded(
            answer,
            detail=detail,
            retry_after=response_kinds.retry_after_of(response),
            validators=_validators_in(response),
        )

    def forget_pages(self) -> None:
        """Fetch every page whole the next time, changed or not."""
        self._validators.clear()
        self._digests.clear()

    def forget_page(self, url: str) -> None:
        """Fetch this page whole the next time, changed or not."""
        self._validators.pop(url, None)
        self._digests.pop(url, None)

    def seen_before(self, url: str, digest: bytes) -> bool:
        """Whether the page had this digest the last time: forums that send no ETag have no other mark."""
        before = self._digests.get(url)
        _remember_last(self._digests, url, digest)
        return before == digest

    def forum_time(self) -> datetime:
        """Now, by the forum's clock."""
        return self._clock.now() + self.clock_ahead

    def as_guest(self) -> Self:
        """A client for the same forum that is nobody: with no cookies, and no headers of the owner's."""
        options = replace(self._options, headers=())
        guest = type(self)(options, self._clock, self._rate_limiter, self._robots_memory)
        if self.guard.public_host:
            guest.guard.remember(self.guard.public_host)
        return guest

    def close(self) -> None:
        self._transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _fetch(self, request: Request) -> Fetched:
        if not is_fetchable(request.url):
            detail = detail_text("no_page_address")
            return Fetched(Answer.BROKEN, masked(request.url), detail=detail)
        status: int | None = None
        try:
            last, response = self._follow(request, self._options.timeout)
            status = response.status
            if status == response_kinds.NOT_MODIFIED and not last.headers.keys().isdisjoint(_CONDITIONS):
                return Fetched(Answer.UNCHANGED, without_session(last.url), status=status)
            fetched = response_kinds.answer_to(response, last.url, self._options.encoding)
        except FetchError as fault:
            return Fetched(
                fault.answer,
                without_session(request.url),
                status=status,
                detail=str(fault),
                retry_after=fault.retry_after,
                error_page=fault.page,
                unknown_host=fault.unknown_host,
            )
        self._form_encoding = form_encoding(fetched.encoding)
        self._validators.pop(last.url, None)
        if last.form is None and (validators := _validators_in(response)):
            _remember_last(self._validators, last.url, validators)
        return fetched

    def _follow(self, request: Request, seconds: float, robots: bool = False) -> tuple[Request, Response]:
        """Sends a request and follows its redirects, within so many seconds; gives the last."""
        left = seconds
        seen = set()
        for _ in range(self._options.max_redirects + 1):
            step = (request.method, request.url, self.jar.records())
            if step in seen:
                raise RedirectError(detail_text("redirects_in_circle"), Answer.BROKEN)
            seen.add(step)
            sent, response, took = self._send(request, left, robots)
            location = redirect_of(response)
            if not location:
                return sent, response
            left -= took
            url = next_address(request.url, location, self._options.redirects_to)
            if response.status not in SAME_METHOD:
                request = replace(request, form=None, headers={})
            request = replace(request, url=url)
        raise RedirectError(detail_text("redirects_often", times=self._options.max_redirects), Answer.BROKEN)

    def _send(self, request: Request, left: float, robots: bool) -> tuple[Request, Response, float]:
        """Sends one request when robots.txt and the rate limit allow it; gives also the seconds it took."""
        delay = self._options.request_delay
        if self._options.robots_txt and not robots:
            delay = max(delay, self._robots.delay_for(request.url))
        host = host_of(request.url)
        no_page = robots or request.form is not None or request.file is not None
        conditions = {} if no_page else self._validators.get(request.url, {})
        own = dict(self._options.headers) if belongs_to(self._options.forum, request.url) else {}
        sent = replace(request, headers={**own, **request.headers, **conditions})
        with self._rate_limiter.acquire(host, delay, left) as blocked_for:
            if blocked_for > 0:
                raise FetchError(
                    Answer.OVERLOADED,
                    detail_text("pausing", host=host, seconds=f"{blocked_for:.0f}"),
                    blocked_for,
                )
            started, size, requests = self._clock.monotonic(), 0, 0 if robots else 1
            try:
                response = self._transport.send(
                    sent, left, wants_file if robots else response_kinds.wants_body
                )
                size = response.size
            finally:
                took = self._clock.monotonic() - started
                done = self.counts
                self.counts = RequestCounts(done.requests + requests, done.size + size, done.seconds + took)
            if request.file is None:
                self.clock_ahead = ahead_by(response.headers, response.arrived_at)
            if response_kinds.is_overload(response.status):
                self._rate_limiter.overloaded(host, response_kinds.retry_after_of(response))
            else:
                self._rate_limiter.answered(host)
        return sent, response, took

    def _fetch_robots(self, url: str) -> bytes:
        try:
            request = Request(url, beginning=MOST_BYTES + 1)
            return file_in(self._follow(request, self._options.timeout, robots=True)[1], url)
        except RedirectError:
            # RFC 9309, 2.3.1.2, would follow to any host; only those that the owner named are asked
            return b""


def _validators_in(response: Response) -> dict[str, str]:
    """What a later request can ask by whether anything has changed."""
    return {ask: response.headers[name] for ask, name in _CONDITIONS.items() if response.headers.get(name)}


def _remember_last(pages: OrderedDict[str, T], url: str, value: T) -> None:
    """Remember a value for a page; that of the one that was asked for longest ago may be dropped."""
    pages.pop(url, None)
    pages[url] = value
    if len(pages) > MOST_PAGES:
        pages.popitem(last=False)
