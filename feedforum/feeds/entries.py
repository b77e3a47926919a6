"""Stored post → entry."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from feedforum.feeds.enclosures import Enclosure, enclosures
from feedforum.feeds.entry_titles import full_topic, prefix_name, reply_title
from feedforum.feeds.filters import EVERYTHING, PostFilter
from feedforum.feeds.first_picture import first_picture
from feedforum.feeds.forum_links import Links, uri
from feedforum.feeds.ids import FeedName, entry_tag
from feedforum.feeds.summaries import summary
from feedforum.records import Author, Id, StoredForum, StoredPost
from feedforum.text.characters import clean, clean_line
from feedforum.translations import text


def _always(_: Id | None) -> bool:
    return True


def _never(_: Id | None) -> bool:
    return False


def _everything(_: Id | None) -> PostFilter:
    return EVERYTHING


@dataclass(frozen=True, slots=True)
class Source:
    """What all feeds of a forum have in common.

    `zone` is board time; `signatures` says of a board's id whether its entries hold signatures,
    `prefix_in_title` whether their titles begin with the thread's prefix. `board_ids` are the boards
    watched, None for all; `thread_ids` the threads watched by themselves. `feed_url` gives where
    another feed of the forum is found in the same format; without it no entry names its source.
    `edits_as_new` says of a board's id whether an edit makes a new entry of a post, `choice` which of
    its posts the owner wants in feeds; only if it `chooses` are there any that are not wanted. What is
    made for somebody who may not see all of it has fewer boards and threads here, nothing of the threads
    `without`, wherever they stand, and `names_board` says of a board's id whether its title may be told.
    """

    forum: StoredForum
    links: Links
    zone: ZoneInfo
    signatures: Callable[[Id | None], bool]
    board_ids: tuple[Id, ...] | None = None
    thread_ids: tuple[Id, ...] = ()
    prefix_in_title: Callable[[Id | None], bool] = _always
    feed_url: Callable[[FeedName], str] | None = None
    edits_as_new: Callable[[Id | None], bool] = _never
    choice: Callable[[Id | None], PostFilter] = _everything
    chooses: bool = False
    without: tuple[Id, ...] = ()
    names_board: Callable[[Id | None], bool] = _always


@dataclass(frozen=True, slots=True)
class Person:
    """Who wrote an entry; `uri` is the profile, empty for guests. `name` is never empty."""

    name: str
    uri: str = ""


@dataclass(frozen=True, slots=True)
class InReplyTo:
    """The entry that a thread began with: its id, and where people find it."""

    ref: str
    href: str


@dataclass(frozen=True, slots=True)
class Origin:
    """The feed of which an entry of a merged feed is one."""

    id: str
    title: str
    feed_url: str
    home_url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed tells of a post. All texts hold only what XML allows; `content` is HTML.

    `title` is never empty. `published` and `updated` are aware, in board time, in whole seconds,
    and `updated` is never before `published`. `key` and `number` are the post's. `topic` and `prefix`
    are the thread's, as shown. `replies` is how many a thread has that begins with this post, None
    for any other post. `image` is the address of a picture that stands for the entry, or empty.
    """

    id: str
    title: str
    link: str
    author: Person
    published: datetime
    updated: datetime
    content: str
    key: str
    number: int
    topic: str
    prefix: str = ""
    summary: str = ""
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    in_reply_to: InReplyTo | None = None
    replies: int | None = None
    image: str = ""
    origin: Origin | None = None


def entry_of(post: StoredPost, source: Source) -> Entry:
    """The entry of a post, the same in every feed that holds it but for `origin`."""
    published = board_time(post.posted_at, source.zone)
    edited = board_time(post.edited_at, source.zone) if post.edited_at else published
    files = enclosures(post.attachments)
    return Entry(
        id=_id(post, source),
        title=_title(post, source),
        link=uri(source.links.post(post.thread.id, post.id)),
        author=_person(post.author, source),
        published=published,
        updated=max(edited, published),
        content=_content(post, signed=source.signatures(post.thread.board_id)),
        key=post.key,
        number=post.number,
        topic=clean_line(post.thread.topic),
        prefix=clean_line(post.thread.prefix),
        summary=summary(clean(post.content)),
        categories=_categories(post, source),
        enclosures=files,
        in_reply_to=_in_reply_to(post, source),
        replies=post.thread.replies if _is_first(post) else None,
        image=_image(post, files),
    )


def board_time(moment: datetime, zone: ZoneInfo) -> datetime:
    """The aware moment in the forum's zone, in whole seconds.

    Before zones were of whole minutes, in UTC: RFC 3339 and RFC 2822 know no other offsets.
    """
    local = moment.astimezone(zone).replace(microsecond=0)
    offset = local.utcoffset()
    return local if offset is None or offset.seconds % 60 == 0 else local.astimezone(UTC)


def _id(post: StoredPost, source: Source) -> str:
    edited_at = post.edited_at if source.edits_as_new(post.thread.board_id) else None
    return entry_tag(source.forum.host, source.forum.key, post.key, edited_at)


def _is_first(post: StoredPost) -> bool:
    return post.key == post.thread_first_key


def _title(post: StoredPost, source: Source) -> str:
    topic, prefix = post.thread.topic, post.thread.prefix
    with_prefix = source.prefix_in_title(post.thread.board_id)
    if not full_topic(topic, prefix if with_prefix else ""):
        topic = text(source.forum.language, "thread_untitled", id=post.thread.id)
    if _is_first(post):
        return full_topic(topic, prefix if with_prefix else "")
    return reply_title(post.title, topic, prefix, with_prefix=with_prefix)


def _person(author: Author, source: Source) -> Person:
    name = clean_line(author.name) or text(source.forum.language, "guest")
    return Person(name, "" if author.id is None else uri(source.links.profile(author.id)))


def _content(post: StoredPost, *, signed: bool) -> str:
    if signed and post.signature.strip():
        return clean(f"{post.content}<hr>{post.signature}")
    return clean(post.content)


def _categories(post: StoredPost, source: Source) -> tuple[str, ...]:
    names = (board_name(post, source), prefix_name(post.thread.prefix))
    return tuple(dict.fromkeys(name for name in names if name))


def board_name(post: StoredPost, source: Source) -> str:
    """The title of the board that a post stands in; empty if it is not known, or may not be told."""
    return clean_line(post.thread.board_title) if source.names_board(post.thread.board_id) else ""


def _image(post: StoredPost, files: tuple[Enclosure, ...]) -> str:
    shown = uri(first_picture(clean(post.content)))
    return shown or next((file.url for file in files if file.type.startswith("image/")), "")


def _in_reply_to(post: StoredPost, source: Source) -> InReplyTo | None:
    first = post.thread_first_key
    if first is None or _is_first(post):
        return None
    first_id = int(first) if first.isdecimal() else None
    return InReplyTo(
        ref=entry_tag(source.forum.host, source.forum.key, first),
        href=uri(source.links.post(post.thread.id, first_id)),
    )
