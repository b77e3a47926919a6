from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from feedforum.dates import Calendar
from feedforum.engines.wbb2 import Wbb2
from feedforum.records import Answer, Attachment, Author, BoardRef, Post, SurveyChoice, ThreadPage
from tests.engines.markup import BASE, SID, Entry, Skin, document, print_page, thread_page

BERLIN = Calendar(ZoneInfo("Europe/Berlin"))
SIGNATURE = (
    "\n      <br /><br />__________________<br />Ride on.<br />\n__________________<br />\nreally<br />\n"
)
GERMAN_NOTE = (
    "<p><span class='smallfont'>Dieser Beitrag wurde {} mal editiert, zum letzten Mal von {}: {}.</span></p>"
)
ENGLISH_NOTE = "<p><span>This post has been edited {} time(s), it was last edited by {}: {}.</span></p>"


def read(text: str, address: str = "thread.php?threadid=7", calendar: Calendar = BERLIN) -> ThreadPage:
    reading = Wbb2().read_thread(document(text, address), calendar)
    assert reading.answer is Answer.OK, reading.detail
    assert reading.page is not None
    return reading.page


def only_post(entry: Entry) -> Post:
    (post,) = read(thread_page([entry])).posts
    return post


@pytest.mark.parametrize("skin", [Skin(), Skin(sid=False), Skin(lang="en"), Skin(lang="en", sid=False)])
def test_a_thread_page_as_a_whole(skin: Skin) -> None:
    posts = [Entry(11, title="Kette &amp; Ritzel"), Entry(12), Entry(13)]
    page = read(thread_page(posts, skin, page=2, pages=3, prefix="[Frage]"))
    assert page.thread_id == 7
    assert page.topic == "Kette springt"
    assert page.prefix == "[Frage]"
    assert page.path == (BoardRef(1, "Technik"), BoardRef(2, "Räder"))
    assert (page.page, page.pages) == (2, 3)
    assert [post.id for post in page.posts] == [11, 12, 13]
    assert [post.title for post in page.posts] == ["Kette & Ritzel", "", ""]
    assert page.forum_title == "Das & Forum"
    assert page.language == skin.lang
    assert page.newest_first is False
    assert not page.closed
    assert not page.printed
    assert page.survey is None


def test_one_post_in_full() -> None:
    icon = '<img src="images/icons/icon10.gif" alt="gro&szlig;es Grinsen">'
    post = only_post(Entry(11, icon=icon, title="RE: Kette"))
    assert post == Post(
        id=11,
        author=Author("Anneli", 5),
        title="RE: Kette",
        posted_at=datetime(2026, 11, 20, 11, 0, tzinfo=UTC),
        message_html="Hallo <b>Welt</b>.",
        date_text="20.11.2026 12:00",
    )


def test_newest_first_shows_in_the_ids() -> None:
    assert read(thread_page([Entry(13), Entry(11)])).newest_first is True
    assert read(thread_page([Entry(13)])).newest_first is None


def test_closed_shows_in_the_reply_button() -> None:
    assert read(thread_page([Entry(1)], reply="closed")).closed
    assert not read(thread_page([Entry(1, '<img src="http://x/closed.gif">')])).closed


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Gast Walter", Author("Gast Walter")),
        ("Besucher &lt;2&gt;", Author("Besucher <2>")),
        ('<a href="profile.php?userid=9&amp;sid=x">Tom O\'Brien</a>', Author("Tom O'Brien", 9)),
        (
            '<a href="http://forum.example/board/profile.php?userid=9"><font><b>Tom</b></font></a>',
            Author("Tom", 9),
        ),
    ],
)
def test_authors_are_members_or_guests(author: str, expected: Author) -> None:
    assert only_post(Entry(1, author=author)).author == expected


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("<b>Heute</b>, <span>10:59</span>", datetime(2026, 11, 25, 9, 59, tzinfo=UTC)),
        ("Gestern, <span>23:30</span>", datetime(2026, 11, 24, 22, 30, tzinfo=UTC)),
        ("<b>Today</b>, <span>10:59 am</span>", datetime(2026, 11, 25, 9, 59, tzinfo=UTC)),
        ("Freitag, 20. November 2026, 12:00 Uhr", datetime(2026, 11, 20, 11, 0, tzinfo=UTC)),
        ("11-20-2026 <span>12:00 PM</span>", datetime(2026, 11, 20, 11, 0, tzinfo=UTC)),
        ("irgendwann", None),
    ],
)
@pytest.mark.parametrize("permalink", [True, False])
def test_dates_in_any_form(date: str, expected: datetime | None, permalink: bool) -> None:
    post = only_post(Entry(1, date=date, permalink=permalink))
    assert post.posted_at == expected
    assert post.date_text


