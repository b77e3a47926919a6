"""From any address of a forum to the folder that it is in. Pure functions."""

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from feedforum.config.resolve import ONE_SCRIPT
from feedforum.content import ForumSite
from feedforum.engines import ENGINES, detect
from feedforum.engines.base import PageKind
from feedforum.engines.kit.dom import attribute, inside
from feedforum.engines.kit.engine import Engine
from feedforum.engines.kit.page import Page
from feedforum.errors import DiscoverError
from feedforum.records import Document
from feedforum.translations import detail_text

MOST_ROOTS = 3
"""The most folders of a site that are tried."""

_LEADS_ON = {"a": "href", "area": "href", "frame": "src", "iframe": "src", "link": "href"}
_IN_A_FORUM = frozenset({PageKind.BOARD, PageKind.THREAD})


def addresses_meant(text: str) -> tuple[str, ...]:
    """The URLs that a person may mean, the likeliest first. Raises DiscoverError if there is none."""
    written = text.strip()
    urls = (written,) if "://" in written else tuple(f"{scheme}://{written}" for scheme in ("https", "http"))
    for url in urls:
        try:
            parts = urlsplit(url)
            valid = parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and parts.port != 0
        except ValueError:
            valid = False
        if valid and "@" in parts.netloc:
            raise DiscoverError(detail_text("address_with_password"))
        if not valid or any(character.isspace() for character in url):
            raise DiscoverError(detail_text("no_address", written=repr(written)))
    return urls


def roots_in(document: Document) -> tuple[str, ...]:
    """The folders or scripts that may be the forum's, by one of its pages, the likeliest first.

    That is the folder of the page itself if an engine recognizes it, then the folders that its links and
    frames lead to. A site's front page, or a frame set, is often not the forum's own.
    """
    engine = detect(document)
    own = [_root(document.url, engine)] if engine is not None else []
    return tuple(dict.fromkeys([*own, *_roots_linked(document)]))[:MOST_ROOTS]


def _roots_linked(document: Document) -> Iterator[str]:
    site, page = ForumSite(urljoin(document.url, "/")), Page(document)
    for tag in inside(page.soup, *_LEADS_ON):
        url = page.absolute(attribute(tag, _LEADS_ON[tag.name]))
        named = ((engine, engine.address(url)) for engine in ENGINES.values())
        engine = next((engine for engine, at in named if at and at.kind in _IN_A_FORUM), None)
        if site.owns(url) and (tag.name in ("frame", "iframe") or engine is not None):
            yield _root(url, engine)


def _root(url: str, engine: Engine | None) -> str:
    """The folder of a page, with a slash at its end; or the page itself where a forum is a single script."""
    folder = engine.folder_of(url) if engine is not None else None
    if folder is not None:
        return folder
    page = url.partition("?")[0].partition("#")[0]
    return page if ONE_SCRIPT.search(page) else urljoin(url, ".")
