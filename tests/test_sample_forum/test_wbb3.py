"""The sample forum as Burning Board 3: what it answers, and how it says so."""

from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup

from tests.sample_forum import SampleForum, Site, serve
from tests.sample_forum.reader import Reader, text
from tests.sample_forum.skins import WBB3
from tests.test_sample_forum.conftest import NOON


@pytest.fixture
def forum() -> SampleForum:
    made = SampleForum("Werk & Bank", NOON, skin=WBB3)
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
    """Without the XML declaration, of which BeautifulSoup warns."""
    return BeautifulSoup(client.get(target).text.partition("?>")[2], "lxml")


def shown(client: Reader, target: str) -> str:
    return text(page(client, target).body)


def test_the_last_page_comes_again_past_the_end(client: Reader, forum: SampleForum) -> None:
    thread = forum.new_thread(2, "Anna", "Felgen", "eins")
    for number in range(4):
        forum.reply(thread, "Gast", f"Antwort {number}")
    target = f"index.php?page=Thread&threadID={thread}&pageNo="
    assert "Antwort 3" in shown(client, f"{target}2")
    assert "Antwort 3" in shown(client, f"{target}9")
    assert "eins" in shown(client, f"index.php?page=Thread&postID={forum.threads[thread].posts[0].id}")


def test_both_lists_have_a_row_of_something_deleted(client: Reader, forum: SampleForum) -> None:
    forum.new_thread(2, "Anna", "Felgen", "eins")
    forum.make_important(forum.new_thread(2, "Anna", "Regeln", "zwei"))
    soup = page(client, "index.php?page=Board&boardID=2")
    for holder, topic in (("topThreadsStatus", "Regeln"), ("normalThreadsStatus", "Felgen")):
        rows = soup.select(f"#{holder} tbody tr")
        assert [row.has_attr("id") for row in rows] == [True, False]
        assert topic in text(rows[0])


def test_a_login_needs_the_token_of_its_form(client: Reader, forum: SampleForum) -> None:
    inner = forum.add_board("Innen", 1, members_only=True)
    assert client.get(f"index.php?page=Board&boardID={inner}").status_code == 403
    form = page(client, "index.php?form=UserLogin").select("form input[name]")
    fields = {str(field["name"]): str(field.get("value", "")) for field in form}
    right = fields | {"loginUsername": "Anna", "loginPassword": "geheim"}
    assert "XSRF" in client.post("index.php?form=UserLogin", **(right | {"t": "x"})).text
    assert "angemeldet" in client.post("index.php?form=UserLogin", **right).text
    assert client.get(f"index.php?page=Board&boardID={inner}").status_code == 200


def test_closed_with_status_200(client: Reader, forum: SampleForum) -> None:
    forum.closed_because = "Umzug"
    assert client.get("index.php?page=Index").status_code == 200
    assert "Umzug" in shown(client, "index.php?page=Index")
