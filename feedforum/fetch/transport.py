"""One request on the wire, and what came back: bytes within limits, or a fault."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

import requests
import urllib3
from requests.cookies import get_cookie_header
from requests.structures import CaseInsensitiveDict

from feedforum.clock import Clock
from feedforum.config.fetch_options import FetchOptions
from feedforum.fetch.connections import LimitedAdapter, Limits, Resolve, addresses_of
from feedforum.fetch.cookie_jar import cookies_in, fill, new_jar
from feedforum.fetch.deadline import Deadline
from feedforum.fetch.decompression import decompress
from feedforum.fetch.fetch_errors import NETWORK_ERRORS, FetchError, broken, fault_of
from feedforum.fetch.ssrf_guard import SsrfGuard, is_public
from feedforum.records import Cookie

_PIECE = 65536
_NOT_TAKEN = "The forum sent more than {limit} bytes for one page, which is no forum page; see what is there."


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a forum: `form` is the body of a POST, None for a GET."""

    url: str
    form: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def method(self) -> str:
        """GET or POST."""
        return "GET" if self.form is None else "POST"


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back. `body` is inflated, and empty where it was not wanted; `size` is in bytes as sent.

    `arrived_at` is when the headers were there.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    size: int
    arrived_at: datetime


class _Session(requests.Session):
    """A session that leaves redirects alone, and sends cookies by the policy of its jar.

    Even with `allow_redirects=False`, requests reads the whole body of a redirect, without any limit,
    to prepare the request that would follow. And for each request it makes a jar with a policy of its own.
    """

    def __init__(self) -> None:
        super().__init__()
        self.cookies = new_jar()

    def get_redirect_target(self, resp: requests.Response) -> None:
        return None

    def prepare_request(self, request: requests.Request) -> requests.PreparedRequest:
        prepared = super().prepare_request(request)
        prepared.headers.pop("Cookie", None)
        header = get_cookie_header(self.cookies, prepared)  # type: ignore[no-untyped-call]
        if header:
            prepared.headers["Cookie"] = header
        return prepared


class Transport:
    """Sends requests the way the owner settled, and keeps cookies and connections for its lifetime.

    Where the forum's host is reached is looked at before anything is sent; see `SsrfGuard`. Where a proxy
    looks up the names (all but `socks5`), only the name in the address can be looked at.
    `resolve` and `public` are the name service and what counts as public.
    """

    def __init__(
        self,
        fetch_options: FetchOptions,
        clock: Clock,
        resolve: Resolve = addresses_of,
        public: Callable[[str], bool] = is_public,
    ) -> None:
        self._manners = fetch_options
        self._clock = clock
        self._deadline = Deadline(clock)
        self._reach = SsrfGuard(public)
        self._names_only = bool(fetch_options.proxy) and not fetch_options.proxy.lower().startswith(
            "socks5://"
        )
        self._session = _Session()
        # the environment (a .netrc, a proxy variable) shall not change what the configuration says
        self._session.trust_env = False
        self._session.headers = CaseInsensitiveDict(
            {
                "User-Agent": fetch_options.user_agent,
                "Accept": "text/html,application/xhtml+xml;q=0.9,text/plain;q=0.8,*/*;q=0.1",
                "Accept-Encoding": "identity",
            }
        )
        if fetch_options.proxy:
            self._session.proxies = {"http": fetch_options.proxy, "https": fetch_options.proxy}
        for prefix in ("http://", "https://"):
            self._session.mount(prefix, LimitedAdapter(Limits(self._deadline, self._reach, resolve)))

    def send(self, request: Request, seconds: float, wanted: Callable[[int, str], bool]) -> Reply:
        """Sends one request; all of it is over within `seconds`, save for the look-up of the name.

        `wanted` tells from status and content type whether to read the body.

        Raises FetchError for whatever goes wrong.
        """
        self._deadline.set(seconds)
        host = urlsplit(request.url).hostname or request.url
        if self._names_only:
            self._reach.within(host, (host,))
        try:
            response = self._session.request(
                request.method,
                request.url,
                data=request.form,
                headers=dict(request.headers),
                allow_redirects=False,
                stream=True,
                timeout=seconds,
            )
            with response:
                if self._names_only:
                    self._reach.reached(host, host)
                return self._reply(response, wanted)
        except NETWORK_ERRORS as error:
            raise fault_of(error, host, self._manners.proxy, self._manners.timeout) from error

    def cookies(self) -> tuple[Cookie, ...]:
        """The cookies that are sent where they belong."""
        return cookies_in(self._session.cookies)

    def take_cookies(self, cookies: Iterable[Cookie]) -> None:
        """Send these cookies, too; those without a domain to the forum's own host alone."""
        fill(self._session.cookies, cookies, self._manners.forum)

    def close(self) -> None:
        """Closes all connections."""
        self._session.close()

    def _reply(self, response: requests.Response, wanted: Callable[[int, str], bool]) -> Reply:
        arrived_at = self._clock.now()
        sent = b""
        body = b""
        status = response.status_code
        if wanted(status, response.headers.get("content-type", "")):
            try:
                sent = self._read(response.raw)
                encoding = response.headers.get("content-encoding", "")
                body = decompress(sent, encoding, self._manners.max_decoded_bytes)
            except (FetchError, *NETWORK_ERRORS):
                # a status that says it all needs no body
                if status < 400:
                    raise
        return Reply(status, response.headers, body, len(sent), arrived_at)

    def _read(self, raw: urllib3.HTTPResponse) -> bytes:
        """The body as it was sent. A page that ends with `</html>` is whole, whatever its length says."""
        limit = self._manners.max_wire_bytes
        body = bytearray()
        try:
            while piece := raw.read(_PIECE, decode_content=False):
                body += piece
                if len(body) > limit:
                    raise broken(_NOT_TAKEN.format(limit=limit))
        except urllib3.exceptions.ProtocolError:
            if not body.rstrip().lower().endswith(b"</html>"):
                raise
        return bytes(body)
