"""The owner's one TOML file, read into typed settings; every fault named with its place."""

from feedforum.config.changes import ConfigFile
from feedforum.config.current import Current
from feedforum.config.load import load
from feedforum.config.settings import BoardSettings, FeedSettings, ForumSettings, ServerSettings, Settings

__all__ = [
    "BoardSettings",
    "ConfigFile",
    "Current",
    "FeedSettings",
    "ForumSettings",
    "ServerSettings",
    "Settings",
    "load",
]