def test_the_dates_of_a_page_settle_each_others_order() -> None:
    page = read(thread_page([Entry(1, date="03/04/2026 10:00"), Entry(2, date="03/14/2026 10:00")]))
    assert [post.posted_at.month for post in page.posts if post.posted_at] == [3, 3]


def test_yesterday_on_a_page_from_before_midnight() -> None:
    text = thread_page([Entry(1, date="Gestern, 20:00"), Entry(2, date="Heute, 23:58")])
    arrived = datetime(2026, 11, 24, 23, 0, 20, tzinfo=UTC)  # 00:00:20 in Berlin
    reading = Wbb2().read_thread(document(text, made_at=arrived), BERLIN)
    assert reading.page is not None
    assert [post.posted_at for post in reading.page.posts] == [
        datetime(2026, 11, 23, 19, 0, tzinfo=UTC),
        datetime(2026, 11, 24, 22, 58, tzinfo=UTC),
    ]


@pytest.mark.parametrize(
    ("message", "tail", "expected", "signature"),
    [
        ("Hallo", SIGNATURE, "Hallo", "Ride on.<br/>\n__________________<br/>\nreally"),
        # An author's own underscores stand between newlines.
        (
            "eins<br />\n<br />\n__________________<br />\nzwei",
            "",
            "eins<br/>\n<br/>\n__________________<br/>\nzwei",
            "",
        ),
        (
            "eins<br />\n__________________<br />\nzwei",
            SIGNATURE,
            "eins<br/>\n__________________<br/>\nzwei",
            None,
        ),
        ("Hallo<br /><br />\n<br />", "", "Hallo", ""),
        ("a <hr> b", "", "a <hr/> b", ""),
    ],
)
def test_signature_and_message_part(message: str, tail: str, expected: str, signature: str | None) -> None:
    post = only_post(Entry(1, message, tail=tail))
    assert post.message_html == expected
    if signature is None:
        assert post.signature_html.startswith("Ride on.")
    else:
        assert post.signature_html == signature


def test_a_tag_left_open_does_not_swallow_the_signature() -> None:
    post = only_post(Entry(1, "<b>offen", tail=SIGNATURE))
    assert "offen" in post.message_html
    assert "Ride on" not in post.message_html
    assert "Ride on" in post.signature_html


@pytest.mark.parametrize("line", ['<hr class="threadline">', '<hr size="1" color="#123456">', "<hr>"])
def test_the_line_above_a_message_in_any_skin(line: str) -> None:
    assert only_post(Entry(1, line=line)).message_html == "Hallo <b>Welt</b>."


@pytest.mark.parametrize(
    ("note", "count", "at"),
    [
        (GERMAN_NOTE.format(1, "Tom O'Brien", "20.11.2026 <span>13:00</span>"), 1, 20),
        (GERMAN_NOTE.format(12, "A: von B", "<b>Heute</b>, <span>10:07</span>"), 12, 25),
        (ENGLISH_NOTE.format(3, "Tom", "11-20-2026 01:00 PM"), 3, 20),
        (ENGLISH_NOTE.format(1, "Tom", "irgendwann"), 1, None),
    ],
)
def test_edit_notes(note: str, count: int, at: int | None) -> None:
    post = only_post(Entry(1, tail=SIGNATURE + note))
    assert post.edit is not None
    assert post.edit.count == count
    assert (post.edit.at.day if post.edit.at else None) == at
    assert post.message_html == "Hallo <b>Welt</b>."
    assert "edit" not in post.signature_html


def test_what_an_author_says_about_editing_is_no_note() -> None:
    said = "Dieser Beitrag wurde 3 mal editiert, zum letzten Mal von mir: 20.11.2026 10:00."
    post = only_post(Entry(1, said))
    assert post.edit is None
    assert post.message_html == said


