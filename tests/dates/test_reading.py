"""Dates as boards write them, in a table."""

from datetime import UTC, datetime, timedelta

import pytest

from feedforum.dates import Calendar, Moment, order_of, page_clock, read_moment
from feedforum.dates.date_search import date_in
from tests.dates.moments import BERLIN, NOW, read

TODAY = ("Hoje", "I dag", "Idag", "Danas", "Bugün", "今天")

YESTERDAY = ("Ontem", "I går", "Igår", "Jučer", "Dün", "昨天")


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20.11.2026 02:48", utc(2026, 11, 20, 1, 48)),
        ("05.07.2003 03:33", utc(2003, 7, 5, 1, 33)),
        ("5.7.03, 3:33 Uhr", utc(2003, 7, 5, 1, 33)),
        ("29.11.2025 um 15:10", utc(2025, 11, 29, 14, 10)),
        ("20.11.2026\xa0\xa002:48", utc(2026, 11, 20, 1, 48)),
        ("20.11.2026 02.48 Uhr", utc(2026, 11, 20, 1, 48)),
        ("20. 11. 2026 02:48", utc(2026, 11, 20, 1, 48)),
        ("Freitag, 20. November 2026, 02:48", utc(2026, 11, 20, 1, 48)),
        ("Fr, 20 Nov 2026 02:48:59", utc(2026, 11, 20, 1, 48, 59)),
        ("20 Nov 26 02:48", utc(2026, 11, 20, 1, 48)),
        ("3. März 2026 10:00", utc(2026, 3, 3, 9)),
        ("3. Mär 2026 10:00", utc(2026, 3, 3, 9)),
        ("3 Mrz 2026 10:00", utc(2026, 3, 3, 9)),
        ("7. Jänner 2026 10:00", utc(2026, 1, 7, 9)),
        ("7. Jän. 2026 10:00", utc(2026, 1, 7, 9)),
        ("7. Feber 2026 10:00", utc(2026, 2, 7, 9)),
        ("November 20th, 2026, 2:48 am", utc(2026, 11, 20, 1, 48)),
        ("Friday, November 20, 2026 14:48", utc(2026, 11, 20, 13, 48)),
        ("Fri Nov 20 14:48:00 CET 2026", utc(2026, 11, 20, 13, 48)),
        ("Friday at 2:48 AM", utc(2026, 11, 20, 1, 48)),
        ("Mittwoch um 02:50", utc(2026, 11, 25, 1, 50)),
        ("miércoles, 03:30", utc(2026, 11, 18, 2, 30)),
        ("11/20/2026 02:48 PM", utc(2026, 11, 20, 13, 48)),
        ("11/20/2026 12:05 am", utc(2026, 11, 19, 23, 5)),
        ("11/20/2026 12:05 p.m.", utc(2026, 11, 20, 11, 5)),
        ("11-20-2026, 02:48", utc(2026, 11, 20, 1, 48)),
        ("20-11-2026 02:48", utc(2026, 11, 20, 1, 48)),
        ("2026-11-20 02:48", utc(2026, 11, 20, 1, 48)),
        ("2026-11-20T02:48:05", utc(2026, 11, 20, 1, 48, 5)),
        ("2026-11-2 02:48", utc(2026, 11, 2, 1, 48)),
        ("2026/4/3 2:48", utc(2026, 4, 3, 0, 48)),
        ("2026/11/20, 02:48", utc(2026, 11, 20, 1, 48)),
        ("02:48, 20.11.2026", utc(2026, 11, 20, 1, 48)),
        ("vendredi 20 novembre 2026 à 14h48", utc(2026, 11, 20, 13, 48)),
        ("mar 3 mars 2026 10:00", utc(2026, 3, 3, 9)),
        ("1er août 2026 10:00", utc(2026, 8, 1, 8)),
        ("20 de noviembre de 2026, 10:00", utc(2026, 11, 20, 9)),
        ("vrijdag 20 november 2026 om 10:00", utc(2026, 11, 20, 9)),
        ("venerdì 20 novembre 2026 10:00", utc(2026, 11, 20, 9)),
        ("sexta-feira, 20 novembro 2026 - 10:00", utc(2026, 11, 20, 9)),
        ("lördag,  7. november 2026, 10:00", utc(2026, 11, 7, 9)),
        ("petak, 20. studenoga 2026, 10:00", utc(2026, 11, 20, 9)),
        ("20.11.2026", utc(2026, 11, 19, 23)),
        ("20. November 2026", utc(2026, 11, 19, 23)),
    ],
)
def test_dates_as_boards_write_them(text: str, expected: datetime) -> None:
    assert read(text, BERLIN, NOW) == expected
    assert read(text.upper(), BERLIN, NOW) == expected


