"""What is learned of forums that no engine knows, and of sites that are none."""

import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from bs4.element import Tag

from feedforum.dates import Calendar
from feedforum.engines.base import PageAt
from feedforum.engines.kit.dom import tree_of
from feedforum.engines.profile import ProfileEngine
from feedforum.engines.profile.page import compiled
from feedforum.learning import selectors
from feedforum.learning.learner import Learned, learn
from feedforum.learning.walk import MOST_REQUESTS, NotUnderstoodError
from feedforum.records import Document, Doubt, Id, Post, ThreadRow
from tests.learning.homegrown import (
    BARE_TABLES,
    BASE,
    COMMAS,
    NEWEST_FIRST,
    NOW,
    ONE_LIST,
    SLUGS,
    Homegrown,
    Style,
    forum_in,
    page,
)
from tests.learning.no_forums import NO_FORUMS

CALENDAR = Calendar(ZoneInfo("UTC"))
STYLES = {
    BARE_TABLES: ("1", "2", "5"),
    NEWEST_FIRST: ("1", "2", "5"),
    SLUGS: ("holz", "metall", "farben"),
    COMMAS: ("3", "14"),
    ONE_LIST: ("1",),
}
each_style = pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)


@cache
def learned_by(style: Style) -> tuple[Learned, list[str]]:
    """What is learned, and the addresses that were asked for."""
    forum = forum_in(style, STYLES[style])
    front = forum.get(BASE)
    assert front is not None
    return learn(front, forum.get, CALENDAR), forum.asked


def learned_forum(style: Style) -> tuple[Homegrown, ProfileEngine]:
    return forum_in(style, STYLES[style]), ProfileEngine(learned_by(style)[0].profile)


def posts_read(forum: Homegrown, engine: ProfileEngine, thread: Id, board: str) -> list[Post]:
    posts, number, pages = list[Post](), 1, 1
    while number <= pages:
        document = forum.get(
            engine.thread_url(BASE, thread, PageAt(number, engine.profile.posts_per_page), board)
        )
        assert document is not None
        reading = engine.read_thread(document, CALENDAR)
        assert reading.page is not None, reading.detail
        posts += reading.page.posts
        number, pages = number + 1, max(pages, reading.page.pages)
    return posts


@each_style
def test_every_post_is_found_with_its_author_moment_and_text(style: Style) -> None:
    forum, engine = learned_forum(style)
    for thread in forum.threads:
        found = sorted(
            posts_read(forum, engine, thread.id, thread.board), key=lambda post: str(post.posted_at)
        )
        said = [(post.id, post.author.name, post.posted_at) for post in found]
        true = [(p.id, p.author, p.at.astimezone(UTC)) for p in thread.posts]
        assert said == true
        for post, expected in zip(found, thread.posts, strict=True):
            assert expected.text in post.message_html
            assert "Gruß" not in post.message_html
            assert "geschrieben" not in post.message_html
            assert "Posted by" not in post.message_html


@each_style
def test_listings_tell_the_number_of_replies_and_the_last_moment(style: Style) -> None:
    forum, engine = learned_forum(style)
    front = forum.get(BASE)
    assert front is not None
    index = engine.read_index(front, CALENDAR).page
    assert index is not None
    rows = list[ThreadRow]()
    for board in index.boards:
        number, pages = 1, 1
        while number <= pages:
            at = PageAt(number, engine.profile.threads_per_page)
            document = forum.get(engine.board_url(BASE, board.id, at))
            assert document is not None
            listing = engine.read_board(document, CALENDAR).page
            assert listing is not None
            assert listing.page == number
            rows += listing.threads
            number, pages = number + 1, listing.pages
    assert {row.id: (row.topic, row.replies, row.last_post_at) for row in rows} == {
        thread.id: (thread.topic, len(thread.posts) - 1, thread.posts[-1].at) for thread in forum.threads
    }
    assert sum(row.important for row in rows) == (len(STYLES[style]) if style is COMMAS else 0)
    assert not any(row.moved for row in rows)


@each_style
def test_few_pages_are_asked_for(style: Style) -> None:
    asked = learned_by(style)[1]
    assert len(asked) <= MOST_REQUESTS
    # One page is read twice, to see whether it says the same.
    assert len(set(asked)) == len(asked) - 1


def test_what_makes_the_mistakes_of_the_best_selector_is_not_looked_for_in_whole_pages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    post = "<div><span class=a><b class=c>x</b></span><p class=d>y</p><i class=e>z</i></div>"
    soup = tree_of(post * 90)
    asked = Counter[str]()

    class Counting:
        def __init__(self, selector: str) -> None:
            self.selector = selector

        def match(self, tag: Tag) -> bool:
            asked[self.selector] += 1
            return compiled(self.selector).match(tag)

    monkeypatch.setattr(selectors, "compiled", Counting)
    selector, share = selectors.repeated_selector([soup], [soup.find_all("div")[:89]])
    assert (len(compiled(selector).select(soup)), share) == (90, 89 / 90)
    assert {each for each, times in asked.items() if times > 20} == {selector}


