"""What the owner's pages and the metrics are made of, beyond what readers see."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from feedforum.config.settings import ForumSettings
from feedforum.metrics import Metrics
from feedforum.records import ForumStanding, Trouble, Wished


class Standings(Protocol):
    """How forums stand. Every method may raise `StoreError`."""

    def forum(self, key: str, now: datetime) -> ForumStanding:
        """How a forum stands, also one that was never polled."""

    def size(self) -> int:
        """The bytes that the store takes."""


@dataclass(frozen=True, slots=True)
class Backstage:
    """`wish` asks for a poll of a forum now, and says what becomes of that; it may raise `StoreError`.

    `trouble` is why polls pause, as far as this process knows.
    """

    standings: Standings
    wish: Callable[[ForumSettings], Wished]
    trouble: Callable[[], Trouble | None] = lambda: None
    metrics: Metrics = field(default_factory=Metrics)
