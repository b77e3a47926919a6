"""What commands are made of: the configuration, the store, the rate limit, and what writes feeds as files."""

import ctypes
import logging
import os
import platform
from argparse import Namespace
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from feedforum.cli.arguments import CONFIG_VARIABLE, DEFAULT_CONFIG
from feedforum.cli.output import site_url
from feedforum.clock import Clock
from feedforum.config import ConfigFile, ForumSettings, LiveSettings, Settings, load
from feedforum.engines import ENGINES
from feedforum.errors import ConfigError, SchemaError, StoreAwayError
from feedforum.media.folder import MediaFolder
from feedforum.store import Store

if TYPE_CHECKING:
    from feedforum.export import Exporter
    from feedforum.fetch import HostRateLimiter

BETWEEN_TRIES = 5.0
"""The seconds between two looks at a store that is waited for."""

log = logging.getLogger(__name__)

_M_ARENA_MAX = -8
"""The number of the setting for mallopt(3)."""

_ARENAS = 2


def config_path(options: Namespace) -> Path:
    """The configuration file: of the option, else of the environment, else the default."""
    return Path(options.config or os.environ.get(CONFIG_VARIABLE) or DEFAULT_CONFIG)


def settings_of(options: Namespace) -> Settings:
    """The configuration. Raises ConfigError."""
    return load(config_path(options), ENGINES)


def settings_if_any(options: Namespace) -> Settings | None:
    """The configuration, or None if none was named and the default does not exist. Raises ConfigError."""
    named = options.config or os.environ.get(CONFIG_VARIABLE)
    return settings_of(options) if named or config_path(options).exists() else None


def forums_of(options: Namespace, settings: Settings, key: str | None = None) -> tuple[ForumSettings, ...]:
    """All forums, or the one with that key. Raises ConfigError if there is none."""
    path = config_path(options)
    if not settings.forums:
        raise ConfigError(f"{path}: [[forum]]: is missing; add one with its key, url and boards.")
    if key is None:
        return settings.forums
    forum = settings.forum(key)
    if forum is None:
        known = ", ".join(forum.key for forum in settings.forums)
        raise ConfigError(f"{path}: [[forum]]: none has the key {key!r}; known are {known}.")
    return (forum,)


def config_file(options: Namespace, read: Callable[[Namespace], Settings] = settings_of) -> ConfigFile:
    """The configuration file, which may change while the program runs. Raises ConfigError."""
    return ConfigFile(config_path(options).absolute(), lambda: read(options))


def open_store(settings: Settings) -> closing[Store]:
    """The store, which is closed at the end of the block. Raises StoreError."""
    return closing(Store.at(settings.storage_url))


def open_shared_store(settings: Settings, clock: Clock) -> closing[Store]:
    """The store for one of several processes, which in PostgreSQL leaves the schema to `feedforum upgrade`.

    It waits, and says once why, while the schema is of another version or the database cannot be reached.
    Raises StoreError for what does not end by itself.
    """
    said = ""
    while True:
        try:
            store = Store.at(settings.storage_url, upgrades=False)
            break
        except (SchemaError, StoreAwayError) as error:
            if settings.storage_url.startswith("sqlite"):
                raise
            if str(error) != said:
                said = str(error)
                log.warning("%s Until then this process waits.", error)
            clock.sleep(BETWEEN_TRIES)
    if said:
        log.info("the store is there, and of this version")
    return closing(store)


def host_rate_limiter(clock: Clock) -> "HostRateLimiter":
    """The rate limit of all hosts, shared with the other processes of this user."""
    from feedforum.fetch import HostFolder, HostRateLimiter, user_folder

    return HostRateLimiter(clock, Random(), [HostFolder(user_folder(), clock)])  # noqa: S311 - jitter is no secret


def exporter_to(store: Store, current: LiveSettings, clock: Clock) -> "Callable[[Path], Exporter]":
    """Makes an exporter to a folder. What renders feeds is imported only then."""

    def made(folder: Path) -> "Exporter":
        from feedforum.export import Exporter

        return Exporter(
            folder,
            current,
            store.read_repository,
            store.revisions,
            clock,
            lambda settings: site_url(settings.server),
            MediaFolder(current.settings.media_folder),
        )

    return made


def share_memory() -> None:
    """Let threads share two of glibc's arenas, instead of up to eight for each core.

    Each arena keeps the most memory that it ever needed, and a page's tree needs a lot: with a dozen polls
    that is tens of megabytes that nobody uses. Does nothing with other C libraries, or if the environment
    has a MALLOC_ARENA_MAX.
    """
    if "MALLOC_ARENA_MAX" not in os.environ and platform.libc_ver()[0] == "glibc":
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, _ARENAS)
