"""Whatever moment a board writes, in whatever format, is read back."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import assume, given
from hypothesis import strategies as st

from feedforum.dates import Calendar, order_of
from tests.dates.moments import BERLIN, NOW, read
from tests.dates.php import php_date

PHP_FORMATS = [
    "d.m.Y H:i",
    "d.m.Y, H:i:s",
    "j.n.Y G:i",
    "d.m.y H:i",
    "j. F Y H:i",
    "j. F Y, H:i \\U\\h\\r",
    "D, d M Y H:i",
    "d M y H:i",
    "l, j. F Y H:i",
    "H:i, d.m.Y",
    "Y-m-d H:i",
    "F jS, Y, g:i a",
    "M j, Y h:i A",
]

ZONES = ["Europe/Berlin", "Europe/London", "America/New_York", "Australia/Adelaide", "UTC", "Asia/Kolkata"]

MOMENTS = st.datetimes(datetime(1999, 1, 1), datetime(2037, 12, 31)).map(lambda m: m.replace(microsecond=0))


@given(
    moment=MOMENTS,
    form=st.sampled_from(PHP_FORMATS),
    zone=st.sampled_from(ZONES),
    language=st.sampled_from(["de", "en", "fr", "nl", "es", "it"]),
)
def test_any_moment_a_board_writes_is_read_back(
    moment: datetime, form: str, zone: str, language: str
) -> None:
    calendar = Calendar(ZoneInfo(zone))
    aware = moment.replace(tzinfo=UTC)
    local = aware.astimezone(calendar.zone)
    # Of two moments that are written alike the earlier one is meant.
    aware = local.replace(fold=0).astimezone(UTC)
    assume("M" not in form or language != "fr")  # three letters do not tell juin from juillet
    text = php_date(form, local, language)
    found = read(text, calendar, datetime(2040, 1, 1, tzinfo=UTC))
    assert found is not None
    assert found.tzinfo is UTC
    assert found.replace(second=0) == aware.replace(second=0)


@given(
    ago=st.timedeltas(timedelta(0), timedelta(days=364, hours=22)),
    form=st.sampled_from(
        [
            *("d.m., H:i", "d.m. H:i", "j.n. G:i", "j. F, H:i", "D, d. M, H:i", "l, j. F H:i", "d M H:i"),
            *("M d, H:i", "D M d, g:i a", "F jS, g:i a", "D, M j, h:i A", "H:i, d.m.", "d.m, H:i:s"),
        ]
    ),
    zone=st.sampled_from(ZONES),
    language=st.sampled_from(["de", "en", "fr", "nl", "es", "it"]),
    made_at=MOMENTS,
)
def test_any_moment_of_a_year_is_read_back_without_the_year(
    ago: timedelta, form: str, zone: str, language: str, made_at: datetime
) -> None:
    assume("M" not in form or language != "fr")
    calendar, now = Calendar(ZoneInfo(zone)), made_at.replace(tzinfo=UTC)
    local = (now - ago).astimezone(calendar.zone).replace(fold=0)
    found = read(php_date(form, local, language), calendar, now)
    assert found is not None
    assert found.replace(second=0) == local.astimezone(UTC).replace(second=0, microsecond=0)


@given(
    moment=MOMENTS,
    form=st.sampled_from(["m/d/Y h:i a", "m-d-Y H:i", "n/j/y g:i A"]),
    zone=st.sampled_from(ZONES),
)
def test_month_first_is_read_back_once_the_order_is_known(moment: datetime, form: str, zone: str) -> None:
    calendar = Calendar(ZoneInfo(zone), "mdy")
    local = moment.replace(tzinfo=UTC).astimezone(calendar.zone).replace(fold=0)
    found = read(php_date(form, local, "en"), calendar, datetime(2040, 1, 1, tzinfo=UTC))
    assert found is not None
    assert found.replace(second=0) == local.astimezone(UTC).replace(second=0)


@given(ago=st.timedeltas(timedelta(0), timedelta(hours=23)), zone=st.sampled_from(ZONES), made_at=MOMENTS)
def test_today_and_yesterday_lead_back_to_the_moment(ago: timedelta, zone: str, made_at: datetime) -> None:
    calendar = Calendar(ZoneInfo(zone))
    now = made_at.replace(tzinfo=UTC)
    posted = (now - ago).astimezone(calendar.zone)
    days = (now.astimezone(calendar.zone).date() - posted.date()).days
    text = ("Heute", "Gestern")[days] + posted.strftime(", %H:%M")
    found = read(text, calendar, now)
    assert found is not None
    wanted = posted.replace(fold=0).astimezone(UTC).replace(second=0, microsecond=0)
    assert found == wanted


@given(
    st.text() | st.from_regex(r"[0-9]{1,5}[./-][0-9]{1,5}([./-][0-9]{1,6})? [0-9]{1,3}:[0-9]{1,3}( [ap]m)?")
)
def test_no_text_whatsoever_raises_or_gives_a_naive_time(text: str) -> None:
    found = read(text, order_of([text], BERLIN, NOW), NOW)
    assert found is None or found.tzinfo is UTC
