"""Rows that a page repeats: links of one kind, each with the part of the page that belongs to it alone."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlsplit

from bs4.element import NavigableString, PreformattedString, Tag

from feedforum.dates.date_search import date_in, has_clock
from feedforum.engines.kit.dom import attribute, text_of
from feedforum.engines.kit.texts import count_of
from feedforum.engines.profile.page import OneHostPage, number_in
from feedforum.learning.addresses import loose_shape
from feedforum.text.characters import clean_line

_HIDDEN = frozenset(("script", "style", "option", "textarea", "title", "noscript"))
_FIGURES = re.compile(r"\d+")
_BARE = re.compile(r"^[\s\[(]*(?:\d{1,3}(?:[.,'’\s]\d{3})+|\d{1,9})[\s\])]*$")
_LONGEST_COUNT = 30  # characters of a text that begins with a count
_LONGEST_DATE = 300  # characters of a text that may have a date in it
_MAY_BE_DATED = re.compile(
    r"\d|today|yesterday|heute|gestern|hier|ayer|ieri|oggi|hoy|aujourd|vandaag|gisteren", re.I
)


@dataclass(frozen=True, slots=True, eq=False)
class PageLink:
    """A link to the same host: its tag, its absolute address without a session, and what it shows."""

    tag: Tag
    url: str
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Dated:
    """A tag with a date, and the date's text."""

    tag: Tag
    text: str


class Sample(OneHostPage):
    """A page that is learned from."""

    @cached_property
    def own_links(self) -> list[PageLink]:
        """The links of the page to its own host."""
        host = urlsplit(self.document.url).netloc
        found = (PageLink(link.tag, self.absolute(link.href), link.text) for link in self.links)
        return [link for link in found if urlsplit(link.url).netloc == host and not _is_anchor(link.tag)]

    @cached_property
    def dates(self) -> list[Dated]:
        """The tags that have a date, in the order of the page: the smallest ones that have all of it."""
        found: dict[int, Dated] = {}
        for tag in self.soup.find_all(True):
            for exact in filter(None, (attribute(tag, "datetime"), attribute(tag, "title"))):
                if len(exact) < _LONGEST_DATE and date_in(exact):
                    found.setdefault(id(tag), Dated(tag, date_in(exact)))
        for text in self.soup.find_all(string=_MAY_BE_DATED):
            tag = text.parent or self.soup
            if isinstance(text, PreformattedString) or tag.name in _HIDDEN:
                continue
            if len(text) > _LONGEST_DATE or any(id(outer) in found for outer in (tag, *tag.parents)):
                continue
            dated = _dated(text, tag)
            if dated is not None:
                found[id(dated.tag)] = dated
        order = {id(tag): at for at, tag in enumerate(self.soup.find_all(True))}
        return sorted(found.values(), key=lambda dated: order[id(dated.tag)])

    @cached_property
    def dated_within(self) -> set[int]:
        """The ids of all tags that have a date with a time of day somewhere in them."""
        clocked = [dated.tag for dated in self.dates if has_clock(dated.text)]
        return {id(outer) for tag in clocked or [d.tag for d in self.dates] for outer in (tag, *tag.parents)}

    @cached_property
    def counted_within(self) -> set[int]:
        """The ids of all tags that have a bare number somewhere in them."""
        texts = self.soup.find_all(string=_BARE)
        shown = (text for text in texts if text.parent and text.parent.name not in _HIDDEN)
        return {id(outer) for text in shown for outer in text.parents}


def _is_anchor(tag: Tag) -> bool:
    return attribute(tag, "href").startswith("#")


def _dated(text: NavigableString, tag: Tag) -> Dated | None:
    shown = date_in(clean_line(str(text)))
    if has_clock(shown):
        return Dated(tag, shown)
    for outer in (tag, tag.parent) if shown else ():
        if outer is None or len(outer.get_text()) > _LONGEST_DATE:
            break
        whole = date_in(text_of(outer))
        if has_clock(whole):
            return Dated(outer, whole)
    # "Yesterday" alone may be any text's word.
    return Dated(tag, shown) if any(map(str.isdigit, shown)) or len(text_of(tag)) < 2 * len(shown) else None


def bare_number(text: str) -> int | None:
    """The number that a text is and nothing more; None for a date in figures, or any other text."""
    return count_of(text.strip(" []()")) if _BARE.match(text) else None


