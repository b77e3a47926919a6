"""The sample forum as phpBB 2: what it answers, and how it says so."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup

from tests.sample_forum import SampleForum, Site, serve
from tests.sample_forum.reader import Reader, text
from tests.sample_forum.skins import PHPBB2
from tests.test_sample_forum.conftest import NOON


@pytest.fixture
def forum() -> SampleForum:
    made = SampleForum("Werk & Bank", NOON, skin=PHPBB2)
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


def page(client: Reader, target: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(target).content.decode("windows-1252"), "lxml")


def anchors(found: BeautifulSoup) -> list[int]:
    return [int(str(tag["name"])) for tag in found.select("span.name a[name]")]


def test_links_carry_a_session_until_a_cookie_does(client: Reader) -> None:
    assert client.get("index.php").text.count("sid=") > 3
    assert client.get("index.php").text.count("sid=") == 0


def test_a_board_lists_moved_threads_under_their_real_ids(client: Reader, forum: SampleForum) -> None:
    first = forum.new_thread(2, "Anna", "Größe Ω", "x")
    notice = forum.new_thread(2, "Anna", "Wichtig", "x", announcement_on=(2, 3))
    forum.move(first, 3)
    page(client, "index.php")
    links = page(client, "viewforum.php?f=2").select("a.topictitle")
    assert [str(link["href"]).rpartition("t=")[2] for link in links] == [str(notice), str(first)]
    assert text(links[1]) == "Größe &#937;"
    assert "Wichtig" not in text(page(client, "viewforum.php?f=3").body), "an announcement is of one board"
    assert "Verschoben:" in text(page(client, "viewforum.php?f=2").body)
    beyond = page(client, "viewforum.php?f=2&start=400").select("a.topictitle")
    assert [text(link) for link in beyond] == ["Wichtig"]


def test_a_thread_is_cut_at_any_row(client: Reader, forum: SampleForum) -> None:
    thread = forum.new_thread(2, "Anna", "Thema", "Erster")
    for _ in range(6):
        forum.reply(thread, "Gast", '[quote="Anna"]Er[/quote]ster')
    assert anchors(page(client, f"viewtopic.php?t={thread}&start=2")) == [3, 4, 5]
    assert anchors(page(client, "viewtopic.php?p=5")) == [4, 5, 6]
    assert "Es gibt keine Beiträge" in text(page(client, f"viewtopic.php?t={thread}&start=30").body)
    assert "existiert nicht" in text(page(client, "viewtopic.php?t=99").body)
    body = page(client, f"viewtopic.php?t={thread}").select("td[colspan='2'] > span.postbody")
    assert [text(piece) for piece in body[:3]] == ["Erster _________________ Gruß", "", "ster"]


def test_all_times_move_with_the_offset_of_today(client: Reader, forum: SampleForum) -> None:
    forum.new_thread(2, "Anna", "Thema", "x", at=datetime(2026, 1, 5, 12, 0, tzinfo=UTC))
    assert "05.01.2026, 13:00" in text(page(client, "viewtopic.php?t=1").body)
    assert "GMT + 1 Stunde" in text(page(client, "viewforum.php?f=2").body)
    forum.advance(timedelta(days=60))
    assert "05.01.2026, 14:00" in text(page(client, "viewtopic.php?t=1").body)
    assert "GMT + 2 Stunde" in text(page(client, "viewforum.php?f=2").body)


def test_a_guest_is_sent_to_the_form_and_a_key_is_good_once(client: Reader, forum: SampleForum) -> None:
    inner = forum.add_board("Innen", 1, members_only=True)
    forum.new_thread(inner, "Anna", "Geheim", "x")
    assert "Innen" in text(page(client, "index.php").body)
    sent = client.get(f"viewforum.php?f={inner}")
    assert (sent.status_code, "login.php?redirect=viewforum.php&f=" in sent.headers["Location"]) == (
        302,
        True,
    )
    client.post("login.php", username="Anna", password="geheim", autologin="on", login="Log+in")
    assert "Geheim" in text(page(client, f"viewforum.php?f={inner}").body)
    key = client.session.cookies["phpbb2mysql_key"]
    client.site.software.sessions.end_all()
    assert "Geheim" in text(page(client, f"viewforum.php?f={inner}").body)
    assert client.session.cookies["phpbb2mysql_key"] != key
    client.site.software.sessions.log_all_out()
    assert client.get(f"viewforum.php?f={inner}").status_code == 302


@pytest.mark.parametrize(
    ("switch", "words"),
    [
        ("closed_because", "im Moment leider nicht verfügbar"),
        ("banned", "verbannt"),
        ("database_down", "Critical Error"),
    ],
)
def test_a_forum_says_why_it_shows_nothing(
    client: Reader, forum: SampleForum, switch: str, words: str
) -> None:
    setattr(forum, switch, True)
    assert words in text(page(client, "index.php").body)
