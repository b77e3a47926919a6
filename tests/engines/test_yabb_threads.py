"""YaBB: pages of threads, and each trap of their posts."""
# ruff: noqa: E501 - a line of markup is a line

from datetime import UTC, datetime

import pytest

from feedforum.content import ForumSite, render
from feedforum.records import Answer, Attachment, Author, BoardRef, Edit, SurveyChoice
from tests.engines.yabb_markup import (
    BASE,
    CALENDAR,
    ENGINE,
    OWN,
    POST_26,
    THREAD_26,
    board_page,
    post,
    row,
    thread_page,
)


def test_the_pager_tells_the_page_and_its_size() -> None:
    pager = f'Pages: <a href="{OWN}?board=hands/0">1</a>&nbsp;<b>[2]</b>&nbsp;<a href="{OWN}?board=hands/40"><span>3</span></a>'
    page = ENGINE.read_board(board_page(row(), pager=pager), CALENDAR).page
    assert page is not None
    assert (page.page, page.pages, page.page_size) == (2, 3, 20)


POST_25 = """<div class="displaycontainer"><table><tr><td><a name="{place}"></a><b>{author}</b><div class="small">Member</div></td>
<td><div class="dividerbot"><span class="small"><a href="{own}?num=1700000000/{place}#{place}"><img src="xx.gif"></a></span>
<span class="small"><b>{title}</b><br /><span class="small"><b>{reply}</b>{date}</span></span></div><div class="message">{text}</div></td></tr>
<tr><td><a href="#top">Top</a></td><td><div class="small">{edited} &nbsp;</div><div class="small">{files}</div><div class="small">{signature}</div>
<div class="dividertop"><div class="small">IP Logged</div></div></td></tr></table></div>"""

POST_1 = """<table><tr><td><a name="{place}"></a><font size="2"><b>{author}</b></font><br><font size="1">Member</font></td>
<td><table><tr><td><img src="xx.gif"></td><td><font size="2"><b>{title}</b></font><br><font size="1">« <b>{reply}</b> {date} »</font></td></tr></table>
<hr><font size="2">{text}</font></td></tr><tr><td><font size="1"><i>{edited}</i></font></td></tr></table>"""

EDITED = "« <i>Last Edit: Sep 13<sup>th</sup>, 2026 at 11:37am by Zoë</i> »"

GERMAN = "« <i>Zuletzt geändert: September 13<sup>th</sup>, 2026 um 11:37am von Zoë</i> »"


@pytest.mark.parametrize("template", [POST_26, POST_25, POST_1])
def test_posts_are_read_in_all_generations(template: str) -> None:
    reply = {
        "place": "1",
        "author": "Bo",
        "title": "Re: Hands",
        "reply": "Reply #1 - ",
        "date": "Sep 14<sup>th</sup>, 2026 at 12:43pm",
    }
    if template is POST_1:
        reply |= {"reply": "Reply #1 on:"}
    page = ENGINE.read_thread(thread_page(post(template) + post(template, **reply)), CALENDAR).page
    assert page is not None
    assert (page.thread_id, page.topic) == (1700000000, "Hands & springs")
    assert page.path == (BoardRef("clocks", "Clocks"), BoardRef("hands", "Hands"))
    first, second = page.posts
    assert (first.id, first.author, first.title) == (None, Author('Zoë "Z"'), "Hands")
    assert first.message_html == "Brass <i>hands</i>."
    assert first.posted_at == datetime(2026, 9, 13, 9, 28, tzinfo=UTC)
    assert (second.author, second.title) == (Author("Bo"), "Re: Hands")
    assert second.posted_at == datetime(2026, 9, 14, 10, 43, tzinfo=UTC)


@pytest.mark.parametrize("template", [POST_26, POST_25])
@pytest.mark.parametrize("note", [EDITED, GERMAN])
def test_edit_notes_files_and_signatures_are_no_text(template: str, note: str) -> None:
    files = (
        f'<hr /><div class="small attbox_b"><a href="{OWN}?action=downloadfile;file=notes%2Etxt"><img src="txt.gif"> notes.txt</a> ( 12 KB | 3 Downloads )</div>'
        f'<div class="small attbox"><a href="{OWN}?action=downloadfile;file=a%5Fb%2Epng"><img src="png.gif"> a_b.png</a> ( 0 KB | 9 Downloads )<br />'
        f'<a href="{OWN}?action=downloadfile;file=a%5Fb%2Epng"><img src="http://own.example/yabbfiles/Attachments/a_b.png" style="display:none"></a></div>'
    )
    signature = '<hr /><div class="load_sig_b"><i>Carpe horam</i></div>'
    page = ENGINE.read_thread(
        thread_page(post(template, edited=note, files=files, signature=signature)), CALENDAR
    ).page
    assert page is not None
    read = page.posts[0]
    assert read.message_html == "Brass <i>hands</i>."
    assert read.edit == Edit(1, datetime(2026, 9, 13, 9, 37, tzinfo=UTC))
    assert "Carpe horam" in read.signature_html
    assert "hr" not in read.signature_html
    download = f"{BASE}YaBB.pl?action=downloadfile;file=notes%2Etxt"
    picture = "http://own.example/yabbfiles/Attachments/a_b.png"
    assert read.attachments == (
        Attachment("notes.txt", "notes.txt", download, 12 * 1024),
        Attachment("a_b.png", "a_b.png", picture, inline=True),
    )


