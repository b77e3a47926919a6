"""Quotes: `blockquote`, and who is quoted in a first line of its own.

Forums tell a quote by an element or a class, and who is quoted in a line at its beginning, in a heading
before it, or in the upper cell of a table of two.
"""

import re

from feedforum.content.html_tree import (
    BLOCKS,
    Element,
    Node,
    attribute,
    classes,
    has_blocks,
    is_named,
    make,
    nodes_of,
    only_child,
    text_of,
    walk,
)
from feedforum.content.white_space import fold, label

_LABEL = re.compile(
    r"\s*(?:zitat|quote|quotation|citation|citat|cita|citazione|citaat)\s*:?\s*", re.IGNORECASE
)
# A moment, which may go on changing by itself (*Today at …*), is no part of who is quoted.
_ON = (
    r"(?: (?:am|on|le|op|il|den)\b.{1,60}| .?\d[\d.:,/ ]{5,60}"
    r"| in (?:\d|(?:heute|gestern|today|yesterday)\b).{1,60})?"
)
_WHO = re.compile(
    r"\s*(?:(?:zitat|quote)\s*:?\s*)?(?:zitat von|original(?: geschrieben)? von|originally posted by|quoting"
    rf"|quote from|quoted from)\s*:?\s*(?P<name>\S.{{0,99}}?){_ON}\s*:?\s*",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"\s*(?:\((?:\d|(?:vor|less|heute|gestern|today|yesterday)\b)[^()]{3,60}\)\s*)?(?P<name>\S.{0,99}?)[ \n]+"
    r"(?:schrieb|hat (?:folgendes )?geschrieben|wrote|said|a écrit)(?P<after>[\s:↑].{0,80})?",
    re.IGNORECASE | re.DOTALL,
)
_WHEN = re.compile(r"[\s:↑]*(?:(?:am|on|le|op|um)\b.*|.*\d.*)?", re.IGNORECASE | re.DOTALL)
_QUOTE_CLASS = frozenset({
    "quote", "bbcode_quote", "quotebox", "quote-box", "quote_container", "quotecontainer", "quotetable",
    "bbcodeblock--quote", "bbc_standard_quote", "quotation", "quotecontent", "quote_body", "quotebody",
    "quote-content", "quotemain",
})  # fmt: skip
_HEADER_CLASS = frozenset({
    "quoteheader", "quote_header", "quote-header", "quotetitle", "quoteauthor", "bbcodeblock-title",
    "topslice_quote", "quoteboxtitle", "quotetop", "attribution", "posted_by", "bbcode_postedby",
})  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LINE_HEADS = frozenset({"i", "em", "b", "strong", "a"}) | _HEADINGS


def quote(children: list[Node], who: list[Node] | None = None) -> Element:
    """A `blockquote` of what was said; `who` is the attribution line's content, if there is one."""
    said = fold(children, block=True)
    line: list[Node] = [make("p", [make("cite", who), ":"])] if who else []
    return make("blockquote", [*line, *said])


def quote_table(cells: list[Element]) -> list[Node] | None:
    """The quote that a table of two cells, a label and the text, is there to show; else None."""
    if len(cells) != 2:
        return None
    heading, said = nodes_of(cells[0]), nodes_of(cells[1])
    if _LABEL.fullmatch(text_of(heading)):
        return [quoted(said)]
    who = attribution(heading, heading=True)
    return [quote(said, who)] if who else None


def quoted(children: list[Node]) -> Element:
    """A quote whose text may begin with a line that says who is quoted."""
    rest = _within_frames(children)
    first = rest[0] if rest else None
    if first is not None and not isinstance(first, str):
        is_header = first.tag == "cite"
        if is_header or first.tag in _HEADINGS or (first.tag in _LINE_HEADS and _ends_line(rest[1:])):
            heading = is_header or first.tag in _HEADINGS or _has_colon(nodes_of(first), rest[1:])
            who = _named_by(first) if is_header else attribution(nodes_of(first), heading=heading)
            if who:
                return quote(_after_line(rest[1:]), who)
            if heading and _LABEL.fullmatch(text_of([first])):
                return quote(_after_line(rest[1:]))
    return quote(rest)


def _within_frames(children: list[Node]) -> list[Node]:
    """What was said, without the plain `div` around all of it, from its first node that shows anything."""
    while (sole := only_child(children)) is not None and sole.tag == "div" and not sole.get("style"):
        children = nodes_of(sole)
    start = 0
    while start < len(children) and _is_blank(children[start]):
        start += 1
    return children[start:]


