"""The chain: each element of a post through the rule for its kind, the innermost first."""

from feedforum.content.bbcode_meanings import Setting
from feedforum.content.code import exact
from feedforum.content.extras import ATTACHMENTS, SURVEY
from feedforum.content.links import Place
from feedforum.content.raw_bbcode import convert
from feedforum.content.rules import CONTAINERS, apply
from feedforum.content.spoilers import note_hidden
from feedforum.content.tree import BLOCKS, Element, Node, take_stock
from feedforum.content.white_space import fold
from feedforum.content.words import rejoin
from feedforum.text.bidi import balance

_FINAL = frozenset({ATTACHMENTS, SURVEY})
_VERBATIM = frozenset({"pre", "code", "tt", "kbd", "samp"})


def tidied(root: Element, place: Place) -> list[Node]:
    """The nodes that a post's tree becomes. Depth does not matter: no function here calls itself."""
    outcome: dict[int, list[Node]] = {}
    for element in reversed(_outside_in(root)):
        children: list[Node] = []
        for child in element.children:
            if isinstance(child, Element):
                children += outcome.pop(id(child))
            elif text := balance(child):
                children.append(text)
        element.children = _settled(element, children, place)
        take_stock(element)
        outcome[id(element)] = [] if element.dropped else apply(element, place)
    return outcome[id(root)]


def _outside_in(root: Element) -> list[Element]:
    """All elements, parents before children, each told what it stands in."""
    order = [root]
    for element in order:
        note_hidden(element)
        verbatim = element.verbatim or element.name in _VERBATIM or _is_final(element)
        preformatted = element.preformatted or element.name == "pre"
        linked = element.linked or (element.name == "a" and bool(element.get("href")))
        for child in element.children:
            if isinstance(child, Element):
                child.verbatim, child.preformatted, child.linked = verbatim, preformatted, linked
                order.append(child)
    return order


def _is_final(element: Element) -> bool:
    """Whether this is a section we added: names and answers in it are no markup."""
    return element.name == "section" and element.get("class") in _FINAL


def _settled(element: Element, children: list[Node], place: Place) -> list[Node]:
    """The children with their text as it was meant: long words whole, BBCode read, blanks folded."""
    if element.name == "pre" or element.preformatted:
        return exact(element, children)
    block = element.name in BLOCKS or element.name in CONTAINERS or element.name in {"dir", "menu"}
    if element.verbatim or element.name in _VERBATIM:
        return fold(children, block=block)
    children = rejoin(children)
    if any(isinstance(child, str) and "[" in child for child in children):
        linked = element.linked or element.name == "a"
        children = convert(children, Setting(place, linked))
    return fold(children, block=block)
