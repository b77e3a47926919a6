"""Redirects: where a response leads, and whether it may: to the forum's own host, or what its owner allows.

`ForumClient` follows them, `FetchOptions.max_redirects` in a row at most.
"""

import re
from collections.abc import Iterable
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from feedforum.fetch.fetch_errors import RedirectError
from feedforum.fetch.transport import GOOD, Response
from feedforum.fetch.urls import PORTS, authority_of, host_in, host_of, is_fetchable, port_in, with_port
from feedforum.records import Answer
from feedforum.translations import detail_text

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
SAME_METHOD = frozenset({307, 308})
"""The statuses after which a form is sent again (RFC 9110, 15.4)."""

_REFRESH = re.compile(r"\s*0+\s*[;,]\s*url\s*=\s*[\"']?([^\"']+)", re.IGNORECASE)


def redirect_of(response: Response) -> str:
    """Where a response leads at once; empty if nowhere. On IIS phpBB 2 says it by `Refresh: 0; URL=…`."""
    if response.status in _REDIRECTS:
        return response.headers.get("location", "")
    refresh = _REFRESH.match(response.headers.get("refresh", "")) if response.status in GOOD else None
    return refresh[1].strip() if refresh else ""


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
            raise RedirectError(detail_text("redirects_to_no_page"), Answer.BROKEN)
        authority, places = authority_of(address), {place.lower() for place in allowed}
        downgraded = before.scheme == "https" and after.scheme == "http"
        named = f"{after.scheme}://{authority}" in places or (authority in places and not downgraded)
        fault = _leads_away(before, after)
        if fault is not None and not named:
            raise RedirectError(fault)
    except ValueError as error:
        raise RedirectError(detail_text("redirects_unreadably"), Answer.BROKEN) from error
    same = (before.scheme, before.hostname, port_in(before)) == (after.scheme, after.hostname, port_in(after))
    netloc = before.netloc if same else after.netloc.rpartition("@")[2]
    return urlunsplit((after.scheme, netloc, after.path or "/", after.query, ""))


def _leads_away(before: SplitResult, after: SplitResult) -> str | None:
    """The sentence that says why the second URL is not on the same host as the first; None if it is."""
    where = f"{after.scheme}://{with_port(after) if after.port else host_in(after)}"
    if host_of(before.geturl()) != host_of(after.geturl()):
        return detail_text("redirects_away", where=where)
    if before.scheme == "https" and after.scheme == "http":
        return detail_text("redirects_to_http", where=where)
    upgraded = before.scheme != after.scheme and port_in(after) == PORTS["https"]
    if port_in(before) != port_in(after) and not upgraded:
        return detail_text("redirects_to_port", where=where)
    return None
