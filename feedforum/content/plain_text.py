"""What is told about rendered content: its plain text, and a fingerprint of what the author wrote."""

import hashlib
import re
from html import unescape

from feedforum.content.tree import BLOCKS
from feedforum.text.bidi import balance
from feedforum.text.characters import clean

_TAG = re.compile(r"</?([a-z][a-z0-9]*)(?: [^<>]*)?>")
_BREAKS = BLOCKS | {"br"}
_OWN_SECTION = re.compile(r'<section class="feedforum-[a-z]+">.*?</section>', re.DOTALL)
_ADDRESS = re.compile(r' (?:href|src)="([^"]*)"')


def plain(rendered: str, limit: int | None = None) -> str:
    """The text of rendered content on one line, without tags.

    With a `limit` in characters, text that is longer is cut after a word and ends in `…`, which
    counts as well.
    """
    text = " ".join(unescape(_TAG.sub(_blank, rendered)).split())
    if limit is None or len(text) <= limit:
        return clean(text)
    return balance(clean(_cut(text, limit)))


def fingerprint(rendered: str, title: str) -> str:
    """32 hexadecimal digits that change when the author's title, text, links or pictures do.

    White space, marks such as bold, and the sections for survey, attachments and signature make no
    difference, so the page of a thread and its print view give the same.
    """
    own = _OWN_SECTION.sub(" ", rendered)
    parts = (" ".join(title.split()), plain(own), *_ADDRESS.findall(own))
    told = "\x00".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(told).hexdigest()[:32]


def _blank(tag: re.Match[str]) -> str:
    return " " if tag.group(1) in _BREAKS else ""


def _cut(text: str, limit: int) -> str:
    if limit < 1:
        return ""
    head = text[: limit - 1]
    if text[limit - 1] != " " and " " in head:
        head = head.rpartition(" ")[0]
    return head.rstrip(" ,;:-–") + "…"