def test_the_counter_of_a_download_is_no_edit() -> None:
    box = (
        '<hr /><div class="small attbox_b"><a href="'
        + OWN
        + '?action=downloadfile;file=n">n</a> ( 1 KB | {} Downloads )</div>'
    )
    pages = [
        ENGINE.read_thread(thread_page(post(files=box.format(count))), CALENDAR).page for count in (3, 4)
    ]
    assert pages[0] == pages[1]


QUOTE = '<a class="message" href="{own}?num=1700000000/1#1">Petra K. wrote</a> on {date}:<br /><div class="quote" id="petra0">First <b>words</b></div><!--petra0--><br />I agree.'


def rendered(text: str) -> str:
    page = ENGINE.read_thread(thread_page(post(text=text)), CALENDAR).page
    assert page is not None
    site = ForumSite(BASE, ENGINE.traits("").markup)
    return render(page.posts[0].message_html, BASE + "YaBB.pl?num=1700000000", site=site).html


def test_who_is_quoted_is_no_post_of_its_own_and_its_today_no_edit() -> None:
    today, later = (
        rendered(QUOTE.format(own=OWN, date=date))
        for date in ("<b>Today</b> at 5:30am", "Nov 30<sup>th</sup>, 2026 at 5:30am")
    )
    assert today == later
    assert "<blockquote>" in today
    assert "Petra K." in today
    assert "Today" not in today
    assert today.endswith("I agree.")


def test_pictures_that_a_script_shows_are_real() -> None:
    html = rendered(
        '<a href="http://a.example/1.jpg"><img src="http://a.example/1.jpg" id="post_img_resize_6" style="display:none" /></a>'
    )
    assert '<img src="http://a.example/1.jpg"' in html


def test_code_keeps_its_characters_and_loses_its_button() -> None:
    html = rendered(
        '<div class="codebox">Code  (Perl)<div><a href="javascript:selectAllCode(2)"><img src="s.png" alt="Select All"></a></div></div><pre class="sh_perl">my $x = q&#123;a&#124;b&#125;;  &lt;b&gt;\n</pre>'
    )
    assert "my $x = q{a|b};  &lt;b&gt;" in html
    assert "<pre><code>" in html
    assert "Select" not in html


def test_posts_of_one_minute_keep_the_order_of_their_places() -> None:
    posts = "".join(post(place=str(place), text=f"Word {place}") for place in range(3))
    page = ENGINE.read_thread(thread_page(posts), CALENDAR).page
    assert page is not None
    assert [read.message_html for read in page.posts] == ["Word 0", "Word 1", "Word 2"]
    assert all(read.id is None for read in page.posts)


def test_any_place_and_one_past_the_end_shows_the_page_that_holds_it() -> None:
    pager = f'Pages: <a href="{OWN}?num=1700000000/0"><span>1</span></a>&nbsp;<a href="{OWN}?num=1700000000/15">2</a>&nbsp;<b>[3]</b>&nbsp;'
    for path in ("YaBB.pl?num=1700000000/40", "YaBB.pl?num=1700000000/999999"):
        page = ENGINE.read_thread(
            thread_page(post(place="30", reply="Reply #30 - "), pager, path=path), CALENDAR
        ).page
        assert page is not None
        assert (page.page, page.pages, page.page_size) == (3, 3, 15)


def test_the_state_of_a_thread_stands_before_its_title() -> None:
    for state, closed in (("stickylock", True), ("locked", True), ("sticky", False)):
        page = ENGINE.read_thread(thread_page(post(), state=state), CALENDAR).page
        assert page is not None
        assert page.closed is closed


