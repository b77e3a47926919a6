"""What every answer is made of: the configuration, the store, and who asks, with a right token or none."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

from flask import Request, current_app, g, has_request_context, request
from werkzeug.exceptions import NotFound, Unauthorized
from werkzeug.local import LocalProxy

from feedforum.clock import Clock
from feedforum.config.live_settings import LiveSettings
from feedforum.config.settings import Grant, Settings
from feedforum.engines.forum_links import ForumLinks
from feedforum.feeds.render_feed import FeedSite
from feedforum.media.folder import MediaFolder
from feedforum.records import StoredForum
from feedforum.store import ReadRepository
from feedforum.visibility import OpenedSettings, Visibility, VisibleForum, visibility_of
from feedforum.web.login_session import is_known_owner
from feedforum.web.reader_log import ReaderLog
from feedforum.web.reader_token import Reader, reader_of

# The realm must be a quoted string (RFC 7617, 2); the framework would write a bare word.
CHALLENGE = 'Basic realm="feedforum", charset="UTF-8"'


def granted(request: Request, settings: Settings) -> bool | Grant:
    """What a request may see beside what is public: nothing, all, or what its token opens (`reader_of`).

    The owner who is logged in sees everything.
    """
    reader = reader_of(request, settings)
    if reader:
        return reader.token.grant
    return "HTTP_COOKIE" in request.environ and is_known_owner()


@dataclass(frozen=True, slots=True)
class Site:
    """The configuration in force, the store to read, the clock, what makes links to a forum, kept files.

    `check` raises a FeedforumError if the store cannot be written or polls do not go on.
    """

    current: LiveSettings
    store: ReadRepository
    clock: Clock
    links: Callable[[StoredForum], ForumLinks]
    media_folder: MediaFolder | None = None
    check: Callable[[], None] = lambda: None
    reads: ReaderLog = field(default_factory=ReaderLog)
    _opened: OpenedSettings = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_opened", OpenedSettings(self.store.guest_boards, self.clock))

    @property
    def settings(self) -> Settings:
        """The configuration, with the boards opened that guests can read; the same for one request."""
        if not has_request_context():
            return self.current.settings
        if "settings" not in g:
            g.settings = self._opened.of(self.current.settings)
        settings: Settings = g.settings
        return settings

    def url(self) -> str:
        """The address of `/` without the slash: the public one, or else as this request has it."""
        return self.settings.server.public_url or request.url_root.rstrip("/")

    def feeds(self, *, with_token: bool = False) -> FeedSite:
        """What feeds are rendered from, with addresses as this request has them, and its token if asked."""
        reader = self.reader() if with_token else None
        token = reader.text if reader else ""
        hub = self.settings.server.hub
        return FeedSite(self.store, self.links, self.url(), hub, token=token, media_folder=self.media_folder)

    def reader(self) -> Reader | None:
        return reader_of(request, self.settings)

    def visibility(self) -> Visibility:
        return visibility_of(self.settings, token=granted(request, self.settings))

    def visible_forum(self, key: str) -> VisibleForum:
        """A forum as whoever sent this request may see it.

        Raises NotFound (404) if there is none, Unauthorized (401) if nothing of it may be seen.
        """
        visible = self.visibility().forum(key)
        if visible is None:
            raise NotFound if self.settings.forum(key) is None else Unauthorized
        return visible


site = cast("Site", LocalProxy(lambda: current_app.extensions["site"]))
"""That of the application which answers this request."""
