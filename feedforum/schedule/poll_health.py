"""Whether polls are in time, for `/healthz`: no forum is named."""

from datetime import datetime, timedelta

from feedforum.clock import Clock
from feedforum.config import ForumSettings, LiveSettings
from feedforum.config.quiet_hours import is_quiet
from feedforum.errors import OverdueError, StoreError
from feedforum.records import PollPause
from feedforum.store import PollState, Store
from feedforum.translations import detail_text

MARGIN = timedelta(hours=1)
"""How late a poll may always be: a first one, or one of a slow forum, takes its time."""

_STEP = timedelta(minutes=5)
"""Quiet hours that are shorter than this may be overlooked."""


class PollHealth:
    """The health of a process that starts now; it polls, or serves what another one polls."""

    def __init__(self, store: Store, current: LiveSettings, clock: Clock) -> None:
        self._store = store
        self._current = current
        self._clock = clock
        began_at = clock.now()
        self._known_since = {forum.key: began_at for forum in current.settings.forums}

    def check(self, trouble: PollPause | None = None) -> None:
        """Raises StoreError if polls pause or the store cannot be written, OverdueError if they are late."""
        if trouble is not None:
            raise StoreError(trouble.reason, trouble.outside)
        self._store.check_writable()
        now = self._clock.now()
        forums = [forum for forum in self._current.settings.forums if not forum.paused]
        late = []
        for forum in forums:
            # A forum that was added while the program ran is not late for the time before.
            known_since = self._known_since.setdefault(forum.key, now)
            state = self._store.poll_states.read(forum.key)
            if since := overdue_since(state, forum, known_since, now):
                late.append(since)
        if late:
            name = "overdue" if self._store.has_poller() else "overdue_without_poller"
            first = f"{min(late):%Y-%m-%d %H:%M:%SZ}"
            raise OverdueError(detail_text(name, late=len(late), forums=len(forums), since=first))


def overdue_since(
    state: PollState, forum: ForumSettings, began_at: datetime, now: datetime
) -> datetime | None:
    """Since when a forum has been due, if that is too long ago; else None.

    What was due before `began_at` counts from then; quiet hours and the time right after them do not count.
    """
    margin = max(MARGIN, timedelta(seconds=2 * forum.interval))
    due = max(state.due_at or began_at, began_at)
    if now - due <= margin:
        return None
    moment = now
    while moment > now - margin:
        if is_quiet(moment, forum):
            return None
        moment -= _STEP
    return due