FILES = (
    '<br /><br />\n<table><tr><td class="tablecat"><b>Dateianhang:</b></td></tr><tr><td>'
    '<img src="images/filetypes/zip.gif" alt="zip">'
    '<span> <a href="attachment.php?attachmentid=3&amp;sid={sid}">m&auml;rz.zip</a> </span>'
    "<span>(<b>1,39 KB</b>, <b>2</b> mal heruntergeladen)</span><br></td></tr></table>"
)
PICTURES = (
    "<p><span>X hat diese Bilder angeh&auml;ngt:</span><br>"
    '<a href="attachment.php?attachmentid=4&amp;sid={sid}">'
    '<img src="attachment.php?attachmentid=4&amp;sid={sid}&amp;thumbnail=1" alt="gro&szlig;.jpg"></a> '
    '<img src="attachment.php?attachmentid=5&amp;sid={sid}" alt="klein.png"> <br></p>'
)


def test_attachments_are_no_part_of_the_message() -> None:
    tail = FILES.format(sid=SID) + PICTURES.format(sid=SID) + SIGNATURE
    post = only_post(Entry(1, "Anbei.", tail=tail))
    assert post.message_html == "Anbei."
    assert post.signature_html.startswith("Ride on.")
    assert post.attachments == (
        Attachment(3, "märz.zip", f"{BASE}attachment.php?attachmentid=3", 1423),
        Attachment(4, "groß.jpg", f"{BASE}attachment.php?attachmentid=4", None, inline=True),
        Attachment(5, "klein.png", f"{BASE}attachment.php?attachmentid=5", None, inline=True),
    )


def test_attachments_without_a_signature_and_with_an_edit_note() -> None:
    tail = PICTURES.format(sid=SID) + GERMAN_NOTE.format(1, "Tom", "20.11.2026 13:00")
    post = only_post(Entry(1, "Anbei.", tail=tail))
    assert post.message_html == "Anbei."
    assert len(post.attachments) == 2
    assert post.edit is not None


def test_a_quote_with_a_link_to_a_file_is_the_authors_own() -> None:
    quote = (
        '<table class="tableinborder"><tr><td class="tablecat"><b>Zitat:</b></td></tr><tr><td>'
        '<a href="attachment.php?attachmentid=9">Datei</a></td></tr></table>'
    )
    post = only_post(Entry(1, quote))
    assert post.attachments == ()
    assert "attachmentid=9" in post.message_html


def test_a_base_address_counts() -> None:
    text = thread_page([Entry(1, tail=FILES)]).replace(
        "<head>", '<head><base href="http://other.example/wbb/">'
    )
    (post,) = read(text).posts
    assert post.attachments[0].url == "http://other.example/wbb/attachment.php?attachmentid=3"


RESULT = (
    "<table><tr><td colspan=4><b>Umfrage:</b> Neun &amp; mehr?</td></tr>"
    '<tr><td>Ja, &lt;klar&gt;</td><td><img src="i/vote_left1.gif"></td><td>1.011</td><td>99%</td></tr>'
    '<tr><td>Nein</td><td><img src="i/vote_left2.gif"></td><td>0</td><td>1%</td></tr>'
    "<tr><td colspan=2>Insgesamt:</td><td>1.011 Stimmen</td><td>100%</td></tr></table>"
)
BALLOT = (
    "<form><table><tr><td colspan=2><b>Poll:</b> Nine?</td></tr>"
    '<tr><td><input type="radio" name="vote" value="1"></td><td>Yes</td></tr>'
    '<tr><td><input type="radio" name="vote" value="2"></td><td>No</td></tr>'
    '<tr><td colspan=2><input type="submit"></td></tr></table></form>'
)


def test_surveys_as_result_and_as_ballot() -> None:
    result = read(thread_page([Entry(1)], above=RESULT)).survey
    assert result is not None
    assert result.question == "Neun & mehr?"
    assert result.choices == (SurveyChoice("Ja, <klar>", 1011), SurveyChoice("Nein", 0))
    ballot = read(thread_page([Entry(1)], Skin("en"), above=BALLOT)).survey
    assert ballot is not None
    assert ballot.question == "Nine?"
    assert ballot.choices == (SurveyChoice("Yes"), SurveyChoice("No"))


