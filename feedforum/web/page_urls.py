"""Addresses within the site, as pages write them: relative, and keeping the feed format that was chosen."""

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Request

from feedforum.feeds import FORMATS
from feedforum.web.relative_root import root_of

USUAL_FORMAT = "atom"
FORMAT = "format"
"""The parameter of a page's address that says in which format it names feeds."""

# A page does not repeat a secret that came with its address.
_NOT_REPEATED = frozenset({FORMAT, "token"})


@dataclass(frozen=True, slots=True)
class FormatLink:
    """The same page with its feeds in another format, or in the `current` one."""

    title: str
    href: str
    current: bool


def chosen_format(request: Request) -> str:
    """The format that a page names feeds in, a key of FORMATS: the one that its address asks for."""
    asked = request.args.get(FORMAT, "")
    return asked if asked in FORMATS else USUAL_FORMAT


def address(request: Request, path: str, **parameters: object) -> str:
    """What leads to the `path` below `/`, with the format kept; blank parameters are left out."""
    chosen = chosen_format(request)
    given = {name: value for name, value in parameters.items() if value}
    if chosen != USUAL_FORMAT:
        given[FORMAT] = chosen
    return root_of(request) + path + (f"?{urlencode(given)}" if given else "")


def format_links(request: Request) -> list[FormatLink]:
    """The page that is asked for, with its feeds in each format."""
    others = [(name, value) for name, value in request.args.items(multi=True) if name not in _NOT_REPEATED]
    chosen = chosen_format(request)
    return [
        FormatLink(format_.title, f"?{urlencode([*others, (FORMAT, ext)], errors='replace')}", ext == chosen)
        for ext, format_ in FORMATS.items()
    ]
