"""How well each field of a profile fits a page: where it is found, and where that can be right."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bs4.element import Tag

from feedforum.dates import Calendar
from feedforum.engines.base import PageKind
from feedforum.engines.kit.dated_rows import dated_boards, dated_posts, dated_threads, page_dates
from feedforum.engines.profile.listings import board_rows, thread_rows
from feedforum.engines.profile.page import ProfilePage, first, select
from feedforum.engines.profile.thread import post_blocks, read_post
from feedforum.records import BoardRow, FieldFit, ThreadRow
from feedforum.translations import text

_SHOWN = {"link": "row", "starter": "author", "replies": "count", "posts": "count", "threads": "count"}
"""What fields show whose text is that of another."""

_RIGHT: dict[str, dict[str, Callable[[Any], object]]] = {
    "boards": {
        "threads": lambda row: row.threads is not None,
        "posts": lambda row: row.posts is not None,
        "date": lambda row: row.last_post and row.last_post.at,
        "author": lambda row: row.last_post and row.last_post.author,
    },
    "threads": {
        "replies": lambda row: row.replies is not None,
        "posts": lambda row: row.replies is not None,
        "starter": lambda row: row.starter.name,
        "date": lambda row: row.last_post_at,
        "author": lambda row: row.last_poster,
    },
}
"""What tells that a field shows something right in a row."""


def field_fits(page: ProfilePage, kind: PageKind | None, calendar: Calendar) -> Iterator[FieldFit]:
    """How the fields fit that a page of its kind has; all of them where it is not known which kind it is.

    Moments are right that can be read, and of posts do not lead back in time; ids, that no other post has.
    """
    listed = PageKind.BOARD if page.profile.urls.board else PageKind.INDEX
    # Posts come last: reading them changes the page.
    if kind in (None, PageKind.INDEX) and page.profile.urls.board:
        boards = list(board_rows(page))
        dates = page_dates(page, calendar, boards=boards)
        yield from _rows(page, "boards", PageKind.BOARD, dated_boards(boards, dates))
    if kind in (None, PageKind.BOARD, listed):
        threads = list(thread_rows(page))
        dates = page_dates(page, calendar, threads=threads)
        yield from _rows(page, "threads", PageKind.THREAD, dated_threads(threads, dates))
    if kind in (None, PageKind.THREAD):
        yield from _posts(page, post_blocks(page), calendar)


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


def _rows(
    page: ProfilePage, table: str, leads_to: PageKind, rows: Sequence[BoardRow] | Sequence[ThreadRow]
) -> Iterator[FieldFit]:
    found, selected = getattr(page.profile, table), select(page.soup, getattr(page.profile, table).row)
    tags = [tag for tag, _, _ in page.rows(found.row, found.link, leads_to)]
    yield FieldFit(f"{table}.row", found.row, len(selected), len(rows), len(selected))
    yield FieldFit(f"{table}.link", found.link, _count(selected, found.link), len(rows), len(selected))
    # Nothing was written in empty boards, and rows of moved threads tell little.
    moved = [first(tag, getattr(found, "moved", "")) is not None for tag in tags]
    empty = [isinstance(row, BoardRow) and 0 in (row.threads, row.posts) for row in rows]
    full = [at for at in range(len(rows)) if not moved[at] and not empty[at]]
    for name, is_right in _RIGHT[table].items():
        selector, scopes = getattr(found, name), [tags[at] for at in full]
        if full and (selector or name == "date"):
            right = sum(bool(is_right(rows[at])) for at in full)
            yield FieldFit(f"{table}.{name}", selector, _count(scopes, selector), right, len(full))
    if rows and table == "threads" and not (found.replies or found.posts):
        yield FieldFit("threads.replies", "", 0, 0, len(rows))
    for name in ("thread", "sticky", "moved", "closed"):
        yield from _optional(table, name, getattr(found, name, ""), tags)


def _posts(page: ProfilePage, blocks: Sequence[Tag], calendar: Calendar) -> Iterator[FieldFit]:
    found = page.profile.posts
    # Reading takes out of a block what is no part of its text.
    names = ("title", "edited", "signature", "attachments", "remove")
    optional = [fit for name in names for fit in _optional("posts", name, getattr(found, name), blocks)]
    counts = {name: _count(blocks, getattr(found, name)) for name in ("author", "date", "text")}
    drafts = [draft for block in blocks if (draft := read_post(page, block))]
    posts = dated_posts(drafts, page_dates(page, calendar, posts=drafts))
    written = [post for post in posts if post.message_html]
    right = {
        "author": sum(bool(post.author.name) for post in posts),
        "date": sum(_rising([post.posted_at for post in posts], newest_first=found.newest_first)),
        "text": len(written),
    }
    shown = sum(bool(post.author.name or post.posted_at) for post in written)
    yield FieldFit("posts.block", found.block, len(blocks), shown, len(blocks))
    if not blocks:
        return
    for name, count in counts.items():
        yield FieldFit(f"posts.{name}", getattr(found, name), count, right[name], len(blocks))
    ids = [post.id for post in posts if post.id is not None]
    yield FieldFit("posts.id", found.id, len(ids), len(set(ids)), len(blocks))
    yield from optional


def _optional(table: str, name: str, selector: str, scopes: Sequence[Tag]) -> Iterator[FieldFit]:
    if selector:
        yield FieldFit(f"{table}.{name}", selector, _count(scopes, selector), None, len(scopes))


def _count(scopes: Sequence[Tag], selector: str) -> int:
    return sum(first(scope, selector) is not None for scope in scopes)


def _rising(moments: Sequence[datetime | None], *, newest_first: bool) -> list[bool]:
    sign, before, right = -1 if newest_first else 1, float("-inf"), list[bool]()
    for moment in moments:
        stamp = sign * moment.timestamp() if moment else float("-inf")
        right.append(moment is not None and stamp >= before)
        before = stamp if moment else before
    return right
