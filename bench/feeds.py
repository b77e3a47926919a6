"""The feed that several rows are about: the newest 30 posts of the first forum."""

from feedforum.config import LiveSettings, Settings
from feedforum.config.settings import ServerSettings
from feedforum.engines.forum_links import engine_links
from feedforum.feeds.ids import FeedName
from feedforum.feeds.render_feed import FeedSite, render_feed
from feedforum.store import Store
from feedforum.visibility import visibility_of
from tests.poll.world import KEY, settings_for

ENTRIES = 30
PATH = f"/feeds/{KEY}/posts.atom"
_SITE = "http://127.0.0.1"


def first_rendering(store: Store) -> bytes:
    """The feed made from the store, whatever is kept of it elsewhere."""
    site = FeedSite(store.read_repository, engine_links, _SITE)
    (visible,) = visibility_of(current("").settings, token=False).forums
    return render_feed(site, visible, FeedName(KEY), "atom").body


def current(forum_url: str) -> LiveSettings:
    """A configuration that names the first forum."""
    server = ServerSettings("127.0.0.1", 0, "", ())
    return LiveSettings(Settings(server, "", (settings_for(forum_url, None, ENTRIES),)))
