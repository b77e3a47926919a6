"""The pictures and files that a post's HTML shows, and the same HTML with other addresses for some of them.

The HTML must be as this program keeps it: tags and attributes are written one way, and no parser is needed.
"""

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape

from feedforum.text.excerpts import ATTRIBUTES

_TAG = re.compile(f"<(/a|a|audio|img|source|video){ATTRIBUTES}>")
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')
_PICTURE_NAME = re.compile(r"\.(?:avif|bmp|gif|jpe?g|png|webp)$", re.IGNORECASE)


def media_links(html: str) -> Iterator[tuple[str, bool]]:
    """The addresses of a post's pictures, sounds and films, and of what its thumbnails lead to, as they come.

    With each comes whether it has to be a picture.
    """
    around = ""
    for tag in _TAG.finditer(html):
        name, said = tag[1], {key: unescape(value) for key, value in _ATTRIBUTE.findall(tag[2])}
        if name in ("a", "/a"):
            around = said.get("href", "")
            continue
        source = said.get("src", "")
        for url, picture in ((source, name == "img"), (said.get("poster", ""), True)):
            if _is_web(url):
                yield url, picture
        if name == "img" and around != source and _is_web(around) and _is_larger(around, source):
            yield around, True


def _is_web(url: str) -> bool:
    return url.startswith(("http://", "https://"))


def _is_larger(target: str, source: str) -> bool:
    """Whether the target of a picture's link seems to be the picture itself, in full."""
    path, script = target.partition("?")[0], source.partition("?")[0]
    return bool(_PICTURE_NAME.search(path)) or ("?" in target and path == script)


def with_addresses(html: str, addresses: Mapping[str, str]) -> str:
    """The HTML with another address for each of those in `addresses`, where it is shown or linked to.

    A picture that gets one loses its `srcset`, whose others are not here.
    """
    if not addresses:
        return html
    written = {escape(old, quote=False): escape(new) for old, new in addresses.items()}

    def replaced(tag: re.Match[str]) -> str:
        said = _ATTRIBUTE.findall(tag[2])
        ours = any(key == "src" and value in written for key, value in said)
        parts = [
            f' {key}="{written.get(value, value) if key in ("href", "poster", "src") else value}"'
            for key, value in said
            if not (ours and key == "srcset")
        ]
        return f"<{tag[1]}{''.join(parts)}>"

    return _TAG.sub(replaced, html)
