"""What the owner's pages and the metrics need beyond the feed store."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol, cast

from flask import current_app
from werkzeug.local import LocalProxy

from feedforum.config.forum_changes import ForumChange
from feedforum.config.settings import ForumSettings
from feedforum.metrics import Metrics
from feedforum.records import (
    Choice,
    Discovery,
    FoundBoard,
    Id,
    MemberLogin,
    PollPause,
    PollRequestOutcome,
    Preview,
    QueueStatus,
)
from feedforum.store import EndedSessions, ForumStatuses, TokenReads


class Finder(Protocol):
    """Looks at forums for the owner, in one thread at a time. What writes does all, or raises ConfigError."""

    def find(self, address: str) -> Discovery:
        """What forum an address is. Raises DiscoverError if it is no address, ConfigError for faults."""

    def as_member(self, found: Discovery, login: MemberLogin) -> Discovery:
        """The forum as a member sees it, or with the answer that the login failed. Raises ConfigError."""

    def drafted(self, found: Discovery, choice: Choice) -> ForumSettings:
        """The forum as it would be settled if it were added like this. Raises ConfigError."""

    def preview(self, found: Discovery, board: FoundBoard, forum: ForumSettings) -> Preview:
        """The newest posts of a board of the forum, which is asked for as settled in a draft."""

    def piece(self, found: Discovery, choice: Choice) -> str:
        """The piece of configuration for these boards."""

    def save(self, found: Discovery, choice: Choice) -> str:
        """Add these boards, with their forum if it is new; gives its key."""

    def change(self, key: str, change: ForumChange) -> None:
        """Change a forum of the configuration."""

    def remove(self, key: str) -> None:
        """Remove a forum from the configuration."""

    def follow(self, key: str, *, board_id: Id | None = None, thread_id: Id | None = None) -> None:
        """Follow one more board or thread of a forum of the configuration."""


@dataclass(frozen=True, slots=True)
class AdminServices:
    """`request_poll` asks for a poll of a forum now and says what becomes of it; it may raise `StoreError`.

    `trouble` is why polls pause, as far as this process knows. Without a `finder` no forum can be looked
    for and added. With `token_reads` it is remembered who read what by which token.
    `queue_status` is of the processes that share the store, if any do.
    """

    forum_statuses: ForumStatuses
    ended_sessions: EndedSessions
    request_poll: Callable[[ForumSettings], PollRequestOutcome]
    trouble: Callable[[], PollPause | None] = lambda: None
    metrics: Metrics = field(default_factory=Metrics)
    finder: Finder | None = None
    token_reads: TokenReads | None = None
    queue_status: Callable[[], QueueStatus | None] = lambda: None


admin = cast("AdminServices", LocalProxy(lambda: current_app.extensions["admin_services"]))
"""Those of the application which answers this request."""

finder = cast("Finder", LocalProxy(lambda: admin.finder))
"""Its finder, for pages that are there only with one."""
