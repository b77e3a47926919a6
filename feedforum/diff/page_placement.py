"""Where the posts of a page stand in their thread, and what the page spans of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from feedforum.diff.post_matching import keys_of
from feedforum.diff.thread_order import PostOrder, is_newest_first, positions, posts_per_page, total_of
from feedforum.records import NewestEntries, PageBounds, Post, PostState, PostText, ThreadPage, ThreadState


@dataclass(frozen=True, slots=True)
class BoardHabits:
    """How a board shows its threads, as far as it is known, and what its software orders posts by."""

    posts_per_page: int | None = None
    newest_first: bool | None = None
    order: PostOrder = field(default_factory=PostOrder)


@dataclass(frozen=True, slots=True)
class PageRead:
    """A page of `thread` that was read at `now` in the poll that began at `poll_at`.

    `texts` are its posts' contents, `habits` those of the thread's board before it was read. `closes` is the
    key of the post whose gap the page was asked for; `newest` says what feeds show first, None if that is not
    known.
    """

    thread: ThreadState
    page: ThreadPage
    texts: Sequence[PostText]
    now: datetime
    poll_at: datetime
    habits: BoardHabits
    closes: str | None = None
    newest: NewestEntries | None = None


@dataclass(frozen=True, slots=True)
class PlacedPost:
    """A post as a page shows it, with its text, its position in the thread, and what was known of it.

    `arrived` says that it was known in another thread.
    """

    position: int
    post: Post
    text: PostText
    before: PostState | None = None
    arrived: bool = False


@dataclass(frozen=True, slots=True)
class PlacedPage:
    """The posts of a page that was `read`, the oldest first, each at its position among the thread's `total`.

    `newest_first` is the order that the page was read in, and `certain` whether that is known.
    """

    read: PageRead
    posts: Sequence[PlacedPost]
    total: int
    posts_per_page: int
    newest_first: bool
    certain: bool


def place_posts(read: PageRead) -> PlacedPage:
    """The posts of a page at their positions, which its number, its size and the order of posts tell.

    Where only a few posts tell the order, the thread's last post has to stand on the first or last page
    accordingly; and if the last page is older than that, the newest posts come first.
    """
    thread, page, habits = read.thread, read.page, read.habits
    votes = habits.order.votes(page.posts)
    order = is_newest_first(votes, habits.newest_first, whole_thread=page.pages == 1)
    shows_last = _shows_last_post(page, thread)
    if order is None and votes and shows_last is ((votes < 0) is (page.page == 1)):
        order = votes < 0
    newest_first = order or (order is None and shows_last is False and page.page > 1)
    per_page = posts_per_page(page, thread.total, habits.posts_per_page)
    total = total_of(page, thread.total, per_page)
    placed = map(PlacedPost, positions(page, total, per_page, newest_first), page.posts, read.texts)
    in_order = sorted(placed, key=lambda each: each.position)
    return PlacedPage(read, in_order, total, per_page, newest_first, order is not None or page.pages == 1)


def _shows_last_post(page: ThreadPage, thread: ThreadState) -> bool | None:
    """Whether a first or last page shows the last post that the listing tells of; None for other pages."""
    moments = [post.posted_at for post in page.posts if post.posted_at]
    if thread.last_post_at is None or not moments or 1 < page.page < page.pages:
        return None
    return max(moments) >= thread.last_post_at


def bounds_of(read: PageRead) -> PageBounds:
    """What a page spans, for asking what is known around it."""
    page, order = read.page, read.habits.newest_first
    spans = [each.position for each in place_posts(read).posts]
    numbers = [post.id for post in page.posts if isinstance(post.id, int)]
    moments = [post.posted_at for post in page.posts if post.posted_at]
    if any(post.id is None for post in page.posts):
        numbers, moments = [], []
    keys = [key for post in page.posts if post.id is not None for key in keys_of(post.id)]
    first_page, last_page = page.page == 1, page.page == page.pages
    return PageBounds(
        keys=(*keys, *((read.closes,) if read.closes else ())),
        positions=(min(spans) - 1, max(spans) + 1),
        numbers=(min(numbers), max(numbers)) if numbers else None,
        moments=(min(moments), max(moments)) if moments else None,
        to_first=(first_page and not order) or (last_page and order is not False),
        to_last=(first_page and order is not False) or (last_page and not order),
        undated=any(post.posted_at is None for post in page.posts),
    )
