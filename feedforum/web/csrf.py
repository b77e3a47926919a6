"""A token in each form that shows that it comes from our own page (cross-site request forgery)."""

import hmac
import secrets

from flask import request, session
from werkzeug.exceptions import BadRequest

from feedforum.web.localisation import say

_FIELD = "token"


def form_token() -> str:
    """What each form of this session carries, and nobody else knows."""
    if _FIELD not in session:
        session[_FIELD] = secrets.token_urlsafe(24)
    return str(session[_FIELD])


def check_form() -> None:
    """Raise BadRequest (400) if a form was not sent from a page of this session."""
    known, given = str(session.get(_FIELD, "")), request.form.get(_FIELD, "")
    if not known or not hmac.compare_digest(known.encode(), given.encode(errors="surrogatepass")):
        raise BadRequest(say("form_stale"))
