"""One entry for each thread and day, with the whole posts inside, for people whom single posts flood."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from html import escape
from itertools import chain

from feedforum.feeds.entries import Entry, Person
from feedforum.feeds.ids import digest_tag
from feedforum.feeds.source import Source
from feedforum.records import Id, StoredPost
from feedforum.text.characters import clean_line
from feedforum.translations import text

MOST_POSTS = 500
"""How many of the newest posts digests are made of at most."""

_MOST_NAMES = 5


def digests(
    posts: Sequence[StoredPost], entries: Sequence[Entry], source: Source, *, more: bool
) -> tuple[Entry, ...]:
    """The entries of posts, newest first, as one for each thread and day in board time, newest first.

    If there are `more` posts, the last day may be incomplete, and is left out unless it is the only one.
    """
    groups: dict[tuple[Id, date], list[Entry]] = {}
    for post, entry in zip(posts, entries, strict=True):
        groups.setdefault((post.thread.id, entry.published.date()), []).append(entry)
    days = {day for _, day in groups}
    if more and len(days) > 1:
        groups = {place: group for place, group in groups.items() if place[1] != min(days)}
    return tuple(_digest(thread_id, day, group, source) for (thread_id, day), group in groups.items())


def _digest(thread_id: Id, day: date, newest_first: Sequence[Entry], source: Source) -> Entry:
    posts = newest_first[::-1]
    first, last, language = posts[0], posts[-1], source.forum.language
    names = list(dict.fromkeys(entry.author.name for entry in posts))
    shown = ", ".join(names[:_MOST_NAMES]) + (" …" if len(names) > _MOST_NAMES else "")
    counted = (
        text(language, "digest_one") if len(posts) == 1 else text(language, "digest_many", count=len(posts))
    )
    topic = first.heading.removeprefix("Re: ")
    return replace(
        last,
        id=digest_tag(source.forum.host, source.forum.key, thread_id, day),
        title=clean_line(f"{topic}: {counted} ({shown})"),
        link=first.link,
        author=first.author if len(names) == 1 else Person(shown),
        published=first.published,
        updated=max(entry.updated for entry in posts),
        content="<hr>".join(_post(entry) for entry in posts),
        summary=first.summary,
        categories=tuple(dict.fromkeys(chain.from_iterable(entry.categories for entry in posts))),
        enclosures=tuple(chain.from_iterable(entry.enclosures for entry in posts)),
        replies=None,
        image=next((entry.image for entry in posts if entry.image), ""),
    )


def _post(entry: Entry) -> str:
    who = escape(f"{entry.author.name}, {entry.published:%H:%M}", quote=False)
    return f'<p><a href="{escape(entry.link)}"><b>{who}</b></a></p>{entry.content}'