def test_characters_a_topic_cannot_hold_are_resolved_even_where_cut() -> None:
    topic = "&amp;#1050;&amp;#108\n3; und &amp;lt;"
    page = read(thread_page([Entry(1, title=topic)], topic=topic))
    assert page.topic == "Кл und &lt;"
    assert page.posts[0].title == page.topic


def test_raw_control_characters_do_no_harm() -> None:
    page = read(thread_page([Entry(1, "vor\x00nach \x84so\x93"), Entry(2, author="A\x1fB&#8;C")]))
    assert page.posts[0].message_html == "vornach „so“"
    assert page.posts[1].author.name == "ABC"


def test_an_author_cannot_fake_the_frame() -> None:
    faked = (
        'Seiten (9): <a href="thread.php?threadid=7&amp;page=9">9</a> <a href="logout.php">x</a>'
        '<a href="print.php?threadid=99">x</a><a name="post5"></a><input type="radio">'
    )
    reading = Wbb2().read_thread(document(thread_page([Entry(1, faked)])), BERLIN)
    assert reading.page is not None
    assert not reading.member
    assert (reading.page.thread_id, reading.page.pages) == (7, 1)
    assert [post.id for post in reading.page.posts] == [1]


def test_a_skin_without_the_prefix_class_shows_it_in_the_title() -> None:
    text = thread_page([Entry(1)], prefix="[Frage]").replace('<span class="prefix">[Frage]</span>', "")
    assert read(text).prefix == "[Frage]"


def test_a_post_that_is_there_twice_is_read_where_it_stands_first() -> None:
    posts = [Entry(11, message="eins"), Entry(12), Entry(11, message="noch einmal"), Entry(13)]
    page = read(thread_page(posts))
    assert [post.id for post in page.posts] == [11, 12, 13]
    assert page.posts[0].message_html == "eins"


def test_past_the_last_page_is_empty() -> None:
    text = thread_page([], page=4, pages=3)
    reading = Wbb2().read_thread(document(text, "thread.php?threadid=7&page=4"), BERLIN)
    assert reading.answer is Answer.EMPTY
    assert reading.page is not None
    assert (reading.page.page, reading.page.pages, reading.page.posts) == (4, 3, ())


def test_a_post_without_a_message_makes_the_page_useless() -> None:
    reading = Wbb2().read_thread(document(thread_page([Entry(1), Entry(2, line="")])), BERLIN)
    assert reading.answer is Answer.NOT_UNDERSTOOD
    assert reading.page is None


@pytest.mark.parametrize(
    "text",
    [
        "Geschrieben von Tom am Abend am 20.11.2026 um <span>12:00</span>:",
        "Posted by Tom am Abend on 11/20/2026 at <span>12:00 pm</span>:",
    ],
)
def test_the_print_view(text: str) -> None:
    post = (
        f'<div><hr />\n<i>{text}</i><br /><br />\n<img src="images/icons/icon1.gif" alt="Ausruf"> '
        "<b>RE: Kette</b><br /><br />\n<b>fett</b><br />\nzwei</div><br />"
    )
    second = post.replace("<b>RE: Kette</b>", "&nbsp; <b></b>")
    reading = Wbb2().print_view.read(document(print_page(post + second), "print.php?threadid=7"), BERLIN)
    assert reading.answer is Answer.OK
    page = reading.page
    assert page is not None
    assert page.printed
    assert (page.thread_id, page.topic, page.forum_title) == (7, "Kette springt", "Das & Forum")
    assert page.path == (BoardRef(1, "Technik"), BoardRef(2, "Räder"))
    assert page.posts[0] == Post(
        id=None,
        author=Author("Tom am Abend"),
        title="RE: Kette",
        posted_at=datetime(2026, 11, 20, 11, 0, tzinfo=UTC),
        message_html="<b>fett</b><br/>\nzwei",
        date_text=page.posts[0].date_text,
    )
    assert page.posts[1].title == ""
    empty = Wbb2().print_view.read(document(print_page(""), "print.php?threadid=7&page=9"), BERLIN)
    assert empty.answer is Answer.EMPTY
