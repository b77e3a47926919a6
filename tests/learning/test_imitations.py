"""Forum software that no engine knows, in imitations: every post and row is read as it was written."""

import re
from datetime import datetime
from functools import cache

import pytest

from feedforum.engines.profile import ProfileEngine
from feedforum.learning.learner import Learned, learn
from feedforum.records import Doubt, Post, ThreadRow
from tests.learning.homegrown import BASE, Homegrown, Style, TruePost, forum_in
from tests.learning.imitations import EDITED, IMITATIONS, SIGNATURE, WITHOUT_IDS, is_closed
from tests.learning.test_learner import CALENDAR, posts_read

MARKED = {
    "vBulletin 3": "sticky closed",
    "Invision 2": "sticky moved",
    "Snitz": "sticky",
    "XMB": "closed",
    "Discuz": "sticky closed",
}
"""What tells such threads in their rows; a word that stands beside others does not."""

FURNITURE = (SIGNATURE, "Posted -", "Posted:", "posted", "Registered", "发表")

WITH_NOTES = frozenset({"vBulletin 3", "Invision 2", "Snitz", "XMB"})
"""Whose notes of edits have a tag of their own, or end the text in brackets."""


@cache
def learned(style: Style) -> tuple[Homegrown, Learned]:
    forum = forum_in(style, ("2", "5"), threads=5)
    front = forum.get(BASE)
    assert front is not None
    return forum, learn(front, forum.get, CALENDAR)


def to_the_minute(moment: datetime | None) -> datetime | None:
    return moment.replace(second=0) if moment else None


def is_as_written(found: Post, true: TruePost, style: Style) -> bool:
    """Whether a post is read as it was written, without what the software puts around it."""
    shown = re.sub(r"<[^>]*>", " ", found.message_html)
    return (
        found.author.name == true.author
        and to_the_minute(found.posted_at) == to_the_minute(true.at)
        and (found.id == true.id or style.name in WITHOUT_IDS)
        and true.text in found.message_html
        and not any(
            word in shown for word in (SIGNATURE, "Posted -", "Posted:", "posted", "Registered", "发表")
        )
        and (style.name not in WITH_NOTES or bool(found.edit) is (true.id % EDITED == 0))
    )


@pytest.mark.parametrize("style", IMITATIONS, ids=lambda style: style.name)
def test_every_post_is_read_as_it_was_written(style: Style) -> None:
    forum, found = learned(style)
    engine = ProfileEngine(found.profile)
    for thread in forum.threads:
        thread_id = f"{thread.id:06}" if style.name == "UBB" else str(thread.id)
        posts = posts_read(forum, engine, thread_id, thread.board)
        assert len(posts) == len(thread.posts)
        odd = [p for p, true in zip(posts, thread.posts, strict=True) if not is_as_written(p, true, style)]
        assert odd == []
    assert (Doubt.IDS in found.doubts) is (style.name in WITHOUT_IDS)


@pytest.mark.parametrize("style", IMITATIONS, ids=lambda style: style.name)
def test_every_row_tells_its_thread(style: Style) -> None:
    forum, found = learned(style)
    engine, rows = ProfileEngine(found.profile), list[ThreadRow]()
    front = forum.get(BASE)
    assert front is not None
    index = engine.read_index(front, CALENDAR).page
    assert index is not None
    for board in index.boards:
        document = forum.get(engine.board_url(BASE, board.id))
        assert document is not None
        listing = engine.read_board(document, CALENDAR).page
        assert listing is not None
        rows += listing.threads
    said = {(int(row.id), row.replies, to_the_minute(row.last_post_at), row.starter.name) for row in rows}
    true = {
        (thread.id, len(thread.posts) - 1, to_the_minute(thread.posts[-1].at), thread.posts[0].author)
        for thread in forum.threads
    }
    assert said >= true
    assert [board.id for board in index.boards] == [2, 5]
    oldest = {forum.of_board(board)[-1].id for board in forum.boards}
    assert {int(row.id) for row in rows if row.important} == oldest
    assert {row.id for row in rows if row.moved} == ({7} if style.name == "Invision 2" else set())
    marks = found.profile.threads
    marked = MARKED.get(style.name, "").split()
    for mark in marked:
        assert getattr(marks, mark), mark
    closed = {thread.id for thread in forum.threads if is_closed(thread)} if "closed" in marked else set()
    assert {int(row.id) for row in rows if row.closed} == closed


def test_attachments_are_found_by_what_leads_to_them() -> None:
    for style in IMITATIONS[:2]:
        forum, found = learned(style)
        thread = next(t for t in forum.threads if any(post.id % 7 == 0 for post in t.posts[:10]))
        posts = posts_read(forum, ProfileEngine(found.profile), thread.id, thread.board)
        files = {post.id: [file.name for file in post.attachments] for post in posts}
        assert files == {p.id: [f"plan{p.id}.zip"] if p.id % 7 == 0 else [] for p in thread.posts}
