"""The sample forum as YaBB 2.6: what it answers, and how it says so."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from tests.sample_forum import SampleForum, Site, serve
from tests.sample_forum.reader import Reader, text
from tests.sample_forum.skins import YABB
from tests.test_sample_forum.conftest import NOON


@pytest.fixture
def forum() -> SampleForum:
    made = SampleForum("Werk & Bank", NOON, skin=YABB)
    made.register("Anna", "geheim", "Gruß")
    category = made.add_category("Alles")
    for word in ("raeder", "licht"):
        made.add_board(word.title(), category, posts_per_page=3, threads_per_page=4, word=word)
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


def shown(client: Reader, target: str, status: int = 200) -> BeautifulSoup:
    answer = client.get(target)
    assert answer.status_code == status, target
    return BeautifulSoup(answer.text, "lxml")


def places(page: BeautifulSoup) -> list[int]:
    return [int(str(tag["id"])) for tag in page.select("span.anchor")]


def test_threads_are_seconds_and_posts_are_places(client: Reader, forum: SampleForum) -> None:
    thread = forum.new_thread(2, "Anna", "Größe <b>", "x")
    assert forum.threads[thread].shown_id == int(NOON.timestamp())
    assert forum.threads[forum.new_thread(2, "Anna", "Noch eins", "x")].shown_id == int(NOON.timestamp()) + 1
    for number in range(6):
        forum.advance(timedelta(hours=5))
        last = forum.reply(thread, "Gast", f"Antwort {number}")
    number = forum.threads[thread].shown_id
    assert places(shown(client, f"YaBB.pl?num={number}")) == [0, 1, 2]
    for past in ("/4", "/5", ";start=4"):
        assert places(shown(client, f"YaBB.pl?num={number}{past}")) == [3, 4, 5]
    assert places(shown(client, f"YaBB.pl?num={number}/999")) == [6]
    row = shown(client, "YaBB.pl").select_one(f'a[href$="num={number}/6#6"]')
    assert row is not None
    assert "Gast (Gast)" in text(row.find_parent("td"))
    forum.delete_post(last)
    assert places(shown(client, f"YaBB.pl?num={number}/999")) == [3, 4, 5]


def test_a_moved_thread_has_another_id_and_may_leave_a_marker(client: Reader, forum: SampleForum) -> None:
    left, silent = (forum.new_thread(2, "Anna", topic, "x") for topic in ("Eins", "Zwei"))
    before = {thread: forum.threads[thread].shown_id for thread in (left, silent)}
    forum.move(left, 3)
    forum.move(silent, 3, leave_trace=False)
    after = forum.threads[left].shown_id
    board = shown(client, "YaBB.pl?board=raeder")
    assert "Verschoben: ' Eins '" in text(board.body)
    assert board.select_one(f'a[href$="num={after}"]')
    assert "Verschoben: 'Eins'" in text(shown(client, f"YaBB.pl?num={before[left]}").title)
    answer = client.get(f"YaBB.pl?num={before[silent]}")
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith(f"num={forum.threads[silent].shown_id}")
    assert "existieren" in text(shown(client, "YaBB.pl?num=7", 404).body)


def test_closed_boards_leak_by_the_print_view_and_by_numbers_of_threads(
    client: Reader, forum: SampleForum
) -> None:
    inner, vault = (
        forum.add_board("Innen", 1, members_only=True),
        forum.add_board("Tresor", 1, password="auf"),
    )
    secret = forum.threads[forum.new_thread(inner, "Anna", "Geheim", "Inhalt")].shown_id
    locked = forum.threads[forum.new_thread(vault, "Anna", "Zu", "Inhalt")].shown_id
    shown(client, f"YaBB.pl?board={inner}", 403)
    shown(client, f"YaBB.pl?num={secret}", 403)
    assert "Inhalt" in text(shown(client, f"YaBB.pl?action=print;num={secret}").body)
    assert not shown(client, f"YaBB.pl?board={vault}").select("input[name=boardpw]")
    assert "Inhalt" in text(shown(client, f"YaBB.pl?num={locked}").body)


def test_forms_carry_a_token_and_a_right_login_leads_on(client: Reader, forum: SampleForum) -> None:
    form = shown(client, "YaBB.pl").select_one("form[name=loginform]")
    assert form is not None
    token = str(form.select("input[name=formsession]")[0]["value"])
    wrong = client.post("YaBB.pl?action=login2", username="Anna", passwrd="geheim", formsession="0")
    assert "logout" not in wrong.text
    wrong = client.post("YaBB.pl?action=login2", username="Anna", passwrd="falsch", formsession=token)
    assert "passen nicht" in wrong.text
    client.post("YaBB.pl?action=login2", username="Anna", passwrd="geheim", formsession=token)
    assert shown(client, "YaBB.pl").select_one('a[href$="action=logout"]')
    forum.members_alone = True
    assert shown(client, "YaBB.pl?board=raeder").select_one('a[href$="action=logout"]')


def test_each_switch_has_its_page(client: Reader, forum: SampleForum) -> None:
    forum.members_alone = True
    assert "registrierte Mitglieder" in text(shown(client, "YaBB.pl").body)
    forum.members_alone, forum.closed_because = False, "Umbau"
    assert "Umbau" in text(shown(client, "YaBB.pl").body)
    forum.closed_because, forum.banned = "", True
    assert "gesperrt" in text(shown(client, "YaBB.pl").body)
    forum.database_down = True
    shown(client, "YaBB.pl", 500)
