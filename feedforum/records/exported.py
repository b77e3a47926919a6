"""What came of keeping feeds as files."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Exported:
    """How many feeds there are as files, how many were written since their bytes changed, and removed.

    `unread` are forums that were not polled yet, of which there are none.
    """

    feeds: int = 0
    written: int = 0
    removed: int = 0
    unread: tuple[str, ...] = ()

    def __add__(self, other: "Exported") -> "Exported":
        return Exported(
            self.feeds + other.feeds,
            self.written + other.written,
            self.removed + other.removed,
            (*self.unread, *other.unread),
        )
