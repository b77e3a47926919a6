"""After a poll that brought something, a hub is told which feeds have changed: apart from all polling."""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from types import TracebackType
from typing import Self

from feedforum.config import ForumSettings, LiveSettings
from feedforum.errors import HubError
from feedforum.feeds import FORMATS, FeedName, What
from feedforum.poll import Report
from feedforum.visibility import public_visibility

log = logging.getLogger(__name__)

PAUSES = (10.0, 60.0)
"""The seconds before a hub is tried for the second time, and the third."""

MOST_WAITING = 1000
"""How many feeds a hub that does not answer is to be told of at most; those beyond are let go."""

Publish = Callable[[str, Sequence[str]], None]
"""Tells the hub at an address of feeds at others. Raises HubError."""


def changed_feeds(forum: ForumSettings, report: Report, public_url: str) -> Iterator[str]:
    """The addresses of the feeds that a poll changed, of those that name a hub, in all formats.

    Those are the feeds that nobody needs a token for; and of the posts only those count that such feeds
    show, so that nothing is told of the others, be it that there are any.
    """
    seen = public_visibility(forum)
    names: dict[FeedName, None] = {}
    for thread in report.changed:
        if not seen.shows_thread(thread.id, thread.board_id):
            continue
        names |= {FeedName(forum.key, what): None for what in What}
        if seen.shows_board(thread.board_id):
            names |= {FeedName(forum.key, what, board_id=thread.board_id): None for what in What}
        if thread.id in forum.threads:
            names[FeedName(forum.key, thread_id=thread.id)] = None
    yield from (public_url + name.path(ext) for name in names for ext in FORMATS)


class Publishing:
    """Tells the hub in a thread of its own, for as long as the block lasts.

    A hub that does not take it is tried twice more, then the next time that a feed changes. The log
    is told when a hub begins to fail, and when it takes it again.
    """

    def __init__(self, current: LiveSettings, publish: Publish, pauses: Sequence[float] = PAUSES) -> None:
        self._current = current
        self._publish = publish
        self._pauses = pauses
        self._waiting: dict[str, None] = {}
        self._change = threading.Condition()
        self._ended = threading.Event()
        self._failing = False
        self._thread = threading.Thread(target=self._work, name="publishing", daemon=True)

    def polled(self, forum: ForumSettings, report: Report) -> None:
        """Tell of what a poll brought, soon; returns at once."""
        server = self._current.settings.server
        if not server.hub:
            return
        with self._change:
            self._waiting.update(dict.fromkeys(changed_feeds(forum, report, server.public_url)))
            for topic in list(self._waiting)[MOST_WAITING:]:
                del self._waiting[topic]
            self._change.notify()

    def tell(self) -> None:
        """Tell of all that waits, now, and without another try."""
        with self._change:
            topics, self._waiting = list(self._waiting), {}
        hub = self._current.settings.server.hub
        if hub and topics:
            self._told(hub, topics, ())

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """It is not waited for: a hub that is being asked when all ends is left behind."""
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
            hub = self._current.settings.server.hub
            if hub:
                self._told(hub, topics, self._pauses)

    def _told(self, hub: str, topics: list[str], pauses: Sequence[float]) -> None:
        for pause in (*pauses, None):
            try:
                self._publish(hub, topics)
            except HubError as error:
                self._note(error)
            except Exception:
                log.exception("the hub: this program failed to tell it")
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
            log.info("the hub takes what it is told again")
        self._failing = error is not None
