"""Where the parts of a post end in tables of fonts, as Burning Board 1 and 2 write them."""

import re
from collections.abc import Callable, Sequence
from itertools import dropwhile

from bs4.element import PageElement, Tag

from feedforum.engines.kit.dom import first_inside, is_blank, is_tag, text_of
from feedforum.engines.kit.messages import without_blanks_behind

_RULE = re.compile(r"[_\W]{3,}")


def down_to(nodes: list[PageElement], part: Callable[[list[PageElement]], object]) -> list[PageElement]:
    """The nodes, among which a part of the post stands: an element that its author left open may hold it.

    What stands in such an element, always the last one, then stands in its place.
    """
    before: list[PageElement] = []
    level = nodes
    while not part(level):
        shown = without_blanks_behind(level)
        last = shown[-1] if shown else None
        if not isinstance(last, Tag):
            return nodes
        before += shown[:-1]
        level = list(last.contents)
    return before + level


def paragraph(nodes: list[PageElement]) -> tuple[list[PageElement], list[PageElement] | None]:
    """The message and what is behind it, where it is a paragraph in a font of its own, as before version 2.3.

    None in the place of what is behind, and all in that of the message, where they cannot be told apart:
    in other versions, or if the author left something open.
    """
    shown = list(dropwhile(is_blank, nodes))
    first = shown[0] if shown else None
    font = first_inside(first) if isinstance(first, Tag) and first.name == "p" else None
    if font is None or font.name != "font":
        return nodes, None
    behind, message = without_blanks_behind(shown[1:]), list(font.children)
    is_open = not behind and any(isinstance(node, Tag) and node.name != "p" for node in message[-1:])
    return message, None if is_open else behind


def without_line(nodes: Sequence[PageElement]) -> list[PageElement]:
    """A signature without the line that leads it in, of characters or not."""
    while len(nodes) == 1 and isinstance(nodes[0], Tag) and nodes[0].name in ("p", "font", "div"):
        nodes = nodes[0].contents
    return list(
        dropwhile(
            lambda node: is_blank(node) or is_tag(node, "hr") or _RULE.fullmatch(text_of(node)),
            nodes,
        )
    )
