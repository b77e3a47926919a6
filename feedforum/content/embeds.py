"""Embedded players and frames: a link with a title, for a reader shows no frames."""

import re
from urllib.parse import parse_qs, quote, urlsplit

from feedforum.content.html_tree import Element, Node, attribute, make
from feedforum.content.post_links import Context, address, host_of
from feedforum.content.white_space import label

_YOUTUBE = re.compile(
    r"(?:/embed/|/v/|/shorts/|/live/|[?&]v=|^https?://youtu\.be/)([A-Za-z0-9_\-]{11})(?![A-Za-z0-9_\-])"
)
# What stands where the id of a video would, and has as many letters.
_NO_VIDEOS = frozenset({"videoseries", "live_stream"})
_VIMEO = re.compile(r"/(?:video/)?(\d{5,})")
_DAILYMOTION = re.compile(r"(?:/video/|/embed/video/|/swf/|[?&]video=|dai\.ly/)([A-Za-z0-9]{5,10})")


def player(element: Element, context: Context) -> list[Node]:
    """The link that stands for an `iframe`, `object` or `embed`; nothing if it shows no page."""
    for source in _sources(element):
        target = watch_page(address(source, context))
        if target.startswith(("http://", "https://")):
            title = label(attribute(element, "title")) or service(target)
            if context.linked:
                return [title]
            return [make("a", [title], href=target)]
    return []


def _sources(element: Element) -> list[str]:
    found: list[str] = []
    for node in element.iter():
        found += [attribute(node, name) for name in ("data-src", "src", "data", "href")]
        if node.tag == "param" and attribute(node, "name").lower() in {"movie", "src", "url", "filename"}:
            found.append(attribute(node, "value"))
    return [source for source in found if source.strip()]


def watch_page(url: str) -> str:
    """The page a person would open to see a video, for an address that only plays it in a frame."""
    host = host_of(url).removeprefix("m.")
    if host in {"youtube.com", "youtube-nocookie.com", "youtu.be"}:
        return _youtube_page(url)
    if host in {"vimeo.com", "player.vimeo.com"} and (found := _VIMEO.search(urlsplit(url).path)):
        return f"https://vimeo.com/{found.group(1)}"
    if host in {"dailymotion.com", "geo.dailymotion.com", "dai.ly"} and (found := _DAILYMOTION.search(url)):
        return f"https://www.dailymotion.com/video/{found.group(1)}"
    return url


def _youtube_page(url: str) -> str:
    """The page of a video, or of the list or channel that a player without a video of its own shows."""
    found = _YOUTUBE.search(url)
    if found and found.group(1) not in _NO_VIDEOS:
        return f"https://www.youtube.com/watch?v={found.group(1)}"
    asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    if "list" in asked:
        return f"https://www.youtube.com/playlist?list={quote(asked['list'])}"
    if "channel" in asked and urlsplit(url).path.startswith("/embed/"):
        return f"https://www.youtube.com/channel/{quote(asked['channel'])}/live"
    return url


def service(url: str) -> str:
    """What to call a video without a title: the service, or the host of the page."""
    names = {"youtube.com": "YouTube", "vimeo.com": "Vimeo", "dailymotion.com": "Dailymotion"}
    host = host_of(url)
    return names.get(host, host)
