"""`/feed.css`: how a feed looks in a browser, with words in the visitor's language."""

from flask import Blueprint, Response, render_template, request

from feedforum.web.http_responses import document_response, representation

_MAX_AGE = 3600


def styles_blueprint() -> Blueprint:
    """The style sheet of feeds. CSS cannot ask which language is spoken, so the words are put in here."""
    styles = Blueprint("styles", __name__)

    @styles.get("/feed.css")
    def of_feeds() -> Response:
        words = render_template("feed.css").encode()
        styles = representation(
            words, "text/css; charset=utf-8", max_age=_MAX_AGE, private=False, vary=["Accept-Language"]
        )
        return document_response(request, styles)

    return styles
