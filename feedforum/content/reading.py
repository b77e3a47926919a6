"""A forum's markup, however broken, in the order an HTML5 parser gives it.

Here the tags and attributes that tell one shape from another are still there; what reaches a reader
is decided at the end, in `sanitise`.
"""

import re
from html import escape

import nh3

from feedforum.content.sanitise import ALLOWED
from feedforum.content.tree import VOID, Element, parse
from feedforum.text.characters import clean

_CUES = {
    "acronym", "address", "article", "aside", "audio", "big", "button", "center", "dir", "embed", "fieldset",
    "font", "footer", "form", "header", "hgroup", "iframe", "input", "legend", "main", "menu", "nav",
    "object", "param", "source", "span", "strike", "tt", "video",
}  # fmt: skip
_ANYWHERE = {"align", "class", "dir", "style", "title"}
_SHAPES: dict[str, set[str]] = {
    "blockquote": {"cite"},
    "embed": {"src"},
    "font": {"color", "face", "size"},
    "iframe": {"src"},
    "input": {"type", "value"},
    "object": {"data"},
    "param": {"name", "value"},
}
_FURNITURE = {
    "script", "style", "svg", "math", "noscript", "template", "title", "select", "noframes", "noembed",
}  # fmt: skip
_READER = nh3.Cleaner(
    tags=set(ALLOWED) | _CUES,
    attributes={
        name: ALLOWED.get(name, set()) | _SHAPES.get(name, set()) | _ANYWHERE for name in {*ALLOWED, *_CUES}
    },
    generic_attribute_prefixes={"data-"},
    clean_content_tags=_FURNITURE,
    url_schemes={
        "http", "https", "mailto", "ftp", "news", "irc", "ircs", "magnet", "tel", "xmpp", "data",
    },
    link_rel=None,
)  # fmt: skip

_OLD_PRE = re.compile(r"<(?:xmp|/?listing)\b", re.IGNORECASE)
_XMP = re.compile(r"<xmp\b[^<>]*>", re.IGNORECASE)
_XMP_END = re.compile(r"</xmp\b[^<>]*>", re.IGNORECASE)
_LISTING = re.compile(r"<(/?)listing\b[^<>]*>", re.IGNORECASE)
_LONG = 50_000
_DEEP = 300
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
# Their end tags may be left out, so that many of them in a row are no depth.
_OPEN_ENDED = VOID | {"p", "li", "td", "th", "tr", "tbody", "thead", "tfoot", "dt", "dd", "option"}


def read(markup: str) -> Element:
    """The tree of any text whatsoever; its characters are those XML allows (see `characters`)."""
    canonical = _READER.clean(_brake(_preformatted(clean(markup))))
    # Numeric references were resolved by the parser just now, control characters among them.
    return parse(clean(canonical))


def _preformatted(markup: str) -> str:
    """The markup with `pre` for the elements that HTML once had beside it: in `xmp` a tag is text."""
    if not _OLD_PRE.search(markup):
        return markup
    parts: list[str] = []
    position = 0
    while start := _XMP.search(markup, position):
        parts.append(markup[position : start.start()])
        end = _XMP_END.search(markup, start.end())
        text = markup[start.end() : end.start() if end else len(markup)]
        parts.append(f"<pre>{escape(text)}</pre>")
        position = end.end() if end else len(markup)
    return _LISTING.sub(r"<\1pre>", "".join([*parts, markup[position:]]))


def _brake(markup: str) -> str:
    """Tags that nest absurdly deep in a long text, dropped: a parser's time grows with the square."""
    if len(markup) < _LONG:
        return markup
    depth = 0
    deepest = 0
    for tag in _TAG.finditer(markup):
        if tag.group(2).lower() not in _OPEN_ENDED:
            depth = max(0, depth - 1) if tag.group(1) else depth + 1
            deepest = max(deepest, depth)
    return _flatten(markup) if deepest > _DEEP else markup


def _flatten(markup: str) -> str:
    depth = 0

    def keep(tag: re.Match[str]) -> str:
        nonlocal depth
        name = tag.group(2).lower()
        if name == "font":
            return ""  # an unclosed one is opened anew in every paragraph that follows
        if name in _OPEN_ENDED:
            return tag.group() if depth <= _DEEP else ""
        if tag.group(1):
            depth = max(0, depth - 1)
            return tag.group() if depth < _DEEP else ""
        depth += 1
        return tag.group() if depth <= _DEEP else ""

    return _TAG.sub(keep, markup)
