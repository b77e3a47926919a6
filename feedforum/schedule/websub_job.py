"""After a poll with changes, notifies a WebSub hub of the changed feeds, in a thread of its own."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from threading import Lock

from feedforum.clock import Clock
from feedforum.config import ForumSettings, LiveSettings
from feedforum.config.fetch_options import default_user_agent
from feedforum.errors import HubError
from feedforum.feeds.formats import FORMATS
from feedforum.feeds.ids import FeedKind, FeedName
from feedforum.fetch import publish
from feedforum.poll import Report
from feedforum.schedule.background import Background
from feedforum.visibility import GUESTS_SEEN_FOR, GuestBoards, opened, visible_part

log = logging.getLogger(__name__)

PAUSES = (10.0, 60.0)
"""The seconds before a hub is tried for the second time, and the third."""

MOST_WAITING = 1000
"""The most feeds that wait for a hub that does not answer; further ones are dropped."""

Publish = Callable[[str, Sequence[str], str, Clock], None]
"""Notifies a hub, as `fetch.publish` does."""


def changed_feeds(forum: ForumSettings, report: Report, public_url: str) -> Iterator[str]:
    """The URLs of the public feeds that a poll changed, in all formats.

    Only posts that such feeds show count, so that the hub does not even learn that there are others.
    """
    visible = visible_part(forum, token=False)
    names: dict[FeedName, None] = {}
    for thread in report.changed:
        if not visible.shows_thread(thread.id, thread.board_id):
            continue
        names |= {FeedName(forum.key, what): None for what in FeedKind}
        if visible.shows_board(thread.board_id):
            names |= {FeedName(forum.key, what, board_id=thread.board_id): None for what in FeedKind}
        if thread.id in forum.threads:
            names[FeedName(forum.key, thread_id=thread.id)] = None
    yield from (public_url + name.path(ext) for name in names for ext in FORMATS)


@dataclass(eq=False)
class WebSubJob(Background):
    """Notifies the hub in a thread of its own, for as long as the block lasts, whose end does not wait.

    A hub that does not accept is tried twice more, then the next time that a feed changes. `guest_boards`
    says which boards guests can read, whose feeds are public.
    """

    current: LiveSettings
    clock: Clock
    publish: Publish = publish
    pauses: Sequence[float] = PAUSES
    guest_boards: GuestBoards | None = None
    _waiting: dict[str, None] = field(default_factory=dict)
    _change: Lock = field(default_factory=Lock)
    _failing: bool = False
    longest_end = 0.0

    def polled(self, forum: ForumSettings, report: Report) -> None:
        """Notify the hub of what a poll changed, soon; returns at once."""
        server = self.current.settings.server
        if not server.hub:
            return
        if self.guest_boards is not None and forum.asks_guests:
            forum = opened(forum, self.guest_boards(self.clock.now() - GUESTS_SEEN_FOR, forum.key))
        with self._change:
            self._waiting.update(dict.fromkeys(changed_feeds(forum, report, server.public_url)))
            for topic in list(self._waiting)[MOST_WAITING:]:
                del self._waiting[topic]
        self.wake()

    def work(self) -> None:
        """Notify of everything that waits."""
        self.notify(self.pauses)

    def notify(self, pauses: Sequence[float] = ()) -> None:
        """Notify of everything that waits, now, and where the hub does not accept, again after each pause."""
        with self._change:
            topics, self._waiting = list(self._waiting), {}
        hub = self.current.settings.server.hub
        if not (hub and topics):
            return
        user_agent = default_user_agent(self.current.settings.server.public_url)
        for pause in (*pauses, None):
            try:
                self.publish(hub, topics, user_agent, self.clock)
            except HubError as error:
                self._note(error)
            except Exception:
                log.exception("the hub: feedforum failed to notify it")
                return
            else:
                self._note(None)
                return
            if pause is None or self.ended.wait(pause):
                return

    def _note(self, error: HubError | None) -> None:
        if error and not self._failing:
            log.warning("%s Feeds are served as before.", error)
        elif self._failing and not error:
            log.info("the hub accepts notifications again")
        self._failing = error is not None
