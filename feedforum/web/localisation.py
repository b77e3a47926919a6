"""The language of a visitor; texts, times and sizes as people write them in it."""

from datetime import datetime, timedelta, tzinfo

from flask import request
from jinja2.filters import do_filesizeformat

from feedforum.translations import DEFAULT, LANGUAGES, date_in_words, text
from feedforum.web.context import site


def visitor_language() -> str:
    """The language of the catalogue that this request likes best (`Accept-Language`, RFC 9110, 12.5.4)."""
    return request.accept_languages.best_match(LANGUAGES, DEFAULT)


def say(name: str, /, **values: object) -> str:
    """A text of the catalogue for this visitor."""
    return text(visitor_language(), name, **values)


def time_in(zone: tzinfo, moment: datetime) -> str:
    """The aware `moment` in a zone, in this visitor's words as of now."""
    return format_time(moment, site.clock.now(), zone, visitor_language())


def format_time(moment: datetime, now: datetime, zone: tzinfo, language: str) -> str:
    """The aware `moment` in board time, with words for today and yesterday as of `now`."""
    local, today = moment.astimezone(zone), now.astimezone(zone).date()
    names = {today: "today", today - timedelta(days=1): "yesterday"}
    if name := names.get(local.date()):
        return text(language, name, time=f"{local:%H:%M}")
    return date_in_words(local, language)


def format_size(count: int) -> str:
    """Bytes as people read them, in powers of a thousand."""
    return do_filesizeformat(count).replace(".", say("decimal_point")).replace(" ", "\u00a0")
