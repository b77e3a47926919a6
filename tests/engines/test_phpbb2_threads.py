"""phpBB 2: pages of threads, and each trap of their posts."""
# ruff: noqa: E501 - a line of markup is a line

from datetime import UTC, datetime, timedelta

import pytest

from feedforum.records import (
    Author,
    BoardRef,
    Edit,
    Post,
    Survey,
    SurveyChoice,
)
from tests.engines.phpbb2_markup import BASE, CLOCK, post, thread_page


def only_post(**given: str) -> Post:
    (found,) = thread_page(post(31, **given)).posts
    return found


def test_a_thread_page_as_a_whole() -> None:
    found = thread_page(post(30, profile="7") + post(31))
    assert (found.thread_id, found.topic, found.closed, found.path) == (
        7,
        "Swarm",
        True,
        (BoardRef(4, "Hives"),),
    )
    assert [(each.id, each.author) for each in found.posts] == [(30, Author("Anna", 7)), (31, Author("Anna"))]
    assert (found.page, found.pages, found.forum_title) == (1, 1, "Bees")


QUOTE = '<table width="90%"><tr><td><span class="genmed"><b>{}</b></span></td></tr><tr><td class="quote">{}</td></tr></table><span class="postbody">'


def test_a_message_in_pieces_with_stray_ends_is_whole() -> None:
    inner = "</span>" + QUOTE.format("Ben wrote:", "deep") + "\n<br />\nshallow"
    body = f'<span class="postbody"></span>{QUOTE.format("Quote:", inner)}\n<br />\nMine.<br />{"_" * 17}<br />Anna, \n<br />\nHives</span>'
    found = only_post(body=f'{body}<span class="gensmall"></span>')
    for word in ("Ben wrote:", "deep", "shallow", "Mine."):
        assert found.message_html.count(word) == 1
    assert "Anna" not in found.message_html
    assert "Anna, " in found.signature_html
    assert "Hives" in found.signature_html


def test_a_line_that_the_author_typed_parts_nothing() -> None:
    body = f'<span class="postbody">One\n<br />\n{"_" * 17}\n<br />\nTwo</span><span class="gensmall"></span>'
    found = only_post(body=body)
    assert "Two" in found.message_html
    assert not found.signature_html


@pytest.mark.parametrize(
    ("note", "count"),
    [
        ("Last edited by A on b on Thu Jul 30, 2026 6:06 am; edited 1 time in total", 1),
        ("Last edited by Anna on Thu Jul 30, 2026 6:06 am; edited 12 times in total", 12),
        ("Zuletzt bearbeitet von Anna am 30.07.2026, 06:06, insgesamt einmal bearbeitet", 1),
        ("Zuletzt bearbeitet von Anna am 30.07.2026, 06:06, insgesamt 3-mal bearbeitet", 3),
        ("Zuletzt bearbeitet von Anna am Do Jul 30, 2026 6:06 am, insgesamt ein Mal bearbeitet", 1),
    ],
)
def test_an_edit_note_is_no_part_of_the_message(note: str, count: int) -> None:
    found = only_post(
        body=f'<span class="postbody">Hello</span><span class="gensmall"><br /><br />{note}</span>'
    )
    assert found.edit == Edit(count, datetime(2026, 7, 30, 5, 6, tzinfo=UTC))
    assert "Hello" in found.message_html
    assert "bearbeitet" not in found.message_html
    assert "edited" not in found.message_html


@pytest.mark.parametrize(
    ("date", "subject", "title"),
    [
        ("Posted: Thu Jul 30, 2026 9:15 am", "Post subject: ", ""),
        (
            "Posted: Today at 9:15 am",
            "Post subject: Posted: Mon Jan 01, 2024 1:00 am",
            "Posted: Mon Jan 01, 2024 1:00 am",
        ),
        ("Verfasst am: Heute um 9:15", "Titel: &amp;#937; mehr", "Ω mehr"),
        ("<b>Verfasst am:</b> 30.07.2026, 09:15", "<b>Titel:</b> Mehr", "Mehr"),
        ("30.07.2026, 09:15", "Titel: Zeit: 10:15", "Zeit: 10:15"),
    ],
)
def test_the_first_date_is_the_posts_own_and_a_subject_may_be_anything(
    date: str, subject: str, title: str
) -> None:
    found = only_post(date=date, subject=subject)
    assert (found.posted_at, found.title) == (datetime(2026, 7, 30, 8, 15, tzinfo=UTC), title)


