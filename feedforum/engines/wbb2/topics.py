"""Topics as their authors typed them, where the forum cut long words and escaped letters twice."""

import re
from itertools import pairwise

from bs4.element import PageElement

from feedforum.engines.kit.dom import raw_text
from feedforum.engines.kit.texts import resolve
from feedforum.text.characters import clean_line

_LONG_WORD = re.compile(r"(?:^|\s)\S{40}$")
_CUT_AGAIN = re.compile(r" \S{40}$")
_DOUBLE_BLANK = re.compile(r"(^|\s) (\S+)$")


def title_of(node: PageElement | None) -> str:
    """A topic as the author typed it: `topic_text`, with doubly escaped references resolved."""
    return resolve(topic_text(node))


def topic_text(node: PageElement | None) -> str:
    """The text of a node that holds a topic, with the words that the forum cut put together again."""
    return clean_line(rejoin_topic(raw_text([node]))) if node is not None else ""


def rejoin_topic(text: str) -> str:
    """A topic put together again, from the text of the page with its line feeds still there.

    Burning Board 2 puts a blank before each run of 40 characters without a space, and a line feed
    after it. A topic is typed on one line, so a line feed after 40 characters is always the forum's.
    """
    if "\n" not in text:
        return text
    pieces = text.split("\n")
    whole = pieces[0]
    for before, piece in pairwise(pieces):
        if _LONG_WORD.search(before):
            rest = piece[1:] if _CUT_AGAIN.match(piece) else piece
            whole = _DOUBLE_BLANK.sub(r"\1\2", whole) + rest
        else:
            whole += "\n" + piece
    return whole
