"""One rule for each kind of element: what a reader gets in its place."""

from collections.abc import Callable
from itertools import groupby

from feedforum.content.code_blocks import block_of, cells_of, code_table, holds_code, on_lines, preformatted
from feedforum.content.embeds import player
from feedforum.content.html_tree import (
    BLOCKS,
    MAY_BE_EMPTY,
    PARENTS,
    Element,
    Node,
    attribute,
    fill,
    has_blocks,
    is_named,
    make,
    nodes_of,
    only_child,
    text_of,
)
from feedforum.content.images import image, image_address
from feedforum.content.post_links import Context, link
from feedforum.content.quotes import is_quote_box, is_quote_header, quote_box, quote_table, quoted
from feedforum.content.sanitise import ALLOWED, OWN_CLASSES
from feedforum.content.spoilers import details, is_spoiler, spoiler
from feedforum.content.styles import alignment, marked

CONTAINERS = frozenset(
    {"address", "article", "aside", "center", "div", "fieldset", "footer", "form", "header", "hgroup",
     "legend", "main", "nav", "section"}
)  # fmt: skip
"""Elements that are a line or more of their own, and mean nothing else to a reader."""

FURNITURE = frozenset({
    "button", "input", "math", "noembed", "noframes", "noscript", "param", "script", "select", "style", "svg",
    "template", "title",
})  # fmt: skip
"""Elements of which nothing is left, content and all."""

