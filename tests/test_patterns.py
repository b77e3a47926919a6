"""Patterns: what fits, what is refused, and that none takes long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedforum.patterns import LONGEST, Pattern, any_is_in


@pytest.mark.parametrize(
    ("written", "subject", "anywhere", "whole"),
    [
        ("Max", "max", True, True),
        ("Max", "Maxima", True, False),
        ("Max*", "Maxima", True, True),
        ("*ma", "Maxima", True, True),
        ("M*a", "x Maxima y", True, False),
        ("Müller", "MUELLER", True, True),
        ("Großer  Käse", "grosser\n kaese", True, True),
        ("a.b", "axb", False, False),
        ("[Tipp]", "[tipp]", True, True),
        ("a(b", "a(b", True, True),
        ("*", "", True, True),
        ("/", "a/b", True, False),
        ("//", "a//b", True, False),
        ("/^ma.$/", "MAX", True, True),
        ("/ma./", "Alle Maxe", True, True),
        ("/grün/", "GRÜN", True, True),
        ("/grun/", "grün", False, False),
        (r"/\bsat\b/", "Sat-Empfang", True, True),
        (r"/\bsat\b/", "gesattelt", False, False),
        ("/😀/", "ja 😀", True, True),
        ("/a.*b/", "a b" * 99, True, True),
    ],
)
def test_what_fits(written: str, subject: str, anywhere: bool, whole: bool) -> None:
    assert any_is_in([Pattern.of(written, whole=False)], [subject]) is anywhere
    assert any_is_in([Pattern.of(written, whole=True)], [subject]) is whole


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("", "some text"),
        (" \n", "some text"),
        ("x" * (LONGEST + 1), "at most 200"),
        ("/(/", "RE2"),
        ("/(?=x)/", "RE2"),
        (r"/(a)\1/", "RE2"),
        ("/((a{100}){100}){100}/", "RE2"),
        ("/[[:word:]]{900}{900}/", "RE2"),
    ],
)
def test_what_is_refused(written: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Pattern.of(written, whole=False)


def test_what_a_store_can_look_up() -> None:
    assert Pattern.of(" Große  Käse", whole=True).exact == "grosse kase"
    for written, whole in (("Max", False), ("Max*", True), ("/Max/", True)):
        assert Pattern.of(written, whole=whole).exact is None


@given(st.text(max_size=60), st.text(max_size=60), st.booleans())
def test_any_pattern_fits_or_not_or_is_refused(written: str, subject: str, whole: bool) -> None:
    refusal = ""
    try:
        any_is_in([Pattern.of(written, whole=whole)], [subject])
    except ValueError as error:
        refusal = str(error)
    assert not refusal or refusal.startswith("expected ")


@given(st.from_regex(r"/[ax().*+?|{}\[\]0-9^$\\]{1,40}/", fullmatch=True))
def test_any_expression_fits_or_not_or_is_refused(written: str) -> None:
    refusal = ""
    try:
        any_is_in([Pattern.of(written, whole=False)], ["ax" * 500])
    except ValueError as error:
        refusal = str(error)
    assert not refusal or "RE2" in refusal


@pytest.mark.parametrize(
    "written",
    ["/(x+x+)+y/", "/(x|x)*y/", "/(.*)*(.*)*(.*)*y$/", "x*x*x*x*x*x*x*x*x*x*y", "/(x{1,30}){1,30}y/"],
)
def test_no_pattern_hangs(written: str) -> None:
    """Each of these takes a backtracking engine longer than anyone lives."""
    pattern = Pattern.of(written, whole=False)
    assert not pattern.fits("x" * 100_000)


def test_many_patterns_and_many_subjects() -> None:
    patterns = [Pattern.of("käse", whole=False), Pattern.of("/Brot$/", whole=False)]
    assert any_is_in(patterns, ["nichts", "Kaese"])
    assert any_is_in(patterns, ["BROT"])
    assert not any_is_in(patterns, ["Brote", "Kiste"])
    assert not any_is_in(patterns, [])
    assert not any_is_in([], ["Brot"])
