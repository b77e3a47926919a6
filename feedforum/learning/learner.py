"""From a forum's front page to its profile: which pages to look at, and what they tell together."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from urllib.parse import urljoin

from bs4.element import PreformattedString, Tag

from feedforum.dates import Calendar, order_of
from feedforum.engines.kit.dom import attribute, text_of
from feedforum.engines.kit.last_post import without_by
from feedforum.engines.kit.native_feed import FeedMoment, feed_moments
from feedforum.engines.profile import ProfileEngine, words
from feedforum.engines.profile.page import ProfilePage, wrapped
from feedforum.engines.profile.urls import template
from feedforum.learning import fields
from feedforum.learning.addresses import (
    PageTemplate,
    listing_template,
    page_template,
    post_template,
    relative,
    with_board,
)
from feedforum.learning.blocks import PostBlocksFound, find_blocks
from feedforum.learning.daylight import feed_link, fixed_by_feed, says
from feedforum.learning.listing_rows import (
    Known,
    latest_dates,
    name_column,
    number_columns,
    thread_columns,
)
from feedforum.learning.rows import (
    PageLink,
    RowCluster,
    Sample,
    bare_number,
    own_parts,
    row_clusters,
    with_same_rows,
)
from feedforum.learning.selectors import field_selector, mark_selector, repeated_selector, share_right
from feedforum.records import BoardRows, Document, Doubt, PostBlocks, Profile, ThreadRows, Urls
from feedforum.text.characters import clean_line

MOST_REQUESTS = 12
"""How many pages are looked at in all."""

_LEAST = 0.05  # the score of rows that may be those of boards
_MOST_KINDS = 4  # of links on the front page that are followed
_MOST_THREADS = 6
_KEPT = 3  # requests: for further pages of threads, to read one of them twice, and for the forum's feed
_SURE = 0.98
_MOST_NESTED = 5
_LONGEST_LINE = 200

_CERTAIN = 0.6
_UNSURE = {
    Doubt.POSTS: ("block",),
    Doubt.AUTHOR: ("author",),
    Doubt.MOMENT: ("date",),
    Doubt.TEXT: ("text",),
    Doubt.LAST_POST: ("thread date",),
}
"""Of what a confidence below `_CERTAIN` is a doubt."""

Get = Callable[[str], Document | None]


class NotUnderstoodError(Exception):
    """Why pages are no forum's, in a sentence."""


