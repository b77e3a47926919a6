"""Polls that the owner wants at once: whoever serves notes the request, whoever polls grants it."""

import logging
from collections.abc import Callable
from datetime import datetime

from feedforum.config import ForumSettings
from feedforum.records import PollRequestOutcome
from feedforum.schedule.intervals import request_outcome
from feedforum.store import Store

log = logging.getLogger(__name__)


def request_poll(store: Store, forum: ForumSettings, now: datetime) -> PollRequestOutcome:
    """Ask the process that polls this store to poll a forum now, if that is allowed. Raises StoreError."""
    outcome = request_outcome(store.poll_states.read(forum.key), forum, now)
    if outcome is PollRequestOutcome.GRANTED:
        store.poll_requests.add(forum.key, now)
    return outcome


def granted_requests(
    store: Store, forum_of: Callable[[str], ForumSettings | None], now: datetime
) -> list[str]:
    """The forums that the owner wants polled now and that may be; other requests are dropped.

    Raises StoreError.
    """
    requested, granted = store.poll_requests.read(), []
    for key in requested:
        forum = forum_of(key)
        outcome = forum and request_outcome(store.poll_states.read(key), forum, now)
        log.info("%s: poll requested: %s", key, outcome or "unknown forum", extra={"forum": key})
        if outcome is PollRequestOutcome.GRANTED:
            granted.append(key)
    store.poll_requests.drop(requested.keys() - granted)
    return granted
