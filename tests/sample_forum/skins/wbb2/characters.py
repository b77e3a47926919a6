"""Text as a windows-1252 board sends it: entities for most, and mangled what it cannot hold."""

import re
from html.entities import codepoint2name

from markupsafe import Markup

_LONG_TOPIC_WORD = re.compile(r"\S{40}")


def named(text: object) -> Markup:
    """A text that the board knows: escaped, with an entity for every character beyond ASCII."""
    if isinstance(text, Markup):
        return text
    return Markup("".join(_entity(letter) for letter in str(text)))


def raw(text: str) -> Markup:
    """A board's description: markup by the administrator, its umlauts sent as bytes."""
    return Markup("".join(letter if _held(letter) else f"&#{ord(letter)};" for letter in text))


def topic(text: str) -> Markup:
    """A topic: what windows-1252 lacks comes escaped twice, and a long word is cut."""
    submitted = "".join(letter if _held(letter) else f"&#{ord(letter)};" for letter in text)
    return named(_LONG_TOPIC_WORD.sub(r" \g<0>\n", submitted))


def mangled(text: str) -> str:
    """A message's text as the software stores it: what windows-1252 lacks becomes `chr(N mod 256)`."""
    return "".join(letter if _held(letter) else _byte(ord(letter) % 256) for letter in text)


def encode(page: str) -> bytes:
    """A page as bytes; a character of the range 80-9F that windows-1252 leaves free is that byte."""
    try:
        return page.encode("windows-1252")
    except UnicodeEncodeError:
        return b"".join(_bytes(letter) for letter in page)


def _entity(letter: str) -> str:
    if letter in _MARKUP:
        return _MARKUP[letter]
    if letter.isascii() or ord(letter) < 160:
        return letter
    name = codepoint2name.get(ord(letter))
    return f"&{name};" if name else f"&#{ord(letter)};"


def _held(letter: str) -> bool:
    try:
        letter.encode("windows-1252")
    except UnicodeEncodeError:
        return False
    return True


def _byte(number: int) -> str:
    try:
        return bytes([number]).decode("windows-1252")
    except UnicodeDecodeError:
        return chr(number)


def _bytes(letter: str) -> bytes:
    return letter.encode("windows-1252") if _held(letter) else bytes([ord(letter)])


_MARKUP = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
