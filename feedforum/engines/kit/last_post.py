"""*When, by whom*: the pair that rows of boards and threads end in, told apart by its shape."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bs4.element import PageElement, Tag

from feedforum.engines.kit.dom import text_of, text_of_all
from feedforum.engines.kit.links import Link, link_of, links_at
from feedforum.records import Author, Id

BY = r"(?:von|by|par|door|por|da|di)"
"""What stands before a name, in the languages of forums."""

_BY = re.compile(rf"(?:^|\s){BY}:?\s+", re.IGNORECASE)
_LAST_WORD = re.compile(r"\s[^\W\d]+:?$")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date as it stands there, and who wrote at that time."""

    date_text: str
    author: Author | None


def without_by(text: str) -> str:
    """A name without the word that leads it in: `by Anna` is `Anna`."""
    match = _BY.match(text)
    return text[match.end() :].strip() if match else text


def member_linked(link: Link, user_id: Id | None) -> Author | None:
    """The member whose profile a link leads to; None without an id, and for a link that shows no name."""
    return Author(link.text, user_id) if user_id and link.text else None


def author_in(holder: Tag | None, member_of: Callable[[Link], Author | None]) -> Author:
    """Who is named in a tag, or by it, with a link to a profile or without, as guests are; see `stamp_of`."""
    named = (author for link in links_at(holder) if (author := member_of(link)))
    return next(named, None) or Author(text_of(holder))


def stamp_of(nodes: Sequence[PageElement], member_of: Callable[[Link], Author | None]) -> Stamp:
    """Date and author out of nodes that read `date by author`, the author linked or not.

    `member_of` gives the author whose profile a link leads to, None for any other link.
    """
    before: list[PageElement] = []
    for leaf in _leaves(nodes):
        link = link_of(leaf) if isinstance(leaf, Tag) and leaf.name == "a" else None
        member = member_of(link) if link is not None else None
        if member is not None:
            return Stamp(_LAST_WORD.sub("", text_of_all(before)).strip(), member)
        before.append(leaf)
    date_text, *name = _BY.split(text_of_all(before), maxsplit=1)
    return Stamp(date_text.strip(), Author(name[0].strip()) if name and name[0].strip() else None)


def _leaves(nodes: Iterable[PageElement]) -> Iterator[PageElement]:
    """The strings, breaks and links in nodes, in the order of the page."""
    waiting = list(nodes)[::-1]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Tag) and node.name not in ("a", "br"):
            waiting.extend(reversed(node.contents))
        else:
            yield node
