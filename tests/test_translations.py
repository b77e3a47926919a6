"""Text for people."""

from string import Formatter

import pytest

from feedforum.records import Answer
from feedforum.translations import LANGUAGES, TEXTS, advice, finding, owner, pages, spoken, text


def places(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize("name", TEXTS)
def test_every_language_says_the_same(name: str) -> None:
    texts = TEXTS[name]
    assert tuple(texts) == LANGUAGES
    assert all(texts.values())
    assert all(places(said) == places(texts["en"]) for said in texts.values())


def test_no_text_stands_in_two_places() -> None:
    assert sum(len(module.TEXTS) for module in (advice, finding, owner, pages)) == len(TEXTS)


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_answer_has_one_sentence_of_advice_and_nothing_else_has(language: str) -> None:
    told = {name: said[language] for name, said in TEXTS.items() if name.startswith("advice_")}
    assert set(told) == {f"advice_{answer.name.lower()}" for answer in Answer}
    assert len(set(told.values())) == len(Answer)
    for said in told.values():
        assert said.endswith(".")
        assert said.count(". ") == 0
