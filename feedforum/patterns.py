"""What owners and readers choose posts by: words with `*`, or regular expressions that always end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import re2

from feedforum.text.folding import folded

LONGEST = 200
"""How many characters a pattern has at most."""

LOOKED_INTO = 20_000
"""How many characters of a text are compared with a pattern."""

_MEMORY = 1 << 20


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern as it was written, ready to be looked for; `whole` patterns match a subject from end to end.

    `/…/` is a regular expression as RE2 knows them, found anywhere, capitals or not. All else is
    text in which `*` stands for anything, compared in the one spelling of `feedforum.text.folding`.
    RE2 takes time in proportion to the text, whatever the expression, and memory within a bound
    (https://github.com/google/re2/wiki/WhyRE2), so that a stranger may write one.
    """

    written: str
    whole: bool
    _compiled: Any = field(repr=False, compare=False)

    @classmethod
    def of(cls, written: str, *, whole: bool) -> "Pattern":
        """The pattern of what was written. Raises ValueError with what was expected instead."""
        if not written.strip():
            raise ValueError("expected some text to look for")
        if len(written) > LONGEST:
            raise ValueError(f"expected at most {LONGEST} characters")
        expression = written[1:-1]
        if not _is_expression(written):
            expression = "(?s:.*)".join(str(re2.escape(part)) for part in _spelt(written).split("*"))
            expression = f"^{expression}$" if whole else expression
        try:
            return cls(written, whole, re2.compile(_bytes(expression), _options()))
        except re2.error as error:
            reason = error.args[0].decode(errors="replace")
            raise ValueError(f"expected a regular expression that RE2 understands ({reason})") from None

    @property
    def exact(self) -> str | None:
        """The one folded text that a whole pattern matches, or None if it matches several."""
        if not self.whole or "*" in self.written or self.is_expression:
            return None
        return _spelt(self.written)

    @property
    def is_expression(self) -> bool:
        """Whether it is a regular expression, which is compared with a subject as that is written."""
        return _is_expression(self.written)

    def fits(self, text: str) -> bool:
        """Whether the pattern is found in a text, which is in the one spelling if this is no expression."""
        return self._compiled.search(_bytes(text)) is not None


@dataclass(frozen=True, slots=True)
class Patterns:
    """Patterns for an author's name, for titles, for a post's text, and for a thread's prefix."""

    author: tuple[Pattern, ...] = ()
    title: tuple[Pattern, ...] = ()
    text: tuple[Pattern, ...] = ()
    prefix: tuple[Pattern, ...] = ()


NOTHING = Patterns()
"""No pattern for any field."""

WHOLE = frozenset({"author", "prefix"})
"""The fields whose patterns match from end to end: *Max* is not *Maxima*."""


def pattern_for(field_name: str, written: str) -> Pattern:
    """A pattern for a field of `Patterns`. Raises ValueError as `Pattern.of` does."""
    return Pattern.of(written, whole=field_name in WHOLE)


def any_is_in(patterns: Sequence[Pattern], subjects: Iterable[str]) -> bool:
    """Whether one of the patterns is found in the first 20,000 characters of one of the subjects."""
    written = [subject[:LOOKED_INTO] for subject in subjects]
    spelt = [] if all(pattern.is_expression for pattern in patterns) else [_spelt(text) for text in written]
    return any(
        pattern.fits(text) for pattern in patterns for text in (written if pattern.is_expression else spelt)
    )


def _is_expression(written: str) -> bool:
    return len(written) > 2 and written.startswith("/") and written.endswith("/")


def _spelt(text: str) -> str:
    return " ".join(folded(text).split())


def _bytes(text: str) -> bytes:
    # A lone surrogate is no character, and nothing that is looked for.
    return text.encode("utf-8", "replace")


@cache
def _options() -> Any:
    options = re2.Options()
    options.case_sensitive = False
    options.never_capture = True
    options.log_errors = False
    options.max_mem = _MEMORY
    return options
