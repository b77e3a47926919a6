"""Whether a page is of what was asked for: another forum, board or thread may stand at its address."""

from collections.abc import Iterable, Mapping

from feedforum.diff.row_signatures import board_signature, same
from feedforum.records import BoardState, Id, IndexPage


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
    """Whether a page tells that it is another board's or thread's than the one that was asked for."""
    return shown is not None and shown != asked


def hides_its_threads(listed: int, counted: int | None, subboards: int) -> bool:
    """Whether a board that lists no thread has some by the index's count, so that it proves nothing gone.

    The count may be that of `subboards` without a row of their own.
    """
    return listed == 0 and bool(counted) and subboards == 0
