"""A search query: what a person types → the phrases to look for, and where a post says them. Pure."""

import re
from collections.abc import Iterator

from feedforum.feeds.filters import MOST_LOOKED_INTO
from feedforum.records import Phrase, SearchQuery, StoredPost
from feedforum.text.excerpts import shortened, shown_words
from feedforum.text.folding import folded, words

LONGEST = 200
"""How many characters a query has at most."""

_QUOTES = str.maketrans(dict.fromkeys("„“”«»‟", '"'))
_PIECE = re.compile(r'(-?)(?:"([^"]*)(?:"(\*?)|$)|(\S+))')
_SHORTEST_BEGINNING = 2


def read_query(typed: str) -> SearchQuery | None:
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
    return SearchQuery(tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(unwanted))) if wanted else None


def _phrase(text: str, *, open_end: bool) -> Phrase | None:
    found = tuple(words(text))
    if not found:
        return None
    return Phrase(found, open_end and len(found[-1]) >= _SHORTEST_BEGINNING)


SNIPPET_LENGTH = 280
"""How many characters of a post a page of results shows at most."""

_BEFORE_FOUND = 60
_WORD = re.compile(r"[^\W_]+")


def snippet(post: StoredPost, query: SearchQuery) -> tuple[tuple[str, bool], ...]:
    """What a post says around the first phrase that was found, in pieces, and whether each is a phrase.

    Its beginning where the phrases stand elsewhere: in its title, or in what it quotes or hides.
    """
    line = shown_words(post.content[:MOST_LOOKED_INTO]) or post.excerpt
    begin = next(_found_in(line, query), (0, 0))[0]
    if begin > SNIPPET_LENGTH // 2:
        line = "…" + line[begin - _BEFORE_FOUND : begin].partition(" ")[2] + line[begin:]
    line = shortened(line, SNIPPET_LENGTH)
    pieces, position = [], 0
    for start, end in _found_in(line, query):
        if start >= position:
            pieces += [(line[position:start], False), (line[start:end], True)]
            position = end
    return tuple(piece for piece in (*pieces, (line[position:], False)) if piece[0])


def _found_in(line: str, query: SearchQuery) -> Iterator[tuple[int, int]]:
    """Where the wanted phrases begin and end in a line, in its order."""
    found = [(folded(word.group()), word.start(), word.end()) for word in _WORD.finditer(line)]
    for place, (_, start, _) in enumerate(found):
        for phrase in query.wanted:
            here = found[place : place + len(phrase.words)]
            *whole, last = (word for word, _, _ in here)
            same = (*whole, last) == phrase.words
            begins = phrase.open_end and (*whole,) == phrase.words[:-1] and last.startswith(phrase.words[-1])
            if same or (begins and len(here) == len(phrase.words)):
                yield start, here[-1][2]
                break
