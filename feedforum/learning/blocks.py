"""The block that a thread's page repeats for each post, found by the moments in it. Pure functions."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from bs4.element import Tag

from feedforum.dates import Calendar, PageDates
from feedforum.dates.date_search import has_clock
from feedforum.engines.kit.dom import attribute, text_of
from feedforum.engines.profile import words
from feedforum.learning.rows import Dated, Sample, class_path, own_parts, signature, tag_path

_MOST_TAGS = 8
"""How many tags in a row may make a post."""

_SHORTEST = 12
"""How many characters a page's posts have on average at least, beside their dates."""


@dataclass(frozen=True, slots=True, eq=False)
class Blocks:
    """The posts of one page: the tags they begin with, and their dates."""

    page: Sample
    starts: tuple[Tag, ...]
    dates: tuple[Dated, ...]
    moments: tuple[datetime | None, ...]

    @property
    def direction(self) -> int:
        """How many steps from post to post lead on in time, less those that lead back."""
        known = [moment for moment in self.moments if moment]
        return sum((b > a) - (b < a) for a, b in pairwise(known))


@dataclass(frozen=True, slots=True, eq=False)
class PostBlocksFound:
    """The posts of all pages, each made of up to `tags` tags; `certainty` is how sure that is, up to 1."""

    pages: tuple[Blocks, ...]
    tags: int
    certainty: float

    @property
    def posts(self) -> int:
        """How many posts all pages have."""
        return sum(len(each.starts) for each in self.pages)


def find_blocks(pages: Sequence[Sample], calendar: Calendar) -> PostBlocksFound | None:
    """The posts of some pages of threads; None where nothing is repeated that has a moment and a text."""
    clusters: defaultdict[tuple[str, ...], list[tuple[Sample, list[Dated]]]] = defaultdict(list)
    for page in pages:
        by_path: defaultdict[tuple[str, ...], list[Dated]] = defaultdict(list)
        for dated in page.dates:
            if words.EDITED.search(text_of(dated.tag).partition(dated.text)[0]):
                continue
            by_path[tag_path(dated.tag)].append(dated)
            by_path[("by class", *class_path(dated.tag))].append(dated)
        for path, found in by_path.items():
            clusters[path].append((page, found))
    scored = [each for found in clusters.values() if (each := _as_blocks(found, calendar, len(pages)))]
    return max(
        scored, key=lambda each: each.certainty**2 * sum(len(p.starts) for p in each.pages), default=None
    )


def _as_blocks(
    found: Sequence[tuple[Sample, list[Dated]]], calendar: Calendar, pages: int
) -> PostBlocksFound | None:
    several = [(page, dates) for page, dates in found if len(dates) > 1]
    if not several:
        return None
    blocks = [_blocks(page, dates, calendar) for page, dates in several]
    usual = Counter(tag_path(start) for each in blocks for start in each.starts).most_common(1)[0][0]
    for page, dates in found:
        if len(dates) == 1:
            tag = next(
                (t for t in (dates[0].tag, *dates[0].tag.parents) if tag_path(t) == usual), dates[0].tag
            )
            blocks.append(_made(page, (tag,), dates, calendar))
    blocks, tags = _with_neighbours(blocks)
    texts = [len(_text(start, tags)) for each in blocks for start in each.starts]
    steps = sum(max(len(each.starts) - 1, 0) for each in blocks)
    rising = abs(sum(each.direction for each in blocks)) / max(steps, 1)
    clocked = [has_clock(dated.text) for each in blocks for dated in each.dates]
    if sum(texts) / len(texts) < _SHORTEST or not sum(clocked) > len(clocked) / 2:
        return None
    different = len({_text(start, tags) for each in blocks for start in each.starts}) / len(texts)
    certainty = rising * len(found) / pages * different
    return PostBlocksFound(tuple(blocks), tags, certainty)


def _blocks(page: Sample, dates: Sequence[Dated], calendar: Calendar) -> Blocks:
    return _made(page, tuple(own_parts([dated.tag for dated in dates])), dates, calendar)


def _made(page: Sample, starts: Sequence[Tag], dates: Sequence[Dated], calendar: Calendar) -> Blocks:
    read = PageDates([dated.text for dated in dates], calendar, page.document.made_at)
    moments = tuple(moment.at if (moment := read.moment(dated.text)) else None for dated in dates)
    return Blocks(page, tuple(starts), tuple(dates), moments)


def _with_neighbours(blocks: Sequence[Blocks]) -> tuple[list[Blocks], int]:
    """The blocks with what belongs to each beside the tag that has the date, and how many tags that makes."""
    behind = Counter[int]()
    for each in blocks:
        for start, following in pairwise(each.starts):
            if following.parent is start.parent:
                behind[_steps(start, following)] += 1
            else:
                behind[0] += 1
    if not behind or behind.most_common(1)[0][0] == 0:
        return list(blocks), 1
    apart = behind.most_common(1)[0][0]
    tags = min(max(steps for steps, times in behind.items() if times > 0.05 * behind.total()), _MOST_TAGS)
    moved = list(blocks)
    for _ in range(apart - 1):
        before = [[_previous(start) for start in each.starts] for each in moved]
        flat = [tag for each in before for tag in each]
        kinds = {_kind(tag) for tag in flat if tag is not None}
        if None in flat or len(kinds) != 1 or not any(_says(tag) for tag in flat if tag is not None):
            break
        moved = [
            Blocks(each.page, tuple(tag for tag in tags_before if tag is not None), each.dates, each.moments)
            for each, tags_before in zip(moved, before, strict=True)
        ]
    return moved, tags


def _steps(start: Tag, following: Tag) -> int:
    count = 0
    for node in start.next_siblings:
        count += isinstance(node, Tag)
        if node is following:
            break
    return count


def _previous(tag: Tag) -> Tag | None:
    return next((node for node in tag.previous_siblings if isinstance(node, Tag)), None)


def _kind(tag: Tag) -> tuple[str, ...]:
    return (signature(tag), *(signature(child) for child in tag.children if isinstance(child, Tag)))


def _says(tag: Tag) -> bool:
    return bool(text_of(tag) or attribute(tag, "name") or attribute(tag, "id"))


def _text(start: Tag, tags: int) -> str:
    texts, left = [text_of(start)], tags - 1
    for node in start.next_siblings:
        if left <= 0:
            break
        if isinstance(node, Tag):
            texts.append(text_of(node))
            left -= 1
    return " ".join(texts)
