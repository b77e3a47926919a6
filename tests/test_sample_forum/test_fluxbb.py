"""The sample forum as FluxBB and as both generations of PunBB: what each answers, and how it says so."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from tests.sample_forum import SampleForum, Site, Skin, serve
from tests.sample_forum.reader import Reader, text
from tests.sample_forum.skins import FLUXBB, PUNBB_12, PUNBB_14
from tests.test_sample_forum.conftest import NOON

SKINS = (FLUXBB, PUNBB_14, PUNBB_12)
LOGIN = {"form_sent": "1", "req_username": "Anna", "req_password": "geheim", "save_pass": "1"}


@pytest.fixture(params=SKINS, ids=lambda skin: skin.name)
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
    return BeautifulSoup(answer.content.decode(encoding).partition("<html")[2], "lxml")


def posts(found: BeautifulSoup) -> list[int]:
    return [int(str(tag["id"])[1:]) for tag in found.select("div.blockpost, div.posthead")]


def threads(found: BeautifulSoup) -> list[int]:
    links = found.select("#vf tbody .tclcon a[href*=viewtopic], .main-forum .main-item h3 a")
    return [
        int(str(a["href"]).rpartition("id=")[2]) for a in links if a.find_parent(class_="pagestext") is None
    ]


def test_an_index_tells_of_each_board_but_those_of_members(client: Reader, forum: SampleForum) -> None:
    inner = forum.add_board("Innen", 1, members_only=True)
    forum.new_thread(inner, "Anna", "Geheim", "x")
    thread = forum.new_thread(2, "Anna", "Größe <b>", "x")
    for _ in range(1200):
        last = forum.reply(thread, "Gast", "y")
    found = page(client, "index.php")
    assert "Innen" not in text(found.body)
    row = found.select_one("#idx1 tbody tr, #forum2")
    count = "1201" if forum.skin is PUNBB_12 else "1.201"
    assert count in text(row)
    assert row is not None
    link = row.select_one(f'a[href$="viewtopic.php?pid={last}#p{last}"]')
    assert text(link) == "Heute 13:00:30"
    assert "Niemals" in text(found.select("#idx1 tbody tr, #forum3")[-1])
    assert "Innen" not in text(page(client, f"viewforum.php?id={inner}", _refused(forum)).body)


def test_a_board_lists_sticky_closed_and_moved_threads(client: Reader, forum: SampleForum) -> None:
    numbers = []
    for number in range(6):
        forum.advance(timedelta(minutes=1))
        numbers.append(forum.new_thread(2, "Anna", f"Thema {number}", "x", prefix="[Tipp]"))
    forum.make_important(numbers[0])
    forum.close(numbers[5])
    forum.move(numbers[4], 3)
    found = page(client, "viewforum.php?id=2")
    assert threads(found) == [numbers[0], numbers[5], numbers[4], numbers[3]]
    assert threads(page(client, "viewforum.php?id=2&p=2")) == [numbers[2], numbers[1]]
    for beyond in ("3", "0", "-1"):
        assert threads(page(client, f"viewforum.php?id=2&p={beyond}")) == threads(found)
    assert [tag.name for tag in found.select(".isticky, .sticky.main-item")]
    assert found.select(".iclosed, .closed.main-item")
    assert "Verschoben: [Tipp] Thema 4" in text(found.body)
    assert threads(page(client, "viewforum.php?id=3")) == [numbers[4]]
    index = page(client, "index.php").select("#idx1 tbody tr, #forum2")[0]
    assert "6" in [text(cell) for cell in index.select(".tc2, .info-topics strong")], "the marker counts"
    trace = next(iter(forum.traces))
    page(client, f"viewtopic.php?id={trace}", _refused(forum))
    assert "Das Forum ist leer." in text(page(client, f"viewforum.php?id={forum.add_board('Leer', 1)}").body)


def test_a_thread_shows_posts_by_pages(client: Reader, forum: SampleForum) -> None:
    thread = forum.new_thread(2, "Anna", "Thema", "Erster")
    for number in range(6):
        forum.advance(timedelta(hours=5))
        forum.reply(thread, "Gast", f"Antwort {number}")
    first = page(client, f"viewtopic.php?id={thread}")
    assert [posts(first), posts(page(client, f"viewtopic.php?id={thread}&p=3"))] == [[1, 2, 3], [7]]
    assert posts(page(client, f"viewtopic.php?id={thread}&p=9")) == [1, 2, 3]
    assert posts(page(client, "viewtopic.php?pid=5")) == [4, 5, 6]
    assert len(first.select(".postsignature, .sig-content")) == 1
    assert "Gestern 13:00:30" in text(first.select_one("#p1 h2 a, #p1 .permalink"))
    assert "2026" not in text(first.select_one("#p3"))
    assert first.select('a[href$="profile.php?id=1"]')
    assert not first.select("#p2 dt a, #p2 .post-byline a")
    forum.delete_member("Anna")
    assert not page(client, f"viewtopic.php?id={thread}").select('a[href*="profile.php"]')
    forum.delete_post(1)
    page(client, f"viewtopic.php?id={thread}", _refused(forum))


def test_texts_are_marked_up(client: Reader, forum: SampleForum, skin: Skin) -> None:
    source = (
        "[b]Fett[/b] <i>\n\n[quote=Bert]Zitat [quote]innen[/quote][/quote]Antwort\n[code]a < b\n c[/code]"
    )
    post = forum.threads[forum.new_thread(2, "Anna", "Thema", source + " € 😀 :)")].posts[0].id
    forum.edit(post, forum.posts[post].text)
    found = page(client, f"viewtopic.php?pid={post}")
    body = found.select_one(".postmsg, .entry-content")
    assert body is not None
    assert text(body.select_one("strong")) == "Fett"
    assert "<i>" in text(body)
    assert [text(quote) for quote in body.select("blockquote blockquote")] == ["innen"]
    assert "Bert schrieb:" in text(body)
    pre = body.select_one("pre")
    assert pre is not None
    assert pre.get_text() == "a < b\n c"
    assert "€ 😀" in text(body) if skin is PUNBB_12 else "€ ?" in text(body)
    assert body.select('img[src$="img/smilies/smile.png"]')
    note = body.select_one("p.postedit em, p.lastedit em")
    assert text(note) == "Beitrag geändert von Anna (Heute 13:00:30)"


def test_a_member_logs_in_with_the_token_of_the_form(client: Reader, forum: SampleForum, skin: Skin) -> None:
    inner = forum.add_board("Innen", 1, members_only=True)
    form = page(client, "login.php")
    token = form.select_one("form[method=post] input[name=csrf_token]")
    assert (token is None) == (skin is PUNBB_12)
    fields = LOGIN | ({"csrf_token": str(token["value"])} if token else {})
    if token:
        assert "CSRF" in client.post("login.php?action=in", **(LOGIN | {"csrf_token": "x"})).text
    wrong = client.post("login.php?action=in", **(fields | {"req_password": "x"}))
    assert "Falscher Mitgliedsname" in wrong.content.decode("utf-8", "replace")
    page(client, f"viewforum.php?id={inner}", _refused(forum))
    client.post("login.php?action=in", **fields)
    found = page(client, f"viewforum.php?id={inner}")
    assert "Angemeldet als Anna" in text(found.select_one("#brdwelcome, #welcome"))
    client.site.software.sessions.end_all()
    page(client, f"viewforum.php?id={inner}")
    client.site.software.sessions.log_all_out()
    page(client, f"viewforum.php?id={inner}", _refused(forum))


def test_guests_get_no_cookie_of_a_member(client: Reader, skin: Skin) -> None:
    cookies = client.get("index.php").headers.get("Set-Cookie", "")
    assert cookies.startswith("PHPSESSID=") if skin is PUNBB_14 else not cookies


@pytest.mark.parametrize(
    ("switch", "words", "statuses"),
    [
        ("closed_because", "Umbau", (503, 503, 200)),
        ("members_alone", "keine Berechtigung", (403, 200, 200)),
        ("banned", "verbannt", (200, 200, 200)),
        ("database_down", "Unable to connect to MySQL", (500, 503, 200)),
    ],
)
def test_refusals(
    switch: str, words: str, statuses: tuple[int, ...], client: Reader, forum: SampleForum, skin: Skin
) -> None:
    setattr(forum, switch, "Umbau" if switch == "closed_because" else True)
    assert words in text(page(client, "index.php", statuses[SKINS.index(skin)]).body)


@pytest.mark.parametrize(("version", "not_found", "closed"), [("1.4.8", 200, 200), ("1.5.10", 404, 200)])
def test_older_versions_of_fluxbb_say_less_by_status(version: str, not_found: int, closed: int) -> None:
    forum = SampleForum(skin=FLUXBB)
    forum.version = version
    with serve(forum) as site:
        client = Reader(site)
        page(client, "viewforum.php?id=9", not_found)
        assert not page(client, "login.php").select("input[name=csrf_token]")
        forum.closed_because = "Umbau"
        assert page(client, "index.php", closed).select_one("#punmaint")
        client.close()


def test_other_scripts_are_not_there(client: Reader) -> None:
    assert client.get("board.php?boardid=2").status_code == 404


def test_an_announcement_stands_above_every_page(client: Reader, forum: SampleForum) -> None:
    forum.announcement = "<p>Umzug am <b>Samstag</b></p>"
    for target in ("index.php", "viewforum.php?id=2", "login.php"):
        assert "Samstag" in text(page(client, target).select_one("#announce, #brd-announcement"))


def test_a_password_for_a_board_cannot_be_given(forum: SampleForum) -> None:
    with pytest.raises(ValueError, match="no passwords"):
        forum.add_board("Vorstand", 1, password="x")


def _refused(forum: SampleForum) -> int:
    return 404 if forum.skin is FLUXBB else 200
