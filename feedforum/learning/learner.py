"""From a forum's front page to its profile: what its pages tell together, checked before it is believed."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from feedforum.dates import Calendar, common_difference, order_of
from feedforum.engines.base import PageKind
from feedforum.engines.kit.dom import attribute
from feedforum.engines.kit.native_feed import FeedMoment, feed_moments
from feedforum.engines.profile import ProfileEngine, words
from feedforum.engines.profile.fit import on_all_pages
from feedforum.engines.profile.thread import id_in
from feedforum.learning.addresses import listing_template, post_template, relative
from feedforum.learning.blocks import PostBlocksFound, find_blocks
from feedforum.learning.listings import learn_boards, learn_threads
from feedforum.learning.posts import LearnedPosts, known_by, learn_posts
from feedforum.learning.rows import Sample
from feedforum.learning.walk import MOST_REQUESTS, Get, NotUnderstoodError, Pages, look_at
from feedforum.records import Document, Doubt, FieldFit, Profile, ThreadRows, Urls
from feedforum.text.characters import clean_line
from feedforum.translations import detail_text

_LEAST_CERTAIN = 0.3  # of blocks that may be posts, and of dates in lists that may be theirs
_LONGEST_LINE = 200
_FEEDS = frozenset(("application/rss+xml", "application/atom+xml"))
_MINUTES = timedelta(minutes=5)  # by which a feed may differ from a page
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
    pages, sure = look_at(front, get, most), dict[str, float]()
    found = _post_blocks([each.page for each in pages.threads], calendar)
    listings = list(dict.fromkeys(row.page for row in pages.rows))
    topics = {pages.thread_id(row.link.url): row.link.text for row in pages.rows}
    posts = learn_posts(found, {each.page: each.thread for each in pages.threads}, listings, topics, sure)
    if not all((posts.profile.block, posts.profile.author, posts.profile.date, posts.profile.text)):
        raise NotUnderstoodError(_NO_POSTS)
    known = known_by(posts, pages)
    threads = learn_threads(pages, known, calendar, sure)
    ended = sum(each.newest is not None for each in known.values())
    if ended > 1 and max(sure["threads.date"], sure["threads.first date"]) < _LEAST_CERTAIN:
        raise NotUnderstoodError(detail_text("learned_articles"))
    if not threads.row:
        raise NotUnderstoodError(detail_text("learned_no_threads"))
    board_pages = pages.board_pages()
    profile = Profile(
        urls=_urls(pages, posts, board_pages.text),
        threads=threads,
        posts=posts.profile,
        boards=learn_boards(pages, calendar, sure),
        threads_per_page=board_pages.step,
        posts_per_page=pages.thread_pages.step,
        language=pages.index.language,
        date_order=_date_order([*listings, *(each.page for each in pages.threads)], calendar),
    )
    return _checked(profile, pages, calendar, sure)


def learn_page(document: Document, calendar: Calendar) -> Learned:
    """The posts' part of a profile, by a single page of a thread alone. Raises NotUnderstoodError."""
    page, sure = Sample(document), dict[str, float]()
    posts = learn_posts(_post_blocks([page], calendar), {page: ""}, (), {}, sure).profile
    profile = Profile(Urls(""), ThreadRows(""), posts, date_order=_date_order([page], calendar))
    return _with_fits(profile, {document: PageKind.THREAD}, calendar, sure)


def _post_blocks(pages: list[Sample], calendar: Calendar) -> PostBlocksFound:
    found = find_blocks(pages, calendar)
    if found is None or found.certainty < _LEAST_CERTAIN:
        raise NotUnderstoodError(_NO_POSTS)
    return found


def _urls(pages: Pages, posts: LearnedPosts, board_page: str) -> Urls:
    """The addresses of all kinds of pages."""
    base, where, links = pages.requests.base, posts.profile.id, list[tuple[str, dict[str, str]]]()
    for blocks, post in ((blocks, post) for blocks, own in posts.pages for post in own):
        ids = {"id": str(id_in(post.tag, where) or ""), "thread": post.thread}
        hrefs = (attribute(tag, "href") for tag in post.tag.find_all("a"))
        links += [(blocks.page.absolute(href), ids) for href in hrefs if ids["id"]]
    names = (post.author for _, own in posts.pages for post in own)
    authors = (tag if tag is None or tag.name == "a" else tag.find("a") for tag in names)
    members = {pages.index.absolute(href) for tag in authors if tag and (href := attribute(tag, "href"))}
    anchor = where.partition("=")[2] if where.startswith(("id=", "name=")) else ""
    return Urls(
        thread=pages.thread_url,
        index=relative(pages.index.document.url, base),
        board=pages.board_url,
        board_page=board_page,
        thread_page=pages.thread_pages.text,
        post=post_template(links, pages.thread_url, anchor, base) if where else "",
        member=listing_template(members, base) if members else "",
    )


def _date_order(pages: Iterable[Sample], calendar: Calendar) -> str:
    """The order of day and month, where it takes the dates of all pages to tell; else empty."""
    pages = list(pages)
    texts = {dated.text for page in pages for dated in page.dates}
    order = order_of(texts, calendar, pages[0].document.made_at).order
    return order if order != "auto" and calendar.order == "auto" else ""