@pytest.mark.parametrize(
    ("clock", "hours"),
    [
        ("All times are GMT", 0.0),
        ("All times are GMT + 2 Hours", 2.0),
        ("Alle Zeiten sind GMT + 1 Stunde", 1.0),
        ("All times are GMT - 3.5 Hours", -3.5),
        ("All times are UTC + 1 hour [ DST ]", 2.0),
        ("Alle Zeiten sind UTC + 3:30 Stunden", 3.5),
        ("All times are UTC+01:00", 2.0),
        ("", 2.0),
        ("They said that all times are GMT + 5 Hours, and so on.", 2.0),
    ],
)
def test_the_foot_tells_the_offset_of_all_times(clock: str, hours: float) -> None:
    body = '<span class="postbody">All times are GMT + 9 Hours</span><span class="gensmall"></span>'
    (found,) = thread_page(post(31, body), clock=clock).posts
    assert found.posted_at == datetime(2026, 7, 27, 17, 54, tzinfo=UTC) - timedelta(hours=hours)


@pytest.mark.parametrize(("clock", "hour"), [("", 15), (CLOCK, 16)])
def test_old_times_have_the_offset_of_today_where_the_foot_is_missing(clock: str, hour: int) -> None:
    (found,) = thread_page(post(31, date="Tue Jan 27, 2026 5:54 pm"), clock=clock).posts
    assert found.posted_at == datetime(2026, 1, 27, hour, 54, tzinfo=UTC)


def test_files_stand_behind_the_edit_note() -> None:
    table = '<table class="attachtable"><tr><td class="attachheader"><b>{}</b></td></tr><tr><td>Filesize:</td><td>{}</td></tr><tr><td>{}Downloaded: 3 Time(s)</td></tr></table>'
    body = (
        '<span class="postbody">See there.</span><span class="gensmall"></span><br />'
        + table.format("2 KB.txt", "1.5 KB", '<a href="download.php?id=5&amp;sid=0">2 KB.txt</a>')
        + table.format("bee.jpg", "78 Bytes", '<img src="download.php?id=6" />')
    )
    found = only_post(body=body)
    assert "Downloaded" not in found.message_html
    assert [(each.id, each.name, each.size, each.inline) for each in found.attachments] == [
        (5, "2 KB.txt", 1536, False),
        (6, "bee.jpg", 78, True),
    ]  # fmt: skip
    assert found.attachments[1].url == BASE + "download.php?id=6"


RESULT = '<tr><td colspan="2"><table><tr><td><b>How many?</b></td></tr><tr><td><table>{}</table></td></tr><tr><td><b>Total Votes : 3</b></td></tr></table></td></tr>'


def test_a_survey_is_read_from_its_result_and_from_its_form() -> None:
    bar = '<table><tr><td><img src="i/vote_lcap.gif" /></td><td><img src="i/voting_bar.gif" /></td></tr></table>'
    rows = "".join(
        f"<tr><td>{text}</td><td>{bar}</td><td>5%</td><td>[ {votes} ]</td></tr>"
        for text, votes in (("One [ 9 ]", 1), ("Two", 2))
    )
    assert thread_page(post(1), above=RESULT.format(rows)).survey == Survey(
        "How many?", (SurveyChoice("One [ 9 ]", 1), SurveyChoice("Two", 2))
    )
    form = "".join(
        f'<tr><td><input type="radio" name="vote_id" value="1" /></td><td>{text}</td></tr>'
        for text in ("One", "Two")
    )
    assert thread_page(post(1), above=RESULT.format(form)).survey == Survey(
        "How many?", (SurveyChoice("One"), SurveyChoice("Two"))
    )
    written = f'<span class="postbody"><img src="voting_bar.gif" />[ 3 ]</span>{RESULT.format(rows)}<span class="gensmall"></span>'
    assert thread_page(post(1, written)).survey is None


@pytest.mark.parametrize(
    ("pager", "path", "place"),
    [
        ("", "viewtopic.php?t=7", (1, 1, None)),
        (
            'Goto page <b>1</b>, <a href="viewtopic.php?t=7&amp;start=15">2</a>',
            "viewtopic.php?t=7",
            (1, 2, 15),
        ),
        (
            'Goto page <a href="viewtopic.php?t=7&amp;start=0">1</a>, <b>2</b>',
            "viewtopic.php?t=7&start=15",
            (2, 2, None),
        ),
        (
            '<a href="ftopic7.html">1</a>, <b>2</b>, <a href="ftopic7-0-asc-20.html">3</a>',
            "viewtopic.php?t=7&start=10",
            (2, 3, 10),
        ),
    ],
)
def test_a_pager_tells_the_place_of_a_page(pager: str, path: str, place: tuple[int, int, int | None]) -> None:
    found = thread_page(post(1), "42", pager=pager, path=path)
    assert (found.page, found.pages, found.page_size) == place
