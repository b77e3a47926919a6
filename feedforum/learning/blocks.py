"""The block that a thread's page repeats for each post, found by the moments in it. Pure functions."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from bs4.element import Tag

from feedforum.dates import Calendar, PageDates
from feedforum.dates.date_search import has_clock
from feedforum.engines.kit.dom import attribute, text_of
from feedforum.engines.profile import words
from feedforum.learning.rows import Dated, Sample, outer_at, own_parts, paths_to, signature

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
    clusters: defaultdict[tuple[str, ...], dict[Sample, list[Dated]]] = defaultdict(dict)
    for page in pages:
        for dated in page.dates:
            # The date of an edit is none of a post.
            if not words.EDITED.search(text_of(dated.tag).partition(dated.text)[0]):
                for path in paths_to(dated.tag):
                    clusters[path].setdefault(page, []).append(dated)
    scored = [each for found in clusters.values() if (each := _as_blocks(found, calendar, len(pages)))]
    return max(scored, key=lambda each: each.certainty**2 * each.posts, default=None)


def _as_blocks(found: dict[Sample, list[Dated]], calendar: Calendar, pages: int) -> PostBlocksFound | None:
    starts = {page: own_parts([dated.tag for dated in dates]) for page, dates in found.items()}
    several = Counter(paths_to(tag)[0] for tags in starts.values() if len(tags) > 1 for tag in tags)
    if not several:
        return None
    usual = several.most_common(1)[0][0]
    for page, dates in found.items():
        first_of: dict[int, tuple[Tag, Dated]] = {}
        for start, dated in zip(starts[page], dates, strict=True):
            whole = start if paths_to(start)[0] == usual else outer_at(usual, dated.tag) or start
            first_of.setdefault(id(whole), (whole, dated))
        starts[page], found[page] = map(list, zip(*first_of.values(), strict=True))
    blocks, tags = _with_neighbours([_made(page, starts[page], found[page], calendar) for page in found])
    texts = [_text(start, tags) for each in blocks for start in each.starts]
    rising = abs(sum(each.direction for each in blocks)) / max(len(texts) - len(blocks), 1)
    clocked = [has_clock(dated.text) for each in blocks for dated in each.dates]
    if sum(map(len, texts)) / len(texts) < _SHORTEST or not sum(clocked) > len(clocked) / 2:
        return None
    return PostBlocksFound(tuple(blocks), tags, rising * len(found) / pages * len(set(texts)) / len(texts))


def _made(page: Sample, starts: Sequence[Tag], dates: Sequence[Dated], calendar: Calendar) -> Blocks:
    read = PageDates([dated.text for dated in dates], calendar, page.document.made_at)
    moments = tuple(moment.at if (moment := read.moment(dated.text)) else None for dated in dates)
    return Blocks(page, tuple(starts), tuple(dates), moments)


def _with_neighbours(blocks: list[Blocks]) -> tuple[list[Blocks], int]:
    """The blocks with what belongs to each beside the tag that has the date, and how many tags that makes."""
    steps = Counter(_steps(a, b) for each in blocks for a, b in pairwise(each.starts))
    apart = steps.most_common(1)[0][0] if steps else 0
    if apart == 0:
        return blocks, 1
    tags = min(max(count for count, times in steps.items() if times > 0.05 * steps.total()), _MOST_TAGS)
    for _ in range(apart - 1):
        before = [[start.find_previous_sibling(True) for start in each.starts] for each in blocks]
        flat = [tag for each in before for tag in each if isinstance(tag, Tag)]
        all_alike = len({_kind(tag) for tag in flat}) == 1 and len(flat) == sum(map(len, before))
        if not all_alike or not any(map(_says, flat)):
            break
        left = iter(flat)
        blocks = [replace(each, starts=tuple(next(left) for _ in each.starts)) for each in blocks]
    return blocks, tags


def _steps(start: Tag, following: Tag) -> int:
    """How many tags further a tag stands; 0 if not beside it."""
    after = start.find_next_siblings(True)
    return next((at for at, tag in enumerate(after, 1) if tag is following), 0)


def _kind(tag: Tag) -> tuple[str, ...]:
    return (signature(tag), *map(signature, tag.find_all(True, recursive=False)))


def _says(tag: Tag) -> bool:
    return bool(text_of(tag) or attribute(tag, "name") or attribute(tag, "id"))


def _text(start: Tag, tags: int) -> str:
    return " ".join(map(text_of, (start, *start.find_next_siblings(True, limit=tags)[: tags - 1])))
