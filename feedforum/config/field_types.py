"""How the value of each key is written, and the sentence for one that is not. `schema` has the tables."""

import codecs
import re
import typing
from collections.abc import Callable, Collection
from dataclasses import fields, is_dataclass
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import soupsieve
from pydantic import AfterValidator, BeforeValidator, ByteSize, Field

from feedforum.config.access_tokens import checked_token
from feedforum.config.quiet_hours import spans_in
from feedforum.dates import zone_named
from feedforum.patterns import pattern_for
from feedforum.records import Id, Profile, as_id

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
# What software puts into the links of its pages; it says nothing of what they show.
_SESSION = re.compile(r"(s|sid|phpsessid)=[^&]*|", re.IGNORECASE)
# What ids of boards are made of where they are words; they stand in addresses.
_WORD = re.compile(r"[^\s/?#\x00-\x1f\x7f]{1,100}")
_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*([smhd])", re.IGNORECASE)

# RFC 9110, 5.1 and 5.5, without the bytes beyond ASCII that it calls obsolete
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_HEADER_VALUE = re.compile(r"[!-~]([\t -~]*[!-~])?")
_LONGEST_HEADER = 4096

_RESERVED_HEADERS = {
    "user-agent": "it has a key of its own, user_agent",
    "host": "it comes from url",
    "cookie": "it has keys of its own, cookies_env and cookies_file",
    "proxy-authorization": "put the name and password into proxy",
    **dict.fromkeys(
        (
            *("accept-encoding", "connection", "content-encoding", "content-length", "content-type"),
            *("expect", "if-match", "if-modified-since", "if-none-match", "if-range", "if-unmodified-since"),
            *("keep-alive", "proxy-connection", "range", "te", "trailer", "transfer-encoding", "upgrade"),
        ),
        "feedforum sets it itself; leave it out",
    ),
}


def _text(read: Callable[[str], object], expected: str) -> BeforeValidator:
    """A text that `read` understands; the sentence for anything else says what was `expected`."""

    def check(value: object) -> object:
        try:
            if isinstance(value, str):
                return read(value)
        except (ValueError, LookupError):
            pass
        raise ValueError(f"expected {expected}")

    return BeforeValidator(check)


def _seconds(written: str) -> float:
    found = _DURATION.fullmatch(written.strip())
    if found is None:
        raise ValueError
    return float(found[1]) * _UNITS[found[2].lower()]


def _more_than_zero(seconds: float) -> float:
    if not seconds:
        raise ValueError("expected more than zero")
    return seconds


def _zone(value: object) -> str:
    written = value if isinstance(value, str) else ""
    zone_named(written)
    return written


def _url(written: str, schemes: Collection[str] = ("http", "https")) -> str:
    parts = urlsplit(written)
    if parts.scheme not in schemes or not parts.hostname or parts.port == 0:
        raise ValueError
    return parts.geturl()


def _forum_url(url: str) -> str:
    if "@" in urlsplit(url).netloc:
        raise ValueError("expected a URL without a username and password; they have keys of their own")
    if not all(map(_SESSION.fullmatch, urlsplit(url).query.split("&"))):
        raise ValueError('expected the URL of the front page without "?" and what follows; it is not sent')
    return url


def _redirect_target(written: str) -> str:
    found = _REDIRECT_TARGET.fullmatch(written.strip().rstrip("/").lower())
    if found is None or int(found["port"] or 1) not in range(1, 65536):
        raise ValueError
    scheme, port = found["scheme"] or "", found["port"]
    usual = {"": ("80", "443"), "http://": ("80",), "https://": ("443",)}[scheme]
    return f"{scheme}{found['host']}" + (f":{port}" if port and port not in usual else "")


def _id(example: int) -> BeforeValidator:
    def check(value: object) -> Id:
        id_ = as_id(value) if isinstance(value, str) and _WORD.fullmatch(value) else value
        if isinstance(id_, int) and not isinstance(id_, bool) and 0 < id_ < 2**63:
            return id_
        if isinstance(id_, str) and _WORD.fullmatch(id_):
            return id_
        raise ValueError(f'expected an id as the forum has it, such as {example} or "lenses"')

    return BeforeValidator(check)


def _count_or_all(value: object) -> int | str:
    if value == "all" or (isinstance(value, int) and not isinstance(value, bool) and value >= 0):
        return value
    raise ValueError('expected how many posts, such as 200, or "all"')


def _quiet_hours(written: str) -> str:
    spans_in(written)
    return written


def _size(value: object) -> object:
    if not isinstance(value, bool | float):
        return value
    raise ValueError('expected a size such as "1MB" or "500KB"')


def _private(value: object) -> bool | str:
    if isinstance(value, bool) or value == "auto":
        return value
    raise ValueError('expected true, false or "auto"')


def _headers(written: dict[str, str]) -> dict[str, str]:
    """The headers as written; the error for one that cannot be sent does not show its value."""
    seen: set[str] = set()
    for name, value in written.items():
        if not _HEADER_NAME.fullmatch(name):
            raise ValueError('expected the name of a header, such as "Accept-Language"')
        lower = name.lower()
        if lower in seen:
            raise ValueError(f"{name} is listed twice (upper and lower case are the same); keep one of them")
        seen.add(lower)
        if lower in _RESERVED_HEADERS:
            raise ValueError(f"{name} cannot be set here: {_RESERVED_HEADERS[lower]}")
        if len(value) > _LONGEST_HEADER or not _HEADER_VALUE.fullmatch(value):
            raise ValueError(
                f"expected a value for {name} of ASCII letters, digits and signs, without spaces at its ends"
            )
    return written


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


