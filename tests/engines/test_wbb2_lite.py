"""Burning Board Lite 1.0 and 2.0 to 2.2: fonts and no classes, times that shift with the clocks."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from feedforum.dates import Calendar
from feedforum.engines import detect
from feedforum.engines.wbb2 import Wbb2
from feedforum.records import Answer, BoardPage, BoardRef, Document, IndexPage, Post, ThreadPage, ThreadRow
from tests.engines import lite_markup as lite
from tests.engines.markup import BASE

ENGINE = Wbb2()
CALENDAR = Calendar(ZoneInfo("Europe/Berlin"))
WINTER = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
NOTE = f"<p>{lite.SMALL}Dieser Beitrag wurde 2 mal editiert, zum letzten Mal von Tom: 21.11.2026 13:00.</font></p>"  # noqa: E501


def document(text: str, address: str = "thread.php?threadid=7", made_at: datetime = WINTER) -> Document:
    return Document(BASE + address, text, made_at)


def threads(rows: str) -> tuple[ThreadRow, ...]:
    read = ENGINE.read_board(document(lite.board(rows), "board.php?boardid=2"), CALENDAR)
    assert isinstance(read.page, BoardPage), read.detail
    return read.page.threads


def thread(text: str, made_at: datetime = WINTER) -> ThreadPage:
    read = ENGINE.read_thread(document(text, made_at=made_at), CALENDAR)
    assert read.answer is Answer.OK, read.detail
    assert read.page is not None
    return read.page


def post(text: str) -> Post:
    return thread(lite.thread(text)).posts[0]


def test_a_thread_is_read_by_its_shape() -> None:
    page = thread(
        lite.thread(lite.post(11, "Hallo <b>Welt</b>.") + lite.post(12, "Zwei", author="Gast"), 2, 3)
    )
    assert (page.thread_id, page.topic, page.page, page.pages) == (7, "Kette springt", 2, 3)
    assert page.path == (BoardRef(1, "Technik"), BoardRef(2, "Räder"))
    assert page.forum_title == "Das Forum"
    first, second = page.posts
    assert (first.id, first.author.name, first.author.id) == (11, "Anneli", 5)
    assert first.message_html == "Hallo <b>Welt</b>."
    assert first.posted_at == datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
    assert (second.author.name, second.author.id) == ("Gast", None)


@pytest.mark.parametrize("topic", ["a » b", "Wichtig: a - b", "Umfrage"])
def test_a_topic_is_what_follows_the_forums_title(topic: str) -> None:
    assert thread(lite.thread(lite.post(11, "x"), topic=topic)).topic == topic


@pytest.mark.parametrize("path", [True, False])
def test_links_of_the_path_are_bold_together_or_each(path: bool) -> None:
    text = lite.thread(lite.post(11, "x"))
    whole = lite.crumbs([(1, "Technik"), (2, "Räder")], "Kette springt")
    page = thread(
        text.replace(whole, lite.crumbs([(1, "Technik"), (2, "Räder")], "Kette springt", bold=path))
    )
    assert (page.path, page.topic) == ((BoardRef(1, "Technik"), BoardRef(2, "Räder")), "Kette springt")


@pytest.mark.parametrize(
    "signature",
    [
        "<br><br>__________________<br>Tschüß",
        "<p>____________<br><br><font size=1>Tschüß</font></p>",
        "<hr width=50%>Tschüß",
        '<font face="Tahoma" size="1"><br>----------<br>Tschüß</font>',
        "<p>Tschüß</p>",
    ],
)
@pytest.mark.parametrize("note", [NOTE, NOTE.replace("p>", "div>"), NOTE[3:-4], NOTE + "<p>Unsichtbar</p>"])
def test_signature_and_edit_note_are_behind_the_message(signature: str, note: str) -> None:
    quote = "<blockquote>Zitat:<hr>Alt<hr></blockquote><table><tr><td>x</td></tr></table>Neu"
    found = post(lite.post(11, quote, signature + note))
    assert found.message_html.startswith("<blockquote>")
    assert found.message_html.endswith("Neu")
    assert found.signature_html.removesuffix("</font>").removeprefix('<font size="1">') == "Tschüß"
    assert found.edit is not None
    assert (found.edit.count, found.edit.at) == (2, datetime(2026, 11, 21, 12, 0, tzinfo=UTC))


def test_an_edit_note_in_other_words_is_one_behind_the_message() -> None:
    note = f"<p>{lite.SMALL}Dieser Beitrag wurde von Tom am 21.11.2026 um 13:00 bearbeitet.</font></p>"
    found = post(lite.post(11, "Neu", note))
    assert found.edit is not None
    assert (found.edit.count, found.edit.at) == (1, datetime(2026, 11, 21, 12, 0, tzinfo=UTC))


def test_what_an_author_typed_like_a_note_stays_in_the_message() -> None:
    found = post(lite.post(11, f"Er schrieb:{NOTE}"))
    assert (found.edit, "editiert" in found.message_html) == (None, True)


def test_a_file_is_read_behind_the_message() -> None:
    table = '<table><tr><td>Dateianhang:</td></tr><tr><td><a href="attachment.php?attachmentid=3">plan.pdf</a></td></tr></table>'  # noqa: E501
    found = post(lite.post(11, "Siehe Anhang.", table + "<p>Tschüß</p>"))
    assert [(file.id, file.name) for file in found.attachments] == [(3, "plan.pdf")]
    assert found.message_html == "Siehe Anhang."


def test_all_times_are_shown_by_todays_daylight_saving() -> None:
    shown = {datetime(2026, 7, 20, 10, tzinfo=UTC): "12:00", WINTER: "11:00"}
    for footer in (lite.FOOTER, "Powered by <b>Burning Board 2.2.2</b>", ""):
        for made_at, clock in shown.items():
            text = lite.thread(lite.post(11, "x", date=f"01.07.2026 <font>{clock}</font>"), footer=footer)
            assert thread(text, made_at).posts[0].posted_at == datetime(2026, 7, 1, 10, tzinfo=UTC)
    for version in ("Lite 1.0.2", "2.0", "2.2.2", "2.0 to 2.2"):
        assert ENGINE.traits(version).clock_shifts
    assert not any(ENGINE.traits(version).clock_shifts for version in ("", "2.3.6", "2.10"))


def test_today_has_a_name_and_yesterday_has_none() -> None:
    text = lite.post(11, "x", date="<b>Heute</b>, <font>09:30</font>")
    assert post(text).posted_at == datetime(2026, 11, 25, 8, 30, tzinfo=UTC)


def test_a_board_is_read_by_the_place_of_its_cells() -> None:
    found = threads(lite.row(7, "Kette") + lite.row(8, "Öl", state="newhotlockfolder", replies="1.234"))
    assert [(row.id, row.topic, row.replies, row.closed) for row in found] == [
        (7, "Kette", 3, False),
        (8, "Öl", 1234, True),
    ]
    assert found[0].last_poster is not None
    assert found[0].starter is not None
    assert (found[0].starter.id, found[0].last_poster.name) == (5, "Tom")
    assert found[0].last_post_at == datetime(2026, 11, 20, 11, 0, tzinfo=UTC)


@pytest.mark.parametrize("inside", [True, False])
@pytest.mark.parametrize("label", ["{}: ", "<b>{}:</b> ", '<font color="#ff0000">{}:</font> '])
@pytest.mark.parametrize(
    "language",
    [("Verschoben", "Ankündigung", "Wichtig", "Umfrage"), ("Moved", "Announcement", "Important", "Poll")],
)
def test_a_label_stands_in_the_link_or_before_it(inside: bool, label: str, language: tuple[str, ...]) -> None:
    moved, announcement, important, poll = map(label.format, language)

    def row(id_: int, text: str, state: str = "folder", icon: str = "", replies: str = "3") -> str:
        topic, before = (f"{text}Rad", "") if inside else ("Rad", text)
        return lite.row(id_, topic, before, state, replies, icon=icon)

    rows = (
        row(1, announcement, "announce") + row(2, important) + row(3, moved, "movedfolder", replies="-")
        + row(4, poll, icon="<img src=images/poll.gif>")
    )  # fmt: skip
    found = threads(rows)
    assert [row.topic for row in found] == ["Rad"] * 4
    assert [row.prefix for row in found] == [""] * 4
    assert [row.announcement for row in found] == [True, False, False, False]
    assert [row.important for row in found] == [False, True, False, False]
    assert [(row.moved, row.replies) for row in found] == [(False, 3), (False, 3), (True, None), (False, 3)]


def test_an_author_may_type_a_label() -> None:
    found = threads(lite.row(1, "Rad") + lite.row(2, "Wichtig: lesen") + lite.row(3, "Umfrage: Öl"))
    assert [(row.topic, row.important) for row in found] == [
        ("Rad", False),
        ("Wichtig: lesen", False),
        ("Umfrage: Öl", False),
    ]


def test_the_index_is_read_with_what_is_bold_around_links() -> None:
    profile = '<a href="profile.php?userid=6&sid=">Tom</a>'
    date = "20.11.2026 <font color=red>12:00</font>"
    topic = lite.link("thread.php?goto=lastpost&threadid=7", "Kette spr...")
    below = f"<br>Inklusive: {lite.link('board.php?boardid=5', 'Ketten')}"
    rows = (
        lite.board_row(2, "Räder", f"{date}<br>von {profile}", below)
        + lite.board_row(3, "Öl", f"<b>{topic}</b><br>{date} von {profile}")
        + lite.board_row(4, "Leer", "&nbsp;")
    )  # fmt: skip
    read = ENGINE.read_index(document(lite.index(rows), "index.php"), CALENDAR)
    assert isinstance(read.page, IndexPage), read.detail
    assert read.page.title == "Das Forum"
    assert [(row.id, row.title, row.category, row.parent_id) for row in read.page.boards] == [
        (1, "Technik", True, None),
        (2, "Räder", False, 1),
        (3, "Öl", False, 1),
        (4, "Leer", False, 1),
    ]
    first, second, empty = read.page.boards[1:]
    assert (first.posts, first.threads, first.description) == (1234, 56, "Über Räder")
    assert first.subboards == (BoardRef(5, "Ketten"),)
    for row in (first, second):
        assert row.last_post is not None
        assert row.last_post.author is not None
        assert (row.last_post.at, row.last_post.author.id) == (datetime(2026, 11, 20, 11, 0, tzinfo=UTC), 6)
    assert empty.last_post is None


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        ("<b>Der von Ihnen aufgerufene Link ist ungültig.</b>", Answer.NOT_FOUND),
        ("Sie haben einen ungültigen Link angegeben.", Answer.NOT_FOUND),
        ("You have followed an invalid link.", Answer.NOT_FOUND),
        ("<ul><li>You are trying to access a page restricted to certain user groups.</ul><input name=l_username>", Answer.LOGIN_WANTED),  # noqa: E501
        ("Ihnen wird der Zutritt zu dieser Seite verwehrt.<input name=l_username>", Answer.LOGIN_WANTED),
        ("<form action=board.php><input type=password name=boardpassword></form>", Answer.PASSWORD_WANTED),
        ("Das Forum ist wegen Wartungsarbeiten geschlossen.", Answer.CLOSED),
        ("Sie wurden von diesem Forum gesperrt.", Answer.BLOCKED),
    ],
)  # fmt: skip
def test_a_refusal_is_a_page_like_others(body: str, answer: Answer) -> None:
    text = lite.frame("Das Forum", f"<table><tr><td id=tablea>{lite.NORMAL}{body}</font></td></tr></table>")
    for read in (ENGINE.read_index, ENGINE.read_board, ENGINE.read_thread):
        assert read(document(text), CALENDAR).answer is answer


def test_lite_is_known_by_its_name_and_shape() -> None:
    for footer, version in (
        (lite.FOOTER, "Lite 1.0.2"),
        ("Powered by <b>Burning Board 2.1.6</b>", "2.1.6"),
        ("", "2.0 to 2.2"),
    ):
        page = document(lite.thread(lite.post(11, "x"), footer=footer))
        found = detect(page)
        assert found is not None
        assert (found.name, found.version(found.open(page))) == ("wbb2", version)
