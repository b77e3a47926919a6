"""The boards of an index as a tree, in the order shown, each with its depth. Pure functions."""

from datetime import datetime

from feedforum.records import Access, BoardPage, BoardRow, FoundBoard, Id, IndexPage, Traits


def boards_of(page: IndexPage, traits: Traits) -> tuple[FoundBoard, ...]:
    """Each board once: those with a row, and below them those that a row only names."""
    depths: dict[Id, int] = {}
    found: dict[Id, FoundBoard] = {}
    rows = {row.id for row in page.boards}
    for row in page.boards:
        if row.external:
            continue
        depth = depths.get(row.parent_id, -1) + 1 if row.parent_id is not None else 0
        depths[row.id] = depth
        found[row.id] = _found(row, depth, traits)
        for below in row.subboards:
            if below.id not in rows:
                found[below.id] = FoundBoard(below.id, below.title, depth + 1, parent_id=row.id)
    return tuple(found.values())


def last_post_at(page: BoardPage) -> datetime | None:
    """The time of a board's last post according to its own page; None if that does not show it."""
    return max(
        (row.last_post_at for row in page.threads if row.last_post_at and not row.announcement), default=None
    )


def _access(row: BoardRow, traits: Traits) -> Access:
    """Whether the index alone proves that we may read the board: by a link to its last thread.

    Counts are shown for closed boards too, and a last thread may be in a board below.
    """
    if row.locked:
        return Access.PASSWORD
    linked = row.last_post is not None and row.last_post.thread_id is not None and not row.subboards
    return Access.OPEN if linked and not traits.lists_refused_boards else Access.UNKNOWN


def _found(row: BoardRow, depth: int, traits: Traits) -> FoundBoard:
    return FoundBoard(
        id=row.id,
        title=row.title,
        depth=depth,
        description=row.description,
        category=row.category,
        threads=row.threads,
        posts=row.posts,
        last_post_at=row.last_post.at if row.last_post else None,
        access=_access(row, traits),
        parent_id=row.parent_id,
    )
