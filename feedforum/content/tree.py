"""A post's markup as a tree of plain elements: one parse at the start, one serialisation at the end.

`parse` reads markup that an HTML5 parser has already put in order (every attribute quoted, every tag
closed), so it needs no rules of its own, and neither depth nor size can make it fail.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape

from feedforum.text.bidi import balance

MAX_DEPTH = 100
"""How deep the output nests. Browsers stop at 512, and libxml2, which many readers use, at 256."""

VOID = frozenset({"br", "col", "embed", "hr", "img", "input", "param", "source", "wbr"})

BLOCKS = frozenset({
    "audio", "blockquote", "body", "caption", "colgroup", "dd", "details", "div", "dl", "dt", "figcaption",
    "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "video",
})  # fmt: skip
"""The elements that begin and end a line by themselves."""

# Without these parents an HTML5 parser would put the element elsewhere or drop it.
_PARENTS = {
    "caption": {"table"},
    "col": {"colgroup"},
    "colgroup": {"table"},
    "li": {"ol", "ul"},
    "tbody": {"table"},
    "td": {"tr"},
    "tfoot": {"table"},
    "th": {"tr"},
    "thead": {"table"},
    "tr": {"tbody", "tfoot", "thead"},
}
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [^\s=<>"]+="[^"]*")*)>')
_ATTRIBUTE = re.compile(r' ([^\s=<>"]+)="([^"]*)"')
_ESCAPES = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", 0xA0: "&nbsp;"}
_ATTRIBUTE_ESCAPES = {**_ESCAPES, ord('"'): "&quot;"}


@dataclass(slots=True, eq=False)
class Element:
    """An element on its way from the forum's markup to ours.

    `verbatim`: it stands inside code, where text means itself. `preformatted`:
    inside `pre`, where blanks count as well. `linked`: it stands inside a link.
    `blocks` and `links`: something inside it is a block, or a link. `label`: what was written on the
    control that shows it, where it is hidden at first. `dropped`: it is such a control.
    """

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node"] = field(default_factory=list)
    verbatim: bool = False
    preformatted: bool = False
    linked: bool = False
    blocks: bool = False
    links: bool = False
    label: str | None = None
    dropped: bool = False

    def get(self, name: str) -> str:
        """An attribute, or an empty text."""
        return self.attributes.get(name, "")

    @property
    def classes(self) -> list[str]:
        """The words of its `class`, in lower case."""
        return self.get("class").lower().split()


Node = Element | str


def make(name: str, children: list[Node], **attributes: str) -> Element:
    """A new element that knows what is inside it."""
    element = Element(name, attributes, children)
    take_stock(element)
    return element


def take_stock(element: Element) -> None:
    """Note whether there are blocks or links inside, once the children are final."""
    inside = [child for child in element.children if isinstance(child, Element)]
    element.blocks = any(child.blocks or child.name in BLOCKS for child in inside)
    element.links = any(child.links or child.name == "a" for child in inside)


def parse(markup: str) -> Element:
    """The tree of canonical markup under a root named `body`."""
    root = Element("body")
    stack = [root]
    position = 0
    for tag in _TAG.finditer(markup):
        if tag.start() > position:
            stack[-1].children.append(unescape(markup[position : tag.start()]))
        position = tag.end()
        if tag.group(1):
            _close(stack, tag.group(2))
        else:
            _open(stack, tag.group(2), tag.group(3))
    if position < len(markup):
        stack[-1].children.append(unescape(markup[position:]))
    return root


def _open(stack: list[Element], name: str, attributes: str) -> None:
    element = Element(name, {key: unescape(value) for key, value in _ATTRIBUTE.findall(attributes)})
    stack[-1].children.append(element)
    if name not in VOID:
        stack.append(element)


def _close(stack: list[Element], name: str) -> None:
    if stack[-1].name == name and len(stack) > 1:
        stack.pop()


def serialise(root: Element, allowed: dict[str, set[str]]) -> tuple[str, bool]:
    """The markup of what is inside `root`, in the very form in which an HTML5 serialiser writes it.

    Tags that are not `allowed`, that nest deeper than `MAX_DEPTH` or that lack their parent are left
    out and their content stays, and then the second value is false; attributes that are not allowed
    are left out.
    """
    parts: list[str] = []
    pending: list[tuple[Iterator[Node], Element | None]] = [(iter(root.children), None)]
    parents = ["body"]
    whole = True
    while pending:
        children, owner = pending[-1]
        child = next(children, None)
        if child is None:
            pending.pop()
            if owner is not None:
                parts.append(f"</{parents.pop()}>")
        elif isinstance(child, str):
            parts.append(balance(child).translate(_ESCAPES))
        elif not _fits(child, parents, allowed):
            whole = False
            pending.append((iter(child.children), None))
        else:
            parts.append(_start_tag(child, allowed[child.name]))
            if child.name not in VOID:
                parents.append(child.name)
                pending.append((iter(child.children), child))
    return "".join(parts), whole


def _fits(element: Element, parents: list[str], allowed: dict[str, set[str]]) -> bool:
    if element.name not in allowed:
        return False
    if len(parents) > MAX_DEPTH and element.name not in VOID:
        return False
    wanted = _PARENTS.get(element.name)
    return wanted is None or parents[-1] in wanted


def _start_tag(element: Element, allowed: set[str]) -> str:
    attributes = "".join(
        f' {name}="{value.translate(_ATTRIBUTE_ESCAPES)}"'
        for name, value in element.attributes.items()
        if name in allowed
    )
    return f"<{element.name}{attributes}>"


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    """All nodes in document order, whatever the depth."""
    pending = [iter(nodes)]
    while pending:
        node = next(pending[-1], None)
        if node is None:
            pending.pop()
            continue
        yield node
        if isinstance(node, Element):
            pending.append(iter(node.children))


def text_of(nodes: Iterable[Node]) -> str:
    """The text inside, `br` as a line feed."""
    parts = []
    for node in walk(nodes):
        if isinstance(node, str):
            parts.append(node)
        elif node.name == "br":
            parts.append("\n")
    return "".join(parts)


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
