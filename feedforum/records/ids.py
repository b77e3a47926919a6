"""What forums call their boards, threads, posts, members and files by."""

from typing import TypeAlias

Id: TypeAlias = int | str
"""An id as the forum's software has it: a number of up to 64 bits, or a word (YaBB's board `lenses`).

Ids are compared for equality alone: they need not rise with time, nor be numbers. A word that is written as a
decimal number is that number (see `as_id`), so that an id has one spelling.
"""

MOST_DIGITS = 18
"""The decimal digits that fit into 64 bits for certain; a longer row of digits is a word."""


def as_id(text: str) -> Id:
    """The id that a text spells: a number where it is one as forums write them, without leading zeros."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS
    return int(text) if is_number and str(int(text)) == text else text
