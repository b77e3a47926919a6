"""Characters that may go into a feed: what XML allows, with windows-1252 where a page pretends latin-1."""

import re

from feedforum.text.bidi import balance

# https://www.w3.org/TR/xml/#charsets: one character outside this set makes a whole feed unreadable. U+007F is
# in it, but means nothing, and validators warn of it.
_ILLEGAL = re.compile("[^\t\n\r\x20-\x7e\x80-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_C1 = re.compile("[\x80-\x9f]")
_SPACES = re.compile(r"\s+")
# The five bytes windows-1252 leaves undefined (81, 8D, 8F, 90, 9D) mean nothing at all: they go.
_WINDOWS_1252 = {chr(byte): bytes([byte]).decode("cp1252", errors="ignore") for byte in range(0x80, 0xA0)}


def clean(text: str) -> str:
    """The text with only the characters XML 1.0 allows.

    The C1 controls U+0080-U+009F become what windows-1252 means by these numbers, as browsers read
    them (https://html.spec.whatwg.org/#numeric-character-reference-end-state). Control characters, U+007F
    among them, and lone surrogates are dropped. Nothing else changes: no normalisation, no folding.
    """
    if text.isprintable():
        return text
    return _ILLEGAL.sub("", _C1.sub(lambda match: _WINDOWS_1252[match.group()], text))


def clean_line(text: str) -> str:
    """`clean`, as one line: runs of white space (no-break spaces too) become a blank, ends are bare.

    For titles, names and all that is shown on a line of its own; direction marks are closed in it.
    """
    if text.isprintable():
        return " ".join(text.split())
    return balance(_SPACES.sub(" ", clean(text)).strip())
