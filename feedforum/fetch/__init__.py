"""HTTP for forums: polite requests, decoded responses, and what kind of answer each one is."""

from feedforum.config.fetch_options import FetchOptions, default_user_agent
from feedforum.fetch.client import NOTHING_SPENT, ForumClient, Spent
from feedforum.fetch.rate_limit import JITTER, HostRateLimiter, user_folder
from feedforum.fetch.robots import InMemoryRobots, RobotsMemory
from feedforum.fetch.websub import publish

__all__ = [
    "JITTER",
    "NOTHING_SPENT",
    "FetchOptions",
    "ForumClient",
    "HostRateLimiter",
    "InMemoryRobots",
    "RobotsMemory",
    "Spent",
    "default_user_agent",
    "publish",
    "user_folder",
]
