"""One spelling for what people write in several: ä, ae and a are the same letter here, and ß is ss."""

import re
import unicodedata

# Letters that are not made of another and a mark, so that decomposing leaves them as they are.
_LETTERS = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_MARKS = re.compile("[\u0300-\u036f]+")
_VOWEL_E = re.compile("([aou])e+")
_WORD = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """The text in the one spelling: *Käse*, *Kaese*, *KASE* and *Kase* all give `kase`.

    An `e` after a, o or u is taken for the second half of an umlaut, also where it is none (*neue*
    gives `neu`): who looks for a word should rather find too much than miss it. What is folded
    stays the same when it is folded again, and the beginning of a text gives the beginning of the
    text's spelling.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.casefold())
        # Some compatibility forms hold capitals (U+2120 is "SM"), and some capitals have marks.
        text = unicodedata.normalize("NFKD", text.casefold())
        text = _MARKS.sub("", text).translate(_LETTERS)
    return _VOWEL_E.sub(r"\1", text.lower() if text.isascii() else text.casefold())


def words(text: str) -> list[str]:
    """The words of a text in the one spelling, in their order: runs of letters and digits."""
    return _WORD.findall(folded(text))
