"""What workers know together of the hosts that they ask: a row for each, by the clock of the database.

So neither clocks that differ nor a worker that dies cut a pause short. Who holds a host holds it for as long
as its request may take, and until it says that the request has ended; if it never does, the pause counts from
the last moment at which it may have ended.
"""

import hashlib
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from feedforum.clock import Clock
from feedforum.errors import StoreError
from feedforum.records import HostUse
from feedforum.store import tables
from feedforum.store.database import database_now, reading, writing

HOST_MARGIN = 5.0
"""The seconds that a host is held for longer than a request may take, as threads wait for their turns."""

BUSY_PAUSE = 1.0
"""The seconds after which a host that another worker is using is looked at again."""

RETRY_PAUSE = 0.5
"""The seconds after which the end of a request is noted again that could not be, as the store was away."""

NEVER = timedelta(days=1)
"""How long ago a host counts as used that never was."""

_limit = tables.host_limit
_ended_at = sa.func.greatest(_limit.c.last_at, _limit.c.held_until)


@dataclass
class HeldHost:
    """A host that is held, with what is noted of it when its request has ended."""

    last: HostUse
    used: bool = False
    blocked_for: float = 0.0
    overloads: int = 0

    def note(self, blocked_for: float, overloads: int) -> None:
        self.used, self.blocked_for, self.overloads = True, blocked_for, overloads


class HostLimits:
    """Shares hosts with all workers of a store; `holder` names this one. `now` is the clock of the database.

    `clock` tells how long this process may go on trying to note something. Raises StoreError.
    """

    def __init__(
        self,
        engine: sa.Engine,
        holder: str,
        clock: Clock,
        margin: float = HOST_MARGIN,
        now: Callable[[], Any] = database_now,
    ) -> None:
        self._engine = engine
        self._holder = holder
        self._clock = clock
        self._margin = margin
        self._now = now

    @contextmanager
    def hold(self, host: str, pause: float, longest: float) -> Iterator[HeldHost | None]:
        """Holds a host until the block ends, or for `longest` seconds and a `margin` if this process dies.

        It is not held where its last use is less than `pause` seconds ago or not over, or it gets no requests
        now. Gives None where that has just changed.
        """
        key = hashlib.sha256(host.encode()).hexdigest()
        began = self._clock.monotonic()
        overloads = self._take(key, pause, longest + self._margin)
        if overloads is None:
            yield self._found(key, pause)
            return
        held = HeldHost(HostUse(key, math.inf, 0.0, overloads))
        try:
            yield held
        finally:
            self._give_back(key, held, until=began + longest + self._margin)

    def _take(self, key: str, pause: float, seconds: float) -> int | None:
        """Hold a host if it is free; gives how often it was overloaded in a row, None if it is not free."""
        now = self._now()
        row = {"holder": self._holder, "held_until": now + timedelta(seconds=seconds)}
        taken = (
            postgresql.insert(_limit)
            .values(host=key, last_at=now - NEVER, overloads=0, **row)
            .on_conflict_do_update(
                index_elements=[_limit.c.host],
                set_=row,
                where=sa.and_(
                    _ended_at <= now - timedelta(seconds=pause),
                    sa.or_(_limit.c.blocked_until.is_(None), _limit.c.blocked_until <= now),
                ),
            )
            .returning(_limit.c.overloads)
        )
        with writing(self._engine) as connection:
            overloads: int | None = connection.scalar(taken)
        return overloads

    def _found(self, key: str, pause: float) -> HeldHost | None:
        """For how long a host is not free; None if it is free by now."""
        seconds = [
            sa.extract("epoch", moment)
            for moment in (self._now() - _ended_at, _limit.c.blocked_until - self._now())
        ]
        with reading(self._engine) as connection:
            row = connection.execute(sa.select(*seconds).where(_limit.c.host == key)).first()
        since, blocked_for = (float(each or 0) for each in row or (pause, 0))
        if blocked_for <= 0 and since >= pause:
            return None
        if since < 0:
            # Its holder gives it back sooner, unless it has died.
            since = max(since, pause - BUSY_PAUSE)
        # Each is another one: whoever has waited for it still has to take the host.
        return HeldHost(HostUse(object(), since, blocked_for))

    def _give_back(self, key: str, held: HeldHost, until: float) -> None:
        """Note that the request has ended, and try to for as long as the host is held anyway."""
        while True:
            try:
                now = self._now()
                blocked_until = now + timedelta(seconds=held.blocked_for) if held.blocked_for > 0 else None
                row = {"last_at": now, "blocked_until": blocked_until, "overloads": held.overloads}
                with writing(self._engine) as connection:
                    connection.execute(
                        sa.update(_limit)
                        .where(_limit.c.host == key, _limit.c.holder == self._holder)
                        .values(holder=None, held_until=None, **(row if held.used else {}))
                    )
            except StoreError:
                if self._clock.monotonic() + RETRY_PAUSE >= until:
                    raise
                self._clock.sleep(RETRY_PAUSE)
            else:
                return
