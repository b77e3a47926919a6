"""Addresses: absolute, without session ids and redirect pages; and the text that stands on a link."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from ipaddress import IPv4Address
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from feedforum.content.html_tree import Element, Node, attribute, has_links, make, nodes_of, text_of
from feedforum.content.sanitise import SCHEMES
from feedforum.records import MarkupHabits
from feedforum.text.session_ids import without_session

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
_HOST = re.compile(r"[^\x00-\x20\x7f\"#%/:<>?@\[\\\]^`{|}]+")
_WEB = re.compile(r"https?://", re.IGNORECASE)
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*):")
_UNSAFE = {code: f"%{code:02X}" for code in (*range(0x21), 0x7F, *map(ord, '"<>\\^`{|}'))}
# Browsers leave these out of an address (https://url.spec.whatwg.org/#concept-basic-url-parser).
_CUT = re.compile(r"<br ?/?>|[\t\r\n]", re.IGNORECASE)
_SHORTENED = re.compile(r"\s*(?:\.{3}|…)\s*")


@dataclass(frozen=True, slots=True)
class ForumSite:
    """A forum, as its posts need it.

    `base` is its root URL, `habits` how its software writes posts; `colours` keeps colours and fonts.
    """

    base: str
    habits: MarkupHabits = field(default=MarkupHabits())
    colours: bool = False

    def owns(self, url: str) -> bool:
        """Whether an absolute URL is on the forum's host; `www.` and the scheme make no difference."""
        return bool(host_of(url)) and host_of(url) == host_of(self.base)


def host_of(url: str) -> str:
    """The host and port of a URL in lower case without `www.`; empty where it has none."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower().removeprefix("www.")
    except ValueError:
        return ""


@dataclass(frozen=True, slots=True)
class Context:
    """Where an element stands.

    `base_url` is the address of its page, which relative ones start from. `verbatim`: inside code,
    where text means itself. `preformatted`: inside `pre`, where blanks count as well. `linked`: inside
    a link.
    """

    site: ForumSite
    base_url: str
    verbatim: bool = False
    preformatted: bool = False
    linked: bool = False


def address(url: str, context: Context) -> str:
    """The absolute address that a link in a post leads to; empty where it leads nowhere safe."""
    text = _CUT.sub("", url.strip())
    return _address(text, context.base_url or context.site.base, context.site) if text else ""


@lru_cache(4096)  # a page has the same smilies and links in many of its posts
def _address(url: str, base_url: str, site: ForumSite) -> str:
    try:
        absolute = _behind_redirects(_joined(base_url, url))
        host_is_ours = site.owns(absolute)
        scheme = urlsplit(absolute).scheme
        if scheme not in SCHEMES or (scheme in {"http", "https", "ftp"} and not _has_host(absolute)):
            return ""
    except ValueError:
        return ""
    if host_is_ours:
        absolute = without_session(absolute)
    return absolute.strip().translate(_UNSAFE)


def _has_host(url: str) -> bool:
    """Whether a URL leads to a host as browsers know them (https://url.spec.whatwg.org/#host-parsing).

    Raises ValueError for a port or an IP address that is none.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.port is not None and not host:
        return False
    if host.rpartition(".")[2].isdecimal():
        IPv4Address(host)
    return _HOST.fullmatch(host) is not None or parts.netloc.rpartition("@")[2].startswith("[")


def _joined(base_url: str, url: str) -> str:
    try:
        return urljoin(base_url, url)
    except ValueError:
        return url  # the page's own address is no address, yet what is absolute needs none


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


def link(element: Element, context: Context) -> list[Node]:
    """A link with its target made plain; only its content where it leads nowhere or is empty."""
    raw = attribute(element, "href")
    target = address(raw, context) if raw else ""
    children = nodes_of(element)
    if not target or not children or has_links(element):
        return children
    whole = _whole_text(children, (raw.strip(), target))
    title = attribute(element, "title")
    if whole:
        children = [_text_without_session(whole, context)]
    elif len(children) == 1 and isinstance(children[0], str):
        children = [_text_without_session(children[0], context)]
    return [make("a", children, href=target, **({"title": title} if title else {}))]


def _text_without_session(text: str, context: Context) -> str:
    """The text of a link; without the session id if it is an address of the same forum."""
    packed = text.strip()
    if "[" in packed or len(packed) > _LONGEST or len(packed.split()) != 1:
        return text
    own = context.site.owns(packed if _WEB.match(packed) else f"http://{packed}")
    return without_session(packed) if own else text


def _whole_text(children: list[Node], targets: tuple[str, ...]) -> str:
    """The text of a link, where it is its target that the forum shortened or cut; else empty."""
    if not all(isinstance(child, str) or child.tag == "br" for child in children):
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
