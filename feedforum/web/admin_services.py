"""What the owner's pages and the metrics need beyond the feed store."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Protocol

from feedforum.config.settings import ForumSettings
from feedforum.metrics import Metrics
from feedforum.records import Discovery, FoundBoard, Id, PollPause, PollRequestOutcome, Preview
from feedforum.store import EndedSessions, ForumStatuses


class Finder(Protocol):
    """Looks at forums for the owner, and adds them to the configuration. Called from one thread at a time."""

    def find(self, address: str) -> Discovery:
        """What forum an address is. Raises DiscoverError if it is no address, ConfigError for faults."""

    def drafted(self, found: Discovery, board_ids: Collection[Id]) -> ForumSettings:
        """The forum as it would be settled if it were added with these boards. Raises ConfigError."""

    def preview(self, found: Discovery, board: FoundBoard, forum: ForumSettings) -> Preview:
        """The newest posts of a board of the forum, which is asked for as settled in a draft."""

    def piece(self, found: Discovery, board_ids: Collection[Id]) -> str:
        """The piece of configuration for these boards."""

    def save(self, found: Discovery, board_ids: Collection[Id]) -> str:
        """Add these boards, with their forum if it is new; gives its key. Raises ConfigError."""


@dataclass(frozen=True, slots=True)
class AdminServices:
    """`request_poll` asks for a poll of a forum now and says what becomes of it; it may raise `StoreError`.

    `trouble` is why polls pause, as far as this process knows. Without a `finder` no forum can be looked
    for and added.
    """

    forum_statuses: ForumStatuses
    ended_sessions: EndedSessions
    request_poll: Callable[[ForumSettings], PollRequestOutcome]
    trouble: Callable[[], PollPause | None] = lambda: None
    metrics: Metrics = field(default_factory=Metrics)
    finder: Finder | None = None
