"""Cookies copied from a browser: what it sends as `Cookie`, or a file in the form of cookies.txt."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from feedforum.records import Cookie

# RFC 6265, 4.1.1; what else browsers keep in a value, such as blanks inside of it, they send as it is
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VALUE = re.compile(r"[!-:<-~]([ -:<-~]*[!-:<-~])?|")
_FIELDS = 7
# How curl and others mark a cookie that scripts do not see; as a comment, for programs that do not know it.
_HTTP_ONLY = "#HttpOnly_"


def pasted_cookies(text: str, url: str) -> tuple[Cookie, ...]:
    """The cookies in a text that are for the forum at `url`; they are bound to its own host.

    Lines of cookies.txt are: domain, whether hosts below it get it too, path, whether https alone does,
    when it expires, name, value, with tabs between them. Whether one has expired is left to the forum.
    Raises ValueError, with no value in its text, where there is none, or one that cannot be sent.
    """
    lines = [line.removeprefix(_HTTP_ONLY) for line in text.splitlines()]
    of_file = [line.split("\t") for line in lines if line.count("\t") >= _FIELDS - 2 and line[:1] != "#"]
    parts = urlsplit(url)
    if of_file or text.lstrip().startswith("# "):
        found = tuple(_of_file(of_file, parts.hostname or ""))
    else:
        found = tuple(_of_header(" ".join(lines), secure=parts.scheme == "https"))
    if not found:
        raise ValueError(f"holds no cookie for {parts.hostname}")
    for cookie in found:
        if not _NAME.fullmatch(cookie.name) or not _VALUE.fullmatch(cookie.value):
            raise ValueError("holds something that is no cookie")
    return found


def _of_header(text: str, *, secure: bool) -> Iterator[Cookie]:
    value = re.sub(r"^\s*cookie\s*:", "", text, flags=re.IGNORECASE)
    for pair in value.split(";"):
        name, _, content = pair.partition("=")
        if pair.strip():
            yield Cookie(name.strip(), content.strip(), secure=secure)


def _of_file(rows: list[list[str]], host: str) -> Iterator[Cookie]:
    for domain, below, path, secure, _, name, *value in rows:
        if name and _is_for(host, domain.lower(), below=below.upper() == "TRUE"):
            yield Cookie(name, "".join(value).strip(), "", path or "/", secure.upper() == "TRUE")


def _is_for(host: str, domain: str, *, below: bool) -> bool:
    """Whether a browser would send such a cookie to the host, `www.` aside."""
    bare = domain.removeprefix(".")
    if host.removeprefix("www.") == bare.removeprefix("www."):
        return True
    return (below or domain.startswith(".")) and host.endswith(f".{bare}")
