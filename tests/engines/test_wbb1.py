"""Burning Board 1: nothing has a name, a post's anchor is its place, links name the style."""
# ruff: noqa: E501 - a line of markup is a line

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from feedforum.dates import Calendar
from feedforum.engines import detect
from feedforum.engines.base import Address, PageAt, PageKind
from feedforum.engines.wbb1 import Wbb1
from feedforum.records import (
    Answer,
    Author,
    BoardPage,
    BoardRef,
    Document,
    IndexPage,
    Post,
    ThreadPage,
    ThreadRow,
)
from tests.engines import wbb1_markup as old
from tests.engines.markup import BASE

ENGINE = Wbb1()
CALENDAR = Calendar(ZoneInfo("Europe/Berlin"))
NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
NOON = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)


def document(text: str, address: str = "thread.php?threadid=7&boardid=2") -> Document:
    return Document(BASE + address, text, NOW)


def thread(text: str) -> ThreadPage:
    read = ENGINE.read_thread(document(text), CALENDAR)
    assert read.answer is Answer.OK, read.detail
    assert read.page is not None
    return read.page


def post(text: str) -> Post:
    return thread(old.thread(text)).posts[0]


def threads(rows: str) -> tuple[ThreadRow, ...]:
    read = ENGINE.read_board(document(old.board(rows), "board.php?boardid=2"), CALENDAR)
    assert isinstance(read.page, BoardPage), read.detail
    return read.page.threads


QUOTE = old.link("reply.php?action=quote&threadid=7&boardid=2", "<img src=images/quote.gif>")
LAYOUTS = {
    "the message in a row of its own": "<tr><td rowspan=2><a name={n}></a><b>{who}</b><br>Mitglied</td><td><font size=1>{date} {quote}</font></td></tr><tr><td><font size=2>{text}</font></td></tr>",
    "no rule": "<tr><td><a name={n}></a><b>{who}</b><br>Mitglied</td><td><font size=1>geschrieben {date} {quote}</font><br><br><font size=2>{text}</font></td></tr>",
    "the date above": "<tr><td colspan=2><a name={n}></a>#{n} - {date}</td></tr><tr><td><b>{who}</b></td><td><font size=2>{text}</font><br><font size=1>{quote}</font></td></tr>",
    "the date below": "<tr><td><a name={n}></a><b>{who}</b></td><td><font size=2>{text}</font></td></tr><tr><td nowrap>{date}</td><td>{quote}</td></tr>",
    "paragraphs": "</table><a name={n}></a><table><tr><td><p><b>{who}</b></p></td><td><p>Verfasst am: {date}</p><hr size=1><p><font size=2>{text}</font></p><p><font size=2>-----<br>Gruß</font></p></td></tr>",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_posts_are_parted_in_any_layout(layout: str) -> None:
    texts = {1: "Eins <b>fett</b>", 2: "Zwei<br>Zeilen", 3: "Drei"}
    rows = (
        LAYOUTS[layout].format(n=n, who=f"Gast {n}", date=f"20.11.2026 12:0{n}", quote=QUOTE, text=text)
        for n, text in texts.items()
    )
    page = thread(old.thread("".join(rows)))
    assert [(post.author.name, post.message_html.replace("<br/>", "<br>")) for post in page.posts] == [
        (f"Gast {n}", text) for n, text in texts.items()
    ]
    assert [post.posted_at.minute for post in page.posts if post.posted_at] == [1, 2, 3]


@pytest.mark.parametrize("shape", ["below", "head", "before"])
def test_a_thread_is_read_wherever_its_anchors_and_dates_stand(shape: str) -> None:
    member = old.link("members.php?mode=profile&userid=5", "Anneli")
    posts = old.post(21, "Hallo <b>Welt</b>.", author=member, shape=shape, title="Titel") + old.post(
        22, "Zwei", author="Gast", shape=shape
    )
    page = thread(old.thread(posts, 2, 3))
    assert (page.thread_id, page.topic, page.page, page.pages) == (7, "Kette springt", 2, 3)
    assert page.path == (BoardRef(1, "Technik"), BoardRef(2, "Räder"))
    assert page.forum_title == "Das Forum"
    first, second = page.posts
    assert (first.author, first.title, first.id) == (Author("Anneli", 5), "Titel", None)
    assert "Hallo <b>Welt</b>." in first.message_html
    assert "Titel" not in first.message_html
    assert (first.posted_at, second.posted_at) == (NOON, NOON)
    assert second.author == Author("Gast")


@pytest.mark.parametrize(
    ("ids", "read"), [((11, 12), [11, 12]), ((11, None), [None, None]), ((11, 11), [None, None])]
)
def test_an_id_counts_where_all_buttons_of_a_page_tell_one(
    ids: tuple[int | None, ...], read: list[int | None]
) -> None:
    quoted = old.link("thread.php?threadid=7&postid=99", "da")
    posts = "".join(old.post(place, f"Siehe {quoted}.", id_=id_) for place, id_ in enumerate(ids, 1))
    assert [each.id for each in thread(old.thread(posts)).posts] == read


@pytest.mark.parametrize("shape", ["below", "head"])
def test_an_edit_note_may_stand_within_the_font_of_the_message(shape: str) -> None:
    note = (
        "<br><br><font size=1>[edited by Tom on 21.11.2026 at 13:00]</font><br><br>_______________<br>Tschüß"
    )
    found = post(old.post(1, f"Eins{note}", shape=shape))
    assert (found.message_html, found.edit is not None) == ("Eins", True)


@pytest.mark.parametrize(
    "signature", ["<br><br>__________________<br>Tschüß", f"<p>{old.SMALL}________<br>Tschüß</font></p>"]
)
@pytest.mark.parametrize(
    "note",
    [
        old.NOTE,
        "<p><i>Dieser Beitrag wurde 2 mal editiert, zum letzten Mal von Tom: 21.11.2026 13:00.</i></p>",
        "<br><br>[Edited by Tom on 21.11.2026 at 13:00]",
    ],
)
@pytest.mark.parametrize("shape", ["below", "head"])
def test_signature_and_edit_note_are_behind_the_message(signature: str, note: str, shape: str) -> None:
    code = "<blockquote><pre><font size=1>code:</font><hr>a = 1<hr></pre></blockquote>"
    found = post(old.post(1, f"Eins{code}zwei.", signature + note, shape=shape))
    assert "a = 1" in found.message_html
    assert "zwei." in found.message_html
    assert "Tschüß" in found.signature_html
    assert all(word not in found.message_html for word in ("Tschüß", "ditiert", "dited", "____"))
    assert found.edit is not None
    assert found.edit.at == datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("20.11.2026 12:00", NOON),
        ("20.11.26, 12:00", NOON),
        ("20. November 2026 12:00", NOON),
        ("20.11.2026 12:00PM", NOON),
        ("Heute 09:30", datetime(2026, 11, 25, 8, 30, tzinfo=UTC)),
        ("Today, 09:30AM", datetime(2026, 11, 25, 8, 30, tzinfo=UTC)),
    ],
)
def test_dates(date: str, moment: datetime) -> None:
    assert post(old.post(1, "x", date=date)).posted_at == moment
    assert threads(old.row(7, "Rad", date=date))[0].last_post_at == moment


