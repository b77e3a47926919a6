"""What every answer is made of: the configuration, the store, and who asks, with a right token or none."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Request, g, has_request_context, request
from werkzeug.exceptions import NotFound, Unauthorized

from feedforum.clock import Clock
from feedforum.config.access_tokens import is_token
from feedforum.config.live_settings import LiveSettings
from feedforum.config.settings import Settings
from feedforum.feeds.render_feed import FeedSite
from feedforum.feeds.source import Links
from feedforum.records import StoredForum
from feedforum.store import ReadRepository
from feedforum.visibility import Visibility, VisibleForum, visibility_of

# The realm must be a quoted string (RFC 7617, 2); the framework would write a bare word.
CHALLENGE = 'Basic realm="feedforum", charset="UTF-8"'


def has_token(request: Request, settings: Settings) -> bool:
    """Whether a request carries a right token.

    That is `?token=`, HTTP Basic's password or user name, or a bearer's (RFC 6750).
    """
    authorization = request.authorization if "HTTP_AUTHORIZATION" in request.environ else None
    if authorization is None and not request.environ.get("QUERY_STRING"):
        return False
    given = [request.args.get("token", "")]
    if authorization is not None and authorization.type == "basic":
        given += [authorization.password or "", authorization.username or ""]
    if authorization is not None and authorization.type == "bearer":
        given.append(authorization.token or "")
    return is_token(given, settings.server.access_tokens)


@dataclass(frozen=True, slots=True)
class Site:
    """The configuration in force, the store to read, the clock, and what makes links to a forum."""

    current: LiveSettings
    store: ReadRepository
    clock: Clock
    links: Callable[[StoredForum], Links]

    @property
    def settings(self) -> Settings:
        """The configuration; the same for as long as one request is answered."""
        if not has_request_context():
            return self.current.settings
        settings: Settings = g.setdefault("settings", self.current.settings)
        return settings

    def url(self) -> str:
        """The address of `/` without the slash: the public one, or else as this request has it."""
        return self.settings.server.public_url or request.url_root.rstrip("/")

    def feeds(self) -> FeedSite:
        """What feeds are rendered from, with addresses as this request has them."""
        return FeedSite(self.store, self.links, self.url(), self.settings.server.hub)

    def has_token(self) -> bool:
        """Whether this request carries a right access token."""
        return has_token(request, self.settings)

    def visibility(self) -> Visibility:
        """What whoever sent this request may see."""
        return visibility_of(self.settings, token=self.has_token())

    def visible_forum(self, key: str) -> VisibleForum:
        """A forum as whoever sent this request may see it.

        Raises NotFound (404) if there is none, Unauthorized (401) if nothing of it may be seen.
        """
        visible = self.visibility().forum(key)
        if visible is None:
            raise NotFound if self.settings.forum(key) is None else Unauthorized
        return visible
