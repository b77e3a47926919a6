"""What is answered when something is wrong: a sentence, under /feeds and to strangers as plain text."""

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException, NotFound, ServiceUnavailable, Unauthorized

from feedforum.errors import NotReadYetError, NotVisibleError, StoreError
from feedforum.translations import text
from feedforum.web.context import CHALLENGE
from feedforum.web.http_responses import plain
from feedforum.web.localisation import spoken_language

# These say what is wrong with what was asked, or what has not been read yet.
_TOLD = frozenset({400, 503})
_KEPT = ("Allow", "Retry-After")
_SAID = frozenset({400, 401, 404, 405, 500, 503})


def answer_faults(app: Flask) -> None:
    """Makes the app answer every fault by itself; what went wrong inside is logged, never shown."""
    app.config["PROPAGATE_EXCEPTIONS"] = False

    @app.errorhandler(HTTPException)
    def on_http_fault(fault: HTTPException) -> Response:
        status = fault.code or 500
        answer = _answer(status, _sentence(fault, status))
        for name, value in fault.get_headers():
            if name in _KEPT:
                answer.headers[name] = value
        if status == 401:
            answer.headers["WWW-Authenticate"] = CHALLENGE
        answer.vary.add("Authorization")
        answer.headers["Cache-Control"] = "no-store" if status >= 500 or status == 401 else "max-age=60"
        return answer

    @app.errorhandler(StoreError)
    def on_store_fault(fault: StoreError) -> Response:
        app.logger.error("%s: %s", request.path, fault)
        return on_http_fault(ServiceUnavailable(retry_after=60))

    @app.errorhandler(NotVisibleError)
    def on_not_visible(fault: NotVisibleError) -> Response:
        return on_http_fault(Unauthorized() if fault.hidden else NotFound())

    @app.errorhandler(NotReadYetError)
    def on_not_read_yet(fault: NotReadYetError) -> Response:
        sentence = text(spoken_language(request), f"{fault.kind}_not_read")
        return on_http_fault(ServiceUnavailable(sentence, retry_after=int(fault.retry_after)))


def _sentence(fault: HTTPException, status: int) -> str:
    if fault.description != type(fault).description and fault.description and status in _TOLD:
        return fault.description
    return text(spoken_language(request), f"error_{status if status in _SAID else 'other'}")


def _answer(status: int, sentence: str) -> Response:
    # Whoever lacks a token gets nothing that a page would need more requests for.
    if status == 401 or request.path.lstrip("/").startswith("feeds"):
        return plain(status, sentence)
    page = render_template("fault.html", status=status, sentence=sentence)
    return Response(page, status=status, content_type="text/html; charset=utf-8")
