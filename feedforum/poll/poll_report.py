"""What a poll came to: for the line on a terminal, the log and the status."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from feedforum.fetch import NO_REQUESTS, RequestCounts
from feedforum.records import Answer, Id, PollCounts, PostState


@dataclass(frozen=True, slots=True)
class BoardReport(PollCounts):
    """What came of a board: its title, its last answer, how many posts are new, edited, gone.

    `requests` are those for its listing and for threads that stand in it, as far as it was known.
    A board that was not asked, since nothing had changed, is `UNCHANGED`; or, if it did not let
    us in when it was asked last, it still has that answer.
    """

    id: Id
    title: str
    answer: Answer = Answer.UNCHANGED
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ChangedThread:
    """A thread some of whose posts are new, were edited or are gone, and the board it stands in, if known."""

    id: Id
    board_id: Id | None


@dataclass(frozen=True, slots=True)
class PageReport:
    """What came of one page: what was asked for and why, the answer, and what asking took."""

    requested: str
    answer: Answer
    detail: str = ""
    url: str = ""
    counts: RequestCounts = NO_REQUESTS

    @property
    def line(self) -> str:
        """It in one line."""
        return f"{self.requested}: {self.answer}"

    @property
    def odd(self) -> bool:
        """Whether the owner may want to know of it."""
        return not self.answer.usual


@dataclass(frozen=True, slots=True)
class Report(PollCounts):
    """What came of a poll.

    `answer` is OK if the poll went through, else what stopped it, with `detail` and `url`. `more`
    says that there is more to read than this poll's budget of pages allowed. `went_through` says
    that the boards were read to the end nonetheless: as a guest, where the login was refused. `member`
    says that the forum knew us as a member to the end. `lags` are the seconds that posts written since
    their board is watched had stood in the forum when they were first seen.
    """

    forum_key: str
    answer: Answer
    detail: str = ""
    url: str = ""
    lags: tuple[float, ...] = ()
    more: bool = False
    member: bool = False
    went_through: bool = False
    boards: tuple[BoardReport, ...] = ()
    changed: tuple[ChangedThread, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether the poll could not do its work."""
        return self.answer is not Answer.OK


@dataclass(slots=True)
class Tally:
    """What is counted while a poll goes on: `counts` by board, under the names they have in its report.

    `seen` are the posts that are new and have a date.
    """

    counts: defaultdict[Id | None, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    changed: dict[ChangedThread, None] = field(default_factory=dict)
    seen: list[tuple[Id | None, PostState]] = field(default_factory=list)
    answers: dict[Id, tuple[Answer, str]] = field(default_factory=dict)

    def count(self, thread: ChangedThread, **found: int) -> None:
        """Add what came of a thread: `new_posts`, `edits`, `deletions`."""
        self.counts[thread.board_id].update(found)
        if any(found.values()):
            self.changed[thread] = None

    def total(self) -> Counter[str]:
        """The counts of all boards together."""
        return sum(self.counts.values(), Counter())

    def boards(
        self, titles: Mapping[Id, str], refused: Mapping[Id, tuple[Answer, str]]
    ) -> tuple[BoardReport, ...]:
        """The reports of these boards in their order; `refused` are the answers of those that keep us out."""
        answers = dict.fromkeys(titles, (Answer.UNCHANGED, "")) | dict(refused) | self.answers
        return tuple(
            BoardReport(id_, title, answer=answers[id_][0], detail=answers[id_][1], **self.counts[id_])
            for id_, title in titles.items()
        )

    def lags(self, watched_since: Mapping[Id, datetime]) -> tuple[float, ...]:
        """The seconds between writing and seeing a post, of those written after their board was watched."""
        return tuple(
            (post.first_seen_at - post.posted_at).total_seconds()
            for board_id, post in self.seen
            if board_id is not None and board_id in watched_since and post.posted_at > watched_since[board_id]
        )
