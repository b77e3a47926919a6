"""Every text for people: a file for each language, with the same names in the same tables."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files

LANGUAGES = ("en", "de")
DEFAULT = "en"


def _texts_of(language: str) -> dict[str, str]:
    tables = tomllib.loads(files(__name__).joinpath(f"{language}.toml").read_text(encoding="utf-8"))
    return {name: text for table in tables.values() for name, text in table.items()}


TEXTS: Mapping[str, Mapping[str, str]] = {language: _texts_of(language) for language in LANGUAGES}
"""The texts of each language by their names."""


def spoken(language: str) -> str:
    """The language of the catalogue nearest to a tag such as `de-AT` (RFC 5646): `en` or `de`."""
    primary = language.replace("_", "-").split("-", 1)[0].lower()
    return primary if primary in LANGUAGES else DEFAULT


def text(language: str, name: str, /, **values: object) -> str:
    """The text of that name in the nearest language, with `values` in its places. Raises KeyError."""
    return TEXTS[spoken(language)][name].format_map(values)


def date_in_words(local: datetime, language: str) -> str:
    """The day and time of a moment in its own zone."""
    return text(language, "date", year=local.year, month=local.month, day=local.day, time=f"{local:%H:%M}")


def detail_text(name: str, /, **values: object) -> str:
    """What an answer of a forum means, in English, as it is logged and stored."""
    return text(DEFAULT, f"detail_{name}", **values)


def translated_detail(language: str, said: str) -> str:
    """One or several such sentences in the nearest language; empty if the catalogue lacks one of them."""
    if whole := _translated(language, said, "detail_"):
        return whole
    for end in re.finditer(r"(?<=[.!?]) ", said):
        first = _translated(language, said[: end.start()], "detail_")
        if first and (rest := translated_detail(language, said[end.end() :])):
            return f"{first} {rest}"
    return ""


def _translated(language: str, said: str, names: str) -> str:
    for name, pattern in _patterns(names):
        if found := pattern.fullmatch(said):
            values = {
                place: _value(language, value) if place in _TRANSLATED else value
                for place, value in found.groupdict().items()
            }
            return text(language, name, **values)
    return ""


_TRANSLATED = frozenset({"also", "doing", "reason", "unit", "what", "why"})
"""The places for words of ours, of systems and of libraries. What stands in others is the forum's."""


def _value(language: str, value: str) -> str:
    """A word, maybe in brackets, or a sentence; else as it is."""
    start, end = (" (", ")") if value.startswith(" (") else ("", "")
    inner = value.removeprefix(start).removesuffix(end)
    inner = _translated(language, inner, "word_") or translated_detail(language, inner) or inner
    return f"{start}{inner}{end}"


def translated_fault(language: str, fault: str) -> str:
    """A fault of the configuration, its place as it is; empty if the catalogue lacks it."""
    if spoken(language) == DEFAULT:
        return fault
    for place in re.finditer(r"^|: ", fault):
        start, said = fault[: place.end()], fault[place.end() :]
        if known := _fault(said.removesuffix(".")):
            start = start.replace(" entry ", " Eintrag ")
            return f"{start}{known}{said[len(said.removesuffix('.')) :]}"
    return ""


def _fault(said: str) -> str:
    for german, pattern in _faults():
        if found := pattern.fullmatch(said):
            values = found.groupdict()
            parts = {place: _fault(values[place]) for place in _PARTS & values.keys()}
            if all(parts.values()):
                return german.format_map(values | parts)
    return ""


_PARTS = frozenset({"fault", "hint", "what", "why"})
"""The places in faults for sentences of ours."""


@cache
def _faults() -> list[tuple[str, re.Pattern[str]]]:
    table = tomllib.loads(files(__name__).joinpath("faults_de.toml").read_text(encoding="utf-8"))
    return _compiled((german, said) for said, german in table["sentences"].items())


@cache
def _patterns(names: str) -> list[tuple[str, re.Pattern[str]]]:
    return _compiled(item for item in TEXTS[DEFAULT].items() if item[0].startswith(names))


def _compiled(sentences: Iterable[tuple[str, str]]) -> list[tuple[str, re.Pattern[str]]]:
    """What stands for each sentence, and its pattern: those about others first, then the longest ones."""
    ordered = sorted(sentences, key=lambda item: (not item[1].startswith("{fault}"), -len(item[1])))
    return [(name, re.compile(_pattern_of(said), re.DOTALL)) for name, said in ordered]


def _pattern_of(said: str) -> str:
    """A value that stands twice is the same in both places."""
    seen: set[str] = set()

    def place(found: re.Match[str]) -> str:
        name = found[1]
        again = name in seen
        seen.add(name)
        return f"(?P={name})" if again else f"(?P<{name}>.*?)"

    return re.sub(r"\\{(\w+)\\}", place, re.escape(said))
