"""What is made of a post's HTML: its text, an excerpt, a picture that stands for it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from feedforum.text.characters import clean_line

EXCERPT_LENGTH = 280
"""How many characters an excerpt has at most, the ellipsis included."""

_IN_A_LINE = (
    "a abbr b bdi bdo cite code del dfn em i img ins kbd mark q rp rt ruby s samp small source span strong "
    "sub sup u var wbr"
)
# As `content.sanitise` writes tags and attributes, and nobody else.
ATTRIBUTES = r'((?: [a-z]+="[^"]*")*)'
_INLINE_TAG = re.compile(f"</?(?:{_IN_A_LINE.replace(' ', '|')}){ATTRIBUTES}>")
_OTHER_TAG = re.compile(f"</?[a-z][a-z0-9]*{ATTRIBUTES}>")
_ADDRESSED_TAG = re.compile(f"<(?:a|audio|img|source|video){ATTRIBUTES}>")
_PICTURE = re.compile(f"<img{ATTRIBUTES}>")
_ATTRIBUTE = re.compile(r' (alt|href|src)="([^"]*)"')
_SPOILER = re.compile(r"<details><summary>(.*?)</summary>", re.DOTALL)
_SMILEY_FOLDER = re.compile(r"/(?:smil(?:ies|eys?|es)|emoti(?:con|cons)|emojis?)/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PostTexts:
    """The texts of a post, each on one line.

    `own`: all that its author wrote; `with_pictures`: the same with pictures as what they are called;
    `addresses`: where its links lead and its pictures are; `beside`: what was added to it, such as the
    names of files.
    `excerpt`: the first words that its author wrote and neither hid nor quoted, pictures by their names.
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
    # Surveys, lists of files and signatures stand in sections: they are not the author's words.
    own, beside = _apart(html, "section")
    shown = _shown(own)
    return PostTexts(
        _line(own),
        _line(_named(own)),
        tuple(_addresses(own)),
        _line(beside),
        shortened(clean_line(_line(_named(shown))[: 2 * EXCERPT_LENGTH]), EXCERPT_LENGTH),
        _picture(shown),
    )


def shown_words(html: str) -> str:
    """What the author of a post wrote and neither hid nor quoted, on one line, pictures by their names."""
    return clean_line(_line(_named(_shown(_apart(html, "section")[0]))))


def _shown(own: str) -> str:
    """The HTML without spoilers, and without quotes, whose words are another's."""
    return _apart(_apart(_SPOILER.sub(r" \1 <details>", own), "details")[0], "blockquote")[0]


def _apart(html: str, name: str) -> tuple[str, str]:
    """What stands outside of all elements of a name, and what stands in them."""
    if f"<{name}" not in html:
        return html, ""
    parts: tuple[list[str], list[str]] = ([], [])
    depth = position = 0
    for tag in re.finditer(rf"<(/?){name}\b[^>]*>", html):
        parts[depth > 0].append(html[position : tag.start()])
        depth = max(depth + (-1 if tag[1] else 1), 0)
        position = tag.end()
    parts[depth > 0].append(html[position:])
    return " ".join(parts[False]), " ".join(parts[True])


def _named(html: str) -> str:
    """The HTML with what pictures are called in their place."""
    if "<img" not in html:
        return html
    return _PICTURE.sub(lambda picture: dict(_ATTRIBUTE.findall(picture[1])).get("alt", ""), html)


def _addresses(html: str) -> Iterator[str]:
    """The addresses in their order; a picture that is a link to itself has one."""
    last = ""
    for tag in _ADDRESSED_TAG.finditer(html):
        said = dict(_ATTRIBUTE.findall(tag[1]))
        for key in (each for each in ("href", "src") if each in said):
            if said[key] != last:
                yield unescape(said[key])
            last = said[key]


def _picture(html: str) -> str:
    """The address of the first picture that is no smiley; empty if there is none."""
    pictures = (dict(_ATTRIBUTE.findall(picture[1])) for picture in _PICTURE.finditer(html))
    sources = (unescape(picture.get("src", "")) for picture in pictures)
    return next((url for url in sources if url.startswith("http") and not is_in_smiley_folder(url)), "")


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


def _line(html: str) -> str:
    return " ".join(unescape(_OTHER_TAG.sub(" ", _INLINE_TAG.sub("", html))).split())
