"""URLs: which may be fetched, their hosts and ports, and how they read without secrets."""

from urllib.parse import SplitResult, urlsplit, urlunsplit

from feedforum.text import session_ids

PORTS = {"http": 80, "https": 443}
"""The ports of the schemes that are fetched."""


def without_session(url: str) -> str:
    """A URL without session id (`sid`, `s`, `PHPSESSID`), name, password and fragment."""
    parts = urlsplit(session_ids.without_session(url))
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, parts.query, ""))


def is_fetchable(url: str) -> bool:
    """Whether a URL names a web server at all."""
    try:
        parts = urlsplit(url)
        return parts.scheme in PORTS and bool(parts.hostname) and port_in(parts) > 0
    except ValueError:
        return False


def host_of(url: str) -> str:
    """The host of a URL for the rate limit: `www.` is the same machine."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def port_in(parts: SplitResult) -> int:
    """The port, the scheme's own where none stands there."""
    return parts.port if parts.port is not None else PORTS[parts.scheme]


def authority_of(url: str) -> str:
    """Host and, unless it is the default, port: what a robots.txt is for (RFC 9309, 2.3)."""
    parts = urlsplit(url)
    return with_port(parts) if port_in(parts) != PORTS[parts.scheme] else host_in(parts)


def with_port(parts: SplitResult) -> str:
    """Host and port, the default one too."""
    return f"{host_in(parts)}:{port_in(parts)}"


def host_in(parts: SplitResult) -> str:
    """The host, an address of IPv6 in brackets."""
    host = parts.hostname or ""
    return f"[{host}]" if ":" in host else host
