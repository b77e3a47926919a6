"""What stands where in the rows of an index or a listing. Pure functions."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from bs4.element import Tag

from feedforum.dates import Calendar, PageDates
from feedforum.dates.date_search import date_in, has_clock
from feedforum.engines.kit.dom import text_of
from feedforum.engines.profile.page import date_text, name_in
from feedforum.learning.fields import Found, Scope, common_paths, in_all
from feedforum.learning.rows import Sample, leading_number

_SOME = 0.5
_MINUTES = 120  # seconds by which two moments may differ that are the same

Moments = Sequence[datetime | None]


@dataclass(frozen=True, slots=True)
class Known:
    """What a thread's pages tell: least and most posts, the authors and moments at its ends."""

    least: int
    most: int
    starter: str
    last: str
    newest: datetime | None
    oldest: datetime | None


@dataclass(frozen=True, slots=True, eq=False)
class ColumnsFound:
    """Tags of the rows, by what they tell, and how `sure` each is, up to 1; which rows stick or have moved.

    A thread sticks to the top if one below it was written in later; one that moved has no count.
    """

    fields: dict[str, Found]
    sure: dict[str, float]
    sticky: list[bool]
    moved: list[bool]


def thread_columns(
    scopes: Sequence[Scope], pages: Sequence[Sample], known: Sequence[Known | None], calendar: Calendar
) -> ColumnsFound:
    """The columns of threads' rows, chosen by what the threads themselves say."""
    fields: dict[str, Found] = {}
    columns = _number_columns(scopes)
    read = [(at, each) for at, each in enumerate(known) if each is not None]
    hits = {
        (name, number): sum(_fits(counts[at], each, more) for at, each in read) / max(len(read), 1)
        for number, (_, counts) in enumerate(columns)
        for name, more in (("replies", 1), ("posts", 0))
    }
    counter, place = max(hits, key=lambda each: hits[each], default=("", 0))
    if hits and not hits[counter, place]:
        counter, place = "replies", min(range(len(columns)), key=lambda at: _total(columns[at][1]))
    sure = {counter: max(0.3, hits[counter, place])} if hits else {}
    if hits:
        fields[counter] = columns[place][0]
    fields["date"], sure["date"] = _dates(scopes, pages, calendar, [k.newest if k else None for k in known])
    _, sure["first date"] = _dates(scopes, pages, calendar, [k.oldest if k else None for k in known])
    for name in ("author", "starter"):
        names = [(each.last if name == "author" else each.starter) if each else "" for each in known]
        fields[name], sure[name] = _name_column(scopes, names)
    moved = [leading_number(text_of(tag)) is None for tag in fields.get(counter, [])] or [False] * len(scopes)
    sticky = _sticky(_moments(fields["date"], pages, calendar), pages, moved)
    return ColumnsFound(fields, sure, sticky, moved)


def board_columns(scopes: Sequence[Scope], index: Sample, calendar: Calendar) -> dict[str, Found]:
    """The columns of boards' rows: of two counts the larger ones are posts; and the latest dates."""
    columns = sorted(_number_columns(scopes)[:2], key=lambda column: -_total(column[1]))
    found = {name: column[0] for name, column in zip(("posts", "threads"), columns, strict=False)}
    pages = [index] * len(scopes)
    return found | {"date": _dates(scopes, pages, calendar, [None] * len(scopes))[0]}


# --- counts ----------------------------------------------------------------------------------------


def _number_columns(scopes: Sequence[Scope]) -> list[tuple[Found, list[int | None]]]:
    """The columns of bare numbers, from left to right; a cell and what is in it are one column."""
    columns: dict[tuple[int, ...], tuple[Found, list[int | None]]] = {}
    for path in common_paths(scopes, _SOME):
        found = in_all(scopes, path)
        numbers = [leading_number(text_of(tag)) for tag in found]
        if sum(number is not None for number in numbers) >= max(1, _SOME * len(scopes)):
            cells = tuple(id(_outermost(tag)) for tag in found if tag is not None)
            columns.setdefault(cells, (found, numbers))
    return list(columns.values())


def _outermost(tag: Tag) -> Tag:
    text = text_of(tag)
    return list(takewhile(lambda outer: text_of(outer) == text, (tag, *tag.parents)))[-1]


def _fits(count: int | None, thread: Known, more: int) -> bool:
    return count is not None and thread.least <= count + more <= thread.most


def _total(counts: Sequence[int | None]) -> int:
    return sum(count or 0 for count in counts)


# --- dates and names -------------------------------------------------------------------------------


def _dates(
    scopes: Sequence[Scope], pages: Sequence[Sample], calendar: Calendar, known: Moments
) -> tuple[Found, float]:
    """The column of dates that are `known` of some rows, else the latest; and how many of these it has."""
    best: tuple[float, float, Found] = (0.0, 0.0, [None] * len(scopes))
    for path in common_paths(scopes, 0.4):
        found = in_all(scopes, path)
        texts = [text for tag in found if (text := date_of(tag))]
        if len(texts) < 0.4 * len(scopes):
            continue
        moments = _moments(found, pages, calendar)
        right = _agreement(moments, known)
        stamps = [moment.timestamp() for moment in moments if moment]
        clocked = sum(map(has_clock, texts)) / len(scopes)
        late = sum(stamps) / max(len(stamps), 1) / 1e12
        small = sum(len(text_of(tag)) for tag in found) / len(found) / 1e4
        score = 3 * right + clocked + 0.5 * len(texts) / len(scopes) + late - small
        if score > best[0]:
            best = (score, right, found)
    return best[2], best[1]


def _agreement(moments: Moments, known: Moments) -> float:
    pairs = [(a, b) for a, b in zip(moments, known, strict=True) if b is not None]
    hits = sum(a is not None and abs((a - b).total_seconds()) < _MINUTES for a, b in pairs)
    return hits / len(pairs) if pairs else 0.0


def date_of(tag: Tag | None) -> str:
    """The date in a tag, empty without one; as `engines.profile` reads it."""
    return date_in(date_text(tag))


def _moments(tags: Found, pages: Sequence[Sample], calendar: Calendar) -> list[datetime | None]:
    texts = [date_of(tag) for tag in tags]
    by_page: defaultdict[Sample, list[str]] = defaultdict(list)
    for text, page in zip(texts, pages, strict=True):
        by_page[page].append(text)
    dates = {page: PageDates(own, calendar, page.document.made_at) for page, own in by_page.items()}
    found = (dates[page].moment(text) if text else None for text, page in zip(texts, pages, strict=True))
    return [moment.at if moment else None for moment in found]


def _sticky(moments: Moments, pages: Sequence[Sample], moved: Sequence[bool]) -> list[bool]:
    rows = list(zip(moments, pages, moved, strict=True))
    return [
        not away and moment is not None and any(m and m > moment for m, p, _ in rows[at:] if p is page)
        for at, (moment, page, away) in enumerate(rows)
    ]


def _name_column(scopes: Sequence[Scope], names: Sequence[str]) -> tuple[Found, float]:
    """The column whose texts are some names, where those are known: the smallest tags that end in them."""
    wanted = [at for at, name in enumerate(names) if name]
    best: tuple[float, Found] = (0.0, [None] * len(scopes))
    for path in common_paths([scopes[at] for at in wanted], _SOME):
        found = in_all(scopes, path)
        hits = sum(name_in(found[at]) == names[at] for at in wanted)
        score = hits / len(wanted) + 0.0001 * len(path)
        if hits and score > best[0]:
            best = (score, found)
    return best[1], min(1.0, best[0])
