"""The owner's TOML file, read into typed settings; every fault is reported with its place."""

from feedforum.config.live_settings import ConfigFile as ConfigFile
from feedforum.config.live_settings import LiveSettings as LiveSettings
from feedforum.config.load import load as load
from feedforum.config.load import read_storage_url as read_storage_url
from feedforum.config.settings import BoardSettings as BoardSettings
from feedforum.config.settings import FeedSettings as FeedSettings
from feedforum.config.settings import ForumSettings as ForumSettings
from feedforum.config.settings import ServerSettings as ServerSettings
from feedforum.config.settings import Settings as Settings