def _is_blank(node: Node) -> bool:
    return isinstance(node, str) and not node.strip()


def _named_by(header: Element) -> list[Node] | None:
    """Who is quoted, from an element that says nothing else."""
    who = attribution(nodes_of(header), heading=True)
    if who or has_blocks(header) or _LABEL.fullmatch(text_of([header])):
        return who
    return nodes_of(header)


def attribution(nodes: list[Node], *, heading: bool) -> list[Node] | None:
    """Who is quoted, from a line such as *Original von Anneli*, with its link; None if it says none.

    A name does not go on in the next line. *Anneli schrieb* names someone in a `heading` only: elsewhere
    it may be the author's own text.
    """
    text = "\n".join(" ".join(line.split()) for line in text_of(nodes).strip().split("\n"))
    match = _WHO.fullmatch(text)
    if (
        match is None
        and heading
        and (match := _WROTE.fullmatch(text))
        and not _WHEN.fullmatch(match["after"] or "")
    ):
        match = None
    if match is None or "\n" in match["name"]:
        return None
    name = label(match["name"])
    links = [
        node for node in walk(nodes) if not isinstance(node, str) and node.tag == "a" and node.get("href")
    ]
    return [make("a", [name], href=attribute(links[-1], "href"))] if links else [name]


def _ends_line(following: list[Node]) -> bool:
    for node in following:
        if not isinstance(node, str):
            return node.tag == "br" or node.tag in BLOCKS
        if node.strip() not in {"", ":"}:
            return False
    return True


def _has_colon(line: list[Node], following: list[Node]) -> bool:
    after = following[0] if following and isinstance(following[0], str) else ""
    return text_of(line).rstrip().endswith(":") or after.strip() == ":"


def _after_line(nodes: list[Node]) -> list[Node]:
    for position, node in enumerate(nodes):
        if not isinstance(node, str):
            return nodes[position + 1 :] if node.tag == "br" else nodes[position:]
        if node.strip() not in {"", ":"}:
            return nodes[position:]
    return []


def is_quote_box(element: Element) -> bool:
    """Whether a `div` or the like is a forum's frame around a quote, by its class."""
    return not _QUOTE_CLASS.isdisjoint(classes(element))


def is_quote_header(element: Element) -> bool:
    """Whether an element is the line of a forum's quote that says who is quoted, by its class."""
    return not _HEADER_CLASS.isdisjoint(classes(element))


def quote_box(children: list[Node]) -> list[Node]:
    """The quote in a frame; a frame around one that is a quote already adds nothing."""
    sole = only_child(children)
    if sole is not None and sole.tag == "blockquote":
        return [sole]
    return [quoted(children)] if children else []


def with_headings(children: list[Node], *, lines: bool) -> list[Node]:
    """The children with what stands before a quote, and says who is quoted, moved into the quote.

    That is a `cite`; and in a forum that writes `lines` a line of text.
    """
    result: list[Node] = []
    for node in children:
        if not isinstance(node, str) and node.tag == "blockquote":
            start, heading = _heading_before(result, lines=lines)
            if heading is not None:
                who = _named_by(heading)
                del result[start:]
                if who and not _has_attribution(node):
                    node = quote(nodes_of(node), who)  # noqa: PLW2901
        result.append(node)
    return result


def _heading_before(nodes: list[Node], *, lines: bool) -> tuple[int, Element | None]:
    """Where the heading begins that the nodes end with, and the heading in a `cite`; else None."""
    end = len(nodes)
    while end and _is_blank(nodes[end - 1]):
        end -= 1
    if end and is_named(nodes[end - 1], "cite"):
        header = nodes[end - 1]
        return end - 1, header if not isinstance(header, str) else None
    if not lines or not end or not is_named(nodes[end - 1], "br"):
        return end, None
    start = end - 1
    while start and (isinstance(nodes[start - 1], str) or not is_named(nodes[start - 1], "br", *BLOCKS)):
        start -= 1
    line = nodes[start : end - 1]
    if attribution(line, heading=True) or _LABEL.fullmatch(text_of(line)):
        return start, make("cite", line)
    return end, None


def _has_attribution(said: Element) -> bool:
    line = next(iter(said), None)
    return line is not None and line.tag == "p" and is_named(next(iter(line), None), "cite")
