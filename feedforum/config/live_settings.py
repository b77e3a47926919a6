"""The settings in force while the program runs, and the file they come from, which may change meanwhile."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from feedforum.config.settings import Settings
from feedforum.errors import ConfigError


class LiveSettings:
    """The settings in force, for any thread; read them once for what belongs together.

    `faults` are those of a changed configuration file, which is not in force.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.faults: tuple[str, ...] = ()

    def replace(self, settings: Settings) -> None:
        self.settings = settings


class ConfigFile(LiveSettings):
    """The settings of the file at `path`, as `load` reads it. Raises ConfigError."""

    def __init__(self, path: Path, load: Callable[[], Settings]) -> None:
        self.path = path
        self._load = load
        self._loaded = self._seen = _file_state(path)
        super().__init__(load())

    def changed(self) -> bool:
        """Whether the file differs from the one that was read last, and has not changed since the last call.

        An editor may write a file in pieces, so a change counts when two calls find the same file.
        """
        state = _file_state(self.path)
        stable = state == self._seen
        self._seen = state
        return stable and state != self._loaded

    def read(self) -> Settings | None:
        """Its settings, with all secrets read anew; None if it has faults."""
        self._loaded = self._seen = _file_state(self.path)
        try:
            settings = self._load()
        except ConfigError as error:
            self.faults = error.faults
            return None
        self.faults = ()
        return settings


def _file_state(path: Path) -> tuple[int, int, int] | None:
    """What changes with the file: inode, size, time; None as long as there is no file."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def applicable(new: Settings, old: Settings) -> tuple[Settings, tuple[str, ...]]:
    """What of `new` can replace `old` in a running program, and the keys that need a restart."""
    merged = replace(
        new,
        server=replace(new.server, host=old.server.host, port=old.server.port),
        storage_url=old.storage_url,
        media_folder=old.media_folder,
        log_format=old.log_format,
    )
    differ = {
        "listen in [server]": merged.server != new.server,
        "url in [storage]": merged.storage_url != new.storage_url,
        "media in [storage]": merged.media_folder != new.media_folder,
        "format in [logging]": merged.log_format != new.log_format,
    }
    return merged, tuple(key for key, differs in differ.items() if differs)
