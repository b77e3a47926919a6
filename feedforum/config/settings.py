"""The settings that the rest of the program reads: for each forum and board, with the nearest value."""

import hashlib
from dataclasses import dataclass, field
from datetime import time, tzinfo
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from feedforum.dates import zone_named
from feedforum.patterns import NOTHING, Patterns
from feedforum.records import Cookie, Id, Profile


def host_and_path(url: str) -> tuple[str, str]:
    """The host of an address with its port and without `www.`, and its path without a slash at its end."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", ""
    return parts.netloc.rpartition("@")[2].lower().removeprefix("www."), parts.path.rstrip("/")


@dataclass(frozen=True, slots=True)
class Span:
    """From `begin` until right before `end` by a forum's clock; past midnight where `end` is the earlier."""

    begin: time
    end: time

    def holds(self, clock: time) -> bool:
        if self.begin < self.end:
            return self.begin <= clock < self.end
        return clock >= self.begin or clock < self.end


@dataclass(frozen=True, slots=True)
class MediaSettings:
    """Pictures and files of posts that are kept, if `keep`; each of `max_size` bytes at most."""

    keep: bool = False
    all_hosts: bool = False
    any_kind: bool = True
    max_size: int = 10_000_000


THREAD_DAY = "thread-day"
"""How entries are grouped: one for each thread and day."""


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """What a feed holds: at most so many `entries` and bytes (`max_size`).

    `edits_as_new` says whether an edit makes a new entry, `keep` for how many seconds the texts of posts are
    stored, None for ever. It holds the posts that match `include` and not `exclude`.
    """

    entries: int
    max_size: int
    signatures: bool
    prefix_in_title: bool = True
    author_in_title: bool = False
    edits_as_new: bool = False
    keep: float | None = None
    include: Patterns = NOTHING
    exclude: Patterns = NOTHING
    notices: bool = False
    group: str = "none"
    media: MediaSettings = MediaSettings()


@dataclass(frozen=True, slots=True)
class BoardSettings:
    """A watched board. The first polls fetch its newest `backfill` posts; None means all.

    `password` is the board's own, empty if it has none. `private`: reading it needs an access token. One that
    is `paused` is not read, and its feeds stay as they are. With `asks_guests` a private one is opened once
    the forum shows it to guests.
    """

    id: Id
    feeds: FeedSettings
    backfill: int | None
    password: str = field(default="", repr=False)
    private: bool = False
    paused: bool = False
    asks_guests: bool = False


@dataclass(frozen=True, slots=True)
class ForumSettings:
    """A forum. Durations are in seconds. `boards` is None for all that the index shows.

    `url` ends in a slash. `backfill` and `feeds` hold for boards without settings of their own.
    `private` holds for boards without a setting of their own: reading them needs an access token; of single
    threads, `private_threads` need one and `open_threads` do not. `colours` keeps the colours and fonts of
    posts. No poll begins in `quiet_hours`, which are in `timezone`, and none at all while it is `paused`.
    `ca_file` is the path of the certificates that are trusted for it, empty for the usual ones.
    `redirects_to` are hosts that its redirects may lead to, `headers` are sent to its own host only.
    `own_hosts` are other hosts that its pictures and files are on.
    `cookies` come from a browser that is logged in, and replace `username` and `password`.
    `profile` says how its pages are read where no engine knows them. With `asks_guests` polls look which
    boards guests can read; `opened_boards` are those, where all are watched.
    """

    key: str
    url: str
    engine: str
    encoding: str
    timezone: str
    date_order: str
    boards: tuple[BoardSettings, ...] | None
    threads: tuple[Id, ...]
    interval: float
    max_interval: float
    request_delay: float
    timeout: float
    robots_txt: bool
    user_agent: str
    proxy: str = field(repr=False)
    pages_per_poll: int
    backfill: int | None
    reread: bool
    feeds: FeedSettings
    private: bool
    private_threads: tuple[Id, ...] = ()
    open_threads: tuple[Id, ...] = ()
    colours: bool = False
    quiet_hours: tuple[Span, ...] = ()
    username: str = ""
    password: str = field(default="", repr=False)
    ca_file: str = ""
    redirects_to: tuple[str, ...] = ()
    own_hosts: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    cookies: tuple[Cookie, ...] = field(default=(), repr=False)
    profile: Profile | None = None
    paused: bool = False
    asks_guests: bool = False
    opened_boards: frozenset[Id] = frozenset()

    @property
    def zone(self) -> tzinfo:
        return zone_named(self.timezone)

    def board(self, board_id: Id) -> BoardSettings | None:
        if self.boards is None:
            private = self.private and board_id not in self.opened_boards
            return BoardSettings(
                board_id, self.feeds, self.backfill, private=private, asks_guests=self.asks_guests
            )
        return next((board for board in self.boards if board.id == board_id), None)

    @property
    def keeps_media(self) -> bool:
        return self.feeds.media.keep or any(board.feeds.media.keep for board in self.boards or ())

    @property
    def has_private(self) -> bool:
        """Whether anything that is watched may need an access token."""
        if self.boards is None and self.private:
            return True
        boards = any(board.private for board in self.boards or ())
        return boards or any(self.is_private(None, thread_id) for thread_id in self.threads)

    def is_private(self, board_id: Id | None, thread_id: Id | None = None) -> bool:
        """Whether a board, or a thread that stands in it, needs an access token: the nearest setting wins.

        A board that is not watched, or not known, may be a private one that the thread was in before or
        is in now: it counts as private if any board is.
        """
        if thread_id in self.private_threads:
            return True
        if thread_id in self.open_threads:
            return False
        board = None if board_id is None else self.board(board_id)
        if board is not None:
            return board.private
        return self.private or any(each.private for each in self.boards or ())


