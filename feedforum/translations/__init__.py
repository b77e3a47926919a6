"""Every text for people: a file for each language, with the same names in the same tables."""

import tomllib
from collections.abc import Mapping
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
