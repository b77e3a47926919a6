"""Links of pages: to other pages, relative and in the chosen feed format, and to feeds."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Request, Response, request

from feedforum.feeds.formats import FORMATS
from feedforum.translations import text
from feedforum.web.localisation import visitor_language


def relative_root(request: Request) -> str:
    """The relative address of `/`."""
    return "../" * (request.path.count("/") - 1) or "./"


def redirect_to(request: Request, path: str) -> Response:
    """Lead a browser to another page, `path` without its first slash; it asks for that with GET."""
    return Response(
        status=303,
        headers={"Location": relative_root(request) + path},
        content_type="text/plain; charset=utf-8",
    )


DEFAULT_FORMAT = "atom"
FORMAT = "format"
"""The parameter of a page's address that says in which format it names feeds."""

# No answer repeats a secret that came with its address.
_NOT_REPEATED = frozenset({"token"})


@dataclass(frozen=True, slots=True)
class FormatLink:
    """The same page with its feeds in another format, or in the `current` one."""

    title: str
    href: str
    current: bool


def chosen_format(request: Request) -> str:
    """The format that a page names feeds in, a key of FORMATS: the one that its address asks for."""
    ext = request.args.get(FORMAT, "")
    return ext if ext in FORMATS else DEFAULT_FORMAT


def address(request: Request, path: str, **parameters: object) -> str:
    """What leads to the `path` below `/`, with the format kept; blank parameters are left out."""
    ext = chosen_format(request)
    query = {name: value for name, value in parameters.items() if value}
    if ext != DEFAULT_FORMAT:
        query[FORMAT] = ext
    return relative_root(request) + path + (f"?{urlencode(query)}" if query else "")


def page_asked_for(request: Request) -> str:
    """The page that is asked for, below `/`, with its parameters but for a secret among them."""
    parameters = urlencode(_parameters_without(request, _NOT_REPEATED), errors="replace")
    return request.path.strip("/") + (f"?{parameters}" if parameters else "")


def _parameters_without(request: Request, names: Collection[str]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in request.args.items(multi=True) if name not in names]


def format_links(request: Request) -> list[FormatLink]:
    """The page that is asked for, with its feeds in each format."""
    others = _parameters_without(request, {FORMAT, *_NOT_REPEATED})
    ext = chosen_format(request)
    return [
        FormatLink(format_.title, f"?{urlencode([*others, (FORMAT, each)], errors='replace')}", each == ext)
        for each, format_ in FORMATS.items()
    ]


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed to subscribe to; `title` is its own, `urls` are its addresses by format, the keys of FORMATS.

    `addresses` are those for a reader, with the token of whoever looks at the page where it needs one.
    """

    label: str
    title: str
    urls: Mapping[str, str]
    addresses: Mapping[str, str]


def feed_link(
    label: str, title: str, url: Callable[[str], str], subscribe_url: Callable[[str], str]
) -> FeedLink:
    """The feed that is found at `url` of each format; its `label` is a text of the catalogue."""
    return FeedLink(
        text(visitor_language(request), label),
        title,
        {ext: url(ext) for ext in FORMATS},
        {ext: subscribe_url(ext) for ext in FORMATS},
    )
