"""Text for people."""

import ast
import errno
import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
import socks

from feedforum import translations
from feedforum.records import Answer
from feedforum.translations import (
    LANGUAGES,
    TEXTS,
    detail_text,
    spoken,
    text,
    translated_detail,
    translated_fault,
)


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


PARTS = ("discover", "engines", "fetch", "learning", "media", "poll", "schedule")
"""What makes the sentences of answers."""

NOT_ON_PAGES = (
    "fetch/alerts.py",  # logged, as those of hubs are
    "fetch/websub.py",
    "fetch/connections.py",  # urllib3's own, of which no words are shown
    "engines/__init__.py",  # for the command line
    "media/folder.py",  # a copy that failed, for the command line
    "discover/forum_finder.py",  # a fault of the configuration
)


def sentences_in(tree: ast.Module) -> Iterator[str]:
    """The sentences that stand in code itself, but for what is documentation or logged; … for values."""
    skipped: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(node.value)
        elif isinstance(node, ast.JoinedStr):
            skipped.update(node.values)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            is_log = isinstance(node.func.value, ast.Name) and node.func.value.id == "log"
            skipped.update(ast.walk(node) if is_log else ())
    for node in ast.walk(tree):
        parts = node.values if isinstance(node, ast.JoinedStr) else [node]
        said = "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in parts)
        is_text = isinstance(node, ast.JoinedStr | ast.Constant) and node not in skipped
        if is_text and re.search(r"[a-z…]+ [a-z…]+ .*[.;]\s*\Z", said, re.DOTALL):
            yield said


@pytest.mark.parametrize("part", PARTS)
def test_what_answers_mean_stands_in_the_catalogue_alone(part: str) -> None:
    package = Path(translations.__file__).parents[1]
    found = {
        path.relative_to(package).as_posix(): list(sentences_in(ast.parse(path.read_text("utf-8"))))
        for path in (package / part).rglob("*.py")
    }
    assert {path: said for path, said in found.items() if said and path not in NOT_ON_PAGES} == {}


def test_a_fault_of_the_configuration_keeps_its_place_and_its_values() -> None:
    place = 'config.toml:5: [[forum]] "a" paused:'
    fault = f"{place} expected true or false, without quotation marks, not 'yes'."
    german = f"{place} erwartet wird true oder false, ohne Anführungszeichen, nicht 'yes'."
    assert translated_fault("de", fault) == german
    many = translated_fault(
        "de", 'x:4: [[forum]] "a" boards entry 1 entries: expected at most 1000, not 5000.'
    )
    assert many == 'x:4: [[forum]] "a" boards Eintrag 1 entries: erwartet wird höchstens 1000, nicht 5000.'
    assert translated_fault("en", fault) == fault
    assert translated_fault("de", "config.toml:5: something else, not 5.") == ""


NETWORK = """
ECONNABORTED ECONNREFUSED ECONNRESET EHOSTDOWN EHOSTUNREACH ENETDOWN ENETUNREACH ENOBUFS ENOTCONN EPIPE
EADDRNOTAVAIL EAFNOSUPPORT ETIMEDOUT"""
FILES = """
EACCES EDQUOT EEXIST EFBIG EINVAL EIO EISDIR EMFILE ENAMETOOLONG ENFILE ENOENT ENOMEM ENOSPC ENOTDIR EPERM
EROFS"""


@pytest.mark.parametrize("code", (NETWORK + FILES).split())
def test_what_the_system_says_is_translated(code: str) -> None:
    words = os.strerror(getattr(errno, code))
    said = detail_text("unreachable", host="sat.example", reason=f" ({words})")
    assert words not in translated_detail("de", said)


@pytest.mark.parametrize("code", range(1, 9))
def test_what_a_proxy_says_is_translated(code: int) -> None:
    words = socks.SOCKS5_ERRORS[code]
    assert words not in translated_detail(
        "de", detail_text("proxy_cannot_reach", proxy="p", host="h", why=words)
    )


def test_several_sentences_are_translated_one_by_one_and_what_a_forum_says_is_not() -> None:
    first = detail_text("made_by", software="phpBB 3", before="Burning Board 2")
    said = f"{first} {detail_text('upgraded', engine='phpbb3')}"
    both = translated_detail("de", said)
    assert both.startswith("Diese Seite stammt von phpBB 3")
    assert both.endswith("noch einmal neu.")
    assert translated_detail("de", f"{first} And more.") == ""
    assert "„board“" in translated_detail("de", detail_text("another_forum", title="board", before="x"))


def test_what_the_catalogue_does_not_know_is_not_translated() -> None:
    assert translated_detail("de", "") == translated_detail("de", "Something else.") == ""