@dataclass(frozen=True, slots=True)
class Grant:
    """What a token opens: the private parts of forums, by key, or only those boards of a single one."""

    forums: tuple[str, ...]
    boards: tuple[Id, ...] = ()

    def opens(self, forum_key: str) -> bool | tuple[Id, ...]:
        """Whether it opens all of a forum, or which of its boards."""
        return forum_key in self.forums and (self.boards or True)


@dataclass(frozen=True, slots=True)
class AccessToken:
    """A token: what it is called, how it is written, and what it opens; True for everything."""

    name: str
    written: str = field(repr=False)
    grant: bool | Grant = True


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """Where and to whom. `public_url` has no slash at its end and may be empty, as may `hub`.

    `behind_proxies` is how many reverse proxies stand before it; their headers about the client are trusted.
    `access_tokens` are as written, some of them hashed (`feedforum.config.access_tokens`). The owner's pages
    need an `owner_password`, /metrics needs `metrics`. `export_dir` is the folder for feeds as files.
    With `search_engines` these may show what is served.
    """

    host: str
    port: int
    public_url: str
    access_tokens: tuple[str, ...] = field(repr=False)
    behind_proxies: int = 0
    hub: str = ""
    export_dir: Path | None = None
    owner_password: str = field(default="", repr=False)
    metrics: bool = False
    search_engines: bool = False


@dataclass(frozen=True, slots=True)
class AlertSettings:
    """Where alerts are sent, as "json", "ntfy" or "gotify"; without a `url` there are none."""

    url: str = field(default="", repr=False)
    format: str = "json"
    token: str = field(default="", repr=False)


@dataclass(frozen=True)
class Settings:
    """The whole configuration; without a `storage_key` cookies are not stored. `media_total` is in bytes."""

    server: ServerSettings
    storage_url: str = field(repr=False)
    forums: tuple[ForumSettings, ...]
    storage_key: str = field(default="", repr=False)
    log_format: str = "plain"
    named_tokens: tuple[AccessToken, ...] = ()
    alerts: AlertSettings = AlertSettings()
    media_folder: Path = Path("media")
    media_total: int = 5_000_000_000

    @cached_property
    def forums_hash(self) -> str:
        """What tells one configuration of forums from another, and no secret."""
        return hashlib.sha256(repr(self.forums).encode()).hexdigest()[:12]

    @property
    def tokens(self) -> tuple[AccessToken, ...]:
        """All access tokens; those of `[server]` have numbers for names."""
        plain = enumerate(self.server.access_tokens, 1)
        return (*self.named_tokens, *(AccessToken(f"access_tokens {n}", token) for n, token in plain))

    def forum(self, key: str) -> ForumSettings | None:
        return self._by_key.get(key)

    @cached_property
    def _by_key(self) -> dict[str, ForumSettings]:
        return {forum.key: forum for forum in reversed(self.forums)}

    def forum_at(self, url: str) -> ForumSettings | None:
        """The forum that an address belongs to, or None; `www.` and the scheme make no difference."""
        host, path = host_and_path(url)
        for forum in self.forums:
            of_forum, root = host_and_path(forum.url)
            folder = root.rpartition("/")[0] if not forum.url.endswith("/") else root
            if host == of_forum and f"{path}/".startswith(f"{folder}/"):
                return forum
        return None

    def polls(self, key: str) -> bool:
        forum = self.forum(key)
        return forum is not None and not forum.paused

    def profile(self, key: str) -> Profile | None:
        forum = self.forum(key)
        return forum.profile if forum else None
