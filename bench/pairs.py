"""Two things measured in turns, so that what else the machine does troubles both alike."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Compared:
    """The median of the ratios of all pairs; and of either side, in seconds."""

    ratio: float
    ours: float
    theirs: float

    @property
    def aside(self) -> str:
        """The times, in milliseconds."""
        return f"{self.ours * 1000:.3g} ms : {self.theirs * 1000:.3g} ms"


def compared(
    ours: Callable[[], object],
    theirs: Callable[[], object],
    *,
    times: int,
    clock: Clock = time.thread_time,
) -> Compared:
    """How much of `clock` the one takes by the other: once each to warm up, then `times` in turns.

    By default that is the CPU time of this thread, whatever others do meanwhile.
    """
    return of_costs(lambda: cost_of(ours, clock), lambda: cost_of(theirs, clock), times=times)


def of_costs(ours: Callable[[], float], theirs: Callable[[], float], *, times: int) -> Compared:
    """The same for what tells by itself how much it took, in seconds."""
    ours(), theirs()
    pairs = []
    for turn in range(times):
        if turn % 2:
            first = ours()
            pairs.append((first, theirs()))
        else:
            second = theirs()
            pairs.append((ours(), second))
    return Compared(
        median(our / their for our, their in pairs),
        median(our for our, _ in pairs),
        median(their for _, their in pairs),
    )


def cost_of(act: Callable[[], object], clock: Clock = time.thread_time) -> float:
    """What it takes, without what others left behind to be collected."""
    gc.collect()
    begun = clock()
    act()
    return clock() - begun
