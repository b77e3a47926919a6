"""Whether a forum shows old moments with today's daylight saving time, by its own feed or its clock."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from feedforum.dates import Calendar
from feedforum.engines.kit.dom import attribute
from feedforum.engines.kit.native_feed import FeedMoment
from feedforum.engines.profile import ProfileEngine
from feedforum.learning.rows import Sample
from feedforum.records import Document, Profile
from feedforum.text.characters import clean_line

_FEEDS = frozenset(("application/rss+xml", "application/atom+xml"))
_LONGEST_LINE = 200
_QUARTER = timedelta(minutes=15)
_DAY = timedelta(days=1)
_FAR = 99


def feed_link(pages: Iterable[Sample]) -> str:
    """The address of the first feed that a page names; empty if none does."""
    links = ((page, tag) for page in pages for tag in page.soup.find_all("link"))
    urls = (page.absolute(attribute(tag, "href")) for page, tag in links if attribute(tag, "type") in _FEEDS)
    return next(urls, "")


def fixed_by_feed(
    profile: Profile, pages: Sequence[Document], told: Sequence[FeedMoment], calendar: Calendar
) -> bool | None:
    """Which way of reading makes moments differ by one offset from those that a feed tells; None if both do.

    A feed's entry is a post by its id, or a thread, of which it may be the first post or the last.
    """
    threads, agreeing = {entry.thread_id for entry in told}, {}
    addresses = map(ProfileEngine(profile).address, (page.url for page in pages))
    pages = [page for page, at in zip(pages, addresses, strict=True) if at and at.id in threads]
    for fixed in (False, True):
        engine = ProfileEngine(replace(profile, fixed_offset=fixed))
        differences = Counter[int]()
        for document in pages:
            page = engine.read_thread(document, calendar).page
            for entry in told if page else ():
                if page and entry.thread_id == page.thread_id:
                    ends = [page.posts[0], page.posts[-1]]
                    posts = [post for post in page.posts if post.id == entry.post_id] or ends
                    differences.update(_quarters(post.posted_at, entry.at) for post in posts)
        del differences[_FAR]
        # Where all are of one half of the year, the zone that was guessed has to do.
        agreeing[fixed] = (max(differences.values(), default=0), differences[0])
    return None if agreeing[True] == agreeing[False] else agreeing[True] > agreeing[False]


def _quarters(read: datetime | None, true: datetime) -> int:
    """By how many quarters of an hour moments differ; `_FAR` where it is no offset from UTC."""
    if read is None or abs(read - true) > _DAY / 2:
        return _FAR
    quarters = round((read - true) / _QUARTER)
    return quarters if abs(read - true - quarters * _QUARTER) < _QUARTER / 3 else _FAR


def says(page: Sample, pattern: re.Pattern[str]) -> bool:
    """Whether a line of a page says something."""
    return any(len(clean_line(str(text))) < _LONGEST_LINE for text in page.soup.find_all(string=pattern))
