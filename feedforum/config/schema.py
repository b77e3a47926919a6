"""The configuration file's tables and keys, as they are written; `resolve` makes settings of them."""

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ByteSize, ConfigDict, Discriminator, Field, Tag

from feedforum.config.field_types import (
    BackfillKey,
    BoardId,
    Duration,
    Edits,
    Encoding,
    ForumUrl,
    Headers,
    Keep,
    Listen,
    OptionalUrl,
    Period,
    Private,
    PrivateKey,
    Proxy,
    QuietHours,
    RedirectTarget,
    StorageUrl,
    ThreadId,
    Token,
    Zone,
    patterns_of,
)


class Table(BaseModel):
    """A table of the file: frozen, and a key it does not know is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Patterns(Table):
    """What posts are filtered by: texts with `*`, or `/regular expressions/`; see `feedforum.patterns`."""

    author: Annotated[tuple[str, ...], patterns_of("author")] = ()
    title: Annotated[tuple[str, ...], patterns_of("title")] = ()
    text: Annotated[tuple[str, ...], patterns_of("text")] = ()
    prefix: Annotated[tuple[str, ...], patterns_of("prefix")] = ()


class Server(Table):
    """`[server]`: where the feeds are served, and to whom."""

    listen: Listen = "127.0.0.1:8080"
    public_url: OptionalUrl = ""
    behind_proxies: Annotated[int, Field(ge=0, le=9, strict=True)] = 0
    hub: OptionalUrl = ""
    export_dir: str = ""
    access_tokens: tuple[Token, ...] = ()
    access_tokens_file: str = ""
    owner_password_env: str = ""
    owner_password_file: str = ""
    metrics: bool = False


class Storage(Table):
    """`[storage]`: the database."""

    url: StorageUrl = "sqlite:///feedforum.db"
    key_env: str = ""
    key_file: str = ""


class Logging(Table):
    """`[logging]`: how the log is written."""

    format: Literal["plain", "json"] = "plain"


class Polling(Table):
    """`[polling]`: how forums are polled; a `[[forum]]` may have each of these keys too."""

    interval: Period = timedelta(minutes=15)
    max_interval: Period = timedelta(hours=6)
    quiet_hours: QuietHours = ""
    request_delay: Duration = timedelta(seconds=2)
    timeout: Period = timedelta(seconds=30)
    robots_txt: bool = True
    user_agent: str = ""
    proxy: Proxy = ""
    ca_file: str = ""
    pages_per_poll: Annotated[int, Field(gt=0, strict=True)] = 60
    backfill: BackfillKey = None
    reread: bool = True


class Feeds(Table):
    """`[feeds]`: what feeds hold; a `[[forum]]` may have each of these keys, a board all but `colours`."""

    entries: Annotated[int, Field(gt=0, le=1000, strict=True)] = 30
    max_size: ByteSize = ByteSize(1_000_000)
    signatures: bool = False
    prefix_in_title: bool = True
    edits: Edits = "update"
    keep: Keep = "all"
    include: Patterns = Patterns()
    exclude: Patterns = Patterns()
    private: Private = "auto"
    notices: bool = False
    colours: bool = False


class FeedsOverride(Table):
    """The keys of `[feeds]` in the table of a forum or a board."""

    entries: Annotated[int, Field(gt=0, le=1000, strict=True)] | None = None
    max_size: ByteSize | None = None
    signatures: bool | None = None
    prefix_in_title: bool | None = None
    edits: Edits | None = None
    keep: Keep | None = None
    include: Patterns | None = None
    exclude: Patterns | None = None
    private: PrivateKey = None
    notices: bool | None = None


class Board(FeedsOverride):
    """A board with settings of its own, in a forum's `boards`."""

    id: BoardId
    backfill: BackfillKey = None
    password_env: str = ""
    password_file: str = ""


def _board(value: object) -> object:
    if isinstance(value, dict | Board):
        return value
    if isinstance(value, int | str) and not isinstance(value, bool):
        return {"id": value}
    raise ValueError("expected a board's id such as 26, or a table such as { id = 26, entries = 50 }")


class Thread(Table):
    """A single thread with settings of its own, in a forum's `threads`."""

    id: ThreadId
    private: PrivateKey = None


def _thread(value: object) -> object:
    if isinstance(value, dict | Thread):
        return value
    if isinstance(value, int | str) and not isinstance(value, bool):
        return {"id": value}
    raise ValueError(
        "expected a thread's id such as 36139, or a table such as { id = 36139, private = true }"
    )


def _all_or_some(value: object) -> str | None:
    if value == "all":
        return "all"
    return "some" if isinstance(value, list | tuple) else None


ThreadEntry = Annotated[Thread, BeforeValidator(_thread)]
BoardEntry = Annotated[Board, BeforeValidator(_board)]
Boards = Annotated[
    Annotated[Literal["all"], Tag("all")] | Annotated[tuple[BoardEntry, ...], Tag("some")],
    Discriminator(
        _all_or_some,
        custom_error_type="boards",
        custom_error_message='expected "all", or a list of board ids such as [26, 38]',
    ),
]


class Forum(FeedsOverride):
    """`[[forum]]`: one forum and what to take from it."""

    colours: bool | None = None

    key: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]*$", max_length=60)]
    url: ForumUrl
    engine: str = "auto"
    encoding: Encoding = "auto"
    timezone: Zone = "Europe/Berlin"
    date_order: Literal["auto", "dmy", "mdy", "ymd"] = "auto"
    boards: Boards = ()
    threads: tuple[ThreadEntry, ...] = ()
    username: str = ""
    password_env: str = ""
    password_file: str = ""
    cookies_env: str = ""
    cookies_file: str = ""
    redirects_to: tuple[RedirectTarget, ...] = ()
    headers: Headers = Field(default={}, repr=False)

    interval: Period | None = None
    max_interval: Period | None = None
    quiet_hours: QuietHours | None = None
    request_delay: Duration | None = None
    timeout: Period | None = None
    robots_txt: bool | None = None
    user_agent: str | None = None
    proxy: Proxy | None = None
    ca_file: str | None = None
    pages_per_poll: Annotated[int, Field(gt=0, strict=True)] | None = None
    backfill: BackfillKey = None
    reread: bool | None = None

    @property
    def listed_boards(self) -> tuple[Board, ...]:
        """The boards that are named one by one; none where all are watched."""
        return () if self.boards == "all" else self.boards


class File(Table):
    """The whole file."""

    server: Server = Server()
    storage: Storage = Storage()
    logging: Logging = Logging()
    polling: Polling = Polling()
    feeds: Feeds = Feeds()
    forum: tuple[Forum, ...] = ()