@pytest.mark.parametrize(
    ("choices", "votes"),
    [
        (
            '<div class="clear"><div><input type="radio" name="option" value="{n}"> <label><b>Answer {n}</b></label></div></div>',
            None,
        ),
        (
            '<div class="clear"><div>Answer {n}&nbsp;&nbsp;</div><div style="width:9px"></div><div class="small">&nbsp;1 (50.0%)</div></div>',
            1,
        ),
    ],
)
def test_surveys(choices: str, votes: int | None) -> None:
    rows = "".join(choices.format(n=n) for n in (1, 2))
    form = f'<form name="poll" action="{OWN}?action=vote"><div><b>Question</b>: Which one?</div>{rows}<div class="clear"></div><b>Total votes: 2</b></form>'
    page = ENGINE.read_thread(thread_page(post(), before=form), CALENDAR).page
    assert page is not None
    assert page.survey is not None
    assert page.survey.question == "Which one?"
    assert page.survey.choices == (SurveyChoice("Answer 1", votes), SurveyChoice("Answer 2", votes))


def test_what_stands_where_a_moved_thread_was_is_not_its_post() -> None:
    text = f'<b>This <a href="{OWN}?num=1700000001/0#0"><b>Topic</b></a> has been moved to</b> <a href="{OWN}?board=parts"><i>Parts</i></a>'
    reading = ENGINE.read_thread(thread_page(post(text=text), state="locked"), CALENDAR)
    assert reading.answer is Answer.NOT_FOUND
    assert "1700000001" in reading.detail
    assert ENGINE.read_thread(thread_page(post(text=text)), CALENDAR).answer is Answer.OK


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("06/07/26 at 10:19:22", datetime(2026, 6, 7, 8, 19, 22, tzinfo=UTC)),
        ("07.06.26 at 10:19:22", datetime(2026, 6, 7, 8, 19, 22, tzinfo=UTC)),
        ("07.06.2026 um 10:19:22", datetime(2026, 6, 7, 8, 19, 22, tzinfo=UTC)),
        ("Jun 7<sup>th</sup>, 2026 at 10:19am", datetime(2026, 6, 7, 8, 19, tzinfo=UTC)),
        ("06/07/26 at 12:05am", datetime(2026, 6, 6, 22, 5, tzinfo=UTC)),
        ("07. Juni 2026 um 10:19", datetime(2026, 6, 7, 8, 19, tzinfo=UTC)),
        ("7<sup>th</sup> Jun, 2026 at 10:19am", datetime(2026, 6, 7, 8, 19, tzinfo=UTC)),
        ("<b>Today</b> at 5:30am", datetime(2026, 11, 30, 4, 30, tzinfo=UTC)),
        ("<b>Gestern</b> um 5:30am", datetime(2026, 11, 29, 4, 30, tzinfo=UTC)),
        ("September 1<sup>st</sup>, 2026 um 11:37am", datetime(2026, 9, 1, 9, 37, tzinfo=UTC)),
    ],
)
def test_dates_in_all_formats_have_the_month_first_where_there_are_slashes(
    text: str, moment: datetime
) -> None:
    page = ENGINE.read_thread(thread_page(post(date=text)), CALENDAR).page
    assert page is not None
    assert page.posts[0].posted_at == moment


def test_names_may_begin_with_words_that_lead_names_in() -> None:
    page = ENGINE.read_thread(thread_page(post(author="Von Braun")), CALENDAR).page
    assert page is not None
    assert page.posts[0].author == Author("Von Braun")
    rows = THREAD_26.format(
        own=OWN, id=1700000000, topic="x", starter="von Hand", last="By Gosh (Guest)", replies=9, state="thread",
        vir="", pages="", date="Nov 27<sup>th</sup>, 2025 at 12:05am",
    )  # fmt: skip
    board = ENGINE.read_board(board_page(rows), CALENDAR).page
    assert board is not None
    assert (board.threads[0].starter, board.threads[0].last_poster) == (Author("von Hand"), Author("By Gosh"))


@pytest.mark.parametrize(
    "left_open", ["<table><tr><td>open", "<div><div>open", "</div></div>open", "<b><i>open"]
)
@pytest.mark.parametrize("template", [POST_26, POST_25])
def test_a_post_ends_where_it_ends_whatever_its_author_left_open(template: str, left_open: str) -> None:
    posts = post(template, text=left_open) + post(
        template, place="1", author="Bert", text="So", title="Re: Hands"
    )
    page = ENGINE.read_thread(thread_page(posts), CALENDAR).page
    assert page is not None
    assert [read.author.name for read in page.posts] == ['Zoë "Z"', "Bert"]
    assert page.posts[1].message_html == "So"
    assert "Bert" not in page.posts[0].message_html
    assert page.posts[1].posted_at == page.posts[0].posted_at
