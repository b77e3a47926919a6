"""The configuration file's tables and keys, as they are written; `settings` says what they mean."""

import codecs
import re
from datetime import timedelta
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ByteSize,
    ConfigDict,
    Discriminator,
    Field,
    PlainSerializer,
    Tag,
)

from feedforum.config.headers import checked_headers
from feedforum.config.quiet import spans_in
from feedforum.config.tokens import checked_token
from feedforum.patterns import pattern_for

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
# As SQLAlchemy divides it: a password may hold all but "@".
_POSTGRESQL = re.compile(
    r"postgresql\+psycopg://(?:[^:/]*(?::[^@]*)?@)?(?:\[[^/?]+\]|[^/:?]*)(?::(?P<port>[^/?]*))?(?:[/?].*)?"
)
_POSTGRESQL_FORM = '"postgresql+psycopg://user@host/name"'
_PROXIES = ("http", "https", "socks5", "socks5h")
_REDIRECT_TARGET = re.compile(
    r"(?P<scheme>https?://)?(?P<host>[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?|\[[0-9a-f:.]+\])(:(?P<port>\d{1,5}))?"
)
_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*([smhd])", re.IGNORECASE)


def _duration(value: object) -> timedelta:
    found = _DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise ValueError('expected a text such as "30s", "15m", "6h" or "1d"')
    return timedelta(seconds=float(found[1]) * _UNITS[found[2].lower()])


def _positive(value: timedelta) -> timedelta:
    if not value:
        raise ValueError("expected more than no time at all")
    return value


def _in_words(value: timedelta) -> str:
    seconds = value.total_seconds()
    unit = next(name for name in "dhms" if seconds % _UNITS[name] == 0 or name == "s")
    return f"{seconds / _UNITS[unit]:g}{unit}"


def _zone(value: object) -> str:
    if not isinstance(value, str) or value not in available_timezones():
        raise ValueError('expected a time zone such as "Europe/Berlin"')
    return str(ZoneInfo(value).key)


def _http_url(value: object) -> str:
    parts = urlsplit(value) if isinstance(value, str) else None
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError('expected a URL such as "https://forum.example.org/"')
    return parts.geturl()


def _forum_url(value: object) -> str:
    url = _http_url(value)
    if "@" in urlsplit(url).netloc:
        raise ValueError("expected a URL without a name and password; they have keys of their own")
    return url


def _optional_url(value: object) -> str:
    return "" if value == "" else _http_url(value)


def _proxy(value: object) -> str:
    if value == "":
        return ""
    parts = urlsplit(value) if isinstance(value, str) else None
    try:
        if parts and parts.scheme in _PROXIES and parts.hostname and parts.port != 0:
            return parts.geturl()
    except ValueError:
        pass
    raise ValueError(
        'expected a URL such as "http://proxy.example.org:3128"; it may begin with http, https, socks5 or '
        "socks5h"
    )


def _redirect_target(value: object) -> str:
    text = value.strip().rstrip("/").lower() if isinstance(value, str) else ""
    found = _REDIRECT_TARGET.fullmatch(text)
    if found is None or int(found["port"] or 1) not in range(1, 65536):
        raise ValueError(
            'expected a host such as "forum.example.org", "forum.example.org:8080" or '
            '"http://forum.example.org"'
        )
    scheme, port = found["scheme"] or "", found["port"]
    usual = {"": ("80", "443"), "http://": ("80",), "https://": ("443",)}[scheme]
    return f"{scheme}{found['host']}" + (f":{port}" if port and port not in usual else "")


def _encoding(value: object) -> str:
    try:
        if isinstance(value, str) and (value == "auto" or codecs.lookup(value)):
            return value
    except (LookupError, ValueError):
        pass
    raise ValueError('expected "auto" or an encoding such as "windows-1252"')


def _count_or_all(value: object) -> int | str:
    if value == "all" or (isinstance(value, int) and not isinstance(value, bool) and value >= 0):
        return value
    raise ValueError('expected how many posts, such as 200, or "all"')


def _duration_or_all(value: object) -> timedelta | str:
    try:
        return "all" if value == "all" else _positive(_duration(value))
    except ValueError:
        raise ValueError('expected how long, such as "365d", or "all"') from None


