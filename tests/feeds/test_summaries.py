"""The beginning of a post as plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedforum.feeds.summaries import summary


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>Eins</p><p>zwei</p>", "Eins zwei"),
        ("Eins<br>zwei", "Eins zwei"),
        ("ein<b>s</b>", "eins"),
        ("a &lt; b &amp;amp; c", "a < b &amp; c"),
        ('gut <img src="x" alt="😀">', "gut 😀"),
        ("", ""),
        ('<section class="feedforum-survey"><p>Wer?</p></section><p>Ich</p>', "Ich"),
        ('<p>Plan</p><section class="feedforum-attachments"><ul><li>a.pdf</li></ul></section>', "Plan"),
        ("<section><p>Teil</p></section></section><p>Rest</p>", "Teil Rest"),
        ("<pre>a\n\tb</pre>", "a b"),
    ],
)
def test_markup_becomes_words(html: str, words: str) -> None:
    assert summary(html) == words


def test_it_is_cut_at_a_word() -> None:
    assert summary("<p>eins zwei drei vier</p>", 12) == "eins zwei…"
    assert summary("x" * 20, 10) == "x" * 9 + "…"


@given(st.text())
def test_it_is_never_longer_than_asked(html: str) -> None:
    assert len(summary(html, 10)) <= 10


@pytest.mark.parametrize("html", ["<i>" * 3000 + "tief" + "</i>" * 3000, "<p>kurz</p>" * 500_000])
def test_large_posts_are_no_trouble(html: str) -> None:
    assert summary(html).startswith(("tief", "kurz kurz"))


SPOILER = (
    "<details><summary>Wer war es?</summary>Der Gärtner."
    "<details><summary>Noch mehr</summary>Ja.</details></details>"
)


def test_a_spoiler_is_not_given_away() -> None:
    assert summary(f"Gesehen.{SPOILER}Toll.") == "Gesehen. Wer war es? Toll."


def test_a_cut_closes_the_direction_marks_it_leaves_open() -> None:
    cut = summary("\u202eabc " + "x " * 300 + "\u202c")
    assert cut.endswith("…\u202c")
