"""Who reads by an access token: given with the request, or once before, and kept in a cookie since."""

import hashlib
from dataclasses import dataclass, field

from flask import Request, Response
from itsdangerous import BadData, URLSafeTimedSerializer

from feedforum.config.access_tokens import token_in
from feedforum.config.settings import AccessToken, Settings

COOKIE = "feedforum_reader"
LIFETIME = 90 * 86400
"""The seconds for which a browser is known by the token that it gave."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A right token, its `text`, and whether this very request named it."""

    token: AccessToken
    text: str = field(repr=False)
    given: bool


def reader_of(request: Request, settings: Settings) -> Reader | None:
    """By whose token a request reads; None if it has no right one."""
    environ = request.environ
    if not ("HTTP_AUTHORIZATION" in environ or "HTTP_COOKIE" in environ or environ.get("QUERY_STRING")):
        return None
    tokens = settings.tokens
    named = [token.written for token in tokens]
    authorization = request.authorization if "HTTP_AUTHORIZATION" in request.environ else None
    texts = [request.args.get("token", "")]
    if authorization is not None and authorization.type == "basic":
        texts += [authorization.password or "", authorization.username or ""]
    if authorization is not None and authorization.type == "bearer":
        texts.append(authorization.token or "")
    if any(texts) and (found := token_in(texts, named)):
        return Reader(tokens[found[1]], found[0], given=True)
    if COOKIE not in request.environ.get("HTTP_COOKIE", ""):
        return None
    text = _text_in(request.cookies.get(COOKIE, ""))
    kept = token_in([text], named) if text else None
    return Reader(tokens[kept[1]], text, given=False) if kept else None


def remember(answer: Response, reader: Reader, path: str, *, secure: bool) -> None:
    """Have the browser send the token from now on, so that links work: until it is withdrawn.

    A cookie holds the token itself, and so ends with it; it is signed by a key made of it, so that it also
    ends with its time. Scripts do not see it, and other sites do not send it.
    """
    value = _serializer(reader.text).dumps(reader.text)
    answer.set_cookie(
        COOKIE, str(value), max_age=LIFETIME, path=path, secure=secure, httponly=True, samesite="Lax"
    )


def _text_in(cookie: str) -> str:
    try:
        _, claimed = URLSafeTimedSerializer("").loads_unsafe(cookie)
        if not isinstance(claimed, str):
            return ""
        text: str = _serializer(claimed).loads(cookie, max_age=LIFETIME)
    except BadData:
        return ""
    return text


def _serializer(token: str) -> URLSafeTimedSerializer:
    key = hashlib.sha256(b"feedforum/reader/" + token.encode(errors="surrogatepass")).digest()
    return URLSafeTimedSerializer(key, salt=COOKIE)
