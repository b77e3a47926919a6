"""Who a command asks a forum as: it keeps nothing, and takes its turn among all processes of the user."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from random import Random

from feedforum import __version__
from feedforum.clock import Clock
from feedforum.config import LiveSettings, Settings
from feedforum.config.editing import Proposal, preview_settings, suggested_key
from feedforum.config.fetch_options import fetch_options_of
from feedforum.engines import ENGINES
from feedforum.fetch import FetchOptions, HostRateLimiter, default_user_agent, publish, user_folder


class InMemoryRobots:
    """A `RobotsMemory` for as long as a command takes: nothing is stored."""

    def __init__(self) -> None:
        self._files: dict[str, tuple[str, datetime]] = {}

    def read(self, host: str) -> tuple[str, datetime] | None:
        return self._files.get(host)

    def write(self, host: str, text: str, fetched_at: datetime) -> None:
        self._files[host] = (text, fetched_at)


def host_rate_limiter(clock: Clock) -> HostRateLimiter:
    """The turns of all hosts, for one command."""
    return HostRateLimiter(clock, Random(), user_folder())  # noqa: S311 - jitter is no secret


def explain_other_software(settings: Settings | None) -> FetchOptions:
    """How to visit a forum that the configuration, if there is one, does not name."""
    return FetchOptions(default_user_agent(__version__, settings.server.public_url if settings else ""))


def visiting(path: Path, url: str, public_url: str = "") -> FetchOptions:
    """How the configuration at `path` has forums visited, for one at `url` that it does not name.

    Raises ConfigError for its faults.
    """
    forum = preview_settings(path, Proposal(suggested_key(url), url, "UTC", ()), ENGINES)
    return fetch_options_of(forum, public_url)


def publisher(current: LiveSettings, clock: Clock) -> Callable[[str, Sequence[str]], None]:
    """What tells a hub of feeds, as the configuration that is in force then names this program."""

    def tell(hub: str, topics: Sequence[str]) -> None:
        publish(hub, topics, explain_other_software(current.settings).user_agent, clock)

    return tell
