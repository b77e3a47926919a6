"""What stands where in the rows of an index or a listing. Pure functions."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile, zip_longest

from bs4.element import Tag

from feedforum.dates import Calendar, PageDates
from feedforum.dates.date_search import date_in, has_clock
from feedforum.engines.kit.dom import text_of
from feedforum.engines.profile.listings import sticking
from feedforum.engines.profile.page import date_text, name_in
from feedforum.learning.paths import Found, Scope, best_place, common_places
from feedforum.learning.rows import Row, Sample, leading_number
from feedforum.learning.selectors import field_selector, mark_selector, repeated_selector, says_closed
from feedforum.learning.walk import Pages, by_page
from feedforum.records import BoardRows, ThreadRows

_SOME = 0.5
_MINUTES = 120  # seconds by which two moments may differ that are the same
_GUESSED = 0.3  # how sure a count is that agrees with no thread

Moments = Sequence[datetime | None]
Column = tuple[Found, float]
"""A tag of each row, and how sure it is that they are right, up to 1."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a thread's pages tell: least and most posts, the authors and moments at its ends."""

    least: int
    most: int
    starter: str
    last: str
    newest: datetime | None
    oldest: datetime | None


_NOT_READ = Known(0, 0, "", "", None, None)


def learn_threads(
    pages: Pages, known: Mapping[str, Known], calendar: Calendar, sure: dict[str, float]
) -> ThreadRows:
    """Where in a listing the threads stand, and what in their rows, by what the threads themselves say.

    Notes how `sure` each field is, and of "threads.first date" whether any date is that of the first post.
    """
    rows, groups = pages.rows, by_page(pages.rows)
    tags, scopes = [row.tag for row in rows], [Scope(row.tag) for row in rows]
    selector, sure["threads.row"] = repeated_selector(
        [page.soup for page in groups],
        [[row.tag for row in group] for group in groups.values()],
        strict=False,
    )
    read = [known.get(pages.thread_id(row.link.url), _NOT_READ) for row in rows]
    date = _date_column(scopes, rows, calendar, [each.newest for each in read])
    _, sure["threads.first date"] = _date_column(scopes, rows, calendar, [each.oldest for each in read])
    counts = _count_column(scopes, read)
    columns: dict[str, Column] = {
        **counts,
        "date": date,
        "author": _name_column(scopes, [each.last for each in read]),
        "starter": _name_column(scopes, [each.starter for each in read]),
    }
    chosen = _selectors("threads", tags, columns, sure)
    moved = [number is None for found, _ in counts.values() for number in _numbers(found)]
    moments = _moments(date[0], rows, calendar)
    listed = [None if away else at for at, away in zip_longest(moments, moved)]
    # A listing that is not ordered by the last post has no threads that stick to its top.
    for name, marked in (("sticky", _sticky(listed, rows)), ("moved", moved)):
        if 0 < sum(marked) < len(marked) / 2:
            chosen[name] = mark_selector(tags, marked)
    closed = mark_selector(tags, [says_closed(tag) for tag in tags])
    link, sure["threads.link"] = field_selector(tags, [row.link.tag for row in rows])
    return ThreadRows(row=selector, link=link, closed=closed, **chosen)


def learn_boards(pages: Pages, calendar: Calendar, sure: dict[str, float]) -> BoardRows:
    """Where on the index the boards stand, and what in their rows; notes how `sure` each field is.

    Of two counts the larger ones are posts.
    """
    if pages.boards is None:
        return BoardRows()
    index, rows = pages.index, pages.boards.rows
    tags, scopes = [row.tag for row in rows], [Scope(row.tag) for row in rows]
    selector, sure["boards.row"] = repeated_selector([index.soup], [tags], strict=False)
    link, sure["boards.link"] = field_selector(tags, [row.link.tag for row in rows])
    counts = sorted(_number_columns(scopes)[:2], key=lambda found: -_average(_numbers(found)))
    to_threads = {id(link.tag) for link in index.own_links if pages.thread_id(link.url)}
    threads = [next((a for a in tag.find_all("a") if id(a) in to_threads), None) for tag in tags]
    columns: dict[str, Column] = {
        **{name: (found, 1.0) for name, found in zip(("posts", "threads"), counts, strict=False)},
        "date": (_date_column(scopes, rows, calendar, [None] * len(rows))[0], 1.0),
        "thread": (threads, 1.0),
    }
    return BoardRows(row=selector, link=link, **_selectors("boards", tags, columns, sure))


def _selectors(
    table: str, rows: Sequence[Tag], columns: Mapping[str, Column], sure: dict[str, float]
) -> dict[str, str]:
    chosen = {}
    for name, (tags, certain) in columns.items():
        selector, right = field_selector(rows, tags, strict=False)
        sure[f"{table}.{name}"] = min(right, certain)
        # A name that is right less often than not is better not said.
        if selector and (name not in ("author", "starter") or certain >= _SOME):
            chosen[name] = selector
    return chosen


