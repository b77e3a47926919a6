"""Which pages of a forum are looked at: its front page, listings, threads, and further pages of these."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, zip_longest
from urllib.parse import urljoin

from feedforum.dates import Calendar, zone_named
from feedforum.engines.kit.dom import text_of
from feedforum.engines.profile.urls import template
from feedforum.learning.addresses import PageTemplate, listing_template, loose_shape, page_template
from feedforum.learning.blocks import find_blocks
from feedforum.learning.paths import outer_at, usual_path
from feedforum.learning.rows import (
    PageLink,
    Row,
    RowCluster,
    Sample,
    bare_number,
    leading_number,
    row_clusters,
    with_same_rows,
)
from feedforum.records import Document
from feedforum.translations import detail_text

MOST_REQUESTS = 12
"""How many pages are looked at in all."""

_LEAST = 0.05  # the score of rows that may be those of boards
_LISTING = 0.8  # that of rows that are those of threads
_MOST_KINDS = 4  # of links on the front page that are followed
_MOST_TRIED = 2  # of these, as a board may be empty and a thread have one post alone
_MOST_LISTINGS = 3  # further ones that are asked for until one has threads
_NEAR = 5  # tags around a link
_WHOLE = frozenset(("body", "html", "[document]"))
_MOST_THREADS = 6
_MOST_PAGES = 10_000  # that a row may link to
_KEPT = 3  # requests: for further pages of threads, to read one of them twice, and for the forum's feed

Get = Callable[[str], Document | None]


class NotUnderstoodError(Exception):
    """Why pages are no forum's, in a sentence."""


@dataclass(slots=True)
class Requests:
    """The pages asked for so far, and how many may still be."""

    get: Get
    base: str
    left: int
    asked: dict[str, Sample | None] = field(default_factory=dict)

    def page(self, url: str) -> Sample | None:
        """A page, asked for once; None where none came, or where enough were asked for."""
        url = url.partition("#")[0]
        if url not in self.asked and self.left:
            document = self.again(url)
            self.asked[url] = Sample(document) if document is not None else None
        return self.asked.get(url)

    def again(self, url: str) -> Document | None:
        """A page as it is by now; None where none came, or where enough were asked for."""
        if self.left == 0:
            return None
        self.left -= 1
        return self.get(url)


@dataclass(frozen=True, slots=True, eq=False)
class ThreadSample:
    """A page of a thread: its thread's id, and the number of the page."""

    page: Sample
    thread: str
    number: int


@dataclass(slots=True, eq=False)
class Pages:
    """What is learned from. `boards` are rows of boards, None where the front page lists threads."""

    requests: Requests
    index: Sample
    boards: RowCluster | None
    rows: list[Row]
    board_url: str
    thread_url: str
    threads: list[ThreadSample] = field(default_factory=list)
    thread_pages: PageTemplate = field(default_factory=PageTemplate)

    def thread_id(self, url: str) -> str:
        """The id of the thread that an address is of; empty for another address."""
        return id_by(self.thread_url, url)

    def board_id(self, listing: Sample) -> str:
        """The id of the board that a listing is of; empty for the only one."""
        return id_by(self.board_url, listing.document.url)

    def leads_on(self, link: PageLink) -> str:
        """The id of the thread whose further pages a link leads to; empty if it leads elsewhere."""
        return id_by(self.thread_pages.text, link.url)

    def board_pages(self) -> PageTemplate:
        """How further pages of boards are named."""
        links = (
            (link.text, link.url, {"id": self.board_id(listing)})
            for listing in by_page(self.rows)
            for link in listing.own_links
            if not self.thread_id(link.url) and not self.leads_on(link)
        )
        return page_template(links, self.board_url, self.requests.base)


def id_by(text: str, url: str) -> str:
    """The id that an address has by a template; empty if it is of another kind."""
    return str(template(text).id_in(url) or "") if text else ""


def look_at(front: Document, get: Get, most: int) -> Pages:
    """The pages to learn from, so many beside the front page at most. Raises NotUnderstoodError."""
    requests, index = Requests(get, urljoin(front.url, "."), most), Sample(front)
    requests.asked[front.url] = index
    boards, rows = _listings(requests, index)
    # A row that is alone in its part of a page has more around it than the others have.
    usual = usual_path(row.tag for row in rows)
    rows = [replace(row, tag=outer_at(usual, row.link.tag) or row.tag) for row in rows]
    board_url = listing_template((row.link.url for row in boards.rows), requests.base) if boards else ""
    if boards is not None and not board_url:
        raise NotUnderstoodError(detail_text("learned_no_boards"))
    listed_on = [id_by(board_url, row.page.document.url) for row in rows]
    thread_url = listing_template((row.link.url for row in rows), requests.base, listed_on)
    if not thread_url:
        raise NotUnderstoodError(detail_text("learned_no_addresses"))
    # The listing of the only board is as good as a front page that lists threads.
    pages = Pages(requests, index if boards else rows[0].page, boards, rows, board_url, thread_url)
    pages.threads += _first_pages(pages)
    pages.thread_pages = _thread_pages(pages)
    pages.threads += list(_second_pages(pages))
    return pages


def by_page(rows: Sequence[Row]) -> dict[Sample, list[Row]]:
    """The rows of each listing."""
    found: defaultdict[Sample, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.page].append(row)
    return found


# --- listings --------------------------------------------------------------------------------------


