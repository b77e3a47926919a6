"""What a person types to look for → a query."""

import re

from feedforum.records import Phrase, Query
from feedforum.text.folding import words

LONGEST = 200
"""How many characters a query has at most."""

_QUOTES = str.maketrans(dict.fromkeys("„“”«»‟", '"'))
_PIECE = re.compile(r'(-?)(?:"([^"]*)(?:"(\*?)|$)|(\S+))')
_SHORTEST_BEGINNING = 2


def read_query(typed: str) -> Query | None:
    """The query; None if there is no word to look for in it. There is no text that it cannot read.

    Words that all have to stand in a post; "several in quotes" one after the other; `-word` must
    not stand there; `beginning*` of at least two letters. Raises ValueError for a text that is too long.
    """
    if len(typed) > LONGEST:
        raise ValueError(f"expected at most {LONGEST} characters to look for")
    wanted: list[Phrase] = []
    unwanted: list[Phrase] = []
    for minus, quoted, star, bare in _PIECE.findall(typed.translate(_QUOTES)):
        phrase = _phrase(quoted or bare, open_end=bool(star) or bare.endswith("*"))
        if phrase is not None:
            (unwanted if minus else wanted).append(phrase)
    return Query(tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(unwanted))) if wanted else None


def _phrase(text: str, *, open_end: bool) -> Phrase | None:
    found = tuple(words(text))
    if not found:
        return None
    return Phrase(found, open_end and len(found[-1]) >= _SHORTEST_BEGINNING)
