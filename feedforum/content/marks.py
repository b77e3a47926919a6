"""Marks in the text: bold, struck and the like are kept however they were made; colours and fonts go."""

import re

from feedforum.content.tree import Element, Node, make

_STYLES = (
    (re.compile(r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)", re.IGNORECASE), "b"),
    (re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE), "i"),
    (re.compile(r"text-decoration[^;:]*:[^;]*underline", re.IGNORECASE), "u"),
    (re.compile(r"text-decoration[^;:]*:[^;]*line-through", re.IGNORECASE), "s"),
    (re.compile(r"vertical-align\s*:\s*sub", re.IGNORECASE), "sub"),
    (re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE), "sup"),
)
_PIXELS = re.compile(r"font-size\s*:\s*(\d+)(?:\.\d+)?\s*(px|pt)", re.IGNORECASE)
_SMALL = {"px": 9, "pt": 7}
_ALIGN = re.compile(r"text-align\s*:\s*(center|right|justify)", re.IGNORECASE)


def marked(element: Element) -> list[Node]:
    """What a `span` or `font` means: the marks its style names; small print as `small`, else no size."""
    children = element.children
    if not children:
        return []
    style = element.get("style")
    for pattern, name in _STYLES:
        if style and pattern.search(style):
            children = [make(name, children)]
    return [make("small", children)] if _is_small(element) else children


def _is_small(element: Element) -> bool:
    size = _PIXELS.search(element.get("style"))
    if size:
        return int(size.group(1)[:6]) <= _SMALL[size.group(2).lower()]
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
