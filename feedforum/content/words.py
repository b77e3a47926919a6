"""Long words that the forum cut: put together again, where it is certain that the forum cut them.

Burning Board puts a blank before each run of so many characters without a space and a line feed after
it: 40 in a topic; 75 in a message, where the line feed gets a `<br />` before it.
"""

import re
from itertools import pairwise

from feedforum.content.tree import Element, Node

_CUT = re.compile(r"(?P<before>(?:^|[ \t\n\xa0])) ?(?P<run>\S{75})$")
_LONGEST = 80


def rejoin_topic(text: str) -> str:
    """A topic as its author typed it, from the text of the page with its line feeds still there.

    A topic is typed on one line, so a line feed after 40 characters is always the forum's.
    """
    if "\n" not in text:
        return text
    pieces = text.split("\n")
    whole = pieces[0]
    for before, piece in pairwise(pieces):
        if re.search(r"(?:^|\s)\S{40}$", before):
            cut_again = re.match(r" \S{40}$", piece)
            whole = re.sub(r"(^|\s) (\S+)$", r"\1\2", whole) + (piece[1:] if cut_again else piece)
        else:
            whole += "\n" + piece
    return whole


def rejoin(children: list[Node]) -> list[Node]:
    """The same nodes, the words that were cut after 75 characters put together again.

    White space must be as the page has it: the line feed after `br`, and that there are 75 characters
    to the letter before it, tell a cut from an author's own line break.
    """
    joined: list[Node] = []
    position = 0
    while position < len(children):
        child = children[position]
        if isinstance(child, str):
            parts = [child]
            while rest := _rest_of_word(parts[-1], children[position + 1 : position + 3]):
                parts[-1] = _without_blank(parts[-1])
                parts.append(rest)
                position += 2
            child = "".join(parts)
        joined.append(child)
        position += 1
    return joined


def _rest_of_word(text: str, following: list[Node]) -> str:
    """What follows the cut after the end of `text`; empty if there is no cut."""
    if len(following) < 2 or not _CUT.search(text[-_LONGEST:]):
        return ""
    line_break, rest = following
    is_break = isinstance(line_break, Element) and line_break.name == "br"
    return rest[1:] if is_break and isinstance(rest, str) and rest.startswith("\n") else ""


def _without_blank(text: str) -> str:
    return text[:-_LONGEST] + _CUT.sub(r"\g<before>\g<run>", text[-_LONGEST:])
