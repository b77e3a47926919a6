"""From a forum's front page to its profile: what its pages tell together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bs4.element import Tag

from feedforum.dates import Calendar, order_of
from feedforum.engines.base import PageKind
from feedforum.engines.kit.dom import attribute, text_of
from feedforum.engines.kit.native_feed import FeedMoment, feed_moments
from feedforum.engines.profile import ProfileEngine, words
from feedforum.engines.profile.fit import on_all_pages
from feedforum.engines.profile.page import name_in, wrapped
from feedforum.engines.profile.thread import id_in
from feedforum.learning import fields
from feedforum.learning.addresses import PageTemplate, listing_template, post_template, relative
from feedforum.learning.blocks import PostBlocksFound, find_blocks
from feedforum.learning.daylight import feed_link, fixed_by_feed, says
from feedforum.learning.listing_rows import Known, board_columns, thread_columns
from feedforum.learning.rows import Sample, bare_number
from feedforum.learning.selectors import closed_selector, field_selector, mark_selector, repeated_selector
from feedforum.learning.walk import (
    MOST_REQUESTS,
    Get,
    NotUnderstoodError,
    Pages,
    Requests,
    ThreadSample,
    by_page,
    look_at,
)
from feedforum.records import BoardRows, Document, Doubt, FieldFit, PostBlocks, Profile, ThreadRows, Urls
from feedforum.translations import detail_text

_SURE = 0.98
_MOST_NESTED = 5
_LEAST_CERTAIN = 0.3  # of blocks that may be posts
_NO_POSTS = detail_text("learned_no_posts")
_UNSURE = {
    "posts.block": Doubt.POSTS,
    "posts.author": Doubt.AUTHOR,
    "posts.date": Doubt.MOMENT,
    "posts.text": Doubt.TEXT,
    "threads.date": Doubt.LAST_POST,
}
"""What is in doubt where a field is."""


@dataclass(frozen=True, slots=True)
class Learned:
    """A profile, how well each of its fields fits the pages that it was learned from, and what is doubtful.

    `told` is what the forum's feed tells of the threads whose `pages` were read.
    """

    profile: Profile
    fields: tuple[FieldFit, ...]
    doubts: tuple[Doubt, ...] = ()
    pages: tuple[Document, ...] = ()
    told: tuple[FeedMoment, ...] = ()


def learn(front: Document, get: Get, calendar: Calendar, most: int = MOST_REQUESTS - 1) -> Learned:
    """The profile of the forum whose front page is given, by so many other pages at most.

    Raises NotUnderstoodError.
    """
    pages = look_at(front, get, most)
    found = find_blocks([each.page for each in pages.threads], calendar)
    if found is None or found.certainty < _LEAST_CERTAIN:
        raise NotUnderstoodError(_NO_POSTS)
    learner = _Learner(pages, calendar)
    posts = learner.posts(found)
    known = learner.known(posts)
    threads = learner.thread_rows(known)
    if len(known) > 1 and not max(learner.sure["threads.date"], learner.sure["threads.first date"]):
        raise NotUnderstoodError(detail_text("learned_articles"))
    if not threads.row:
        raise NotUnderstoodError(detail_text("learned_no_threads"))
    board_pages = pages.board_pages()
    profile = Profile(
        urls=learner.urls(posts, board_pages.text),
        threads=threads,
        posts=posts.profile,
        boards=learner.board_rows(),
        threads_per_page=board_pages.step,
        posts_per_page=pages.thread_pages.step,
        language=pages.index.language,
        date_order=learner.date_order(found),
    )
    return learner.checked(profile)


def learn_page(document: Document, calendar: Calendar) -> Learned:
    """The posts' part of a profile, by a single page of a thread alone. Raises NotUnderstoodError."""
    page = Sample(document)
    found = find_blocks([page], calendar)
    if found is None or found.certainty < _LEAST_CERTAIN:
        raise NotUnderstoodError(_NO_POSTS)
    requests = Requests(lambda url: None, document.url, 0)
    threads = [ThreadSample(page, "", 1)]
    learner = _Learner(Pages(requests, page, None, [], "", "", PageTemplate(), threads), calendar)
    posts = learner.posts(found).profile
    profile = Profile(Urls(""), ThreadRows(""), posts, date_order=learner.date_order(found))
    return learner.learned(profile, {document: PageKind.THREAD})


