"""Loads the configuration again while the program runs: when its file has changed, or on request."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from feedforum.config import ConfigFile, Settings
from feedforum.config.live_settings import applicable
from feedforum.schedule.background import Background

log = logging.getLogger(__name__)


@dataclass(eq=False)
class ConfigReloader(Background):
    """Checks the file in a thread of its own, for as long as the block lasts.

    Valid settings are given to `apply`, then put in force. A file with faults changes nothing.
    """

    file: ConfigFile
    apply: Callable[[Settings], None]
    pause: float = 5.0
    _requested: bool = False

    def request(self) -> None:
        """Load the file now, whether it has changed or not. Signal handlers may call it."""
        self._requested = True
        self.wake()

    def work(self) -> None:
        """Check the file; whatever goes wrong with that is logged."""
        requested, self._requested = self._requested, False
        try:
            self.check(anyway=requested)
        except Exception:
            log.exception("the configuration: feedforum failed to load it")

    def check(self, *, anyway: bool = False) -> None:
        """Load the file if it has changed, or `anyway`."""
        if not (self.file.changed() or anyway):
            return
        settings = self.file.read()
        if settings is None:
            log.error("the new configuration is not used, the old one stays: %s", " ".join(self.file.faults))
            return
        before = self.file.settings
        new, after_restart = applicable(settings, before)
        for key in after_restart:
            log.warning("the configuration: %s takes effect at the next start", key)
        self.apply(new)
        self.file.replace(new)
        log.info("the new configuration is in force: %s", _changes(before, new))


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
