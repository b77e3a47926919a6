"""Loads the configuration again while the program runs: when its file has changed, or on request."""

import logging
import threading
from collections.abc import Callable
from typing import Self

from feedforum.config import ConfigFile, Settings
from feedforum.config.live_settings import applicable

log = logging.getLogger(__name__)

PAUSE = 5.0
"""The seconds between two checks of the file."""


class ConfigReloader:
    """Checks the file in a thread of its own, for as long as the block lasts.

    Valid settings are given to `apply`, then put in force. A file with faults changes nothing.
    """

    def __init__(self, file: ConfigFile, apply: Callable[[Settings], None], pause: float = PAUSE) -> None:
        self._file = file
        self._apply = apply
        self._pause = pause
        self._requested = threading.Event()
        self._ended = False
        self._thread = threading.Thread(target=self._watch, name="config-reload", daemon=True)

    def request(self) -> None:
        """Load the file now, whether it has changed or not. Signal handlers may call it."""
        self._requested.set()

    def check(self, *, anyway: bool = False) -> None:
        """Load the file if it has changed, or `anyway`."""
        if not (self._file.changed() or anyway):
            return
        settings = self._file.read()
        if settings is None:
            log.error("the new configuration is not used, the old one stays: %s", " ".join(self._file.faults))
            return
        before = self._file.settings
        new, after_restart = applicable(settings, before)
        for key in after_restart:
            log.warning("the configuration: %s takes effect at the next start", key)
        self._apply(new)
        self._file.replace(new)
        log.info("the new configuration is in force: %s", _changes(before, new))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._ended = True
        self._requested.set()
        self._thread.join()

    def _watch(self) -> None:
        while True:
            requested = self._requested.wait(self._pause)
            if self._ended:
                return
            self._requested.clear()
            try:
                self.check(anyway=requested)
            except Exception:
                log.exception("the configuration: feedforum failed to load it")


def _changes(before: Settings, after: Settings) -> str:
    """Which forums are new, changed and removed."""
    known = {forum.key: forum for forum in before.forums}
    new = {forum.key: forum for forum in after.forums}
    by_kind = {
        "new": [key for key in new if key not in known],
        "changed": [key for key in new if key in known and new[key] != known[key]],
        "removed": [key for key in known if key not in new],
    }
    parts = [f"{what}: {', '.join(keys)}" for what, keys in by_kind.items() if keys]
    return "; ".join(parts) or "no forum changed"