def leading_number(text: str) -> int | None:
    """The number that a short text begins with, as in `3` or `3 Replies`; None for a date."""
    if not text[:1].isdigit() or len(text) > _LONGEST_COUNT or date_in(text) or has_clock(text):
        return None
    return number_in(text)


def paths_to(tag: Tag) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of the tags from the page's root down to a tag, and the same with their classes."""
    outer = (*reversed(list(tag.parents)), tag)
    return tuple(each.name for each in outer), ("by class", *map(signature, outer))


def outer_at(path: tuple[str, ...], tag: Tag) -> Tag | None:
    """The tag or the one around it to which such names lead from the page's root; None without one."""
    return next((outer for outer in (tag, *tag.parents) if paths_to(outer)[0] == path), None)


def signature(tag: Tag) -> str:
    """A tag's name and classes without figures: rows are often striped by `row1` and `row2`."""
    return tag.name + _FIGURES.sub("", ".".join(sorted(["", *attribute(tag, "class").split()])))


@dataclass(frozen=True, slots=True, eq=False)
class RowCluster:
    """Links of one kind, one in each row. `score` is the higher the more the rows look like a listing's."""

    shape: str
    rows: tuple[tuple[PageLink, Tag], ...]
    score: float


def row_clusters(page: Sample) -> list[RowCluster]:
    """The rows of a page by the kind of link that they begin with, the likeliest listing first.

    Links of one kind stand in tags of the same names, and often of the same classes too; both are tried.
    """
    groups: defaultdict[tuple[str, tuple[str, ...]], list[PageLink]] = defaultdict(list)
    for link in page.own_links:
        if link.text and bare_number(link.text) is None and not date_in(link.text):
            for path in paths_to(link.tag):
                groups[loose_shape(link.url), path].append(link)
    clusters = [_cluster(page, shape, links) for (shape, _), links in groups.items()]
    return sorted((each for each in clusters if each is not None), key=lambda each: -each.score)


def with_same_rows(best: RowCluster, clusters: Sequence[RowCluster]) -> RowCluster:
    """A cluster with the rows of others that have links of the same kind in rows of the same place.

    A title in bold, as important threads have it, stands in other tags than the others do.
    """
    kinds = {signature(row) for _, row in best.rows}
    rows = {link.url: (link, row) for link, row in best.rows}
    for other in clusters:
        for link, row in other.rows if other.shape == best.shape else ():
            if signature(row) in kinds and all(row is not known for _, known in rows.values()):
                rows.setdefault(link.url, (link, row))
    return replace(best, rows=tuple(rows.values()))


def _cluster(page: Sample, shape: str, links: Sequence[PageLink]) -> RowCluster | None:
    chosen: dict[str, tuple[PageLink, Tag]] = {}
    for link, row in zip(links, own_parts([link.tag for link in links]), strict=True):
        chosen.setdefault(link.url, (link, row))
    count = len(chosen)
    if count < 2 or len({link.text for link in links}) < 0.6 * len(links) or count < 0.7 * len(links):
        return None
    rows = tuple(chosen.values())
    dated = sum(id(row) in page.dated_within for _, row in rows) / count
    counted = sum(id(row) in page.counted_within for _, row in rows) / count
    first = sum(_is_first(link, row) for link, row in rows) / count
    return RowCluster(shape, rows, min(count, 12) * (0.1 + dated) * (0.2 + counted) * (0.1 + first))


def _is_first(link: PageLink, row: Tag) -> bool:
    """Whether a link is the first of its row that shows a text."""
    shown = (tag for tag in row.find_all("a") if text_of(tag) and bare_number(text_of(tag)) is None)
    return next(shown, None) is link.tag


def own_parts(tags: Sequence[Tag]) -> list[Tag]:
    """For each tag the largest part of the page that has none of the others, all as deep as most are."""
    held: Counter[int] = Counter(id(outer) for tag in tags for outer in (tag, *tag.parents))
    found: list[list[Tag]] = []
    for tag in tags:
        chain = [tag]
        for outer in tag.parents:
            if held[id(outer)] > 1 or outer.name in ("body", "html", "[document]"):
                break
            chain.append(outer)
        found.append(chain)
    lengths = Counter(len(chain) for chain in found)
    usual = max(lengths, key=lambda length: (lengths[length], -length))
    return [chain[min(usual, len(chain)) - 1] for chain in found]
