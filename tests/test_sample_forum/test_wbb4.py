"""The sample forum as WoltLab Suite and Burning Board 4: what it answers, and how it says so."""

from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup

from tests.sample_forum import SampleForum, Site, serve
from tests.sample_forum.reader import Reader, text
from tests.sample_forum.skins import SUITE
from tests.test_sample_forum.conftest import NOON


@pytest.fixture
def forum() -> SampleForum:
    made = SampleForum("Werk & Bank", NOON, skin=SUITE)
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


@pytest.mark.parametrize(
    ("style", "target"),
    [
        ("plain", "index.php?thread/1-felgen/&pageNo={}"),
        ("six", "index.php?thread/1/&pageNo={}"),
        ("four", "index.php/Thread/1-x/?pageNo={}"),
    ],
)
def test_the_last_page_comes_again_past_the_end(
    client: Reader, forum: SampleForum, style: str, target: str
) -> None:
    forum.style = style
    thread = forum.new_thread(2, "Anna", "Felgen", "eins")
    for number in range(4):
        forum.reply(thread, "Gast", f"Antwort {number}")
    assert "eins" in shown(client, target.format(1))
    assert "Antwort 3" in shown(client, target.format(2))
    assert "Antwort 3" in shown(client, target.format(9))


def test_a_refusal_has_its_status(client: Reader, forum: SampleForum) -> None:
    inner = forum.add_board("Innen", 1, members_only=True)
    assert client.get(f"index.php?board/{inner}-innen/").status_code == 403
    assert client.get("index.php?thread/99-x/").status_code == 404
    forum.closed_because = "Umzug"
    assert client.get("").status_code == 503


def test_a_login_needs_the_token_of_its_form(client: Reader, forum: SampleForum) -> None:
    inner = forum.add_board("Innen", 1, members_only=True)
    form = BeautifulSoup(client.get("index.php?login/").text, "lxml").select("form input[name]")
    fields = {str(field["name"]): str(field.get("value", "")) for field in form}
    right = fields | {"username": "Anna", "password": "geheim"}
    assert "XSRF" in client.post("index.php?login/", **(right | {"t": "x"})).text
    assert "falsch" in client.post("index.php?login/", **(right | {"password": "x"})).text
    assert "angemeldet" in client.post("index.php?login/", **right).text
    assert client.get(f"index.php?board/{inner}-innen/").status_code == 200


def test_a_moved_thread_leaves_a_row_with_an_id_of_its_own(client: Reader, forum: SampleForum) -> None:
    thread = forum.new_thread(2, "Anna", "Felgen", "eins")
    forum.move(thread, 3)
    row = BeautifulSoup(client.get("index.php?board/2-r/").text, "lxml").select_one("ol[data-thread-id]")
    assert row is not None
    assert row["data-thread-id"] != str(thread)
    assert f"thread/{thread}-" in str(row)
