"""The status of a forum: when it was polled, with what result, what its owner may have to do."""

from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum

from feedforum.records.parsed import Id


@dataclass(frozen=True, slots=True, kw_only=True)
class PollCounts:
    """The counts of one or more polls. `size` is in bytes, as they were sent.

    What has more to say than the counts may be added to others all the same.
    """

    polls: int = 0
    requests: int = 0
    size: int = 0
    new_posts: int = 0
    edits: int = 0
    deletions: int = 0
    unread_dates: int = 0

    def __add__(self, other: "PollCounts") -> "PollCounts":
        return PollCounts(
            **{each.name: getattr(self, each.name) + getattr(other, each.name) for each in fields(PollCounts)}
        )


NO_COUNTS = PollCounts()


@dataclass(frozen=True, slots=True)
class BoardStatus:
    """A board. `answer` is empty before it was read, `refused_at` when it last refused us.

    `listed_at` is when its listing was last read to the end of what was new: not at each poll, since
    the forum's index tells which boards have changed. `last` counts the last poll, which need not have
    been about this board.
    """

    id: Id
    title: str
    listed_at: datetime | None
    answer: str
    detail: str
    refused_at: datetime | None
    day: PollCounts = NO_COUNTS
    week: PollCounts = NO_COUNTS
    last: PollCounts = NO_COUNTS


@dataclass(frozen=True, slots=True)
class ForumStatus:
    """A forum. `last` is what came of the last poll, `day` and `week` of those within them, by full hours.

    `failing_since` is when the first of the present row of failed polls ended; `requested_at` when its
    owner asked for a poll that has not begun yet. `answer` is empty before the first poll.
    """

    key: str
    due_at: datetime | None = None
    polled_at: datetime | None = None
    answer: str = ""
    detail: str = ""
    url: str = ""
    failures: int = 0
    failing_since: datetime | None = None
    requested_at: datetime | None = None
    last: PollCounts = NO_COUNTS
    day: PollCounts = NO_COUNTS
    week: PollCounts = NO_COUNTS
    boards: tuple[BoardStatus, ...] = ()


@dataclass(frozen=True, slots=True)
class PollPause:
    """Why polls pause, as a sentence, since when; `final` if they do until the next start.

    `outside` is the reason as strangers may read it.
    """

    reason: str
    since: datetime
    final: bool = False
    outside: str = ""


class PollRequestOutcome(StrEnum):
    """What becomes of an owner's request for a poll at once."""

    GRANTED = "granted"
    JUST_POLLED = "just polled"
    LEFT_ALONE = "left alone"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class ExportCounts:
    """How many feeds there are as files, how many were written since their bytes changed, and removed.

    `unread` are forums that were not polled yet, of which there are none.
    """

    feeds: int = 0
    written: int = 0
    removed: int = 0
    unread: tuple[str, ...] = ()

    def __add__(self, other: "ExportCounts") -> "ExportCounts":
        return ExportCounts(
            self.feeds + other.feeds,
            self.written + other.written,
            self.removed + other.removed,
            (*self.unread, *other.unread),
        )
