"""Guesses the time zone of a forum's dates: its pages rarely name it."""

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
_COUNTRY_OF_LANGUAGE = {"da": "dk", "de": "de", "es": "es", "fr": "fr", "it": "it", "nl": "nl", "pl": "pl"}
_CLOCKS_DIFFER = timedelta(minutes=5)


def likely_zone(url: str, language: str) -> str:
    """A guess by the country of an address and a language (`de`, `de-AT`); `UTC` if neither says any."""
    country = (urlsplit(url).hostname or "").rpartition(".")[2].lower()
    code, _, region = language.replace("_", "-").lower().partition("-")
    likeliest_first = (country, region, _COUNTRY_OF_LANGUAGE.get(code, ""))
    return next((_OF_COUNTRY[each] for each in likeliest_first if each in _OF_COUNTRY), "UTC")


def fits(moments: Iterable[datetime | None], now: datetime) -> bool:
    """Whether times that were read in a zone may be right: none is after `now`, by the forum's own clock."""
    return all(moment is None or moment <= now + _CLOCKS_DIFFER for moment in moments)
