"""What a board's page lists: which threads, in which order, on which page; counts and last posts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from tests.sample_forum.forum import SampleForum
from tests.sample_forum.model import Board, Post, Thread, Trace

FOR_EVER = 1000
SINCE_LAST_VISIT = 1500


@dataclass(frozen=True, slots=True)
class Row:
    """A thread as its board lists it; `trace` marks the row of a moved one."""

    thread: Thread
    posts: tuple[Post, ...]
    trace: Trace | None = None

    @property
    def id(self) -> int:
        """What sorts rows that are equal otherwise."""
        return self.trace.id if self.trace else self.thread.id

    @property
    def last_post(self) -> Post:
        return self.trace.last_post if self.trace else self.posts[-1]

    @property
    def starter(self) -> Post:
        return self.posts[0]

    @property
    def important(self) -> bool:
        return self.thread.important and self.trace is None

    @property
    def replies(self) -> int:
        return len(self.posts) - 1


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a board. `rows` are the threads below the announcements, `total` is their number."""

    number: int
    pages: int
    announcements: list[Row]
    rows: list[Row]
    total: int
    size: int

    @property
    def on_top(self) -> list[Row]:
        """The important threads among the rows."""
        return [row for row in self.rows if row.important]

    @property
    def below_top(self) -> list[Row]:
        """The rows that are not on top."""
        return [row for row in self.rows if not row.important]

    @property
    def first_shown(self) -> int:
        """What the line below the list says, sense or not: past the last page it is beyond `total`."""
        return (self.number - 1) * self.size + 1

    @property
    def last_shown(self) -> int:
        """The number of the last row."""
        return min(self.number * self.size, self.total)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a board's row tells: counts and last post."""

    posts: int
    threads: int
    last: Post | None


def row_of(thread: Thread) -> Row:
    """A thread's row, for a thread that has visible posts."""
    return Row(thread, tuple(thread.shown_posts()))


def board_page(
    forum: SampleForum,
    board: Board,
    number: int,
    sortfield: str = "",
    sortorder: str = "",
    daysprune: int = 0,
) -> Page:
    """A page of a board; what is not given is as the board has it by default."""
    visible = [thread for thread in forum.threads.values() if thread.visible]
    announcements = [row_of(thread) for thread in visible if board.id in _announced_on(thread)]
    rows = [row_of(t) for t in visible if t.board_id == board.id and not t.announcement]
    rows += [
        Row(target, tuple(target.shown_posts()), trace)
        for trace in forum.traces.values()
        if trace.board_id == board.id and (target := forum.threads[trace.thread_id]).visible
    ]
    days = daysprune or board.daysprune
    if days not in (FOR_EVER, SINCE_LAST_VISIT):
        oldest = forum.now - timedelta(days=days)
        rows = [row for row in rows if row.last_post.posted_at >= oldest or row.important]
    field = sortfield if sortfield in _SORT else board.sortfield
    backwards = (sortorder or board.sortorder).upper() != "ASC"
    rows.sort(key=lambda row: (_SORT[field](row), row.id), reverse=backwards)
    rows.sort(key=lambda row: not row.important)
    announcements.sort(key=lambda row: (row.last_post.posted_at, row.id), reverse=True)
    start = (number - 1) * board.threads_per_page
    return Page(
        number,
        max(1, ceil(len(rows) / board.threads_per_page)),
        announcements,
        rows[start : start + board.threads_per_page],
        len(rows),
        board.threads_per_page,
    )


def summary(forum: SampleForum, board: Board) -> Summary:
    """Counts and last post of a board, and of the listed boards below it where its row tells of them."""
    ids = {board.id}
    if forum.skin.counts_sub_boards:
        ids |= {below.id for below in all_below(forum, board)}
    markers = 0
    if forum.skin.counts_markers:
        markers = sum(trace.board_id in ids for trace in forum.traces.values())
    threads = [thread for thread in forum.threads.values() if thread.board_id in ids and thread.visible]
    posts = [post for thread in threads for post in thread.shown_posts()]
    last = max(posts, key=lambda post: (post.posted_at, post.id), default=None)
    return Summary(len(posts) + markers, len(threads) + markers, last)


def below(forum: SampleForum, board: Board | None) -> list[Board]:
    """The listed boards right below a board, or at the top."""
    parent = board.id if board else None
    return [child for child in forum.boards.values() if child.parent == parent and not child.hidden]


def all_below(forum: SampleForum, board: Board) -> list[Board]:
    """The listed boards on all levels below a board."""
    children = below(forum, board)
    return children + [deeper for child in children for deeper in all_below(forum, child)]


def path_to(forum: SampleForum, board: Board) -> list[Board]:
    """From the topmost board to this one, itself included."""
    above = path_to(forum, forum.boards[board.parent]) if board.parent is not None else []
    return [*above, board]


def thread_page(forum: SampleForum, thread: Thread, number: int) -> tuple[list[Post], int]:
    """The posts of a page of a thread in the order shown, and the number of its pages."""
    board = forum.boards[thread.board_id]
    posts = thread.shown_posts()
    if board.newest_first:
        posts.reverse()
    size = board.posts_per_page
    return posts[(number - 1) * size : number * size], ceil(len(posts) / size)


def page_with(forum: SampleForum, post: Post) -> int:
    """The page that a link to a post opens: the first, whatever the post, where new posts stand on top."""
    thread = forum.threads[post.thread_id]
    board = forum.boards[thread.board_id]
    if board.newest_first:
        return 1
    return thread.shown_posts().index(post) // board.posts_per_page + 1


def _announced_on(thread: Thread) -> tuple[int, ...]:
    return (*thread.announcement_on, thread.board_id) if thread.announcement else ()


def _last_posted(row: Row) -> datetime:
    return row.last_post.posted_at


_SORT: dict[str, Callable[[Row], Any]] = {
    "prefix": lambda row: row.thread.prefix,
    "topic": lambda row: row.thread.topic,
    "starttime": lambda row: row.starter.posted_at,
    "replycount": lambda row: row.replies,
    "starter": lambda row: row.starter.author,
    "views": lambda row: row.thread.views,
    "vote": lambda row: 0,
    "lastposttime": _last_posted,
    "lastposter": lambda row: row.last_post.author,
}
