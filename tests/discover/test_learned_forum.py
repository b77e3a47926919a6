"""A forum that no engine knows: from its address to a configuration, a preview, and polls."""

from collections import Counter
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path
from random import Random

import pytest

from feedforum.cli.discover import lines_of
from feedforum.config import load
from feedforum.config.editing import add_forum, as_toml
from feedforum.config.fetch_options import FetchOptions
from feedforum.discover import discover
from feedforum.discover.preview import preview_of
from feedforum.engines import ENGINES
from feedforum.fetch import ForumClient, HostRateLimiter, InMemoryRobots
from feedforum.learning.walk import MOST_REQUESTS
from feedforum.poll import Poll
from feedforum.records import Answer, Discovery, Doubt, Obstacle, PostScope
from feedforum.store import Store
from tests.fake_clock import FakeClock
from tests.learning.homegrown import (
    BARE_TABLES,
    BASE,
    NEWEST_FIRST,
    NOW,
    ONE_LIST,
    SLUGS,
    Homegrown,
    Style,
    forum_in,
)
from tests.learning.imitations import IMITATIONS
from tests.learning.no_forums import NO_FORUMS
from tests.learning.serving import served

BOARDS = {BARE_TABLES: ("1", "2", "5"), NEWEST_FIRST: ("1", "2"), SLUGS: ("holz", "metall"), ONE_LIST: ("1",)}
OPTIONS = FetchOptions("feedforum-test", request_delay=0, robots_txt=False)


def client() -> ForumClient:
    clock = FakeClock(NOW)
    return ForumClient(OPTIONS, clock, HostRateLimiter(clock, Random(0)), InMemoryRobots())


def found_at(url: str) -> Discovery:
    return discover(url, lambda url: client())


@pytest.mark.parametrize("style", BOARDS, ids=lambda style: style.name)
def test_it_is_found_and_polled_like_any_other(style: Style, tmp_path: Path) -> None:
    forum = forum_in(style, BOARDS[style], threads=4)
    with served(forum) as url:
        found = found_at(url)
        assert (found.answer, found.engine) == (Answer.OK, "profile"), found.detail
        path = tmp_path / "config.toml"
        add_forum(path, found, ENGINES)
        text = path.read_text(encoding="utf-8").replace(
            'timezone = "UTC"', 'timezone = "UTC"\nbackfill = "all"'
        )
        path.write_text(text, encoding="utf-8")
        (settings,) = load(path, ENGINES, {}).forums
        assert settings.profile == found.profile
        store = Store.at(f"sqlite:///{tmp_path}/store.db")
        clock = FakeClock(NOW)
        with client() as guest:
            report = Poll(settings, store, guest, clock).run()
            assert (report.answer, report.more) == (Answer.OK, False)
            again = Poll(settings, store, guest, clock).run()
            assert again.new_posts == again.edits == again.deletions == 0
        posts = store.read_repository.newest_posts(PostScope(settings.key, None), limit=10_000)
        store.close()
    said = Counter((post.id, post.author.name, post.posted_at) for post in posts)
    assert said == Counter(
        (post.id, post.author, post.at) for thread in forum.threads for post in thread.posts
    )


def test_a_forum_of_one_board_is_read_from_its_list() -> None:
    with served(forum_in(BARE_TABLES, ("4",))) as url:
        found = found_at(url)
    assert found.profile is not None
    assert (found.answer, found.profile.urls.index) == (Answer.OK, "board.asp?b=4")
    assert [board.id for board in found.boards] == ["all"]


def test_what_is_doubtful_is_said_where_the_owner_reads_it() -> None:
    with served(forum_in(BARE_TABLES)) as url:
        found = found_at(url)
    assert Doubt.DAYLIGHT in found.doubts
    assert "# The times of old posts may be an hour off" in as_toml(found)
    said = "\n".join(lines_of(found, "de"))
    assert "sicher    Autor: „td[valign=" in said
    assert "(100 %)" in said
    assert "unsicher  Alte Beiträge können eine Stunde daneben liegen" in said


def test_its_feed_tells_the_zone() -> None:
    forum = forum_in(BARE_TABLES)
    items = "".join(
        f"<item><link>thema.asp?b={thread.board}&amp;t={thread.id}</link>"
        f"<pubDate>{format_datetime(thread.posts[0].at - timedelta(hours=3))}</pubDate></item>"
        for thread in forum.threads
    )
    forum.get(BASE)
    link = '<link rel="alternate" type="application/rss+xml" href="feed.asp">'
    forum.shown[""] = forum.shown[""].replace("</head>", f"{link}</head>")
    forum.shown["feed.asp"] = f"<rss><channel>{items}</channel></rss>"
    with served(forum) as url:
        asked: list[str] = []
        found = discover(url, lambda url: client(), asked.append)
    assert found.zone == "+03:00"
    assert len(asked) <= MOST_REQUESTS


@pytest.mark.parametrize("style", [each for each in IMITATIONS if each.name in ("XMB", "Discuz")])
def test_a_dozen_requests_are_enough_even_where_addresses_look_like_those_of_an_engine(style: Style) -> None:
    asked: list[str] = []
    with served(forum_in(style, ("2", "5"), threads=4)) as url:
        found = discover(url, lambda url: client(), asked.append)
    assert (found.answer, found.engine) == (Answer.OK, "profile"), found.detail
    assert len(asked) <= MOST_REQUESTS


def test_it_is_learned_where_an_engines_pages_are_looked_for_in_vain() -> None:
    forum = forum_in(BARE_TABLES, ("2", "5"), threads=4)
    forum.get(BASE)
    # Folders of numbers are also those of an engine, whose index would be in them.
    forum.shown = {
        address.replace("board.asp?b=", "forum/"): text.replace("board.asp?b=", "forum/").replace(
            '"thema.asp', '"/forum/thema.asp'
        )
        for address, text in forum.shown.items()
    }
    with served(forum) as url:
        found = found_at(url)
    assert (found.answer, found.engine) == (Answer.OK, "profile"), found.detail


def test_whose_software_it_is_says_less_than_why_it_is_not_understood() -> None:
    site = Homegrown(BARE_TABLES, (), [], shown={"": "<html><body><p>Powered by Brett 2.0</p></body></html>"})
    with served(site) as url:
        found = found_at(url)
    assert (found.software, found.obstacle) == ("Brett 2.0", Obstacle.UNREAD_SOFTWARE)
    assert "No page of it lists threads" in found.detail


def test_the_preview_shows_the_newest_posts(tmp_path: Path) -> None:
    forum = forum_in(BARE_TABLES)
    with served(forum) as url:
        found = found_at(url)
        path = tmp_path / "config.toml"
        (settings,) = add_forum(path, found, ENGINES).forums
        with client() as guest:
            preview = preview_of(found, found.boards[0], settings, guest)
    newest = forum.of_board("1")[0].posts[-1]
    assert newest.id in [post.id for post in preview.posts]


@pytest.mark.parametrize("name", ["blog with comments", "shop", "empty"])
def test_a_site_that_is_no_forum_is_refused_with_the_reason(name: str) -> None:
    site = Homegrown(BARE_TABLES, (), [], shown=dict(NO_FORUMS[name]))
    with served(site) as url:
        found = found_at(url)
    assert found.answer is not Answer.OK
    assert found.profile is None
    assert found.detail