@pytest.mark.parametrize(
    ("text", "made_at", "expected"),
    [
        ("Heute, 02:31", NOW, utc(2026, 11, 25, 1, 31)),
        ("Heute 00:00", NOW, utc(2026, 11, 24, 23, 0)),
        ("Gestern, 22:30", NOW, utc(2026, 11, 24, 21, 30)),
        ("Today, 2:31 am", NOW, utc(2026, 11, 25, 1, 31)),
        ("Yesterday at 22:30", NOW, utc(2026, 11, 24, 21, 30)),
        ("Aujourd'hui, 02:31", NOW, utc(2026, 11, 25, 1, 31)),
        ("hier à 22:30", NOW, utc(2026, 11, 24, 21, 30)),
        ("vandaag 02:31", NOW, utc(2026, 11, 25, 1, 31)),
        ("ayer, 22:30", NOW, utc(2026, 11, 24, 21, 30)),
        ("oggi alle 02:31", NOW, utc(2026, 11, 25, 1, 31)),
        *((f"{today}, 02:31", NOW, utc(2026, 11, 25, 1, 31)) for today in TODAY),
        *((f"{yesterday}, 22:30", NOW, utc(2026, 11, 24, 21, 30)) for yesterday in YESTERDAY),
        # Clocks differ by minutes: this is no other day.
        ("Heute, 02:51", NOW, utc(2026, 11, 25, 1, 51)),
        # Made just before midnight, arrived just after it.
        ("Heute, 23:50", utc(2026, 11, 24, 23, 0, 20), utc(2026, 11, 24, 22, 50)),
        # It is still yesterday in UTC, and today where the forum is.
        ("Heute, 00:10", utc(2026, 7, 1, 22, 30), utc(2026, 7, 1, 22, 10)),
        # The day before the change-over has the other offset.
        ("Gestern, 12:00", utc(2026, 3, 29, 10, 0), utc(2026, 3, 28, 11, 0)),
        ("Gestern, 23:59", utc(2027, 1, 1, 8, 0), utc(2026, 12, 31, 22, 59)),
    ],
)
def test_words_for_days_are_those_of_the_forum(text: str, made_at: datetime, expected: datetime) -> None:
    assert read(text, BERLIN, made_at) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15.07.2026 12:00", utc(2026, 7, 15, 10)),
        ("15.01.2026 12:00", utc(2026, 1, 15, 11)),
        # Twice on 25 October 2026: the earlier one.
        ("25.10.2026 02:30", utc(2026, 10, 25, 0, 30)),
        ("25.10.2026 03:00", utc(2026, 10, 25, 2, 0)),
        # Left out on 29 March 2026: shifted forward, to 03:30.
        ("29.03.2026 02:30", utc(2026, 3, 29, 1, 30)),
        ("29.03.2026 03:30", utc(2026, 3, 29, 1, 30)),
    ],
)
def test_daylight_saving_is_that_of_the_post(text: str, expected: datetime) -> None:
    assert read(text, BERLIN, NOW) == expected


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("03/04/2026 10:00", "dmy", utc(2026, 4, 3, 8)),
        ("03/04/2026 10:00", "mdy", utc(2026, 3, 4, 9)),
        ("03-04-2026 10:00", "mdy", utc(2026, 3, 4, 9)),
        ("03.04.2026 10:00", "mdy", utc(2026, 4, 3, 8)),
        ("26-04-03 10:00", "ymd", utc(2026, 4, 3, 8)),
        ("2026-04-03 10:00", "mdy", utc(2026, 4, 3, 8)),
        # Without an order: a figure above 12, then no day in the future, then am and pm, then day first.
        ("25/04/2026 10:00", "auto", utc(2026, 4, 25, 8)),
        ("04/25/2026 10:00", "auto", utc(2026, 4, 25, 8)),
        ("04/12/2026 10:00", "auto", utc(2026, 4, 12, 8)),
        ("12/04/2026 10:00", "auto", utc(2026, 4, 12, 8)),
        ("03/04/2026 10:00 am", "auto", utc(2026, 3, 4, 9)),
        ("03/04/2026 10:00", "auto", utc(2026, 4, 3, 8)),
        # An order that cannot be meant gives way.
        ("25/04/2026 10:00", "mdy", utc(2026, 4, 25, 8)),
    ],
)
def test_order_of_day_and_month(text: str, order: str, expected: datetime) -> None:
    assert read(text, Calendar(BERLIN.zone, order), NOW) == expected


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["03/04/2026 10:00", "25/04/2026 10:00"], "dmy"),
        (["03/04/2026 10:00", "04/25/2026 10:00"], "mdy"),
        (["03/04/2026", "04/12/2026"], "mdy"),
        (["03/04/2026 10:00", "05/06/2026 1:00 pm"], "mdy"),
        (["03/04/2026 10:00"], "dmy"),
        (["Heute, 10:00", "03.04.2026 10:00", "3. April 2026", "nonsense"], "auto"),
        ([], "auto"),
    ],
)
def test_order_is_settled_for_a_whole_page(texts: list[str], order: str) -> None:
    assert order_of(texts, BERLIN, NOW) == Calendar(BERLIN.zone, order)


