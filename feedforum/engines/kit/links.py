"""Links and their query parameters, which old software parts by `&` or by `;`."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar
from urllib.parse import unquote_plus

from bs4.element import PageElement, Tag

from feedforum.engines.kit.dom import attribute, inside, text_of

IdOf = TypeVar("IdOf", bound=int | str)

_SCRIPT = re.compile(r"(?:^|/)([\w.-]+\.(?:php|pl|cgi|asp))(?:[?#/;]|$)", re.IGNORECASE)
_ROOT = re.compile(r"^(?:https?://[^/?#]+)?(?:[^?#:]*/)?(?:[?#].*)?$", re.IGNORECASE)
_LEADING = re.compile(r"\d{1,18}(?!\d)")


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its tag, its `href` as it stands there, the script that it leads to, such as `thread.php`."""

    tag: Tag
    href: str
    script: str

    @property
    def text(self) -> str:
        """What the link shows."""
        return text_of(self.tag)

    @property
    def is_picture(self) -> bool:
        """Whether the link shows a picture alone; one that shows nothing at all may have a blank topic."""
        return not self.text and self.tag.find("img") is not None

    def parameter(self, name: str) -> str:
        return parameter(self.href, name)

    def number(self, name: str) -> int | None:
        return number(self.href, name)


def link_of(tag: Tag | None) -> Link | None:
    """The link that a tag is; None if it leads nowhere."""
    href = attribute(tag, "href")
    return Link(tag, href, script(href)) if tag is not None and href else None


def links_in(node: Tag | None) -> Iterator[Link]:
    """The links within a tag that lead somewhere, in the order of the page."""
    for tag in inside(node, "a"):
        link = link_of(tag)
        if link is not None:
            yield link


def links_to(node: Tag | None, id_of: Callable[[str], IdOf | None]) -> Iterator[tuple[Link, IdOf]]:
    """The links within a tag that lead to something of a kind, each with its id, which `id_of` gives."""
    for link in links_in(node):
        found = id_of(link.href)
        if found is not None:
            yield link, found


def links_at(node: PageElement | None) -> Iterator[Link]:
    """The link that a node is, or those within it."""
    link = link_of(node) if isinstance(node, Tag) and node.name == "a" else None
    return iter((link,)) if link else links_in(node if isinstance(node, Tag) else None)


def script(href: str) -> str:
    """The script that an address leads to, such as `thread.php`, in lower case; empty if none."""
    match = _SCRIPT.search(href)
    return match[1].lower() if match else ""


def is_root(url: str) -> bool:
    """Whether an address names a folder, as a forum's own address does."""
    return bool(_ROOT.match(url))


def parameter(href: str, name: str) -> str:
    """A query parameter of an address as text; empty if it is missing."""
    match = _parameter(name).search(href)
    return unquote_plus(match[1]) if match else ""


def number(href: str, name: str) -> int | None:
    """The number that a query parameter begins with, of up to 18 digits; None if there is none."""
    match = _parameter(name).search(href)
    digits = _LEADING.match(match[1]) if match else None
    return int(digits[0]) if digits and digits[0].isascii() else None


@lru_cache(maxsize=256)
def _parameter(name: str) -> re.Pattern[str]:
    return re.compile(rf"[?&;]{re.escape(name)}=([^&;#]*)", re.IGNORECASE)
