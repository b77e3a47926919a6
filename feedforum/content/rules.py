"""One rule for each kind of element: what a reader gets in its place."""

from collections.abc import Callable

from feedforum.content.code import cells_of, code_table, on_lines, preformatted
from feedforum.content.images import image, image_address
from feedforum.content.links import Place, link
from feedforum.content.marks import alignment, large, marked
from feedforum.content.players import player
from feedforum.content.quotes import is_quote_box, is_quote_header, quote_box, quote_table, quoted
from feedforum.content.sanitise import ALLOWED, OWN_CLASSES
from feedforum.content.spoilers import details, is_spoiler, spoiler
from feedforum.content.tree import BLOCKS, Element, Node, make, only_child, text_of

CONTAINERS = frozenset(
    {"address", "article", "aside", "center", "div", "fieldset", "footer", "form", "header", "hgroup",
     "legend", "main", "nav", "section"}
)  # fmt: skip
"""Elements that are a line or more of their own, and mean nothing else to a reader."""

# Without content these are nothing; a cell of a table keeps its place.
_NOTHING_IF_EMPTY = frozenset({
    "abbr", "b", "bdi", "bdo", "blockquote", "caption", "cite", "code", "del", "details", "dfn", "dl", "em",
    "figure", "h1", "h2", "h3", "h4", "h5", "h6", "i", "ins", "kbd", "mark", "ol", "q", "s", "samp", "small",
    "strong", "sub", "summary", "sup", "table", "tbody", "tfoot", "thead", "tr", "u", "ul", "var",
})  # fmt: skip
_NEVER_SPOILERS = frozenset({"a", "body", "button", "code", "img", "input", "kbd", "samp", "tt"})
_RENAMED = {"acronym": "abbr", "dir": "ul", "menu": "ul", "strike": "s", "tt": "code"}


def apply(element: Element, place: Place) -> list[Node]:
    """What an element, whose children are final, becomes: nodes of `ALLOWED` names, perhaps none."""
    if element.preformatted:
        return _in_code(element, place)
    if is_spoiler(element) and element.name not in _NEVER_SPOILERS:
        if element.name == "pre":
            element.children = preformatted(element)
        return spoiler(element)
    return _RULES.get(element.name, _kept)(element, place)


def _in_code(element: Element, place: Place) -> list[Node]:
    """Inside `pre` only marks and links are kept; where a block began a line, there is a line feed."""
    if element.name in {"span", "font"}:
        return marked(element, place)
    if element.name in {"a", "img", "input", "button"}:
        return _RULES[element.name](element, place)
    if element.name in BLOCKS | CONTAINERS | {"dir", "menu"} and element.name != "hr":
        return on_lines(element)
    return _kept(element, place)


def _kept(element: Element, place: Place) -> list[Node]:
    name = _RENAMED.get(element.name, element.name)
    if name not in ALLOWED:
        return element.children
    if not element.children and name in _NOTHING_IF_EMPTY:
        return []
    return [make(name, element.children, **_attributes(element, name))]


def _attributes(element: Element, name: str) -> dict[str, str]:
    kept = {key: value for key, value in element.attributes.items() if key in ALLOWED[name]}
    if "style" in ALLOWED[name]:
        kept.pop("style", None)
        kept |= alignment(element)
    return kept


def _container(element: Element, place: Place) -> list[Node]:
    if is_quote_box(element):
        return quote_box(element)
    if is_quote_header(element) and element.children and not element.blocks:
        return [make("cite", element.children)]  # the quote around it makes a line of it
    if element.name == "section" and element.get("class") in OWN_CLASSES:
        return [make("section", element.children, **{"class": element.get("class")})]
    if not element.children:
        return []
    style = alignment(element)
    sole = only_child(element.children)
    if not style and sole is not None and sole.name in BLOCKS:
        return [sole]
    return [make("div", element.children, **style)]


def _paragraph(element: Element, place: Place) -> list[Node]:
    if not element.children:
        return []
    if element.blocks:
        return _container(element, place)  # a `p` ends where a block begins
    return [make("p", element.children, **alignment(element))]


def _table(element: Element, place: Place) -> list[Node]:
    cells = cells_of(element)
    shown = code_table(cells) or quote_table(cells)
    if shown:
        return shown
    if len(cells) == 2 and text_of(cells[0].children).strip(" :").lower() == "spoiler":
        return [details("Spoiler", cells[1].children)]
    return _kept(element, place)


def _blockquote(element: Element, place: Place) -> list[Node]:
    return [quoted(element.children)] if element.children else []


def _media(element: Element, place: Place) -> list[Node]:
    attributes = {
        key: found
        for key in ("src", "poster")
        if (found := image_address(element.get(key) or element.get(f"data-{key}"), place))
    }
    if not attributes.get("src") and not element.children:
        return []
    return [make(element.name, element.children, **attributes, controls="")]


def _source(element: Element, place: Place) -> list[Node]:
    source = image_address(element.get("src"), place)
    kind = {"type": element.get("type")} if element.get("type") else {}
    return [make("source", [], src=source, **kind)] if source else []


def _nothing(element: Element, place: Place) -> list[Node]:
    return []


_RULES: dict[str, Callable[[Element, Place], list[Node]]] = {
    **dict.fromkeys(CONTAINERS, _container),
    **dict.fromkeys(("iframe", "object", "embed"), player),
    **dict.fromkeys(("span", "font"), marked),
    **dict.fromkeys(("audio", "video"), _media),
    **dict.fromkeys(("input", "button", "param"), _nothing),
    "a": link,
    "big": large,
    "blockquote": _blockquote,
    "body": lambda element, place: element.children,
    "img": image,
    "p": _paragraph,
    "pre": lambda element, place: preformatted(element),
    "source": _source,
    "table": _table,
}
