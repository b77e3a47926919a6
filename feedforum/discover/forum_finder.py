"""Finds forums for the owner's page `/find`, previews them, and adds them to the configuration."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from feedforum.clock import Clock
from feedforum.config import ForumSettings, LiveSettings
from feedforum.config.editing import (
    add_boards,
    add_forum,
    as_toml,
    configured_at,
    preview_settings,
    suggested_key,
)
from feedforum.config.fetch_options import FetchOptions, fetch_options_of
from feedforum.config.forum_changes import ForumChange, change_forum, change_login, follow, remove_forum
from feedforum.discover.board_tree import boards_of
from feedforum.discover.discover_forum import discover
from feedforum.discover.preview import preview_of
from feedforum.engines import ENGINES, engine_for
from feedforum.errors import ConfigError
from feedforum.fetch import ForumClient, HostRateLimiter, InMemoryRobots
from feedforum.poll.login import LoginBlock
from feedforum.poll.page_loader import PageLoader
from feedforum.records import Access, Answer, Choice, Discovery, FoundBoard, Id, MemberLogin, Preview

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
        self._robots = InMemoryRobots()
        return discover(
            address,
            lambda url: self._client(fetch_options_for(self.path, url, self._public_url)),
            most_boards=MOST_BOARDS_CHECKED,
        )

    def as_member(self, found: Discovery, login: MemberLogin) -> Discovery:
        forum = self._as(login, preview_settings(self.path, replace(found, boards=()), ENGINES))
        engine = engine_for(found.engine, found.profile)
        with self._client(fetch_options_of(forum, self._public_url)) as client:
            loader = PageLoader(forum, client, engine)
            reading, _ = loader.index()
        block = loader.login.block
        if reading.page is None or block is not LoginBlock.NONE:
            return replace(found, answer=Answer.LOGIN_WANTED, detail=block.value or reading.detail)
        # What a member's index names is open to the member, but for passwords of single boards.
        boards = (
            board if board.access is Access.PASSWORD else replace(board, access=Access.OPEN)
            for board in boards_of(reading.page, loader.traits)
        )
        return replace(found, boards=tuple(boards))

    def drafted(self, found: Discovery, choice: Choice) -> ForumSettings:
        """The forum's settings if it is added like this."""
        return self._as(
            choice.login, preview_settings(self.path, _with_boards(found, choice.board_ids), ENGINES)
        )

    def _as(self, login: MemberLogin | None, draft: ForumSettings) -> ForumSettings:
        return replace(draft, username=login.username, password=login.password) if login else draft

    def preview(self, found: Discovery, board: FoundBoard, forum: ForumSettings) -> Preview:
        with self._client(fetch_options_of(forum, self._public_url)) as client:
            return preview_of(found, board, forum, client)

    def piece(self, found: Discovery, choice: Choice) -> str:
        """The configuration for these boards, to be pasted."""
        taken = [forum.key for forum in self.current.settings.forums]
        wanted = _with_boards(found, choice.board_ids)
        if choice.login is None:
            return as_toml(wanted, taken)
        return as_toml(wanted, taken, choice.login.username, f"{suggested_key(found.url, taken)}.password")

    def save(self, found: Discovery, choice: Choice) -> str:
        """Add these boards to the configuration file, which must exist."""
        if not self.path.exists():
            raise ConfigError(f"{self.path}: no longer exists; restore it first.")
        known = configured_at(found.url, self.current.settings.forums)
        wanted = _with_boards(found, choice.board_ids)
        if known is not None:
            if choice.login is not None:
                change_login(self.path, known.key, choice.login, ENGINES)
            add_boards(self.path, known.key, wanted.boards, ENGINES, choice.passwords)
        else:
            known = add_forum(self.path, wanted, ENGINES, choice.login, choice.passwords).forums[-1]
        self.saved()
        return known.key

    def change(self, key: str, change: ForumChange) -> None:
        change_forum(self.path, key, change, ENGINES)
        self.saved()

    def remove(self, key: str) -> None:
        remove_forum(self.path, key, ENGINES)
        self.saved()

    def follow(self, key: str, *, board_id: Id | None = None, thread_id: Id | None = None) -> None:
        follow(self.path, key, ENGINES, board_id=board_id, thread_id=thread_id)
        self.saved()

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
