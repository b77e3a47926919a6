"""How well each field of a profile fits a page: where it is found, and where that can be right."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from bs4.element import Tag

from feedforum.dates import Calendar, PageDates
from feedforum.engines.base import PageKind
from feedforum.engines.kit.dom import text_of
from feedforum.engines.profile.page import ForumUrls, ProfilePage, count_in, date_text, first, select, wrapped
from feedforum.engines.profile.thread import id_in
from feedforum.records import FieldFit
from feedforum.translations import text

_SHOWN = {"link": "row", "starter": "author", "replies": "count", "posts": "count", "threads": "count"}
"""What fields show whose text is that of another."""

Judge = Callable[[Sequence[Tag], str], Sequence[bool]]
"""Whether a selector shows something right in each row."""


def field_fits(page: ProfilePage, kind: PageKind | None, calendar: Calendar) -> Iterator[FieldFit]:
    """How the fields fit that a page of its kind has; all of them where it is not known which kind it is.

    Moments are right that can be read, and of posts do not lead back in time; ids, that no other post has.
    """
    listed = PageKind.BOARD if page.profile.urls.board else PageKind.INDEX
    # Posts come last: those of several tags are wrapped where they stand.
    if kind in (None, PageKind.INDEX) and page.profile.urls.board:
        yield from _rows(page, "boards", PageKind.BOARD, calendar)
    if kind in (None, PageKind.BOARD, listed):
        yield from _rows(page, "threads", PageKind.THREAD, calendar)
    if kind in (None, PageKind.THREAD):
        yield from _posts(page, calendar)


def on_all_pages(fits: Iterable[FieldFit], sure: Mapping[str, float] | None = None) -> tuple[FieldFit, ...]:
    """How each field fits some pages together, and how `sure` learning was of those that it chose."""
    found: dict[str, FieldFit] = {}
    for fit in fits:
        before = found.get(fit.field, replace(fit, found=0, right=fit.right and 0, of=0))
        right = None if fit.right is None else (before.right or 0) + fit.right
        found[fit.field] = replace(fit, found=before.found + fit.found, right=right, of=before.of + fit.of)
    return tuple(replace(fit, sure=(sure or {}).get(field)) for field, fit in found.items())


def fit_text(fit: FieldFit, language: str) -> str:
    """A sentence about what a field finds, and how sure that is."""
    table, _, field = fit.field.partition(".")
    values = {
        "name": text(language, f"fit_name_{field}"),
        "where": fit.selector,
        "found": fit.found,
        "of": fit.of,
        "rows": text(language, f"fit_rows_{table}"),
    }
    if not fit.selector:
        return text(language, "fit_nothing", **values)
    if fit.right is None:
        return text(language, "fit_optional", **values)
    shown = "moment" if field == "date" and table != "posts" else _SHOWN.get(field, field)
    right = text(language, f"fit_right_{shown}", right=fit.right)
    name = "fit_all" if field in ("block", "row") else "fit_field"
    return text(language, name, **values, right=right, share=round(100 * (fit.confidence or 0)))


def _posts(page: ProfilePage, calendar: Calendar) -> Iterator[FieldFit]:
    found = page.profile.posts
    blocks = wrapped(page, select(page.soup, found.block), found.tags)
    texts = [first(block, found.text) for block in blocks]
    ids = [id_in(block, found.id, text) for block, text in zip(blocks, texts, strict=True)]
    written = [text is not None and bool(text_of(text) or text.find("img")) for text in texts]
    named, dated = _named(page, blocks, found.author), _dated(page, calendar, blocks, found.date)
    posts = sum(text and (name or date) for text, name, date in zip(written, named, dated, strict=True))
    yield FieldFit("posts.block", found.block, len(blocks), posts, len(blocks))
    if not blocks:
        return
    yield _fit("posts.author", found.author, blocks, named)
    rising = _rising(_moments(page, calendar, blocks, found.date), newest_first=found.newest_first)
    yield _fit("posts.date", found.date, blocks, rising)
    yield _fit("posts.text", found.text, blocks, written)
    known = [post_id for post_id in ids if post_id is not None]
    yield FieldFit("posts.id", found.id, len(known), len(set(known)), len(blocks))
    for name in ("title", "edited", "signature", "attachments", "remove"):
        yield from _optional("posts", name, getattr(found, name), blocks)


def _rows(page: ProfilePage, table: str, leads_to: PageKind, calendar: Calendar) -> Iterator[FieldFit]:
    found = getattr(page.profile, table)
    selected = select(page.soup, found.row)
    rows = [row for row, _, _ in page.rows(found.row, found.link, ForumUrls(page.profile), leads_to)]
    yield FieldFit(f"{table}.row", found.row, len(selected), len(rows), len(selected))
    yield FieldFit(f"{table}.link", found.link, _count(selected, found.link), len(rows), len(selected))
    # Nothing was written in empty boards, and rows of moved threads tell little.
    counted = [count_in(first(row, found.posts or getattr(found, "threads", ""))) for row in rows]
    moved = [first(row, getattr(found, "moved", "")) is not None for row in rows]
    full = [row for row, count, away in zip(rows, counted, moved, strict=True) if count != 0 and not away]
    judges: dict[str, tuple[Sequence[Tag], Judge]] = {
        **dict.fromkeys(("replies", "threads", "posts"), (full if table == "threads" else rows, _numbered)),
        "starter": (full, partial(_named, page)),
        "date": (full, partial(_dated, page, calendar)),
        "author": (full, partial(_named, page)),
    }
    for name, (scopes, judge) in judges.items():
        selector = getattr(found, name, "")
        if scopes and (selector or name == "date"):
            yield _fit(f"{table}.{name}", selector, scopes, judge(scopes, selector))
    if rows and table == "threads" and not (found.replies or found.posts):
        yield FieldFit("threads.replies", "", 0, 0, len(rows))
    for name in ("thread", "sticky", "moved", "closed"):
        yield from _optional(table, name, getattr(found, name, ""), rows)


def _fit(field: str, selector: str, scopes: Sequence[Tag], right: Sequence[bool]) -> FieldFit:
    return FieldFit(field, selector, _count(scopes, selector), sum(right), len(scopes))


def _optional(table: str, name: str, selector: str, scopes: Sequence[Tag]) -> Iterator[FieldFit]:
    if selector:
        yield FieldFit(f"{table}.{name}", selector, _count(scopes, selector), None, len(scopes))


def _count(scopes: Sequence[Tag], selector: str) -> int:
    return sum(first(scope, selector) is not None for scope in scopes)


def _numbered(scopes: Sequence[Tag], selector: str) -> list[bool]:
    return [count_in(first(scope, selector)) is not None for scope in scopes]


def _named(page: ProfilePage, scopes: Sequence[Tag], selector: str) -> list[bool]:
    return [bool((author := page.author(first(scope, selector))) and author.name) for scope in scopes]


def _moments(
    page: ProfilePage, calendar: Calendar, scopes: Sequence[Tag], selector: str
) -> list[float | None]:
    """The moments as seconds, None where none can be read."""
    texts = [date_text(first(scope, selector)) for scope in scopes]
    dates = PageDates([text for text in texts if text], calendar, page.document.made_at)
    read = [dates.moment(text) if text else None for text in texts]
    return [moment.at.timestamp() if moment else None for moment in read]


def _dated(page: ProfilePage, calendar: Calendar, scopes: Sequence[Tag], selector: str) -> list[bool]:
    return [moment is not None for moment in _moments(page, calendar, scopes, selector)]


def _rising(moments: Sequence[float | None], *, newest_first: bool) -> list[bool]:
    sign, before, right = -1 if newest_first else 1, float("-inf"), list[bool]()
    for moment in moments:
        right.append(moment is not None and sign * moment >= before)
        before = before if moment is None else sign * moment
    return right
