"""Addresses: absolute, without session ids and redirect pages; and the text that stands on a link."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from feedforum.content.sanitise import SCHEMES
from feedforum.content.site import Site, host_of
from feedforum.content.tree import Element, Node, make, text_of

_SESSION = re.compile(
    r"(?:(?<=[?&])(?:sid|s)=[0-9a-z]{32}(?:[0-9a-z]{8})?|(?<=[?&])sid=|(?<=[?&])PHPSESSID=[^&#]*)(?:&|(?=#|$))",
    re.IGNORECASE,
)
_LOOSE_END = re.compile(r"[?&]+(?=#|$)")
_REDIRECT_PAGE = re.compile(
    r"/(?:redirect|redir|dereferer|dereferrer|deref|refer|out|away|leave|exit|external|link|goto)(?:\.php)?/?$",
    re.IGNORECASE,
)
_REDIRECT_KEYS = ("url", "u", "target", "to", "link", "href", "q")
_REDIRECT_HOSTS = frozenset(
    {"anonym.to", "anonym.es", "anonymz.com", "blankrefer.com", "dereferer.me", "dereferer.org",
     "hiderefer.com", "href.li", "nullrefer.com"}
)  # fmt: skip
_LONGEST = 4096
_WEB = re.compile(r"https?://", re.IGNORECASE)
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*):")
_UNSAFE = {code: f"%{code:02X}" for code in (*range(0x21), 0x7F, *map(ord, '"<>\\^`{|}'))}
# Browsers leave these out of an address (https://url.spec.whatwg.org/#concept-basic-url-parser).
_CUT = re.compile(r"<br ?/?>|[\t\r\n]", re.IGNORECASE)
_SHORTENED = re.compile(r"\s*(?:\.{3}|…)\s*")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a post stands: its forum, and the address of its page, which relative ones start from."""

    site: Site
    base_url: str


def address(url: str, place: Place) -> str:
    """The absolute address that a link in a post leads to; empty where it leads nowhere safe."""
    text = _CUT.sub("", url.strip())
    if not text:
        return ""
    try:
        absolute = _behind_redirects(_joined(place, text))
        host_is_ours = place.site.owns(absolute)
        scheme = urlsplit(absolute).scheme
    except ValueError:
        return ""
    if scheme not in SCHEMES or (scheme in {"http", "https", "ftp"} and not host_of(absolute)):
        return ""
    if host_is_ours:
        absolute = without_session(absolute)
    return absolute.strip().translate(_UNSAFE)


def _joined(place: Place, url: str) -> str:
    try:
        return urljoin(place.base_url or place.site.base, url)
    except ValueError:
        return url  # the page's own address is no address, yet what is absolute needs none


def without_session(url: str) -> str:
    """The URL without `sid` or `s` of 32 (or 40) characters, an empty `sid`, or `PHPSESSID`."""
    return _LOOSE_END.sub("", _SESSION.sub("", url)) if _SESSION.search(url) else url


def _behind_redirects(url: str) -> str:
    """The target of a page that only sends on (`redirect.php?url=`, `anonym.to/?`), however often."""
    while len(url) < _LONGEST and (target := _target(url)) and len(target) < len(url):
        url = target
    return url


def _target(url: str) -> str:
    parts = urlsplit(url)
    if not parts.query:
        return ""
    if host_of(url) in _REDIRECT_HOSTS or _REDIRECT_PAGE.search(parts.path):
        for text in (parts.query, unquote(parts.query)):
            if _WEB.match(text):
                return text + (f"#{parts.fragment}" if parts.fragment else "")
    if _REDIRECT_PAGE.search(parts.path):
        for key, value in parse_qsl(parts.query):
            if key.lower() in _REDIRECT_KEYS and _WEB.match(value):
                return value
    return ""


def link(element: Element, place: Place) -> list[Node]:
    """A link with its target made plain; only its content where it leads nowhere or is empty."""
    raw = element.get("href")
    target = address(raw, place) if raw else ""
    if not target or element.links or not element.children:
        return element.children
    whole = _whole_text(element.children, (raw.strip(), target))
    title = {"title": element.get("title")} if element.get("title") else {}
    children: list[Node] = [_text_without_session(whole, place)] if whole else element.children
    if not whole and len(children) == 1 and isinstance(children[0], str):
        children = [_text_without_session(children[0], place)]
    return [make("a", children, href=target, **title)]


def _text_without_session(text: str, place: Place) -> str:
    """The text of a link; without the session id if it is an address of the same forum."""
    packed = text.strip()
    if "[" in packed or len(packed) > _LONGEST or len(packed.split()) != 1:
        return text
    return (
        without_session(packed)
        if place.site.owns(packed if _WEB.match(packed) else f"http://{packed}")
        else text
    )


def _whole_text(children: list[Node], targets: tuple[str, ...]) -> str:
    """The text of a link, where it is its target that the forum shortened or cut; else empty."""
    if not all(isinstance(child, str) or child.name == "br" for child in children):
        return ""
    if any("[" in target for target in targets):
        return ""  # as a text it might read as BBCode
    text = text_of(children).strip()
    if len(text) > _LONGEST:
        return ""
    packed = "".join(text.split())
    halves = _SHORTENED.split(text)
    for target in targets:
        for form in (target, _SCHEME.sub("", target, count=1).removeprefix("//")):
            if packed == form and packed != text:
                return form
            if len(halves) == 2 and _abbreviates(halves[0], halves[1], form):
                return form
    return ""


def _abbreviates(head: str, tail: str, whole: str) -> bool:
    enough = len(head) >= 8 and len(head) + len(tail) < len(whole)
    return enough and whole.startswith(head) and whole.endswith(tail)
