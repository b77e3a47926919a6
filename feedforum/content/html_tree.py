"""A post's markup as lxml's tree: parsed once, its nodes as the rules see them, and written once.

lxml keeps a text with the element before it. The rules take nodes apart and put them together, so to
them what is inside an element is a list of elements and texts: `nodes_of` gives it, `fill` puts it back.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Set
from html import escape
from typing import Protocol

from lxml import etree

from feedforum.text.characters import balance, clean
from feedforum.text.page_markup import repaired

MOST_MARKUP = 1_000_000
"""How many characters of a post's markup are read; what comes after is cut off, and `…` says so."""

MAX_DEPTH = 100
"""How deep the output nests. Browsers stop at 512, and libxml2, which many readers use, at 256."""

VOID = frozenset({"br", "col", "hr", "img", "source", "wbr"})

BLOCKS = frozenset({
    "audio", "blockquote", "body", "caption", "colgroup", "dd", "details", "div", "dl", "dt", "figcaption",
    "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "video",
})  # fmt: skip
"""The elements that begin and end a line by themselves."""

MAY_BE_EMPTY = VOID | {
    "audio", "colgroup", "dd", "dt", "figcaption", "li", "pre", "rp", "rt", "ruby", "td", "th", "video",
}  # fmt: skip
"""The elements that mean something, or keep a place, with nothing in them."""

_SECTIONS = frozenset({"table", "tbody", "tfoot", "thead"})
PARENTS = {
    **dict.fromkeys(("caption", "colgroup", "tbody", "tfoot", "thead"), frozenset({"table"})),
    **dict.fromkeys(("dd", "dt"), frozenset({"dl"})),
    **dict.fromkeys(("rp", "rt"), frozenset({"ruby"})),
    **dict.fromkeys(("td", "th"), _SECTIONS | {"tr"}),
    "col": {"colgroup"},
    "li": {"dir", "menu", "ol", "ul"},
    "tr": _SECTIONS,
}
"""What an element must stand in: elsewhere a parser would move it or drop it."""

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# Where such an element begins, libxml2 ends these (`htmlStartClose` in its HTMLparser.c), and HTML5 ends a
# heading where another begins. With a `div` between them both stay.
_NEVER_IN = {
    "dl": {"dt", "pre"},
    "p": {"b", "i", "s", "small", "u", *_HEADINGS},
    "pre": {"ul"},
    "table": {"a", "pre", *_HEADINGS},
    "ul": {"pre"},
    **{name: set(_HEADINGS) for name in _HEADINGS},
}
# nh3 takes the square of the references and of the characters U+0080-U+00BF in one text. A comment, which
# it leaves out, ends a text.
_PIECE = 2_000
_BREAK = "<!---->"
_LONGEST_VALUE = 8_192

_DOCUMENT_TAG = re.compile(r"</?(?:html|head|body)\b[^<>]*>", re.IGNORECASE)
# libxml2 does not know that these hold nothing.
_ALSO_VOID = re.compile(r"<(embed|source|track|wbr)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?(?!(?:br|hr|img)\b)[a-z][^<>]*>", re.IGNORECASE)
_UNFINISHED = re.compile(r"<[^<>]{0,4096}\Z|&[#\w]{0,32}\Z")


class Element(Protocol):
    """As much of lxml's element as is used here."""

    tag: str
    text: str | None
    tail: str | None

    def get(self, key: str) -> str | None: ...
    def set(self, key: str, value: str) -> None: ...
    def items(self) -> list[tuple[str, str]]: ...
    def append(self, element: "Element") -> None: ...
    def getparent(self) -> "Element | None": ...
    def getprevious(self) -> "Element | None": ...
    def getnext(self) -> "Element | None": ...
    def iter(self) -> "Iterator[Element]": ...
    def iterdescendants(self, *tags: str) -> "Iterator[Element]": ...
    def __iter__(self) -> "Iterator[Element]": ...
    def __len__(self) -> int: ...
    def __delitem__(self, key: slice) -> None: ...


Node = Element | str


def parse(markup: str) -> Element:
    """The tree of any text whatsoever, its root the `body`; all characters are those XML allows."""
    if len(markup) > MOST_MARKUP:
        markup = _UNFINISHED.sub("", markup[:MOST_MARKUP]) + "…"
    text = repaired(markup)
    text = _ALSO_VOID.sub(r"\g<0></\1>", _DOCUMENT_TAG.sub("", text))
    body, too_deep = _parsed(text)
    if too_deep:
        body, _ = _parsed(_TAG.sub("", text))
    if "&#" in text or balance(text) is not text:
        _clean(body)
    return body