@dataclass(frozen=True, slots=True)
class Learned:
    """A profile, how sure each of its parts is (from 0 to 1), and what is doubtful, by name.

    `told` is what the forum's feed tells of the threads whose `pages` were read.
    """

    profile: Profile
    confidence: dict[str, float]
    doubts: tuple[Doubt, ...] = ()
    pages: tuple[Document, ...] = ()
    told: tuple[FeedMoment, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A row of a listing that leads to a thread."""

    page: Sample
    board: str
    link: PageLink
    tag: Tag


@dataclass(slots=True)
class Walk:
    """The pages looked at so far."""

    get: Get
    base: str
    left: int
    asked: dict[str, Sample | None] = field(default_factory=dict)

    def page(self, url: str) -> Sample | None:
        """A page, asked for once; None where none came, or where enough were asked for."""
        url = url.partition("#")[0]
        if url not in self.asked:
            if self.left == 0:
                return None
            self.left -= 1
            document = self.get(url)
            self.asked[url] = Sample(document) if document is not None else None
        return self.asked[url]

    def again(self, url: str) -> Document | None:
        """A page as it is by now; None where none came, or where enough were asked for."""
        if self.left == 0:
            return None
        self.left -= 1
        return self.get(url)


def learn(front: Document, get: Get, calendar: Calendar, most: int = MOST_REQUESTS - 1) -> Learned:
    """The profile of the forum whose front page is given, by so many other pages at most.

    Raises NotUnderstoodError.
    """
    walk = Walk(get, urljoin(front.url, "."), most)
    index = Sample(front)
    walk.asked[front.url] = index
    boards, rows = _listings(walk, index)
    board_url = _board_template(walk, boards)
    by_page: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        by_page[id(row.page)].append(row)
    groups = list(by_page.values())
    thread_url = listing_template(
        [[relative(row.link.url, walk.base) for row in group] for group in groups],
        [group[0].board for group in groups],
    )
    if len(groups) == 1 and groups[0][0].board:
        thread_url = with_board(thread_url, groups[0][0].board)
    if not thread_url:
        raise NotUnderstoodError("The addresses of its threads have nothing in common.")
    return _Learner(walk, index, boards, rows, board_url, thread_url, calendar).learned()


def _listings(walk: Walk, index: Sample) -> tuple[RowCluster | None, list[Row]]:
    """The rows of boards on the index, None where it lists threads itself; and the rows of threads."""
    clusters = row_clusters(index)
    tried: set[str] = set()
    for cluster in clusters:
        if cluster.shape in tried or cluster.score < _LEAST or len(tried) == _MOST_KINDS:
            continue
        tried.add(cluster.shape)
        whole = with_same_rows(cluster, clusters)
        order = _largest_first(whole)
        page = walk.page(order[0][0].url)
        if page is None:
            continue
        rows = _thread_rows(page, cluster, index)
        if rows:
            board_of = _ids_of(whole, walk.base)
            found = [Row(page, board_of.get(order[0][0].url, ""), *row) for row in rows]
            for link, _ in order[1:4]:
                other = walk.page(link.url)
                more = _thread_rows(other, cluster, index) if other is not None else []
                found += [Row(other, board_of.get(link.url, ""), *row) for row in more if other is not None]
                if more:
                    break
            return whole, found
        if find_blocks([page], Calendar(_UTC)) is not None:
            return None, [
                Row(index, "", link, row) for link, row in zip(whole.links, whole.rows, strict=True)
            ]
    raise NotUnderstoodError("No page of it lists threads, with links that lead to pages of dated posts.")


def _ids_of(boards: RowCluster, base: str) -> dict[str, str]:
    text = template(listing_template([[relative(link.url, base) for link in boards.links]]))
    return {link.url: str(text.id_in(link.url) or "") for link in boards.links} if text.text else {}


def _thread_rows(page: Sample, boards: RowCluster, index: Sample) -> list[tuple[PageLink, Tag]]:
    known = {link.url for link in index.own_links}
    clusters = [each for each in row_clusters(page) if each.shape != boards.shape]
    for cluster in clusters:
        new = [link for link in cluster.links if link.url not in known]
        dated = sum(id(row) in page.dated_within for row in cluster.rows)
        if cluster.score > 0.8 and dated > len(cluster.rows) / 2 and len(new) > len(cluster.links) / 2:
            whole = with_same_rows(cluster, clusters)
            return list(zip(whole.links, whole.rows, strict=True))
    return []


def _largest_first(cluster: RowCluster) -> list[tuple[PageLink, Tag]]:
    """The rows with their links, those with the largest numbers first."""

    def size(row: Tag) -> int:
        numbers = (bare_number(text) for text in row.stripped_strings)
        return max((number for number in numbers if number is not None), default=0)

    return sorted(zip(cluster.links, cluster.rows, strict=True), key=lambda pair: -size(pair[1]))


def _board_template(walk: Walk, boards: RowCluster | None) -> str:
    if boards is None:
        return ""
    text = listing_template([[relative(link.url, walk.base) for link in boards.links]])
    if not text:
        raise NotUnderstoodError("The addresses of its boards have nothing in common.")
    return text


class _Learner:
    """Takes the pages of threads, and makes a profile of all."""

    def __init__(
        self,
        walk: Walk,
        index: Sample,
        boards: RowCluster | None,
        rows: list[Row],
        board_url: str,
        thread_url: str,
        calendar: Calendar,
    ) -> None:
        self.walk, self.index, self.boards, self.rows = walk, index, boards, rows
        self.board_url, self.thread_url, self.calendar = board_url, thread_url, calendar
        self.sure: dict[str, float] = {}

    def learned(self) -> Learned:
        samples = self._threads()
        found = find_blocks([page for page, _, _ in samples], self.calendar)
        if found is None or found.certainty < 0.3:
            raise NotUnderstoodError(
                "Its pages have no posts that can be told apart, each with its moment and text."
            )
        self.sure["blocks"] = found.certainty
        posts, known, urls = self._posts(found, samples)
        threads = self._thread_rows(known)
        if len(known) > 1 and not max(self.sure["thread date"], self.sure["thread first date"]):
            raise NotUnderstoodError(
                "The dates in its lists are those of no post on the pages that they lead to: so it is with "
                "articles that have comments."
            )
        boards = self._board_rows(known)
        board_pages = self._board_pages()
        profile = Profile(
            urls=replace(urls, board_page=board_pages.text),
            threads=threads,
            posts=posts,
            boards=boards,
            threads_per_page=board_pages.step,
            posts_per_page=self.posts_per_page,
            language=self.index.language,
            date_order=self._date_order(found),
        )
        profile = self._read_twice(profile, samples[0][0].document)
        return self._with_daylight(profile, [page for page, _, _ in samples])

    def _with_daylight(self, profile: Profile, pages: Sequence[Sample]) -> Learned:
        """All of it, with a profile that says whether old moments have today's offset."""
        looked_at = [self.index, *(row.page for row in self.rows[:1]), *pages]
        feed = self.walk.again(url) if (url := feed_link(looked_at)) else None
        told = tuple(feed_moments(feed, ProfileEngine(profile).address)) if feed else ()
        documents = tuple(page.document for page in pages)
        fixed = fixed_by_feed(profile, documents, told, self.calendar)
        by_name = any(says(page, words.OFFSET) for page in looked_at)
        by_clock = any(says(page, words.CLOCK) for page in looked_at)
        profile = replace(profile, fixed_offset=by_name or by_clock if fixed is None else fixed)
        doubts = self._doubts(profile, daylight_known=by_name or fixed is not None)
        return Learned(profile, self.sure, tuple(doubts), documents, told)

    def _read_twice(self, profile: Profile, before: Document) -> Profile:
        """The profile, without ids that are others each time; no profile that tells no post twice."""
        again = self.walk.again(before.url)
        if again is None:
            return profile
        first, second = (self._read(profile, document) for document in (before, again))
        if not {said[1:] for said in first} <= {said[1:] for said in second}:
            raise NotUnderstoodError("A page of it that is read twice does not show the same posts.")
        if first <= second:
            return profile
        return replace(profile, posts=replace(profile.posts, id=""), urls=replace(profile.urls, post=""))

    def _read(self, profile: Profile, document: Document) -> set[tuple[object, ...]]:
        page = ProfileEngine(profile).read_thread(document, self.calendar).page
        posts = page.posts if page else ()
        return {(p.id, p.author.name, None if p.uncertainty else p.posted_at) for p in posts}

    def _date_order(self, found: PostBlocksFound) -> str:
        """The order of day and month, where it takes the dates of all pages to tell; else empty."""
        pages = [*(each.page for each in found.pages), *(row.page for row in self.rows)]
        texts = {dated.text for page in pages for dated in page.dates}
        order = order_of(texts, self.calendar, self.index.document.made_at).order
        return order if order != "auto" and self.calendar.order == "auto" else ""

    def _doubts(self, profile: Profile, *, daylight_known: bool) -> Iterator[Doubt]:
        for doubt, names in _UNSURE.items():
            if any(self.sure.get(name, 0.0) < _CERTAIN for name in names):
                yield doubt
        if not (profile.threads.replies or profile.threads.posts):
            yield Doubt.COUNTS
        if not profile.posts.id:
            yield Doubt.IDS
        if not daylight_known:
            yield Doubt.DAYLIGHT

    # --- which threads -------------------------------------------------------------------------

    def _threads(self) -> list[tuple[Sample, str, int]]:
        """Pages of threads, each with its thread's id and the page's number."""
        chosen = list(self._promising())
        samples: list[tuple[Sample, str, int]] = []
        for row in chosen:
            if len(samples) == _MOST_THREADS or self.walk.left <= _KEPT:
                break
            page = self.walk.page(row.link.url)
            if page is not None:
                samples.append((page, self._thread_id(row.link.url), 1))
        self.pages = self._thread_pages(samples)
        self.posts_per_page = self.pages.step
        form = template(self.pages.text)
        for page, id_, _ in list(samples):
            if self.walk.left <= 2 or not self.pages.text or len(samples) >= 9:
                break
            second = next(
                (
                    link
                    for link in page.own_links
                    if bare_number(link.text) == 2 and str(form.id_in(link.url)) == id_
                ),
                None,
            )
            more = self.walk.page(second.url) if second is not None else None
            if more is not None:
                samples.append((more, id_, 2))
        return samples

    def _promising(self) -> Iterator[Row]:
        """The rows to look at: of each listing the long threads, then others of its middle."""
        by_page: defaultdict[int, list[Row]] = defaultdict(list)
        for row in self.rows:
            by_page[id(row.page)].append(row)
        orders = []
        for rows in by_page.values():
            paged = sorted(rows, key=lambda row: -self._promised(row))
            counted = sorted(rows, key=_first_number, reverse=True)
            middle = counted[: max(1, len(counted) * 2 // 3)]
            spread = middle[:: max(1, len(middle) // 4)]
            orders.append(list(dict.fromkeys([*paged[:1], *counted[:1], *spread[1:], *counted])))
        for group in zip_longest(*orders):
            yield from (row for row in group if row is not None)

    def _promised(self, row: Row) -> int:
        """The highest page of its thread that a row links to."""
        id_ = self._thread_id(row.link.url)
        numbers = [
            bare_number(text_of(tag)) or 0
            for tag in row.tag.find_all("a")
            if id_ and id_ in attribute(tag, "href")
        ]
        return max((number for number in numbers if number < 10_000), default=0)

    def _thread_id(self, url: str) -> str:
        return str(template(self.thread_url).id_in(url) or "")

    def _thread_pages(self, samples: Sequence[tuple[Sample, str, int]]) -> PageTemplate:
        boards = {self._thread_id(row.link.url): row.board for row in self.rows}
        links = [
            (link.text, link.url, id_, boards.get(id_, ""))
            for page, id_, _ in samples
            for link in page.own_links
        ]
        for row in self.rows:
            inside = {id(tag) for tag in row.tag.find_all("a")}
            id_ = self._thread_id(row.link.url)
            links += [
                (link.text, link.url, id_, row.board) for link in row.page.own_links if id(link.tag) in inside
            ]
        return page_template(links, self.thread_url, self.walk.base)

    def _board_pages(self) -> PageTemplate:
        if self.boards is None:
            return PageTemplate()
        pages = {id(row.page): row for row in self.rows}.values()
        links = [
            (link.text, link.url, row.board, "")
            for row in pages
            for link in row.page.own_links
            if not self._thread_id(link.url) and not self._leads_on(link)
        ]
        return page_template(links, self.board_url, self.walk.base)

    # --- posts ---------------------------------------------------------------------------------

    def _posts(
        self, found: PostBlocksFound, samples: Sequence[tuple[Sample, str, int]]
    ) -> tuple[PostBlocks, dict[str, Known], Urls]:
        place = {id(page): (id_, number) for page, id_, number in samples}
        selector, right, found = _block_selector(found)
        self.sure["block"] = right
        scopes: list[fields.Scope] = []
        dates: list[Tag | None] = []
        first: list[tuple[int, int]] = []
        for each in found.pages:
            thread, _ = place[id(each.page)]
            held = [dated.tag for dated in each.dates]
            page = _AsProfiled(each.page)
            starts = each.page.soup.select(selector)
            begin = len(scopes)
            for block in wrapped(page, starts, found.tags):
                inside = {id(tag) for tag in (block, *block.find_all(True))}
                dates.append(next((tag for tag in held if id(tag) in inside), None))
                scopes.append(fields.scope_of(block, thread))
            first.append((begin, len(scopes)))
        tags = [scope.tag for scope in scopes]
        names = self._listed_names()
        topics = {self._thread_id(row.link.url): row.link.text for row in self.rows}
        titles = [topics.get(scope.thread, "") for scope in scopes]
        author_tags, sure_author = fields.find_author(scopes, names, titles, dates)
        date_selector, sure_date = field_selector(tags, dates, strict=False)
        page = _AsProfiled(found.pages[0].page)
        author_selector, right = field_selector(tags, author_tags) if author_tags else ("", 0.0)
        others = fields.others_named(scopes, author_tags, names) if None in author_tags else []
        if any(tag is not None for tag in others):
            second, _ = field_selector(tags, others, strict=False)
            author_tags = [tag or other for tag, other in zip(author_tags, others, strict=True)]
            either, more = (
                f"{author_selector}, {second}",
                share_right(tags, author_tags, f"{author_selector}, {second}"),
            )
            author_selector, right = (either, more) if more >= right else (author_selector, right)
        authors = [without_by(text_of(tag)).strip(" :|,") for tag in author_tags] or [""] * len(scopes)
        self.sure["author"], self.sure["date"] = min(sure_author, right), sure_date
        text_tags, sure_text = fields.find_text(scopes, authors, [*author_tags, *dates])
        text_selector, right = field_selector(tags, text_tags) if text_tags else ("", 0.0)
        self.sure["text"] = min(sure_text, right)
        where, self.sure["id"] = fields.find_id(scopes, text_tags)
        title_tags = fields.find_title(scopes, titles, text_tags)
        signature_tags = fields.find_signature(scopes, authors, text_tags)
        edited_tags = fields.find_edited(scopes)
        directions = sum(each.direction for each in found.pages)
        posts = PostBlocks(
            block=selector,
            tags=found.tags,
            author=author_selector,
            date=date_selector,
            text=text_selector,
            id=where,
            title=self._optional(tags, title_tags, "title"),
            edited=self._optional(tags, edited_tags, "edited"),
            signature=self._optional(tags, signature_tags, "signature"),
            attachments=fields.find_attachments(tags),
            newest_first=directions < 0,
        )
        known = self._known(found, place, first, authors)
        member = self._member([tag for tag in author_tags if tag is not None], page)
        links = [
            (each.page.absolute(attribute(tag, "href")), str(post_id), scopes[at].thread)
            for each, (begin, end) in zip(found.pages, first, strict=True)
            for at in range(begin, end)
            if (post_id := _id_of(scopes[at].tag, where)) is not None
            for tag in scopes[at].tag.find_all("a")
        ]
        anchor = where.partition("=")[2] if where.partition("=")[0] in ("id", "name") else ""
        urls = Urls(
            thread=self.thread_url,
            index=relative(self.index.document.url, self.walk.base),
            board=self.board_url,
            thread_page=self.pages.text,
            post=post_template(links, self.thread_url, anchor, self.walk.base) if where else "",
            member=member,
        )
        return posts, known, urls

    def _optional(self, scopes: Sequence[Tag], wanted: fields.Found, name: str) -> str:
        if not any(tag is not None for tag in wanted):
            return ""
        selector, right = field_selector(scopes, wanted)
        self.sure[name] = right
        # What a bare tag's name means among authors' own markup is anybody's guess.
        last = selector.rpartition(" ")[2] if name == "signature" else selector
        return selector if right > 0.9 and (not last.isalpha() or name == "title") else ""

    def _listed_names(self) -> frozenset[str]:
        """The short texts of links and cells on the listings, among which are names of authors."""
        names: set[str] = set()
        topics = {row.link.text for row in self.rows}
        for page in {id(row.page): row.page for row in self.rows}.values():
            for text in page.soup.find_all(string=True):
                if not isinstance(text, PreformattedString) and len(text) < _LONGEST_LINE:
                    names.update(fields.names_in(clean_line(str(text))))
        return frozenset(names - topics)

    def _member(self, tags: Sequence[Tag], page: ProfilePage) -> str:
        urls = []
        for tag in tags:
            link = tag if tag.name == "a" else tag.find("a")
            if isinstance(link, Tag) and attribute(link, "href"):
                urls.append(relative(page.absolute(attribute(link, "href")), self.walk.base))
        different = sorted(set(urls))
        return listing_template([different]) if len(different) > 1 else ""

    def _known(
        self,
        found: PostBlocksFound,
        place: dict[int, tuple[str, int]],
        spans: Sequence[tuple[int, int]],
        authors: Sequence[str],
    ) -> dict[str, Known]:
        """What the pages of threads tell that their rows should tell as well."""
        known: dict[str, Known] = {}
        for each, (begin, end) in zip(found.pages, spans, strict=True):
            thread, number = place[id(each.page)]
            if number > 1 or begin == end or len(each.moments) != end - begin:
                continue
            last = max(
                (
                    bare_number(link.text) or 0
                    for link in each.page.own_links
                    if self._leads_on(link) == thread
                ),
                default=1,
            )
            size = end - begin
            whole = last <= 1
            moments = [moment for moment in each.moments if moment]
            newest_first = each.direction < 0
            ends = (authors[end - 1], authors[begin]) if newest_first else (authors[begin], authors[end - 1])
            known[thread] = Known(
                least=size if whole else (last - 1) * size + 1,
                most=size if whole else last * size,
                starter=ends[0] if whole or not newest_first else "",
                last=ends[1] if whole or newest_first else "",
                newest=max(moments, default=None) if whole or newest_first else None,
                oldest=min(moments, default=None) if whole or not newest_first else None,
            )
        return known

    def _leads_on(self, link: PageLink) -> str:
        """The id of the thread whose further pages a link leads to; empty if it leads elsewhere."""
        return str(template(self.pages.text).id_in(link.url) or "") if self.pages.text else ""

    # --- rows ----------------------------------------------------------------------------------

    def _thread_rows(self, known: dict[str, Known]) -> ThreadRows:
        by_page: defaultdict[int, list[Row]] = defaultdict(list)
        for row in self.rows:
            by_page[id(row.page)].append(row)
        groups = list(by_page.values())
        selector, self.sure["thread row"] = repeated_selector(
            [group[0].page.soup for group in groups],
            [[row.tag for row in group] for group in groups],
            strict=False,
        )
        scopes = [fields.scope_of(row.tag, "") for row in self.rows]
        tags = [row.tag for row in self.rows]
        link, self.sure["thread link"] = field_selector(tags, [row.link.tag for row in self.rows])
        read = [known.get(self._thread_id(row.link.url)) for row in self.rows]
        columns = thread_columns(scopes, [row.page for row in self.rows], read, self.calendar)
        chosen = {}
        self.sure["thread first date"] = columns.sure.get("first date", 0.0)
        for name, found in columns.fields.items():
            text, right = field_selector(tags, found, strict=False) if found else ("", 0.0)
            self.sure[f"thread {name}"] = min(right, columns.sure.get(name, 0.0))
            if text:
                chosen[name] = text
        # A listing that is not ordered by the last post has no threads that stick to its top.
        for name, marked in (("sticky", columns.sticky), ("moved", columns.moved)):
            if 0 < sum(marked) < len(marked) / 2:
                chosen[name] = mark_selector(tags, marked)
        return ThreadRows(row=selector, link=link, **chosen)

    def _board_rows(self, known: dict[str, Known]) -> BoardRows:
        if self.boards is None:
            return BoardRows()
        tags = list(self.boards.rows)
        selector, self.sure["board row"] = repeated_selector([self.index.soup], [tags], strict=False)
        scopes = [fields.scope_of(tag, "") for tag in tags]
        link, self.sure["board link"] = field_selector(tags, [each.tag for each in self.boards.links])
        columns = number_columns(scopes)[:2]
        chosen = {}
        if len(columns) == 2:
            few, many = sorted(columns, key=lambda column: sum(n or 0 for n in column[1]))
            chosen["threads"], chosen["posts"] = (
                field_selector(tags, few[0], strict=False)[0],
                field_selector(tags, many[0], strict=False)[0],
            )
        elif columns:
            chosen["posts"] = field_selector(tags, columns[0][0], strict=False)[0]
        dates, _ = latest_dates(scopes, [self.index] * len(scopes), self.calendar)
        if dates:
            chosen["date"], self.sure["board date"] = field_selector(tags, dates, strict=False)
        names = self._names_in(tags)
        authors, _ = name_column(scopes, names)
        if authors:
            chosen["author"] = field_selector(tags, authors, strict=False)[0]
        threads = [
            next(
                (
                    tag
                    for tag in row.find_all("a")
                    if self._thread_id(_AsProfiled(self.index).absolute(attribute(tag, "href")))
                ),
                None,
            )
            for row in tags
        ]
        if any(threads):
            chosen["thread"] = field_selector(tags, threads)[0]
        return BoardRows(row=selector, link=link, **chosen)

    def _names_in(self, rows: Sequence[Tag]) -> list[str]:
        """The name of a member in each row of the index, by the links to members."""
        return [""] * len(rows)


def _block_selector(found: PostBlocksFound) -> tuple[str, float, PostBlocksFound]:
    """What selects the posts; a tag that holds nothing but another may be harder to tell than that one."""
    best: tuple[str, float, PostBlocksFound] = ("", 0.0, found)
    for _ in range(_MOST_NESTED):
        soups = [each.page.soup for each in found.pages]
        selector, right = repeated_selector(soups, [each.starts for each in found.pages])
        if right > best[1]:
            best = (selector, right, found)
        inner = [[_only_child(start) for start in each.starts] for each in found.pages]
        if right > _SURE or found.tags > 1 or any(tag is None for tags in inner for tag in tags):
            break
        pages = tuple(
            replace(each, starts=tuple(tag for tag in tags if tag is not None))
            for each, tags in zip(found.pages, inner, strict=True)
        )
        found = replace(found, pages=pages)
    return best


def _only_child(tag: Tag) -> Tag | None:
    """The tag in a tag that has all of its text; None if there is none."""
    children = [child for child in tag.children if isinstance(child, Tag) and text_of(child)]
    return children[0] if len(children) == 1 and text_of(children[0]) == text_of(tag) else None


class _AsProfiled(ProfilePage):
    """A sample as the engine's functions want it: the same tree."""

    def __init__(self, sample: Sample) -> None:
        self.document, self.soup = sample.document, sample.soup


def _id_of(tag: Tag, where: str) -> object:
    from feedforum.engines.profile.thread import id_in

    return id_in(tag, where)


def _first_number(row: Row) -> int:
    numbers = (bare_number(text) for text in row.tag.stripped_strings)
    return next((number for number in numbers if number is not None), 0)


from zoneinfo import ZoneInfo  # noqa: E402

_UTC = ZoneInfo("UTC")
_ = own_parts
