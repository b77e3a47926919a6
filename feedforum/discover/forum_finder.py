"""Finds forums for the owner's page `/find`, previews them, and adds them to the configuration."""

from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from feedforum.clock import Clock
from feedforum.config import ForumSettings, LiveSettings
from feedforum.config.editing import (
    Proposal,
    ProposedBoard,
    add_boards,
    add_forum,
    as_toml,
    configured_at,
    preview_settings,
    suggested_key,
)
from feedforum.config.fetch_options import FetchOptions, fetch_options_of
from feedforum.discover.discover_forum import discover
from feedforum.discover.preview import preview_of
from feedforum.engines import ENGINES
from feedforum.errors import ConfigError
from feedforum.fetch import ForumClient, HostRateLimiter, InMemoryRobots
from feedforum.records import Access, Discovery, FoundBoard, Id, Preview

MOST_BOARDS_CHECKED = 5
"""How many boards are checked whether guests may read them: somebody waits for the page."""

LONGEST_PAGE = 10.0
"""The most seconds for one page, for the same reason."""


_WHY_NOT = {
    Access.LOGIN: "for members: give username and password_env, and put its id in the list",
    Access.PASSWORD: "has a password of its own: put a table with id and password_env in the list",
    Access.REFUSED: "guests may not read it",
}


def proposal_of(
    found: Discovery, taken: Collection[str] = (), wanted: Collection[Id] | None = None
) -> Proposal:
    """The forum that was found, with all boards that guests may read, or those of them that are `wanted`.

    `taken` are keys of other forums. Boards that guests may not read are named in comments.
    """
    boards = tuple(
        ProposedBoard(board.id, board.title, _WHY_NOT.get(board.access, ""))
        for board in found.boards
        if not board.category and (wanted is None or board.id in wanted or not board.may_be_followed)
    )
    remarks = [f"“{found.title}”, {found.software}" if found.title else found.software]
    if not found.zone_fits:
        remarks.append("The dates on its index do not fit this timezone; find the right one on its pages.")
    return Proposal(suggested_key(found.url, taken), found.url, found.zone, boards, tuple(remarks))


def fetch_options_for(path: Path, url: str, public_url: str = "") -> FetchOptions:
    """The options for a forum that the configuration at `path` does not name yet. Raises ConfigError."""
    page = urlsplit(url)._replace(query="", fragment="").geturl()
    proposal = Proposal(suggested_key(url), page, "UTC", ())
    return fetch_options_of(preview_settings(path, proposal, ENGINES), public_url)


class ForumFinder:
    """A `web.Finder` for the configuration file at `path`; `saved` is called when that was written.

    The owner may look at forums in a private network. Used from one thread at a time.
    """

    def __init__(
        self,
        path: Path,
        current: LiveSettings,
        clock: Clock,
        rate_limiter: HostRateLimiter,
        saved: Callable[[], None],
    ) -> None:
        self._path = path
        self._current = current
        self._clock = clock
        self._saved = saved
        self._rate_limiter = rate_limiter
        self._robots = InMemoryRobots()

    def find(self, address: str) -> Discovery:
        """The forum at an address."""
        self._robots = InMemoryRobots()
        return discover(
            address,
            lambda url: self._client(fetch_options_for(self._path, url, self._public_url)),
            most_boards=MOST_BOARDS_CHECKED,
        )

    def drafted(self, found: Discovery, board_ids: Collection[Id]) -> ForumSettings:
        """The forum's settings if it is added with these boards."""
        return preview_settings(self._path, proposal_of(found, wanted=board_ids), ENGINES)

    def preview(self, found: Discovery, board: FoundBoard, forum: ForumSettings) -> Preview:
        """The newest posts of a board."""
        with self._client(fetch_options_of(forum, self._public_url)) as client:
            return preview_of(found, board, forum, client)

    def piece(self, found: Discovery, board_ids: Collection[Id]) -> str:
        """The configuration for these boards, to be pasted."""
        return as_toml(proposal_of(found, self._keys, board_ids))

    def save(self, found: Discovery, board_ids: Collection[Id]) -> str:
        """Add these boards to the configuration file, which must exist."""
        if not self._path.exists():
            raise ConfigError((f"{self._path}: no longer exists; restore it first.",))
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

    def _client(self, fetch_options: FetchOptions) -> ForumClient:
        options = replace(fetch_options, timeout=min(fetch_options.timeout, LONGEST_PAGE))
        return ForumClient(options, self._clock, self._rate_limiter, self._robots)
