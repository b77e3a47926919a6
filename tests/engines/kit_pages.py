"""Pages that tests of the kit read."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bs4 import BeautifulSoup
from bs4.element import Tag

from feedforum.dates import Calendar
from feedforum.engines.kit.page import Page
from feedforum.records import Document

URL = "http://forum.example/board/show.php?id=7"

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)

CALENDAR = Calendar(ZoneInfo("Europe/Berlin"))


def page(markup: str, url: str = URL) -> Page:
    return Page(Document(url, f"<html>{markup}</body></html>", NOW))


def tag(markup: str) -> Tag:
    found = BeautifulSoup(markup, "lxml", multi_valued_attributes=None).body
    assert found is not None
    first = found.contents[0]
    assert isinstance(first, Tag)
    return first
