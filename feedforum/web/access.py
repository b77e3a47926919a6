"""Who may read what: forums for members only need an access token."""

import hmac
from collections.abc import Iterable

from flask import Request
from werkzeug.exceptions import Unauthorized

from feedforum.config.settings import ForumSettings, Settings

# The realm must be a quoted string (RFC 7617, 2); the framework would write a bare word.
CHALLENGE = 'Basic realm="feedforum", charset="UTF-8"'


def is_token(given: Iterable[str], tokens: Iterable[str]) -> bool:
    """Whether one of the texts given is a token, in a time that tells nothing about the tokens."""
    known = [token.encode() for token in tokens]
    matches = [
        hmac.compare_digest(text.encode(errors="surrogatepass"), token) for text in given for token in known
    ]
    return any(matches)


def has_token(request: Request, settings: Settings) -> bool:
    """Whether a request carries a right token: `?token=`, or HTTP Basic's password or user name."""
    given = [request.args.get("token", "")]
    basic = request.authorization
    if basic is not None and basic.type == "basic":
        given += [basic.password or "", basic.username or ""]
    return is_token(given, settings.server.access_tokens)


def require(request: Request, settings: Settings, chosen: ForumSettings) -> None:
    """Raises Unauthorized (401) if the forum is private and the request has no right token."""
    if chosen.private and not has_token(request, settings):
        raise Unauthorized
