"""The owner's TOML file, read into typed settings; every fault is reported with its place."""

from feedforum.config.live_settings import ConfigFile, LiveSettings
from feedforum.config.load import load
from feedforum.config.settings import BoardSettings, FeedSettings, ForumSettings, ServerSettings, Settings

__all__ = [
    "BoardSettings",
    "ConfigFile",
    "FeedSettings",
    "ForumSettings",
    "LiveSettings",
    "ServerSettings",
    "Settings",
    "load",
]
