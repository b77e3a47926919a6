"""Pages for the owner alone: the way in, the way out, and the gate before all others."""

import math
import re

from flask import Blueprint, Response, request
from werkzeug.exceptions import NotFound

from feedforum.config.access_tokens import hashed, is_token
from feedforum.translations import text
from feedforum.web.context import Site
from feedforum.web.http_responses import page
from feedforum.web.localisation import spoken_language
from feedforum.web.login_session import check_form, form_token, is_owner, let_go, let_in
from feedforum.web.login_throttle import LoginThrottle
from feedforum.web.page_urls import led_to

MOST_FORM = 16 * 1024
"""The bytes of a form at most."""

_PAGE = re.compile(r"[a-z]+(/[a-z]+)*")


def for_the_owner(site: Site, blueprint: Blueprint) -> Blueprint:
    """Keep every page of a blueprint for the owner, out of caches, and its forms from other sites.

    Whoever has not logged in is led to where that is done, and back again after it. Without an owner's
    password in the configuration there is no such page.
    """
    _keep_private(site, blueprint)

    @blueprint.before_request
    def guard() -> Response | None:
        if not is_owner():
            wanted = request.path.strip("/") if request.method in {"GET", "HEAD"} else ""
            return led_to(request, f"login?next={wanted}" if _PAGE.fullmatch(wanted) else "login")
        if request.method not in {"GET", "HEAD", "OPTIONS"}:
            check_form(request)
        return None

    return blueprint


def owner_blueprint(site: Site) -> Blueprint:
    """Where the owner logs in, and out."""
    owner = Blueprint("owner", __name__)
    _keep_private(site, owner)
    patience = LoginThrottle(site.clock)

    @owner.get("/login")
    def login() -> Response:
        return _form(request.args.get("next", ""))

    @owner.post("/login")
    def enter() -> Response:
        check_form(request)
        address, after = request.remote_addr or "", request.form.get("next", "")
        wait = math.ceil(patience.wait_for(address))
        if wait:
            answer = _form(after, text(spoken_language(request), "login_slow", seconds=wait), 429)
            answer.headers["Retry-After"] = str(wait)
            return answer
        if not is_token([request.form.get("password", "")], [hashed(site.settings.server.owner_password)]):
            patience.wrong(address)
            return _form(after, text(spoken_language(request), "login_wrong"), 403)
        patience.right(address)
        let_in()
        return led_to(request, after if _PAGE.fullmatch(after) else "status")

    @owner.post("/logout")
    def leave() -> Response:
        check_form(request)
        let_go()
        return led_to(request, "")

    return owner


def _form(after: str, wrong: str = "", status: int = 200) -> Response:
    answer = page("login.html", private=True, after=after[:100], wrong=wrong, token=form_token())
    answer.status_code = status
    return answer


def _keep_private(site: Site, blueprint: Blueprint) -> None:
    @blueprint.before_request
    def bound() -> None:
        if not site.settings.server.owner_password:
            raise NotFound
        request.max_content_length = MOST_FORM

    @blueprint.after_request
    def keep_private(answer: Response) -> Response:
        answer.headers["Cache-Control"] = "no-store"
        return answer
