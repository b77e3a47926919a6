import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedforum.text.characters import clean, clean_line

LEGAL = re.compile("[\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")
ANY_TEXT = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("a\x00b\x08c\x1fd", "abcd"),
        ("\x84so\x93, \x80 5 \x96 nein\x85", "„so“, € 5 – nein…"),
        ("\x81\x8d\x8f\x90\x9d", ""),
        ("x\ud800y\udfffz", "xyz"),
        ("\ufffe\uffff\ufffd", "\ufffd"),
        ("tab\tline\r\n", "tab\tline\r\n"),
        ("\U0001f6b2 Fahrrad", "\U0001f6b2 Fahrrad"),
        ("u\u0308 stays two", "u\u0308 stays two"),
    ],
)
def test_clean_keeps_what_xml_allows(text: str, expected: str) -> None:
    assert clean(text) == expected


@given(ANY_TEXT)
def test_clean_leaves_only_legal_characters_and_nothing_to_do(text: str) -> None:
    cleaned = clean(text)
    assert LEGAL.fullmatch(cleaned)
    assert not re.search("[\x80-\x9f]", cleaned)
    assert clean(cleaned) == cleaned
    cleaned.encode("utf-8")


@given(st.text(st.characters(min_codepoint=0xA0, max_codepoint=0xD7FF)))
def test_clean_changes_no_legal_text(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [("  a \n\t b\xa0\xa0c\x00 ", "a b c"), ("\xa0", ""), ("\x85\x80\x85", "…€…"), ("a\u2028b", "a b")],
)
def test_clean_line_folds_white_space(text: str, expected: str) -> None:
    assert clean_line(text) == expected


@given(ANY_TEXT)
def test_clean_line_is_one_bare_line(text: str) -> None:
    line = clean_line(text)
    assert line == " ".join(line.split())
    assert LEGAL.fullmatch(line)
    assert clean_line(line) == line


def test_a_line_closes_its_direction_marks() -> None:
    assert clean_line(" T \u202e ab ") == "T \u202e ab\u202c"
    assert clean_line(clean_line("T \u202e ab")) == "T \u202e ab\u202c"
