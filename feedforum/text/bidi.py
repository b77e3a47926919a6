"""Direction marks: what a text opens it closes, so that nothing after it turns around."""

import re

_MARKS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_POP_EMBEDDING = "\u202c"
_POP_ISOLATE = "\u2069"
_ISOLATES = frozenset("\u2066\u2067\u2068")


def balance(text: str) -> str:
    """The text with each embedding, override and isolate closed in it, and no stray closing mark.

    See https://www.unicode.org/reports/tr9/#Explicit_Directional_Embeddings.
    """
    if not _MARKS.search(text):
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