def _quiet_hours(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError('expected hours such as "23:00-06:00"')  # noqa: TRY004 - pydantic's own error
    spans_in(value)
    return value


def _private(value: object) -> bool | str:
    if isinstance(value, bool) or value == "auto":
        return value
    raise ValueError('expected true, false or "auto"')


def _storage(value: str) -> str:
    if value == "sqlite://" or value.startswith("sqlite:///"):
        return value
    found = _POSTGRESQL.fullmatch(value)
    if found is None and value.startswith("postgres"):
        raise ValueError(f"expected the form {_POSTGRESQL_FORM}")
    if found is None:
        raise ValueError(f'expected "sqlite:///feedforum.db" or {_POSTGRESQL_FORM}')
    port = found["port"]
    if port and not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise ValueError('expected a number as the port, as in "postgresql+psycopg://user@host:5432/name"')
    return value


def _listen(value: object) -> str:
    host, colon, port = value.rpartition(":") if isinstance(value, str) else ("", "", "")
    if not (colon and host and port.isdigit() and int(port) < 65536):
        raise ValueError('expected an address and a port such as "127.0.0.1:8080"')
    return f"{host}:{port}"


def _patterns(field: str) -> AfterValidator:
    def check(written: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in written:
            pattern_for(field, pattern)
        return written

    return AfterValidator(check)


StorageUrl = Annotated[str, AfterValidator(_storage)]
Duration = Annotated[timedelta, BeforeValidator(_duration), PlainSerializer(_in_words)]
Period = Annotated[
    timedelta, BeforeValidator(_duration), AfterValidator(_positive), PlainSerializer(_in_words)
]
Zone = Annotated[str, BeforeValidator(_zone)]
ForumUrl = Annotated[str, BeforeValidator(_forum_url)]
OptionalUrl = Annotated[str, BeforeValidator(_optional_url)]
Proxy = Annotated[str, BeforeValidator(_proxy)]
RedirectTarget = Annotated[str, BeforeValidator(_redirect_target)]
Headers = Annotated[dict[str, str], AfterValidator(checked_headers)]
Encoding = Annotated[str, BeforeValidator(_encoding)]
Listen = Annotated[str, BeforeValidator(_listen)]
Id = Annotated[int, Field(gt=0, strict=True)]
Token = Annotated[str, AfterValidator(checked_token)]
Backfill = int | Literal["all"]
BackfillKey = Annotated[Backfill | None, BeforeValidator(_count_or_all)]
Keep = Annotated[
    timedelta | Literal["all"],
    BeforeValidator(_duration_or_all),
    PlainSerializer(lambda value: value if value == "all" else _in_words(value)),
]
Edits = Literal["update", "new"]
QuietHours = Annotated[str, BeforeValidator(_quiet_hours)]
Private = Annotated[bool | Literal["auto"], BeforeValidator(_private)]
PrivateKey = Annotated[bool | Literal["auto"] | None, BeforeValidator(_private)]


class Table(BaseModel):
    """A table of the file: frozen, and a key it does not know is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Patterns(Table):
    """What posts are chosen by: texts with `*`, or `/regular expressions/`; see `feedforum.patterns`."""

    author: Annotated[tuple[str, ...], _patterns("author")] = ()
    title: Annotated[tuple[str, ...], _patterns("title")] = ()
    text: Annotated[tuple[str, ...], _patterns("text")] = ()
    prefix: Annotated[tuple[str, ...], _patterns("prefix")] = ()


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
    """`[storage]`: where what was seen is kept."""

    url: StorageUrl = "sqlite:///feedforum.db"
    key_env: str = ""
    key_file: str = ""


class Logging(Table):
    """`[logging]`: how the log is written."""

    format: Literal["plain", "json"] = "plain"


class Polling(Table):
    """`[polling]`: how forums are visited; each key may stand in a `[[forum]]` too."""

    interval: Period = timedelta(minutes=15)
    max_interval: Period = timedelta(hours=6)
    quiet_hours: QuietHours = ""
    request_delay: Duration = timedelta(seconds=2)
    timeout: Period = timedelta(seconds=30)
    robots_txt: bool = True
    user_agent: str = ""
    proxy: Proxy = ""
    pages_per_poll: Annotated[int, Field(gt=0, strict=True)] = 60
    backfill: BackfillKey = None
    reread: bool = True


class Feeds(Table):
    """`[feeds]`: what feeds hold; each may stand in a `[[forum]]` too, all but `colours` in a board's."""

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
    """The keys of `[feeds]` where they are set for less than everything."""

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

    id: Id
    backfill: BackfillKey = None
    password_env: str = ""
    password_file: str = ""


def _board(value: object) -> object:
    if isinstance(value, dict | Board):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return {"id": value}
    raise ValueError("expected a board's id such as 26, or a table such as { id = 26, entries = 50 }")


class Thread(Table):
    """A single thread with settings of its own, in a forum's `threads`."""

    id: Id
    private: PrivateKey = None


def _thread(value: object) -> object:
    if isinstance(value, dict | Thread):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
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
    pages_per_poll: Annotated[int, Field(gt=0, strict=True)] | None = None
    backfill: BackfillKey = None
    reread: bool | None = None


class File(Table):
    """The whole file."""

    server: Server = Server()
    storage: Storage = Storage()
    logging: Logging = Logging()
    polling: Polling = Polling()
    feeds: Feeds = Feeds()
    forum: tuple[Forum, ...] = ()
