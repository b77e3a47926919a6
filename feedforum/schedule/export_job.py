"""After a poll, writes the feeds of its forum as files, in a thread of its own."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from feedforum.config import ForumSettings, LiveSettings, Settings
from feedforum.errors import FeedforumError
from feedforum.poll import Report
from feedforum.records import ExportCounts
from feedforum.schedule.background import Background

if TYPE_CHECKING:
    from feedforum.export import Exporter

log = logging.getLogger(__name__)

Then = Callable[[ForumSettings, Report], None]


@dataclass(eq=False)
class ExportJob(Background):
    """Writes in a thread of its own, for as long as the block lasts, if there is an `export_dir`.

    Its end hardly waits: each file is complete whenever that is.

    At the beginning, and when the configuration has changed, what is no longer public is removed first.
    `then` is called for each poll when its feeds are written: a hub that is notified of them may fetch
    them at once. What cannot be written is tried again after the forum's next poll; it is logged once,
    and once more when it works again.
    """

    current: LiveSettings
    exporter_to: Callable[[Path], "Exporter"]
    then: Then = lambda forum, report: None
    pause: float = 5.0
    longest_end = 2.0
    _settings: Settings | None = None
    _exporter: "Exporter | None" = None
    _waiting: dict[str, list[tuple[ForumSettings, Report]]] = field(default_factory=dict)
    _change: Lock = field(default_factory=Lock)
    _failing: bool = False

    def polled(self, forum: ForumSettings, report: Report) -> None:
        """Export the forum's feeds soon; returns at once."""
        if self.current.settings.server.export_dir is None:
            self.then(forum, report)
            return
        with self._change:
            self._waiting.setdefault(forum.key, []).append((forum, report))
        self.wake()

    def export(self) -> None:
        """Export everything that waits, now."""
        self._apply_configuration(everything=False)
        while self._next():
            pass

    def work(self) -> None:
        """Export the next forum that waits, by the present configuration."""
        self._apply_configuration(everything=True)
        if self._next():
            self.wake()

    def _apply_configuration(self, *, everything: bool) -> None:
        """Apply a changed configuration; with `everything`, export all forums by it."""
        settings = self.current.settings
        if settings is self._settings:
            return
        self._settings, folder = settings, settings.server.export_dir
        exports = self._exporter = self.exporter_to(folder) if folder else None
        if exports is None:
            return
        self._try(lambda: _log("feeds", ExportCounts(removed=exports.remove_obsolete())))
        if everything:
            # Files of forums with something private may show what is private only now.
            ordered = sorted(settings.forums, key=lambda forum: not forum.has_private)
            with self._change:
                waiting, self._waiting = self._waiting, {forum.key: [] for forum in ordered}
                self._waiting.update(waiting)

    def _next(self) -> bool:
        """Export a forum that waits, or else the list; gives whether there was one."""
        with self._change:
            key = next(iter(self._waiting), None)
            polls = [] if key is None else self._waiting.pop(key)
        exports = self._exporter
        if (
            exports is not None
            and (key is None or self._try(lambda: _log(key, exports.forum(key))))
            and not self._waiting
        ):
            self._try(exports.list_all)
        for forum, report in polls:
            self.then(forum, report)
        return key is not None

    def _try(self, export: Callable[[], object]) -> bool:
        try:
            export()
        except FeedforumError as error:
            self._note(error)
            return False
        except Exception:
            if not self.ended.is_set():
                log.exception("feeds as files: feedforum failed to write them")
            return False
        self._note(None)
        return True

    def _note(self, error: FeedforumError | None) -> None:
        if error and not self._failing:
            log.error("%s Polls continue.", error)
        elif self._failing and not error:
            log.info("feeds are written as files again")
        self._failing = error is not None


def _log(whose: str, exported: ExportCounts) -> None:
    if exported.written or exported.removed:
        log.info("%s: files written: %d, removed: %d", whose, exported.written, exported.removed)
