"""What the configuration means in the end: for each forum and board, the nearest setting has won."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from feedforum.config import models
from feedforum.config.quiet import Span, spans_in
from feedforum.patterns import NOTHING, Patterns, pattern_for


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
    """A watched board. `backfill` is how many of its newest posts the first polls fetch; None means all."""

    id: int
    feeds: FeedSettings
    backfill: int | None


@dataclass(frozen=True, slots=True)
class ForumSettings:
    """A forum. Durations are in seconds. `boards` is None for all that the index shows.

    `url` ends in a slash. `backfill` and `feeds` hold for boards without settings of their own.
    `private` means that its feeds need an access token. `colours` keeps the colours and fonts of posts.
    No poll begins in `quiet_hours`, which are those of `timezone`.
    `redirects_to` are hosts that its redirects may lead to, `headers` names and values for its own host.
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
    colours: bool = False
    quiet_hours: tuple[Span, ...] = ()
    username: str = ""
    password: str = field(default="", repr=False)
    redirects_to: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    def board(self, board_id: int) -> BoardSettings | None:
        """The settings of a board, or None if it is not watched."""
        if self.boards is None:
            return BoardSettings(board_id, self.feeds, self.backfill)
        return next((board for board in self.boards if board.id == board_id), None)


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """Where and to whom. `public_url` has no slash at its end and may be empty, as may `hub`.

    `behind_proxies` is how many reverse proxies stand before it, whose word on who asks is taken.
    """

    host: str
    port: int
    public_url: str
    access_tokens: tuple[str, ...] = field(repr=False)
    behind_proxies: int = 0
    hub: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """The whole configuration, settled."""

    server: ServerSettings
    storage_url: str = field(repr=False)
    forums: tuple[ForumSettings, ...]

    def forum(self, key: str) -> ForumSettings | None:
        """The forum of that key, or None."""
        return next((forum for forum in self.forums if forum.key == key), None)


@dataclass(frozen=True, slots=True)
class Secrets:
    """What the environment and files hold: access tokens, and each forum's password by its key."""

    access_tokens: tuple[str, ...] = field(repr=False)
    passwords: dict[str, str] = field(repr=False)


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
        ),
        storage_url=_storage_url(file.storage.url, place),
        forums=tuple(_forum(forum, file, secrets) for forum in file.forum),
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
    return ForumSettings(
        key=forum.key,
        url=_root(forum.url),
        engine=forum.engine,
        encoding=forum.encoding,
        timezone=forum.timezone,
        date_order=forum.date_order,
        boards=None
        if forum.boards == "all"
        else tuple(_board(board, feeds, polling.backfill) for board in forum.boards),
        threads=forum.threads,
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
        private=bool(forum.username) if forum.private == "auto" else forum.private,
        colours=feeds.colours,
        quiet_hours=spans_in(polling.quiet_hours),
        username=forum.username,
        password=secrets.passwords.get(forum.key, ""),
        redirects_to=forum.redirects_to,
        headers=tuple(forum.headers.items()),
    )


def _root(url: str) -> str:
    """The forum's root, with a slash at its end; owners copy the address of its front page too."""
    parts = urlsplit(url)
    folder, _, page = parts.path.rpartition("/")
    path = folder if page.endswith((".php", ".html")) else parts.path.rstrip("/")
    return f"{parts.scheme}://{parts.netloc}{path}/"


def _board(board: models.Board, feeds: models.Feeds, backfill: models.Backfill | None) -> BoardSettings:
    own = feeds.model_copy(update=_set(board, models.Feeds))
    nearest = backfill if board.backfill is None else board.backfill
    return BoardSettings(id=board.id, feeds=_feeds(own), backfill=_backfill(nearest, own))


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
