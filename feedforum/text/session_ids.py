"""Addresses without the ids of sessions, which old software writes into each link."""

import re
from collections.abc import Iterable

_SEPARATORS = re.compile(r"(?=[&;])")
_SESSION = re.compile(
    r"[&;]?(?:sid=(?:[0-9a-f]{32})?|s=(?:[0-9a-f]{32}|[0-9a-f]{40})|PHPSESSID=.*)", re.IGNORECASE
)


def without_session(url: str, names: Iterable[str] = ()) -> str:
    """An address without the parameters that carry a session: those known by their shape, and some by name.

    By their shape these are `sid` and `s` of 32 or 40 hexadecimal digits, an empty `sid`, and `PHPSESSID`.
    """
    front, mark, query = url.partition("?")
    query, hash_mark, fragment = query.partition("#")
    if not query:
        return url
    dropped = {name.lower() for name in names}
    remaining = [
        piece
        for piece in _SEPARATORS.split(query)
        if not _SESSION.fullmatch(piece) and piece.lstrip("&;").partition("=")[0].lower() not in dropped
    ]
    rest = "".join(remaining).lstrip("&;")
    return front + (mark + rest if rest else "") + hash_mark + fragment
