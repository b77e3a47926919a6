"""`/login` and `/logout`, and the guard of every page that only the owner may see."""

import math
import re
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, current_app, request
from flask.blueprints import BlueprintSetupState
from werkzeug.exceptions import NotFound

from feedforum.config.access_tokens import hashed, token_in
from feedforum.web.context import site
from feedforum.web.csrf import check_form, form_token
from feedforum.web.http_responses import render_page
from feedforum.web.localisation import say
from feedforum.web.login_session import is_owner, log_in, log_out
from feedforum.web.login_throttle import LoginThrottle
from feedforum.web.page_urls import page_asked_for, redirect_to

MOST_FORM = 16 * 1024
"""The bytes of a form at most."""

_PAGE = re.compile(r"[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*(\?[!-~]*)?")
_LONGEST_PAGE = 2000


def require_owner(blueprint: Blueprint) -> Blueprint:
    """Keep every page of a blueprint for the owner, out of caches, and its forms from other sites.

    Whoever has not logged in is redirected to `/login`, and back again after that. Without an owner's
    password in the configuration there is no such page.
    """
    _keep_private(blueprint)

    @blueprint.before_request
    def guard() -> Response | None:
        if not is_owner():
            page = page_asked_for() if request.method in {"GET", "HEAD"} else ""
            return redirect_to(f"login?next={quote(page, safe='/')}" if _is_page(page) else "login")
        if request.method not in {"GET", "HEAD", "OPTIONS"}:
            check_form()
        return None

    return blueprint


def owner_page(template: str, error: str = "", status: int = 200, **values: Any) -> Response:
    """A page with forms for the owner; `error` names the text, with `values`, that says what is wrong."""
    said = say(error, **values) if error else ""
    return render_page(template, status, private=True, error=said, token=form_token(), **values)


def _keep_private(blueprint: Blueprint) -> Blueprint:
    @blueprint.before_request
    def bound() -> None:
        if not site.settings.server.owner_password:
            raise NotFound
        request.max_content_length = MOST_FORM

    @blueprint.after_request
    def keep_private(answer: Response) -> Response:
        answer.headers["Cache-Control"] = "no-store"
        return answer

    return blueprint


login = _keep_private(Blueprint("owner", __name__))


@login.record
def _remember_failures(state: BlueprintSetupState) -> None:
    state.app.extensions["login_throttle"] = LoginThrottle(state.app.extensions["site"].clock)


@login.get("/login")
def form() -> Response:
    """The form for the password."""
    return _form(request.args.get("next", ""))


@login.post("/login")
def send_password() -> Response:
    """Log the owner in."""
    check_form()
    throttle: LoginThrottle = current_app.extensions["login_throttle"]
    address, next_page = request.remote_addr or "", request.form.get("next", "")
    wait = math.ceil(throttle.wait_for(address))
    if wait:
        answer = _form(next_page, "login_slow", 429, seconds=wait)
        answer.headers["Retry-After"] = str(wait)
        return answer
    if not token_in([request.form.get("password", "")], [hashed(site.settings.server.owner_password)]):
        throttle.failed(address)
        return _form(next_page, "login_wrong", 403)
    throttle.succeeded(address)
    log_in()
    return redirect_to(next_page if _is_page(next_page) else "status")


@login.post("/logout")
def logout() -> Response:
    """End the session."""
    check_form()
    log_out(site.clock.now())
    return redirect_to("")


def _is_page(path: str) -> bool:
    """Whether that is a page of ours, with what it was asked for: a bookmark sends an address along."""
    return len(path) <= _LONGEST_PAGE and _PAGE.fullmatch(path) is not None


def _form(next_page: str, error: str = "", status: int = 200, **values: Any) -> Response:
    return owner_page("login.html", error, status, next_page=next_page[:_LONGEST_PAGE], **values)
