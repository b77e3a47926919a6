"""Pictures: absolute, the original instead of a placeholder, thumbnails linked, trackers gone."""

import re

from feedforum.content.labels import label
from feedforum.content.links import Place, address
from feedforum.content.sanitise import safe_image
from feedforum.content.smilies import emoji, file_stem, is_smiley
from feedforum.content.tree import Element, Node, make

# Where scripts that load pictures late keep the original.
_LAZY = (
    "data-src", "data-original", "data-lazy-src", "data-lazy", "data-original-src", "data-echo",
    "data-img-src", "data-url", "data-full", "data-srcset", "data-lazy-srcset",
)  # fmt: skip
_CANDIDATE = re.compile(r"\s*([^\s,]\S*?)(?:\s+([\d.]+[wx]))?\s*(?:,(?=\s|$)|$)")
_PIXELS = re.compile(r"\s*(\d+)(?:\.\d+)?\s*(?:px)?\s*", re.IGNORECASE)
_STYLE_SIZE = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*(\d+)(?:px)?\s*(?=;|$)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_THUMBNAIL = re.compile(r"(?<=[?&])(?:thumbnail|thumb)=1(?:&|(?=#|$))")
_LOOSE_END = re.compile(r"[?&]+(?=#|$)")


def image(element: Element, place: Place) -> list[Node]:
    """A picture; a smiley as its emoji; nothing for what is there to count readers."""
    size = _size(element)
    if _HIDDEN.search(element.get("style")) or (size and max(size) <= 1):
        return []
    source = _source(element, place)
    if not source:
        name = label(element.get("alt"))
        return [name] if name and is_smiley("", element.classes) else []
    alt = element.get("alt") or element.get("title")
    if is_smiley(source, element.classes):
        known = emoji(source, element.get("alt"))
        return (
            [known] if known else [Element("img", {"src": source, "alt": alt.strip() or file_stem(source)})]
        )
    picture = Element("img", _attributes(element, source, alt, place))
    full = _without_thumbnail(source) if place.site.owns(source) else source
    if full != source and not element.linked:
        return [make("a", [picture], href=full)]
    return [picture]


def _attributes(element: Element, source: str, alt: str, place: Place) -> dict[str, str]:
    attributes = {"src": source}
    srcset = _srcset(element, place)
    if srcset:
        attributes["srcset"] = srcset
    attributes["alt"] = " ".join(alt.split())
    title = " ".join(element.get("title").split())
    if title and title != attributes["alt"]:
        attributes["title"] = title
    for name in ("width", "height"):
        pixels = _PIXELS.fullmatch(element.get(name))
        if pixels and 0 < int(pixels.group(1)) < 10_000:
            attributes[name] = str(int(pixels.group(1)))
    return attributes


def image_address(url: str, place: Place) -> str:
    """The absolute address of a picture; empty where it cannot be one."""
    data = "".join(url.split())
    if data[:5].lower() == "data:":
        return data if safe_image(data) else ""
    found = address(url, place)
    return found if safe_image(found) else ""


def _source(element: Element, place: Place) -> str:
    for name in (*_LAZY, "src", "srcset"):
        value = element.get(name)
        if not value.strip():
            continue
        if name.endswith("srcset"):
            value = value.strip().split()[0].rstrip(",")
        found = image_address(value, place)
        if found:
            return found
    return ""


def _srcset(element: Element, place: Place) -> str:
    value = element.get("data-srcset") or element.get("data-lazy-srcset") or element.get("srcset")
    candidates = []
    for url, width in _CANDIDATE.findall(value):
        found = address(url, place)
        if safe_image(found) and "," not in found:
            candidates.append(f"{found} {width}" if width else found)
    return ", ".join(candidates)


def _size(element: Element) -> tuple[int, int] | None:
    """Width and height as the page says them, in pixels; None if it does not say both."""
    said = {name.lower(): int(pixels) for name, pixels in _STYLE_SIZE.findall(element.get("style"))}
    for name in ("width", "height"):
        pixels = _PIXELS.fullmatch(element.get(name))
        if pixels:
            said.setdefault(name, int(pixels.group(1)))
    return (said["width"], said["height"]) if len(said) == 2 else None


def _without_thumbnail(url: str) -> str:
    return _LOOSE_END.sub("", _THUMBNAIL.sub("", url))
