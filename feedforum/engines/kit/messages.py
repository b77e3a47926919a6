"""The parts of a post's body where they have no mark between them: message, signature, edit note."""

import re
from collections.abc import Iterable, Sequence

from bs4.element import NavigableString, PageElement

from feedforum.engines.kit.dom import is_blank, is_tag
from feedforum.records import Edit

_LONGEST_NOTE = 400  # characters: an edit note is a sentence


def split_at_line(nodes: Sequence[PageElement], line: str) -> tuple[list[PageElement], list[PageElement]]:
    """Message and signature out of nodes that a line of characters parts, such as underscores.

    The line stands alone between two line breaks before it and one behind it, without a line feed in
    between: one that an author typed has line feeds. All is message where there is no such line.
    """
    for at in range(2, len(nodes) - 1):
        if (
            isinstance(nodes[at], NavigableString)
            and str(nodes[at]) == line
            and all(is_tag(nodes[near], "br") for near in (at - 2, at - 1, at + 1))
        ):
            return list(nodes[: at - 2]), list(nodes[at + 2 :])
    return list(nodes), []


def without_blanks_behind(nodes: Sequence[PageElement]) -> list[PageElement]:
    """The nodes without what shows nothing at their end."""
    end = len(nodes)
    while end and is_blank(nodes[end - 1]):
        end -= 1
    return list(nodes[:end])


def edit_note(text: str, patterns: Iterable[re.Pattern[str]]) -> tuple[Edit, str] | None:
    """The edit that a note tells of, with the text of its date; None if the text is no note.

    The first pattern that fits counts. It has a group `date`, and `count` where the software counts edits.
    """
    for pattern in patterns:
        match = pattern.search(text[:_LONGEST_NOTE])
        if match:
            count = match.groupdict().get("count")
            return Edit(int(count[:9]) if count else 1, None), match["date"].strip()
    return None
