"""Second phase of reading dates: rows and posts get their moments once all dates of their page are known.

In the first phase an engine reads each row into a *draft*: the record, and the text of a date beside it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, tzinfo

from feedforum.dates import Calendar, PageDates
from feedforum.engines.kit.page import Page
from feedforum.records import Attachment, Author, BoardRow, Edit, Id, Post, ThreadRow

BoardDraft = tuple[BoardRow, str]
"""A board's row with the date text of its `last_post`."""

ThreadDraft = tuple[ThreadRow, str]
"""A thread's row with the date text of its last post."""

PostDraft = tuple[Post, str]
"""A post, its own date in `date_text`, with the date text of its edit note."""


def post_draft(
    post_id: Id | None,
    author: Author,
    message_html: str,
    date_text: str,
    *,
    title: str = "",
    signature_html: str = "",
    edit: tuple[Edit | None, str] = (None, ""),
    attachments: Iterable[Attachment] = (),
) -> PostDraft:
    """A post as it is read before its dates are known; `edit` is what `messages.first_edit_note` gives."""
    files = tuple(attachments)
    note, edited_text = edit
    post = Post(post_id, author, title, None, message_html, signature_html, note, files, date_text=date_text)
    return post, edited_text


def page_dates(
    page: Page,
    calendar: Calendar,
    boards: Sequence[BoardDraft] = (),
    threads: Sequence[ThreadDraft] = (),
    posts: Sequence[PostDraft] = (),
) -> PageDates:
    """The dates of a page, read alike."""
    texts = [text for _, text in (*boards, *threads, *posts)]
    texts += [post.date_text for post, _ in posts]
    return PageDates(filter(None, texts), calendar, page.document.made_at)


def dated_boards(drafts: Sequence[BoardDraft], dates: PageDates) -> tuple[BoardRow, ...]:
    """The rows with their last posts dated, without those of which a row says nothing at all."""
    return tuple(_dated_board(row, text, dates) for row, text in drafts)


def _dated_board(row: BoardRow, text: str, dates: PageDates) -> BoardRow:
    last, moment = row.last_post, dates.moment(text)
    if last is None:
        return row
    if moment:
        last = replace(last, at=moment.at, uncertainty=moment.uncertainty)
    is_empty = (last.at, last.author, last.thread_id) == (None, None, None)
    return replace(row, last_post=None if is_empty else last)


def dated_threads(drafts: Sequence[ThreadDraft], dates: PageDates) -> tuple[ThreadRow, ...]:
    """The rows with their last posts dated."""
    moments = ((row, dates.moment(text)) for row, text in drafts)
    return tuple(
        replace(row, last_post_at=moment.at, last_post_uncertainty=moment.uncertainty) if moment else row
        for row, moment in moments
    )


def dated_posts(drafts: Sequence[PostDraft], dates: PageDates) -> tuple[Post, ...]:
    """The posts with their times. An edit whose time is uncertain has none.

    A date without a year is of the latest year that does not put its post after the one written next.
    """
    ids = [post.id for post, _ in drafts if isinstance(post.id, int)]
    newest_first = bool(ids) and ids[0] > ids[-1]
    dated: list[Post] = []
    not_after: datetime | None = None
    for post, edited in drafts if newest_first else reversed(drafts):
        moment, edited_at = dates.moment(post.date_text, not_after), dates.moment(edited)
        if moment:
            not_after = moment.at
            post = replace(post, posted_at=moment.at, uncertainty=moment.uncertainty)  # noqa: PLW2901
        if post.edit and edited_at and not edited_at.uncertainty:
            post = replace(post, edit=replace(post.edit, at=edited_at.at))  # noqa: PLW2901
        dated.append(post)
    return tuple(dated if newest_first else reversed(dated))


def with_second_hour(posts: Sequence[Post], zone: tzinfo) -> tuple[Post, ...]:
    """The posts, the oldest first, with the hour that comes twice in autumn told apart by their order.

    A moment is read as that of its first hour. A post that seems no younger than the one before it was
    written in the second. To be used where times have seconds, and posts stand in the order they were
    written in.
    """
    settled: list[Post] = []
    for post in posts:
        before = settled[-1].posted_at if settled else None
        if before and post.posted_at and not post.uncertainty and post.posted_at <= before:
            later = post.posted_at.astimezone(zone).replace(fold=1).astimezone(UTC)
            post = replace(post, posted_at=later)  # noqa: PLW2901
        settled.append(post)
    return tuple(settled)
