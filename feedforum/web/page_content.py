"""A post's HTML as pages show it, whose policy forbids style attributes: its alignment and sizes as classes.

Feeds keep the styles, since no reader has our style sheet. Colours and fonts are for readers alone: on a page
they would have to be legible in the dark, too.
"""

import re
from zlib import crc32

_STYLED_TAG = re.compile(r'<(div|p|span|td|th)((?: (?:col|row)span="\d+")*) style="([^"<>]*)"')
"""A tag as the sanitiser writes it; in a text every `<` is escaped, so nothing else looks like one."""

_KEPT = re.compile(
    r'(<img src="[^"<>]*/media/[^"<>/?]+/[0-9a-f]{64}\.[a-z0-9]{2,4}(\?key=[0-9a-f]{32})?)(?=")'
)

_CLASSES = {
    "text-align: center": ' class="centred"',
    "text-align: right": ' class="right"',
    "text-align: justify": ' class="justified"',
    "font-size: larger": ' class="larger"',
}

_HUES = 8


def in_page(html: str) -> str:
    """The HTML of a post without style attributes, and with previews of the pictures that are kept here."""
    html = _KEPT.sub(lambda tag: f"{tag[1]}{'&amp;' if tag[2] else '?'}preview=1", html)
    return _STYLED_TAG.sub(lambda tag: f"<{tag[1]}{tag[2]}{_CLASSES.get(tag[3], '')}", html)


def hue(name: str) -> int:
    """Which of the style sheet's hues an author has, always the same one."""
    return crc32(name.encode()) % _HUES
