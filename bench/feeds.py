"""The feed that several rows are about: the newest 30 posts of the first forum."""

from zoneinfo import ZoneInfo

from feedforum.config import FeedSettings, LiveSettings, Settings
from feedforum.config.settings import ServerSettings
from feedforum.feeds import Source, What, forum_feed, render
from feedforum.store import Store
from feedforum.web.engine_links import engine_links
from tests.poll.world import KEY, settings_for

ENTRIES = 30
PATH = f"/feeds/{KEY}/posts.atom"
_SITE = "http://127.0.0.1"


def first_rendering(store: Store) -> bytes:
    """The feed made from the store, whatever is kept of it elsewhere."""
    forum = store.read_repository.forum(KEY)
    if forum is None:
        raise LookupError(KEY)
    source = Source(
        forum,
        engine_links(forum),
        ZoneInfo("Europe/Berlin"),
        signatures=lambda _: False,
        feed_url=lambda name: _SITE + name.path("atom"),
    )
    feed = forum_feed(store.read_repository, source, What.POSTS, self_url=_SITE + PATH, limit=ENTRIES)
    return render(feed, "atom", FeedSettings(ENTRIES, 1_000_000, signatures=False).max_size)


def current(forum_url: str) -> LiveSettings:
    """A configuration that names the first forum."""
    server = ServerSettings("127.0.0.1", 0, "", ())
    return LiveSettings(Settings(server, "", (settings_for(forum_url, None, ENTRIES),)))
