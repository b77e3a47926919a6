"""BeautifulSoup's tree on lxml, as BeautifulSoup itself builds it, at a quarter of the cost.

lxml reads a page in a tenth of the time that BeautifulSoup takes to make a tree of what it hears. Most of
that goes into what a forum's page never has: namespaces, attributes of several values, a choice of classes
for each node. `_Builder` makes the same nodes with the same links between them, but an attribute such as
`class` stays one text. Tests compare both trees on any markup, and what is written of them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any

from bs4 import BeautifulSoup
from bs4.builder import HTMLTreeBuilder
from bs4.builder._lxml import LXMLTreeBuilder
from bs4.element import (
    AttributeValueList,
    Comment,
    Doctype,
    NavigableString,
    PageElement,
    PreformattedString,
    ProcessingInstruction,
    Tag,
)

_STRINGS = HTMLTreeBuilder.DEFAULT_STRING_CONTAINERS
_VOID: set[str] = HTMLTreeBuilder.DEFAULT_EMPTY_ELEMENT_TAGS or set()
_EXACT: set[str] = HTMLTreeBuilder.DEFAULT_PRESERVE_WHITESPACE_TAGS or set()
_BLANKS = BeautifulSoup.ASCII_SPACES
_RAW = frozenset(("script", "style"))


def soup_of(markup: str) -> BeautifulSoup:
    """The tree of a page's text. Depth is bounded by lxml, size is not."""
    return BeautifulSoup(markup, builder=_Builder())


def markup_of(nodes: Iterable[PageElement]) -> str:
    """The markup of nodes that follow each other, as BeautifulSoup's own `decode` writes each."""
    parts: list[str] = []
    waiting: list[tuple[Iterator[PageElement], str]] = [(iter(nodes), "")]
    while waiting:
        siblings, end = waiting[-1]
        for node in siblings:
            if isinstance(node, Tag):
                name = node.name
                parts.append(f"<{name}{_attributes(node.attrs)}" if node.attrs else f"<{name}")
                if node.contents:
                    parts.append(">")
                    waiting.append((iter(node.contents), f"</{name}>"))
                    break
                parts.append("/>" if node.can_be_empty_element else f"></{name}>")
            elif isinstance(node, NavigableString):
                parts.append(_string(node))
        else:
            parts.append(end)
            waiting.pop()
    return "".join(parts)


def _attributes(attributes: Mapping[str, Any]) -> str:
    written: list[str] = []
    for name, value in sorted(attributes.items()):
        text = escape(value if isinstance(value, str) else " ".join(value), quote=False)
        quote = '"'
        if '"' in text:
            if "'" in text:
                text = text.replace('"', "&quot;")
            else:
                quote = "'"
        written.append(f" {name}={quote}{text}{quote}")
    return "".join(written)


def _string(node: NavigableString) -> str:
    if isinstance(node, PreformattedString):
        return node.output_ready()
    if node.parent is not None and node.parent.name in _RAW:
        return str(node)
    return escape(node, quote=False)


class _Tag(Tag):
    """A tag; what is the same for all of them stands here, and not in each."""

    parser_class = None
    namespace = None
    prefix = None
    sourceline = None
    sourcepos = None
    known_xml = False
    attribute_value_list_class = AttributeValueList
    cdata_list_attributes: dict[str, set[str]] = {}  # noqa: RUF012 - nobody writes into it
    preserve_whitespace_tags = _EXACT
    interesting_string_types = Tag.MAIN_CONTENT_STRING_TYPES
    _namespaces: dict[str, str] = {}  # noqa: RUF012 - nobody writes into it

    def __init__(self, name: str, attributes: dict[str, Any]) -> None:
        # Not Tag's own: that asks the builder for all of the above.
        self.name = name
        self.attrs = attributes
        self.contents = []
        self.can_be_empty_element = name in _VOID
        if name in _STRINGS:
            self.interesting_string_types = {_STRINGS[name]}


class _Builder(LXMLTreeBuilder):
    """Hears from lxml what stands in a page, in its order, and makes the tree of it."""

    def initialize_soup(self, soup: BeautifulSoup) -> None:
        super().initialize_soup(soup)
        self._stack: list[Tag] = [soup]
        self._open: Counter[str] = Counter()
        self._last: PageElement | None = None
        self._text: list[str] = []
        self._exact: list[Tag] = []
        self._strings: list[Tag] = []

    def start(self, tag: Any, attrib: Mapping[Any, Any], nsmap: Mapping[Any, Any] | None = None) -> None:
        """A tag begins."""
        if self._text:
            self._end_text()
        made = _Tag(tag, dict(attrib))
        self._append(made)
        self._stack.append(made)
        self._open[tag] += 1
        if tag in _EXACT:
            self._exact.append(made)
        if tag in _STRINGS:
            self._strings.append(made)

    def end(self, tag: Any) -> None:
        """A tag ends, and with it those within that were left open; nothing, if it is not open."""
        if self._text:
            self._end_text()
        opened = self._open
        if not opened[tag]:
            return
        name = None
        while name != tag:
            closed = self._stack.pop()
            name = closed.name
            opened[name] -= 1
            if self._exact and closed is self._exact[-1]:
                self._exact.pop()
            if self._strings and closed is self._strings[-1]:
                self._strings.pop()

    def data(self, data: Any) -> None:
        """A piece of text."""
        self._text.append(data)

    def comment(self, text: Any) -> None:
        """A comment."""
        self._string(text, Comment)

    def pi(self, target: str, data: str) -> None:
        """A processing instruction."""
        self._string(f"{target} {data}", ProcessingInstruction)

    def doctype(self, name: str, pubid: str, system: str) -> None:
        """The document's type."""
        self._string(str(Doctype.for_name_and_ids(name, pubid, system)), Doctype)

    def feed(self, markup: Any) -> None:
        """Read the page to its end."""
        super().feed(markup)
        self._end_text()

    def _string(self, text: str, kind: type[NavigableString]) -> None:
        self._end_text()
        self._text.append(text)
        self._end_text(kind)

    def _end_text(self, kind: type[NavigableString] | None = None) -> None:
        text = "".join(self._text)
        if not text:
            return
        self._text.clear()
        if not self._exact and text[0] in _BLANKS and not text.strip(_BLANKS):
            text = "\n" if "\n" in text else " "
        if kind is None:
            kind = _STRINGS[self._strings[-1].name] if self._strings else NavigableString
        self._append(str.__new__(kind, text))

    def _append(self, node: PageElement) -> None:
        parent, last = self._stack[-1], self._last
        siblings = parent.contents
        node.parent = parent
        node.previous_element = last
        if last is not None:
            last.next_element = node
        node.next_element = None
        node.next_sibling = None
        if siblings:
            before = siblings[-1]
            node.previous_sibling = before
            before.next_sibling = node
        else:
            node.previous_sibling = None
        siblings.append(node)
        self._last = node
