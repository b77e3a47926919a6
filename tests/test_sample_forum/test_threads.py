"""The pages of threads, in all skins and languages."""

import re
from datetime import UTC, datetime, timedelta

from tests.sample_forum import SampleForum
from tests.sample_forum.reader import Reader, anchors, ids, row_of_board, rows, text
from tests.test_sample_forum.threads import filled


def test_paging_of_a_thread(client: Reader, forum: SampleForum) -> None:
    thread = filled(forum, 45)
    pages = [anchors(client.page(f"thread.php?threadid={thread}&page={k}")) for k in (1, 2, 3, 4)]
    assert pages == [list(range(1, 21)), list(range(21, 41)), list(range(41, 46)), []]
    assert anchors(client.page("thread.php?postid=30")) == pages[1]
    answer = client.get(f"thread.php?goto=lastpost&threadid={thread}")
    assert answer.status_code == 302
    assert re.fullmatch(r"thread\.php\?postid=45&sid=[0-9a-f]{32}#post45", answer.headers["Location"])
    pager = client.page(f"thread.php?threadid={thread}&page=2")
    assert "Seiten (3): « vorherige 1 [2] 3 nächste »" in text(pager.body)
    assert "page=2+1" in str(pager.select_one('link[rel="next"]'))


def test_newest_first_boards_turn_the_order(client: Reader, forum: SampleForum) -> None:
    board = forum.add_board("English", 1, newest_first=True)
    thread = filled(forum, 25, board)
    assert anchors(client.page(f"thread.php?threadid={thread}")) == list(range(25, 5, -1))
    assert anchors(client.page("thread.php?postid=2")) == list(range(25, 5, -1))
    printed = client.page(f"print.php?threadid={thread}&page=2").select("div.normalfont")
    assert [text(post).rpartition(": ")[2] for post in printed] == [f"Beitrag {k}" for k in (5, 4, 3, 2)] + [
        "Thema Beitrag 1"
    ]


def test_the_parts_of_a_post(client: Reader, forum: SampleForum) -> None:
    files = [("a.zip", 1_423), ("klein.png", 500), ("groß.jpg", 90_000)]
    thread = forum.new_thread(
        2, "Jörg", "Thema & mehr", "Hallo [b]Welt[/b]", prefix="[Frage]", icon="icon5", attachments=files
    )
    forum.reply(thread, "Gast Walter", "Antwort", "RE: Thema")
    forum.advance(timedelta(days=1))
    forum.edit(1, "Hallo [b]Mond[/b]", editor="Jörg")
    forum.close(thread)
    page = client.page(f"thread.php?threadid={thread}")
    assert text(page.title) == "Werkstatt & Garten | Räder | [Frage] Thema & mehr"
    assert text(page.select_one("td.tablecat b")) == "Thema & mehr"
    crumbs = text(page.select_one("td.tablea td > span.smallfont"))
    assert crumbs == "Werkstatt & Garten » Werkstatt & mehr » Räder » [Frage] Thema & mehr"
    assert page.select_one('img[src$="closed.gif"]') is not None
    author = page.select("td a[name=post1] ~ table span.normalfont > b")[0]
    assert author.select_one('a[href^="profile.php?userid=1"]') is not None
    assert "Gast Walter unregistriert" in text(page.body)
    cell = str(page.select("hr.threadline")[0].parent)
    order = [
        "Hallo <b>Mond</b>",
        "attachmentid=3",
        "Dateianhang:",
        "1,39 KB",
        "<br/><br/>__________________<br/>Gru",
        "editiert",
    ]
    assert [cell.index(part) for part in order] == sorted(cell.index(part) for part in order)
    assert "Dieser Beitrag wurde 1 mal editiert, zum letzten Mal von Jörg: Heute , 13:00 ." in text(page.body)
    permalink = page.select_one('a[href="thread.php?postid=1#post1"]')
    assert permalink is not None
    assert text(permalink.parent) == "Gestern, 13:00"
    assert page.select_one('img[alt="großes Grinsen"]') is not None


def test_hits_rise_with_each_view_for_everybody_to_see(client: Reader, forum: SampleForum) -> None:
    thread = filled(forum, 1)
    for _ in range(3):
        client.get(f"thread.php?threadid={thread}")
    client.get(f"print.php?threadid={thread}")
    assert text(rows(client.page("board.php?boardid=2"))[0].find_all("td", recursive=False)[5]) == "3"


