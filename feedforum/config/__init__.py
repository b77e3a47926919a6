"""The owner's one TOML file, read into typed settings; every fault named with its place."""

from feedforum.config.file_watch import ConfigFile
from feedforum.config.live_settings import LiveSettings
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