def _listen(written: str) -> str:
    host, _, port = written.rpartition(":")
    if not (host and port.isdigit() and int(port) < 65536):
        raise ValueError
    return written


def patterns_of(field: str) -> AfterValidator:
    """Checks the patterns for a field of posts."""

    def check(patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            pattern_for(field, pattern)
        return patterns

    return AfterValidator(check)


_URL_FORM = 'a URL such as "https://forum.example.org/"'
_DURATION_FORM = 'a text such as "30s", "15m", "6h" or "1d"'

Switch = Annotated[bool, Field(strict=True)]
"""True or false, and no word or number that could be taken for one: `paused = "no"` would be true."""
Size = Annotated[ByteSize, BeforeValidator(_size)]
StorageUrl = Annotated[str, AfterValidator(_storage)]
Duration = Annotated[float, _text(_seconds, _DURATION_FORM)]
"""In seconds, as are `Period`, which is more than 0, and `Keep`, which is None for ever."""
Period = Annotated[Duration, AfterValidator(_more_than_zero)]
Keep = Annotated[
    float | None,
    _text(
        lambda written: None if written == "all" else _more_than_zero(_seconds(written)),
        'how long, such as "365d", or "all"',
    ),
]
Zone = Annotated[str, BeforeValidator(_zone)]
ForumUrl = Annotated[str, _text(_url, _URL_FORM), AfterValidator(_forum_url)]
OptionalUrl = Annotated[str, _text(lambda written: written and _url(written), _URL_FORM)]
Proxy = Annotated[
    str,
    _text(
        lambda written: written and _url(written, _PROXIES),
        'a URL such as "http://proxy.example.org:3128"; it may begin with http, https, socks5 or socks5h',
    ),
]
RedirectTarget = Annotated[
    str,
    _text(
        _redirect_target,
        'a host such as "forum.example.org", "forum.example.org:8080" or "http://forum.example.org"',
    ),
]
Headers = Annotated[dict[str, str], AfterValidator(_headers)]
Encoding = Annotated[
    str,
    _text(
        lambda written: (written == "auto" or codecs.lookup(written)) and written,
        '"auto" or an encoding such as "windows-1252"',
    ),
]
Listen = Annotated[str, _text(_listen, 'an address and a port such as "127.0.0.1:8080"')]
BoardId = Annotated[Id, _id(26)]
ThreadId = Annotated[Id, _id(36139)]
Token = Annotated[str, AfterValidator(checked_token)]
Backfill = Annotated[int | Literal["all"] | None, BeforeValidator(_count_or_all)]
QuietHours = Annotated[str, AfterValidator(_quiet_hours)]
Private = Annotated[bool | Literal["auto"], BeforeValidator(_private)]


_NUMBERS = frozenset(("tags", "threads_per_page", "posts_per_page"))
_NO_SELECTORS = frozenset(("id", "tags", "newest_first"))
_POST_ID = re.compile(r"[a-z-]+=[^{}]*\{id\}[^{}]*")


def _typed_profile(written: object, table: Any = Profile, place: str = "") -> object:
    """The profile's table, None if it is empty; pydantic would take words and numbers in it for true."""
    if not isinstance(written, dict):
        return written
    kinds = typing.get_type_hints(table)
    for key in (each for each in fields(table) if each.name in written):
        name, value = key.name, written[key.name]
        if isinstance(value, dict) and is_dataclass(kinds[name]):
            _typed_profile(value, kinds[name], f"{place}{name}.")
        elif isinstance(key.default, bool) and not isinstance(value, bool):
            raise ValueError(f"{place}{name}: expected true or false, without quotation marks")
        elif name in _NUMBERS and type(value) is not int:
            raise ValueError(f"{place}{name}: expected a whole number, without quotation marks")
    return written or None


def _checked_profile(profile: Profile | None) -> Profile | None:
    if profile is None:
        return None
    for name in ("boards", "threads", "posts"):
        table = getattr(profile, name)
        for key in (each.name for each in fields(table) if each.name not in _NO_SELECTORS):
            _check_selector(f"{name}.{key}", getattr(table, key))
    if profile.posts.id and not _POST_ID.fullmatch(profile.posts.id):
        raise ValueError('posts.id: expected an attribute and its pattern, such as "id=post-{id}"')
    if "{id}" not in profile.urls.thread:
        raise ValueError('urls.thread: expected an address with {id}, such as "topic.php?id={id}"')
    return profile


def _check_selector(place: str, selector: str) -> None:
    try:
        if selector:
            soupsieve.compile(selector)
    except soupsieve.SelectorSyntaxError as error:
        reason = str(error).partition("\n")[0]
        raise ValueError(f"{place}: expected a CSS selector ({reason})") from None


ForumProfile = Annotated[Profile | None, BeforeValidator(_typed_profile), AfterValidator(_checked_profile)]
