"""What pages are made of: the feeds they offer, and how they are answered."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Response, render_template, request

from feedforum.feeds import FORMATS
from feedforum.translations import text
from feedforum.web.language import spoken_language


@dataclass(frozen=True, slots=True)
class Address:
    """A feed in one format; `ext` is its key in FORMATS."""

    ext: str
    format: str
    media_type: str
    url: str


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed to subscribe to, in all formats."""

    label: str
    addresses: tuple[Address, ...]


def offered(label: str, url: Callable[[str], str]) -> FeedLink:
    """The feed that is found at `url` of each format, called by a text of the catalogue."""
    addresses = (
        Address(ext, format_.title, format_.media_type, url(ext)) for ext, format_ in FORMATS.items()
    )
    return FeedLink(text(spoken_language(request), label), tuple(addresses))


def page(template: str, *, private: bool, **values: Any) -> Response:
    """The page of a template; `private` keeps it from shared caches."""
    answer = Response(
        render_template(template, private=private, **values), content_type="text/html; charset=utf-8"
    )
    answer.headers["Cache-Control"] = "private, no-cache" if private else "no-cache"
    answer.vary.update(("Accept-Language", "Authorization"))
    return answer
