"""The block that a thread's page repeats for each post, found by the moments in it. Pure functions."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from bs4.element import Tag

from feedforum.dates import Calendar, PageDates
from feedforum.engines.kit.dom import text_of
from feedforum.engines.profile import words
from feedforum.learning.paths import Path, outer_at, own_parts, paths_to, signature, usual_path
from feedforum.learning.rows import Dated, Sample

_MOST_TAGS = 8
"""How many tags in a row may make a post."""


@dataclass(frozen=True, slots=True, eq=False)
class Blocks:
    """The posts of one page: the tags they begin with, and their dates.

    `vague` are the steps from post to post that may lead on, as "2 days ago" stands at both.
    """

    page: Sample
    starts: tuple[Tag, ...]
    dates: tuple[Dated, ...]
    moments: tuple[datetime | None, ...]
    vague: int

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


def find_blocks(pages: Sequence[Sample], calendar: Calendar) -> PostBlocksFound | None:
    """The posts of some pages of threads; None where nothing is repeated that has a moment."""
    clusters: defaultdict[Path, dict[Sample, list[Dated]]] = defaultdict(dict)
    for page in pages:
        for dated in page.dates:
            # The date of an edit is none of a post.
            if not words.EDITED.search(text_of(dated.tag).partition(dated.text)[0]):
                for path in paths_to(dated.tag):
                    clusters[path].setdefault(page, []).append(dated)
    found = [each for dates in clusters.values() if (each := _as_blocks(dates, calendar, len(pages)))]
    return max(found, key=lambda each: each.certainty**2 * _posts(each.pages), default=None)


def _as_blocks(found: dict[Sample, list[Dated]], calendar: Calendar, pages: int) -> PostBlocksFound | None:
    starts = {page: own_parts([dated.tag for dated in dates]) for page, dates in found.items()}
    several = [tag for tags in starts.values() if len(tags) > 1 for tag in tags]
    if not several:
        return None
    usual, blocks = usual_path(several), list[Blocks]()
    for page, dates in found.items():
        first_of: dict[int, tuple[Tag, Dated]] = {}
        for start, dated in zip(starts[page], dates, strict=True):
            whole = outer_at(usual, dated.tag) or start
            first_of.setdefault(id(whole), (whole, dated))
        tags_of, dates_of = zip(*first_of.values(), strict=True)
        read = PageDates([dated.text for dated in dates_of], calendar, page.document.made_at)
        moments = [read.moment(dated.text) for dated in dates_of]
        vague = sum(bool(a and a == b and a.uncertainty) for a, b in pairwise(moments))
        known = tuple(each.at if each else None for each in moments)
        blocks.append(Blocks(page, tags_of, dates_of, known, vague))
    blocks, tags = _with_neighbours(blocks)
    texts, posts = {_text(start, tags) for each in blocks for start in each.starts}, _posts(blocks)
    # A thread of its own may have the newest post on top.
    steps = posts - sum(1 + each.vague for each in blocks)
    rising = sum(abs(each.direction) for each in blocks) / max(steps, 1)
    return PostBlocksFound(tuple(blocks), tags, rising * len(found) / pages * len(texts) / posts)


def _posts(pages: Sequence[Blocks]) -> int:
    return sum(len(each.starts) for each in pages)


def _with_neighbours(blocks: list[Blocks]) -> tuple[list[Blocks], int]:
    """The blocks with what belongs to each beside the tag that has the date, and how many tags that makes."""
    steps = Counter(_steps(a, b) for each in blocks for a, b in pairwise(each.starts))
    apart = steps.most_common(1)[0][0] if steps else 0
    if apart == 0:
        return blocks, 1
    tags = min(max(count for count, times in steps.items() if times > 0.05 * steps.total()), _MOST_TAGS)
    for _ in range(apart - 1):
        before = [[start.find_previous_sibling(True) for start in each.starts] for each in blocks]
        kinds = {_kind(tag) if isinstance(tag, Tag) else () for tags in before for tag in tags}
        if len(kinds) > 1 or () in kinds:
            break
        found = ([tag for tag in tags if isinstance(tag, Tag)] for tags in before)
        blocks = [replace(each, starts=tuple(starts)) for each, starts in zip(blocks, found, strict=True)]
    return blocks, tags


def _steps(start: Tag, following: Tag) -> int:
    """How many tags further a tag stands; 0 if not beside it."""
    after = start.find_next_siblings(True)
    return next((at for at, tag in enumerate(after, 1) if tag is following), 0)


def _kind(tag: Tag) -> tuple[str, ...]:
    return (signature(tag), *map(signature, tag.find_all(True, recursive=False)))


def _text(start: Tag, tags: int) -> str:
    return " ".join(map(text_of, (start, *start.find_next_siblings(True, limit=tags)[: tags - 1])))
