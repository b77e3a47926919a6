"""The sample forum as MyBB 1.8: what it answers, and how it says so."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from tests.sample_forum import SampleForum, Site, serve
from tests.sample_forum.reader import Reader, text
from tests.sample_forum.skins import MYBB
from tests.test_sample_forum.conftest import NOON


@pytest.fixture
def forum() -> SampleForum:
    made = SampleForum("Werk & Bank", NOON, skin=MYBB)
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


def shown(client: Reader, target: str) -> str:
    return text(BeautifulSoup(client.get(target).text, "lxml").body)


def test_the_first_page_comes_again_past_the_end(client: Reader, forum: SampleForum) -> None:
    thread = forum.new_thread(2, "Anna", "Felgen", "eins")
    for number in range(4):
        forum.reply(thread, "Gast", f"Antwort {number}")
    assert "Antwort 3" in shown(client, f"showthread.php?tid={thread}&page=2")
    assert "eins" in shown(client, f"showthread.php?tid={thread}&page=9")


def test_dates_are_relative_while_they_are_new(client: Reader, forum: SampleForum) -> None:
    thread = forum.new_thread(2, "Anna", "Felgen", "eins")
    target = f"showthread.php?tid={thread}"
    for later, said in ((5, "Vor 5 Minuten"), (120, "Vor 2 Stunden"), (24 * 60, "Gestern , 01:00 PM")):
        forum.now = NOON + timedelta(minutes=later)
        assert said in shown(client, target)


def test_a_moved_thread_leaves_a_row_that_counts(client: Reader, forum: SampleForum) -> None:
    thread = forum.new_thread(2, "Anna", "Felgen", "eins")
    forum.move(thread, 3)
    assert "Verschoben: Felgen" in shown(client, "forumdisplay.php?fid=2")
    assert "Räder 1 1" in shown(client, "index.php")


def test_a_password_opens_a_board_and_its_threads(client: Reader, forum: SampleForum) -> None:
    board = forum.add_board("Innen", 1, password="wabe7")
    thread = forum.new_thread(board, "Anna", "Geheim", "unter uns")
    targets = (f"forumdisplay.php?fid={board}", f"showthread.php?tid={thread}")
    for target in targets:
        assert "Passwort erforderlich" in shown(client, target)
    assert "ist falsch" in client.post(targets[0], pwverify="x").text
    assert "Geheim" in client.post(targets[0], pwverify="wabe7").text
    assert "unter uns" in shown(client, targets[1])


def test_a_login_needs_the_key_of_its_form(client: Reader, forum: SampleForum) -> None:
    inner = forum.add_board("Innen", 1, members_only=True)
    assert "nicht eingeloggt" in shown(client, f"forumdisplay.php?fid={inner}")
    form = BeautifulSoup(client.get("member.php?action=login").text, "lxml").select(
        'form:has([name="password"]) input[name]'
    )
    fields = {str(field["name"]): str(field.get("value", "")) for field in form}
    right = fields | {"username": "Anna", "password": "geheim"}
    assert "mismatch" in client.post("member.php", **(right | {"my_post_key": "x"})).text
    assert "erfolgreich" in client.post("member.php", **right).text
    assert "Innen" in shown(client, "index.php")


def test_closed_and_without_its_database(client: Reader, forum: SampleForum) -> None:
    forum.closed_because = "Umzug"
    assert client.get("index.php").status_code == 200
    assert "zur Zeit geschlossen" in shown(client, "index.php")
    forum.database_down = True
    assert client.get("index.php").status_code == 503
