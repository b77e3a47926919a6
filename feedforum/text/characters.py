"""Characters that may go into a feed: what XML allows, and direction marks that end where a text ends."""

import re

# https://www.w3.org/TR/xml/#charsets: one character outside this set makes a whole feed unreadable. U+007F is
# in it, but means nothing, and validators warn of it.
_ILLEGAL = re.compile("[^\t\n\r\x20-\x7e\x80-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_C1 = re.compile("[\x80-\x9f]+")
_UNFIT = re.compile(_ILLEGAL.pattern.replace("\x80", "\xa0"))  # either of them
_SPACES = re.compile(r"\s+")
# The five bytes windows-1252 leaves undefined (81, 8D, 8F, 90, 9D) mean nothing at all: they go.
_WINDOWS_1252 = {byte: bytes([byte]).decode("cp1252", errors="ignore") for byte in range(0x80, 0xA0)}
_MARKS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_POP_EMBEDDING = "\u202c"
_POP_ISOLATE = "\u2069"
_ISOLATES = frozenset("\u2066\u2067\u2068")


def clean(text: str) -> str:
    """The text with only the characters XML 1.0 allows.

    The C1 controls U+0080-U+009F become what windows-1252 means by these numbers, as browsers read
    them (https://html.spec.whatwg.org/#numeric-character-reference-end-state). Control characters, U+007F
    among them, and lone surrogates are dropped. Nothing else changes: no normalisation, no folding.
    """
    if text.isprintable() or not _UNFIT.search(text):
        return text
    return _ILLEGAL.sub("", _C1.sub(lambda run: run.group().translate(_WINDOWS_1252), text))


def clean_line(text: str) -> str:
    """`clean`, as one line: runs of white space (no-break spaces too) become a blank, ends are bare.

    For titles, names and all that is shown on a line of its own; direction marks are closed in it.
    """
    if text.isprintable():
        return " ".join(text.split())
    return balance(_SPACES.sub(" ", clean(text)).strip())


def balance(text: str) -> str:
    """The text with each embedding, override and isolate closed in it, and no stray closing mark.

    See https://www.unicode.org/reports/tr9/#Explicit_Directional_Embeddings.
    """
    if text.isascii() or not _MARKS.search(text):
        return text
    open_marks: list[str] = []

    def keep(match: re.Match[str]) -> str:
        mark = match.group()
        if mark not in {_POP_EMBEDDING, _POP_ISOLATE}:
            open_marks.append(_POP_ISOLATE if mark in _ISOLATES else _POP_EMBEDDING)
            return mark
        if open_marks and open_marks[-1] == mark:
            return open_marks.pop()
        return ""

    balanced = _MARKS.sub(keep, text)
    return balanced + "".join(reversed(open_marks))
