"""Spoilers: `details`, with what the button said as its `summary`."""

import re
from itertools import islice

from feedforum.content.html_tree import (
    Element,
    Node,
    attribute,
    classes,
    is_named,
    make,
    nodes_of,
    only_child,
    walk,
)
from feedforum.content.white_space import fold, label

_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_SUMMARY = "feedforum-summary"
"""An attribute for what is hidden at first: what was written on the control that shows it."""
_DEFAULT = "Spoiler"
_TITLE_PART = re.compile(r"spoiler.{0,3}(?:title|head|label|button|link|toggle|btn)")
_CONTENT_PART = re.compile(r"spoiler.{0,3}(?:content|body|text|inner|main|hid)")
# A button stands at the beginning of its box; to look further would cost the square of the depth.
_NEAR = 30


def note_hidden(parent: Element) -> None:
    """Mark those children of an element that are hidden at first, and drop the controls that show them."""
    control: Element | None = None
    for child in parent:
        if is_hidden(child):
            said = (attribute(control, "value") or _text_near(control)) if control is not None else ""
            child.set(_SUMMARY, said or _DEFAULT)
            if control is not None:
                _drop(control)
        control = next((node for node in islice(child.iter(), _NEAR) if _is_control(node)), control)


def note_parts(box: Element) -> None:
    """Take a spoiler with parts of its own apart: what is its title, and what is only a frame of its text."""
    if not _is_box(box):
        return
    for part in islice(box.iterdescendants(), _NEAR):
        words = " ".join(classes(part))
        if _TITLE_PART.search(words) and box.get(_SUMMARY) is None:
            box.set(_SUMMARY, _text_near(part).strip().removesuffix(":") or _DEFAULT)
            _drop(part)
        elif _CONTENT_PART.search(words) and part.get(_SUMMARY) is None:
            part.set("class", "")


def _drop(element: Element) -> None:
    element.tag = "button"  # which is nothing to a reader


def is_spoiler(element: Element) -> bool:
    """Whether an element is hidden at first, or a forum's frame around such a one."""
    return element.get(_SUMMARY) is not None or _is_box(element)


def _is_box(element: Element) -> bool:
    said = element.get("class")
    return said is not None and "spoiler" in said.lower()


def spoiler(element: Element, children: list[Node]) -> list[Node]:
    """The `details` that an element is; a frame around one that already is `details` adds nothing."""
    sole = only_child(children)
    if is_named(sole, "details") and sole is not None:
        return [sole]
    if is_named(sole, "div") and sole is not None and not sole.get("style"):
        children = nodes_of(sole)
    folded = fold(children, block=True)
    return [details(attribute(element, _SUMMARY) or _DEFAULT, folded)] if folded else []


def details(summary: str, children: list[Node]) -> Element:
    """What a reader unfolds by itself."""
    return make("details", [make("summary", [label(summary) or _DEFAULT]), *children])


def is_hidden(element: Element) -> bool:
    """Whether an element is not shown until a control is used."""
    style = element.get("style")
    return bool(style and _HIDDEN.search(style)) and element.tag not in {"img", "input", "button"}


def _is_control(element: Element) -> bool:
    if element.tag == "input":
        return attribute(element, "type").lower() in {"button", "submit"}
    return element.tag == "button" or (element.tag == "a" and attribute(element, "href") in {"", "#"})


def _text_near(element: Element) -> str:
    return "".join(node for node in islice(walk(nodes_of(element)), _NEAR) if isinstance(node, str))
