"""Embedded players and frames: a link with a title, for a reader shows no frames."""

import re
from urllib.parse import urlsplit

from feedforum.content.labels import label
from feedforum.content.links import Place, address
from feedforum.content.site import host_of
from feedforum.content.tree import Element, Node, make, walk

_YOUTUBE = re.compile(
    r"(?:/embed/|/v/|/shorts/|/live/|[?&]v=|^https?://youtu\.be/)([A-Za-z0-9_\-]{11})(?![A-Za-z0-9_\-])"
)
_VIMEO = re.compile(r"/(?:video/)?(\d{5,})")
_DAILYMOTION = re.compile(r"(?:/video/|/embed/video/|/swf/|[?&]video=|dai\.ly/)([A-Za-z0-9]{5,10})")


def player(element: Element, place: Place) -> list[Node]:
    """The link that stands for an `iframe`, `object` or `embed`; nothing if it shows no page."""
    for source in _sources(element):
        target = watch_page(address(source, place))
        if target.startswith(("http://", "https://")):
            title = label(element.get("title")) or service(target)
            if element.linked:
                return [title]
            return [make("a", [title], href=target)]
    return []


def _sources(element: Element) -> list[str]:
    found = []
    for node in (element, *walk(element.children)):
        if isinstance(node, Element):
            found += [node.get(name) for name in ("data-src", "src", "data", "href")]
            if node.name == "param" and node.get("name").lower() in {"movie", "src", "url", "filename"}:
                found.append(node.get("value"))
    return [source for source in found if source.strip()]


def watch_page(url: str) -> str:
    """The page a person would open to see a video, for an address that only plays it in a frame."""
    host = host_of(url).removeprefix("m.")
    if host in {"youtube.com", "youtube-nocookie.com", "youtu.be"} and (found := _YOUTUBE.search(url)):
        return f"https://www.youtube.com/watch?v={found.group(1)}"
    if host in {"vimeo.com", "player.vimeo.com"} and (found := _VIMEO.search(urlsplit(url).path)):
        return f"https://vimeo.com/{found.group(1)}"
    if host in {"dailymotion.com", "geo.dailymotion.com", "dai.ly"} and (found := _DAILYMOTION.search(url)):
        return f"https://www.dailymotion.com/video/{found.group(1)}"
    return url


def service(url: str) -> str:
    """What to call a video without a title: the service, or the host of the page."""
    names = {"youtube.com": "YouTube", "vimeo.com": "Vimeo", "dailymotion.com": "Dailymotion"}
    host = host_of(url)
    return names.get(host, host)
