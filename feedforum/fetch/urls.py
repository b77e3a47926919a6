"""URLs: which may be fetched, which belong to a forum, and how they read without secrets."""

from collections.abc import Iterable
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from feedforum.fetch.fetch_errors import RedirectError
from feedforum.records import Answer
from feedforum.text import session_ids

_PORTS = {"http": 80, "https": 443}


def without_session(url: str) -> str:
    """A URL without session id (`sid`, `s`, `PHPSESSID`), name, password and fragment."""
    parts = urlsplit(session_ids.without_session(url))
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, parts.query, ""))


def is_fetchable(url: str) -> bool:
    """Whether a URL names a web server at all."""
    try:
        parts = urlsplit(url)
        return parts.scheme in _PORTS and bool(parts.hostname) and _port(parts) > 0
    except ValueError:
        return False


def host_of(url: str) -> str:
    """The host of a URL for the rate limit: `www.` is the same machine."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def authority_of(url: str) -> str:
    """Host and, unless it is the default, port: what a robots.txt is for (RFC 9309, 2.3)."""
    return _authority(urlsplit(url))


def robots_url(url: str) -> str:
    """The URL of the robots.txt for a URL; a username and a password in it stay."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))


def belongs_to(forum: str, url: str) -> bool:
    """Whether a URL is on the forum's own host, where its redirects may lead without `redirects_to`."""
    try:
        return bool(forum) and _leads_away(urlsplit(forum), urlsplit(url)) is None
    except ValueError:
        return False


def next_address(url: str, location: str, allowed: Iterable[str] = ()) -> str:
    """Where a redirect from `url` leads; `location` is the header as `http.client` gives it.

    Allowed are the same host with or without `www.`, its step from http to https, and what `allowed` names
    (see `FetchOptions.redirects_to`). Raises RedirectError where it leads elsewhere.
    """
    # the header's bytes, those outside ASCII too, are the address that the forum means
    target = quote(location.strip().encode("latin-1", "replace"), safe="!#$%&'()*+,/:;=?@[]~")
    try:
        address = urljoin(url, target)
        before, after = urlsplit(url), urlsplit(address)
        if not is_fetchable(address):
            raise RedirectError(
                "The forum redirects to something that is not a web page; open its address in a browser.",
                Answer.BROKEN,
            )
        fault = _leads_away(before, after)
        if fault is not None and not _is_named(before, after, {place.lower() for place in allowed}):
            raise RedirectError(fault)
    except ValueError as error:
        raise RedirectError(
            "The forum redirects to an address that cannot be read; its server needs repair.", Answer.BROKEN
        ) from error
    same = (before.scheme, before.hostname, _port(before)) == (after.scheme, after.hostname, _port(after))
    netloc = before.netloc if same else after.netloc.rpartition("@")[2]
    return urlunsplit((after.scheme, netloc, after.path or "/", after.query, ""))


def _is_named(before: SplitResult, after: SplitResult, places: set[str]) -> bool:
    authority, downgraded = _authority(after), before.scheme == "https" and after.scheme == "http"
    return f"{after.scheme}://{authority}" in places or (authority in places and not downgraded)


def _leads_away(before: SplitResult, after: SplitResult) -> str | None:
    """The sentence that says why the second URL is not on the same host as the first; None if it is."""
    where = f"{after.scheme}://{_host_and_port(after) if after.port else _named(after)}"
    named = f'if that is right, put its new address into `url`, or "{where}" into `redirects_to`.'
    if host_of(before.geturl()) != host_of(after.geturl()):
        return f"The forum redirects to {where}/; {named}"
    if before.scheme == "https" and after.scheme == "http":
        return f"The forum redirects from https to {where}/; {named}"
    upgraded = before.scheme != after.scheme and _port(after) == _PORTS["https"]
    if _port(before) != _port(after) and not upgraded:
        return f"The forum redirects to another port, {where}/; {named}"
    return None


def _port(parts: SplitResult) -> int:
    return parts.port if parts.port is not None else _PORTS[parts.scheme]


def _authority(parts: SplitResult) -> str:
    return _host_and_port(parts) if _port(parts) != _PORTS[parts.scheme] else _named(parts)


def _host_and_port(parts: SplitResult) -> str:
    return f"{_named(parts)}:{_port(parts)}"


def _named(parts: SplitResult) -> str:
    host = parts.hostname or ""
    return f"[{host}]" if ":" in host else host
