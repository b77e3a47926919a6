"""What the web knows beyond what readers see."""

from collections.abc import Callable

from feedforum.clock import Clock
from feedforum.metrics import Metrics
from feedforum.records import Trouble
from feedforum.schedule import wish
from feedforum.store import Store
from feedforum.web import Backstage, Finder


def backstage_of(
    store: Store,
    clock: Clock,
    trouble: Callable[[], Trouble | None] = lambda: None,
    metrics: Metrics | None = None,
    finder: Finder | None = None,
) -> Backstage:
    """The backstage of a process; one that polls has `trouble` and `metrics` of that."""
    return Backstage(
        standings=store.standings,
        wish=lambda forum: wish(store, forum, clock.now()),
        trouble=trouble,
        metrics=metrics or Metrics(),
        finder=finder,
    )
