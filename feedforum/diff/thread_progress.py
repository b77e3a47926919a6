"""How far a thread is read after one of its pages, and what the page says of the thread as a whole."""

from collections.abc import Sequence
from dataclasses import replace

from feedforum.diff.board_diff import shown_topic
from feedforum.diff.gaps import holds_news
from feedforum.diff.merge_posts import MergedPost
from feedforum.diff.page_placement import PlacedPage
from feedforum.diff.row_signatures import replies_of
from feedforum.diff.thread_order import pages_of
from feedforum.records import Gap, Id, ThreadPage, ThreadState


def thread_after(
    placed: PlacedPage, merged: Sequence[MergedPost], watched: frozenset[Id] | None
) -> ThreadState:
    """The thread after a page; it is not settled yet."""
    thread, page = placed.read.thread, placed.read.page
    first = next((each.state for each in merged if each.state.first), None)
    newest, last_post_at = merged[-1].state if merged else None, thread.last_post_at
    at_tail = (
        newest is not None
        and newest.position >= placed.total
        and (placed.certain or last_post_at is None or newest.posted_at >= last_post_at)
    )
    if at_tail and newest and newest.dated:
        last_post_at = max(last_post_at or newest.posted_at, newest.posted_at)
    return replace(
        thread,
        board_id=_board_after(thread, page, watched),
        topic=shown_topic(page.topic or thread.topic, thread.id),
        prefix=thread.prefix if page.printed else page.prefix or thread.prefix,
        starter=first.author if first and not thread.starter.name else thread.starter,
        total=placed.total,
        pages=thread.pages if page.printed else page.pages,
        last_post_at=last_post_at,
        tail_signature=thread.listed_signature if at_tail else thread.tail_signature,
        never_read=thread.never_read and not at_tail,
        first_key=first.key if first else thread.first_key,
        missing=0,
        missing_at=None,
        suspect=False,
        gone_at=None,
    )


def counted_beyond(placed: PlacedPage, *, ended: bool) -> int | None:
    """How many posts the listing counts, if they would fill more pages than there are to be had.

    Boards that lost posts count them for ever. But pages that were not to be had may also have been
    damaged, and nothing is gone on the strength of that. What a pager itself says is certain.
    """
    page, replies = placed.read.page, replies_of(placed.read.thread.listed_signature)
    if replies is None or page.page < page.pages or not (ended or page.printed):
        return None
    return replies + 1 if pages_of(replies + 1, placed.posts_per_page) > page.pages else None


def with_pages_to_come(after: ThreadState, before: ThreadState, page: ThreadPage) -> ThreadState:
    """A thread whose listing counts more pages than were to be had: the next one is asked for another day."""
    return replace(
        after,
        pages=page.pages + 1,
        tail_signature=None,
        news_since=before.news_since,
        settled_total=before.settled_total,
    )


def _board_after(thread: ThreadState, page: ThreadPage, watched: frozenset[Id] | None) -> Id | None:
    """The board that the page names; none if it is not watched, unless an announcement stands elsewhere.

    An announcement that is missing there stands there no more.
    """
    if not page.path:
        return thread.board_id
    home = page.path[-1].id
    if watched is None or home in watched:
        return home
    return thread.board_id if thread.announcement and not thread.missing else None


def settled(thread: ThreadState, gaps: Sequence[Gap]) -> ThreadState:
    """The thread, read to its end if its tail is read and no gap holds news."""
    if thread.tail_signature != thread.listed_signature or any(holds_news(thread, gap) for gap in gaps):
        return thread
    return replace(
        thread,
        read_signature=thread.listed_signature,
        news_since=thread.last_post_at or thread.news_since,
        settled_total=thread.total,
    )
