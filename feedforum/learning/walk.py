"""Which pages of a forum are looked at: its front page, listings, threads, and further pages of these."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, zip_longest
from urllib.parse import urljoin

from bs4.element import Tag

from feedforum.dates import Calendar, zone_named
from feedforum.engines.kit.dom import attribute, text_of
from feedforum.engines.profile.urls import template
from feedforum.learning.addresses import (
    PageTemplate,
    listing_template,
    loose_shape,
    page_template,
    relative,
    rooted,
    with_board,
)
from feedforum.learning.blocks import find_blocks
from feedforum.learning.rows import (
    PageLink,
    RowCluster,
    Sample,
    bare_number,
    leading_number,
    outer_at,
    paths_to,
    row_clusters,
    with_same_rows,
)
from feedforum.records import Document
from feedforum.translations import detail_text

MOST_REQUESTS = 12
"""How many pages are looked at in all."""

_LEAST = 0.05  # the score of rows that may be those of boards
_MOST_KINDS = 4  # of links on the front page that are followed
_MOST_LISTINGS = 3  # further ones that are asked for until one has threads
_NEAR = 5  # tags around a link
_MOST_THREADS = 6
_KEPT = 3  # requests: for further pages of threads, to read one of them twice, and for the forum's feed

Get = Callable[[str], Document | None]


class NotUnderstoodError(Exception):
    """Why pages are no forum's, in a sentence."""


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A row of a listing that leads to a thread; `board` is the id of the listing's board."""

    page: Sample
    board: str
    link: PageLink
    tag: Tag


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


@dataclass(frozen=True, slots=True, eq=False)
class Pages:
    """What is learned from. `boards` are rows of boards, None where the front page lists threads."""

    requests: Requests
    index: Sample
    boards: RowCluster | None
    rows: list[Row]
    board_url: str
    thread_url: str
    thread_pages: PageTemplate
    threads: list[ThreadSample]

    def thread_id(self, url: str) -> str:
        """The id of the thread that an address is of; empty for another address."""
        return id_by(self.thread_url, url)

    def leads_on(self, link: PageLink) -> str:
        """The id of the thread whose further pages a link leads to; empty if it leads elsewhere."""
        return id_by(self.thread_pages.text, link.url)

    def board_pages(self) -> PageTemplate:
        """How further pages of boards are named."""
        listings = {id(row.page): row for row in self.rows}.values()
        links = [
            (link.text, link.url, row.board, "")
            for row in listings
            for link in row.page.own_links
            if not self.thread_id(link.url) and not self.leads_on(link)
        ]
        return page_template(links, self.board_url, self.requests.base)


def id_by(text: str, url: str) -> str:
    """The id that an address has by a template; empty if it is of another kind."""
    return str(template(text).id_in(url) or "") if text else ""


def look_at(front: Document, get: Get, most: int) -> Pages:
    """The pages to learn from, so many beside the front page at most. Raises NotUnderstoodError."""
    requests, index = Requests(get, urljoin(front.url, "."), most), Sample(front)
    requests.asked[front.url] = index
    boards, rows = _listings(requests, index)
    rows = _alike(rows)
    if boards is None:
        # The listing of the only board is as good as a front page that lists threads.
        index = rows[0].page
    board_url = ""
    if boards is not None:
        board_url = _board_url(boards, requests.base)
        if not board_url:
            raise NotUnderstoodError(detail_text("learned_no_boards"))
    groups = by_page(rows)
    urls = [[relative(row.link.url, requests.base) for row in group] for group in groups]
    thread_url = listing_template(urls, [group[0].board for group in groups])
    if len(groups) == 1:
        thread_url = with_board(thread_url, groups[0][0].board)
    thread_url = rooted(thread_url, requests.base)
    if not thread_url:
        raise NotUnderstoodError(detail_text("learned_no_addresses"))
    samples = _first_pages(requests, rows, thread_url)
    pages = _thread_pages(requests.base, rows, samples, thread_url)
    samples += list(_second_pages(requests, samples, pages))
    return Pages(requests, index, boards, rows, board_url, thread_url, pages, samples)


