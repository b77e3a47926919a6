"""How a forum writes its dates."""

from dataclasses import dataclass
from datetime import tzinfo


@dataclass(frozen=True, slots=True)
class Calendar:
    """How a forum writes dates: its zone, and the order of day and month where figures alone stand.

    `order` is `auto`, `dmy`, `mdy` or `ymd`.
    """

    zone: tzinfo
    order: str = "auto"
