"""What people type to look for."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedforum.feeds.search_query import LONGEST, read_query, snippet
from feedforum.records import Phrase, SearchQuery
from tests.feeds.samples import FIRST


def phrase(*words: str, open_end: bool = False) -> Phrase:
    return Phrase(words, open_end)


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("Käse", SearchQuery((phrase("kase"),))),
        ("Käse Brot", SearchQuery((phrase("kase"), phrase("brot")))),
        ("Käse käse", SearchQuery((phrase("kase"),))),
        ('"Käse Brot"', SearchQuery((phrase("kase", "brot"),))),
        ("„Käse Brot“", SearchQuery((phrase("kase", "brot"),))),
        ("»Käse Brot«", SearchQuery((phrase("kase", "brot"),))),
        ('"Käse Brot', SearchQuery((phrase("kase", "brot"),))),
        ('"Käse Bro"*', SearchQuery((phrase("kase", "bro", open_end=True),))),
        ("Kä*", SearchQuery((phrase("ka", open_end=True),))),
        ("K*", SearchQuery((phrase("k"),))),
        ("Brot -Käse", SearchQuery((phrase("brot"),), (phrase("kase"),))),
        (
            'Brot -"alter Käse" -Kä*',
            SearchQuery((phrase("brot"),), (phrase("alter", "kase"), phrase("ka", open_end=True))),
        ),
        ("DVB-S2", SearchQuery((phrase("dvb", "s2"),))),
        ("-", None),
        ("", None),
        ("***", None),
        ('""', None),
        ("-Käse", None),
        ("AND OR NOT NEAR(", SearchQuery((phrase("and"), phrase("or"), phrase("not"), phrase("near")))),
        ("title:x", SearchQuery((phrase("title", "x"),))),
    ],
)
def test_what_is_meant(typed: str, query: SearchQuery | None) -> None:
    assert read_query(typed) == query


def test_too_much_is_refused() -> None:
    assert read_query("x" * LONGEST)
    with pytest.raises(ValueError, match="at most 200"):
        read_query("x" * (LONGEST + 1))


@given(st.text(max_size=LONGEST))
def test_any_text_is_read(typed: str) -> None:
    query = read_query(typed)
    assert query is None or query.wanted
    phrases = (*query.wanted, *query.unwanted) if query else ()
    assert all(each.words and all(word.isalnum() for word in each.words) for each in phrases)


@pytest.mark.parametrize(
    ("content", "typed", "shown"),
    [
        ("<p>Wer mag Käse &amp; Brot?</p>", "kaese", "Wer mag [Käse] & Brot?"),
        ("<p>Käse und Käsekuchen</p>", "käse*", "[Käse] und [Käsekuchen]"),
        ("<p>Rotes Rad, altes Rad</p>", '"altes rad"', "Rotes Rad, [altes Rad]"),
        ("<blockquote><p>Käse!</p></blockquote><p>Nein.</p>", "käse", "Nein."),
        (f"<p>{'wort ' * 100}Käse ist gut.</p>", "käse", f"…{'wort ' * 11}[Käse] ist gut."),
        (f"<p>Käse {'wort ' * 100}</p>", "käse", f"[Käse] {'wort ' * 54}wort…"),
    ],
)
def test_a_snippet_marks_what_was_found(content: str, typed: str, shown: str) -> None:
    query = read_query(typed)
    assert query is not None
    pieces = snippet(replace(FIRST, content=content, excerpt=""), query)
    assert "".join(f"[{piece}]" if marked else piece for piece, marked in pieces) == shown
