"""Who asks: somebody with an access token, or without."""

from flask import Request

from feedforum.config.access_tokens import is_token
from feedforum.config.settings import Settings

# The realm must be a quoted string (RFC 7617, 2); the framework would write a bare word.
CHALLENGE = 'Basic realm="feedforum", charset="UTF-8"'


def has_token(request: Request, settings: Settings) -> bool:
    """Whether a request carries a right token.

    That is `?token=`, HTTP Basic's password or user name, or a bearer's (RFC 6750).
    """
    said = request.authorization if "HTTP_AUTHORIZATION" in request.environ else None
    if said is None and not request.environ.get("QUERY_STRING"):
        return False
    given = [request.args.get("token", "")]
    if said is not None and said.type == "basic":
        given += [said.password or "", said.username or ""]
    if said is not None and said.type == "bearer":
        given.append(said.token or "")
    return is_token(given, settings.server.access_tokens)
