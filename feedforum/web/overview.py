"""What pages tell at a glance: how busy forums and boards are, and in which threads something is new."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta, tzinfo
from math import ceil, sqrt

from feedforum.config.settings import ForumSettings
from feedforum.feeds.feed_list import boards_shown
from feedforum.feeds.lookup import trouble_to_tell
from feedforum.feeds.titles import board_title, thread_title, title_by_key
from feedforum.records import Id, StoredForum, StoredPost
from feedforum.text.characters import clean_line
from feedforum.translations import translated_detail
from feedforum.visibility import VisibleForum
from feedforum.web.context import site
from feedforum.web.localisation import say, time_in, visitor_language
from feedforum.web.page_urls import View

DAYS = 14
"""For how many days back, today among them, pages show how many posts there were."""

NEWS = 12
"""How many threads the front page names."""

_POSTS_READ = 60
_TALLEST = 20


_LATE = timedelta(hours=1)
_SENTENCES = {"paused": "status_paused", "unread": "forum_not_read"}


def state_of(
    settings: ForumSettings, failing: object, due_at: datetime | None, now: datetime, *, polled: bool
) -> str:
    """How a forum is: `ok`, `failing`, `late` (nobody seems to poll it), `paused` or `unread`."""
    if settings.paused:
        return "paused"
    if failing:
        return "failing"
    if due_at is not None and now - due_at > max(_LATE, timedelta(seconds=2 * settings.interval)):
        return "late"
    return "ok" if polled else "unread"


def condition_of(visible: VisibleForum, *, owner: bool) -> View:
    """How a forum is, as whoever asks may know: that a login fails tells strangers of what is private.

    The `name` of its state, a `sentence`, and `advice` for its owner.
    """
    trouble = trouble_to_tell(site.store, visible, private=visible.private)
    due_at, polled = site.store.due_at(visible.key), site.store.forum(visible.key) is not None
    state = state_of(visible.settings, trouble, due_at, site.clock.now(), polled=polled)
    moment, advice = trouble.since if trouble else due_at, ""
    if owner and state == "failing" and trouble:
        usual = say(f"advice_{trouble.answer.name.lower()}")
        advice = translated_detail(visitor_language(), trouble.detail) or usual
    if owner and state == "late":
        advice = say("condition_late_advice")
    name = _SENTENCES.get(state, f"condition_{state}")
    sentence = say(name, moment=moment and time_in(visible.settings.zone, moment))
    return {"name": state, "sentence": sentence, "advice": advice}


def day_bounds(now: datetime, zone: tzinfo) -> list[datetime]:
    """The moments at which the last days began in a zone, and the one at which today ends."""
    today = now.astimezone(zone).date()
    days = [today - timedelta(days=back) for back in range(DAYS - 1, -2, -1)]
    return [datetime.combine(day, time(), zone) for day in days]


def with_bars(counts: Mapping[Id, Sequence[int]]) -> dict[Id, View]:
    """Counts by day with bars to compare: as high as the root of the count, so that no day hides others."""
    highest = max((count for days in counts.values() for count in days), default=0)
    return {
        key: {
            "days": days,
            "total": sum(days),
            "bars": [ceil(_TALLEST * sqrt(count / highest)) if count else 0 for count in days],
        }
        for key, days in counts.items()
    }


def board_activity(visible: VisibleForum) -> dict[Id, View]:
    """The activity of each board that may be seen."""
    moments = day_bounds(site.clock.now(), visible.settings.zone)
    counts = site.store.activity(visible.scope, moments)
    nothing = (0,) * DAYS
    return with_bars({each.id: counts.get(each.id, nothing) for each in boards_shown(visible, site.store)})


def forum_activity(forums: Iterable[VisibleForum]) -> dict[Id, View]:
    """The activity of each forum, as far as it may be seen."""
    sums: dict[Id, Sequence[int]] = {}
    for visible in forums:
        counts = site.store.activity(visible.scope, day_bounds(site.clock.now(), visible.settings.zone))
        sums[visible.key] = [sum(day) for day in zip((0,) * DAYS, *counts.values(), strict=True)]
    return with_bars(sums)


def last_posts(visible: VisibleForum) -> dict[Id, View]:
    """The newest post of each board that may be seen."""
    forum = site.store.forum(visible.key)
    ids = [board.id for board in boards_shown(visible, site.store)]
    posts = site.store.newest_by_board(visible.key, ids, without=visible.without)
    return {board_id: _last_post(post, visible, forum) for board_id, post in posts.items()}


def news(forums: Sequence[VisibleForum]) -> list[View]:
    """The threads of these forums that were written in last, each with its newest post."""
    scopes = [visible.scope for visible in forums]
    posts = site.store.newest_posts(*scopes, limit=_POSTS_READ, most_text=1) if scopes else []
    by_thread: dict[tuple[str, Id], StoredPost] = {}
    for post in posts:
        by_thread.setdefault((post.thread.forum_key, post.thread.id), post)
    known = {visible.key: (visible, site.store.forum(visible.key)) for visible in forums}
    return [_last_post(post, *known[key]) for (key, _), post in list(by_thread.items())[:NEWS]]


def _last_post(post: StoredPost, visible: VisibleForum, forum: StoredForum | None) -> View:
    thread, language = post.thread, visitor_language()
    named = thread.board_id is not None and visible.names_board(thread.board_id)
    return {
        "post": post,
        "title": thread_title(thread, thread.id, language),
        "language": forum.language if forum else "",
        "author": clean_line(post.author.name) or say("guest"),
        "zone": visible.settings.zone,
        "where": board_title(thread.board_title, thread.board_id or "", language) if named else "",
        "forum": title_by_key(forum, visible.key),
    }
