"""Cookies on their way between records and the jar that sends them."""

from collections.abc import Iterable, Iterator
from http.cookiejar import DefaultCookiePolicy
from urllib.parse import urlsplit

from requests.cookies import RequestsCookieJar, create_cookie

from feedforum.records import Cookie


def new_jar() -> RequestsCookieJar:
    """A jar whose cookies go to no host but those they are for.

    By its usual policy `http.cookiejar` sends what one host set for itself to all hosts below it, too.
    """
    return RequestsCookieJar(DefaultCookiePolicy(strict_ns_domain=DefaultCookiePolicy.DomainStrictNonDomain))


def fill(jar: RequestsCookieJar, cookies: Iterable[Cookie], forum: str) -> None:
    """Put cookies into a jar; those without a domain are for the host of the address `forum` alone."""
    for cookie in cookies:
        for domain in (cookie.domain,) if cookie.domain else _hosts_of(forum):
            made = create_cookie(  # type: ignore[no-untyped-call]
                cookie.name,
                cookie.value,
                domain=domain,
                path=cookie.path,
                secure=cookie.secure,
                expires=cookie.expires,
                discard=cookie.expires is None,
            )
            made.domain_specified = cookie.whole_domain
            jar.set_cookie(made)


def cookies_in(jar: RequestsCookieJar) -> tuple[Cookie, ...]:
    """All cookies of a jar, in an order that depends on them alone."""
    return tuple(
        sorted(
            (
                Cookie(
                    cookie.name,
                    cookie.value or "",
                    cookie.domain,
                    cookie.path,
                    cookie.secure,
                    int(cookie.expires) if cookie.expires is not None else None,
                    cookie.domain_specified,
                )
                for cookie in jar
            ),
            key=lambda cookie: (cookie.domain, cookie.path, cookie.name),
        )
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
