"""`/feed.css`: how a feed looks in a browser, with words in the visitor's language."""

from flask import Blueprint, Response, render_template, request

from feedforum.web.http_responses import document

_MAX_AGE = 3600


def styles_blueprint() -> Blueprint:
    """The style sheet of feeds. CSS cannot ask which language is spoken, so the words are put in here."""
    styles = Blueprint("styles", __name__)

    @styles.get("/feed.css")
    def of_feeds() -> Response:
        words = render_template("feed.css").encode()
        answer = document(
            request, words, "text/css; charset=utf-8", max_age=_MAX_AGE, private=False, for_all=True
        )
        answer.vary.add("Accept-Language")
        return answer

    return styles
