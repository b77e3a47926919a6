"""Whether a page is what was asked for: another forum, board, thread or page may stand at its address."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from feedforum.diff.row_signatures import board_signature, same
from feedforum.diff.thread_order import exact_moment, page_of, pages_of
from feedforum.records import BoardPage, BoardState, Id, IndexPage, PageContext, Post, ThreadPage, ThreadState


def is_another_forum(
    title: str, boards: Iterable[BoardState], titles: Mapping[Id, str], page: IndexPage
) -> bool:
    """Whether an index is of another forum than the one known as `title`, with `boards` of these `titles`.

    A forum may be renamed, and so may each of its boards; but where its title is another, no board has
    the title that it had, and none the last post that it had, it is not the same any more. Boards that
    no index ever showed tell nothing.
    """
    known = [board for board in boards if board.index_signature is not None]
    if not known or page.title == title:
        return False
    shown = {row.id: row for row in page.boards}
    named = {below.id: below.title for row in page.boards for below in row.subboards}
    named |= {row.id: row.title for row in page.boards}
    return not any(
        named.get(board.id) == titles.get(board.id, "")
        or (board.id in shown and same(board.index_signature, board_signature(shown[board.id])))
        for board in known
    )


def another_id(asked: Id, shown: Id | None) -> bool:
    """Whether a page says that it is of another board or thread than the one that was asked for."""
    return shown is not None and shown != asked


def hides_its_threads(listed: int, counted: int | None, subboards: int) -> bool:
    """Whether a board that lists no thread has some by the index's count, so that it proves nothing gone.

    The count may be that of `subboards` without a row of their own.
    """
    return listed == 0 and bool(counted) and subboards == 0


def without_copies(page: ThreadPage) -> ThreadPage:
    """The page without posts that it shows once more further down, as if two answers had run together.

    Without ids, posts of one author and moment are copies if another moment stands between them: what
    somebody sent twice stands together.
    """
    last_shown: dict[tuple[Id | str, datetime | None], int] = {}
    posts: list[Post] = []
    for index, post in enumerate(page.posts):
        shown_as = (post.author.name, post.posted_at) if post.id is None else (post.id, None)
        earlier = last_shown.get(shown_as)
        between = page.posts[earlier:index] if earlier is not None and post.posted_at else ()
        apart = any(each.posted_at != post.posted_at for each in between)
        if earlier is None or (post.id is None and not apart):
            last_shown[shown_as] = index
            posts.append(post)
    return page if len(posts) == len(page.posts) else replace(page, posts=tuple(posts))


Page = TypeVar("Page", BoardPage, ThreadPage)


def number_of(page: Page, requested: int, earlier: Mapping[int, Page]) -> int:
    """Which page came where page `requested` was asked for, after those `earlier` in the poll, by number.

    Past the end some software shows its first page or its last page again. A page is what its own pager
    says it is; and where it shows just what a page before it showed, it is that one.
    """
    alike = (number for number, other in earlier.items() if _rows(other) == _rows(page))
    return min(page.page, requested, *alike)


def first_false_page(
    page: ThreadPage, earlier: Mapping[int, ThreadPage], *, newest_first: bool | None
) -> int | None:
    """The least number of a page read before that cannot be what it was taken for, as `page` proves.

    On a later page all posts are newer, or with the newest first older. One that shows something else, or the
    same once more, came in place of a page that is not there, whatever number it has. `newest_first` is None
    where posts are not in the order of their moments.
    """
    later = {number: other for number, other in earlier.items() if number > page.page}
    return min((n for n, other in later.items() if _contradicts(page, other, newest_first)), default=None)


def _contradicts(page: ThreadPage, later: ThreadPage, newest_first: bool | None) -> bool:
    if _rows(page) == _rows(later):
        return True
    here, there = _moments(page), _moments(later)
    if newest_first is None or not here or not there:
        return False
    return max(here) < min(there) if newest_first else max(there) < min(here)


def page_by_posts(
    page: ThreadPage, thread: ThreadState, known: PageContext, size: int, *, newest_first: bool
) -> int:
    """The number of a page beyond a thread's expected end, which may be an earlier page shown once more.

    It is if all its posts are known to stand on that page.
    """
    if not thread.total or page.page <= pages_of(thread.total, size):
        return page.page
    by_id = {post.id: post.position for post in known.posts if post.id is not None}
    found = [by_id.get(post.id) for post in page.posts if post.id is not None]
    if len(found) < len(page.posts) or None in found or not found[0]:
        return page.page
    return min(page.page, page_of(found[0], thread.total, size, newest_first))


def _rows(page: BoardPage | ThreadPage) -> tuple[object, ...]:
    """What a page shows, for telling whether another page shows the same."""
    if isinstance(page, BoardPage):
        return tuple(row.id for row in page.threads)
    return tuple((post.id, post.author.name, exact_moment(post), post.message_html) for post in page.posts)


def _moments(page: ThreadPage) -> list[datetime]:
    return [post.posted_at for post in page.posts if post.posted_at]