def test_ids_that_are_others_each_time_are_none() -> None:
    forum = forum_in(BARE_TABLES)
    times = 0

    def get(url: str) -> Document | None:
        nonlocal times
        times += 1
        found = forum.get(url)
        numbered = lambda match: f'name="{int(match[1]) * 100 + times}"'  # noqa: E731
        return replace(found, text=re.sub(r'name="(\d+)"', numbered, found.text)) if found else None

    front = get(BASE)
    assert front is not None
    learned = learn(front, get, CALENDAR)
    assert learned.profile.posts.id == ""
    assert Doubt.IDS in learned.doubts


def test_pages_that_show_other_posts_each_time_are_no_forum() -> None:
    forum, asked = forum_in(SLUGS, STYLES[SLUGS]), Counter[str]()

    def get(url: str) -> Document | None:
        asked[url] += 1
        found = forum.get(url)
        if found and asked[url] > 1:
            return replace(found, text=re.sub(r"/wer/\d+\">", '/wer/9">Dr. ', found.text))
        return found

    front = get(BASE)
    assert front is not None
    with pytest.raises(NotUnderstoodError, match="read twice"):
        learn(front, get, CALENDAR)


@each_style
def test_ids_survive_the_loss_of_a_post(style: Style) -> None:
    forum, engine = learned_forum(style)
    thread = next(thread for thread in forum.threads if 4 < len(thread.posts) < 10)
    before = {post.id for post in posts_read(forum, engine, thread.id, thread.board)}
    forum.threads[forum.threads.index(thread)] = type(thread)(
        thread.id, thread.board, thread.topic, thread.posts[:2] + thread.posts[3:]
    )
    forum.shown.clear()
    after = {post.id for post in posts_read(forum, engine, thread.id, thread.board)}
    assert before - after == {thread.posts[2].id}


def in_berlin(fixed: bool, clue: str) -> Learned:
    """What is learned of a forum in Berlin whose months are summer and winter; `clue` stands on its pages."""
    zone = ZoneInfo("Europe/Berlin")
    winter = timezone(timedelta(hours=1))

    def shown(moment: datetime) -> datetime:
        return moment.astimezone(winter if fixed else zone)

    forum = forum_in(BARE_TABLES, ("1", "2"))
    true = {thread.id: thread.posts for thread in forum.threads}
    forum.threads = [
        replace(thread, posts=tuple(replace(post, at=shown(post.at)) for post in thread.posts))
        for thread in forum.threads
    ]
    items = "".join(
        f"<item><link>{BASE}thema.asp?b={thread.board}&amp;t={thread.id}</link>"
        f"<pubDate>{format_datetime(true[thread.id][0].at)}</pubDate></item>"
        for thread in forum.threads
    )
    forum.get(BASE)
    forum.shown["feed.asp"] = f'<?xml version="1.0"?><rss><channel>{items}</channel></rss>'
    forum.shown[""] = forum.shown[""].replace("<h1>", f"{clue}<h1>")
    front = forum.get(BASE)
    assert front is not None
    return learn(front, forum.get, Calendar(zone))


@pytest.mark.parametrize("fixed", [True, False])
def test_a_feed_of_the_forum_tells_whether_it_shows_old_moments_with_todays_offset(fixed: bool) -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="feed.asp">'
    learned = in_berlin(fixed, link)
    assert learned.profile.fixed_offset is fixed
    assert Doubt.DAYLIGHT not in learned.doubts


@pytest.mark.parametrize(
    ("clue", "fixed", "doubtful"),
    [
        ("", False, True),
        ("<p>Current time: 10 March 2026, 13:00</p>", True, True),
        ("<p>All times are GMT +1.</p>", True, False),
    ],
)
def test_without_one_a_clock_is_a_sign_and_an_offset_is_certain(
    clue: str, fixed: bool, doubtful: bool
) -> None:
    learned = in_berlin(True, clue)
    assert (learned.profile.fixed_offset, Doubt.DAYLIGHT in learned.doubts) == (fixed, doubtful)


def test_posts_with_the_newest_on_top_are_known_as_such() -> None:
    assert learned_forum(NEWEST_FIRST)[1].profile.posts.newest_first
    assert not learned_forum(BARE_TABLES)[1].profile.posts.newest_first


def test_boards_that_are_listed_without_counts_or_dates() -> None:
    forum = forum_in(BARE_TABLES)
    forum.get(BASE)
    links = "".join(f'<li><a href="board.asp?b={board}">Brett {board}</a></li>' for board in forum.boards)
    forum.shown[""] = page("Forum", f"<ul>{links}</ul>")
    front = forum.get(BASE)
    assert front is not None
    engine = ProfileEngine(learn(front, forum.get, CALENDAR).profile)
    index = engine.read_index(front, CALENDAR).page
    assert index is not None
    assert [board.id for board in index.boards] == [1, 2, 5]


@pytest.mark.parametrize("name", NO_FORUMS)
def test_a_site_that_is_no_forum_is_not_understood(name: str) -> None:
    asked = list[str]()

    def get(url: str) -> Document | None:
        asked.append(url)
        text = NO_FORUMS[name].get(url.removeprefix(BASE))
        return Document(url, text, NOW) if text is not None else None

    with pytest.raises(NotUnderstoodError, match=r"\.$"):
        learn(Document(BASE, NO_FORUMS[name][""], NOW), get, CALENDAR)
    assert len(asked) < MOST_REQUESTS
