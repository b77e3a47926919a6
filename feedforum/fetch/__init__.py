"""One polite HTTP session a host: it asks, decodes, and says what kind of answer came."""

from feedforum.fetch.guest import NOTHING_SPENT, Guest, Spent
from feedforum.fetch.hub import publish
from feedforum.fetch.manners import Manners, default_user_agent
from feedforum.fetch.robots import RobotsMemory
from feedforum.fetch.shared_turns import user_folder
from feedforum.fetch.turns import JITTER, HostTurns

__all__ = [
    "JITTER",
    "NOTHING_SPENT",
    "Guest",
    "HostTurns",
    "Manners",
    "RobotsMemory",
    "Spent",
    "default_user_agent",
    "publish",
    "user_folder",
]
