"""Text for people."""

from string import Formatter

import pytest

from feedforum.records import Answer
from feedforum.translations import TEXTS, advice, feeds, finding, owner, pages, spoken, text


def places(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize("language", TEXTS)
def test_every_language_says_the_same(language: str) -> None:
    english, other = TEXTS["en"], TEXTS[language]
    assert other.keys() == english.keys()
    assert {name: places(other[name]) for name in other} == {name: places(english[name]) for name in english}
    assert all(other.values())


def test_no_text_stands_in_two_places() -> None:
    modules = (advice, feeds, finding, owner, pages)
    assert sum(len(module.ENGLISH) for module in modules) == len(TEXTS["en"])
    assert sum(len(module.GERMAN) for module in modules) == len(TEXTS["de"])


@pytest.mark.parametrize(
    ("tag", "language"),
    [("de", "de"), ("de-AT", "de"), ("DE_ch", "de"), ("en-GB", "en"), ("fr", "en"), ("", "en")],
)
def test_the_nearest_language(tag: str, language: str) -> None:
    assert spoken(tag) == language


def test_a_value_is_never_taken_for_a_place() -> None:
    assert text("en", "feed_forum_posts", forum="{x} {0.__class__}") == "{x} {0.__class__}: new posts"


def test_an_unknown_name_is_an_error() -> None:
    with pytest.raises(KeyError):
        text("en", "no such text")


@pytest.mark.parametrize("language", TEXTS)
def test_each_answer_has_one_sentence_of_advice_and_nothing_else_has(language: str) -> None:
    told = {name: said for name, said in TEXTS[language].items() if name.startswith("advice_")}
    assert set(told) == {f"advice_{answer.name.lower()}" for answer in Answer}
    assert len(set(told.values())) == len(Answer)
    for said in told.values():
        assert said.endswith(".")
        assert said.count(". ") == 0
