"""What a poll came to: for the line on a terminal, the log and the status."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from feedforum.fetch import NOTHING_SPENT, Spent
from feedforum.records import Answer, Id, PostState


@dataclass(frozen=True, slots=True)
class BoardReport:
    """What came of a board: its title, its last answer, how many posts are new, edited, gone.

    `requests` are those for its listing and for threads that stand in it, as far as it was known.
    A board that was not asked, since nothing had changed, is `UNCHANGED`; or, if it did not let
    us in when it was asked last, it still has that answer.
    """

    id: Id
    title: str
    answer: Answer = Answer.UNCHANGED
    detail: str = ""
    new_posts: int = 0
    edits: int = 0
    deletions: int = 0
    unread_dates: int = 0
    requests: int = 0


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
    spent: Spent = NOTHING_SPENT

    @property
    def line(self) -> str:
        """It in one line."""
        return f"{self.requested}: {self.answer}"

    @property
    def odd(self) -> bool:
        """Whether the owner may want to know of it."""
        return not self.answer.usual


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a poll.

    `answer` is OK if the poll went through, else what stopped it, with `detail` and `url`. `more`
    says that there is more to read than this poll's budget of pages allowed. `went_through` says
    that the boards were read to the end nonetheless: as a guest, where the login was refused. `member`
    says that the forum knew us as a member to the end. `size` is in bytes, as they were sent. `lags` are
    the seconds that posts written since their board is watched had stood in the forum when they were
    first seen.
    """

    forum_key: str
    answer: Answer
    detail: str = ""
    url: str = ""
    requests: int = 0
    new_posts: int = 0
    size: int = 0
    edits: int = 0
    deletions: int = 0
    unread_dates: int = 0
    lags: tuple[float, ...] = ()
    more: bool = False
    login_refused: bool = False
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
    """What is counted while a poll goes on, by board. `seen` are the posts that are new and have a date."""

    new_posts: dict[Id | None, int] = field(default_factory=dict)
    edits: dict[Id | None, int] = field(default_factory=dict)
    deletions: dict[Id | None, int] = field(default_factory=dict)
    changed: dict[ChangedThread, None] = field(default_factory=dict)
    unread_dates: dict[Id | None, int] = field(default_factory=dict)
    requests: dict[Id | None, int] = field(default_factory=dict)
    seen: list[tuple[Id | None, PostState]] = field(default_factory=list)
    answers: dict[Id, tuple[Answer, str]] = field(default_factory=dict)

    def count(self, thread: ChangedThread, *, new_posts: int = 0, edits: int = 0, deletions: int = 0) -> None:
        """Add what came of a thread."""
        for counted, number in (
            (self.new_posts, new_posts),
            (self.edits, edits),
            (self.deletions, deletions),
        ):
            if number:
                _add(counted, thread.board_id, number)
                self.changed[thread] = None

    def add_requests(self, board_id: Id | None, requests: int) -> None:
        """Add the requests for a page of a board, or of a thread in it."""
        _add(self.requests, board_id, requests)

    def undated(self, board_id: Id | None, posts: int) -> None:
        """Add the posts of a thread in a board whose dates could not be read."""
        _add(self.unread_dates, board_id, posts)

    def boards(
        self, titles: Mapping[Id, str], refused: Mapping[Id, tuple[Answer, str]]
    ) -> tuple[BoardReport, ...]:
        """The reports of these boards in their order; `refused` are the answers of those that keep us out."""
        silent = (Answer.UNCHANGED, "")
        return tuple(
            BoardReport(
                board_id,
                title,
                *self.answers.get(board_id, refused.get(board_id, silent)),
                self.new_posts.get(board_id, 0),
                self.edits.get(board_id, 0),
                self.deletions.get(board_id, 0),
                self.unread_dates.get(board_id, 0),
                self.requests.get(board_id, 0),
            )
            for board_id, title in titles.items()
        )

    def lags(self, watched_since: Mapping[Id, datetime]) -> tuple[float, ...]:
        """The seconds between writing and seeing a post, of those written after their board was watched."""
        return tuple(
            (post.first_seen_at - post.posted_at).total_seconds()
            for board_id, post in self.seen
            if board_id is not None and board_id in watched_since and post.posted_at > watched_since[board_id]
        )


def _add(counted: dict[Id | None, int], board_id: Id | None, number: int) -> None:
    counted[board_id] = counted.get(board_id, 0) + number
