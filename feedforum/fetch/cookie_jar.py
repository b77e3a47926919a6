"""The jar that sends cookies, and records made of it."""

import http.cookiejar as cookielib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from http.cookiejar import DefaultCookiePolicy
from typing import Any
from urllib.parse import urlsplit

from requests.cookies import RequestsCookieJar, create_cookie

from feedforum.records import Cookie

MOST_COOKIES = 50
LARGEST_COOKIE = 4096
"""How many cookies are kept, and the most bytes of a name and its value: what RFC 6265, 6.1, asks for."""

LARGEST_HEADER = 8000
"""The most bytes of cookies that go with one request: common servers refuse a line of more than 8 KiB."""


def bounded_header(header: str) -> str:
    """A `Cookie` header that servers accept: without its largest cookies, of equal ones the oldest first.

    What tells who we are is short.
    """
    cookies = header.split("; ")
    while len("; ".join(cookies)) > LARGEST_HEADER:
        cookies.remove(max(cookies, key=len))
    return "; ".join(cookies)


class CookieJar(RequestsCookieJar):
    """A jar whose cookies are sent only to the hosts they are for, and that does not grow without end.

    By its default policy `http.cookiejar` sends what a host set for itself to all its subdomains, too.
    Of too many cookies those are dropped that were set longest ago; those too large are not taken.
    `forum` is the URL of the forum that the jar is for.
    """

    def __init__(self, forum: str) -> None:
        self._forum = forum
        super().__init__(DefaultCookiePolicy(strict_ns_domain=DefaultCookiePolicy.DomainStrictNonDomain))
        self._by_age: dict[tuple[str, str, str], None] = {}

    def set_cookie(self, cookie: cookielib.Cookie, *args: Any, **kwargs: Any) -> None:
        """Keep a cookie, if it is not too large."""
        if len(cookie.name) + len(cookie.value or "") > LARGEST_COOKIE:
            return
        super().set_cookie(cookie, *args, **kwargs)
        key = cookie.domain, cookie.path, cookie.name
        self._by_age.pop(key, None)
        self._by_age[key] = None
        while len(self._by_age) > MOST_COOKIES:
            oldest = next(iter(self._by_age))
            del self._by_age[oldest]
            # It may have expired, or the forum may have deleted it.
            with suppress(KeyError):
                self.clear(*oldest)

    def add(self, cookies: Iterable[Cookie]) -> None:
        """Keep cookies; those without a domain are for the forum's own host only."""
        for cookie in cookies:
            for domain in (cookie.domain,) if cookie.domain else _hosts_of(self._forum):
                jar_cookie = create_cookie(  # type: ignore[no-untyped-call]
                    cookie.name,
                    cookie.value,
                    domain=domain,
                    path=cookie.path,
                    secure=cookie.secure,
                    expires=cookie.expires,
                    discard=cookie.expires is None,
                )
                jar_cookie.domain_specified = cookie.whole_domain
                self.set_cookie(jar_cookie)

    def records(self) -> tuple[Cookie, ...]:
        """All its cookies, in an order that depends on them alone; their values may be secret."""
        ordered = sorted(iter(self), key=lambda cookie: (cookie.domain, cookie.path, cookie.name))
        return tuple(
            Cookie(
                cookie.name,
                cookie.value or "",
                cookie.domain,
                cookie.path,
                cookie.secure,
                int(cookie.expires) if cookie.expires is not None else None,
                cookie.domain_specified,
            )
            for cookie in ordered
        )


def _hosts_of(forum: str) -> Iterator[str]:
    """The forum's own host, with `www.` and without, as `http.cookiejar` spells it."""
    host = (urlsplit(forum).hostname or "").removeprefix("www.")
    if "." not in host:
        yield f"{host}.local"
        return
    yield host
    if not host.replace(".", "").isdecimal():
        yield f"www.{host}"
