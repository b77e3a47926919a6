"""Addresses without the ids of sessions, which old software writes into each link."""

import re
from collections.abc import Iterable

_SEPARATORS = re.compile(r"(?=[&;])")
_SESSION = re.compile(
    r"[&;]?(?:sid=(?:[0-9a-f]{32})?|s=(?:[0-9a-f]{32}|[0-9a-f]{40})|PHPSESSID=.*"
    r"|(?:\w*sess(?:ion)?_?(?:id)?|\w*sid)=[0-9a-z,-]{12,})",
    re.IGNORECASE,
)
_IN_PATH = re.compile(r";jsessionid=[^/?#;]*", re.IGNORECASE)


def without_session(url: str, names: Iterable[str] = ()) -> str:
    """An address without the parameters that carry a session: those known by their shape, and some by name.

    By their shape these are `sid` and `s` of 32 or 40 hexadecimal digits, an empty `sid`, `PHPSESSID`, other
    names that end like these with a dozen letters or more, and `;jsessionid` behind a path.
    """
    front, mark, query = _IN_PATH.sub("", url).partition("?")
    query, hash_mark, fragment = query.partition("#")
    if not query:
        return front + mark + hash_mark + fragment
    dropped = {name.lower() for name in names}
    remaining = [
        piece
        for piece in _SEPARATORS.split(query)
        if not _SESSION.fullmatch(piece) and piece.lstrip("&;").partition("=")[0].lower() not in dropped
    ]
    rest = "".join(remaining).lstrip("&;")
    return front + (mark + rest if rest else "") + hash_mark + fragment