def test_newest_first_is_told_by_dates_as_places_always_rise() -> None:
    posts = old.post(1, "Neu", date="21.11.2026 12:00") + old.post(2, "Alt")
    assert thread(old.thread(posts)).newest_first
    assert not thread(
        old.thread(old.post(1, "Alt") + old.post(2, "Neu", date="21.11.2026 12:00"))
    ).newest_first


@pytest.mark.parametrize("inside", [True, False])
def test_rows_of_threads(inside: bool) -> None:
    def row(id_: int, label: str, image: str = "folder", replies: str = "3") -> str:
        return old.row(id_, f"{label}Rad" if inside else "Rad", "" if inside else label, image, replies)

    found = threads(
        row(1, "Ankündigung: ", "announce")
        + row(2, "Wichtig: ")
        + row(3, "Verschoben: ", "moved", "-")
        + row(4, "", "hotlockfolder")
    )
    assert [(each.id, each.topic, each.prefix) for each in found] == [(n, "Rad", "") for n in (1, 2, 3, 4)]
    assert [each.announcement for each in found] == [True, False, False, False]
    assert [each.important for each in found] == [False, True, False, False]
    assert [(each.moved, each.replies) for each in found] == [
        (False, 3),
        (False, 3),
        (True, None),
        (False, 3),
    ]
    assert [each.closed for each in found] == [False, False, False, True]
    assert (found[0].starter, found[0].last_poster, found[0].last_post_at) == (
        Author("Anneli", 5),
        Author("Tom"),
        NOON,
    )


def test_the_index_and_its_counts() -> None:
    text = old.index(old.board_row(2, "Räder") + old.board_row(3, "Öl", "7", "3"))
    read = ENGINE.read_index(document(text, "index.php"), CALENDAR)
    assert isinstance(read.page, IndexPage), read.detail
    assert read.page.title == "Das Forum"
    rows = [
        (row.id, row.title, row.category, row.parent_id, row.posts, row.threads) for row in read.page.boards
    ]
    assert rows == [
        (1, "Technik", True, None, None, None),
        (2, "Räder", False, 1, 1234, 56),
        (3, "Öl", False, 1, 7, 3),
    ]
    last = read.page.boards[1].last_post
    assert last is not None
    assert (last.at, last.author) == (NOON, Author("Tom", 6))
    assert read.page.boards[1].description == "Über Räder"


