"""phpBB 3: pages of threads, and each trap of their posts."""
# ruff: noqa: E501 - a line of markup is a line

from datetime import UTC, datetime, timedelta

import pytest

from feedforum.records import (
    Author,
    BoardRef,
    Edit,
    Survey,
    SurveyChoice,
    ThreadPage,
)
from tests.engines.phpbb3_markup import AT, BASE, CALENDAR, ENGINE, document, post, prosilver


def thread(
    posts: str,
    topic: str = "Swarm",
    above: str = "",
    pager: str = "",
    path: str = "viewtopic.php?t=7",
    **frame: str,
) -> ThreadPage:
    crumbs = ' ‹ <a href="./viewforum.php?f=1">All</a> ‹ <a href="./viewforum.php?f=4">2024</a>'
    main = f'<h2 class="topic-title"><a href="./viewtopic.php?f=4&amp;t=7&amp;start=10">{topic}</a></h2><div class="pagination">{pager}</div>{above}{posts}'
    reading = ENGINE.read_thread(document(prosilver(main, crumbs, **frame), path), CALENDAR)
    assert reading.page is not None, reading
    return reading.page


def test_a_thread_page_as_a_whole() -> None:
    found = thread(post(30) + post(31, by='<strong><span class="username">Gast</span></strong>'))
    assert (found.thread_id, found.topic, found.path) == (
        7,
        "Swarm",
        (BoardRef(1, "All"), BoardRef(4, "2024")),
    )
    assert [(each.id, each.author, each.title) for each in found.posts] == [
        (30, Author("Anna", 7), "Re: Swarm"),
        (31, Author("Gast"), "Re: Swarm"),
    ]
    assert found.posts[0].posted_at == AT
    assert (found.forum_title, found.language) == ("Bees", "en")


@pytest.mark.parametrize(
    ("when", "at", "uncertain"),
    [
        ('<time datetime="2026-07-30T09:12:44+00:00">13 minutes ago</time>', "09:12:44", 0),
        ("Today, 10:15", "09:15:00", 0),
        ("Heute, 10:15", "09:15:00", 0),
        ("5 minutes ago", "09:25:00", 60),
        ("vor 5 Minuten", "09:25:00", 60),
        ("less than a minute ago", "09:30:00", 60),
        ("vor weniger als einer Minute", "09:30:00", 60),
        ("1 hour ago", "08:30:00", 3600),
    ],
)
def test_a_time_is_known_as_exactly_as_the_page_tells_it(when: str, at: str, uncertain: int) -> None:
    (found,) = thread(post(31, when=when)).posts
    assert found.posted_at == datetime.fromisoformat(f"2026-07-30T{at}+00:00")
    assert found.uncertainty == timedelta(seconds=uncertain)


@pytest.mark.parametrize(
    ("clock", "hour"),
    [
        ("All times are UTC + 1 hour ", 16),
        ("All times are UTC + 1 hour [ <abbr title='Daylight Saving Time'>DST</abbr> ]", 15),
        ("Alle Zeiten sind UTC + 1 Stunde [ Sommerzeit ]", 15),
        ("All times are UTC", 17),
        ("All times are <span title='America/New York'>UTC-04:00</span>", 15),
        ("All times are <span title='America/New_York'>UTC-04:00</span>", 21),
        ("Alle Zeiten sind <span title='Europa/Berlin'>UTC+02:00</span>", 15),
    ],
)
def test_the_foot_tells_the_offset_or_the_zone(clock: str, hour: int) -> None:
    (found,) = thread(post(31, "All times are UTC + 9 hours"), clock=clock).posts
    assert found.posted_at == AT.replace(hour=hour)


@pytest.mark.parametrize(
    ("sheet", "hour"), [("./style.php?id=1", 15), ("./assets/css/x.css?assets_version=7", 16)]
)
def test_without_a_foot_old_times_have_the_offset_of_today_up_to_3_0_and_their_own_later(
    sheet: str, hour: int
) -> None:
    (found,) = thread(post(31, when="Tue Jan 27, 2026 5:54 pm"), clock=f'<link href="{sheet}">').posts
    assert found.posted_at == datetime(2026, 1, 27, hour, 54, tzinfo=UTC)
    assert [ENGINE.traits(version).clock_shifts for version in ("3.0", "3.1")] == [True, False]


@pytest.mark.parametrize(
    ("note", "count"),
    [
        (
            "Last edited by <a href='./memberlist.php?mode=viewprofile&u=7'>A on b</a> on Thu Jul 30, 2026 6:06 am, edited 1 time in total.<br><strong>Reason:</strong> <em>5 on 6</em>",
            1,
        ),
        ("Zuletzt geändert von Anna am Do 30. Jul 2026, 06:06, insgesamt 12-mal geändert.", 12),
    ],
)
def test_an_edit_note_a_signature_and_files_stand_behind_the_message(note: str, count: int) -> None:
    files = (
        '<dl class="attachbox"><dt>Attachments</dt><dd><dl class="file"><dt class="attach-image"><img src="./download/file.php?id=1" alt="bee.png" /></dt><dd><em>9 MB</em></dd><dd>bee.png (78 Bytes) Viewed 4 times</dd></dl></dd>'
        '<dd><dl class="file"><dt><a class="postlink" href="./download/file.php?id=2&amp;sid=0">plan ä.pdf</a></dt><dd><em>9 MB</em></dd><dd>(1.5 KiB) Downloaded 3 times</dd></dl></dd></dl>'
    )
    behind = (
        f'{files}<div class="notice">{note}</div><div id="sig31" class="signature">Anna, <i>Hives</i></div>'
    )
    (found,) = thread(post(31, behind=behind)).posts
    assert (found.message_html, found.signature_html) == ("Hello", "Anna, <i>Hives</i>")
    assert found.edit == Edit(count, datetime(2026, 7, 30, 5, 6, tzinfo=UTC))
    assert [(each.id, each.name, each.size, each.inline) for each in found.attachments] == [
        (1, "bee.png", 78, True), (2, "plan ä.pdf", 1536, False),
    ]  # fmt: skip
    assert found.attachments[0].url == BASE + "download/file.php?id=1"


