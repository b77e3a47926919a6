"""What pages tell at a glance: how busy forums and boards are, and in which threads something is new."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from math import ceil, sqrt

from feedforum.config.settings import ForumSettings
from feedforum.feeds.feed_list import boards_shown
from feedforum.feeds.titles import board_title, thread_title, title_by_key
from feedforum.records import Id, StoredForum, StoredPost
from feedforum.text.characters import clean_line
from feedforum.translations import text, translated_detail
from feedforum.visibility import VisibleForum
from feedforum.web.context import site
from feedforum.web.localisation import format_time

DAYS = 14
"""For how many days back, today among them, pages show how many posts there were."""

NEWS = 12
"""How many threads the front page names."""

_POSTS_READ = 60
_TALLEST = 20


@dataclass(frozen=True, slots=True)
class Activity:
    """How many posts there were on each day, the first one first, and bars of up to 20 units for them."""

    days: tuple[int, ...]
    bars: tuple[int, ...]

    @property
    def total(self) -> int:
        """How many posts there were on all of these days."""
        return sum(self.days)


@dataclass(frozen=True, slots=True)
class LatestPost:
    """A thread with its newest post, as pages show it; `where` names the board, if it may be named."""

    forum_key: str
    thread_id: Id
    post_key: str
    title: str
    language: str
    author: str
    posted_at: datetime
    moment: str
    where: str
    forum: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class Condition:
    """How a forum is: `ok`, `failing`, `late`, `paused` or `unread`, and in a sentence.

    `advice` is for its owner.
    """

    name: str
    sentence: str
    advice: str = ""


def condition_of(visible: VisibleForum, language: str, *, owner: bool) -> Condition:
    """How a forum is, as whoever asks may know: that a login fails tells strangers of what is private."""
    if visible.settings.paused:
        return Condition("paused", text(language, "status_paused"))
    trouble = site.store.trouble(visible.key)
    if trouble is not None and not (trouble.answer.wants_secret and not visible.whole):
        since = format_time(trouble.since, site.clock.now(), visible.settings.zone, language)
        usual = text(language, f"advice_{trouble.answer.name.lower()}")
        advice = (translated_detail(language, trouble.detail) or usual) if owner else ""
        return Condition("failing", text(language, "condition_failing", moment=since), advice)
    due_at, now = site.store.due_at(visible.key), site.clock.now()
    if due_at is not None and is_late(due_at, visible.settings, now):
        due = format_time(due_at, now, visible.settings.zone, language)
        advice = text(language, "condition_late_advice") if owner else ""
        return Condition("late", text(language, "condition_late", moment=due), advice)
    if site.store.forum(visible.key) is None:
        return Condition("unread", text(language, "forum_not_read"))
    return Condition("ok", text(language, "condition_ok"))


_LATE = timedelta(hours=1)


def is_late(due_at: datetime, settings: ForumSettings, now: datetime) -> bool:
    """Whether a forum's next poll should have begun long ago, so that something is wrong."""
    return now - due_at > max(_LATE, timedelta(seconds=2 * settings.interval))


def day_bounds(now: datetime, zone: tzinfo) -> list[datetime]:
    """The moments at which the last days began in a zone, and the one at which today ends."""
    today = now.astimezone(zone).date()
    days = [today - timedelta(days=back) for back in range(DAYS - 1, -2, -1)]
    return [datetime.combine(day, time(), zone) for day in days]


def with_bars(counts: Mapping[Id, Sequence[int]]) -> dict[Id, Activity]:
    """Counts by day with bars to compare: as high as the root of the count, so that no day hides others."""
    highest = max((count for days in counts.values() for count in days), default=0)
    return {
        key: Activity(
            tuple(days), tuple(ceil(_TALLEST * sqrt(count / highest)) if count else 0 for count in days)
        )
        for key, days in counts.items()
    }


def board_activity(visible: VisibleForum) -> dict[Id, Activity]:
    """The activity of each board that may be seen."""
    moments = day_bounds(site.clock.now(), visible.settings.zone)
    counts = site.store.activity(visible.scope, moments)
    nothing = (0,) * DAYS
    return with_bars({each.id: counts.get(each.id, nothing) for each in boards_shown(visible, site.store)})


def forum_activity(forums: Iterable[VisibleForum]) -> dict[Id, Activity]:
    """The activity of each forum, as far as it may be seen."""
    sums: dict[Id, Sequence[int]] = {}
    for visible in forums:
        counts = site.store.activity(visible.scope, day_bounds(site.clock.now(), visible.settings.zone))
        sums[visible.key] = [sum(day) for day in zip((0,) * DAYS, *counts.values(), strict=True)]
    return with_bars(sums)


def last_posts(visible: VisibleForum, language: str) -> dict[Id, LatestPost]:
    """The newest post of each board that may be seen, in words of a language."""
    forum = site.store.forum(visible.key)
    ids = [board.id for board in boards_shown(visible, site.store)]
    posts = site.store.newest_by_board(visible.key, ids, without=visible.without)
    return {board_id: _last_post(post, visible, forum, language) for board_id, post in posts.items()}


def news(forums: Sequence[VisibleForum], language: str) -> list[LatestPost]:
    """The threads of these forums that were written in last, each with its newest post."""
    scopes = [visible.scope for visible in forums]
    posts = site.store.newest_posts(*scopes, limit=_POSTS_READ, most_text=1) if scopes else []
    by_thread: dict[tuple[str, Id], StoredPost] = {}
    for post in posts:
        by_thread.setdefault((post.thread.forum_key, post.thread.id), post)
    known = {visible.key: (visible, site.store.forum(visible.key)) for visible in forums}
    newest = [(known[key], post) for (key, _), post in by_thread.items()][:NEWS]
    return [_last_post(post, visible, forum, language) for (visible, forum), post in newest]


def _last_post(
    post: StoredPost, visible: VisibleForum, forum: StoredForum | None, language: str
) -> LatestPost:
    thread = post.thread
    named = thread.board_id is not None and visible.names_board(thread.board_id)
    return LatestPost(
        forum_key=visible.key,
        thread_id=thread.id,
        post_key=post.key,
        title=thread_title(thread, thread.id, language),
        language=forum.language if forum else "",
        author=clean_line(post.author.name) or text(language, "guest"),
        posted_at=post.posted_at,
        moment=format_time(post.posted_at, site.clock.now(), visible.settings.zone, language),
        where=board_title(thread.board_title, thread.board_id or "", language) if named else "",
        forum=title_by_key(forum, visible.key),
        excerpt=post.excerpt,
    )