def test_a_row_with_one_count_tells_neither() -> None:
    text = old.index(old.board_row(2, "Räder", posts=""))
    read = ENGINE.read_index(document(text, "index.php"), CALENDAR)
    assert isinstance(read.page, IndexPage), read.detail
    assert [(row.id, row.posts, row.threads) for row in read.page.boards] == [
        (1, None, None),
        (2, None, None),
    ]


@pytest.mark.parametrize(
    ("body", "address", "answer"),
    [
        ("Der Link ist ungültig: ungültiger Link.", "thread.php?threadid=9", Answer.NOT_FOUND),
        ("This thread does not exist.", "thread.php?threadid=9", Answer.NOT_FOUND),
        ("Hallo Gast.", "misc.php?action=access_error&boardid=2", Answer.LOGIN_WANTED),
        ("Sie haben keine Berechtigung.", "board.php?boardid=2", Answer.LOGIN_WANTED),
        ("<form><input type=hidden name=boardid value=2><input type=password name=pw></form>", "board.php?boardid=2", Answer.PASSWORD_WANTED),
        ("Das Forum ist vorübergehend geschlossen.", "index.php", Answer.CLOSED),
        ("Sie wurden gesperrt.", "index.php", Answer.BLOCKED),
    ],
)  # fmt: skip
def test_refusals(body: str, address: str, answer: Answer) -> None:
    page = document(old.frame("Das Forum", f"<p>{old.FONT}{body}</font></p>"), address)
    for read in (ENGINE.read_index, ENGINE.read_board, ENGINE.read_thread):
        assert read(page, CALENDAR).answer is answer


def test_a_page_past_the_last_one_is_empty() -> None:
    assert ENGINE.read_thread(document(old.thread("", 4, 3)), CALENDAR).answer is Answer.EMPTY
    assert (
        ENGINE.read_board(document(old.board("", 4, 3), "board.php?boardid=2"), CALENDAR).answer
        is Answer.EMPTY
    )


def test_forms_are_known_by_the_types_of_their_fields() -> None:
    form = "<form action=action.php><input type=hidden name=action value=login><input name=user><input type=password name=pw></form>"
    made = ENGINE.login_form(document(old.frame("x", form), "login.php"), "Anna", "geheim")
    assert made is not None
    assert dict(made.fields) == {"action": "login", "user": "Anna", "pw": "geheim"}
    locked = document(
        old.frame("x", "<form action=board.php><input type=password name=pw></form>"), "board.php?boardid=2"
    )
    opened = ENGINE.password_form(locked, 2, "geheim")
    assert opened is not None
    assert dict(opened.fields) == {"boardid": "2", "pw": "geheim"}
    assert ENGINE.password_board(locked) == 2
    assert not ENGINE.accepted(locked)


def test_it_is_known_by_its_links_and_its_name() -> None:
    for text in (
        old.index(old.board_row(2, "Räder")),
        old.board(old.row(7, "Rad")),
        old.thread(old.post(1, "x")),
    ):
        for page in (document(text), document(text.replace("1.2</a>", "</a>"))):
            found = detect(page)
            assert found is not None
            assert found.name == "wbb1"
        assert ENGINE.version(ENGINE.open(document(text))) == "1.2"


def test_addresses() -> None:
    assert ENGINE.address(f"{BASE}thread.php?threadid=7&boardid=2&styleid=1&sid=x&page=3#41") == Address(
        PageKind.THREAD, 7, 3
    )
    assert ENGINE.address(f"{BASE}board.php?boardid=2&styleid=1") == Address(PageKind.BOARD, 2)
    assert ENGINE.address(f"{BASE}main.php?styleid=1") == Address(PageKind.INDEX)
    assert ENGINE.thread_url(BASE, 7, PageAt(2), 3) == f"{BASE}thread.php?threadid=7&boardid=3&page=2"


def test_a_survey_stands_before_the_posts() -> None:
    rows = "".join(
        f"<tr><td>{text}</td><td><img src=bar.gif></td><td>{votes}</td><td>%</td></tr>"
        for text, votes in (("Ja", 3), ("Nein", 1))
    )
    survey = f"<table><tr><td colspan=4><b>Umfrage:</b> Was?</td></tr>{rows}</table>"
    found = thread(
        old.thread(old.post(1, "x")).replace("<table><tr bgcolor", f"{survey}<table><tr bgcolor", 1)
    ).survey
    assert found is not None
    assert (found.question, [(choice.text, choice.votes) for choice in found.choices]) == (
        "Was?",
        [("Ja", 3), ("Nein", 1)],
    )
