"""Marks in the text: bold, struck, large and the like are kept however they were made."""

import re

from feedforum.content.links import Place
from feedforum.content.styles import LARGE, colour, colours_of, font, styled
from feedforum.content.tree import Element, Node, make

_STYLES = (
    (re.compile(r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)", re.IGNORECASE), "b"),
    (re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE), "i"),
    (re.compile(r"text-decoration[^;:]*:[^;]*underline", re.IGNORECASE), "u"),
    (re.compile(r"text-decoration[^;:]*:[^;]*line-through", re.IGNORECASE), "s"),
    (re.compile(r"vertical-align\s*:\s*sub", re.IGNORECASE), "sub"),
    (re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE), "sup"),
)
_SIZE = re.compile(r"font-size\s*:\s*(\d{0,6}\.?\d{1,6})\s*(px|pt|em|rem|%)", re.IGNORECASE)
_LARGE_WORD = re.compile(r"font-size\s*:\s*(?:x{0,3}-large|larger?)(?![\w-])", re.IGNORECASE)
_SMALL = {"px": 9.99, "pt": 7.99, "em": 0, "rem": 0, "%": 0}
_LARGE = {"px": 18, "pt": 14, "em": 1.3, "rem": 1.3, "%": 130}
_LARGE_FONTS = frozenset({"5", "6", "7", "+2", "+3", "+4"})
_ALIGN = re.compile(r"text-align\s*:\s*(center|right|justify)", re.IGNORECASE)


def marked(element: Element, place: Place) -> list[Node]:
    """What a `span` or `font` means: the marks its style names, small print and large print.

    Print is large from 18 pixels on. Colours and fonts go, unless the forum's setting keeps them.
    """
    children = element.children
    if not children:
        return []
    style = element.get("style")
    for pattern, name in _STYLES:
        if style and pattern.search(style):
            children = [make(name, children)]
    if _is_small(element):
        children = [make("small", children)]
    styles = [LARGE] if _is_large(element) else []
    return styled(children, [*styles, *(_colours(element) if place.site.colours else [])])


def large(element: Element, place: Place) -> list[Node]:
    """The content of a `big` as large print."""
    return styled(element.children, [LARGE]) if element.children else []


def _colours(element: Element) -> list[str]:
    if element.name == "font":
        found = [colour(element.get("color")), font(element.get("face"))]
        return [style for style in found if style] + colours_of(element.get("style"))
    return colours_of(element.get("style"))


def _is_large(element: Element) -> bool:
    style = element.get("style")
    size = _SIZE.search(style)
    if size:
        return float(size.group(1)) >= _LARGE[size.group(2).lower()]
    if _LARGE_WORD.search(style):
        return True
    return element.name == "font" and element.get("size").strip() in _LARGE_FONTS


def _is_small(element: Element) -> bool:
    size = _SIZE.search(element.get("style"))
    if size:
        return float(size.group(1)) <= _SMALL[size.group(2).lower()]
    return element.name == "font" and element.get("size").strip() in {"1", "-1", "-2"}


def alignment(element: Element) -> dict[str, str]:
    """The alignment of a block as the one style that is kept, if it is any other than the usual."""
    said = element.get("align").strip().lower()
    style = _ALIGN.search(element.get("style"))
    if element.name == "center":
        said = "center"
    elif style:
        said = style.group(1).lower()
    return {"style": f"text-align: {said}"} if said in {"center", "right", "justify"} else {}
