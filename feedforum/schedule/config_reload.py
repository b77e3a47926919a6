"""The configuration taken up anew while the program runs: when its file has changed, or when told to."""

import logging
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

from feedforum.config import ConfigFile, LiveSettings, Settings
from feedforum.config.live_settings import applicable

log = logging.getLogger(__name__)

PAUSE = 5.0
"""The seconds between two looks at the file."""


class Reloading:
    """Looks at the file in a thread of its own, for as long as the block lasts.

    Settings without a fault are put into `current`, then given to `take_up`. A file with faults
    changes nothing; they are in the log, and in `faults` until they are gone.
    """

    def __init__(
        self,
        file: ConfigFile,
        current: LiveSettings,
        take_up: Callable[[Settings], None],
        pause: float = PAUSE,
    ) -> None:
        self._file = file
        self._current = current
        self._take_up = take_up
        self._pause = pause
        self._asked = threading.Event()
        self._ended = False
        self._thread = threading.Thread(target=self._watch, name="reloading", daemon=True)

    def faults(self) -> tuple[str, ...]:
        """What is wrong with the file, each in a sentence for its owner; none while it holds."""
        return self._file.faults

    def ask(self) -> None:
        """Read the file now, whether it has changed or not. For handlers of signals too."""
        self._asked.set()

    def look(self, *, anyway: bool = False) -> None:
        """Read the file if it has changed, or `anyway`, and take up what it says."""
        if not (self._file.changed() or anyway):
            return
        settings = self._file.read()
        if settings is None:
            log.error(
                "the configuration is not taken up, the one before stays: %s", _listed(self._file.faults)
            )
            return
        before = self._current.settings
        chosen, later = applicable(settings, before)
        for key in later:
            log.warning("the configuration: %s is taken up at the next start", key)
        self._take_up(chosen)
        self._current.replace(chosen)
        log.info("the configuration is taken up: %s", _changes(before, chosen))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended = True
        self._asked.set()
        self._thread.join()

    def _watch(self) -> None:
        while True:
            asked = self._asked.wait(self._pause)
            if self._ended:
                return
            self._asked.clear()
            try:
                self.look(anyway=asked)
            except Exception:
                log.exception("the configuration: this program failed to take it up")


def _listed(faults: tuple[str, ...]) -> str:
    return " ".join(faults)


def _changes(before: Settings, after: Settings) -> str:
    """Which forums came, changed and went."""
    known = {forum.key: forum for forum in before.forums}
    wanted = {forum.key: forum for forum in after.forums}
    told = {
        "new": [key for key in wanted if key not in known],
        "changed": [key for key in wanted if key in known and wanted[key] != known[key]],
        "left out": [key for key in known if key not in wanted],
    }
    parts = [f"{what}: {', '.join(keys)}" for what, keys in told.items() if keys]
    return "; ".join(parts) or "no forum differs"
