"""Which daylight saving the times of a page have: before version 2.3 all of them had today's.

Those versions add an hour to every moment for as long as summer time lasts where the forum is, whenever
the moment was; 2.3 asks whether it lasted then.
"""

from dataclasses import replace
from datetime import timedelta, timezone

from feedforum.dates import Calendar
from feedforum.engines.wbb2 import words
from feedforum.engines.wbb2.page import Page
from feedforum.engines.wbb2.texts import text_of

_OF_THE_MOMENT = (2, 3)
"""The first version that shows each moment with the daylight saving of then."""


def calendar_of(page: Page, calendar: Calendar) -> Calendar:
    """The calendar to read a page's dates by. Where nothing tells the version it is 2.3, the commonest."""
    version = _version(page)
    if not version or tuple(map(int, version.split(".")[:2])) >= _OF_THE_MOMENT:
        return calendar
    today = page.document.made_at.astimezone(calendar.zone).utcoffset()
    return replace(calendar, zone=timezone(today or timedelta()))


def _version(page: Page) -> str:
    """What the software says of itself: at the end of the page, or in a column before all posts."""
    before = [text_of(tag) for tag, href, _ in page.links if "woltlab." in href.lower()]
    told = words.FOOTER.findall(page.tail) or words.FOOTER.findall(" ".join(before))
    return told[-1] if told else ""
