"""Versions before 2.3 show all moments with today's daylight saving, so that all shift twice a year."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from feedforum.dates import Calendar
from feedforum.engines.wbb2 import Wbb2
from tests.engines.markup import Entry, document, thread_page

BERLIN = Calendar(ZoneInfo("Europe/Berlin"))
SUMMER, WINTER = datetime(2026, 7, 20, 10, tzinfo=UTC), datetime(2026, 11, 25, 10, tzinfo=UTC)
POSTED = datetime(2026, 7, 1, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("version", "made_at", "shown"),
    [
        ("2.3.6", SUMMER, "12:00"),
        ("2.3.6", WINTER, "12:00"),
        ("2.10.1", WINTER, "12:00"),
        ("2.2.2", SUMMER, "12:00"),
        ("2.2.2", WINTER, "11:00"),
        ("2.0", WINTER, "11:00"),
    ],
)
def test_a_moment_stays_what_it_was(version: str, made_at: datetime, shown: str) -> None:
    said = Entry(11, message="Wir hatten Burning Board 2.3.1.", date=f"01.07.2026 <span>{shown}</span>")
    text = thread_page([said]).replace("2.3.6", version)
    page = Wbb2().read_thread(document(text, made_at=made_at), BERLIN).page
    assert page is not None
    assert [post.posted_at for post in page.posts] == [POSTED]


def test_without_a_version_the_daylight_saving_is_that_of_the_moment() -> None:
    text = thread_page([Entry(11, date="01.07.2026 <span>12:00</span>")]).replace("2.3.6", "")
    page = Wbb2().read_thread(document(text, made_at=WINTER), BERLIN).page
    assert page is not None
    assert [post.posted_at for post in page.posts] == [POSTED]


def test_the_version_may_stand_in_a_column_before_the_posts() -> None:
    text = thread_page([Entry(11, date="01.07.2026 <span>11:00</span>")]).replace("2.3.6", "")
    link = '<a href="http://www.woltlab.de">Powered by <b>Burning Board 2.2.2</b></a>'
    page = (
        Wbb2().read_thread(document(text.replace("<body", f"<body>{link}<p", 1), made_at=WINTER), BERLIN).page
    )
    assert page is not None
    assert [post.posted_at for post in page.posts] == [POSTED]
