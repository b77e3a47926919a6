"""Long words that the forum cut: put together again, where it is certain that the forum cut them.

Burning Board puts a blank before each run of 75 characters without a space in a message, and a `<br />`
with a line feed after it.
"""

import re

from feedforum.content.tree import Element, Node

_CUT = re.compile(r"(?P<before>(?:^|[ \t\n\xa0])) ?(?P<run>\S{75})$")
_LONGEST = 80


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
