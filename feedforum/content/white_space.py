"""White space and line breaks: as a browser shows them, and no more than the author meant."""

import re

from feedforum.content.tree import BLOCKS, Element, Node

_SPACES = re.compile(r"[ \t\n\r\f\v]+")
_SPACE = " \t\n\r\f\v"
_MOST_BREAKS = 3


def fold(children: list[Node], *, block: bool) -> list[Node]:
    """Children with runs of white space as one blank, and none beside a line break or block.

    `br` goes where a block begins or ends a line anyway; three in a row, which are two blank lines,
    are the most. In a `block` its own ends count as well.
    """
    folded: list[Node] = []
    breaks = 0
    after_edge = block
    for node in _merged(children):
        if isinstance(node, str):
            text = _SPACES.sub(" ", node)
            if after_edge or breaks:
                text = text.lstrip(" ")
            if text:
                folded.append(text)
                after_edge, breaks = False, 0
        elif node.name == "br":
            _strip_end(folded)
            if not after_edge and breaks < _MOST_BREAKS:
                folded.append(node)
                breaks += 1
        else:
            is_block = node.name in BLOCKS
            if is_block:
                _strip_breaks(folded)
            folded.append(node)
            after_edge, breaks = is_block, 0
    if block:
        _strip_breaks(folded)
    return folded


def _merged(children: list[Node]) -> list[Node]:
    merged: list[Node] = []
    run: list[str] = []
    for node in children:
        if isinstance(node, str):
            run.append(node)
            continue
        if run:
            merged.append("".join(run))
            run.clear()
        merged.append(node)
    if run:
        merged.append("".join(run))
    return merged


def _strip_end(nodes: list[Node]) -> None:
    if nodes and isinstance(nodes[-1], str):
        nodes[-1] = nodes[-1].rstrip(_SPACE)
        if not nodes[-1]:
            nodes.pop()


def _strip_breaks(nodes: list[Node]) -> None:
    _strip_end(nodes)
    while nodes and isinstance(nodes[-1], Element) and nodes[-1].name == "br":
        nodes.pop()
        _strip_end(nodes)
