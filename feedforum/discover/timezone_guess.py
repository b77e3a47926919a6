"""In which time zone a forum's dates are likely to be: its pages rarely say it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

_OF_COUNTRY = {
    "at": "Europe/Vienna",
    "be": "Europe/Brussels",
    "ch": "Europe/Zurich",
    "cz": "Europe/Prague",
    "de": "Europe/Berlin",
    "dk": "Europe/Copenhagen",
    "es": "Europe/Madrid",
    "fr": "Europe/Paris",
    "hu": "Europe/Budapest",
    "ie": "Europe/Dublin",
    "it": "Europe/Rome",
    "li": "Europe/Vaduz",
    "lu": "Europe/Luxembourg",
    "nl": "Europe/Amsterdam",
    "no": "Europe/Oslo",
    "pl": "Europe/Warsaw",
    "se": "Europe/Stockholm",
    "uk": "Europe/London",
}
_OF_LANGUAGE = {
    "da": "Europe/Copenhagen",
    "de": "Europe/Berlin",
    "es": "Europe/Madrid",
    "fr": "Europe/Paris",
    "it": "Europe/Rome",
    "nl": "Europe/Amsterdam",
    "pl": "Europe/Warsaw",
}
_CLOCKS_DIFFER = timedelta(minutes=5)


def likely_zone(url: str, language: str) -> str:
    """A guess at a forum's zone, from the country of its address and its language (`de`, `de-AT`).

    `UTC` where neither tells anything.
    """
    country = (urlsplit(url).hostname or "").rpartition(".")[2].lower()
    spoken, _, region = language.replace("_", "-").lower().partition("-")
    return _OF_COUNTRY.get(country) or _OF_COUNTRY.get(region) or _OF_LANGUAGE.get(spoken) or "UTC"


def fits(moments: Iterable[datetime | None], now: datetime) -> bool:
    """Whether moments that were read in a zone may be right: none lies after `now`, the forum's own clock."""
    return all(moment is None or moment <= now + _CLOCKS_DIFFER for moment in moments)