@dataclass(frozen=True, slots=True)
class _Posts:
    """All posts that were found, and for each page with its thread and number which of them it has."""

    profile: PostBlocks
    scopes: list[fields.Scope]
    authors: list[str]
    author_tags: fields.Found
    found: PostBlocksFound
    spans: list[range]


@dataclass(slots=True)
class _Learner:
    """Makes the parts of a profile of the pages that were looked at."""

    pages: Pages
    calendar: Calendar
    sure: dict[str, float] = field(default_factory=dict)

    # --- posts ---------------------------------------------------------------------------------

    def posts(self, found: PostBlocksFound) -> _Posts:
        """Where in a page the posts stand, and what in them."""
        selector, self.sure["posts.block"], found = _block_selector(found)
        if not selector:
            raise NotUnderstoodError(_NO_POSTS)
        threads = {id(each.page): each.thread for each in self.pages.threads}
        scopes, dates, spans = list[fields.Scope](), list[Tag | None](), list[range]()
        for each in found.pages:
            begin = len(scopes)
            for block in wrapped(each.page, each.page.soup.select(selector), found.tags):
                inside = {id(tag) for tag in (block, *block.find_all(True))}
                dates.append(next((one.tag for one in each.dates if id(one.tag) in inside), None))
                scopes.append(fields.scope_of(block, threads[id(each.page)]))
            spans.append(range(begin, len(scopes)))
        tags = [scope.tag for scope in scopes]
        topics = {self.pages.thread_id(row.link.url): row.link.text for row in self.pages.rows}
        titles = [topics.get(scope.thread, "") for scope in scopes]
        names = fields.names_on({row.page for row in self.pages.rows}) - set(topics.values())
        author_tags, sure = fields.find_author(scopes, names, titles, dates)
        author = self._selector("author", tags, author_tags, sure)
        others = fields.others_named(scopes, author_tags, names)
        if any(others):
            # A guest's name often stands where no member's does.
            author_tags = [tag or other for tag, other in zip(author_tags, others, strict=True)]
            author += f", {field_selector(tags, others, strict=False)[0]}"
        authors = [name_in(tag) for tag in author_tags]
        date, self.sure["posts.date"] = field_selector(tags, dates, strict=False)
        text_tags, sure = fields.find_text(scopes, authors, [*author_tags, *dates])
        where, self.sure["posts.id"] = fields.find_id(scopes, text_tags)
        profile = PostBlocks(
            block=selector,
            tags=found.tags,
            author=author,
            date=date,
            text=self._selector("text", tags, text_tags, sure),
            id=where,
            title=self._optional("title", tags, fields.find_title(scopes, titles, text_tags)),
            edited=self._optional("edited", tags, fields.find_edited(scopes)),
            signature=self._optional("signature", tags, fields.find_signature(scopes, authors, text_tags)),
            attachments=fields.find_attachments(tags),
            newest_first=sum(each.direction for each in found.pages) < 0,
        )
        return _Posts(profile, scopes, authors, author_tags, found, spans)

    def _selector(self, name: str, scopes: Sequence[Tag], wanted: fields.Found, sure: float) -> str:
        selector, right = field_selector(scopes, wanted)
        self.sure[f"posts.{name}"] = min(sure, right)
        return selector

    def _optional(self, name: str, scopes: Sequence[Tag], wanted: fields.Found) -> str:
        selector = self._selector(name, scopes, wanted, 1.0)
        # What a bare tag's name means among authors' own markup is anybody's guess.
        last = selector.rpartition(" ")[2] if name == "signature" else selector
        return (
            selector if self.sure[f"posts.{name}"] > 0.9 and (not last.isalpha() or name == "title") else ""
        )

    def known(self, posts: _Posts) -> dict[str, Known]:
        """What the pages of threads tell that their rows should tell as well, by the threads' ids."""
        samples, known = {id(each.page): each for each in self.pages.threads}, dict[str, Known]()
        for each, span in zip(posts.found.pages, posts.spans, strict=True):
            sample = samples[id(each.page)]
            if sample.number > 1 or not span or len(each.moments) != len(span):
                continue
            on = [link for link in each.page.own_links if self.pages.leads_on(link) == sample.thread]
            last = max((bare_number(link.text) or 0 for link in on), default=1)
            size, whole, newest_first = len(span), last <= 1, each.direction < 0
            ends = [posts.authors[span[0]], posts.authors[span[-1]]][:: -1 if newest_first else 1]
            moments = [moment for moment in each.moments if moment]
            known[sample.thread] = Known(
                least=size if whole else (last - 1) * size + 1,
                most=size if whole else last * size,
                starter=ends[0] if whole or not newest_first else "",
                last=ends[1] if whole or newest_first else "",
                newest=max(moments, default=None) if whole or newest_first else None,
                oldest=min(moments, default=None) if whole or not newest_first else None,
            )
        return known

    # --- rows ----------------------------------------------------------------------------------

    def thread_rows(self, known: Mapping[str, Known]) -> ThreadRows:
        """Where in a listing the threads stand, and what in their rows."""
        rows, groups = self.pages.rows, by_page(self.pages.rows)
        tags = [row.tag for row in rows]
        selector, self.sure["threads.row"] = repeated_selector(
            [group[0].page.soup for group in groups],
            [[row.tag for row in group] for group in groups],
            strict=False,
        )
        read = [known.get(self.pages.thread_id(row.link.url)) for row in rows]
        columns = thread_columns(
            [fields.scope_of(tag, "") for tag in tags], [row.page for row in rows], read, self.calendar
        )
        self.sure["threads.first date"] = columns.sure.get("first date", 0.0)
        chosen = self._columns("threads", tags, columns.fields, columns.sure)
        # A listing that is not ordered by the last post has no threads that stick to its top.
        for name, marked in (("sticky", columns.sticky), ("moved", columns.moved)):
            if 0 < sum(marked) < len(marked) / 2:
                chosen[name] = mark_selector(tags, marked)
        chosen |= {"closed": closed} if (closed := closed_selector(tags)) else {}
        link, self.sure["threads.link"] = field_selector(tags, [row.link.tag for row in rows])
        return ThreadRows(row=selector, link=link, **chosen)

    def board_rows(self) -> BoardRows:
        """Where on the index the boards stand, and what in their rows."""
        if self.pages.boards is None:
            return BoardRows()
        index, rows = self.pages.index, self.pages.boards.rows
        tags = [tag for _, tag in rows]
        selector, self.sure["boards.row"] = repeated_selector([index.soup], [tags], strict=False)
        link, self.sure["boards.link"] = field_selector(tags, [each.tag for each, _ in rows])
        columns = board_columns([fields.scope_of(tag, "") for tag in tags], index, self.calendar)
        to_threads = {id(link.tag) for link in index.own_links if self.pages.thread_id(link.url)}
        threads = [next((a for a in tag.find_all("a") if id(a) in to_threads), None) for tag in tags]
        chosen = self._columns("boards", tags, columns | {"thread": threads}, {})
        return BoardRows(row=selector, link=link, **chosen)

    def _columns(
        self, table: str, rows: Sequence[Tag], found: Mapping[str, fields.Found], sure: Mapping[str, float]
    ) -> dict[str, str]:
        chosen = {}
        for name, tags in found.items():
            selector, right = field_selector(rows, tags, strict=False)
            self.sure[f"{table}.{name}"] = min(right, sure.get(name, 1.0))
            # What is right less often than not is better not said.
            if name not in ("author", "starter") or sure.get(name, 1.0) > 0.5:
                chosen[name] = selector
        return {name: selector for name, selector in chosen.items() if selector}

    # --- addresses, dates ----------------------------------------------------------------------

    def urls(self, posts: _Posts, board_page: str) -> Urls:
        """The addresses of all kinds of pages."""
        pages, base, where = self.pages, self.pages.requests.base, posts.profile.id
        links = [
            (page.page.absolute(attribute(tag, "href")), str(post_id), posts.scopes[at].thread)
            for page, span in zip(posts.found.pages, posts.spans, strict=True)
            for at in span
            if (post_id := id_in(posts.scopes[at].tag, where)) is not None
            for tag in posts.scopes[at].tag.find_all("a")
        ]
        authors = (tag if tag is None or tag.name == "a" else tag.find("a") for tag in posts.author_tags)
        hrefs = {attribute(tag, "href") for tag in authors if isinstance(tag, Tag)} - {""}
        members = sorted({relative(pages.index.absolute(href), base) for href in hrefs})
        anchor = where.partition("=")[2] if where.partition("=")[0] in ("id", "name") else ""
        return Urls(
            thread=pages.thread_url,
            index=relative(pages.index.document.url, base),
            board=pages.board_url,
            board_page=board_page,
            thread_page=pages.thread_pages.text,
            post=post_template(links, pages.thread_url, anchor, base) if where else "",
            member=listing_template([members]) if len(members) > 1 else "",
        )

    def date_order(self, found: PostBlocksFound) -> str:
        """The order of day and month, where it takes the dates of all pages to tell; else empty."""
        pages = [*(each.page for each in found.pages), *(row.page for row in self.pages.rows)]
        texts = {dated.text for page in pages for dated in page.dates}
        order = order_of(texts, self.calendar, self.pages.index.document.made_at).order
        return order if order != "auto" and self.calendar.order == "auto" else ""

    # --- checks --------------------------------------------------------------------------------

    def checked(self, profile: Profile) -> Learned:
        """All of it, once a page was read twice, and the forum's feed was compared."""
        pages = self.pages
        profile = self._read_twice(profile, pages.threads[0].page.document)
        looked_at = [pages.index, pages.rows[0].page, *(each.page for each in pages.threads)]
        feed = pages.requests.again(url) if (url := feed_link(looked_at)) else None
        told = tuple(feed_moments(feed, ProfileEngine(profile).address)) if feed else ()
        documents = tuple(each.page.document for each in pages.threads)
        fixed = fixed_by_feed(profile, documents, told, self.calendar)
        named = any(says(page, words.OFFSET) for page in looked_at)
        clock = any(says(page, words.CLOCK) for page in looked_at)
        profile = replace(profile, fixed_offset=named or clock if fixed is None else fixed)
        kinds = {pages.index.document: PageKind.INDEX}
        kinds |= {row.page.document: PageKind.BOARD for row in pages.rows if row.page is not pages.index}
        learned = self.learned(profile, kinds | dict.fromkeys(documents, PageKind.THREAD))
        doubts = learned.doubts if named or fixed is not None else (*learned.doubts, Doubt.DAYLIGHT)
        return replace(learned, doubts=doubts, pages=documents, told=told)

    def learned(self, profile: Profile, pages: Mapping[Document, PageKind]) -> Learned:
        """A profile with what its fields find on the pages that it is made of."""
        engine = ProfileEngine(profile)
        fits = (fit for page, kind in pages.items() for fit in engine.fits(page, kind, self.calendar))
        fields = on_all_pages(fits, self.sure)
        unsure = [each.field for each in fields if each.doubtful]
        doubts = [doubt for name, doubt in _UNSURE.items() if name in unsure]
        doubts += [] if profile.posts.id else [Doubt.IDS]
        counted = profile.threads.replies or profile.threads.posts or not profile.threads.row
        return Learned(profile, fields, tuple(doubts if counted else [*doubts, Doubt.COUNTS]))

    def _read_twice(self, profile: Profile, before: Document) -> Profile:
        """The profile, without ids that are others each time; no profile that tells no post twice."""
        first = self._read(profile, before)
        if not first:
            raise NotUnderstoodError(_NO_POSTS)
        again = self.pages.requests.again(before.url)
        if again is None:
            return profile
        second = self._read(profile, again)
        if not {said[1:] for said in first} <= {said[1:] for said in second}:
            raise NotUnderstoodError(detail_text("learned_unlike"))
        if first <= second:
            return profile
        return replace(profile, posts=replace(profile.posts, id=""), urls=replace(profile.urls, post=""))

    def _read(self, profile: Profile, document: Document) -> set[tuple[object, ...]]:
        page = ProfileEngine(profile).read_thread(document, self.calendar).page
        posts = page.posts if page else ()
        return {(p.id, p.author.name, None if p.uncertainty else p.posted_at) for p in posts}


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
