"""Burning Board 3 and Lite 2: pages of threads, and each trap of their posts."""
# ruff: noqa: E501 - a line of markup is a line

from datetime import UTC, datetime

import pytest

from feedforum.content import ForumSite, render
from feedforum.records import Answer, Author, Edit, Post
from tests.engines.wbb3_markup import BASE, CALENDAR, ENGINE, TITLE, document, page, post


def posts_of(main: str) -> tuple[Post, ...]:
    reading = ENGINE.read_thread(document(page(main)), CALENDAR)
    assert reading.answer is Answer.OK, reading.detail
    assert reading.page is not None
    return reading.page.posts


def test_a_post_is_read_whole() -> None:
    extra = (
        "<fieldset class='attachmentPreview'><ul><li><a class='enlargable' href='index.php?page=Attachment&amp;attachmentID=4&amp;h=0a' title='rad.jpg'><img src='x' alt=''></a></li></ul></fieldset>"
        "<fieldset class='attachmentFile'><ul><li><div><a href='index.php?page=Attachment&amp;attachmentID=5&amp;h=0a'>plan.txt</a> <span class='smallFont'>(1,5 kB - 3)</span></div></li></ul></fieldset>"
        "<div class='signature'>Gruß</div><p class='editNote smallFont light'>Dieser Beitrag wurde bereits 3 mal editiert, zuletzt von »Bo 77« (30. November 2025, 08:12)</p>"
    )
    first, second = posts_of(
        post("Hallo", 9, extra) + post("Gast!", 10, who="Gast 2000", date="<b>Heute</b>, 10:00")
    )
    assert (first.id, first.author, first.title) == (9, Author("Anna", 3), "Titel")
    assert first.posted_at == datetime(2025, 11, 29, 14, 10, tzinfo=UTC)
    assert (first.message_html, first.signature_html) == ("Hallo", "Gruß")
    assert first.edit is not None
    assert (first.edit.count, first.edit.at) == (3, datetime(2025, 11, 30, 7, 12, tzinfo=UTC))
    assert [(each.id, each.name, each.inline, each.size) for each in first.attachments] == [
        (4, "rad.jpg", True, None),
        (5, "plan.txt", False, 1536),
    ]
    assert (second.author, second.edit) == (Author("Gast 2000"), None)
    assert second.posted_at == datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("29.11.2025, 15:10", datetime(2025, 11, 29, 14, 10, tzinfo=UTC)),
        ("Saturday, November 29th 2025, 3:10pm", datetime(2025, 11, 29, 14, 10, tzinfo=UTC)),
        ("Nov 29th 2025, 12:05am", datetime(2025, 11, 28, 23, 5, tzinfo=UTC)),
        ("Samstag,  5. März 2022, 15:10", datetime(2022, 3, 5, 14, 10, tzinfo=UTC)),
        ("samedi 29 novembre 2025, 15:10", datetime(2025, 11, 29, 14, 10, tzinfo=UTC)),
        ("Gestern, 08:12", datetime(2026, 11, 29, 7, 12, tzinfo=UTC)),
        ("<b>Today</b>, 3:10am", datetime(2026, 11, 30, 2, 10, tzinfo=UTC)),
        ("<b>Aujourd’hui</b>, 10:00", datetime(2026, 11, 30, 9, 0, tzinfo=UTC)),
        ("29. Juli 2025, 15:10", datetime(2025, 7, 29, 13, 10, tzinfo=UTC)),
    ],
)
def test_dates_in_all_their_forms(date: str, moment: datetime) -> None:
    assert posts_of(post("x", date=date))[0].posted_at == moment


@pytest.mark.parametrize(
    ("note", "count"),
    [
        ("This post has been edited 2 times, last edit by “Bo (8)” (Nov 29th 2025, 3:10pm)", 2),
        ("Dieser Beitrag wurde bereits 1 mal editiert, zuletzt von »Bo« (29.11.2025, 15:10).", 1),
        ("This post has been edited 3 times, last edit by “Bo” (Nov 29th 2025, 3:10pm): 2 (two) typos", 3),
    ],
)
def test_edit_notes(note: str, count: int) -> None:
    (found,) = posts_of(post("x", extra=f"<p class='editNote'>{note}</p>"))
    assert found.edit is not None
    assert (found.edit.count, found.edit.at) == (count, datetime(2025, 11, 29, 14, 10, tzinfo=UTC))


