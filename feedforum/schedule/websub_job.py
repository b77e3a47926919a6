"""After a poll with changes, notifies a WebSub hub of the changed feeds, in a thread of its own."""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Self

from feedforum.clock import Clock
from feedforum.config import ForumSettings, LiveSettings
from feedforum.config.fetch_options import default_user_agent
from feedforum.errors import HubError
from feedforum.feeds.formats import FORMATS
from feedforum.feeds.ids import FeedKind, FeedName
from feedforum.fetch import publish
from feedforum.poll import Report
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
class WebSubJob:
    """Notifies the hub in a thread of its own, for as long as the block lasts.

    A hub that does not accept is tried twice more, then the next time that a feed changes. `guest_boards`
    says which boards guests can read, whose feeds are public.
    """

    current: LiveSettings
    clock: Clock
    publish: Publish = publish
    pauses: Sequence[float] = PAUSES
    guest_boards: GuestBoards | None = None
    _waiting: dict[str, None] = field(default_factory=dict)
    _change: threading.Condition = field(default_factory=threading.Condition)
    _ended: threading.Event = field(default_factory=threading.Event)
    _failing: bool = False

    def __post_init__(self) -> None:
        self._thread = threading.Thread(target=self._work, name="websub", daemon=True)

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
            self._change.notify()

    def notify(self) -> None:
        """Notify of everything that waits, now, and without another try."""
        with self._change:
            topics, self._waiting = list(self._waiting), {}
        hub = self.current.settings.server.hub
        if hub and topics:
            self._notify(hub, topics, ())

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        """Does not wait: a request to a hub that is under way at the end is abandoned."""
        with self._change:
            self._ended.set()
            self._change.notify()

    def _work(self) -> None:
        while True:
            with self._change:
                self._change.wait_for(lambda: self._waiting or self._ended.is_set())
                topics, self._waiting = list(self._waiting), {}
            if self._ended.is_set():
                return
            hub = self.current.settings.server.hub
            if hub:
                self._notify(hub, topics, self.pauses)

    def _notify(self, hub: str, topics: list[str], pauses: Sequence[float]) -> None:
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
            if pause is None or self._ended.wait(pause):
                return

    def _note(self, error: HubError | None) -> None:
        if error and not self._failing:
            log.warning("%s Feeds are served as before.", error)
        elif self._failing and not error:
            log.info("the hub accepts notifications again")
        self._failing = error is not None
