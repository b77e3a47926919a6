"""Pictures: absolute, the original instead of a placeholder, thumbnails linked, trackers gone."""

import re

from feedforum.content.html_tree import Element, Node, attribute, classes, make
from feedforum.content.post_links import Context, address
from feedforum.content.sanitise import safe_image
from feedforum.content.smilies import emoji, file_stem, is_smiley
from feedforum.content.white_space import label

# Where scripts that load pictures late keep the original. Others are known by what stands there.
_LAZY = (
    "data-src", "data-original", "data-lazy-src", "data-lazy", "data-original-src", "data-echo",
    "data-img-src", "data-url", "data-full", "data-srcset", "data-lazy-srcset",
)  # fmt: skip
_NO_SOURCES = frozenset({"alt", "title", "class", "id", "name", "style", "src"})
_PICTURE = re.compile(r"^\s*[^\s<>\"]+\.(?:avif|bmp|gif|jpe?g|png|webp)(?:[?#,\s]|$)", re.IGNORECASE)
_PLACEHOLDER = re.compile(
    r"^(?:1x1|blank|clear|dot|empty|grey|gray|lazy|leer|load(?:er|ing)?|pixel|placeholder|spacer|trans(?:parent)?)\b",
    re.IGNORECASE,
)
_CANDIDATE = re.compile(r"\s*([^\s,]\S*?)(?:\s+([\d.]+[wx]))?\s*(?:,(?=\s|$)|$)")
_PIXELS = re.compile(r"\s*(\d+)(?:\.\d+)?\s*(?:px)?\s*", re.IGNORECASE)
_STYLE_SIZE = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*(\d+)(?:px)?\s*(?=;|$)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_THUMBNAIL = re.compile(r"(?<=[?&])(?:thumbnail|thumb)=1(?:&|(?=#|$))")
_LOOSE_END = re.compile(r"[?&]+(?=#|$)")


def image(element: Element, context: Context) -> list[Node]:
    """A picture; a smiley as its emoji; nothing for what is there to count readers."""
    size = _pixels(element)
    hidden = _HIDDEN.search(attribute(element, "style")) and not context.site.habits.pictures_hidden
    if hidden or (len(size) == 2 and max(size.values()) <= 1):
        return []
    source = _source(element, context)
    if not source:
        name = label(attribute(element, "alt"))
        return [name] if name and is_smiley("", classes(element)) else []
    alt = attribute(element, "alt") or attribute(element, "title")
    if is_smiley(source, classes(element)):
        known = emoji(source, attribute(element, "alt"))
        if known:
            return [known]
        alt = alt.strip() or file_stem(source)
    picture = make("img", (), **_attributes(element, source, alt, context))
    full = _without_thumbnail(source) if context.site.owns(source) else source
    if full != source and not context.linked:
        return [make("a", [picture], href=full)]
    return [picture]


def _attributes(element: Element, source: str, alt: str, context: Context) -> dict[str, str]:
    attributes = {"src": source}
    srcset = _srcset(element, context)
    if srcset:
        attributes["srcset"] = srcset
    attributes["alt"] = " ".join(alt.split())
    title = " ".join(attribute(element, "title").split())
    if title and title != attributes["alt"]:
        attributes["title"] = title
    for name, pixels in _pixels(element).items():
        if 0 < pixels < 10_000:
            attributes[name] = str(pixels)
    return attributes


def image_address(url: str, context: Context) -> str:
    """The absolute address of a picture; empty where it cannot be one."""
    data = "".join(url.split())
    if data[:5].lower() == "data:":
        return data if safe_image(data) else ""
    found = address(url, context)
    return found if safe_image(found) else ""


def _source(element: Element, context: Context) -> str:
    late = [attribute(element, name) for name in _LAZY]
    if _is_placeholder(attribute(element, "src")):
        late += [
            value for name, value in element.items() if name not in _NO_SOURCES and _PICTURE.search(value)
        ]
    for value in (*late, attribute(element, "src"), attribute(element, "srcset")):
        found = value and image_address(_first_candidate(value), context)
        if found:
            return found
    return ""


def _first_candidate(value: str) -> str:
    """The first address of an attribute that may hold several, each with a size after it."""
    first = value.strip().split(maxsplit=1)[0] if value.strip() else ""
    return first.rstrip(",")


def _is_placeholder(source: str) -> bool:
    return not source.strip() or source[:5].lower() == "data:" or bool(_PLACEHOLDER.search(file_stem(source)))


def show_noscript(element: Element) -> None:
    """Have a `noscript` that holds a picture shown, in place of its twin that only a script would load."""
    if element.tag != "noscript" or next(element.iterdescendants("img"), None) is None:
        return
    element.tag = "span"
    shown = {attribute(picture, "src") for picture in element.iterdescendants("img")}
    before, after = element.getprevious(), element.getnext()
    for beside in (
        before if before is not None and not (before.tail or "").strip() else None,
        after if not (element.tail or "").strip() else None,
    ):
        pictures = [] if beside is None else [node for node in beside.iter() if node.tag == "img"]
        if len(pictures) == 1 and (_is_lazy(pictures[0]) or attribute(pictures[0], "src") in shown):
            pictures[0].tag = "input"  # which is nothing to a reader
            return


def _is_lazy(picture: Element) -> bool:
    late = any(name.startswith("data-") for name, _ in picture.items())
    return late or "lazy" in attribute(picture, "class").lower() or _is_placeholder(attribute(picture, "src"))


def _srcset(element: Element, context: Context) -> str:
    value = (
        attribute(element, "data-srcset")
        or attribute(element, "data-lazy-srcset")
        or attribute(element, "srcset")
    )
    candidates = []
    for url, width in _CANDIDATE.findall(value):
        found = address(url, context)
        if safe_image(found) and "," not in found:
            candidates.append(f"{found} {width}" if width else found)
    return ", ".join(candidates)


def _pixels(element: Element) -> dict[str, int]:
    """Width and height where the page says them: its style, which browsers prefer, or an attribute."""
    style = {name.lower(): int(size) for name, size in _STYLE_SIZE.findall(attribute(element, "style"))}
    said: dict[str, int] = {}
    for name in ("width", "height"):
        size = _PIXELS.fullmatch(attribute(element, name))
        if name in style or size:
            said[name] = style[name] if name in style else int(size.group(1)) if size else 0
    return said


def _without_thumbnail(url: str) -> str:
    return _LOOSE_END.sub("", _THUMBNAIL.sub("", url))
