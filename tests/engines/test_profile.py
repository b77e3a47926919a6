"""A forum read by a profile that its owner wrote: addresses, rows, posts, pages that do not fit, logins."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from feedforum.dates import Calendar
from feedforum.engines.base import Address, PageAt, PageKind
from feedforum.engines.profile import ProfileEngine
from feedforum.engines.profile.urls import template
from feedforum.records import (
    Answer,
    BoardRows,
    Document,
    FieldFit,
    Login,
    Paging,
    PostBlocks,
    Profile,
    ThreadRows,
    Urls,
)

BASE = "http://club.example/board/"
NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
CALENDAR = Calendar(ZoneInfo("UTC"))
ENGINE = ProfileEngine(
    Profile(
        Urls(
            thread="show.cgi?t={id}",
            thread_page="show.cgi?t={id}&start={offset}",
            board="list.cgi?b={id}",
            post="show.cgi?p={id}#p{id}",
            member="who.cgi?u={id}",
            login="in.cgi",
        ),
        ThreadRows("tr", "a.t", replies="td.n", date="td.d", sticky="img.pin"),
        PostBlocks(
            "tr.head", "b", "i", "td.body", tags=2, id="name=p{id}", edited="p.edit", attachments="a.file"
        ),
        BoardRows("li", posts="em"),
        Login("user", "pass", "a.out"),
        posts_per_page=20,
    )
)


def document(body: str, url: str = "show.cgi?t=5") -> Document:
    return Document(BASE + url, f"<html><head><title>T</title></head><body>{body}</body></html>", NOW)


def post(number: int, text: str) -> str:
    return (
        f'<tr class="head"><td><a name="p{number}"></a><b><a href="who.cgi?u=3">Ines</a></b> wrote on '
        f"<i>{number}.03.2026 10:00</i></td></tr><tr><td class=body>{text}</td></tr>"
    )


@pytest.mark.parametrize(
    ("written", "url", "found"),
    [
        ("show.cgi?t={id}", "http://x/board/show.cgi?sid=1&t=7&hl=a", {"id": "7"}),
        ("show.cgi?t={id}", "http://x/board/list.cgi?t=7", None),
        ("read.php?{board},{id}", "http://x/read.php?1,12", {"board": "1", "id": "12"}),
        ("read.php?{board},{id}", "http://x/read.php?1,12,page=2", None),
        ("t/{id}/p/{page}", "http://x/f/t/9/p/3", {"id": "9", "page": "3"}),
        ("index.php?topic={id}.{offset}", "http://x/index.php?topic=4.30#new", {"id": "4", "offset": "30"}),
        ("f.php?f={board}&t={id}", "http://x/f.php?t=4", {"id": "4"}),
        ("t/{slug}.{id}/p-{page}", "http://x/t/as-1.2-is.31/p-2", {"id": "31", "page": "2"}),
        ("b/{slug}-{board}/t/{slug}-{id}/", "http://x/b/a-b-1/t/c-d-2-31/", {"board": "1", "id": "31"}),
        ("t/{id}/{slug}", "http://x/t/31/as-it-is", {"id": "31"}),
    ],
)
def test_what_an_address_names(written: str, url: str, found: dict[str, str] | None) -> None:
    assert template(written).match(url) == found


def test_addresses_are_made_and_read_back() -> None:
    assert ENGINE.thread_url(BASE, 5, PageAt(3, 20)) == f"{BASE}show.cgi?t=5&start=40"
    assert ENGINE.address(f"{BASE}show.cgi?t=5&start=40") == Address(PageKind.THREAD, 5, offset=40)
    assert ENGINE.post_link(BASE, 5, 77) == f"{BASE}show.cgi?p=77#p77"
    assert template("f.php?f={board}&t={id}").fill(BASE, PageAt(), id=4, board=None) == f"{BASE}f.php?t=4"
    assert template("t/{slug}.{id}/").fill(BASE, PageAt(), id=4) == f"{BASE}t/-.4/"
    assert ENGINE.traits("").paging is Paging.OFFSET


def test_a_post_of_two_rows() -> None:
    note, file = (
        "<p class=edit>Last edited 2 times, 05.03.2026 11:00</p>",
        '<a class=file href="9.zip">a.zip</a>',
    )
    text = f"Hello.{note}{file}"
    link = '<a href="show.cgi?t=5&start=999999">9</a>'
    page = ENGINE.read_thread(document(f"<table>{post(1, text)}{post(2, link)}</table>"), CALENDAR).page
    assert page is not None
    first, second = page.posts
    assert (first.id, first.author.name, first.author.id) == (1, "Ines", 3)
    assert first.posted_at == datetime(2026, 3, 1, 10, 0, tzinfo=UTC)
    assert first.message_html.startswith("Hello.")
    assert "edited" not in first.message_html
    assert first.edit is not None
    assert (first.edit.count, first.edit.at) == (2, datetime(2026, 3, 5, 11, 0, tzinfo=UTC))
    assert [each.name for each in first.attachments] == ["a.zip"]
    assert second.id == 2
    # A link that an author wrote says nothing of how long the thread is.
    assert page.pages == 1


def test_the_only_post_of_a_thread_may_be_a_guests() -> None:
    nameless = re.sub(r"<b>.*?</b>", "", post(1, "Hello."))
    page = ENGINE.read_thread(document(f"<table>{nameless}</table>"), CALENDAR).page
    assert page is not None
    assert [each.author.name for each in page.posts] == [""]


def test_a_listing() -> None:
    pin = "<img class=pin>"
    rows = "".join(
        f"<tr><td>{pin if number == 1 else ''}<a class=t href='show.cgi?t={number}'>Topic {number}</a>"
        f"<td class=n>{number}<td class=d>0{number}.03.2026 10:00 by Ines</tr>"
        for number in (1, 3, 2)
    )
    page = ENGINE.read_board(document(f"<table>{rows}</table>", "list.cgi?b=2"), CALENDAR).page
    assert page is not None
    assert page.board_id == 2
    assert [(row.id, row.replies, row.important) for row in page.threads] == [
        (1, 1, True),
        (3, 3, False),
        (2, 2, False),
    ]
    assert page.threads[1].last_post_at == datetime(2026, 3, 3, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        ("<p>This topic does not exist.</p>", Answer.NOT_FOUND),
        ("<p>Dieses Thema existiert nicht.</p>", Answer.NOT_FOUND),
        ("<form><input name=user><input type=password name=pass></form>", Answer.LOGIN_WANTED),
        ("<p>You are not authorised to read this.</p>", Answer.LOGIN_WANTED),
        ("<p>The board is down for maintenance.</p>", Answer.CLOSED),
        ("<article>Everything looks new here.</article>", Answer.NOT_UNDERSTOOD),
        ("", Answer.NOT_UNDERSTOOD),
    ],
)
def test_a_page_that_shows_nothing(body: str, answer: Answer) -> None:
    for reading in (
        ENGINE.read_thread(document(body), CALENDAR),
        ENGINE.read_board(document(body, "list.cgi?b=2"), CALENDAR),
        ENGINE.read_index(document(body, ""), CALENDAR),
    ):
        assert (reading.answer, reading.page) == (answer, None)
        assert reading.detail.endswith(".")


def test_a_login_by_the_fields_that_the_profile_names() -> None:
    fields = "<input type=hidden name=k value=1><input name=user><input type=password name=pass>"
    body = f"<form action=in.cgi>{fields}</form>"
    form = ENGINE.login_form(document(body), "Ines", "secret")
    assert form is not None
    assert form.url == f"{BASE}in.cgi"
    assert dict(form.fields) == {"k": "1", "user": "Ines", "pass": "secret"}
    assert ENGINE.login_url(BASE) == f"{BASE}in.cgi"


@pytest.mark.parametrize(
    ("end", "noted"),
    [
        ("<br><br>[Edited on 5.03.2026 by Ines]", True),
        ("<br />[bearbeitet am 5.03.2026 um 10:00 von Ines] ", True),
        ("<br>[Edited on a whim]", False),
        ("<br>Edited on 5.03.2026", False),
        (" [Edited on 5.03.2026 by Ines]", False),
        ("<br>[Edited on 5.03.2026] and more", False),
    ],
)
def test_a_note_of_an_edit_that_ends_the_text_in_brackets_is_none_of_its_author(
    end: str, noted: bool
) -> None:
    page = ENGINE.read_thread(document(f"<table>{post(1, 'Hello.' + end)}</table>"), CALENDAR).page
    assert page is not None
    assert (page.posts[0].message_html == "Hello.") is noted
    assert (page.posts[0].edit is not None) is noted


def fits_of(
    body: str, url: str = "show.cgi?t=5", kind: PageKind | None = PageKind.THREAD
) -> dict[str, FieldFit]:
    return {fit.field: fit for fit in ENGINE.fits(document(body, url), kind, CALENDAR)}


@pytest.mark.parametrize(
    ("spoilt", "changed", "field"),
    [
        ("<b>", "<u>", "posts.author"),
        ('<a href="who.cgi?u=3">Ines</a>', "", "posts.author"),
        ("<i>2", "<i>sometime", "posts.date"),
        ("<i>2.03.2026", "<i>2.03.2025", "posts.date"),
        ("second", "", "posts.text"),
        ('name="p2"', 'name="p1"', "posts.id"),
        ('name="p2"', 'name="q"', "posts.id"),
    ],
)
def test_a_field_that_is_wrong_in_one_of_three_posts_fits_two(spoilt: str, changed: str, field: str) -> None:
    whole = [post(number, text) for number, text in ((1, "first"), (2, "second"), (3, "third"))]
    good = fits_of("<table>" + "".join(whole) + "</table>")
    parts = [each for each in good.values() if each.right is not None]
    assert [(each.field, each.confidence, each.of) for each in parts] == [
        (f"posts.{name}", 1.0, 3) for name in ("block", "author", "date", "text", "id")
    ]
    assert (good["posts.edited"].found, good["posts.edited"].confidence) == (0, None)
    whole[1] = whole[1].replace(spoilt, changed)
    fits = fits_of("<table>" + "".join(whole) + "</table>")
    assert (fits[field].right, fits[field].of) == (2, 3)
    others = {each.confidence for each in fits.values() if each.field not in (field, "posts.block")}
    assert others == {1.0, None}


def test_rows_of_a_listing_fit_by_what_they_show() -> None:
    row = "<tr><td><a class=t href='show.cgi?t={0}'>T</a><td class=n>{1}<td class=d>{2}</tr>"
    rows = (row.format(1, "2", "1.03.2026 10:00"), row.format(2, "many", "2.03.2026 10:00"), "<tr><th>T</tr>")
    fits = fits_of(f"<table>{''.join(rows)}</table>", "list.cgi?b=2", PageKind.BOARD)
    shown = {name: (fit.found, fit.right, fit.of) for name, fit in fits.items()}
    assert shown == {
        "threads.row": (3, 2, 3),
        "threads.link": (2, 2, 3),
        "threads.replies": (2, 1, 2),
        "threads.date": (2, 2, 2),
        "threads.sticky": (0, None, 2),
    }


def test_no_cut_of_a_page_makes_it_fail() -> None:
    whole = document(
        f"<ul><li><a href='list.cgi?b=1'>B</a><em>3</em></ul><table>{post(1, 'x')}{post(2, '<b>y')}</table>"
    )
    for end in range(0, len(whole.text), 3):
        for closing in ("", "</body></html>"):
            cut = Document(whole.url, whole.text[:end] + closing, NOW)
            for read in (ENGINE.read_thread, ENGINE.read_board, ENGINE.read_index):
                read(cut, CALENDAR)
            ENGINE.fits(cut, None, CALENDAR)
