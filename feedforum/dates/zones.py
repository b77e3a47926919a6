"""Board time → UTC, over the change-over Sundays too."""

from datetime import UTC, datetime, tzinfo


def to_utc(local: datetime, zone: tzinfo) -> datetime:
    """The moment, aware in UTC, that a naive time of the forum's zone names.

    The daylight saving in force is that of the date itself. Of the hour that comes twice in autumn
    the earlier one is meant, which is the only one that is never after the clock of the page. An
    hour that spring leaves out is shifted forward: 02:30 becomes 03:30.
    """
    # With fold=0 zoneinfo takes the offset before the change in both cases, which is just this.
    return local.replace(tzinfo=zone, fold=0).astimezone(UTC)
