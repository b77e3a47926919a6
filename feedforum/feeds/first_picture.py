"""The one picture that stands for an entry where readers show one."""

import re
from html.parser import HTMLParser

_CHUNK = 4096
# A picture further down stands for nothing; whoever looks for it pays for every post.
_SEARCHED = 200_000
_NOT_SHOWN = frozenset({"blockquote", "details"})
_SMILEY = re.compile(r"/(?:smil(?:ies|eys?|es)|emoti(?:con|cons)|emojis?)/", re.IGNORECASE)


def first_picture(html: str) -> str:
    """The address of the first picture in a post's HTML neither quoted, hidden nor a smiley; or empty.

    Smilies are told by their folder, as forum software names it. Only http and https count.
    """
    if "<img" not in html:
        return ""
    reader = _PictureReader()
    for start in range(0, min(len(html), _SEARCHED), _CHUNK):
        reader.feed(html[start : start + _CHUNK])
        if reader.found:
            break
    return reader.found


class _PictureReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._depth = 0
        self.found = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _NOT_SHOWN:
            self._depth += 1
        elif tag == "img" and not self._depth and not self.found:
            source = dict(attrs).get("src") or ""
            if source.lower().startswith(("http://", "https://")) and not _SMILEY.search(source):
                self.found = source

    def handle_endtag(self, tag: str) -> None:
        if tag in _NOT_SHOWN and self._depth:
            self._depth -= 1
