"""What looks at forums for the owner's page, and adds them to the configuration that runs."""

from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

from feedforum.cli.fetch_setup import InMemoryRobots, host_rate_limiter, visiting
from feedforum.clock import Clock
from feedforum.config import ForumSettings, LiveSettings
from feedforum.config.editing import add_boards, add_forum, as_toml, configured_at, preview_settings
from feedforum.config.fetch_options import fetch_options_of
from feedforum.discover import discover, preview_of, proposal_of
from feedforum.engines import ENGINES
from feedforum.errors import ConfigError
from feedforum.fetch import FetchOptions, ForumClient
from feedforum.records import Discovery, FoundBoard, Id, Preview

BOARDS_ASKED = 5
"""How many boards are asked whether they let a guest in: somebody waits for the page."""

LONGEST = 10.0
"""The seconds that one page may take at most, for the same reason."""


class ForumFinder:
    """`web.Finder` over the configuration file at `path`; `saved` is told when that was written.

    The owner of the program may look at forums in a private network, as they may configure one; what
    a public forum leads to is bounded as for every visit. Used from one thread at a time.
    """

    def __init__(self, path: Path, current: LiveSettings, clock: Clock, saved: Callable[[], None]) -> None:
        self._path = path
        self._current = current
        self._clock = clock
        self._saved = saved
        self._hosts = host_rate_limiter(clock)
        self._robots = InMemoryRobots()

    def find(self, address: str) -> Discovery:
        """What forum an address is."""
        self._robots = InMemoryRobots()
        return discover(
            address,
            lambda url: self._guest(visiting(self._path, url, self._public_url)),
            boards_asked=BOARDS_ASKED,
        )

    def drafted(self, found: Discovery, board_ids: Collection[Id]) -> ForumSettings:
        """The forum as it would be settled with these boards."""
        return preview_settings(self._path, proposal_of(found, wanted=board_ids), ENGINES)

    def preview(self, found: Discovery, board: FoundBoard, forum: ForumSettings) -> Preview:
        """The newest posts of a board."""
        with self._guest(fetch_options_of(forum, self._public_url)) as client:
            return preview_of(found, board, forum, client)

    def piece(self, found: Discovery, board_ids: Collection[Id]) -> str:
        """The piece of configuration for these boards."""
        return as_toml(proposal_of(found, self._keys, board_ids))

    def save(self, found: Discovery, board_ids: Collection[Id]) -> str:
        """Add these boards to the file that the program runs by, which has to be there."""
        if not self._path.exists():
            raise ConfigError((f"{self._path}: is no longer there; put back what this program runs by.",))
        known = configured_at(found.url, self._current.settings.forums)
        proposal = proposal_of(found, self._keys, board_ids)
        if known is not None:
            add_boards(self._path, known.key, proposal.boards, ENGINES)
            key = known.key
        else:
            key = add_forum(self._path, proposal, ENGINES).forums[-1].key
        self._saved()
        return key

    @property
    def _public_url(self) -> str:
        return self._current.settings.server.public_url

    @property
    def _keys(self) -> list[str]:
        return [forum.key for forum in self._current.settings.forums]

    def _guest(self, fetch_options: FetchOptions) -> ForumClient:
        brisk = replace(fetch_options, timeout=min(fetch_options.timeout, LONGEST))
        return ForumClient(brisk, self._clock, self._hosts, self._robots)
