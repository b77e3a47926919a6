"""Times as people say them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from feedforum.translations import text


def said(moment: datetime, now: datetime, zone: ZoneInfo, language: str) -> str:
    """The aware `moment` in board time, with words for today and yesterday as of `now`."""
    local, today = moment.astimezone(zone), now.astimezone(zone).date()
    clock_time = f"{local.hour:02}:{local.minute:02}"
    if local.date() == today:
        return text(language, "today", time=clock_time)
    if local.date() == today - timedelta(days=1):
        return text(language, "yesterday", time=clock_time)
    return text(language, "date", year=local.year, month=local.month, day=local.day, time=clock_time)
