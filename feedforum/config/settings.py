"""What the configuration means in the end: for each forum and board, the nearest setting has won."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from feedforum.config import models
from feedforum.config.quiet import Span, spans_in
from feedforum.patterns import NOTHING, Patterns, pattern_for
from feedforum.records import Cookie


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """How a feed is made: how many entries, how many bytes at most, with signatures or without.

    `prefix_in_title` says whether titles begin with the thread's prefix, `edits_as_new` whether an edit
    makes a new entry, `keep` for how many seconds the texts of posts are kept, None for ever. Of its posts
    it has those that fit `include`, and not `exclude`. `notices` says whether it tells of a forum that fails.
    """

    entries: int
    max_size: int
    signatures: bool
    prefix_in_title: bool = True
    edits_as_new: bool = False
    keep: float | None = None
    include: Patterns = NOTHING
    exclude: Patterns = NOTHING
    notices: bool = False


@dataclass(frozen=True, slots=True)
class BoardSettings:
    """A watched board. `backfill` is how many of its newest posts the first polls fetch; None means all.

    `password` is the board's own, empty if it has none. `private` means that its posts need an access
    token.
    """

    id: int
    feeds: FeedSettings
    backfill: int | None
    password: str = field(default="", repr=False)
    private: bool = False


@dataclass(frozen=True, slots=True)
class ForumSettings:
    """A forum. Durations are in seconds. `boards` is None for all that the index shows.

    `url` ends in a slash. `backfill` and `feeds` hold for boards without settings of their own.
    `private` means that posts need an access token in boards that say nothing else; of single threads,
    `private_threads` do and `open_threads` do not. `colours` keeps the colours and fonts of posts.
    No poll begins in `quiet_hours`, which are those of `timezone`.
    `redirects_to` are hosts that its redirects may lead to, `headers` names and values for its own host.
    `cookies` are of a browser that is logged in, and take the place of `username` and `password`.
    """

    key: str
    url: str
    engine: str
    encoding: str
    timezone: str
    date_order: str
    boards: tuple[BoardSettings, ...] | None
    threads: tuple[int, ...]
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
    private_threads: tuple[int, ...] = ()
    open_threads: tuple[int, ...] = ()
    colours: bool = False
    quiet_hours: tuple[Span, ...] = ()
    username: str = ""
    password: str = field(default="", repr=False)
    redirects_to: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    cookies: tuple[Cookie, ...] = field(default=(), repr=False)

    def board(self, board_id: int) -> BoardSettings | None:
        """The settings of a board, or None if it is not watched."""
        if self.boards is None:
            return BoardSettings(board_id, self.feeds, self.backfill, private=self.private)
        return next((board for board in self.boards if board.id == board_id), None)

    @property
    def has_private(self) -> bool:
        """Whether anything that is watched may need an access token."""
        if self.boards is None and self.private:
            return True
        boards = any(board.private for board in self.boards or ())
        return boards or any(self.is_private(None, thread_id) for thread_id in self.threads)

    def is_private(self, board_id: int | None, thread_id: int | None = None) -> bool:
        """Whether a board, or a thread that stands in it, needs an access token: the nearest word counts.

        A board that is not watched, or not known, may be a private one that its thread was in before or
        is in now: it is private if any board is.
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
class ServerSettings:
    """Where and to whom. `public_url` has no slash at its end and may be empty, as may `hub`.

    `behind_proxies` is how many reverse proxies stand before it, whose word on who asks is taken.
    `access_tokens` are as written, some of them hashed (`feedforum.config.tokens`). Without an
    `owner_password` there are no pages for the owner, without `metrics` none of those. `export_dir` is
    the folder that feeds are kept in as files, None for none.
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


@dataclass(frozen=True, slots=True)
class Settings:
    """The whole configuration, settled.

    `storage_key` encrypts secrets in the store; empty to keep none. `log_format` is `plain` or `json`.
    """

    server: ServerSettings
    storage_url: str = field(repr=False)
    forums: tuple[ForumSettings, ...]
    storage_key: str = field(default="", repr=False)
    log_format: str = "plain"

    def forum(self, key: str) -> ForumSettings | None:
        """The forum of that key, or None."""
        return next((forum for forum in self.forums if forum.key == key), None)


@dataclass(frozen=True, slots=True)
class Secrets:
    """What the environment and files hold.

    `passwords` and `cookies` are forums', by their keys; `board_passwords` boards', by the forum's key and
    the board's id.
    """

    access_tokens: tuple[str, ...] = field(repr=False)
    passwords: dict[str, str] = field(default_factory=dict, repr=False)
    cookies: dict[str, tuple[Cookie, ...]] = field(default_factory=dict, repr=False)
    board_passwords: dict[tuple[str, int], str] = field(default_factory=dict, repr=False)
    storage_key: str = field(default="", repr=False)
    owner_password: str = field(default="", repr=False)


Said = bool | Literal["auto"]
"""What an owner says of privacy, with "auto" for nothing."""


@dataclass(frozen=True, slots=True)
class WaysIn:
    """How posts are got that guests do not see: as a member of the forum, or by a board's password."""

    membership: bool = False
    board_password: bool = False


def is_private(said: Said, ways: WaysIn) -> bool:
    """Whether posts need an access token: as their owner says, else exactly if no guest could read them."""
    if said == "auto":
        return ways.membership or ways.board_password
    return said


def ways_into(forum: models.Forum, board: models.Board | None = None) -> WaysIn:
    """The ways into a forum, or into a board of it.

    A board's password may open others: those below it, and which they are only the forum knows.
    """
    boards = () if forum.boards == "all" else forum.boards
    return WaysIn(
        membership=bool(forum.username) or _has_a_secret(forum) or _is_authorized(forum),
        board_password=board is not None and any(map(_has_a_secret, boards)),
    )


