"""How text looks: bold, struck, large and the like are kept however they were made, colours if asked for."""

import re

from feedforum.content.html_tree import Element, Node, attribute, make, nodes_of
from feedforum.content.post_links import Context
from feedforum.content.sanitise import LARGE, STYLE

_SAID = re.compile(r"(?:^|;)\s*(color|font-family)\s*:\s*([^;]*)", re.IGNORECASE)
_UNSEEN = frozenset({"transparent", "inherit", "initial", "unset", "revert"})

_MARKS = (
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
_FONT_SIZES = {
    **dict.fromkeys(("1", "-1", "-2"), "small"),
    **dict.fromkeys(("5", "6", "7", "+2", "+3", "+4"), "large"),
}
_ALIGN = re.compile(r"text-align\s*:\s*(center|right|justify)", re.IGNORECASE)


def marked(element: Element, context: Context) -> list[Node]:
    """What a `span`, `font` or `big` means: the marks its style names, small print and large print.

    Print is large from 18 pixels on. Colours and fonts go, unless the forum's setting keeps them.
    """
    children = nodes_of(element)
    if not children:
        return []
    style = attribute(element, "style")
    for pattern, name in _MARKS:
        if style and pattern.search(style):
            children = [make(name, children)]
    size = _print_size(element)
    if size == "small":
        children = [make("small", children)]
    styles = [LARGE] if size == "large" else []
    for style_kept in [*styles, *(_colours(element) if context.site.colours else [])]:
        children = [make("span", children, style=style_kept)]
    return children


def _colours(element: Element) -> list[str]:
    readers = {"color": colour, "font-family": font}
    said = {name.lower(): value for name, value in _SAID.findall(attribute(element, "style"))}
    found = [readers[name](value) for name, value in said.items()]
    if element.tag == "font":
        found = [colour(attribute(element, "color")), font(attribute(element, "face")), *found]
    return [style for style in found if style]


def _print_size(element: Element) -> str:
    """`small`, `large`, or empty."""
    if element.tag == "big":
        return "large"
    style = attribute(element, "style")
    if size := _SIZE.search(style):
        number, unit = float(size.group(1)), size.group(2).lower()
        return "large" if number >= _LARGE[unit] else "small" if number <= _SMALL[unit] else ""
    if _LARGE_WORD.search(style):
        return "large"
    return _FONT_SIZES.get(attribute(element, "size").strip(), "") if element.tag == "font" else ""


def alignment(element: Element) -> dict[str, str]:
    """The alignment of a block as the one style that is kept, if it is any other than the usual."""
    said = attribute(element, "align").strip().lower()
    style = _ALIGN.search(attribute(element, "style"))
    if element.tag == "center":
        said = "center"
    elif style:
        said = style.group(1).lower()
    return {"style": f"text-align: {said}"} if said in {"center", "right", "justify"} else {}


def colour(said: str) -> str:
    """The style that gives a colour: a name, `#` with 3 or 6 digits, or `rgb()`; else empty."""
    plain = re.sub(
        r"\s*,\s*", ", ", re.sub(r"\(\s*|\s*\)", lambda m: m.group().strip(), said.strip().lower())
    )
    return _valid(f"color: {plain}") if plain not in _UNSEEN else ""


def font(said: str) -> str:
    """The style that gives a font, or several to choose from; empty for what is no plain name."""
    names = (name.strip(" '\"") for name in said.split(","))
    return _valid(f"font-family: {', '.join(' '.join(name.split()) for name in names)}")


def _valid(style: str) -> str:
    return style if STYLE.fullmatch(style) else ""