def _listings(requests: Requests, index: Sample) -> tuple[RowCluster | None, list[Row]]:
    """The rows of boards on the index, None where it lists threads itself; and the rows of threads."""
    clusters = [each for each in row_clusters(index) if each.score >= _LEAST]
    likeliest: dict[str, RowCluster] = {}
    for each in clusters:
        likeliest.setdefault(each.shape, each)
    for shape, best in islice(likeliest.items(), _MOST_KINDS):
        cluster = with_same_rows(best, clusters)
        urls = [row.link.url for row in sorted(cluster.rows, key=lambda row: -max(_numbers(row), default=0))]
        for number, url in enumerate(urls[:_MOST_TRIED], 1):
            page = requests.page(url)
            rows = _thread_rows(page, shape, index)
            if rows:
                further = urls[number : number + _MOST_LISTINGS]
                others = (_thread_rows(requests.page(more), shape, index) for more in further)
                return cluster, rows + next(filter(None, others), [])
            if page and find_blocks([page], Calendar(zone_named("UTC"))) is not None:
                return None, list(cluster.rows)
    for url in _dated_links(index)[:_MOST_LISTINGS]:
        rows = _thread_rows(requests.page(url), loose_shape(url), index)
        if rows:
            return None, rows
    raise NotUnderstoodError(detail_text("learned_no_threads"))


def _dated_links(index: Sample) -> list[str]:
    """Where the links of the front page lead that have a date near them, as the only board has."""
    near = ((link, islice(link.tag.parents, _NEAR)) for link in index.own_links if link.text)
    found = (
        link.url
        for link, around in near
        if bare_number(link.text) is None
        and any(id(tag) in index.dated_within and tag.name not in _WHOLE for tag in around)
    )
    return list(dict.fromkeys(found))


def _thread_rows(page: Sample | None, boards: str, index: Sample) -> list[Row]:
    """The rows of threads on a page, in which links to boards have the shape `boards`."""
    known = {link.url for link in index.own_links}
    clusters = [each for each in row_clusters(page) if each.shape != boards] if page else []
    for cluster in clusters:
        new = sum(row.link.url not in known for row in cluster.rows)
        dated = sum(id(row.tag) in row.page.dated_within for row in cluster.rows)
        if cluster.score > _LISTING and min(new, dated) > len(cluster.rows) / 2:
            return list(with_same_rows(cluster, clusters).rows)
    return []


def _numbers(row: Row) -> Iterator[int]:
    found = map(leading_number, row.tag.stripped_strings)
    return (number for number in found if number is not None)


# --- threads ---------------------------------------------------------------------------------------


def _first_pages(pages: Pages) -> Iterator[ThreadSample]:
    seen = set[Sample]()
    for row in _promising(pages.rows):
        if len(seen) == _MOST_THREADS or pages.requests.left <= _KEPT:
            break
        page = pages.requests.page(row.link.url)
        # An announcement stands in several boards.
        if page is not None and page not in seen:
            seen.add(page)
            yield ThreadSample(page, pages.thread_id(row.link.url), 1)


def _promising(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows to look at: of each listing the longest thread, then some of others, then all.

    Where no row links to pages, that is the one with the most by the smallest of the counts in rows.
    """
    orders = []
    for group in by_page(rows).values():
        counts = {id(row): list(_numbers(row)) for row in group}
        columns = min(map(len, counts.values()))
        totals = [sum(numbers[at] for numbers in counts.values()) for at in range(columns)]
        least = totals.index(min(filter(None, totals), default=0)) if any(totals) else 0
        counted = sorted(group, key=lambda row: (counts[id(row)] or [0])[least], reverse=True)
        some = counted[: max(1, len(counted) * 2 // 3)][:: max(1, len(counted) // 6)]
        longest = max(group, key=_pages_linked) if any(map(_pages_linked, group)) else counted[0]
        orders.append(list(dict.fromkeys([longest, *some, *counted])))
    yield from (row for several in zip_longest(*orders) for row in several if row is not None)


def _links_within(row: Row) -> list[PageLink]:
    inside = {id(tag) for tag in row.tag.find_all("a")}
    return [link for link in row.page.own_links if id(link.tag) in inside]


def _pages_linked(row: Row) -> int:
    """The highest page of its thread that a row seems to link to."""
    numbers = (bare_number(text_of(tag)) or 0 for tag in row.tag.find_all("a", href=True))
    return max((number for number in numbers if number < _MOST_PAGES), default=0)


def _thread_pages(pages: Pages) -> PageTemplate:
    """How further pages of threads are named, by the links on their first ones and in their rows."""
    boards = {pages.thread_id(row.link.url): pages.board_id(row.page) for row in pages.rows}
    links = [(sample.thread, link) for sample in pages.threads for link in sample.page.own_links]
    links += [(pages.thread_id(row.link.url), link) for row in pages.rows for link in _links_within(row)]
    numbered = ((link.text, link.url, {"id": id_, "board": boards.get(id_, "")}) for id_, link in links)
    return page_template(numbered, pages.thread_url, pages.requests.base)


def _second_pages(pages: Pages) -> Iterator[ThreadSample]:
    for sample in pages.threads:
        links = (link for link in sample.page.own_links if bare_number(link.text) == 2)
        url = next((link.url for link in links if pages.leads_on(link) == sample.thread), "")
        page = pages.requests.page(url) if url and pages.requests.left > _KEPT - 1 else None
        if page is not None:
            yield ThreadSample(page, sample.thread, 2)
