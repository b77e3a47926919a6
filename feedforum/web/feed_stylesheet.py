"""A feed that a person opens in a browser: the same entries, with a style sheet that makes them readable."""

from flask import Request

from feedforum.feeds import FORMATS
from feedforum.web.relative_root import root_of

CONTENT_TYPE = "application/xml; charset=utf-8"
"""Browsers show a feed's own media type as its source, or offer to save it; XML they show styled."""

_MEDIA_TYPES = frozenset(format_.media_type for format_ in FORMATS.values())
_XML_TYPES = frozenset(each for each in _MEDIA_TYPES if each.endswith("+xml"))


def can_be_styled(content_type: str) -> bool:
    """Whether a document of that type is a feed that a style sheet can be named in."""
    return content_type.partition(";")[0] in _XML_TYPES


def is_opened(request: Request) -> bool:
    """Whether a browser asks, to show what comes: it wants a page for people, and names no feed format.

    Readers that would take a page as well name the formats of feeds beside it.
    """
    named = {value.lower() for value in request.accept_mimetypes.values()}
    return "text/html" in named and not named & _MEDIA_TYPES


def styled(request: Request, document: bytes) -> bytes:
    """The document of a feed, with a style sheet named behind its XML declaration."""
    declaration, end, rest = document.partition(b"?>")
    style = f'\n<?xml-stylesheet type="text/css" href="{root_of(request)}feed.css"?>'
    return declaration + end + style.encode() + rest
