"""One spelling for what people write in several."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedforum.text.folding import folded, words

GERMAN = st.text("aeouäöüßsÄÖÜAEOUẞxy z", max_size=12)


@pytest.mark.parametrize(
    "same",
    [
        ("Käse", "Kaese", "Kase", "KÄSE", "kase", "Ka\u0308se"),
        ("Große", "Grosse", "GROSSE", "GROẞE"),
        ("März", "Maerz", "MARZ"),
        ("Öl", "Oel", "Ol", "oel"),
        ("Übung", "Uebung", "Ubung"),
        ("Æsir", "Aesir", "Asir"),
        ("café", "CAFE", "cafe\u0301"),
        ("Łódź", "Lodz"),
        ("ﬁn", "fin"),
        ("x²", "x2"),
    ],
)
def test_what_is_the_same(same: tuple[str, ...]) -> None:
    assert len({folded(each) for each in same}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Masse", "Mass"), ("Kiel", "Kil"), ("See", "Se"), ("Bären", "Beren")]
)
def test_what_is_not(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@given(st.text())
def test_any_text_can_be_folded_and_then_stays(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(GERMAN, GERMAN)
def test_the_beginning_of_a_word_begins_its_spelling(begin: str, end: str) -> None:
    assert folded(begin + end).startswith(folded(begin))


def test_words() -> None:
    assert words("»Auto-Bahn«, 20h15 – 1½ Straßen_1?") == [
        "auto",
        "bahn",
        "20h15",
        "11",
        "2",
        "strassen",
        "1",
    ]


@given(st.text())
def test_words_are_letters_and_digits_alone(text: str) -> None:
    assert all(word.isalnum() and word == folded(word) for word in words(text))
