"""Pages of a thread, and what a store that reads them knows afterwards."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from feedforum.diff.page_placement import BoardHabits, PageRead
from feedforum.diff.post_matching import fingerprint_of
from feedforum.diff.thread_diff import PageChange, SeenInPoll, read_page
from feedforum.diff.thread_order import PostLocation
from feedforum.records import (
    Author,
    BoardRef,
    Edit,
    PageContext,
    Post,
    PostState,
    PostText,
    ThreadPage,
    ThreadState,
)

NOW = datetime(2026, 3, 4, 12, 30, tzinfo=UTC)

HOUR = timedelta(hours=1)

ANNA = Author("Anna", 1)

THREAD = ThreadState(
    1, 2, "Kette", total=3, listed_signature="new", read_signature="old", tail_signature="old"
)


def shown(*ids: int, hours: int = 10, edit: Edit | None = None) -> tuple[Post, ...]:
    return tuple(Post(i, ANNA, "", NOW - timedelta(hours=hours), f"<p>{i}</p>", edit=edit) for i in ids)


def page(*posts: Post, number: int = 1, pages: int = 1, newest_first: bool | None = None) -> ThreadPage:
    path = (BoardRef(2, "Räder"),)
    return ThreadPage(1, "Kette", "", path, number, pages, posts, newest_first=newest_first)


def read(
    shown_page: ThreadPage,
    known: PageContext | None = None,
    thread: ThreadState = THREAD,
    now: datetime = NOW,
    closes: str | None = None,
    words: str = "",
    seen_before: Mapping[str, PostLocation] = MappingProxyType({}),
    ended: bool = False,
) -> PageChange:
    texts = [
        PostText(post.message_html, "", fingerprint_of(f"{post.id}{words}", [])) for post in shown_page.posts
    ]
    return read_page(
        PageRead(thread, shown_page, texts, now, now, BoardHabits(2, False), closes),
        known or PageContext(),
        SeenInPoll(seen_before, ended),
        frozenset({2}),
    )


def states(change: PageChange) -> dict[str, PostState]:
    return {state.key: state for state, _ in change.posts}
