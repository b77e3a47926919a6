"""A forum's trouble → an entry of its feeds that tells what to do, one a day at most."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import escape

from feedforum.feeds.entries import Entry, Person, board_time
from feedforum.feeds.feed import Feed
from feedforum.feeds.ids import notice_tag
from feedforum.feeds.source import Source
from feedforum.feeds.titles import forum_title
from feedforum.feeds.uris import uri
from feedforum.records import PollFailures
from feedforum.translations import date_in_words, text

_DAY = timedelta(days=1)


def with_notice(feed: Feed, trouble: PollFailures | None, source: Source) -> Feed:
    """The feed, with an entry of its own if the forum had failed for a day or longer at its last poll.

    Each further day it is a new one, in the place of the last. It hangs on polls and not on the clock,
    so that the same is served until there was another; and it is gone when there is no trouble.
    """
    days = (trouble.polled_at - trouble.since) // _DAY if trouble else 0
    if trouble is None or days < 1:
        return feed
    return replace(feed, notice=_entry(trouble, trouble.since + days * _DAY, source))


def _entry(trouble: PollFailures, at: datetime, source: Source) -> Entry:
    forum = source.forum
    advice = text(forum.language, f"advice_{trouble.answer.name.lower()}")
    since = text(
        forum.language,
        "notice_since",
        moment=date_in_words(board_time(trouble.since, source.zone), forum.language),
    )
    title = text(forum.language, "notice_title", forum=forum_title(forum))
    moment = board_time(at, source.zone)
    return Entry(
        id=notice_tag(forum.host, forum.key, at.astimezone(UTC).date()),
        title=title,
        link=uri(source.links.forum()),
        author=Person("feedforum"),
        published=moment,
        updated=moment,
        content=f"<p>{escape(since, quote=False)}</p><p>{escape(advice, quote=False)}</p>",
        key="",
        number=0,
        topic=title,
        summary=f"{since} {advice}",
    )
