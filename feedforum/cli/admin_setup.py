"""What the web knows beyond what readers see."""

from collections.abc import Callable

from feedforum.clock import Clock
from feedforum.metrics import Metrics
from feedforum.records import Trouble
from feedforum.schedule import request_poll
from feedforum.store import Store
from feedforum.web import AdminServices, Finder


def admin_services_of(
    store: Store,
    clock: Clock,
    trouble: Callable[[], Trouble | None] = lambda: None,
    metrics: Metrics | None = None,
    finder: Finder | None = None,
) -> AdminServices:
    """The backstage of a process; one that polls has `trouble` and `metrics` of that."""
    return AdminServices(
        forum_statuses=store.forum_statuses,
        request_poll=lambda forum: request_poll(store, forum, clock.now()),
        trouble=trouble,
        metrics=metrics or Metrics(),
        finder=finder,
    )
