"""Quiet hours as they are written: `23:00-06:00`, several with commas between them."""

import re
from dataclasses import dataclass
from datetime import time

_SPAN = re.compile(r"\s*(\d{1,2}):(\d\d)\s*[-–]\s*(\d{1,2}):(\d\d)\s*")
_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Span:
    """From `begin` until right before `end` by a forum's clock; over midnight where `end` is the earlier."""

    begin: time
    end: time

    def holds(self, clock: time) -> bool:
        """Whether a time of day lies in it."""
        if self.begin < self.end:
            return self.begin <= clock < self.end
        return clock >= self.begin or clock < self.end


def spans_in(written: str) -> tuple[Span, ...]:
    """The spans; none for an empty text. Raises ValueError, saying what was expected."""
    spans = tuple(_span(each) for each in written.split(",")) if written.strip() else ()
    if spans and all(any(span.holds(clock) for span in spans) for clock in map(_clock, range(_DAY))):
        raise ValueError("expected some hours of the day to be left for polls")
    return spans


def _span(written: str) -> Span:
    found = _SPAN.fullmatch(written)
    if found:
        begin, end = (int(found[hour]) * 60 + int(found[hour + 1]) for hour in (1, 3))
        in_order = int(found[2]) < 60 and int(found[4]) < 60 and begin < _DAY and end <= _DAY
        if in_order and begin != end % _DAY:
            return Span(_clock(begin), _clock(end % _DAY))
    raise ValueError('expected hours such as "23:00-06:00"')


def _clock(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)
