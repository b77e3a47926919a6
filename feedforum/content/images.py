"""Pictures: absolute, the original instead of a placeholder, thumbnails linked, trackers gone."""

import re
from html import unescape

from feedforum.content.html_tree import Element, Node, attribute, classes, make
from feedforum.content.post_links import Context, address
from feedforum.content.sanitise import safe_image
from feedforum.content.smilies import emoji, file_name, file_stem, is_smiley
from feedforum.content.white_space import label

# Where scripts that load pictures late keep the original. Others are known by what stands there, and by
# what they are called where that does not look like a picture.
_LAZY = (
    "data-src", "data-original", "data-lazy-src", "data-lazy", "data-original-src", "data-echo",
    "data-img-src", "data-url", "data-full", "data-srcset", "data-lazy-srcset",
)  # fmt: skip
_NO_SOURCES = frozenset({"alt", "title", "class", "id", "name", "style", "src"})
_ADDRESS = re.compile(r"^\s*(?:https?:/|\.{0,2}/|[\w./-]*\?\w+=)[^\s<>\"'(){};]+\s*$", re.IGNORECASE)
_ORIGINAL = re.compile(r"^data-.*(?:src|source|orig|lazy|ima?ge?|pic|photo|bild|foto)", re.IGNORECASE)
_NOT_ORIGINAL = re.compile(r"thumb|small|tiny|low|preview|avatar|icon|poster|link|href|hover", re.IGNORECASE)
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
_NEAR = 8
"""So many elements around a `noscript` are searched for the twins of as many pictures in it."""
_LINK_OR_PICTURE = re.compile(
    r'<a(?: [a-z]+="[^"]*")*>.*?</a>|<img src="(?P<source>[^"]*)"(?: [a-z]+="[^"]*")*>', re.DOTALL
)
"""As the sanitiser writes them; in a text every `<` is escaped."""
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
        return [make("img", (), **_attributes(element, source, alt.strip() or file_stem(source), context))]
    picture = make("img", (), **_attributes(element, source, alt.strip() or file_name(source), context))
    full = _LOOSE_END.sub("", _THUMBNAIL.sub("", source)) if context.site.owns(source) else source
    if full != source and not context.linked:
        return [make("a", [picture], href=full)]
    return [picture]


def link_pictures(html: str) -> str:
    """Sanitised HTML with a link to itself around each picture that is in none and no smiley.

    Where a reader cannot load the picture that is left, with its name.
    """
    return _LINK_OR_PICTURE.sub(_linked, html) if "<img" in html else html


def _linked(found: re.Match[str]) -> str:
    source = found["source"]
    if not source or not source.startswith(("http://", "https://")) or is_smiley(unescape(source), []):
        return found[0]
    return f'<a href="{source}">{found[0]}</a>'


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
    late = [attribute(element, name) for name in _LAZY] + _late_sources(element)
    around = element.getparent()
    if around is not None and around.tag == "picture" and _is_placeholder(attribute(element, "src")):
        sources = [node for node in around if node.tag == "source"]
        late += [attribute(node, name) for node in sources for name in ("srcset", *_LAZY)]
    for value in (*late, attribute(element, "src"), attribute(element, "srcset")):
        # One that holds several addresses has a size after each.
        first = next(iter(value.split()), "").rstrip(",")
        if first and (found := image_address(first, context)):
            return found
    return ""


def _late_sources(element: Element) -> list[str]:
    """What attributes that nobody knows have of an original, the likeliest first.

    In place of a placeholder that is any address; of any other picture, one that an attribute for scripts has
    for a picture.
    """
    placeholder = _is_placeholder(attribute(element, "src"))
    found = []
    for name, value in element.items():
        picture = bool(_PICTURE.search(value))
        if name in _NO_SOURCES or not (picture or _ADDRESS.search(value)):
            continue
        original, other = bool(_ORIGINAL.search(name)), bool(_NOT_ORIGINAL.search(name))
        if placeholder or (not other and (original or (picture and name.startswith("data-")))):
            found.append((other, not picture, not original, value))
    return [value for *_, value in sorted(found, key=lambda each: each[:3])]


def _is_placeholder(source: str) -> bool:
    return not source.strip() or source[:5].lower() == "data:" or bool(_PLACEHOLDER.search(file_stem(source)))


def show_noscript(element: Element) -> None:
    """Have a `noscript` that holds pictures shown, in place of their twins that only a script would load.

    A twin names the same address; or else it is the lazy picture right beside it, or the nearest that names
    none.
    """
    shown = list(element.iterdescendants("img")) if element.tag == "noscript" else []
    if not shown:
        return
    element.tag = "span"
    near = _pictures_near(element)
    for picture in shown[:_NEAR]:
        source = attribute(picture, "src").strip()
        twins = [(rank, index) for index, each in enumerate(near) if (rank := _unlikeness(*each, source)) < 3]
        if twins:
            twin, _ = near.pop(min(twins)[1])
            twin.tag = "input"  # which is nothing to a reader


def _unlikeness(picture: Element, beside: bool, source: str) -> int:
    """How unlike the twin of a picture with an address one near it is; 3 if it is none."""
    if any(value.strip() == source for _, value in picture.items()):
        return 0
    if not _is_lazy(picture):
        return 3
    return 1 if beside else 2 + bool(_late_sources(picture))


def _pictures_near(element: Element) -> list[tuple[Element, bool]]:
    """Pictures around an element, the nearest first, and whether each is alone right beside it."""
    parent = element.getparent()
    while (
        parent is not None
        # The length of a parent would be counted each time.
        and element.getprevious() is None
        and element.getnext() is None
        and not ((parent.text or "") + (element.tail or "")).strip()
    ):
        element, parent = parent, parent.getparent()
    found = []
    for step in ("getprevious", "getnext"):
        place, alone = element, True
        for _ in range(_NEAR):
            sibling: Element | None = getattr(place, step)()
            if sibling is None:
                break
            between = (sibling if step == "getprevious" else place).tail
            alone = alone and not (between or "").strip()
            pictures = [node for node in sibling.iter() if node.tag == "img"]
            found += [(picture, alone and len(pictures) == 1) for picture in pictures]
            place, alone = sibling, False
    return found


def _is_lazy(picture: Element) -> bool:
    late = any(name.startswith("data-") for name, _ in picture.items())
    return late or "lazy" in attribute(picture, "class").lower() or _is_placeholder(attribute(picture, "src"))


def _srcset(element: Element, context: Context) -> str:
    named = (attribute(element, name) for name in ("data-srcset", "data-lazy-srcset", "srcset"))
    candidates = []
    for url, width in _CANDIDATE.findall(next(filter(None, named), "")):
        found = address(url, context)
        if safe_image(found) and "," not in found:
            candidates.append(f"{found} {width}" if width else found)
    return ", ".join(candidates)


def _pixels(element: Element) -> dict[str, int]:
    """Width and height where the page says them: its style, which browsers prefer, or an attribute."""
    style = {name.lower(): int(size) for name, size in _STYLE_SIZE.findall(attribute(element, "style"))}
    matches = {name: _PIXELS.fullmatch(attribute(element, name)) for name in ("width", "height")}
    return {
        name: style.get(name, int(size[1]) if size else 0)
        for name, size in matches.items()
        if size or name in style
    }
