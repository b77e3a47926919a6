"""One HTTP request and its response, within limits of time and size, or an error."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

import requests
import urllib3
from requests.cookies import get_cookie_header

from feedforum.clock import Clock
from feedforum.config.fetch_options import FetchOptions
from feedforum.fetch.connections import Deadline, LimitedAdapter, Limits, Resolve, addresses_of
from feedforum.fetch.cookie_jar import CookieJar, bounded_header
from feedforum.fetch.decompression import decompress, inflated, is_whole
from feedforum.fetch.fetch_errors import NETWORK_ERRORS, FetchError, TooLargeError, broken, fetch_error
from feedforum.fetch.ssrf_guard import SsrfGuard, is_public
from feedforum.translations import detail_text

_CHUNK = 65536


GOOD = frozenset({200, 203})
"""The statuses of responses that are what was asked for."""


@dataclass(frozen=True, slots=True)
class FileLimits:
    """Where a file is written to, piece by piece, and how many bytes it has at `most`."""

    write: Callable[[bytes], None]
    most: int

    def check(self, size: int) -> None:
        """Raises TooLargeError if a file of that size is too large."""
        if size > self.most:
            raise TooLargeError(detail_text("file_too_large", most=self.most))


@dataclass(frozen=True, slots=True)
class Request:
    """A request: a POST if it has a `form`; of the response `beginning` bytes are enough, None for all.

    Where it is for a `file`, the body of a good response goes there, and not into memory.
    """

    url: str
    form: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    beginning: int | None = None
    file: FileLimits | None = None

    @property
    def method(self) -> str:
        """GET or POST."""
        return "GET" if self.form is None else "POST"


@dataclass(frozen=True, slots=True)
class Response:
    """A response: its decompressed body, its `size` as sent, and when its headers had arrived."""

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

    def __init__(self, jar: CookieJar) -> None:
        super().__init__()
        self.cookies = jar

    def get_redirect_target(self, resp: requests.Response) -> None:
        return None

    def prepare_request(self, request: requests.Request) -> requests.PreparedRequest:
        prepared = super().prepare_request(request)
        prepared.headers.pop("Cookie", None)
        header = get_cookie_header(self.cookies, prepared)  # type: ignore[no-untyped-call]
        if header:
            prepared.headers["Cookie"] = bounded_header(header)
        return prepared


class Transport:
    """Sends requests with the owner's options, and keeps cookies and connections for its lifetime.

    The address of a host is checked before anything is sent; see `SsrfGuard`. Where a proxy looks up the
    names (all but `socks5`), only the name in the URL can be checked.
    `resolve` and `public` are the resolver and what counts as public.
    """

    def __init__(
        self,
        fetch_options: FetchOptions,
        clock: Clock,
        resolve: Resolve = addresses_of,
        public: Callable[[str], bool] = is_public,
    ) -> None:
        self._options = fetch_options
        self._clock = clock
        self._deadline = Deadline(clock)
        self.guard = SsrfGuard(public)
        proxy = fetch_options.proxy
        self._names_only = bool(proxy) and not proxy.lower().startswith("socks5://")
        self.jar = CookieJar(fetch_options.forum)
        self._session = _Session(self.jar)
        # the environment (a .netrc, a proxy variable) must not override the configuration
        self._session.trust_env = False
        self._session.headers.clear()
        self._session.headers["User-Agent"] = fetch_options.user_agent
        self._session.headers["Accept"] = "text/html,application/xhtml+xml;q=0.9,text/plain;q=0.8,*/*;q=0.1"
        self._session.headers["Accept-Encoding"] = "identity"
        self._session.verify = fetch_options.ca_file or True
        if proxy:
            self._session.proxies = {"http": proxy, "https": proxy}
        limits = Limits(self._deadline, self.guard, resolve)
        self._addresses = limits.addresses
        for prefix in ("http://", "https://"):
            self._session.mount(prefix, LimitedAdapter(limits))

    def send(self, request: Request, seconds: float, wanted: Callable[[int, str], bool]) -> Response:
        """Sends one request, which takes at most `seconds`, except for the look-up of the name.

        `wanted` says by status and content type whether to read the body. Raises FetchError.
        """
        self._deadline.set(seconds)
        host = urlsplit(request.url).hostname or request.url
        if self._names_only:
            self.guard.allowed(host, (host,))
        reached = False
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
            reached = True
            with response:
                self._addresses.answered()
                if self._names_only:
                    self.guard.connected(host, host)
                if request.file is not None and response.status_code in GOOD:
                    return self._into_file(response, request.file)
                return self._response(response, wanted, request.beginning)
        except NETWORK_ERRORS as error:
            self._addresses.failed()
            fault = fetch_error(error, host, self._options.proxy, self._options.timeout)
            fault.unreachable = not reached
            raise fault from error

    def close(self) -> None:
        self._session.close()

    def _response(
        self, response: requests.Response, wanted: Callable[[int, str], bool], beginning: int | None
    ) -> Response:
        arrived_at, status = self._clock.now(), response.status_code
        received = body = b""
        if wanted(status, response.headers.get("content-type", "")):
            try:
                received = self._read(response.raw, beginning)
                encoding = response.headers.get("content-encoding", "")
                limit = self._options.max_decoded_bytes if beginning is None else beginning
                body = decompress(received, encoding, limit, beginning=beginning is not None)
            except (FetchError, *NETWORK_ERRORS):
                # an error status is answer enough without its body
                if status < 400:
                    raise
        return Response(status, response.headers, body, len(received), arrived_at)

    def _into_file(self, response: requests.Response, file: FileLimits) -> Response:
        arrived_at, headers = self._clock.now(), response.headers
        length = headers.get("content-length", "").strip()
        file.check(int(length) if length.isascii() and length.isdigit() else 0)
        sent = written = 0

        def chunks() -> Iterator[bytes]:
            nonlocal sent
            while chunk := response.raw.read(_CHUNK, decode_content=False):
                sent += len(chunk)
                file.check(sent)
                yield chunk

        for piece in inflated(chunks(), headers.get("content-encoding", "")):
            written += len(piece)
            file.check(written)
            file.write(piece)
        return Response(response.status_code, headers, b"", sent, arrived_at)

    def _read(self, raw: urllib3.HTTPResponse, beginning: int | None) -> bytes:
        """The body as it was sent. A page that ends with `</html>` is complete, whatever its length says."""
        limit = self._options.max_wire_bytes if beginning is None else beginning
        body = bytearray()
        try:
            while chunk := raw.read(_CHUNK, decode_content=False):
                body += chunk
                if len(body) > limit:
                    if beginning is not None:
                        break
                    raise broken(detail_text("page_too_large", limit=limit))
        except urllib3.exceptions.ProtocolError:
            if not is_whole(bytes(body[-100:])):
                raise
        return bytes(body)