def test_an_order_that_is_given_stays() -> None:
    given_order = Calendar(BERLIN.zone, "dmy")
    assert order_of(["04/25/2026"], given_order, NOW) == given_order


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "-",
        "10:00",
        "unbekannt",
        "31.02.2026 10:00",
        "20.13.2026 10:00",
        "20.11.2026 25:00",
        "20.11.2026 10:61",
        "20.11.0000 10:00",
        "99.99.9999",
        "Heute 20.11.2026",
        "Heute und Gestern",
        "20 Nov 2",
        "20/11",
        "20.11",
        "2.3.1",
        "31.4., 10:00",
        "20.11. 10:00 Quark",
        "20 Quark 2026",
        "20.11.2026 10:00 +0100",
        "20.11.2026 10:00 von Anneli 7",
        "²0.11.2026 10:00",
        "11:20:2026:02:48:11:12",
    ],
)
def test_what_is_no_date_is_none_and_never_now(text: str) -> None:
    assert read(text, BERLIN, NOW) is None


@pytest.mark.parametrize(
    ("texts", "made_at", "expected"),
    [
        # Made at 23:59:59 in Berlin, arrived at 00:00:20.
        (["Heute, 23:50", "Gestern, 20:00"], utc(2026, 11, 24, 23, 0, 20), utc(2026, 11, 24, 22, 59, 59)),
        (["Gestern, 20:00"], utc(2026, 11, 24, 23, 0, 20), utc(2026, 11, 24, 23, 0, 20)),
        (["Heute, 00:00", "Gestern, 20:00"], utc(2026, 11, 24, 23, 0, 20), utc(2026, 11, 24, 23, 0, 20)),
        (["Heute, 23:50"], utc(2026, 11, 25, 10, 0), utc(2026, 11, 25, 10, 0)),
        ([], NOW, NOW),
    ],
)
def test_a_page_from_before_midnight_has_the_clock_of_that_day(
    texts: list[str], made_at: datetime, expected: datetime
) -> None:
    assert page_clock(texts, BERLIN, made_at) == expected


TURN = utc(2027, 1, 3, 11)  # noon in Berlin


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("02.01., 10:00", utc(2027, 1, 2, 9)),
        ("31.12., 23:50", utc(2026, 12, 31, 22, 50)),
        ("31.12., 23.50 Uhr", utc(2026, 12, 31, 22, 50)),
        ("3.1. 11:59", utc(2027, 1, 3, 10, 59)),
        ("3.1. 12:03", utc(2027, 1, 3, 11, 3)),  # clocks differ by minutes
        ("3.1. 12:30", utc(2026, 1, 3, 11, 30)),
        ("31.12", None),
        ("31.12.", utc(2026, 12, 30, 23)),
        ("31/12 23:50", utc(2026, 12, 31, 22, 50)),
        ("12-31, 11:50 pm", utc(2026, 12, 31, 22, 50)),
        ("31. Dezember, 23:50", utc(2026, 12, 31, 22, 50)),
        ("4. März", utc(2026, 3, 3, 23)),
        ("Dec 31, 11:50 pm", utc(2026, 12, 31, 22, 50)),
        ("December 31st at 23:50", utc(2026, 12, 31, 22, 50)),
        ("29. Februar, 10:00", utc(2024, 2, 29, 9)),
        # The day of the week tells which year it was.
        ("Do, 31. Dez, 23:50", utc(2026, 12, 31, 22, 50)),
        ("Mi, 31.12., 23:50", utc(2025, 12, 31, 22, 50)),
        ("Wed Dec 31, 11:50 pm", utc(2025, 12, 31, 22, 50)),
        ("mar 30 déc 10:00", utc(2025, 12, 30, 9)),
    ],
)
def test_a_date_without_a_year_is_the_nearest_that_has_been(text: str, expected: datetime | None) -> None:
    assert read(text, BERLIN, TURN) == expected


