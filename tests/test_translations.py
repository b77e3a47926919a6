"""Text for people."""

import re
import tomllib
from pathlib import Path
from string import Formatter

import pytest

from feedforum import translations
from feedforum.records import Answer
from feedforum.translations import LANGUAGES, TEXTS, detail_text, spoken, text, translated_detail


def places(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_every_language_says_the_same_in_the_same_order() -> None:
    first, *others = (list(texts.items()) for texts in TEXTS.values())
    assert first
    for texts in others:
        assert [name for name, _ in texts] == [name for name, _ in first]
        for (name, said), (_, also) in zip(first, texts, strict=True):
            assert said, name
            assert also, name
            assert places(said) == places(also), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_stands_in_two_places(language: str) -> None:
    tables = tomllib.loads((Path(translations.__file__).parent / f"{language}.toml").read_text("utf-8"))
    assert sum(map(len, tables.values())) == len(TEXTS[language])


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
    advice = {name: said for name, said in TEXTS[language].items() if name.startswith("advice_")}
    assert set(advice) == {f"advice_{answer.name.lower()}" for answer in Answer}
    assert len(set(advice.values())) == len(Answer)
    for said in advice.values():
        assert said.endswith(".")
        assert said.count(". ") == 0


@pytest.mark.parametrize("name", [name for name in TEXTS["en"] if name.startswith("detail_")])
def test_a_stored_sentence_is_found_again_in_the_other_language(name: str) -> None:
    values = {place: f"{place} – {{y}}\n." for place in re.findall(r"{(\w+)}", TEXTS["en"][name])}
    said = detail_text(name.removeprefix("detail_"), **values)
    assert translated_detail("de", said) == text("de", name, **values)
    assert translated_detail("en", said) == said


def test_what_the_catalogue_does_not_know_is_not_translated() -> None:
    assert translated_detail("de", "") == translated_detail("de", "Something else.") == ""
