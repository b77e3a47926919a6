"""Every text for people, English and German: feed titles, pages, and what to do about a forum's answer."""

from collections.abc import Mapping

from feedforum.translations import advice, finding, owner, pages

LANGUAGES = ("en", "de")
DEFAULT = "en"

TEXTS: Mapping[str, Mapping[str, str]] = pages.TEXTS | owner.TEXTS | finding.TEXTS | advice.TEXTS
"""Each text by its name, then by its language."""


def spoken(language: str) -> str:
    """The language of the catalogue nearest to a tag such as `de-AT` (RFC 5646): `en` or `de`."""
    primary = language.replace("_", "-").split("-", 1)[0].lower()
    return primary if primary in LANGUAGES else DEFAULT


def text(language: str, name: str, /, **values: object) -> str:
    """The text of that name in the nearest language, with `values` in its places.

    Raises KeyError for a name that is not in the catalogue, or a value that the text lacks.
    """
    return TEXTS[name][spoken(language)].format_map(values)
