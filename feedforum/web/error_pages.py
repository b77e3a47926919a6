"""Answers to what goes wrong: a page with a sentence, or plain text under /feeds and without a token."""

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException, NotFound, ServiceUnavailable, Unauthorized

from feedforum.errors import NotReadYetError, NotVisibleError, StoreError
from feedforum.web.context import CHALLENGE
from feedforum.web.http_responses import plain
from feedforum.web.localisation import say

# Their own sentence says what is wrong with the request, or what has not been read yet.
_WITH_DESCRIPTION = frozenset({400, 503})
_WITH_TEXT = frozenset({400, 401, 404, 405, 500, 503})
_HEADERS = ("Allow", "Retry-After")


def handle_errors(app: Flask) -> None:
    """Have the app answer every error; what went wrong inside is logged and never shown."""
    app.config["PROPAGATE_EXCEPTIONS"] = False

    @app.errorhandler(HTTPException)
    def on_http_error(error: HTTPException) -> Response:
        status = error.code or 500
        answer = _answer(status, _sentence(error, status))
        for name, value in error.get_headers():
            if name in _HEADERS:
                answer.headers[name] = value
        if status == 401:
            answer.headers["WWW-Authenticate"] = CHALLENGE
        answer.vary.update(("Authorization", "Cookie"))
        answer.headers["Cache-Control"] = "no-store" if status >= 500 or status == 401 else "max-age=60"
        return answer

    @app.errorhandler(StoreError)
    def on_store_error(error: StoreError) -> Response:
        app.logger.error("%s: %s", request.path, error)
        return on_http_error(ServiceUnavailable(retry_after=60))

    @app.errorhandler(NotVisibleError)
    def on_not_visible(error: NotVisibleError) -> Response:
        return on_http_error(Unauthorized() if error.hidden else NotFound())

    @app.errorhandler(NotReadYetError)
    def on_not_read_yet(error: NotReadYetError) -> Response:
        sentence = say(f"{error.kind}_not_read")
        return on_http_error(ServiceUnavailable(sentence, retry_after=int(error.retry_after)))


def _sentence(error: HTTPException, status: int) -> str:
    if error.description != type(error).description and error.description and status in _WITH_DESCRIPTION:
        return error.description
    return say(f"error_{status if status in _WITH_TEXT else 'other'}")


def _answer(status: int, sentence: str) -> Response:
    # Whoever lacks a token gets nothing that a page would need more requests for.
    if status == 401 or request.path.lstrip("/").startswith("feeds"):
        return plain(status, sentence)
    page = render_template("error.html", status=status, sentence=sentence)
    return Response(page, status=status, content_type="text/html; charset=utf-8")