def test_a_survey_stands_before_the_first_post(client: Reader, forum: SampleForum) -> None:
    thread = forum.new_thread(2, "Jörg", "T", "x", survey=("Neun?", {"ja": 3, "nein": 1}))
    page = str(client.page(f"thread.php?threadid={thread}").body)
    assert 0 < page.index("Umfrage:</b> Neun?") < page.index("75.00%") < page.index('name="post1"')
    assert "Umfrage:" in client.page("board.php?boardid=2").get_text()


def test_the_tree_view_has_an_overview_and_the_same_posts(client: Reader, forum: SampleForum) -> None:
    thread = filled(forum, 3)
    tree = client.page(f"thread.php?threadid={thread}&threadview=1")
    assert anchors(tree) == [1, 2, 3]
    assert [str(a["href"]) for a in tree.select('a[href^="#post"]')] == ["#post1", "#post2", "#post3"]
    assert not client.page(f"thread.php?threadid={thread}&threadview=0").select('a[href^="#post"]')


def test_the_print_view_has_no_ids_and_no_today(client: Reader, forum: SampleForum) -> None:
    thread = filled(forum, 21)
    page = client.page(f"print.php?threadid={thread}&page=2")
    posts = page.select("div.normalfont")
    assert [text(post) for post in posts] == ["Geschrieben von Gast am 10.03.2026 um 13:20 : Beitrag 21"]
    assert "post21" not in str(page)
    assert (
        f"(http://127.0.0.1:{client.site.url.split(':')[2]}thread.php?threadid={thread})" in page.get_text()
    )
    assert len(client.page(f"print.php?threadid={thread}").select("div.normalfont")) == 20


def test_the_blue_skin_keeps_what_the_program_emits(client: Reader, forum: SampleForum) -> None:
    forum.style = "blue"
    thread = filled(forum, 25)
    page = client.page(f"thread.php?threadid={thread}")
    assert anchors(page) == list(range(1, 21))
    assert not page.select("td.tablecat b")
    assert page.select_one("td.tablea td > span.normalfont > b") is not None
    assert ids(client.page("board.php?boardid=2")) == [thread]
    assert client.page("index.php").select_one("tr[height='5']") is not None
    assert client.page(f"thread.php?threadid={thread}&styleid=0").select("td.tablecat b")


def test_a_bare_skin_hides_the_posts_but_not_in_print(client: Reader, forum: SampleForum) -> None:
    thread = filled(forum, 3)
    plain = client.page(f"print.php?threadid={thread}").select("div.normalfont")
    forum.style = "bare"
    page = client.page(f"thread.php?threadid={thread}")
    assert anchors(page) == []
    assert "Beitrag 3" in page.get_text()
    assert client.page(f"print.php?threadid={thread}").select("div.normalfont") == plain
    forum.style_choice = False
    assert anchors(client.page(f"thread.php?threadid={thread}&styleid=0")) == []


def test_a_chosen_style_sticks_to_the_session(browser: Reader, forum: SampleForum) -> None:
    forum.style = "blue"
    assert b"banner.gif" in browser.get("index.php").content
    assert b"banner.gif" not in browser.get("index.php?styleid=0").content
    assert b"banner.gif" not in browser.get("index.php").content


def test_english(client: Reader, forum: SampleForum) -> None:
    forum.language = "en"
    thread = filled(forum, 1_001)
    forum.make_important(thread)
    page, board = client.page("index.php"), client.page("board.php?boardid=2")
    assert "Powered by Burning Board 2.3.6" in text(page.body)
    assert "1,001" in text(row_of_board(page, 2))
    assert "Today , " in text(page.body)
    assert "Important:" in text(board.body)
    assert "last page" in text(board.body)
    assert "Pages (51): [1]" in text(client.page(f"thread.php?threadid={thread}").body)


def test_today_changes_at_the_forum_s_midnight_and_can_be_switched_off(
    client: Reader, forum: SampleForum
) -> None:
    filled(forum, 1)
    cell = 'a[href="thread.php?postid=1#post1"]'

    def date() -> str:
        link = client.page("thread.php?threadid=1").select_one(cell)
        assert link is not None
        return text(link.parent)

    forum.now = datetime(2026, 3, 10, 22, 59, 59, tzinfo=UTC)
    assert date() == "Heute , 13:00"
    forum.now = datetime(2026, 3, 10, 23, 0, tzinfo=UTC)
    assert date() == "Gestern, 13:00"
    forum.named_days = False
    assert date() == "10.03.2026 13:00"
