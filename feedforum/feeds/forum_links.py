"""Addresses in feeds: what leads to the forum, and how any address is made fit for a feed."""

import re
from typing import Protocol
from urllib.parse import quote

from feedforum.records import Id
from feedforum.text.characters import clean

_PARTS = re.compile(r"((?:[a-z][a-z0-9+.-]*:)?(?://[^/?#]*)?)([^#]*)(?:#(.*))?", re.IGNORECASE | re.DOTALL)
_BARE_PERCENT = re.compile(r"%(?![0-9a-f]{2})", re.IGNORECASE)


class Links(Protocol):
    """Where people find on the forum what a feed tells. No address carries a session id."""

    def forum(self) -> str:
        """The forum's front page."""

    def board(self, board_id: Id) -> str:
        """A board."""

    def thread(self, thread_id: Id) -> str:
        """A thread."""

    def post(self, thread_id: Id, post_id: Id | None) -> str:
        """A post's permalink, or its thread where the post has no id."""

    def profile(self, user_id: Id) -> str:
        """A member's profile."""


def with_parameter(url: str, name: str, value: str) -> str:
    """The address with one more parameter at the end of its query."""
    return f"{url}{'&' if '?' in url else '?'}{name}={quote(value, safe='')}"


def uri(address: str) -> str:
    """The address with every character escaped that RFC 3986 does not allow where it stands.

    What is escaped already stays as it is.
    """
    found = _PARTS.fullmatch(clean(address).strip())
    if found is None:
        return ""
    origin, path, fragment = found[1], found[2], found[3]
    escaped = quote(_BARE_PERCENT.sub("%25", origin), safe="%:/@[]!$&'()*+,;=~")
    escaped += quote(_BARE_PERCENT.sub("%25", path), safe="%:/@?!$&'()*+,;=~")
    if fragment is not None:
        escaped += "#" + quote(_BARE_PERCENT.sub("%25", fragment), safe="%:/@?!$&'()*+,;=~")
    return escaped
