"""Quotes: `blockquote`, and who is quoted in a first line of its own."""

import re

from feedforum.content.labels import label
from feedforum.content.tree import BLOCKS, Element, Node, make, only_child, text_of
from feedforum.content.white_space import fold

_LABEL = re.compile(
    r"\s*(?:zitat|quote|quotation|citation|citat|cita|citazione|citaat)\s*:?\s*", re.IGNORECASE
)
_WHO = re.compile(
    r"\s*(?:(?:zitat|quote)\s*:?\s*)?(?:zitat von|original(?: geschrieben)? von|originally posted by|quoting"
    r"|quote from|quoted from)\s*:?\s*(?P<name>\S.{0,99}?)\s*:?\s*",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"\s*(?P<name>\S.{0,99}?) (?:schrieb|hat geschrieben|wrote|said|a écrit)(?: am [\d. :,um]+)?\s*:?\s*",
    re.IGNORECASE,
)
_QUOTE_CLASS = frozenset({
    "quote", "bbcode_quote", "quotebox", "quote-box", "quote_container", "quotecontainer", "quotetable",
    "bbcodeblock--quote", "bbc_standard_quote", "quotation",
})  # fmt: skip
_HEADER_CLASS = frozenset({
    "quoteheader", "quote_header", "quote-header", "quotetitle", "quoteauthor", "bbcodeblock-title",
    "topslice_quote", "quoteboxtitle", "attribution", "posted_by", "bbcode_postedby",
})  # fmt: skip
_BLOCK_QUOTE_HEADS = frozenset({"i", "em", "b", "strong", "cite", "a"})


def quote(children: list[Node], who: list[Node] | None = None) -> Element:
    """A `blockquote` of what was said; `who` is the attribution line's content, if there is one."""
    said = fold(children, block=True)
    line: list[Node] = [make("p", [make("cite", who), ":"])] if who else []
    return make("blockquote", [*line, *said])


def quote_table(cells: list[Element]) -> list[Node] | None:
    """The quote that a table of two cells, a label and the text, is there to show; else None."""
    if len(cells) != 2:
        return None
    label = text_of(cells[0].children)
    if _LABEL.fullmatch(label):
        return [quoted(cells[1].children)]
    who = attribution(cells[0].children, heading=True)
    if who:
        return [quote(cells[1].children, who)]
    return None


def quoted(children: list[Node]) -> Element:
    """A quote whose text may begin with a line that says who is quoted."""
    rest = list(children)
    while rest and isinstance(rest[0], str) and not rest[0].strip():
        del rest[0]
    if rest and isinstance(rest[0], Element):
        first = rest[0]
        is_head = first.name in _BLOCK_QUOTE_HEADS and _ends_line(rest[1:])
        is_header = first.name == "cite"
        if is_header or is_head:
            heading = is_header or _has_colon(first.children, rest[1:])
            who = attribution(first.children, heading=heading)
            if who is None and is_header and not first.blocks:
                who = first.children
            if who:
                return quote(_after_line(rest[1:]), who)
    return quote(children)


def attribution(nodes: list[Node], *, heading: bool) -> list[Node] | None:
    """Who is quoted, from a line such as *Original von Anneli*, with its link; None if it says none.

    A name does not go on in the next line. *Anneli schrieb* names someone in a `heading` only: elsewhere
    it may be the author's own text.
    """
    text = "\n".join(" ".join(line.split()) for line in text_of(nodes).strip().split("\n"))
    match = _WHO.fullmatch(text) or (_WROTE.fullmatch(text) if heading else None)
    if match is None:
        return None
    name = label(match["name"])
    links = [node for node in nodes if isinstance(node, Element) and node.name == "a"]
    if len(links) == 1 and links[0].get("href"):
        return [make("a", [name], href=links[0].get("href"))]
    return [name]


def _ends_line(following: list[Node]) -> bool:
    for node in following:
        if isinstance(node, Element):
            return node.name == "br" or node.name in BLOCKS
        if node.strip() not in {"", ":"}:
            return False
    return True


def _has_colon(line: list[Node], following: list[Node]) -> bool:
    after = following[0] if following and isinstance(following[0], str) else ""
    return text_of(line).rstrip().endswith(":") or after.strip() == ":"


def _after_line(nodes: list[Node]) -> list[Node]:
    for position, node in enumerate(nodes):
        if isinstance(node, Element):
            return nodes[position + 1 :] if node.name == "br" else nodes[position:]
        if node.strip() not in {"", ":"}:
            return nodes[position:]
    return []


def is_quote_box(element: Element) -> bool:
    """Whether a `div` or the like is a forum's frame around a quote, by its class."""
    return not _QUOTE_CLASS.isdisjoint(element.classes)


def is_quote_header(element: Element) -> bool:
    """Whether an element is the line of a forum's quote that says who is quoted, by its class."""
    return not _HEADER_CLASS.isdisjoint(element.classes)


def quote_box(element: Element) -> list[Node]:
    """The quote in a frame; a frame around one that is a quote already adds nothing."""
    sole = only_child(element.children)
    if sole is not None and sole.name == "blockquote":
        return [sole]
    return [quoted(element.children)] if element.children else []
