"""What is looked for among all posts. Words are in the one spelling of `feedforum.text.folding`."""

from dataclasses import dataclass

from feedforum.records.ids import Id


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand one after the other; never none. The last may go on if `open_end`."""

    words: tuple[str, ...]
    open_end: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A post is found if all the phrases `wanted`, never none, stand in it, and none of the `unwanted`."""

    wanted: tuple[Phrase, ...]
    unwanted: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the store itself narrows posts to: what a query finds, and what one of some authors wrote.

    `authors` are names in the one spelling; none stand for everybody.
    """

    query: Query | None = None
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """Where in a forum to look: in these boards, all for None, and in these threads wherever they stand.

    In the threads `without` nobody looks, wherever they stand.
    """

    key: str
    board_ids: tuple[Id, ...] | None = None
    thread_ids: tuple[Id, ...] = ()
    without: tuple[Id, ...] = ()
