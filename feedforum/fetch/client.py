"""A visitor of one forum: asks politely, remembers cookies, and says what came of each request."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self, TypeVar
from urllib.parse import urlencode

from feedforum.clock import Clock
from feedforum.config.fetch_options import FetchOptions
from feedforum.fetch import response_kinds
from feedforum.fetch.charset import WINDOWS_1252, encoding_of, form_encoding
from feedforum.fetch.fetch_errors import FetchError, RedirectError, masked
from feedforum.fetch.rate_limit import HostRateLimiter
from feedforum.fetch.robots import Robots, RobotsMemory, file_in, wants_file
from feedforum.fetch.transport import Reply, Request, Transport
from feedforum.fetch.urls import belongs_to, host_of, is_fetchable, next_address, without_session
from feedforum.records import Answer, Cookie, Fetched

Kept = TypeVar("Kept")

MOST_VALIDATORS = 256
_CONDITIONS = {"If-None-Match": "etag", "If-Modified-Since": "last-modified"}
_FORM_TYPE = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True, slots=True)
class Spent:
    """What was asked of a forum: requests for pages, and bytes and seconds of all that was answered."""

    requests: int = 0
    size: int = 0
    seconds: float = 0.0

    def since(self, before: "Spent") -> "Spent":
        """What was spent after `before`."""
        return Spent(self.requests - before.requests, self.size - before.size, self.seconds - before.seconds)


NOTHING_SPENT = Spent()


@dataclass(frozen=True, slots=True)
class _End:
    """Where a request led; `conditional` if it was asked for only if changed."""

    request: Request
    reply: Reply
    conditional: bool


class ForumClient:
    """One polite HTTP session with a forum; used from one thread, and closed when done.

    `hosts` is shared by all guests of the process. `requests_made` counts the requests for pages,
    each redirect being one; `robots_requests` those for robots.txt. It begins with `cookies`.
    """

    def __init__(
        self,
        fetch_options: FetchOptions,
        clock: Clock,
        hosts: HostRateLimiter,
        robots_memory: RobotsMemory,
        wire: Transport | None = None,
        cookies: Iterable[Cookie] = (),
    ) -> None:
        self.requests_made = 0
        self.robots_requests = 0
        self._size = 0
        self._seconds = 0.0
        self._manners = fetch_options
        self._clock = clock
        self._hosts = hosts
        self._wire = wire or Transport(fetch_options, clock)
        self._wire.take_cookies(cookies)
        self._robots = Robots(robots_memory, clock, fetch_options.user_agent, self._ask_robots)
        self._validators: OrderedDict[str, dict[str, str]] = OrderedDict()
        self._told: OrderedDict[str, bytes] = OrderedDict()
        auto = fetch_options.encoding == "auto"
        self._form_encoding = (
            WINDOWS_1252 if auto else form_encoding(encoding_of(b"", "", fetch_options.encoding))
        )

    @property
    def spent(self) -> Spent:
        """What this guest has asked of forums so far."""
        return Spent(self.requests_made, self._size, self._seconds)

    def get(self, url: str) -> Fetched:
        """What a page holds. Never raises for anything that a network or a forum does.

        A page that the forum marked when it sent it to this guest, and that has not changed since,
        is `UNCHANGED`.
        """
        return self._visit(Request(url))

    def submit(self, url: str, fields: Mapping[str, str]) -> Fetched:
        """Sends a form (POST), and gives the page that comes of it. Raises no more than `get`.

        Fields go in the encoding of the forum's last page, as browsers do it: what that lacks goes
        as `&#NNN;`. After a form a page may look different, so nothing counts as unchanged.
        """
        self.forget_pages()
        form = urlencode(fields, encoding=self._form_encoding, errors="xmlcharrefreplace")
        return self._visit(Request(url, form.encode("ascii"), _FORM_TYPE))

    def forget_pages(self) -> None:
        """Ask for each page anew the next time, whether it changed or not."""
        self._validators.clear()
        self._told.clear()

    def forget_page(self, url: str) -> None:
        """Ask for this page anew the next time, whether it changed or not."""
        self._validators.pop(url, None)
        self._told.pop(url, None)

    def seen_before(self, url: str, told: bytes) -> bool:
        """Whether a page tells what it told before; that is remembered as long as the forum's own marks.

        For forums that mark no page, or whose pages differ each time in what nobody asks for.
        """
        before = self._told.pop(url, None)
        _remember_last(self._told, url, told)
        return before == told

    @property
    def cookies(self) -> tuple[Cookie, ...]:
        """What it would send; their values may be secrets."""
        return self._wire.cookies()

    def take_cookies(self, cookies: Iterable[Cookie]) -> None:
        """Send these, too."""
        self._wire.take_cookies(cookies)

    def close(self) -> None:
        """Closes the connections; the guest is not to be used any more."""
        self._wire.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _visit(self, request: Request) -> Fetched:
        if not is_fetchable(request.url):
            detail = "This is no address of a web page; it must begin with http:// or https://."
            return Fetched(Answer.BROKEN, masked(request.url), detail=detail)
        status: int | None = None
        try:
            end = self._follow(request)
            status = end.reply.status
            if status == response_kinds.NOT_MODIFIED and end.conditional:
                return Fetched(Answer.UNCHANGED, without_session(end.request.url), status=status)
            fetched = response_kinds.answer_to(end.reply, end.request.url, self._manners.encoding)
        except FetchError as fault:
            return Fetched(
                fault.answer,
                without_session(request.url),
                status=status,
                detail=str(fault),
                retry_after=fault.retry_after,
            )
        self._remember(end, fetched.encoding)
        return fetched

    def _follow(self, request: Request, robots: bool = False) -> _End:
        """Sends a request and follows its redirects, by the deadline of one page."""
        left = self._manners.timeout
        seen = set()
        for _ in range(self._manners.max_redirects + 1):
            step = (request.method, request.url, self._wire.cookies())
            if step in seen:
                raise RedirectError(
                    "The forum redirects in a circle; look at the address in a browser.", Answer.BROKEN
                )
            seen.add(step)
            end, took = self._ask(request, left, robots)
            location = end.reply.headers.get("location", "")
            if end.reply.status not in response_kinds.REDIRECTS or not location:
                return end
            left -= took
            request = self._redirected(request, end.reply.status, location)
        raise RedirectError(
            f"The forum redirects more than {self._manners.max_redirects} times; "
            "look at the address in a browser.",
            Answer.BROKEN,
        )

    def _ask(self, request: Request, left: float, robots: bool) -> tuple[_End, float]:
        """Sends one request when it is its host's turn; gives also the seconds that it took."""
        delay = self._delay(request.url, robots)
        host = host_of(request.url)
        conditions = {} if robots or request.form is not None else self._validators.get(request.url, {})
        own = dict(self._manners.headers) if belongs_to(self._manners.forum, request.url) else {}
        asked = replace(request, headers={**own, **request.headers, **conditions})
        with self._hosts.turn(host, delay) as held_back:
            if held_back > 0:
                raise _left_alone(host, held_back)
            self._count(robots)
            started = self._clock.monotonic()
            try:
                reply = self._wire.send(asked, left, wants_file if robots else response_kinds.wants_body)
            finally:
                took = self._clock.monotonic() - started
                self._seconds += took
            self._size += reply.size
            if response_kinds.is_overload(reply.status):
                self._hosts.overloaded(host, response_kinds.wished_wait(reply))
            else:
                self._hosts.answered(host)
        return _End(request, reply, bool(conditions)), took

    def _redirected(self, request: Request, status: int, location: str) -> Request:
        """The request that a redirect asks for: only 307 and 308 send a form again (RFC 9110, 15.4)."""
        url = next_address(request.url, location, self._manners.redirects_to)
        return replace(request, url=url) if status in response_kinds.SAME_METHOD else Request(url)

    def _delay(self, url: str, robots: bool) -> float:
        """The seconds to keep from the request before. Raises FetchError where robots.txt forbids `url`."""
        if robots or not self._manners.robots_txt:
            return self._manners.request_delay
        return max(self._manners.request_delay, self._robots.delay_for(url))

    def _count(self, robots: bool) -> None:
        if robots:
            self.robots_requests += 1
        else:
            self.requests_made += 1

    def _ask_robots(self, url: str) -> bytes:
        try:
            return file_in(self._follow(Request(url), robots=True).reply, url)
        except RedirectError:
            # RFC 9309, 2.3.1.2, would follow to any host; we ask none that the owner did not name
            return b""

    def _remember(self, end: _End, encoding: str) -> None:
        """Keeps what the next request to this forum needs to know of this page."""
        headers = end.reply.headers
        self._form_encoding = form_encoding(encoding)
        url = end.request.url
        validators = {ask: headers[told] for ask, told in _CONDITIONS.items() if headers.get(told)}
        self._validators.pop(url, None)
        if validators and end.request.form is None:
            _remember_last(self._validators, url, validators)


def _remember_last(pages: OrderedDict[str, Kept], url: str, kept: Kept) -> None:
    """Keep what is to be known of a page that is not among these; the one kept longest ago may go for it."""
    pages[url] = kept
    if len(pages) > MOST_VALIDATORS:
        pages.popitem(last=False)


def _left_alone(host: str, seconds: float) -> FetchError:
    return FetchError(
        Answer.OVERLOADED,
        f"{host} asked to be left alone for {seconds:.0f} seconds; raise `request_delay` if this stays.",
        seconds,
    )
