"""What stands where in the rows of an index or a listing. Pure functions."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bs4.element import Tag

from feedforum.dates import Calendar, PageDates
from feedforum.dates.date_search import date_in, has_clock
from feedforum.engines.kit.dom import text_of
from feedforum.engines.kit.last_post import without_by
from feedforum.engines.profile.page import count_in, date_text
from feedforum.learning.fields import Found, Scope, common_paths, in_all
from feedforum.learning.rows import Sample

_SOME = 0.5


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


def number_columns(scopes: Sequence[Scope]) -> list[tuple[Found, list[int | None]]]:
    """The columns of bare numbers, from left to right, each once."""
    columns: list[tuple[Found, list[int | None]]] = []
    seen: set[tuple[int, ...]] = set()
    for path in common_paths(scopes, _SOME):
        found = in_all(scopes, path)
        numbers = [_number_in(tag) for tag in found]
        if sum(number is not None for number in numbers) < max(1, _SOME * len(scopes)):
            continue
        # A cell and what is in it are one column: the outermost that shows nothing else.
        key = tuple(id(_outermost(tag)) for tag in found if tag is not None)
        if key not in seen:
            seen.add(key)
            columns.append((found, numbers))
    return columns


def _number_in(tag: Tag | None) -> int | None:
    """The number that a short text begins with, as in `3` or `3 Replies`; None for a date."""
    text = text_of(tag)
    if not text[:1].isdigit() or len(text) > 30 or date_in(text) or has_clock(text):
        return None
    return count_in(tag)


def _outermost(tag: Tag) -> Tag:
    text = text_of(tag)
    while tag.parent is not None and text_of(tag.parent) == text:
        tag = tag.parent
    return tag


def thread_columns(
    scopes: Sequence[Scope], pages: Sequence[Sample], known: Sequence[Known | None], calendar: Calendar
) -> ColumnsFound:
    """The columns of threads' rows, chosen by what the threads themselves say."""
    fields: dict[str, Found] = {}
    sure: dict[str, float] = {}
    columns = number_columns(scopes)
    read = [(at, each) for at, each in enumerate(known) if each is not None]
    best = (0.0, -1, "replies")
    for number, (_, counts) in enumerate(columns):
        for name, more in (("replies", 1), ("posts", 0)):
            fits = sum(_fits(counts[at], each, more) for at, each in read)
            score = fits / max(len(read), 1) - 0.01 * number
            if score > best[0]:
                best = (score, number, name)
    if best[1] >= 0:
        fields[best[2]] = columns[best[1]][0]
        sure[best[2]] = min(1.0, best[0] + 0.05)
    elif columns:
        least = min(columns, key=lambda column: sum(n or 0 for n in column[1]))
        fields["replies"], sure["replies"] = least[0], 0.3
    fields["date"], sure["date"] = _date_column(
        scopes, pages, [k.newest if k else None for k in known], calendar
    )
    oldest = [each.oldest if each else None for each in known]
    _, sure["first date"] = _date_column(scopes, pages, oldest, calendar)
    for name in ("author", "starter"):
        names = [(each.last if name == "author" else each.starter) if each else "" for each in known]
        found, share = name_column(scopes, names)
        if found:
            fields[name], sure[name] = found, share
    counts = [_number_in(tag) for tag in fields.get("replies") or fields.get("posts") or []]
    moved = [count is None for count in counts] or [False] * len(scopes)
    moments = _moments([date_of(tag) for tag in fields["date"]], pages, calendar) if fields["date"] else []
    return ColumnsFound(fields, sure, _sticky(moments, pages, moved) or [False] * len(scopes), moved)


def _sticky(moments: Sequence[datetime | None], pages: Sequence[Sample], moved: Sequence[bool]) -> list[bool]:
    rows = list(zip(moments, pages, moved, strict=False))
    return [
        not away and moment is not None and any(m and m > moment for m, p, _ in rows[at:] if p is page)
        for at, (moment, page, away) in enumerate(rows)
    ]


def _fits(count: int | None, thread: Known, more: int) -> bool:
    return count is not None and thread.least <= count + more <= thread.most


def _date_column(
    scopes: Sequence[Scope], pages: Sequence[Sample], newest: Sequence[datetime | None], calendar: Calendar
) -> tuple[Found, float]:
    """The column of dates that are those of the threads' newest posts, else the one with the latest dates."""
    return _best_dates(scopes, pages, calendar, lambda moments: _agreement(moments, newest))


def _agreement(moments: Sequence[datetime | None], newest: Sequence[datetime | None]) -> float:
    known = [(a, b) for a, b in zip(moments, newest, strict=True) if b is not None]
    hits = sum(a is not None and abs((a - b).total_seconds()) < 120 for a, b in known)
    return hits / len(known) if known else 0.0


def latest_dates(scopes: Sequence[Scope], pages: Sequence[Sample], calendar: Calendar) -> tuple[Found, float]:
    """The column with the latest dates."""
    return _best_dates(scopes, pages, calendar, lambda moments: 0.5)


def _best_dates(
    scopes: Sequence[Scope],
    pages: Sequence[Sample],
    calendar: Calendar,
    agreement: Callable[[Sequence[datetime | None]], float],
) -> tuple[Found, float]:
    best: tuple[float, float, Found] = (0.0, 0.0, [])
    for path in common_paths(scopes, 0.4):
        found = in_all(scopes, path)
        texts = [date_of(tag) for tag in found]
        if sum(map(bool, texts)) < 0.4 * len(scopes):
            continue
        moments = _moments(texts, pages, calendar)
        right = agreement(moments)
        clocked = sum(has_clock(text) for text in texts) / len(texts)
        late = sum(m.timestamp() for m in moments if m) / max(sum(m is not None for m in moments), 1) / 1e12
        small = -sum(len(text_of(tag)) for tag in found if tag is not None) / len(found) / 1e4
        score = 3 * right + clocked + 0.5 * sum(map(bool, texts)) / len(texts) + late + small
        if score > best[0]:
            best = (score, right, found)
    return best[2], best[1]


def date_of(tag: Tag | None) -> str:
    """The date in a tag, empty without one; as `engines.profile` reads it."""
    text = date_text(tag)
    return text if text and date_in(text) else ""


def _moments(texts: Sequence[str], pages: Sequence[Sample], calendar: Calendar) -> list[datetime | None]:
    by_page: defaultdict[int, list[str]] = defaultdict(list)
    for text, page in zip(texts, pages, strict=True):
        by_page[id(page)].append(text)
    dates = {id(page): PageDates(by_page[id(page)], calendar, page.document.made_at) for page in pages}
    return [
        moment.at if text and (moment := dates[id(page)].moment(text)) else None
        for text, page in zip(texts, pages, strict=True)
    ]


def name_column(scopes: Sequence[Scope], names: Sequence[str]) -> tuple[Found, float]:
    """The column whose texts are some names, where those are known: the smallest tags that end in them."""
    wanted = [at for at, name in enumerate(names) if name]
    best: tuple[float, Found] = (0.0, [])
    for path in common_paths([scopes[at] for at in wanted] or scopes, _SOME):
        found = in_all(scopes, path)
        hits = sum(without_by(text_of(found[at])).strip(" :|,") == names[at] for at in wanted)
        score = hits / max(len(wanted), 1) + 0.0001 * len(path)
        if hits and score > best[0]:
            best = (score, found)
    return best[1], min(1.0, best[0])