def _checked(profile: Profile, pages: Pages, calendar: Calendar, sure: Mapping[str, float]) -> Learned:
    """All of it, once a page was read twice, and the forum's feed was compared."""
    profile = _read_twice(profile, pages, calendar)
    looked_at = [pages.index, pages.rows[0].page, *(each.page for each in pages.threads)]
    feed = pages.requests.again(url) if (url := _feed_link(looked_at)) else None
    told = tuple(feed_moments(feed, ProfileEngine(profile).address)) if feed else ()
    documents = tuple(each.page.document for each in pages.threads)
    fixed = _fixed_by_feed(profile, documents, told, calendar)
    named, clock = (
        any(_says(page, pattern) for page in looked_at) for pattern in (words.OFFSET, words.CLOCK)
    )
    profile = replace(profile, fixed_offset=named or clock if fixed is None else fixed)
    kinds = {pages.index.document: PageKind.INDEX}
    kinds |= {row.page.document: PageKind.BOARD for row in pages.rows if row.page is not pages.index}
    learned = _with_fits(profile, kinds | dict.fromkeys(documents, PageKind.THREAD), calendar, sure)
    doubts = learned.doubts if named or fixed is not None else (*learned.doubts, Doubt.DAYLIGHT)
    return replace(learned, doubts=doubts, pages=documents, told=told)


def _with_fits(
    profile: Profile, pages: Mapping[Document, PageKind], calendar: Calendar, sure: Mapping[str, float]
) -> Learned:
    """A profile with what its fields find on the pages that it is made of."""
    engine = ProfileEngine(profile)
    fits = (fit for page, kind in pages.items() for fit in engine.fits(page, kind, calendar))
    fields = on_all_pages(fits, sure)
    unsure = [each.field for each in fields if each.doubtful]
    doubts = [doubt for name, doubt in _UNSURE.items() if name in unsure]
    doubts += [] if profile.posts.id else [Doubt.IDS]
    counted = profile.threads.replies or profile.threads.posts or not profile.threads.row
    return Learned(profile, fields, tuple(doubts if counted else [*doubts, Doubt.COUNTS]))


def _read_twice(profile: Profile, pages: Pages, calendar: Calendar) -> Profile:
    """The profile, without ids that are others each time; no profile that tells no post twice."""

    def read(document: Document) -> set[tuple[object, ...]]:
        page = ProfileEngine(profile).read_thread(document, calendar).page
        posts = page.posts if page else ()
        return {(p.id, p.author.name, None if p.uncertainty else p.posted_at) for p in posts}

    before = pages.threads[0].page.document
    first = read(before)
    if not first:
        raise NotUnderstoodError(_NO_POSTS)
    again = pages.requests.again(before.url)
    second = read(again) if again else first
    if not {said[1:] for said in first} <= {said[1:] for said in second}:
        raise NotUnderstoodError(detail_text("learned_unlike"))
    if first <= second:
        return profile
    return replace(profile, posts=replace(profile.posts, id=""), urls=replace(profile.urls, post=""))


# --- daylight saving time --------------------------------------------------------------------------


def _feed_link(pages: Iterable[Sample]) -> str:
    """The address of the first feed that a page names; empty if none does."""
    links = ((page, tag) for page in pages for tag in page.tags("link"))
    urls = (page.absolute(attribute(tag, "href")) for page, tag in links if attribute(tag, "type") in _FEEDS)
    return next(urls, "")


def _says(page: Sample, pattern: re.Pattern[str]) -> bool:
    """Whether a line of a page says something."""
    return any(len(clean_line(str(text))) < _LONGEST_LINE for text in page.soup.find_all(string=pattern))


def _fixed_by_feed(
    profile: Profile, pages: Sequence[Document], told: Sequence[FeedMoment], calendar: Calendar
) -> bool | None:
    """Which way of reading makes more moments differ by one offset from those of a feed; None if both do."""
    agreeing = {}
    for fixed in (False, True):
        pairs = list(_read_and_told(replace(profile, fixed_offset=fixed), pages, told, calendar))
        ahead = common_difference(pairs) or timedelta()
        hits = sum(abs(read - at - ahead) < _MINUTES for read, at in pairs)
        # Where all are of one half of the year, the zone that was guessed has to do.
        agreeing[fixed] = (hits, not ahead)
    return None if agreeing[True] == agreeing[False] else agreeing[True] > agreeing[False]


def _read_and_told(
    profile: Profile, pages: Sequence[Document], told: Sequence[FeedMoment], calendar: Calendar
) -> Iterator[tuple[datetime, datetime]]:
    """The moments of posts that a feed tells: by their ids, else of a thread's first post or its last."""
    for document in pages:
        page = ProfileEngine(profile).read_thread(document, calendar).page if told else None
        moments = [(post.id, post.posted_at) for post in (page.posts if page else ()) if post.posted_at]
        for entry in told if moments else ():
            if page and entry.thread_id == page.thread_id:
                meant = [at for id_, at in moments if id_ == entry.post_id]
                ends = (moments[0][1], moments[-1][1])
                yield min(meant or ends, key=lambda at, true=entry.at: abs(at - true)), entry.at
