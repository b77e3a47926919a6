"""The styles of text that a reader may get: one size larger, and colours and fonts for who wants them."""

import re

from feedforum.content.tree import Node, make

LARGE = "font-size: larger"
"""The style of large print: by how much, only the forum's own page can say."""

_COLOUR = r"(?:[a-z]{3,20}|#(?:[0-9a-f]{6}|[0-9a-f]{3})|rgb\(\d{1,3}, \d{1,3}, \d{1,3}\))"
_FONTS = r"[A-Za-z][A-Za-z0-9 \-]{0,39}(?:, [A-Za-z][A-Za-z0-9 \-]{0,39}){0,5}"
STYLE = re.compile(f"{LARGE}|color: {_COLOUR}|font-family: {_FONTS}")
"""What the style of a `span` is, to the letter."""

_SAID = re.compile(r"(?:^|;)\s*(color|font-family)\s*:\s*([^;]*)", re.IGNORECASE)
_UNSEEN = frozenset({"transparent", "inherit", "initial", "unset", "revert"})


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


def colours_of(style: str) -> list[str]:
    """The styles for colour and font that are in the `style` of a forum's element."""
    readers = {"color": colour, "font-family": font}
    said = {name.lower(): value for name, value in _SAID.findall(style)}
    return [found for name, value in said.items() if (found := readers[name](value))]


def styled(children: list[Node], styles: list[str]) -> list[Node]:
    """The children in a `span` for each style."""
    for style in styles:
        children = [make("span", children, style=style)]
    return children


def _valid(style: str) -> str:
    return style if STYLE.fullmatch(style) else ""
