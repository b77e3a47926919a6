"""The owner's session: a signed cookie."""

import hashlib
import secrets
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from flask import Flask, request, session
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer

from feedforum.web.admin_services import admin

if TYPE_CHECKING:
    from feedforum.web.context import Site

LIFETIME = timedelta(days=30)
_COST = {"n": 2**14, "r": 8, "p": 1, "maxmem": 64 * 1024 * 1024}
_COOKIE = "feedforum_owner"
_OWNER = "owner"


def prepare_sessions(app: Flask, site: "Site") -> None:
    """Let the app keep the owner's session."""
    app.session_interface = OwnerSessions(site)
    app.config.update(
        SESSION_COOKIE_NAME=_COOKIE,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=LIFETIME,
    )


class OwnerSessions(SecureCookieSessionInterface):
    """Signs sessions with a key derived from the owner's password; without one there are none.

    So a session outlives a restart and holds for every process that serves. It ends with another password,
    or in the store when its owner logs out: then a copy of its cookie is worth nothing. scrypt (RFC 7914)
    makes it costly to guess the password from a cookie.
    """

    def __init__(self, site: "Site") -> None:
        self._site = site

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        settings = self._site.settings
        if not settings.server.owner_password:
            return None
        key = _key(settings.server.owner_password, settings.storage_url)
        signing = {"key_derivation": self.key_derivation, "digest_method": self.digest_method}
        return URLSafeTimedSerializer(key, salt=self.salt, serializer=self.serializer, signer_kwargs=signing)

    def get_cookie_path(self, app: Flask) -> str:
        # Below a path of a proxy other programs of the host do not get it.
        return request.script_root or "/"

    def get_cookie_secure(self, app: Flask) -> bool:
        return self._site.url().startswith("https:")


@lru_cache(maxsize=1)
def _key(password: str, storage_url: str) -> bytes:
    salt = f"feedforum/session/{storage_url}".encode()
    return hashlib.scrypt(password.encode(), salt=salt, dklen=32, **_COST)


def is_owner() -> bool:
    """Whether the present request comes from the owner. Raises StoreError."""
    session_id = session.get(_OWNER)
    return isinstance(session_id, str) and not admin.ended_sessions.has(session_id)


def is_known_owner() -> bool:
    """The same for pages that everybody sees: without the cookie nothing depends on one."""
    return _COOKIE in request.cookies and is_owner()


def log_in() -> None:
    """Make the present visitor the owner; with a token that nobody knew before."""
    session.clear()
    session.permanent = True
    session[_OWNER] = secrets.token_urlsafe(24)


def log_out(now: datetime) -> None:
    """End the session of this browser, and of whoever has a copy of its cookie. Raises StoreError."""
    if is_owner():
        admin.ended_sessions.add(session[_OWNER], now, LIFETIME)
    session.clear()
