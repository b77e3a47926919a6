"""What is told of a post beside its HTML: its text, an excerpt, a picture that stands for it."""

import re
from dataclasses import dataclass
from html import unescape

from feedforum.text.characters import clean_line

EXCERPT_LENGTH = 280
"""How many characters an excerpt has at most, the ellipsis included."""

# As `content.sanitise` writes tags and attributes, and nobody else.
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z]+="[^"]*")*)>')
_ATTRIBUTE = re.compile(r' (alt|class|href|src)="([^"]*)"')
_SMILEY_FOLDER = re.compile(r"/(?:smil(?:ies|eys?|es)|emoti(?:con|cons)|emojis?)/", re.IGNORECASE)
_IN_A_LINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark", "q",
    "rp", "rt", "ruby", "s", "samp", "small", "source", "span", "strong", "sub", "sup", "u", "var", "wbr",
})  # fmt: skip
_ADDRESSED = frozenset({"a", "audio", "img", "source", "video"})
# Surveys, lists of files and signatures stand in sections of such a class: they are not the author's words.
_OWN_SECTION = "feedforum-"


@dataclass(frozen=True, slots=True)
class PostTexts:
    """The texts of a post, each on one line.

    `own`: all that its author wrote; `with_pictures`: the same with pictures as what they are called;
    `addresses`: where its links lead and its pictures are; `beside`: what was added to it, such as the
    names of files.
    `excerpt`: the first words that its author wrote and did not hide, pictures by their names.
    `picture`: the address of its first picture that is neither quoted nor hidden nor a smiley, or empty.
    """

    own: str
    with_pictures: str
    addresses: tuple[str, ...]
    beside: str
    excerpt: str
    picture: str


def texts_in(html: str) -> PostTexts:
    """The texts of a post from its HTML, which must be as this program keeps it."""
    scan = _Scan()
    position = 0
    for tag in _TAG.finditer(html):
        if tag.start() > position:
            scan.text(html[position : tag.start()])
        position = tag.end()
        if tag[2] not in _IN_A_LINE:
            scan.text(" ")
        if tag[1]:
            scan.end(tag[2])
        else:
            scan.start(tag[2], tag[3])
    scan.text(html[position:])
    return PostTexts(
        _line(scan.own),
        _line(scan.with_pictures),
        tuple(scan.addresses),
        _line(scan.beside),
        shortened(clean_line("".join(scan.shown)), EXCERPT_LENGTH),
        scan.picture,
    )


def is_in_smiley_folder(url: str) -> bool:
    """Whether an address is in a folder such as forum software keeps smilies in."""
    return _SMILEY_FOLDER.search(url) is not None


def shortened(line: str, length: int) -> str:
    """The line, cut at a word with an ellipsis if it is longer than `length` characters."""
    if len(line) <= length:
        return line
    cut = line[:length]
    head, blank, _ = cut.rpartition(" ")
    # `clean_line` closes the direction marks that the cut left open.
    return clean_line((head if blank else cut[:-1]).rstrip(" ,;:-–") + "…")


def _line(parts: list[str]) -> str:
    return " ".join(unescape("".join(parts)).split())


class _Scan:
    """What was found so far, and what the next tag or text stands in."""

    def __init__(self) -> None:
        self.own: list[str] = []
        self.beside: list[str] = []
        self.with_pictures: list[str] = []
        self.shown: list[str] = []
        self.addresses: list[str] = []
        self.picture = ""
        self._room = EXCERPT_LENGTH
        self._sections: list[bool] = []
        self._quotes = 0
        self._spoilers = 0
        self._in_summary = False

    def text(self, markup: str) -> None:
        if True in self._sections:
            self.beside.append(markup)
            return
        self.own.append(markup)
        self.with_pictures.append(markup)
        if self._room >= 0:
            self._show(markup)

    def start(self, name: str, attributes: str) -> None:
        if name == "section":
            self._sections.append(_OWN_SECTION in attributes)
        elif name == "blockquote":
            self._quotes += 1
        elif name == "details":
            self._spoilers += 1
        elif name == "summary":
            self._in_summary = True
        elif name in _ADDRESSED and True not in self._sections:
            said = dict(_ATTRIBUTE.findall(attributes))
            self.addresses += [unescape(said[key]) for key in ("href", "src") if key in said]
            if name == "img":
                self._found_picture(unescape(said.get("src", "")), said.get("alt", ""))

    def end(self, name: str) -> None:
        if name == "section" and self._sections:
            self._sections.pop()
        elif name == "blockquote":
            self._quotes -= 1
        elif name == "details":
            self._spoilers -= 1
        elif name == "summary":
            self._in_summary = False

    def _found_picture(self, source: str, name: str) -> None:
        self.with_pictures.append(name)
        self._show(name)
        is_shown = not self._quotes and not self._spoilers and source.startswith("http")
        if is_shown and not self.picture and not is_in_smiley_folder(source):
            self.picture = source

    def _show(self, markup: str) -> None:
        """Have a text in the excerpt, unless it is hidden; what a spoiler is called is not."""
        if self._room >= 0 and (not self._spoilers or (self._spoilers == 1 and self._in_summary)):
            text = unescape(markup)
            self.shown.append(text)
            self._room -= len("".join(text.split()))
