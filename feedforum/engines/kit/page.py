"""A page parsed once, with what the readers of any software ask of it, and the bounds it is held to."""

import re
from collections.abc import Sequence
from functools import cached_property
from urllib.parse import urljoin, urlsplit

from bs4.element import Tag

from feedforum.engines.kit.dom import attribute, inside, raw_text, text_of, tree_of
from feedforum.engines.kit.links import Link, link_of
from feedforum.records import Document
from feedforum.text.characters import clean_line
from feedforum.text.page_markup import repaired
from feedforum.text.session_ids import without_session

# Processing instructions mean nothing in HTML; the XML declaration makes BeautifulSoup warn.
_INSTRUCTION = re.compile(r"<\?[^>]*>?")
_TAG = re.compile(r"<[a-zA-Z/!][^<>]*")
_END = re.compile(r"</(?:html|body)\b", re.IGNORECASE)

_FOOTER = 800  # characters
_CODE = 100_000  # characters

MOST_TAGS = 100_000
"""How many tags a page may have. A full page has some thousands; each takes about a kilobyte in a tree."""

MOST_MARKUP = 4 * 1024 * 1024
"""How many characters a page's tags may have in all: an attribute of two takes a hundred bytes in a tree."""


class Page:
    """A document's tree. An attribute is one text in it, `class` too.

    A page with more tags or markup than `MOST_TAGS` and `MOST_MARKUP` is `overgrown`, and its tree empty.
    `complete` tells whether the page has an end, `begun` whether it has a beginning; `tail` is its end as it
    came. A page that was cut off must not be read: see `refusals.unreadable`.
    """

    session_parameters: frozenset[str] = frozenset()
    """Query parameters that carry a session in links of this software, beside those known by their shape."""

    def __init__(self, document: Document) -> None:
        self.document = document
        text = _INSTRUCTION.sub(" ", repaired(document.text))
        self.overgrown = _is_overgrown(text)
        # A text without any markup is no page, and BeautifulSoup would look for a file of that name.
        readable = text if "<" in text and not self.overgrown else ""
        self.soup = tree_of(readable)
        self.complete = bool(_END.search(text[-20_000:]))
        self.begun = "<html" in text[:4000].lower()
        self.tail = text[-4000:]

    @cached_property
    def base(self) -> str:
        """What relative links start from: `<base href>` where there is one, else the page's URL.

        One that is no web address means nothing (https://html.spec.whatwg.org/#frozen-base-url), and
        neither does one outside of the page's head: an author may have written it.
        """
        tags = inside(next(iter(self.tags("head")), None), "base")
        href = next(filter(None, (attribute(tag, "href") for tag in tags)), "")
        return (href and _web_address(self.document.url, href)) or self.document.url

    @cached_property
    def title(self) -> str:
        """The `<title>` on one line."""
        return text_of(next(iter(self.tags("title")), None))

    @cached_property
    def language(self) -> str:
        """The language the page says it is in, such as `de`; empty if it says none."""
        html = next(iter(self.tags("html")), None)
        return clean_line(attribute(html, "lang") or attribute(html, "xml:lang")).lower()[:2]

    @cached_property
    def head(self) -> str:
        """The addresses of style sheets and scripts, and the code that stands in the page itself."""
        tags = self.soup.find_all(["script", "link", "style"])
        pieces = (
            piece
            for tag in tags
            for piece in (attribute(tag, "src"), attribute(tag, "href"), raw_text([tag]))
        )
        return "\n".join(filter(None, pieces))[:_CODE]

    @cached_property
    def footer(self) -> str:
        """The end of the page's text, where software names itself."""
        return clean_line(self.soup.get_text(" "))[-_FOOTER:]

    def tags(self, name: str) -> Sequence[Tag]:
        """All tags of a name, in the order of the page."""
        return self._tags[0].get(name, [])

    @cached_property
    def _tags(self) -> tuple[dict[str, list[Tag]], dict[str, Tag]]:
        """All tags by their names, and those with an id by that, found in one pass."""
        named: dict[str, list[Tag]] = {}
        with_id: dict[str, Tag] = {}
        for tag in inside(self.soup):
            named.setdefault(tag.name, []).append(tag)
            if "id" in tag.attrs:
                with_id.setdefault(attribute(tag, "id"), tag)
        return named, with_id

    def by_id(self, value: str) -> Tag | None:
        """The first tag with an id."""
        return self._tags[1].get(value)

    @property
    def member(self) -> bool | None:
        """Whether the page carries the mark of being logged in; None where it does not tell."""
        return None

    @property
    def leads_on(self) -> bool:
        """Whether the page leads on to another one by itself, as the answer to a form does."""
        refresh = (tag for tag in self.tags("meta") if attribute(tag, "http-equiv").lower() == "refresh")
        return any("url=" in attribute(tag, "content").lower() for tag in refresh)

    @cached_property
    def links(self) -> list[Link]:
        """The page's `own` links, but for those that an engine took out of its tree."""
        return [link for tag in self.own("a") if not tag.decomposed and (link := link_of(tag))]

    @property
    def owners_address(self) -> str:
        """What the forum's own links begin with, where that is an address that its owner set."""
        return ""

    def absolute(self, href: str) -> str:
        """Where a link of the page leads, without a session; empty if that is no address of the web."""
        owners = self.owners_address
        href = (href.removeprefix(owners) or ".") if owners else href
        return without_session(_web_address(self.base, href), self.session_parameters)

    def own(self, *names: str) -> Sequence[Tag]:
        """The tags of some names that no author wrote, as far as the software tells them apart; else all."""
        return [tag for name in names for tag in self.tags(name)]

    def has_input(self, name: str) -> bool:
        """Whether the page has a form field of this name."""
        return bool(self._inputs(name))

    def input_value(self, name: str) -> str:
        """What stands in a form field of this name; empty without one, or if it stands in several forms."""
        found = {attribute(tag, "value") for tag in self._inputs(name)}
        return found.pop() if len(found) == 1 else ""

    def _inputs(self, name: str) -> list[Tag]:
        return [tag for tag in self.own("input") if attribute(tag, "name").lower() == name]


def _web_address(base: str, href: str) -> str:
    try:
        address = urljoin(base, href.strip())
        return address if urlsplit(address).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def _is_overgrown(text: str) -> bool:
    if text.count("<") <= MOST_TAGS and len(text) <= MOST_MARKUP:
        return False
    markup = 0
    for count, tag in enumerate(_TAG.finditer(text), 1):
        markup += tag.end() - tag.start()
        if count > MOST_TAGS or markup > MOST_MARKUP:
            return True
    return False