_NEVER_SPOILERS = frozenset({"a", "body", "button", "code", "img", "input", "kbd", "samp", "tt"})
_RENAMED = {"acronym": "abbr", "dir": "ul", "menu": "ul", "strike": "s", "tt": "code"}
# What may stand in the parts of a table; a parser moves everything else before the table.
_PARTS = {
    "table": ("caption", "colgroup", "thead", "tbody", "tfoot"),
    "colgroup": ("col",),
    **dict.fromkeys(("tbody", "thead", "tfoot"), ("tr",)),
    "tr": ("td", "th"),
}
_STRAY = frozenset({"caption", "col", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr"})


def free_part(element: Element) -> None:
    """Make a part of a list, a table or the like that stands outside of such a line of its own."""
    wholes = PARENTS.get(element.tag)
    if wholes is None:
        return
    around = element.getparent()
    while around is not None and around.tag in {"font", "span"}:
        around = around.getparent()
    if around is None or around.tag not in wholes:
        element.tag = "div" if element.tag in BLOCKS else "span"


def apply(element: Element, context: Context) -> list[Node]:
    """What an element, whose children are final, becomes: nodes of `ALLOWED` names, perhaps none.

    Nodes that are taken from the element are not there any more.
    """
    if context.preformatted:
        return _in_code(element, context)
    if is_spoiler(element) and element.tag not in _NEVER_SPOILERS:
        children = nodes_of(element)
        return spoiler(element, [preformatted(children)] if element.tag == "pre" else children)
    if holds_code(element) and (block := block_of(element)) is not None:
        return [make("td", [block])] if element.tag == "td" else [block]
    return _RULES.get(element.tag, _with_allowed_tag)(element, context)


def _in_code(element: Element, context: Context) -> list[Node]:
    """Inside `pre` only marks and links are kept; where a block began a line, there is a line feed."""
    if element.tag in {"span", "font"}:
        return marked(element, context)
    if element.tag in {"a", "audio", "img", "source", "video"} or element.tag in FURNITURE:
        return _RULES[element.tag](element, context)
    if element.tag in BLOCKS | CONTAINERS | {"dir", "menu"} and element.tag != "hr":
        return on_lines(element)
    return _with_allowed_tag(element, context)


def _with_allowed_tag(element: Element, context: Context) -> list[Node]:
    name = _RENAMED.get(element.tag, element.tag)
    if name not in ALLOWED or (name not in MAY_BE_EMPTY and not len(element) and not element.text):
        return nodes_of(element)
    if name != element.tag:
        element.tag = name
    if "style" in ALLOWED[name]:
        element.set("style", alignment(element).get("style", ""))
    return [element]


def _container(element: Element, context: Context) -> list[Node]:
    children = nodes_of(element)
    if is_quote_box(element):
        return quote_box(children)
    if is_quote_header(element) and children and not any(is_named(child, *BLOCKS) for child in children):
        return [make("cite", children)]  # the quote after or around it makes a line of it
    if element.tag == "section" and attribute(element, "class") in OWN_CLASSES:
        return [make("section", children, **{"class": attribute(element, "class")})]
    if not children:
        return []
    style = alignment(element)
    sole = only_child(children)
    if not style and sole is not None and sole.tag in BLOCKS:
        return [sole]
    return [make("div", children, **style)]


def _paragraph(element: Element, context: Context) -> list[Node]:
    if has_blocks(element):
        return _container(element, context)  # a `p` ends where a block begins
    children = nodes_of(element)
    return [make("p", children, **alignment(element))] if children else []


def _table_part(element: Element, context: Context) -> list[Node]:
    """A part of a table, what does not belong into it before it."""
    wanted = _PARTS[element.tag]
    strays: list[Node] = []
    parts: list[Node] = []
    loose: list[Node] = []
    for child in nodes_of(element):
        if is_named(child, *wanted):
            parts += _around(loose, element.tag)
            loose = []
            parts.append(child)
        elif not isinstance(child, str) and child.tag in _STRAY:
            loose.append(child)
        elif not isinstance(child, str) or child.strip():
            strays.append(child)
    parts += _around(loose, element.tag)
    return [*strays, fill(element, parts)] if parts else strays


def _around(loose: list[Node], name: str) -> list[Node]:
    """Rows and cells with the parts of a table around them that HTML leaves out, inside an element."""
    rows: list[Node] = []
    for are_cells, group in groupby(loose, lambda node: is_named(node, "td", "th")):
        nodes = list(group)
        rows += [make("tr", nodes)] if are_cells else [node for node in nodes if is_named(node, "tr")]
    return [make("tbody", rows)] if rows and name == "table" else rows


def _table(element: Element, context: Context) -> list[Node]:
    *strays, table = _table_part(element, context) or [""]
    if not is_named(table, "table") or isinstance(table, str):
        return [*strays, table]
    cells = cells_of(table)
    shown = code_table(cells) or quote_table(cells)
    if shown:
        return [*strays, *shown]
    if len(cells) == 2 and text_of(nodes_of(cells[0])).strip(" :").lower() == "spoiler":
        return [*strays, details("Spoiler", nodes_of(cells[1]))]
    return [*strays, table]


def _definitions(element: Element, context: Context) -> list[Node]:
    """A list of terms; the code of one that has nothing else in it."""
    sole = only_child(nodes_of(element))
    if is_named(sole, "dd") and sole is not None and is_named(only_child(nodes_of(sole)), "pre"):
        return nodes_of(sole)
    if is_named(sole, "pre") and sole is not None:
        return [sole]
    return _with_allowed_tag(element, context)


def _code(element: Element, context: Context) -> list[Node]:
    """Code in a line, or in a block if it has several."""
    block = block_of(element) if next(element.iterdescendants("br"), None) is not None else None
    return [block] if block is not None else _with_allowed_tag(element, context)


def _media(element: Element, context: Context) -> list[Node]:
    attributes = {
        key: found
        for key in ("src", "poster")
        if (found := _web(attribute(element, key) or attribute(element, f"data-{key}"), context))
    }
    children = nodes_of(element)
    if not attributes.get("src") and not children:
        return []
    return [make(element.tag, children, **attributes, controls="")]


def _web(url: str, context: Context) -> str:
    found = image_address(url, context)
    return "" if found.startswith("data:") else found


def _source(element: Element, context: Context) -> list[Node]:
    source = _web(attribute(element, "src"), context)
    kind = {"type": attribute(element, "type")} if element.get("type") else {}
    children = nodes_of(element)
    return [make("source", (), src=source, **kind), *children] if source else children


_Rule = Callable[[Element, Context], list[Node]]
_RULES: dict[str, _Rule] = {
    **dict.fromkeys(CONTAINERS, _container),
    **dict.fromkeys(("iframe", "object", "embed"), player),
    **dict.fromkeys(("span", "font", "big"), marked),
    **dict.fromkeys(("audio", "video"), _media),
    **dict.fromkeys(FURNITURE, lambda element, context: []),
    **dict.fromkeys(("colgroup", "tbody", "tfoot", "thead", "tr"), _table_part),
    "a": link,
    "blockquote": lambda element, context: (
        [quoted(nodes_of(element))] if len(element) or element.text else []
    ),
    **dict.fromkeys(("code", "tt"), _code),
    "dl": _definitions,
    "img": image,
    "p": _paragraph,
    "pre": lambda element, context: [preformatted(nodes_of(element))],
    "source": _source,
    "table": _table,
    # HTML5 knows it as empty, though the parser may not: what stands in it stands after it.
    "wbr": lambda element, context: [make("wbr"), *nodes_of(element)],
}
