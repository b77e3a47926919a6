"""The owner's session: a signed cookie, and a token in each form that shows it comes from our page."""

import hashlib
import hmac
import secrets
from datetime import timedelta

from flask import Flask, Request, session
from werkzeug.exceptions import BadRequest

from feedforum.config.settings import Settings
from feedforum.texts import text
from feedforum.web.languages import spoken_language

LASTS = timedelta(days=30)
_COST = {"n": 2**14, "r": 8, "p": 1, "maxmem": 64 * 1024 * 1024}
_TOKEN, _OWNER = "token", "owner"


def prepare_sessions(app: Flask, settings: Settings) -> None:
    """Let the app sign sessions with a key that is made of the owner's password.

    So a session outlives a restart and holds for every process that serves, and ends with another
    password. scrypt (RFC 7914) makes it costly to guess the password from a cookie.
    """
    salt = f"feedforum/session/{settings.storage_url}".encode()
    password = settings.server.owner_password.encode()
    app.secret_key = hashlib.scrypt(password, salt=salt, dklen=32, **_COST)
    app.config.update(
        SESSION_COOKIE_NAME="feedforum_owner",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.server.public_url.startswith("https:"),
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=LASTS,
    )


def is_owner() -> bool:
    """Whether the present request comes from the owner."""
    return session.get(_OWNER) is True


def let_in() -> None:
    """Make the present visitor the owner; with a token that nobody knew before."""
    session.clear()
    session.permanent = True
    session[_OWNER] = True


def let_go() -> None:
    """End the session of this browser."""
    session.clear()


def form_token() -> str:
    """What each form of this session carries, and nobody else knows."""
    if _TOKEN not in session:
        session[_TOKEN] = secrets.token_urlsafe(24)
    return str(session[_TOKEN])


def check_form(request: Request) -> None:
    """Raise BadRequest (400) if a form was not sent from a page of this session."""
    known, given = str(session.get(_TOKEN, "")), request.form.get(_TOKEN, "")
    if not known or not hmac.compare_digest(known.encode(), given.encode(errors="surrogatepass")):
        raise BadRequest(text(spoken_language(request), "form_stale"))
