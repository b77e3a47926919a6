"""Where posts end, and the parts of one that have no mark between them: message, signature, edit note."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, pairwise, takewhile

from bs4.element import NavigableString, PageElement, Tag

from feedforum.engines.kit.dom import first_inside, is_blank, is_tag, markup_of, tree_of
from feedforum.engines.kit.last_post import BY
from feedforum.records import Edit

DATE_BY_NAME = re.compile(rf"^[^:]*:\s*(?P<date>.*?\d.*?)\s+{BY}\s", re.IGNORECASE)
"""An edit note such as *Last edited: DATE by NAME*."""

_LONGEST_NOTE = 400  # characters: an edit note is a sentence


def apart(starts: Sequence[Tag]) -> list[Tag]:
    """The tags that posts begin with, in the order of the page, none with a later one inside or behind it.

    They are the same ones on a page without fault. Where an author left an element open, as a table, it holds
    all posts that follow: then each tag comes parsed again, alone with what stands before the next one, so
    that no work is done for a post twice.
    """
    if not any(outer is before for before, tag in pairwise(starts) for outer in tag.parents):
        return list(starts)
    found = []
    for start, end in zip(starts, [*starts[1:], None], strict=True):
        again = tree_of(f"<body>{markup_of(chain((start,), start.next_siblings), end)}")
        found.append(first_inside(again, start.name) or start)
    return found


def frames_around(marks: Sequence[Tag], whole: Tag, is_post: Callable[[Tag], bool]) -> list[Tag]:
    """The tags that are all of a post each, by a tag inside of each, such as its heading; they are `apart`.

    Such a tag is the nearest one around that `is_post`; where skins have none, it is the largest one within
    `whole` that holds no other of the `marks`.
    """
    held = Counter(id(outer) for mark in marks for outer in mark.parents)

    def frame(mark: Tag) -> Tag:
        alone = takewhile(lambda outer: outer is not whole and held[id(outer)] == 1, mark.parents)
        return next(filter(is_post, mark.parents), None) or [mark, *alone][-1]

    return apart([frame(mark) for mark in marks])


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
    match = next(filter(None, (pattern.search(text[:_LONGEST_NOTE]) for pattern in patterns)), None)
    count = match.groupdict().get("count") if match else None
    return (Edit(int(count[:9]) if count else 1, None), match["date"].strip()) if match else None


def first_edit_note(texts: Iterable[str], patterns: Iterable[re.Pattern[str]]) -> tuple[Edit | None, str]:
    """What the first of some texts tells that is an `edit_note`; no edit and no date where none is."""
    patterns = tuple(patterns)
    return next(filter(None, (edit_note(text, patterns) for text in texts)), (None, ""))
