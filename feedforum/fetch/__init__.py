"""One polite HTTP session a host: it asks, decodes, and says what kind of answer came."""

from feedforum.config.fetch_options import FetchOptions, default_user_agent
from feedforum.fetch.client import NOTHING_SPENT, ForumClient, Spent
from feedforum.fetch.rate_limit import JITTER, HostRateLimiter
from feedforum.fetch.robots import RobotsMemory
from feedforum.fetch.shared_rate_limit import user_folder
from feedforum.fetch.websub import publish

__all__ = [
    "JITTER",
    "NOTHING_SPENT",
    "FetchOptions",
    "ForumClient",
    "HostRateLimiter",
    "RobotsMemory",
    "Spent",
    "default_user_agent",
    "publish",
    "user_folder",
]
