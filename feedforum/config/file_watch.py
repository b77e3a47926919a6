"""A configuration file that may change while the program runs."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from feedforum.config.settings import Settings
from feedforum.errors import ConfigError

Mark = tuple[int, int, int] | None

_RESTART = ("listen in [server]", "url in [storage]", "format in [logging]")


class ConfigFile:
    """The file at `path`, which `load` reads as it was read at the start. Used from one thread at a time.

    `faults` are the faults of the file as it stands there now, empty while it is in force.
    """

    def __init__(self, path: Path, load: Callable[[], Settings]) -> None:
        self.faults: tuple[str, ...] = ()
        self._path = path
        self._load = load
        self._read = self._seen = mark_of(path)

    def changed(self) -> bool:
        """Whether the file is another than the one that was read last, and has been since the last look.

        Who writes a file may write it in pieces; so it counts when two looks show the same.
        """
        mark = mark_of(self._path)
        still = mark == self._seen
        self._seen = mark
        return still and mark != self._read

    def read(self) -> Settings | None:
        """The settings that it gives now, with all its secrets read anew; None if it has faults."""
        self._read = self._seen = mark_of(self._path)
        try:
            settings = self._load()
        except ConfigError as error:
            self.faults = error.faults
            return None
        self.faults = ()
        return settings


def mark_of(path: Path) -> Mark:
    """What tells a file from what it was before; None as long as there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def in_place(new: Settings, old: Settings) -> tuple[Settings, tuple[str, ...]]:
    """What of `new` can take the place of `old` in a running program, and the keys that cannot.

    Where it listens, where its store is and how its log is written a program keeps till it ends.
    """
    kept = replace(
        new,
        server=replace(new.server, host=old.server.host, port=old.server.port),
        storage_url=old.storage_url,
        log_format=old.log_format,
    )
    differ = (
        kept.server != new.server,
        kept.storage_url != new.storage_url,
        kept.log_format != new.log_format,
    )
    return kept, tuple(key for key, other in zip(_RESTART, differ, strict=True) if other)
