"""The sample forum as phpBB 3, in both of its skins: what it answers, and how it says so."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup

from tests.sample_forum import SampleForum, Site, serve
from tests.sample_forum.reader import Reader, text
from tests.sample_forum.skins import PHPBB3
from tests.test_sample_forum.conftest import NOON


@pytest.fixture(params=PHPBB3.styles)
def forum(request: pytest.FixtureRequest) -> SampleForum:
    made = SampleForum("Werk & Bank", NOON, skin=PHPBB3, style=request.param)
    made.register("Anna", "geheim", "Gruß")
    category = made.add_category("Alles")
    for title in ("Räder", "Licht"):
        made.add_board(title, category, posts_per_page=3, threads_per_page=4)
    return made


@pytest.fixture
def site(forum: SampleForum) -> Iterator[Site]:
    with serve(forum) as served:
        yield served


@pytest.fixture
def client(site: Site) -> Iterator[Reader]:
    reader = Reader(site, keep=True)
    yield reader
    reader.close()


def page(client: Reader, target: str, status: int = 200) -> BeautifulSoup:
    answer = client.get(target)
    assert answer.status_code == status
    return BeautifulSoup(answer.content.decode("utf-8"), "lxml")


def posts(found: BeautifulSoup) -> list[int]:
    named = [str(tag["id"]) for tag in found.select("div.post")]
    return [int(name[1:]) for name in named or [str(tag["name"]) for tag in found.select("td > a[name^=p]")]]


def test_past_the_end_comes_the_last_page_once_more(client: Reader, forum: SampleForum) -> None:
    thread = forum.new_thread(2, "Anna", "Thema", "Erster")
    for _ in range(6):
        forum.reply(thread, "Gast", "Noch einer")
    assert posts(page(client, f"viewtopic.php?t={thread}&start=2")) == [3, 4, 5]
    assert posts(page(client, f"viewtopic.php?t={thread}&start=900")) == [7]
    assert posts(page(client, "viewtopic.php?p=5")) == [4, 5, 6]
    for _ in range(5):
        forum.new_thread(2, "Anna", "Mehr", "x")
    shown = page(client, "viewforum.php?f=2&start=900").select("a.topictitle")
    assert len(shown) == 2
    assert "existiert nicht" in text(page(client, "viewtopic.php?t=99", 404).body)


def test_a_moved_thread_is_named_where_it_was_as_it_is_now(client: Reader, forum: SampleForum) -> None:
    thread = forum.new_thread(2, "Anna", "Thema", "x")
    forum.move(thread, 3)
    last = forum.reply(thread, "Gast", "Später")
    row = page(client, "viewforum.php?f=2")
    assert row.select_one(f'a.topictitle[href*="f=3"][href*="t={thread}"]')
    assert row.select_one(f'a[href*="p={last}"]')
    assert "topic_moved" in str(row)


def test_the_counts_of_a_board_include_those_below_it(client: Reader, forum: SampleForum) -> None:
    below = forum.add_board("Naben", 2)
    forum.new_thread(below, "Anna", "Thema", "x")
    index = page(client, "index.php")
    assert index.select_one(f'a.subforum[href*="f={below}"]')
    counts = [text(tag)[:1] for tag in index.select("dd.topics, p.topicdetails") if text(tag)[:1].isdigit()]
    assert counts[:2] in (["1", "0"], ["1", "1"])


def test_summer_time_is_a_switch_for_all_dates(client: Reader, forum: SampleForum) -> None:
    forum.new_thread(2, "Anna", "Thema", "x", at=datetime(2026, 1, 5, 12, 0, tzinfo=UTC))
    assert "Mo 5. Jan 2026, 13:00" in text(page(client, "viewtopic.php?t=1").body)
    forum.advance(timedelta(days=60))
    later = text(page(client, "viewtopic.php?t=1").body)
    assert "Mo 5. Jan 2026, 14:00" in later
    assert "UTC + 1 Stunde [ Sommerzeit ]" in later


def test_ages_are_told_for_an_hour(client: Reader, forum: SampleForum) -> None:
    forum.tells_ages = True
    forum.new_thread(2, "Anna", "Thema", "x")
    forum.advance(timedelta(minutes=5))
    assert "vor 5 Minuten" in text(page(client, "viewtopic.php?t=1").body)
    forum.advance(timedelta(minutes=55))
    assert "Heute, 13:00" in text(page(client, "viewtopic.php?t=1").body)


def test_boards_of_members_and_boards_with_a_password_say_so(client: Reader, forum: SampleForum) -> None:
    inner = forum.add_board("Innen", 1, members_only=True)
    locked = forum.add_board("Kasse", 1, password="wachs")
    thread = forum.new_thread(locked, "Anna", "Geheim", "x")
    assert "Berechtigung" in text(page(client, f"viewforum.php?f={inner}").body)
    assert page(client, f"viewtopic.php?t={thread}").select_one('input[name="f"]')
    client.post("viewforum.php", f=str(locked), password="falsch")
    assert page(client, f"viewforum.php?f={locked}").select_one('input[name="f"]')
    client.post("viewforum.php", f=str(locked), password="wachs", login="1")
    assert "Geheim" in text(page(client, f"viewforum.php?f={locked}").body)
    client.post("ucp.php?mode=login", username="Anna", password="geheim", autologin="on", login="1")
    assert page(client, f"viewforum.php?f={inner}").select_one('a[href*="mode=logout"]')
    client.site.software.sessions.log_all_out()
    assert page(client, "index.php").select_one('a[href*="mode=login"]')