@pytest.mark.parametrize(("icon", "closed"), [("threadClosedL", True), ("threadL", False)])
def test_a_closed_thread_has_a_picture_of_its_own(icon: str, closed: bool) -> None:
    text = page(post("da"), headline=f"<img src='wcf/icon/{icon}.png' alt=''>{TITLE}")
    found = ENGINE.read_thread(document(text), CALENDAR).page
    assert found is not None
    assert (found.closed, found.topic) == (closed, "Wachs")


def test_an_edit_note_without_a_date_is_an_edit_all_the_same() -> None:
    (found,) = posts_of(post("x", extra="<p class='editNote'>Bearbeitet</p>"))
    assert found.edit == Edit(1, None)


@pytest.mark.parametrize(
    ("markup", "html"),
    [
        (
            "<blockquote class='quoteBox container-4' cite='http://x.example/'><div class='quoteHeader'><h3><img src='q.png' alt=''> <a href='http://x.example/'>Zitat von »Bo«</a></h3></div><div class='quoteBody'>so</div></blockquote>da",
            '<blockquote><p><cite><a href="http://x.example/">Bo</a></cite>:</p><div>so</div></blockquote>da',
        ),
        (
            "<div class='codeBox'><div class='codeHeader'><h3>PHP-Quelltext</h3></div><ol><li>if (a)</li><li>  b;</li></ol></div>",
            "<pre><code>if (a)\n  b;</code></pre>",
        ),
        (
            "<div class='container-3 codeBox'><table><tr><td class='codeLines'><pre>1\n2</pre></td><td><pre>if (a)\n  b;</pre></td></tr></table></div>",
            "<pre><code>if (a)\n  b;</code></pre>",
        ),
    ],
)
def test_what_an_author_wrote(markup: str, html: str) -> None:
    assert render(posts_of(post(markup))[0].message_html, BASE, site=ForumSite(BASE)).html == html


def test_hidden_posts_and_similar_threads_are_no_posts() -> None:
    noise = "<div class='message messageMinimized' id='hiddenPostInfo8'><p>Gelöscht von Bo</p></div>"
    similar = (
        "<ul class='similarThreads'><li><a href='index.php?page=Thread&amp;threadID=99'>Fremd</a></li></ul>"
    )
    assert [found.id for found in posts_of(noise + post("da") + similar)] == [9]


def test_a_thread_tells_its_topic_prefix_path_survey_and_pages() -> None:
    pager = "<div class='contentHeader'><div class='pageNavigation'><ul><li class='skip'><a href='index.php?page=Thread&amp;threadID=7&amp;pageNo=2'><img src='x'></a></li><li><a href='index.php?page=Thread&amp;threadID=7'>1</a></li><li class='active'><span>3</span></li><li class='children'><a>…</a><ul><li><a href='index.php?page=Thread&amp;threadID=7&amp;pageNo=5'>5</a></li></ul></li><li><a href='index.php?page=Thread&amp;threadID=7&amp;pageNo=1204'>1&nbsp;204</a></li></ul></div></div>"
    survey = "<div class='poll'><h4>Wie viele?</h4><table><tr><td>eins</td><td></td><td>1&nbsp;001 (25%)</td></tr></table></div>"
    reading = ENGINE.read_thread(document(page(pager + survey + post("b", 8) + post("a", 5))), CALENDAR)
    assert reading.page is not None
    found = reading.page
    assert (found.thread_id, found.topic, found.prefix) == (7, "Wachs", "[Tipp]")
    assert [board.id for board in found.path] == [1, 2]
    assert (found.page, found.pages, found.forum_title) == (3, 1204, "Bienen & Honig")
    assert found.newest_first
    assert found.survey is not None
    assert [(choice.text, choice.votes) for choice in found.survey.choices] == [("eins", 1001)]
