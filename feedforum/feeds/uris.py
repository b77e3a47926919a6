"""Any address made fit for a feed (RFC 3986)."""

import re
from urllib.parse import quote

from feedforum.text.characters import clean

_PARTS = re.compile(r"((?:[a-z][a-z0-9+.-]*:)?(?://[^/?#]*)?)([^#]*)(?:#(.*))?", re.IGNORECASE | re.DOTALL)
# Most addresses are such: nothing in them is to be escaped.
_FIT = re.compile(r"[\w:/@?!$&'()*+,;=~.-]*(?:#[\w:/@?!$&'()*+,;=~.-]*)?", re.ASCII)
_BARE_PERCENT = re.compile(r"%(?![0-9a-f]{2})", re.IGNORECASE)


def with_parameter(url: str, name: str, value: str) -> str:
    """The address with one more parameter at the end of its query."""
    return f"{url}{'&' if '?' in url else '?'}{name}={quote(value, safe='')}"


def uri(address: str) -> str:
    """The address with each character escaped that RFC 3986 does not allow where it stands, none twice."""
    if _FIT.fullmatch(address):
        return address
    found = _PARTS.fullmatch(clean(address).strip())
    if found is None:
        return ""
    origin, path, fragment = found[1], found[2], found[3]
    escaped = quote(_BARE_PERCENT.sub("%25", origin), safe="%:/@[]!$&'()*+,;=~")
    escaped += quote(_BARE_PERCENT.sub("%25", path), safe="%:/@?!$&'()*+,;=~")
    if fragment is not None:
        escaped += "#" + quote(_BARE_PERCENT.sub("%25", fragment), safe="%:/@?!$&'()*+,;=~")
    return escaped
