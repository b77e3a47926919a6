"""White space and line breaks: as a browser shows them, and no more than the author meant."""

import re
from functools import cache

from feedforum.content.html_tree import BLOCKS, Node, is_named, joined
from feedforum.text.characters import balance

_SPACES = re.compile(r"[ \t\n\r\f\v]+")
_SPACE = " \t\n\r\f\v"
_MOST_BREAKS = 3
_CODE = re.compile(r"\[(?:/?[a-z]+(?:=[^\[\]]*)?|\*)\]", re.IGNORECASE)
_ROUND = {ord("["): "(", ord("]"): ")"}
_LONGEST_LABEL = 200


def fold(children: list[Node], *, block: bool) -> list[Node]:
    """Children with runs of white space as one blank, and none beside a line break or block.

    `br` goes where a block begins or ends a line anyway; three in a row, which are two blank lines,
    are the most. In a `block` its own ends count as well.
    """
    folded: list[Node] = []
    breaks = 0
    after_edge = block
    for node in joined(children):
        if isinstance(node, str):
            text = _SPACES.sub(" ", node)
            if after_edge or breaks:
                text = text.lstrip(" ")
            if text:
                folded.append(text)
                after_edge, breaks = False, 0
        elif node.tag == "br":
            _strip_end(folded)
            if not after_edge and breaks < _MOST_BREAKS:
                folded.append(node)
                breaks += 1
        else:
            is_block = node.tag in BLOCKS
            if is_block:
                _strip_breaks(folded)
            folded.append(node)
            after_edge, breaks = is_block, 0
    if block:
        _strip_breaks(folded)
    return folded


def _strip_end(nodes: list[Node]) -> None:
    if nodes and isinstance(nodes[-1], str):
        text = nodes[-1].rstrip(_SPACE)
        if text:
            nodes[-1] = text
        else:
            nodes.pop()


def _strip_breaks(nodes: list[Node]) -> None:
    _strip_end(nodes)
    while nodes and is_named(nodes[-1], "br"):
        nodes.pop()
        _strip_end(nodes)


def rejoin(children: list[Node], cut_at: int) -> list[Node]:
    """The same nodes, the words put together again that a forum cut after so many characters.

    Such a forum puts a blank before each run of that many characters without a space, and a `<br />` with
    a line feed after it. White space must be as the page has it: the line feed after `br`, and that
    there are so many characters to the letter before it, tell a cut from an author's own line break.
    """
    if not any(isinstance(child, str) and len(child) >= cut_at for child in children):
        return children
    whole: list[Node] = []
    position = 0
    while position < len(children):
        child = children[position]
        if isinstance(child, str):
            parts = [child]
            while rest := _rest_of_word(parts[-1], children[position + 1 : position + 3], cut_at):
                tail = -cut_at - 5
                parts[-1] = parts[-1][:tail] + _cut(cut_at).sub(r"\g<before>\g<run>", parts[-1][tail:])
                parts.append(rest)
                position += 2
            child = "".join(parts)
        whole.append(child)
        position += 1
    return whole


@cache
def _cut(length: int) -> re.Pattern[str]:
    return re.compile(rf"(?P<before>(?:^|[ \t\n\xa0])) ?(?P<run>\S{{{length}}})$")


def _rest_of_word(text: str, following: list[Node], cut_at: int) -> str:
    """What follows the cut after the end of `text`; empty if there is no cut."""
    if len(following) < 2 or not _cut(cut_at).search(text[-cut_at - 5 :]):
        return ""
    line_break, rest = following
    is_break = is_named(line_break, "br")
    return rest[1:] if is_break and isinstance(rest, str) and rest.startswith("\n") else ""


def label(text: str) -> str:
    """A name, a title or what stood on a button, on one line of 200 characters at most.

    It is final where it goes to: brackets that would read as BBCode there are rounded.
    """
    line = " ".join(balance(text).split())[:_LONGEST_LABEL].rstrip()
    return line.translate(_ROUND) if _CODE.search(line) else line
