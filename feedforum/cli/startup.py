"""What commands begin with: the configuration and the store."""

import os
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from feedforum.cli.arguments import CONFIG_VARIABLE, DEFAULT_CONFIG
from feedforum.config import ForumSettings, Settings, load
from feedforum.engines import ENGINES
from feedforum.errors import ConfigError
from feedforum.store import Store


def config_path(options: Namespace) -> Path:
    """The configuration file that was named: by the option, else by the environment, else by default."""
    return Path(options.config or os.environ.get(CONFIG_VARIABLE) or DEFAULT_CONFIG)


def settings_of(options: Namespace) -> Settings:
    """The configuration. Raises ConfigError."""
    return load(config_path(options), ENGINES)


def settings_if_any(options: Namespace) -> Settings | None:
    """The configuration, or None if none was named and there is none. Raises ConfigError."""
    named = options.config or os.environ.get(CONFIG_VARIABLE)
    return settings_of(options) if named or config_path(options).exists() else None


def forums_of(options: Namespace, settings: Settings, key: str | None = None) -> tuple[ForumSettings, ...]:
    """The forums, or the one of that key. Raises ConfigError if there is none."""
    path = config_path(options)
    if not settings.forums:
        raise ConfigError((f"{path}: [[forum]]: is missing; add one with its key, url and boards.",))
    if key is None:
        return settings.forums
    forum = settings.forum(key)
    if forum is None:
        known = ", ".join(forum.key for forum in settings.forums)
        raise ConfigError((f"{path}: [[forum]]: none has the key {key!r}; there are {known}.",))
    return (forum,)


@contextmanager
def open_store(settings: Settings) -> Iterator[Store]:
    """The store, closed in the end. Raises StoreError."""
    store = Store.at(settings.storage_url)
    try:
        yield store
    finally:
        store.close()
