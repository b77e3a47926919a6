"""The language of a visitor; times and sizes as people write them in it."""

from datetime import datetime, timedelta, tzinfo

from flask import Request

from feedforum.translations import DEFAULT, LANGUAGES, text

_SIZE_UNITS = ("kB", "MB", "GB", "TB")


def visitor_language(request: Request) -> str:
    """The language of the catalogue that a request likes best (`Accept-Language`, RFC 9110, 12.5.4)."""
    return request.accept_languages.best_match(LANGUAGES, DEFAULT)


def format_time(moment: datetime, now: datetime, zone: tzinfo, language: str) -> str:
    """The aware `moment` in board time, with words for today and yesterday as of `now`."""
    local, today = moment.astimezone(zone), now.astimezone(zone).date()
    clock_time = _clock_time(local)
    if local.date() == today:
        return text(language, "today", time=clock_time)
    if local.date() == today - timedelta(days=1):
        return text(language, "yesterday", time=clock_time)
    return format_date(local, language)


def format_date(local: datetime, language: str) -> str:
    """The day and time of a moment in its own zone."""
    return text(language, "date", year=local.year, month=local.month, day=local.day, time=_clock_time(local))


def _clock_time(local: datetime) -> str:
    return f"{local.hour:02}:{local.minute:02}"


def format_size(count: int, language: str) -> str:
    """Bytes as people read them, in powers of a thousand."""
    value, unit = float(count), "B"
    for larger in _SIZE_UNITS:
        if value < 1000:
            break
        value, unit = value / 1000, larger
    number = f"{value:.0f}" if unit == "B" or value >= 100 else f"{value:.1f}"
    return f"{number.replace('.', text(language, 'decimal_point'))}\u00a0{unit}"