def nearest_said(file: models.File, forum: models.Forum, nearer: Said | None = None) -> Said:
    """What is said of privacy: `nearer`, in the table of a board, else for the forum, else for all."""
    return next(said for said in (nearer, forum.private, file.feeds.private) if said is not None)


def _has_a_secret(table: models.Forum | models.Board) -> bool:
    """All that a forum or a board takes from the environment or a file are secrets that let it in."""
    return any(value for name, value in table if name.endswith(("_env", "_file")))


def _is_authorized(forum: models.Forum) -> bool:
    return any(name.lower() == "authorization" for name in forum.headers)


def settle(file: models.File, secrets: Secrets, place: Path) -> Settings:
    """Every setting at its nearest place; a relative SQLite path counts from the file's folder `place`."""
    host, _, port = file.server.listen.rpartition(":")
    return Settings(
        server=ServerSettings(
            host=host.strip("[]"),
            port=int(port),
            public_url=file.server.public_url.rstrip("/"),
            access_tokens=secrets.access_tokens,
            behind_proxies=file.server.behind_proxies,
            hub=file.server.hub,
            export_dir=place / file.server.export_dir if file.server.export_dir else None,
            owner_password=secrets.owner_password,
            metrics=file.server.metrics,
        ),
        storage_url=_storage_url(file.storage.url, place),
        forums=tuple(_forum(forum, file, secrets) for forum in file.forum),
        storage_key=secrets.storage_key,
        log_format=file.logging.format,
    )


def _storage_url(url: str, place: Path) -> str:
    prefix = "sqlite:///"
    path = url.removeprefix(prefix)
    if path == url or not path or path.startswith((":memory:", "/")):
        return url
    return prefix + str(place / path)


def _forum(forum: models.Forum, file: models.File, secrets: Secrets) -> ForumSettings:
    polling = file.polling.model_copy(update=_set(forum, models.Polling))
    feeds = file.feeds.model_copy(update=_set(forum, models.Feeds))
    backfill = _backfill(polling.backfill, feeds)
    passwords = {board: word for (key, board), word in secrets.board_passwords.items() if key == forum.key}
    return ForumSettings(
        key=forum.key,
        url=_root(forum.url),
        engine=forum.engine,
        encoding=forum.encoding,
        timezone=forum.timezone,
        date_order=forum.date_order,
        boards=None
        if forum.boards == "all"
        else tuple(
            _board(board, feeds, polling.backfill, passwords.get(board.id, ""), forum, file)
            for board in forum.boards
        ),
        threads=tuple(thread.id for thread in forum.threads),
        interval=polling.interval.total_seconds(),
        max_interval=polling.max_interval.total_seconds(),
        request_delay=polling.request_delay.total_seconds(),
        timeout=polling.timeout.total_seconds(),
        robots_txt=polling.robots_txt,
        user_agent=polling.user_agent,
        proxy=polling.proxy,
        pages_per_poll=polling.pages_per_poll,
        backfill=backfill,
        reread=polling.reread,
        feeds=_feeds(feeds),
        private=is_private(nearest_said(file, forum), ways_into(forum)),
        private_threads=_threads_said(forum, private=True),
        open_threads=_threads_said(forum, private=False),
        colours=feeds.colours,
        quiet_hours=spans_in(polling.quiet_hours),
        username=forum.username,
        password=secrets.passwords.get(forum.key, ""),
        redirects_to=forum.redirects_to,
        headers=tuple(forum.headers.items()),
        cookies=secrets.cookies.get(forum.key, ()),
    )


def _root(url: str) -> str:
    """The forum's root, with a slash at its end; owners copy the address of its front page too."""
    parts = urlsplit(url)
    folder, _, page = parts.path.rpartition("/")
    path = folder if page.endswith((".php", ".html")) else parts.path.rstrip("/")
    return f"{parts.scheme}://{parts.netloc}{path}/"


def _threads_said(forum: models.Forum, *, private: bool) -> tuple[int, ...]:
    return tuple(thread.id for thread in forum.threads if thread.private is private)


def _board(
    board: models.Board,
    feeds: models.Feeds,
    backfill: models.Backfill | None,
    password: str,
    forum: models.Forum,
    file: models.File,
) -> BoardSettings:
    own = feeds.model_copy(update=_set(board, models.Feeds))
    nearest = backfill if board.backfill is None else board.backfill
    return BoardSettings(
        id=board.id,
        feeds=_feeds(own),
        backfill=_backfill(nearest, own),
        password=password,
        private=is_private(nearest_said(file, forum, board.private), ways_into(forum, board)),
    )


def _set(table: models.Table, keys: type[models.Table]) -> dict[str, object]:
    values = {name: getattr(table, name, None) for name in keys.model_fields}
    return {name: value for name, value in values.items() if value is not None}


def _backfill(value: int | Literal["all"] | None, feeds: models.Feeds) -> int | None:
    if value == "all":
        return None
    return feeds.entries if value is None else value


def _feeds(feeds: models.Feeds) -> FeedSettings:
    return FeedSettings(
        entries=feeds.entries,
        max_size=int(feeds.max_size),
        signatures=feeds.signatures,
        prefix_in_title=feeds.prefix_in_title,
        edits_as_new=feeds.edits == "new",
        keep=None if feeds.keep == "all" else feeds.keep.total_seconds(),
        include=_patterns(feeds.include),
        exclude=_patterns(feeds.exclude),
        notices=feeds.notices,
    )


def _patterns(table: models.Patterns) -> Patterns:
    return Patterns(
        **{field: tuple(pattern_for(field, each) for each in written) for field, written in table if written}
    )
