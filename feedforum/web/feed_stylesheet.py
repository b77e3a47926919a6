"""A feed, or a list of feeds, that a person opens in a browser: with a style sheet that makes it readable."""

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

from flask import Blueprint, Request, Response, render_template, request

from feedforum.feeds import opml
from feedforum.feeds.formats import FORMATS
from feedforum.translations import date_in_words
from feedforum.web.http_responses import Representation, document_response, representation
from feedforum.web.localisation import visitor_language
from feedforum.web.page_urls import relative_root
from feedforum.web.search_engines import robots_headers

CONTENT_TYPE = "application/xml; charset=utf-8"
"""Browsers show a feed's own media type as its source, or offer to save it; XML they show styled."""

_OPML = opml.CONTENT_TYPE.partition(";")[0]
_MEDIA_TYPES = frozenset((*(format_.media_type for format_ in FORMATS.values()), _OPML))
_XML_TYPES = frozenset(each for each in _MEDIA_TYPES if each.endswith("+xml")) | {_OPML}


def is_xml_feed(content_type: str) -> bool:
    """Whether a document of that type is a feed, or a list of feeds, that a style sheet can be named in."""
    return content_type.partition(";")[0] in _XML_TYPES


def is_browser(request: Request) -> bool:
    """Whether a browser asks: it wants a page for people, and, as no reader does, names no feed format."""
    accepted = request.environ.get("HTTP_ACCEPT", "")
    # Most requests come from readers, which do not accept pages: no need to parse their header.
    if "text/html" not in accepted.lower():
        return False
    named = {value.lower() for value in request.accept_mimetypes.values()}
    return "text/html" in named and not named & _MEDIA_TYPES


SHOWN = "https://feedforum.example/shown"
"""The namespace of what only browsers get: an element `time` behind each date of an entry."""

_DATE = re.compile(rb"<(published|pubDate)>([^<]+)</(?:published|pubDate)>")


def with_stylesheet(feed: Representation) -> Representation:
    """The feed with a style sheet named behind its XML declaration; as it is if it is no XML.

    Behind each date it has the same as people write it in their language: CSS cannot do that.
    """
    if not is_xml_feed(feed.headers["Content-Type"]):
        return feed
    language = visitor_language()

    def with_words(date: re.Match[bytes]) -> bytes:
        # Of Atom or of RSS, in its own zone.
        read = datetime.fromisoformat if date[1] == b"published" else parsedate_to_datetime
        words = date_in_words(read(date[2].decode()), language)
        return date[0] + f'<time xmlns="{SHOWN}">{words}</time>'.encode()

    declaration, end, rest = _DATE.sub(with_words, feed.body).partition(b"?>")
    style = f'\n<?xml-stylesheet type="text/css" href="{relative_root()}feed.css"?>'
    vary = ", ".join(dict.fromkeys([*feed.headers["Vary"].split(", "), "Accept-Language"]))
    headers = {**feed.headers, "Content-Type": CONTENT_TYPE, "Vary": vary}
    return feed.of(declaration + end + style.encode() + rest, headers)


_MAX_AGE = 3600


styles = Blueprint("styles", __name__)


@styles.get("/feed.css")
def of_feeds() -> Response:
    """The style sheet of feeds. CSS cannot ask which language is spoken, so the words are put in here."""
    words, content_type = render_template("feed.css").encode(), "text/css; charset=utf-8"
    more, vary = robots_headers(), ["Accept-Language"]
    sheet = representation(words, content_type, max_age=_MAX_AGE, private=False, vary=vary, **more)
    return document_response(request, sheet)
