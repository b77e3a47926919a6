"""Who asks: somebody with an access token, or without."""

from flask import Request

from feedforum.config.settings import Settings
from feedforum.config.tokens import is_token

# The realm must be a quoted string (RFC 7617, 2); the framework would write a bare word.
CHALLENGE = 'Basic realm="feedforum", charset="UTF-8"'


def has_token(request: Request, settings: Settings) -> bool:
    """Whether a request carries a right token: `?token=`, or HTTP Basic's password or user name."""
    given = [request.args.get("token", "")]
    basic = request.authorization
    if basic is not None and basic.type == "basic":
        given += [basic.password or "", basic.username or ""]
    return is_token(given, settings.server.access_tokens)
