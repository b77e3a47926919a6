"""Finds forums for the owner's page `/find`, previews them, and adds them to the configuration."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from feedforum.clock import Clock
from feedforum.config import ForumSettings, LiveSettings
from feedforum.config.editing import add_boards, add_forum, as_toml, configured_at, preview_settings
from feedforum.config.fetch_options import FetchOptions, fetch_options_of
from feedforum.discover.discover_forum import discover
from feedforum.discover.preview import preview_of
from feedforum.engines import ENGINES
from feedforum.errors import ConfigError
from feedforum.fetch import ForumClient, HostRateLimiter, InMemoryRobots
from feedforum.records import Answer, Discovery, FoundBoard, Id, Preview

MOST_BOARDS_CHECKED = 5
"""How many boards are checked whether guests may read them: somebody waits for the page."""

LONGEST_PAGE = 10.0
"""The most seconds for one page, for the same reason."""


def fetch_options_for(path: Path, url: str, public_url: str = "") -> FetchOptions:
    """The options for a forum that the configuration at `path` does not name yet. Raises ConfigError."""
    page = urlsplit(url)._replace(query="", fragment="").geturl()
    unknown = Discovery(Answer.OK, page, zone="UTC")
    return fetch_options_of(preview_settings(path, unknown, ENGINES), public_url)


@dataclass(eq=False)
class ForumFinder:
    """A `web.Finder` for the configuration file at `path`; `saved` is called when that was written.

    The owner may look at forums in a private network. Used from one thread at a time.
    """

    path: Path
    current: LiveSettings
    clock: Clock
    rate_limiter: HostRateLimiter
    saved: Callable[[], None]
    _robots: InMemoryRobots = field(default_factory=InMemoryRobots)

    def find(self, address: str) -> Discovery:
        """The forum at an address."""
        self._robots = InMemoryRobots()
        return discover(
            address,
            lambda url: self._client(fetch_options_for(self.path, url, self._public_url)),
            most_boards=MOST_BOARDS_CHECKED,
        )

    def drafted(self, found: Discovery, board_ids: Collection[Id]) -> ForumSettings:
        """The forum's settings if it is added with these boards."""
        return preview_settings(self.path, _with_boards(found, board_ids), ENGINES)

    def preview(self, found: Discovery, board: FoundBoard, forum: ForumSettings) -> Preview:
        """The newest posts of a board."""
        with self._client(fetch_options_of(forum, self._public_url)) as client:
            return preview_of(found, board, forum, client)

    def piece(self, found: Discovery, board_ids: Collection[Id]) -> str:
        """The configuration for these boards, to be pasted."""
        return as_toml(_with_boards(found, board_ids), [forum.key for forum in self.current.settings.forums])

    def save(self, found: Discovery, board_ids: Collection[Id]) -> str:
        """Add these boards to the configuration file, which must exist."""
        if not self.path.exists():
            raise ConfigError((f"{self.path}: no longer exists; restore it first.",))
        known = configured_at(found.url, self.current.settings.forums)
        wanted = _with_boards(found, board_ids)
        if known is not None:
            add_boards(self.path, known.key, wanted.boards, ENGINES)
        else:
            known = add_forum(self.path, wanted, ENGINES).forums[-1]
        self.saved()
        return known.key

    @property
    def _public_url(self) -> str:
        return self.current.settings.server.public_url

    def _client(self, fetch_options: FetchOptions) -> ForumClient:
        options = replace(fetch_options, timeout=min(fetch_options.timeout, LONGEST_PAGE))
        return ForumClient(options, self.clock, self.rate_limiter, self._robots)


def _with_boards(found: Discovery, ids: Collection[Id]) -> Discovery:
    """The forum with these of its boards, and those that guests may not read."""
    boards = tuple(board for board in found.boards if board.id in ids or not board.may_be_followed)
    return replace(found, boards=boards)
