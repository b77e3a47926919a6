"""The status of a forum: when it was polled, with what result, what its owner may have to do."""

from dataclasses import astuple, dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from operator import add

from feedforum.records.media import MediaStatus
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

    def numbers(self) -> dict[str, int]:
        """The counts by their names."""
        return {each.name: getattr(self, each.name) for each in fields(PollCounts)}

    def __add__(self, other: "PollCounts") -> "PollCounts":
        more = other.numbers()
        return PollCounts(**{name: number + more[name] for name, number in self.numbers().items()})


NO_COUNTS = PollCounts()


@dataclass(frozen=True, slots=True)
class BoardStatus:
    """A board. `answer` is empty before it was read, `refused_at` when it last refused us.

    `listed_at` is when its listing was last read to the end of what was new: not at each poll, since
    the forum's index tells which boards have changed. `last` counts the last poll, which need not have
    been about this board. `guest_shown_at` is when a guest was last shown a post of it.
    """

    id: Id
    title: str
    listed_at: datetime | None
    answer: str
    detail: str
    refused_at: datetime | None
    guest_shown_at: datetime | None = None
    day: PollCounts = NO_COUNTS
    week: PollCounts = NO_COUNTS
    last: PollCounts = NO_COUNTS


@dataclass(frozen=True, slots=True)
class PollState(PollCounts):
    """A forum's last poll with its counts, and when the next is due.

    `pause` is the present interval in seconds. `answer` is empty before the first poll.
    `failing_since`: when the first of the present row of failed polls ended. `login_refused_at`: when the
    forum last refused the login; `login_refused_for`: a hash of the name and password it refused.
    `logged_in_at` is when we logged in last, `logins` how many logins led to that session and to those before
    it that did not hold; 0 if there was none. `public_host` is the host of the forum if it was reached in the
    public network once.
    """

    forum_key: str
    due_at: datetime | None = None
    pause: int = 0
    failures: int = 0
    polled_at: datetime | None = None
    answer: str = ""
    detail: str = ""
    url: str = ""
    login_refused_at: datetime | None = None
    login_refused_for: str = ""
    logged_in_at: datetime | None = None
    logins: int = 0
    failing_since: datetime | None = None
    public_host: str | None = None


@dataclass(frozen=True, slots=True)
class ForumStatus(PollState):
    """The state of a forum with the counts of the `last` poll, and of a `day` and a `week`, by full hours.

    `requested_at` is when its owner asked for a poll that has not begun yet, `guests_asked_at` when the
    forum was last asked which boards guests can read.
    """

    requested_at: datetime | None = None
    last: PollCounts = NO_COUNTS
    day: PollCounts = NO_COUNTS
    week: PollCounts = NO_COUNTS
    boards: tuple[BoardStatus, ...] = ()
    media: MediaStatus = field(default_factory=MediaStatus)
    guests_asked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ProcessStatus:
    """A process that shares the store with others: a "worker", or a server ("serve"), on a machine `host`.

    `polls` are the keys of the forums that it polls now. `config_hash` changes with the forums of the
    configuration that it has read.
    """

    kind: str
    host: str
    process_id: int
    version: str
    config_hash: str
    since: datetime
    polls: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What tells it from all others."""
        return f"{self.host}/{self.process_id}"


@dataclass(frozen=True, slots=True)
class QueueStatus:
    """The processes that share a store, and the queue of polls, at the moment `at`.

    `oldest_due_at` is when the forum was due that has waited longest, None if none waits.
    """

    at: datetime
    processes: tuple[ProcessStatus, ...]
    queued: int
    oldest_due_at: datetime | None
    last_minute_polls: int

    @property
    def oldest_age(self) -> float:
        """For how many seconds a forum has been due, at most."""
        return (self.at - self.oldest_due_at).total_seconds() if self.oldest_due_at else 0.0


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
    PAUSED = "paused"


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
        return ExportCounts(*map(add, astuple(self), astuple(other)))


@dataclass(frozen=True, slots=True)
class HostUse:
    """The last use of a host: how many seconds ago a request began or ended, as it is noted by `mark`.

    `blocked_for` is for how many seconds from now on it gets no requests, `overloads` how often in a row it
    was overloaded, None where that is not noted. Two of the same mark are equal.
    """

    mark: object
    since: float = field(compare=False)
    blocked_for: float = field(compare=False)
    overloads: int | None = field(default=None, compare=False)
