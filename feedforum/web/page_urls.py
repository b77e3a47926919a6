"""Links of pages: to other pages, relative and in the chosen feed format, and to feeds."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from flask import Response, request

from feedforum.feeds.formats import FORMATS
from feedforum.web.localisation import say

View = dict[str, Any]
"""What a template shows of something: its values by name."""


def relative_root() -> str:
    """The relative address of `/`."""
    return "../" * (request.path.count("/") - 1) or "./"


def redirect_to(path: str) -> Response:
    """Lead a browser to another page, `path` without its first slash; it asks for that with GET."""
    return Response(
        status=303,
        headers={"Location": relative_root() + path},
        content_type="text/plain; charset=utf-8",
    )


DEFAULT_FORMAT = "atom"
FORMAT = "format"
"""The parameter of a page's address that says in which format it names feeds."""

# No answer repeats a secret that came with its address.
_NOT_REPEATED = frozenset({"token"})


def chosen_format() -> str:
    """The format that a page names feeds in, a key of FORMATS: the one that its address asks for."""
    ext = request.args.get(FORMAT, "")
    return ext if ext in FORMATS else DEFAULT_FORMAT


def address(path: str, **parameters: object) -> str:
    """What leads to the `path` below `/`, with the format kept; blank parameters are left out."""
    ext = chosen_format()
    query = {name: value for name, value in parameters.items() if value}
    if ext != DEFAULT_FORMAT:
        query[FORMAT] = ext
    return relative_root() + path + (f"?{urlencode(query)}" if query else "")


def page_asked_for() -> str:
    """The page that is asked for, below `/`, with its parameters but for a secret among them."""
    parameters = _parameters_without()
    return request.path.strip("/") + (f"?{parameters}" if parameters else "")


def in_format(ext: str) -> str:
    """What leads to the same page with its feeds in another format."""
    others = _parameters_without(FORMAT)
    return f"?{others}{'&' if others else ''}{FORMAT}={ext}"


def _parameters_without(*names: str) -> str:
    others = [each for each in request.args.items(multi=True) if each[0] not in (*names, *_NOT_REPEATED)]
    return urlencode(others, errors="replace")


def feed_link(label: str, title: str, url: Callable[[str], str], subscribe_url: Callable[[str], str]) -> View:
    """A feed to subscribe to: by format its `urls`, and `addresses` with the token that a reader needs.

    `label` is a text of the catalogue.
    """
    urls, addresses = {ext: url(ext) for ext in FORMATS}, {ext: subscribe_url(ext) for ext in FORMATS}
    return {"label": say(label), "title": title, "urls": urls, "addresses": addresses}