# --- counts ----------------------------------------------------------------------------------------


def _count_column(scopes: Sequence[Scope], known: Sequence[Known]) -> dict[str, Column]:
    """The counts that agree with threads that were read, as replies or as posts; else the smallest ones."""
    read = [(at, each) for at, each in enumerate(known) if each.most]
    options: list[tuple[float, float, str, Found]] = []
    for found in _number_columns(scopes):
        numbers = _numbers(found)
        for name, first in (("posts", 0), ("replies", 1)):
            counted = ((numbers[at], each) for at, each in read)
            hits = sum(n is not None and each.least <= n + first <= each.most for n, each in counted)
            options.append((hits / max(len(read), 1), -_average(numbers), name, found))
    right, _, name, found = max(options, key=lambda option: option[:3], default=(0.0, 0, "", []))
    return {name: (found, max(_GUESSED, right))} if name else {}


def _number_columns(scopes: Sequence[Scope]) -> list[Found]:
    """The columns of numbers, from left to right; a cell and what is in it are one column."""
    columns: dict[tuple[int, ...], Found] = {}
    for found in common_places(scopes, _SOME).values():
        if sum(number is not None for number in _numbers(found)) >= max(1, _SOME * len(scopes)):
            # The innermost tag has the number alone.
            columns[tuple(id(_first_text(tag)) for tag in found if tag is not None)] = found
    return list(columns.values())


def _outermost(tag: Tag) -> Tag:
    text = text_of(tag)
    return list(takewhile(lambda outer: text_of(outer) == text, (tag, *tag.parents)))[-1]


def _first_text(tag: Tag) -> object:
    return next((text for text in tag.strings if text.strip()), tag)


def _numbers(found: Found) -> list[int | None]:
    return [leading_number(text_of(tag)) for tag in found]


def _average(numbers: Sequence[int | None]) -> float:
    known = [number for number in numbers if number is not None]
    return sum(known) / max(len(known), 1)


# --- dates and names -------------------------------------------------------------------------------


def _date_column(scopes: Sequence[Scope], rows: Sequence[Row], calendar: Calendar, known: Moments) -> Column:
    """The dates that are `known` of some rows, else the latest; and of how many of these they are right."""

    def score(found: Found) -> float:
        texts = [text for tag in found if (text := date_in(date_text(tag)))]
        if len(texts) < 0.4 * len(found):
            return 0
        moments = _moments(found, rows, calendar)
        stamps = [moment.timestamp() for moment in moments if moment]
        late = sum(stamps) / max(len(stamps), 1) / 1e12
        return (
            3 * _agreement(moments, known)
            + (sum(map(has_clock, texts)) + 0.5 * len(texts)) / len(found)
            + late
        )

    found = [tag and _outermost(tag) for tag in best_place(scopes, 0.4, score)[0]]
    return found, _agreement(_moments(found, rows, calendar), known)


def _agreement(moments: Moments, known: Moments) -> float:
    pairs = [(a, b) for a, b in zip(moments, known, strict=True) if b is not None]
    hits = sum(a is not None and abs((a - b).total_seconds()) < _MINUTES for a, b in pairs)
    return hits / len(pairs) if pairs else 0.0


def _moments(tags: Found, rows: Sequence[Row], calendar: Calendar) -> Moments:
    texts = [date_in(date_text(tag)) for tag in tags]
    by_listing: defaultdict[Sample, list[str]] = defaultdict(list)
    for text, row in zip(texts, rows, strict=True):
        by_listing[row.page].append(text)
    dates = {page: PageDates(own, calendar, page.document.made_at) for page, own in by_listing.items()}
    found = (dates[row.page].moment(text) if text else None for text, row in zip(texts, rows, strict=True))
    return [moment.at if moment else None for moment in found]


def _sticky(moments: Moments, rows: Sequence[Row]) -> list[bool]:
    """Which rows stick to the top of their lists."""
    marked = list[bool]()
    for group in by_page(rows).values():
        own = moments[len(marked) : len(marked) + len(group)]
        marked += [at < sticking(own) and moment is not None for at, moment in enumerate(own)]
    return marked


def _name_column(scopes: Sequence[Scope], names: Sequence[str]) -> Column:
    """The column whose texts are some names, where those are known."""
    known = max(sum(map(bool, names)), 1)

    def score(found: Found) -> float:
        return (
            sum(name != "" and name_in(tag) == name for tag, name in zip(found, names, strict=True)) / known
        )

    return best_place(scopes, _SOME, score)