def by_page(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows of each listing."""
    found: defaultdict[Sample, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.page].append(row)
    return list(found.values())


def _alike(rows: Sequence[Row]) -> list[Row]:
    """The rows at the same place as most: one that is alone in its part of a page has more around it."""
    usual = Counter(paths_to(row.tag)[0] for row in rows).most_common(1)[0][0]
    return [replace(row, tag=outer_at(usual, row.link.tag) or row.tag) for row in rows]


# --- listings --------------------------------------------------------------------------------------


def _listings(requests: Requests, index: Sample) -> tuple[RowCluster | None, list[Row]]:
    """The rows of boards on the index, None where it lists threads itself; and the rows of threads."""
    clusters = [each for each in row_clusters(index) if each.score >= _LEAST]
    shapes = list(dict.fromkeys(each.shape for each in clusters))[:_MOST_KINDS]
    for shape in shapes:
        cluster = with_same_rows(next(each for each in clusters if each.shape == shape), clusters)
        links = [link for link, _ in sorted(cluster.rows, key=lambda row: -_largest_number(row[1]))]
        page = requests.page(links[0].url)
        rows = _thread_rows(page, shape, index) if page else []
        if page and not rows and find_blocks([page], Calendar(zone_named("UTC"))) is not None:
            return None, [Row(index, "", *row) for row in cluster.rows]
        if page and rows:
            board = _board_url(cluster, requests.base)
            found = [Row(page, id_by(board, links[0].url), *row) for row in rows]
            for link in links[1 : 1 + _MOST_LISTINGS]:
                other = requests.page(link.url)
                more = _thread_rows(other, shape, index) if other else []
                found += [Row(other, id_by(board, link.url), *row) for row in more if other]
                if more:
                    break
            return cluster, found
    for link in _dated_links(index)[:_MOST_LISTINGS]:
        page = requests.page(link.url)
        rows = _thread_rows(page, loose_shape(link.url), index) if page else []
        if page and rows:
            return None, [Row(page, "", *row) for row in rows]
    raise NotUnderstoodError(detail_text("learned_no_threads"))


def _board_url(boards: RowCluster, base: str) -> str:
    return rooted(listing_template([[relative(link.url, base) for link, _ in boards.rows]]), base)


def _dated_links(index: Sample) -> list[PageLink]:
    """The links of the front page that have a date near them, as the only board has."""
    found: dict[str, PageLink] = {}
    for link in index.own_links:
        near = list(islice(link.tag.parents, _NEAR))
        inside = [outer for outer in near if outer.name not in ("body", "html", "[document]")]
        if link.text and bare_number(link.text) is None and any(id(o) in index.dated_within for o in inside):
            found.setdefault(link.url, link)
    return list(found.values())


def _thread_rows(page: Sample, boards: str, index: Sample) -> list[tuple[PageLink, Tag]]:
    known = {link.url for link in index.own_links}
    clusters = [each for each in row_clusters(page) if each.shape != boards]
    for cluster in clusters:
        new = sum(link.url not in known for link, _ in cluster.rows)
        dated = sum(id(row) in page.dated_within for _, row in cluster.rows)
        if cluster.score > 0.8 and min(new, dated) > len(cluster.rows) / 2:
            return list(with_same_rows(cluster, clusters).rows)
    return []


def _numbers(row: Tag) -> list[int]:
    found = map(leading_number, row.stripped_strings)
    return [number for number in found if number is not None]


def _largest_number(row: Tag) -> int:
    return max(_numbers(row), default=0)


# --- threads ---------------------------------------------------------------------------------------


def _first_pages(requests: Requests, rows: Sequence[Row], thread_url: str) -> list[ThreadSample]:
    samples: list[ThreadSample] = []
    for row in _promising(rows):
        if len(samples) == _MOST_THREADS or requests.left <= _KEPT:
            break
        page = requests.page(row.link.url)
        if page is not None:
            samples.append(ThreadSample(page, id_by(thread_url, row.link.url), 1))
    return samples


def _promising(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows to look at: of each listing the long threads, then others of its middle."""
    orders = []
    for group in by_page(rows):
        paged = max(group, key=_promised)
        counted = sorted(group, key=lambda row: next(iter(_numbers(row.tag)), 0), reverse=True)
        middle = counted[: max(1, len(counted) * 2 // 3)]
        spread = middle[:: max(1, len(middle) // 4)]
        orders.append(list(dict.fromkeys([paged, *spread, *counted])))
    yield from (row for several in zip_longest(*orders) for row in several if row is not None)


def _promised(row: Row) -> int:
    """The highest page of its thread that a row seems to link to."""
    numbers = (bare_number(text_of(tag)) or 0 for tag in row.tag.find_all("a") if attribute(tag, "href"))
    return max((number for number in numbers if number < 10_000), default=0)


def _thread_pages(
    base: str, rows: Sequence[Row], samples: Sequence[ThreadSample], thread_url: str
) -> PageTemplate:
    boards = {id_by(thread_url, row.link.url): row.board for row in rows}
    links = [(sample.thread, link) for sample in samples for link in sample.page.own_links]
    for row in rows:
        inside = {id(tag) for tag in row.tag.find_all("a")}
        thread = id_by(thread_url, row.link.url)
        links += [(thread, link) for link in row.page.own_links if id(link.tag) in inside]
    told = [(link.text, link.url, thread, boards.get(thread, "")) for thread, link in links]
    return page_template(told, thread_url, base)


def _second_pages(
    requests: Requests, samples: Sequence[ThreadSample], pages: PageTemplate
) -> Iterator[ThreadSample]:
    for sample in samples:
        second = next(
            (
                link
                for link in sample.page.own_links
                if bare_number(link.text) == 2 and id_by(pages.text, link.url) == sample.thread
            ),
            None,
        )
        more = requests.page(second.url) if second is not None and requests.left > _KEPT - 1 else None
        if more is not None:
            yield ThreadSample(more, sample.thread, 2)
