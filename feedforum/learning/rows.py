"""Rows that a page repeats: links of one kind, each with the part of the page that belongs to it alone."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlsplit

from bs4.element import PreformattedString, Tag

from feedforum.dates.date_search import date_in, has_clock
from feedforum.engines.kit.dom import text_of
from feedforum.engines.kit.texts import count_of
from feedforum.engines.profile.page import OneHostPage, exact_date, number_in
from feedforum.learning.addresses import loose_shape
from feedforum.learning.paths import own_parts, paths_to, signature
from feedforum.text.characters import clean_line

_HIDDEN = frozenset(("script", "style", "option", "textarea", "title", "noscript"))
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
        links = (link for link in self.links if not link.href.startswith("#"))
        found = (PageLink(link.tag, self.absolute(link.href), link.text) for link in links)
        return [link for link in found if urlsplit(link.url).netloc == host]

    @cached_property
    def dates(self) -> list[Dated]:
        """The tags that have a date, in the order of the page: the smallest ones that have all of it."""
        found: dict[int, Dated] = {}
        for tag in self.soup.find_all(True):
            if tag.name not in _HIDDEN and not any(id(outer) in found for outer in tag.parents):
                dated = _dated(tag)
                if dated is not None:
                    found.setdefault(id(dated.tag), dated)
        return list(found.values())

    @cached_property
    def dated_within(self) -> set[int]:
        """The ids of all tags that have a date somewhere in them."""
        return {id(outer) for dated in self.dates for outer in (dated.tag, *dated.tag.parents)}

    @cached_property
    def counted_within(self) -> set[int]:
        """The ids of all tags that have a bare number somewhere in them."""
        texts = self.soup.find_all(string=_BARE)
        shown = (text for text in texts if text.parent and text.parent.name not in _HIDDEN)
        return {id(outer) for text in shown for outer in text.parents}


def _dated(tag: Tag) -> Dated | None:
    """The date in a tag's attribute or own text, with its time of day, which may stand around the tag."""
    exact = exact_date(tag)
    if exact:
        return Dated(tag, exact)
    texts = (text for text in tag.find_all(string=_MAY_BE_DATED, recursive=False))
    own = (clean_line(text) for text in texts if not isinstance(text, PreformattedString))
    shown = next(filter(None, (date_in(text) for text in own if len(text) < _LONGEST_DATE)), "")
    for outer in (tag, tag.parent) if shown and not has_clock(shown) else ():
        whole = date_in(text_of(outer)) if outer and len(outer.get_text()) < _LONGEST_DATE else ""
        if outer and has_clock(whole):
            return Dated(outer, whole)
    return Dated(tag, shown) if shown else None


def bare_number(text: str) -> int | None:
    """The number that a text is and nothing more; None for a date in figures, or any other text."""
    return count_of(text.strip(" []()")) if _BARE.match(text) else None


def leading_number(text: str) -> int | None:
    """The number that a short text begins with, as in `3` or `3 Replies`; None for a date."""
    if not text[:1].isdigit() or len(text) > _LONGEST_COUNT or date_in(text) or has_clock(text):
        return None
    return number_in(text)


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A row of a page: the tag around it, and the link that it is about."""

    page: Sample
    link: PageLink
    tag: Tag


@dataclass(frozen=True, slots=True, eq=False)
class RowCluster:
    """Links of one kind, one in each row. `score` is the higher the more the rows look like a listing's."""

    shape: str
    rows: tuple[Row, ...]
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
    kinds = {signature(row.tag) for row in best.rows}
    rows = {row.link.url: row for row in best.rows}
    for row in (row for other in clusters if other.shape == best.shape for row in other.rows):
        if signature(row.tag) in kinds and all(row.tag is not known.tag for known in rows.values()):
            rows.setdefault(row.link.url, row)
    return replace(best, rows=tuple(rows.values()))


def _cluster(page: Sample, shape: str, links: Sequence[PageLink]) -> RowCluster | None:
    chosen: dict[str, Row] = {}
    for link, part in zip(links, own_parts([link.tag for link in links]), strict=True):
        chosen.setdefault(link.url, Row(page, link, part))
    rows, count = tuple(chosen.values()), len(chosen)
    if count < 2 or len({link.text for link in links}) < 0.6 * len(links) or count < 0.7 * len(links):
        return None
    dated = sum(id(row.tag) in page.dated_within for row in rows) / count
    counted = sum(id(row.tag) in page.counted_within for row in rows) / count
    first = sum(map(_is_first, rows)) / count
    return RowCluster(shape, rows, min(count, 12) * (0.1 + dated) * (0.2 + counted) * (0.1 + first))


def _is_first(row: Row) -> bool:
    """Whether a row's link is the first of it that shows a text."""
    shown = (tag for tag in row.tag.find_all("a") if text_of(tag) and bare_number(text_of(tag)) is None)
    return next(shown, None) is row.link.tag
