"""Stored post → entry."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from mimetypes import MimeTypes
from zoneinfo import ZoneInfo

from feedforum.content.characters import clean, clean_line
from feedforum.feeds.links import Links, uri
from feedforum.feeds.names import entry_tag
from feedforum.feeds.summaries import summary
from feedforum.feeds.titles import full_topic, prefix_name, reply_title
from feedforum.records import Attachment, Author, StoredForum, StoredPost
from feedforum.texts import text

UNKNOWN_TYPE = "application/octet-stream"
_LATE_TYPES = {
    ".7z": "application/x-7z-compressed",
    ".avif": "image/avif",
    ".flac": "audio/flac",
    ".gz": "application/gzip",
    ".ogg": "audio/ogg",
    ".rar": "application/vnd.rar",
    ".webp": "image/webp",
}


def _media_types() -> MimeTypes:
    types = MimeTypes()
    for extension, kind in _LATE_TYPES.items():
        types.add_type(kind, extension)
    types.encodings_map = {}
    return types


_MEDIA_TYPES = _media_types()


@dataclass(frozen=True, slots=True)
class Source:
    """What all feeds of a forum have in common.

    `zone` is board time; `signatures` says of a board's id whether its entries hold signatures.
    `board_ids` are the boards watched, None for all; `thread_ids` the threads watched by themselves.
    """

    forum: StoredForum
    links: Links
    zone: ZoneInfo
    signatures: Callable[[int | None], bool]
    board_ids: tuple[int, ...] | None = None
    thread_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """Who wrote an entry; `uri` is the profile, empty for guests. `name` is never empty."""

    name: str
    uri: str = ""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that belongs to an entry; `length` is in bytes, None if unknown."""

    url: str
    type: str
    title: str
    length: int | None = None


@dataclass(frozen=True, slots=True)
class InReplyTo:
    """The entry that a thread began with: its id, and where people find it."""

    ref: str
    href: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed tells of a post. All texts hold only what XML allows; `content` is HTML.

    `title` is never empty. `published` and `updated` are aware, in board time, in whole seconds,
    and `updated` is never before `published`.
    """

    id: str
    title: str
    link: str
    author: Person
    published: datetime
    updated: datetime
    content: str
    summary: str = ""
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    in_reply_to: InReplyTo | None = None


def entry_of(post: StoredPost, source: Source) -> Entry:
    """The entry of a post, the same in every feed that holds it."""
    published = board_time(post.posted_at, source.zone)
    edited = board_time(post.edited_at, source.zone) if post.edited_at else published
    return Entry(
        id=entry_tag(source.forum.host, source.forum.key, post.key),
        title=_title(post, source.forum.language),
        link=uri(source.links.post(post.thread.id, post.id)),
        author=_person(post.author, source),
        published=published,
        updated=max(edited, published),
        content=_content(post, signed=source.signatures(post.thread.board_id)),
        summary=summary(clean(post.content)),
        categories=_categories(post),
        enclosures=tuple(found for file in post.attachments if (found := _enclosure(file))),
        in_reply_to=_in_reply_to(post, source),
    )


def board_time(moment: datetime, zone: ZoneInfo) -> datetime:
    """The aware moment in the forum's zone, in whole seconds.

    Before zones were of whole minutes, in UTC: RFC 3339 and RFC 2822 know no other offsets.
    """
    local = moment.astimezone(zone).replace(microsecond=0)
    offset = local.utcoffset()
    return local if offset is None or offset.seconds % 60 == 0 else local.astimezone(UTC)


def media_type(name: str) -> str:
    """The media type that a file's name promises, whatever the machine's own tables say."""
    return _MEDIA_TYPES.guess_type(f"file:/{name.rpartition('/')[2]}")[0] or UNKNOWN_TYPE


def _is_first(post: StoredPost) -> bool:
    return post.key == post.thread_first_key


def _title(post: StoredPost, language: str) -> str:
    topic, prefix = post.thread.topic, post.thread.prefix
    if not full_topic(topic, prefix):
        topic = text(language, "thread_untitled", id=post.thread.id)
    return full_topic(topic, prefix) if _is_first(post) else reply_title(post.title, topic, prefix)


def _person(author: Author, source: Source) -> Person:
    name = clean_line(author.name) or text(source.forum.language, "guest")
    return Person(name, "" if author.id is None else uri(source.links.profile(author.id)))


def _content(post: StoredPost, *, signed: bool) -> str:
    if signed and post.signature.strip():
        return clean(f"{post.content}<hr>{post.signature}")
    return clean(post.content)


def _categories(post: StoredPost) -> tuple[str, ...]:
    names = (clean_line(post.thread.board_title), prefix_name(post.thread.prefix))
    return tuple(dict.fromkeys(name for name in names if name))


def _enclosure(file: Attachment) -> Enclosure | None:
    url = uri(file.url)
    if not url.startswith(("http://", "https://")):
        return None
    name = clean_line(file.name)
    return Enclosure(url, media_type(name), name, file.size)


def _in_reply_to(post: StoredPost, source: Source) -> InReplyTo | None:
    first = post.thread_first_key
    if first is None or _is_first(post):
        return None
    first_id = int(first) if first.isdecimal() else None
    return InReplyTo(
        ref=entry_tag(source.forum.host, source.forum.key, first),
        href=uri(source.links.post(post.thread.id, first_id)),
    )
