"""Spoilers: `details`, with what the button said as its `summary`."""

import re
from itertools import islice

from feedforum.content.labels import label
from feedforum.content.tree import Element, Node, make, only_child, text_of, walk
from feedforum.content.white_space import fold

_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_DEFAULT = "Spoiler"
# A button stands at the beginning of its box; to look further would cost the square of the depth.
_NEAR = 30


def note_hidden(parent: Element) -> None:
    """Mark the children of an element that are hidden at first, and the controls that show them."""
    inside = [child for child in parent.children if isinstance(child, Element)]
    if not any(map(_is_hidden, inside)):
        return
    control: Element | None = None
    for child in inside:
        if _is_hidden(child):
            child.label = _text_on(control) or _DEFAULT
            if control is not None:
                control.dropped = True
        found = _control_in(child)
        control = found if found is not None else control


def is_spoiler(element: Element) -> bool:
    """Whether an element is hidden at first, or a forum's frame around such a one."""
    return element.label is not None or any("spoiler" in word for word in element.classes)


def spoiler(element: Element) -> list[Node]:
    """The `details` that an element is; a frame around one that already is `details` adds nothing."""
    sole = only_child(element.children)
    if sole is not None and sole.name == "details":
        return [sole]
    children = fold(element.children, block=True)
    return [details(element.label or _DEFAULT, children)] if children else []


def details(summary: str, children: list[Node]) -> Element:
    """What a reader unfolds by itself."""
    return make("details", [make("summary", [label(summary) or _DEFAULT]), *children])


def _is_hidden(element: Element) -> bool:
    style = element.attributes.get("style")
    return bool(style and _HIDDEN.search(style)) and element.name not in {"img", "input", "button"}


def _control_in(element: Element) -> Element | None:
    for node in islice(walk([element]), _NEAR):
        if isinstance(node, Element) and _is_control(node):
            return node
    return None


def _is_control(element: Element) -> bool:
    if element.name == "input":
        return element.get("type").lower() in {"button", "submit"}
    return element.name == "button" or (element.name == "a" and element.get("href") in {"", "#"})


def _text_on(control: Element | None) -> str:
    if control is None:
        return ""
    return control.get("value") or text_of(islice(walk(control.children), _NEAR))
