"""From the name of a feed to its bytes: what the web answers with, and what the export writes into files."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from feedforum.config.settings import THREAD_DAY, FeedSettings
from feedforum.engines.forum_links import ForumLinks
from feedforum.feeds.build_feed import FeedRequest, build_feed
from feedforum.feeds.feed import Feed
from feedforum.feeds.filters import EVERYTHING, PostFilter
from feedforum.feeds.formats import FORMATS, render
from feedforum.feeds.ids import FeedName
from feedforum.feeds.lookup import (
    find_board,
    find_forum,
    find_thread,
    page_before,
    require_posts,
    trouble_to_tell,
)
from feedforum.feeds.notices import with_notice
from feedforum.feeds.source import Source
from feedforum.feeds.uris import with_parameter
from feedforum.media.folder import MediaFolder
from feedforum.records import StoredBoard, StoredForum, StoredThread
from feedforum.store import ReadRepository
from feedforum.visibility import VisibleForum

MOST_ENTRIES = 100
"""How many entries an address may ask for, where the configuration does not give more of its own."""


@dataclass(frozen=True, slots=True)
class FeedParams:
    """What the parameters of a feed's address ask for; None, and an empty `group`, for what they leave out.

    `typed` are the words to search for as they were typed, `before` is the key of the post before the page.
    """

    post_filter: PostFilter = EVERYTHING
    typed: str = ""
    limit: int | None = None
    before: str | None = None
    group: str = ""

    def entries(self, default: int) -> int:
        """How many entries the feed has at most, where `default` is what the configuration says."""
        return default if self.limit is None else min(self.limit, max(default, MOST_ENTRIES))


@dataclass(frozen=True, slots=True)
class RenderedFeed:
    """A feed in one format, and what HTTP says of it.

    `private` means that it holds more than everybody may see; `same_for_all` that no access token
    would change it. `max_age` is in seconds.
    """

    feed: Feed
    body: bytes
    content_type: str
    max_age: int
    private: bool
    same_for_all: bool


@dataclass(frozen=True, slots=True)
class FeedSite:
    """Where feeds are made from, and the address of `/` without its slash (`url`) that they are found below.

    Unless it is `paged`, no feed leads to a next page: files answer no parameters. `token` is that of whom
    addresses to subscribe to are for, or empty. Kept pictures and files are in the `media_folder`.
    """

    store: ReadRepository
    links: Callable[[StoredForum], ForumLinks]
    url: str
    hub: str = ""
    paged: bool = True
    token: str = field(default="", repr=False)
    media_folder: MediaFolder | None = None

    def subscribe_url(self, visible: VisibleForum, name: FeedName, ext: str) -> str:
        needed = self.token and visible.needs_token(name.board_id, name.thread_id)
        url = self.feed_url(name, ext)
        return with_parameter(url, "token", self.token) if needed else url

    def feed_url(self, name: FeedName, ext: str) -> str:
        return self.url + name.path(ext)

    def source(self, forum: StoredForum, visible: VisibleForum, ext: str = "atom") -> Source:
        """What all entries of a forum's feeds are made with, in a format."""
        return Source(forum, self.links(forum), visible, self.url, ext, self.media_folder)


def render_feed(
    site: FeedSite, visible: VisibleForum, name: FeedName, ext: str, params: FeedParams = FeedParams()
) -> RenderedFeed:
    """What is visible of the feed of that name. Raises NotVisibleError, NotReadYetError, StoreError."""
    with site.store.in_one_transaction() as store:
        feed, settings, private = _feed_of(store, site, visible, name, ext, params)
    return rendered(feed, ext, [visible], settings.max_size, private=private)


def _feed_of(
    store: ReadRepository, site: FeedSite, visible: VisibleForum, name: FeedName, ext: str, params: FeedParams
) -> tuple[Feed, FeedSettings, bool]:
    """The feed, the settings that hold for it, and whether it holds more than everybody may see."""
    place: StoredBoard | StoredThread | None = None
    board_id, listed = name.board_id, True
    if name.thread_id is not None:
        forum, place = find_thread(store, visible, name.thread_id)
        require_posts(store, visible, place)
        board_id, listed = place.board_id, place.id in visible.settings.threads
    elif name.board_id is not None:
        forum, place = find_board(store, visible, name.board_id)
    else:
        forum = find_forum(store, visible)
    private = visible.needs_token(board_id, name.thread_id)
    source = site.source(forum, visible, ext)
    settings = source.feed_settings(board_id)
    page, url = page_before(store, visible, params.before), site.feed_url(name, ext)
    limit, grouped = params.entries(settings.entries), (params.group or settings.group) == THREAD_DAY
    request = FeedRequest(url, limit, page, params.post_filter, settings.max_size, grouped)
    feed = build_feed(store, source, request, name.kind, place)
    if settings.notices and page is None:
        feed = with_notice(feed, trouble_to_tell(store, visible, private=private), source)
    # A hub is notified of first pages of unfiltered feeds only.
    hub = site.hub if listed and not private and "?" not in feed.self_url else ""
    return replace(feed, hub=hub, paged=site.paged), settings, private


def rendered(
    feed: Feed, ext: str, forums: Sequence[VisibleForum], max_size: int, *, private: bool
) -> RenderedFeed:
    """A feed of some forums in a format; caches may keep it for the shortest of their polling intervals."""
    return RenderedFeed(
        feed,
        body=render(feed, ext, max_size),
        content_type=FORMATS[ext].content_type,
        max_age=int(min(visible.settings.interval for visible in forums)),
        private=private,
        same_for_all=not any(visible.settings.has_private for visible in forums),
    )
