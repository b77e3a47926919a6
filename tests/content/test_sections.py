"""Survey, attachments and signature around a post; its fingerprint."""
# ruff: noqa: E501 - markup reads best on one line

from typing import Any

import pytest

from feedforum.content import ForumSite, render
from feedforum.records import Attachment, Survey, SurveyChoice
from tests.content.judge import html_of

SITE = ForumSite("http://board.example/")
PAGE = "http://board.example/thread.php?threadid=7"
SURVEY = Survey("Welche & warum?", (SurveyChoice("<Neun>", 3), SurveyChoice("Elf", 1)))
PLAN = Attachment(4, "Plan <1>.jpg", "attachment.php?attachmentid=4&sid=" + "0a" * 16, 87291, inline=True)
ZIP = Attachment(5, "messwerte.zip", "http://board.example/attachment.php?attachmentid=5", 1424)


def rendered(markup: str) -> str:
    return html_of(markup, PAGE, site=SITE)


def fingerprint(markup: str, title: str, **options: Any) -> str:
    return render(markup, PAGE, site=SITE, title=title, **options).fingerprint


def test_attachments_stand_at_the_end() -> None:
    assert html_of("Text", PAGE, site=SITE, attachments=(PLAN, ZIP)) == (
        'Text<section class="feedforum-attachments">'
        '<p><a href="http://board.example/attachment.php?attachmentid=4">'
        '<img src="http://board.example/attachment.php?attachmentid=4" alt="Plan &lt;1&gt;.jpg"></a>'
        '<br><a href="http://board.example/attachment.php?attachmentid=4">Plan &lt;1&gt;.jpg</a> (85 KB, JPG)</p>'
        '<ul><li><a href="http://board.example/attachment.php?attachmentid=5">messwerte.zip</a> (1.4 KB, ZIP)</li></ul>'
        "</section>"
    )


@pytest.mark.parametrize(
    "text",
    [
        '<img src="attachment.php?attachmentid=4" alt="Plan">',
        '<a href="attachment.php?attachmentid=4"><img src="attachment.php?attachmentid=4&thumb=1" alt="Plan"></a>',
    ],
)
def test_a_picture_that_stands_in_the_text_is_not_shown_again(text: str) -> None:
    once = html_of(text, PAGE, site=SITE, attachments=(PLAN, ZIP))
    assert once.count("<img") == 1
    assert [once.count(f"<li>{name}") for name in ("", "<a")] == [2, 2]
    assert html_of(once, PAGE, site=SITE, attachments=(PLAN, ZIP)) == once


def test_survey_stands_at_the_front() -> None:
    assert html_of("Text", PAGE, site=SITE, survey=SURVEY) == (
        '<section class="feedforum-survey"><p><b>Welche &amp; warum?</b></p>'
        "<ul><li>&lt;Neun&gt;: 3 (75 %)</li><li>Elf: 1 (25 %)</li></ul></section>Text"
    )


def test_survey_without_votes_lists_the_answers() -> None:
    survey = Survey("Ja?", (SurveyChoice("Ja"), SurveyChoice("Nein")))
    assert "<li>Ja</li><li>Nein</li>" in html_of("", PAGE, site=SITE, survey=survey)


def test_bbcode_in_a_survey_is_text() -> None:
    survey = Survey("[b]Ja?[/b]", (SurveyChoice("[i]Ja[/i]", 0),))
    html = html_of("", PAGE, site=SITE, survey=survey)
    assert "[b]Ja?[/b]" in html
    assert rendered(html) == html


def test_extras_are_not_doubled() -> None:
    once = html_of("Text", PAGE, site=SITE, attachments=(ZIP,), survey=SURVEY)
    assert rendered(once) == once
    assert html_of(once, PAGE, site=SITE, attachments=(ZIP,), survey=SURVEY) == once


def test_attachment_that_leads_nowhere_safe_is_left_out() -> None:
    bad = Attachment(1, "x", "javascript:alert(1)", 1, inline=True)
    assert html_of("Text", PAGE, site=SITE, attachments=(bad,)) == "Text"


def test_fingerprint_is_of_what_the_author_wrote() -> None:
    bare = fingerprint("Text <b>fett</b>", "Titel")
    full = fingerprint("Text <b>fett</b>", "Titel", attachments=(PLAN,), survey=SURVEY)
    assert bare == full


@pytest.mark.parametrize(("first", "second"), [
    ("a  b", "a\n b"),
    ("<b>a</b> b", "a b"),
    ('<a href="x?sid=' + "0b" * 16 + '">a</a>', '<a href="x?sid=' + "0c" * 16 + '">a</a>'),
    ('<a href="http://a.example/lang/und/laenger">http://a.example/...laenger</a>',
     '<a href="http://a.example/lang/und/laenger">http://a.example/lang/und/laenger</a>'),
])  # fmt: skip
def test_fingerprint_stays(first: str, second: str) -> None:
    assert fingerprint(first, "") == fingerprint(second, "")


@pytest.mark.parametrize(("first", "second"), [
    ("a", "b"),
    ("a b", "ab"),
    ('<a href="x">a</a>', '<a href="y">a</a>'),
    ('<img src="x">', '<img src="y">'),
])  # fmt: skip
def test_fingerprint_changes(first: str, second: str) -> None:
    assert fingerprint(first, "") != fingerprint(second, "")


def test_fingerprint_includes_the_title() -> None:
    assert fingerprint("a", "alt") != fingerprint("a", "neu")
    assert fingerprint("a", "b") != fingerprint("", "a b")
