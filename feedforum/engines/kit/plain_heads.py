"""Who wrote a post, and when, by what stands around its message: for skins that have no names for either."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from bs4.element import Tag

from feedforum.dates.date_search import date_in, has_clock
from feedforum.engines.kit.dom import attribute, classes, inside, is_within, text_of
from feedforum.engines.kit.last_post import author_in
from feedforum.engines.kit.links import Link, link_of
from feedforum.records import Author

_LONGEST = 150  # characters: the line that a date stands in
_OF_OTHERS = ("profile", "signature", "userinfo", "user_info", "author_stat", "edit", "modified", "notice")


def outside(frames: Iterable[Tag], body: Tag) -> Iterator[Tag]:
    """The tags of a post that neither hold its message nor stand in it, in the order of the page."""
    around = {id(outer) for outer in body.parents}
    for frame in frames:
        for tag in inside(frame):
            if tag is not body and id(tag) not in around and not is_within(tag, body):
                yield tag


def author_of_post(
    named: Tag | None,
    frames: Iterable[Tag],
    body: Tag,
    member_of: Callable[[Link], Author | None],
    otherwise: Tag | None = None,
) -> Author:
    """Who wrote a post: as `named` says where a skin has that tag, else the member whose profile it leads to.

    `member_of` gives the member of a link; where there is none, `otherwise` says it.
    """
    links = (link_of(tag) for tag in outside(frames, body) if tag.name == "a" and named is None)
    member = next((author for link in links if link and (author := member_of(link))), None)
    return member or author_in(named or otherwise, member_of)


def date_outside(frames: Sequence[Tag], body: Tag) -> str:
    """The first date with a time of day that is not a member's own, nor an edit's; empty if there is none."""
    dated: list[tuple[Tag, str]] = []
    for tag in outside(frames, body):
        text = text_of(tag)
        found = date_in(text) if len(text) <= _LONGEST else ""
        if has_clock(found) and not any(map(_is_of_others, (tag, *tag.parents))):
            dated.append((tag, found))
    # The innermost tag: what is around it may have a subject, too, that names a date.
    return next((found for tag, found in dated if not any(is_within(other, tag) for other, _ in dated)), "")


def _is_of_others(tag: Tag) -> bool:
    named = " ".join((*classes(tag), attribute(tag, "id").lower()))
    return any(name in named for name in _OF_OTHERS)
