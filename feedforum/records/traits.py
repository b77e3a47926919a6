"""What a version of a forum's software does, as far as polls decide by it."""

from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class MarkupHabits:
    """How the software writes posts, where their shape alone does not tell.

    - `bbcode`: the codes that it knows, in lower case: where it left such a code raw, the author had
      switched BBCode off, so there it stays as it was written.
    - `cut_words_at`: after how many characters without a blank it puts a line break; 0 if it cuts no words.
    - `quote_lines`: whether a line of text before a quote tells who is quoted.
    - `pictures_hidden`: whether pictures are hidden until a script shows them, so that this marks no tracker.
    """

    bbcode: frozenset[str] = frozenset()
    cut_words_at: int = 0
    quote_lines: bool = False
    pictures_hidden: bool = False


class Paging(StrEnum):
    """How an engine's URLs name a page: by its number, by how many rows come before it, or not at all."""

    NUMBER = "number"
    OFFSET = "offset"
    LINKS = "links"


class ThreadOrder(StrEnum):
    """What the posts of a thread are ordered by on its pages."""

    TIME = "time"
    ID = "id"


@dataclass(frozen=True, slots=True)
class Traits:
    """What a version of the software does.

    - `paging`: how its URLs name pages.
    - `thread_order`: what posts are ordered by on the pages of a thread.
    - `clock_shifts`: whether the times it shows, old ones too, shift by an hour twice a year.
    - `counts_include_subboards`: whether the counts of a board's row include the boards below that board.
    - `moved_markers_have_own_id`: whether the row that a moved thread leaves behind has an id of its own.
    - `moves_change_ids`: whether a thread's id is the second in which it began, and grows with each move.
    - `repeats_pages`: whether it shows one of its pages once more in place of one beyond the last.
    - `refusals_look_like_not_found`: whether what a guest may not read looks like what is not there.
    - `lists_refused_boards`: whether its index links to last posts in boards that the visitor may not enter.
    - `markup`: how it writes posts.
    """

    paging: Paging = Paging.NUMBER
    thread_order: ThreadOrder = ThreadOrder.TIME
    clock_shifts: bool = False
    counts_include_subboards: bool = False
    moved_markers_have_own_id: bool = False
    moves_change_ids: bool = False
    repeats_pages: bool = False
    refusals_look_like_not_found: bool = False
    lists_refused_boards: bool = False
    markup: MarkupHabits = field(default=MarkupHabits())
