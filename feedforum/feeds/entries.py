"""Stored post → entry, with the feed that an entry of a merged feed comes from; removed post → tombstone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from html import escape

from feedforum.config.settings import FeedSettings
from feedforum.feeds.enclosures import Enclosure, Kept, enclosures_of
from feedforum.feeds.ids import FeedKind, FeedName, entry_tag
from feedforum.feeds.source import Source, home_url
from feedforum.feeds.titles import (
    board_title,
    feed_title,
    forum_title,
    full_topic,
    prefix_name,
    reply_title,
    thread_title,
)
from feedforum.feeds.uris import uri
from feedforum.records import Author, GonePost, StoredPost, StoredThread
from feedforum.text.characters import clean, clean_line
from feedforum.text.media_links import with_addresses
from feedforum.translations import text


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
    home_page_url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed tells of a post. All texts hold only what XML allows; `content` is HTML.

    `title` is never empty; `heading` is the same without the author, for pages. `published` and `updated`
    are aware, in board time, in whole seconds, and `updated` is never before `published`. `key` and `number`
    are the post's, `topic` and `prefix` the thread's, as shown. `replies` is how many a thread has
    that begins with this post, None for any other post. `image` is the address of a picture that stands for
    the entry, or empty.
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
    heading: str = ""
    summary: str = ""
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    in_reply_to: InReplyTo | None = None
    replies: int | None = None
    image: str = ""
    origin: Origin | None = None


def entry_of(post: StoredPost, source: Source, origin: Origin | None = None) -> Entry:
    """The entry of a post, the same in every feed that holds it but for `origin`."""
    forum, settings = source.forum, source.feed_settings(post.thread.board_id)
    published = board_time(post.posted_at, source.zone)
    # A corrected date is no edit: readers would show the entry again.
    updated = max(filter(None, (post.posted_at, post.edited_at, post.announced_at)))
    kept = source.kept_media(post)
    files, summary = enclosures_of(post.attachments, kept), clean_line(post.excerpt)
    link = uri(source.links.post(post.thread.id, post.id))
    categories = board_name(post, source), prefix_name(post.thread.prefix)
    author, heading = _person(post.author, source), _title(post, source, settings)
    return Entry(
        id=entry_tag(forum.host, forum.key, post.key, post.edited_at if settings.edits_as_new else None),
        title=f"{author.name}: {heading}" if settings.author_in_title else heading,
        link=link,
        author=author,
        published=published,
        updated=board_time(updated, source.zone),
        content=shortened(summary, link)
        if post.too_long
        else _content(post, kept, signed=settings.signatures),
        key=post.key,
        number=post.number,
        topic=clean_line(post.thread.topic),
        prefix=clean_line(post.thread.prefix),
        heading=heading,
        summary=summary,
        categories=tuple(dict.fromkeys(filter(None, categories))),
        enclosures=files,
        in_reply_to=_in_reply_to(post, source),
        replies=post.thread.replies if _is_first(post) else None,
        image=_image(post, files, kept),
        origin=origin,
    )


def board_time(moment: datetime, zone: tzinfo) -> datetime:
    """The moment in the forum's zone, in whole seconds; in UTC before zones were of whole minutes."""
    local = moment.astimezone(zone).replace(microsecond=0)
    offset = local.utcoffset()
    return local if offset is None or offset.seconds % 60 == 0 else local.astimezone(UTC)


def _is_first(post: StoredPost) -> bool:
    return post.key == post.thread_first_key


def _title(post: StoredPost, source: Source, settings: FeedSettings) -> str:
    topic, prefix = post.thread.topic, post.thread.prefix
    shown_prefix = prefix if settings.prefix_in_title else ""
    if not full_topic(topic, shown_prefix):
        topic = text(source.forum.language, "thread_untitled", id=post.thread.id)
    if _is_first(post):
        return full_topic(topic, shown_prefix)
    return reply_title(post.title, topic, prefix, with_prefix=settings.prefix_in_title)


def _person(author: Author, source: Source) -> Person:
    name = clean_line(author.name) or text(source.forum.language, "guest")
    return Person(name, "" if author.id is None else uri(source.links.profile(author.id)))


def _content(post: StoredPost, kept: Kept, *, signed: bool) -> str:
    html = with_addresses(post.content, {old: new for old, (new, _) in kept.items()})
    if signed and post.signature.strip():
        return clean(f"{html}<hr>{post.signature}")
    return clean(html)


def shortened(summary: str, link: str) -> str:
    """The content of an entry whose own is too long for a feed: its first words, and where the rest is."""
    return f'<p>{escape(summary, quote=False)} <a href="{escape(link)}">…</a></p>'


def board_name(post: StoredPost, source: Source) -> str:
    """The title of the board that a post is in; empty if it is not known or may not be shown."""
    return clean_line(post.thread.board_title) if source.visible.names_board(post.thread.board_id) else ""


def _image(post: StoredPost, files: tuple[Enclosure, ...], kept: Kept) -> str:
    if post.picture in kept:
        return kept[post.picture][0]
    return uri(post.picture) or next((file.url for file in files if file.type.startswith("image/")), "")


def _in_reply_to(post: StoredPost, source: Source) -> InReplyTo | None:
    first = post.thread_first_key
    if first is None or _is_first(post):
        return None
    first_id = int(first) if first.isdecimal() else None
    return InReplyTo(
        ref=entry_tag(source.forum.host, source.forum.key, first),
        href=uri(source.links.post(post.thread.id, first_id)),
    )


def merged_entries(posts: Iterable[StoredPost], kind: FeedKind, source: Source) -> tuple[Entry, ...]:
    """The entries of posts, each with the feed of its board, or of its thread if the board is not watched."""
    origins: dict[FeedName, Origin] = {}
    entries: list[Entry] = []
    for post in posts:
        name = _name(post, kind, source)
        if name not in origins:
            origins[name] = _origin(name, post.thread, source)
        entries.append(entry_of(post, source, origins[name]))
    return tuple(entries)


def _name(post: StoredPost, kind: FeedKind, source: Source) -> FeedName:
    board_id = post.thread.board_id
    if board_id is not None and (source.visible.board_ids is None or board_id in source.visible.board_ids):
        return FeedName(source.forum.key, kind, board_id=board_id)
    return FeedName(source.forum.key, thread_id=post.thread.id)


def _origin(name: FeedName, thread: StoredThread, source: Source) -> Origin:
    forum = source.forum
    if name.board_id is None:
        place = thread_title(thread, thread.id, forum.language)
    else:
        place = board_title(thread.board_title, name.board_id, forum.language)
    title = clean_line(feed_title(name, forum.language, forum_title(forum), place))
    return Origin(name.tag(forum.host), title, uri(source.feed_url(name)), uri(home_url(name, source.links)))


MOST_TOMBSTONES = 50
"""How many removed entries a feed lists at most."""


@dataclass(frozen=True, slots=True)
class Tombstone:
    """An entry that was removed, and when a poll noticed that, in board time (RFC 6721)."""

    id: str
    at: datetime


def tombstones_of(posts: Iterable[GonePost], source: Source) -> tuple[Tombstone, ...]:
    """The removed entries of removed posts; where edits are new entries, that of the last edit too."""
    host, key = source.forum.host, source.forum.key
    found = []
    for post in posts:
        as_new = post.edited_at is not None and source.feed_settings(post.board_id).edits_as_new
        for edited_at in (None, post.edited_at) if as_new else (None,):
            at = board_time(post.gone_at, source.zone)
            found.append(Tombstone(entry_tag(host, key, post.key, edited_at), at))
    return tuple(found)