def test_a_date_without_a_year_is_not_after_what_follows() -> None:
    assert read_moment("5.3., 10:00", BERLIN, TURN, utc(2024, 3, 5, 9)) == Moment(utc(2024, 3, 5, 9))
    assert read_moment("5.3., 10:01", BERLIN, TURN, utc(2024, 3, 5, 9)) == Moment(utc(2023, 3, 5, 9, 1))
    assert read_moment("5.3., 10:01", BERLIN, TURN, utc(1970, 1, 5)) is None


@pytest.mark.parametrize(
    ("text", "age", "uncertainty"),
    [
        ("5 minutes ago", timedelta(minutes=5), timedelta(minutes=1)),
        ("1 minute ago", timedelta(minutes=1), timedelta(minutes=1)),
        ("a minute ago", timedelta(minutes=1), timedelta(minutes=1)),
        ("less than a minute ago", timedelta(), timedelta(minutes=1)),
        ("Less than 1 minute ago", timedelta(), timedelta(minutes=1)),
        ("1 hour ago", timedelta(hours=1), timedelta(hours=1)),
        ("an hour ago", timedelta(hours=1), timedelta(hours=1)),
        ("2 hours, 5 minutes ago", timedelta(hours=2, minutes=5), timedelta(minutes=1)),
        ("3 Days Ago", timedelta(days=3), timedelta(days=1)),
        ("2 weeks ago", timedelta(weeks=2), timedelta(weeks=1)),
        ("30 seconds ago", timedelta(seconds=30), timedelta(seconds=1)),
        ("vor 3 Minuten", timedelta(minutes=3), timedelta(minutes=1)),
        ("Vor einer Stunde", timedelta(hours=1), timedelta(hours=1)),
        ("vor 1 Stunde", timedelta(hours=1), timedelta(hours=1)),
        ("vor weniger als einer Minute", timedelta(), timedelta(minutes=1)),
        ("vor weniger als 1 Minute", timedelta(), timedelta(minutes=1)),
        ("vor 1 Stunde und 5 Minuten", timedelta(hours=1, minutes=5), timedelta(minutes=1)),
        ("5 Minuten vorher", timedelta(minutes=5), timedelta(minutes=1)),
        ("il y a 5 minutes", timedelta(minutes=5), timedelta(minutes=1)),
        ("il y a moins d’une minute", timedelta(), timedelta(minutes=1)),
        ("5 minuten geleden", timedelta(minutes=5), timedelta(minutes=1)),
        ("hace una hora", timedelta(hours=1), timedelta(hours=1)),
        ("5 minuti fa", timedelta(minutes=5), timedelta(minutes=1)),
        ("just now", timedelta(), timedelta(minutes=1)),
        ("gerade eben", timedelta(), timedelta(minutes=1)),
    ],
)
def test_how_long_ago(text: str, age: timedelta, uncertainty: timedelta) -> None:
    assert read_moment(text, BERLIN, NOW) == Moment(NOW - age, uncertainty)


@pytest.mark.parametrize(
    "text",
    [
        "ago",
        "vor",
        "vor Minuten",
        "5 ago",
        "5 lines ago",
        "vor 0 Minuten",
        "minutes 5 ago",
        "vor 5 Minuten 3",
        "5 minutes ago by Anna",
        "vor Anna Minuten",
        "9999 years ago",
    ],
)
def test_what_is_no_length_of_time(text: str) -> None:
    assert read_moment(text, BERLIN, NOW) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-20T02:48:05+00:00", utc(2026, 11, 20, 2, 48, 5)),
        ("2026-11-20T02:48:05+0100", utc(2026, 11, 20, 1, 48, 5)),
        ("2026-11-20T02:48Z", utc(2026, 11, 20, 2, 48)),
        ("0000-11-20T02:48Z", None),
        ("2026-13-20T02:48Z", None),
        ("9999-12-31T23:59-23:59", None),
    ],
)
def test_moments_with_their_offset_are_exact(text: str, expected: datetime | None) -> None:
    found = read_moment(text, BERLIN, NOW)
    assert found == (Moment(expected) if expected else None)


def test_a_date_is_found_that_begins_with_a_word_for_one() -> None:
    assert date_in("Posted by Ina about an hour ago in a board") == "an hour ago"
    assert date_in("a b c") == ""