def _parsed(text: str) -> tuple[Element, bool]:
    """The `body`, and whether it is cut off where libxml2 found it too deep, which is at 256."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    root = etree.fromstring(f"<body>{text}".encode(), parser)
    too_deep = any("depth" in entry.message for entry in parser.error_log.filter_from_fatals())
    return root.find("body"), too_deep


def _clean(body: Element) -> None:
    """Leave out characters that XML forbids and numeric references stood for, and close direction marks."""
    for element in body.iter():
        element.text = balance(clean(element.text or ""))
        element.tail = balance(clean(element.tail or ""))
        for name, value in element.items():
            element.set(name, clean(value))


def nodes_of(element: Element) -> list[Node]:
    """What is inside an element, in its order."""
    nodes: list[Node] = [element.text] if element.text else []
    for child in element:
        nodes.append(child)
        if child.tail:
            nodes.append(child.tail)
    return nodes


def joined(nodes: Iterable[Node]) -> list[Node]:
    """The nodes with texts that follow each other as one."""
    merged: list[Node] = []
    text = ""
    for node in nodes:
        if isinstance(node, str):
            text += node
            continue
        if text:
            merged.append(text)
            text = ""
        merged.append(node)
    if text:
        merged.append(text)
    return merged


def fill(element: Element, nodes: Iterable[Node]) -> Element:
    """The element with these nodes inside, and nothing else. They leave the place where they stood."""
    texts: list[str] = []
    inside: list[Element] = []
    text = ""
    for node in nodes:
        if isinstance(node, str):
            text += node
        else:
            texts.append(text)
            inside.append(node)
            text = ""
    texts.append(text)
    if inside != list(element):  # to move an element takes time for all that is in it
        del element[:]
        for child in inside:
            element.append(child)
    element.text = texts[0]
    for child, tail in zip(inside, texts[1:], strict=True):
        child.tail = tail
    return element


def make(name: str, nodes: Iterable[Node] = (), **attributes: str) -> Element:
    """A new element with these nodes inside."""
    made: Element = etree.Element(name, attributes)
    return fill(made, nodes)


def attribute(element: Element, name: str) -> str:
    """An attribute's value, or an empty text."""
    return element.get(name) or ""


def classes(element: Element) -> list[str]:
    """The words of an element's `class`, in lower case."""
    said = element.get("class")
    return said.lower().split() if said else []


def is_named(node: Node | None, *names: str) -> bool:
    """Whether a node is an element of one of these names."""
    return node is not None and not isinstance(node, str) and node.tag in names


def has_blocks(element: Element) -> bool:
    """Whether a block stands anywhere inside an element."""
    return next(element.iterdescendants(*BLOCKS), None) is not None


def has_links(element: Element) -> bool:
    """Whether a link stands anywhere inside an element."""
    return next(element.iterdescendants("a"), None) is not None


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    """All nodes in document order, whatever the depth."""
    pending = [iter(nodes)]
    while pending:
        node = next(pending[-1], None)
        if node is None:
            pending.pop()
            continue
        yield node
        if not isinstance(node, str):
            pending.append(iter(nodes_of(node)))


def text_of(nodes: Iterable[Node]) -> str:
    """The text inside, `br` as a line feed."""
    return "".join(
        node if isinstance(node, str) else "\n"
        for node in walk(nodes)
        if isinstance(node, str) or node.tag == "br"
    )


def only_child(nodes: list[Node]) -> Element | None:
    """The one element among the nodes, if beside it there is nothing but white space."""
    found: Element | None = None
    for node in nodes:
        if isinstance(node, str):
            if node.strip():
                return None
        elif found is not None:
            return None
        else:
            found = node
    return found


def serialise(nodes: list[Node], allowed: Mapping[str, Set[str]]) -> str:
    """The markup of the nodes, such that HTML5's rules and libxml2 make the same tree of it.

    Tags that are not `allowed`, that nest deeper than `MAX_DEPTH` or that lack their parent are left
    out and their content stays; attributes that are not allowed are left out, and so is what shows nothing.
    """
    parts: list[str] = []
    pending: list[tuple[Iterator[Node], str]] = [(iter(nodes), "")]
    parents = ["body"]
    held: list[str] = []  # tags that are not there unless something is in their elements
    while pending:
        children, end = pending[-1]
        for child in children:
            if isinstance(child, str):
                parts += held
                held.clear()
                parts.append(_text(balance(child)))
                continue
            name = child.tag
            if not _fits(name, parents, allowed):
                pending.append((iter(nodes_of(child)), ""))
                break
            apart = name in _NEVER_IN and parents[-1] in _NEVER_IN[name]
            held.append(
                f"<div>{_start_tag(child, allowed[name])}" if apart else _start_tag(child, allowed[name])
            )
            if name in MAY_BE_EMPTY or parents[-1] == "pre":
                parts += held
                held.clear()
            if name not in VOID:
                parents.append(name)
                pending.append((iter(nodes_of(child)), f"</{name}></div>" if apart else f"</{name}>"))
                break
        else:
            pending.pop()
            if end:
                parents.pop()
                if held:
                    held.pop()
                else:
                    parts.append(end)
    return "".join(parts)


def _fits(name: str, parents: list[str], allowed: Container[str]) -> bool:
    if name not in allowed or (len(parents) > MAX_DEPTH and name not in VOID):
        return False
    wanted = PARENTS.get(name)
    return wanted is None or parents[-1] in wanted


def _text(text: str) -> str:
    if len(text) <= _PIECE:
        return escape(text, quote=False)
    pieces = (text[start : start + _PIECE] for start in range(0, len(text), _PIECE))
    return _BREAK.join(escape(piece, quote=False) for piece in pieces)


def _start_tag(element: Element, allowed: Set[str]) -> str:
    if not allowed:
        return f"<{element.tag}>"
    attributes = "".join(
        f' {name}="{escape(value)}"'
        for name, value in element.items()
        if name in allowed and (len(value) <= _LONGEST_VALUE or value.startswith("data:"))
    )
    return f"<{element.tag}{attributes}>"
