"""Every text for people, English and German: feed titles, pages, and what to do about a forum's answer."""

from collections.abc import Mapping
from types import MappingProxyType

from feedforum.translations import advice, feeds, finding, owner, pages

DEFAULT = "en"

TEXTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "en": MappingProxyType(
            feeds.ENGLISH | pages.ENGLISH | owner.ENGLISH | finding.ENGLISH | advice.ENGLISH
        ),
        "de": MappingProxyType(feeds.GERMAN | pages.GERMAN | owner.GERMAN | finding.GERMAN | advice.GERMAN),
    }
)


def spoken(language: str) -> str:
    """The language of the catalogue nearest to a tag such as `de-AT` (RFC 5646): `en` or `de`."""
    primary = language.replace("_", "-").split("-", 1)[0].lower()
    return primary if primary in TEXTS else DEFAULT


def text(language: str, name: str, /, **values: object) -> str:
    """The text of that name in the nearest language, with `values` in its places.

    Raises KeyError for a name that is not in the catalogue, or a value that the text lacks.
    """
    return TEXTS[spoken(language)][name].format_map(values)
