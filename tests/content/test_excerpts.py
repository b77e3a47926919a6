"""What is made of a post's HTML: its text, its excerpt, the picture that stands for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedforum.content import ForumSite, render
from feedforum.records import Attachment, Survey, SurveyChoice
from feedforum.text.excerpts import PostTexts, shortened
from tests.thorough import times

SITE = ForumSite("http://board.example/")
PAGE = "http://board.example/thread.php?threadid=7"


def texts(markup: str) -> PostTexts:
    return render(markup, PAGE, site=SITE).texts


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p>Eins</p><p>zwei</p>", "Eins zwei"),
        ("Eins<br>zwei", "Eins zwei"),
        ("ein<b>s</b>", "eins"),
        ("<b>zusammen</b>gesetzt &amp; &lt;so&gt;", "zusammengesetzt & <so>"),
        ("a &lt; b &amp;amp; c", "a < b &amp; c"),
        ("", ""),
        ("<pre>a\n\tb</pre>", "a b"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("<section><p>Teil</p></section></section><p>Rest</p>", "Teil Rest"),
    ],
)
def test_markup_becomes_words(markup: str, words: str) -> None:
    once = texts(markup)
    assert (once.own, once.excerpt) == (words, words)


def test_a_picture_is_named_in_the_excerpt() -> None:
    once = texts('gut <img src="x" alt="😀">')
    assert (once.own, once.with_pictures, once.excerpt) == ("gut", "gut 😀", "gut 😀")


def test_what_stands_around_the_authors_text_is_found_but_is_no_excerpt() -> None:
    once = render(
        "<p>Ich</p>",
        PAGE,
        site=SITE,
        survey=Survey("Wer?", (SurveyChoice("Du", 1),)),
        attachments=(Attachment(1, "a.pdf", "http://a.example/a.pdf"),),
    ).texts
    assert once.excerpt == "Ich"
    assert once.own == "Ich"
    assert once.beside == "Wer? Du: 1 (100 %) a.pdf (PDF)"


def test_it_is_cut_at_a_word() -> None:
    assert shortened("eins zwei drei vier", 12) == "eins zwei…"
    assert shortened("eins, zwei", 7) == "eins…"
    assert shortened("x" * 20, 10) == "x" * 9 + "…"
    assert texts("wort " * 100).excerpt == "wort " * 55 + "wort…"


@given(st.text())
def test_it_is_never_longer_than_asked(text: str) -> None:
    assert len(shortened(text, 10)) <= 10


@pytest.mark.parametrize(
    "markup", ["<i>" * 3000 + "tief" + "</i>" * 3000, "<p>kurz</p>" * times(500_000, 50_000)]
)
def test_large_posts_are_no_trouble(markup: str) -> None:
    assert texts(markup).excerpt.startswith(("tief", "kurz kurz"))


def test_a_spoiler_is_not_given_away() -> None:
    spoiler = (
        "<details><summary>Wer war es?</summary>Der Gärtner."
        "<details><summary>Noch mehr</summary>Ja.</details></details>"
    )
    once = texts(f"Gesehen.{spoiler}Toll.")
    assert once.excerpt == "Gesehen. Wer war es? Toll."
    assert once.own == "Gesehen. Wer war es? Der Gärtner. Noch mehr Ja. Toll."


def test_what_is_quoted_is_in_nobody_elses_mouth() -> None:
    quote = "<blockquote><p><cite>Bert</cite>:</p><p>Unsinn.</p></blockquote>"
    once = texts(f"{quote}<p>Doch.</p>")
    assert (once.excerpt, once.own) == ("Doch.", "Bert: Unsinn. Doch.")
    assert texts(quote).excerpt == ""


def test_a_picture_that_cannot_be_loaded_leaves_its_name_and_a_link() -> None:
    html = render('<img src="/bilder/Sch%C3%BCssel%20neu.jpg">', PAGE, site=SITE).html
    source = "http://board.example/bilder/Sch%C3%BCssel%20neu.jpg"
    assert f'href="{source}"' in html
    assert f'<img src="{source}" alt="Schüssel neu.jpg">' in html
    assert render(html, PAGE, site=SITE).html == html
    inside = render(
        '<a href="http://a.example/"><img src="http://a.example/b.jpg"></a>', PAGE, site=SITE
    ).html
    assert inside.count("<a ") == 1
    # A link to itself makes no other post of it.
    assert texts('<img src="/a.jpg">').addresses == ("http://board.example/a.jpg",)


def test_a_cut_closes_the_direction_marks_it_leaves_open() -> None:
    assert texts("\u202eabc " + "x " * 300 + "\u202c").excerpt.endswith("…\u202c")


@pytest.mark.parametrize(
    ("markup", "address"),
    [
        ("<p>kein Bild</p>", ""),
        ('<p><img src="http://a.example/1.jpg" alt="a > b"><img src="http://a.example/2.jpg"></p>',
         "http://a.example/1.jpg"),
        ('<img src="https://a.example/x?a=1&amp;b=2">', "https://a.example/x?a=1&b=2"),
        ('<img src="bild.jpg">', "http://board.example/bild.jpg"),
        ('<blockquote><p><img src="http://a.example/q.jpg"></p></blockquote><img src="http://a.example/o.jpg">',
         "http://a.example/o.jpg"),
        ('<blockquote><blockquote></blockquote><img src="http://a.example/q.jpg"></blockquote>', ""),
        ('<img src="http://a.example/images/smilies/odd.gif"><img src="http://a.example/o.jpg">',
         "http://a.example/o.jpg"),
        ('<img src="data:image/png;base64,AAAA">', ""),
        ("<img>", ""),
        ("</blockquote><img src='HTTP://a.example/1.jpg'>", "http://a.example/1.jpg"),
        ('<details><summary>!</summary><img src="http://a.invalid/end.jpg"></details>', ""),
        ("<details><summary>!</summary><img src=http://a.invalid/e.jpg></details><img src=http://a.invalid/b.jpg>",
         "http://a.invalid/b.jpg"),
        ("x" * 150_000 + '<img src="http://a.example/near.jpg">', "http://a.example/near.jpg"),
    ],
)  # fmt: skip
def test_the_first_picture_that_the_author_shows(markup: str, address: str) -> None:
    assert texts(markup).picture == address
