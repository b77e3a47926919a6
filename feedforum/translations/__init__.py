"""Every text for people: a file for each language, with the same names in the same tables."""

import re
import tomllib
from collections.abc import Mapping
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
    """The text of that name in the nearest language, with `values` in its places.

    Raises KeyError for a name that is not in the catalogue, or a value that the text lacks.
    """
    return TEXTS[spoken(language)][name].format_map(values)


def detail_text(name: str, /, **values: object) -> str:
    """What an answer of a forum means, in English, as it is logged and stored."""
    return text(DEFAULT, f"detail_{name}", **values)


def translated_detail(language: str, said: str) -> str:
    """Such a sentence in the nearest language; empty if the catalogue has none for it."""
    for name, pattern in _details():
        if found := pattern.fullmatch(said):
            return text(language, name, **found.groupdict())
    return ""


@cache
def _details() -> list[tuple[str, re.Pattern[str]]]:
    """Each sentence as a pattern that finds its values, those with the most words of their own first."""
    sentences = {name: said for name, said in TEXTS[DEFAULT].items() if name.startswith("detail_")}
    by_length = sorted(sentences.items(), key=lambda item: -len(item[1]))
    return [(name, re.compile(_pattern_of(said), re.DOTALL)) for name, said in by_length]


def _pattern_of(said: str) -> str:
    """A value that stands twice is the same in both places."""
    seen: set[str] = set()

    def place(found: re.Match[str]) -> str:
        name = found[1]
        again = name in seen
        seen.add(name)
        return f"(?P={name})" if again else f"(?P<{name}>.*?)"

    return re.sub(r"\\{(\w+)\\}", place, re.escape(said))
