"""The sample forum as SMF 2.0 and 1.1: what each answers, and how it says so."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from tests.sample_forum import SampleForum, Site, Skin, serve
from tests.sample_forum.reader import Reader, text
from tests.sample_forum.skins import SMF_11, SMF_20
from tests.test_sample_forum.conftest import NOON


@pytest.fixture(params=(SMF_20, SMF_11), ids=lambda skin: skin.name)
def skin(request: pytest.FixtureRequest) -> Skin:
    found = request.param
    assert isinstance(found, Skin)
    return found


@pytest.fixture
def forum(skin: Skin) -> SampleForum:
    made = SampleForum("Werk & Bank", NOON, skin=skin)
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
    encoding = "utf-8" if client.site.forum.charset == "utf-8" else "windows-1252"
    return BeautifulSoup(answer.content.decode(encoding), "lxml")


def posts(found: BeautifulSoup) -> list[int]:
    return [int(str(tag["id"]).removeprefix("subject_")) for tag in found.select("[id^=subject_]")]


def test_the_last_page_comes_again_past_the_end_and_offsets_are_rounded_down(
    client: Reader, forum: SampleForum
) -> None:
    thread = forum.new_thread(2, "Anna", "Felgen", "1")
    written = [forum.reply(thread, "Gast", str(number)) for number in range(4)]
    assert posts(page(client, f"index.php?topic={thread}.4")) == written[2:]
    assert posts(page(client, f"index.php?topic={thread}.900")) == written[2:]
    assert posts(page(client, f"index.php?topic={thread}.msg{written[-1]}")) == written[2:]


def test_a_moved_thread_leaves_one_with_a_post(client: Reader, forum: SampleForum) -> None:
    thread = forum.new_thread(2, "Anna", "Felgen", "1")
    forum.move(thread, 3)
    found = page(client, "index.php?board=2.0")
    assert text(found.select_one("[id^=msg_]")) == "MOVED: Felgen"
    assert found.select_one('img[src$="post/moved.gif"]') is not None
    assert forum.visible_posts([2]) == []


def test_a_row_of_the_index_tells_of_the_boards_below(client: Reader, forum: SampleForum) -> None:
    below = forum.add_board("Naben", 2)
    forum.new_thread(2, "Anna", "Felgen", "1")
    forum.advance(timedelta(minutes=1))
    forum.new_thread(below, "Gast", "Fett", "1")
    found = page(client, "index.php")
    cells = found.select("a[name=b2]")[0].find_parent("tr")
    assert cells is not None
    assert "1 Beiträge" in text(cells)
    assert "von Gast" in text(cells)
    assert found.select(f'a[href$="board={below}.0"][title$="(Themen: 1, Beiträge: 1)"]')


def test_what_is_hidden_looks_like_what_is_missing_and_a_login_opens_it(
    client: Reader, forum: SampleForum
) -> None:
    inner = forum.add_board("Innen", 1, members_only=True)
    for target in (f"index.php?board={inner}.0", "index.php?topic=99.0"):
        assert page(client, target).select_one("#frmLogin") is not None
    form = page(client, "index.php?action=login").select_one("#frmLogin")
    assert form is not None
    fields = {str(field["name"]): str(field.get("value", "")) for field in form.select("input[name]")}
    wrong = fields | {"user": "Anna", "passwrd": "falsch"}
    assert "Passwort falsch" in text(
        BeautifulSoup(client.post("index.php?action=login2", **wrong).text, "lxml")
    )
    right = fields | {"user": "Anna", "passwrd": "geheim", "cookielength": "-1"}
    client.post("index.php?action=login2", **right)
    assert "Innen" in text(page(client, "index.php").body)


def test_closed_and_without_its_database(client: Reader, forum: SampleForum) -> None:
    newer = forum.skin is SMF_20
    forum.closed_because = "Umzug"
    assert "Umzug" in text(page(client, "index.php", 503 if newer else 200))
    forum.database_down = True
    assert "unable to connect to the database" in text(page(client, "index.php", 503 if newer else 200))