@pytest.mark.parametrize(
    "file",
    [
        '<div class="inline-attachment"><dl class="file"><dt class="attach-image"><img src="./download/file.php?id=1" alt="bee.png" /></dt><dd><em>Mine</em></dd><dd>bee.png (78 Bytes) Viewed {} times</dd></dl></div>',
        '<div class="inline-attachment"><dl class="thumbnail"><dt><a href="./download/file.php?id=1&amp;mode=view"><img src="./download/file.php?id=1&amp;t=1" alt="bee.png" /></a></dt><dd>bee.png (78 Bytes) Viewed {} times</dd></dl></div>',
        '<div class="attachtitle">Attachment:</div><div class="attachcontent"><img src="./download/file.php?id=1" alt="bee.png" /><br /><span class="gensmall">bee.png [ 78 Bytes | Viewed {} times ]</span></div>',
    ],
)
def test_how_often_a_file_in_a_message_was_seen_is_no_part_of_it(file: str) -> None:
    (one,), (other,) = (thread(post(31, f"See {file.format(count)} there")).posts for count in (4, 5))
    assert one.message_html == other.message_html
    assert "download/file.php" in one.message_html
    assert [(each.id, each.name, each.size) for each in one.attachments] == [(1, "bee.png", 78)]


BALLOT = '<div class="panel"><div class="content"><h2>How many?</h2><fieldset class="polls">{}<dl><dt>&nbsp;</dt><dd class="resultbar">Total votes: 3</dd></dl></fieldset></div></div>'


@pytest.mark.parametrize(
    ("answer", "votes"),
    [
        (
            '<dt>One</dt><dd class="resultbar"><div class="pollbar1" style="width:13%;">3</div></dd><dd>13%</dd>',
            3,
        ),
        ('<dt><label>One</label></dt><dd><input type="radio" name="vote_id[]" value="1" /></dd>', None),
        (
            '<dt>One</dt><dd><input type="checkbox" name="vote_id[]" /></dd><dd class="resultbar hidden"><div class="pollbar1">3</div></dd>',
            None,
        ),
    ],
)
def test_a_survey_is_no_post_and_hidden_votes_stay_hidden(answer: str, votes: int | None) -> None:
    found = thread(post(31), above=BALLOT.format(f"<dl>{answer}</dl>"))
    assert found.survey == Survey("How many?", (SurveyChoice("One", votes),))
    assert [each.message_html for each in found.posts] == ["Hello"]


@pytest.mark.parametrize(
    ("pager", "place"),
    [
        ("1 post • Page <strong>1</strong> of <strong>1</strong>", (1, 1, None)),
        ('<a href="#">Page <strong>2</strong> of <strong>3</strong></a> • <span><a href="./viewtopic.php?f=4&amp;t=7">1</a>, <strong>2</strong>, <a href="./viewtopic.php?f=4&amp;t=7&amp;start=20">3</a></span>', (2, 3, 10)),
        ('<ul><li><a class="button" href="./viewtopic.php?t=7">1</a></li><li class="active"><span>2</span></li><li class="ellipsis"><span>…</span></li><li><a class="button" href="./viewtopic.php?t=7&amp;start=40">5</a></li></ul>', (2, 5, 10)),
    ],
)  # fmt: skip
def test_a_pager_tells_the_page_that_is_shown_whatever_was_asked_for(
    pager: str, place: tuple[int, int, int | None]
) -> None:
    found = thread(post(1), "42", pager=pager, path="viewtopic.php?t=7&start=1500")
    assert (found.page, found.pages, found.page_size) == place


@pytest.mark.parametrize(
    ("button", "closed"),
    [
        ('<div class="reply-icon"><a href="./posting.php?mode=reply&amp;t=7">x</a></div>', False),
        ('<div class="locked-icon"><a href="./posting.php?mode=reply&amp;t=7">x</a></div>', True),
        (
            '<a href="./posting.php?mode=reply&amp;t=7" class="button"><span>x</span> <i class="icon fa-lock fa-fw"></i></a>',
            True,
        ),
        ('<a href="./posting.php?mode=reply&amp;t=7"><img src="i/button_topic_locked.gif" /></a>', True),
    ],
)
def test_a_lock_on_the_button_closes_a_thread(button: str, closed: bool) -> None:
    assert thread(post(1), above=button).closed is closed


@pytest.mark.parametrize("href", ["#p31", "./viewtopic.php?p=31#p31"])
def test_a_post_has_its_own_title_wherever_that_leads(href: str) -> None:
    icon = '<a href="./viewtopic.php?p=31#p31"><span class="sr-only">Post</span></a>'
    text = post(31).replace('<a href="#p31">', f'<a href="{href}">').replace("by <", f"{icon}by <")
    (found,) = thread(text).posts
    assert found.title == "Re: Swarm"


def test_thanks_below_a_post_are_no_signature_and_no_message() -> None:
    thanks = '<div id="list_thanks31"><dl class="postbody"><dt>These users thanked the author:</dt><dd>Bert (Mon Jul 27, 2026 6:54 pm)</dd></dl></div><div class="postbody">Thanked: 3 times</div>'
    (found,) = thread(post(31, behind=thanks)).posts
    assert (found.message_html, found.signature_html, found.edit) == ("Hello", "", None)
