"""The beginning of a post as plain text."""

from html.parser import HTMLParser

from feedforum.text.characters import clean_line

SUMMARY_LENGTH = 280
_CHUNK = 4096
# Surveys and lists of files stand in sections of such a class: they are not the author's words.
_OWN_SECTION = "feedforum-"
_INLINE = frozenset(
    {
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
    }
    | {
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    }
)


def summary(html: str, length: int = SUMMARY_LENGTH) -> str:
    """The first words of a post's HTML, on one line, at most `length` characters with the ellipsis."""
    return shortened(_line(html, length, _TextReader()), length)


def whole_text(html: str, length: int) -> str:
    """What the author wrote, spoilers too, on one line, its first `length` characters: for looking into."""
    return _line(html, length, _TextReader(spoilers=True))[:length]


def _line(html: str, length: int, reader: "_TextReader") -> str:
    for start in range(0, len(html), _CHUNK):
        reader.feed(html[start : start + _CHUNK])
        if reader.visible > 4 * length and len(clean_line(reader.text())) > length:
            break
    else:
        reader.close()
    return clean_line(reader.text())


def shortened(line: str, length: int) -> str:
    """The line, cut at a word with an ellipsis if it is longer than `length` characters."""
    if len(line) <= length:
        return line
    cut = line[:length]
    head, blank, _ = cut.rpartition(" ")
    # `clean_line` closes the direction marks that the cut left open.
    return clean_line((head if blank else cut[:-1]).rstrip(" ,;:-–") + "…")


class _TextReader(HTMLParser):
    def __init__(self, *, spoilers: bool = False) -> None:
        super().__init__(convert_charrefs=True)
        self._spoilers = spoilers
        self._pieces: list[str] = []
        self.visible = 0
        self._sections: list[bool] = []
        self._details = 0
        self._in_summary = False

    def text(self) -> str:
        return "".join(self._pieces)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "section":
            self._sections.append((dict(attrs).get("class") or "").startswith(_OWN_SECTION))
        self._details += tag == "details"
        self._in_summary |= tag == "summary"
        if tag == "img":
            self.handle_data(dict(attrs).get("alt") or "")
        elif tag not in _INLINE:
            self._pieces.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "section" and self._sections:
            self._sections.pop()
        self._details = max(0, self._details - (tag == "details"))
        self._in_summary &= tag != "summary"
        if tag not in _INLINE:
            self._pieces.append(" ")

    def handle_data(self, data: str) -> None:
        if not any(self._sections) and not self._is_spoiler():
            self._pieces.append(data)
            self.visible += len(data)

    def _is_spoiler(self) -> bool:
        """Whether what comes is hidden until somebody asks for it; what a spoiler is called is not."""
        if self._spoilers:
            return False
        return self._details > 1 or (self._details == 1 and not self._in_summary)
