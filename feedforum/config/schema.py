"""The configuration file's tables and keys, as they are written; `resolve` makes settings of them."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ByteSize, ConfigDict, Field

from feedforum.config import field_types
from feedforum.config.field_types import (
    Backfill,
    Duration,
    OptionalUrl,
    Period,
    Private,
    Size,
    Switch,
    patterns_of,
)


class Table(BaseModel):
    """A table of the file: frozen, and a key it does not know is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PatternTable(Table):
    """What posts are filtered by: texts with `*`, or `/regular expressions/`; see `feedforum.patterns`."""

    author: Annotated[tuple[str, ...], patterns_of("author")] = ()
    title: Annotated[tuple[str, ...], patterns_of("title")] = ()
    text: Annotated[tuple[str, ...], patterns_of("text")] = ()
    prefix: Annotated[tuple[str, ...], patterns_of("prefix")] = ()


class Server(Table):
    """`[server]`: where the feeds are served, and to whom."""

    listen: field_types.Listen = "127.0.0.1:8080"
    public_url: OptionalUrl = ""
    behind_proxies: Annotated[int, Field(ge=0, le=9, strict=True)] = 0
    hub: OptionalUrl = ""
    export_dir: str = ""
    access_tokens: tuple[field_types.Token, ...] = ()
    access_tokens_file: str = ""
    owner_password_env: str = ""
    owner_password_file: str = ""
    metrics: Switch = False
    search_engines: Switch = False


class Storage(Table):
    """`[storage]`: the database, and the folder for pictures and files."""

    url: field_types.StorageUrl = "sqlite:///feedforum.db"
    media: Annotated[str, Field(min_length=1)] = "media"
    media_total: Size = ByteSize(5_000_000_000)
    key_env: str = ""
    key_file: str = ""


class Logging(Table):
    """`[logging]`: how the log is written."""

    format: Literal["plain", "json"] = "plain"


class Alerts(Table):
    """`[alerts]`: where alerts go when a forum has failed for long, or has recovered."""

    url: OptionalUrl = ""
    format: Literal["json", "ntfy", "gotify"] = "json"
    token_env: str = ""
    token_file: str = ""


class Polling(Table):
    """`[polling]`: how forums are polled; a `[[forum]]` may have each of these keys too."""

    interval: Period = 15 * 60
    max_interval: Period = 6 * 3600
    quiet_hours: field_types.QuietHours = ""
    request_delay: Duration = 2
    timeout: Period = 30
    robots_txt: Switch = True
    user_agent: str = ""
    proxy: field_types.Proxy = ""
    ca_file: str = ""
    pages_per_poll: Annotated[int, Field(gt=0, strict=True)] = 60
    backfill: Backfill = None
    reread: Switch = True
    paused: Switch = False


class BoardFeeds(Table):
    """The keys of `[feeds]` that a `[[forum]]` and a board may have too; what they set is nearer."""

    entries: Annotated[int, Field(gt=0, le=1000, strict=True)] = 30
    max_size: Size = ByteSize(1_000_000)
    signatures: Switch = False
    prefix_in_title: Switch = True
    author_in_title: Switch = False
    edits: Literal["update", "new"] = "update"
    group: Literal["none", "thread-day"] = "none"
    keep: field_types.Keep = None
    include: PatternTable = PatternTable()
    exclude: PatternTable = PatternTable()
    private: Private = "auto"
    notices: Switch = False
    media: Literal["link", "keep"] = "link"
    media_hosts: Literal["own", "all"] = "own"
    media_kinds: Literal["pictures", "any"] = "any"
    media_max_size: Size = ByteSize(10_000_000)


class Feeds(BoardFeeds):
    """`[feeds]`: what feeds hold; a `[[forum]]` may have each of these keys too."""

    colours: Switch = False


class Board(BoardFeeds):
    """A board with settings of its own, in a forum's `boards`."""

    id: field_types.BoardId
    backfill: Backfill = None
    paused: Switch = False
    password_env: str = ""
    password_file: str = ""


class Thread(Table):
    """A single thread with settings of its own, in a forum's `threads`."""

    id: field_types.ThreadId
    private: Private = "auto"


def _id_or_table(expected: str) -> BeforeValidator:
    def check(value: object) -> object:
        if isinstance(value, dict | Board | Thread):
            return value
        if isinstance(value, int | str) and not isinstance(value, bool):
            return {"id": value}
        raise ValueError(f"expected {expected}")

    return BeforeValidator(check)


def _all_or_listed(value: object) -> object:
    if value == "all":
        return None
    if isinstance(value, list | tuple):
        return value
    raise ValueError('expected "all", or a list of board ids such as [26, 38]')


ThreadEntry = Annotated[
    Thread, _id_or_table("a thread's id such as 36139, or a table such as { id = 36139, private = true }")
]
BoardEntry = Annotated[
    Board, _id_or_table("a board's id such as 26, or a table such as { id = 26, entries = 50 }")
]
Boards = Annotated[tuple[BoardEntry, ...] | None, BeforeValidator(_all_or_listed)]
"""None for all."""


class Forum(Feeds, Polling):
    """`[[forum]]`: one forum and what to take from it."""

    key: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]*$", max_length=60)]
    url: field_types.ForumUrl
    engine: str = "auto"
    encoding: field_types.Encoding = "auto"
    timezone: field_types.Zone = "Europe/Berlin"
    date_order: Literal["auto", "dmy", "mdy", "ymd"] = "auto"
    boards: Boards = ()
    threads: tuple[ThreadEntry, ...] = ()
    username: str = ""
    password_env: str = ""
    password_file: str = ""
    cookies_env: str = ""
    cookies_file: str = ""
    redirects_to: tuple[field_types.RedirectTarget, ...] = ()
    own_hosts: tuple[field_types.RedirectTarget, ...] = ()
    headers: field_types.Headers = Field(default={}, repr=False)
    profile: field_types.ForumProfile = None


class TokenTable(Table):
    """`[[token]]`: an access token with a name, and what it opens: everything, or some forums or boards."""

    name: Annotated[str, Field(min_length=1, max_length=60)]
    token_file: str = ""
    sha256: str = ""
    forums: tuple[str, ...] = ()
    boards: tuple[field_types.BoardId, ...] = ()


class File(Table):
    """The whole file."""

    server: Server = Server()
    storage: Storage = Storage()
    logging: Logging = Logging()
    polling: Polling = Polling()
    feeds: Feeds = Feeds()
    forum: tuple[Forum, ...] = ()
    token: tuple[TokenTable, ...] = ()
    alerts: Alerts = Alerts()


def forum_place(key: object, number: int) -> str:
    """A forum's table, as the beginning of a sentence: by its key, else by its number, counted from 0."""
    return f'[[forum]] "{key}"' if isinstance(key, str) and key else f"[[forum]] number {number + 1}"
