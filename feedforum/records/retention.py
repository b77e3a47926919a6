"""How long the texts of posts are kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from feedforum.records.ids import Id


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a board or thread: texts since a moment, all for None; and the newest `spare`."""

    since: datetime | None
    spare: int


@dataclass(frozen=True, slots=True)
class Retention:
    """What is kept of a forum: of each watched board, of each thread watched by itself.

    `spare` are the newest posts of the whole forum that are kept in any case.
    """

    boards: Mapping[Id, Kept]
    threads: Mapping[Id, Kept]
    spare: int
