"""Pages of modified skins that lack dates or counts are read as far as they go; what is missing is named."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from feedforum.dates import Calendar
from feedforum.engines import ENGINES, explain_unknown
from feedforum.engines.missing_parts import missing_parts
from feedforum.fetch.charset import decode
from feedforum.records import Answer, BoardPage, BoardRow, Document, IndexPage, LastPost, ThreadPage
from tests.fuzz.forums import page, small_forum
from tests.poll.world import HOUR, world
from tests.sample_forum import PageKind, SampleForum, Skin
from tests.sample_forum.skins import SUITE, WBB1, WBB2, WBB3
from tests.sample_forum.software import software_of
from tests.sample_forum.wire import Answer as Sent
from tests.sample_forum.wire import Answering, Request

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
CALENDAR = Calendar(ZoneInfo("Europe/Berlin"))

FAMILIES = pytest.mark.parametrize("skin", [WBB1, WBB2, WBB3, SUITE], ids=lambda skin: skin.name)
Change = Callable[[str], str]

_MOMENTS = re.compile(
    r"<(time|woltlab-core-date-time)\b.*?</\1>|(?:<b>)?(?:Heute|Gestern)(?:</b>)?,?"
    r"|\d{1,2}\. [A-ZÄ]\w+ \d{4},?|\b\d\d\.\d\d\.\d{4},?|\b\d\d:\d\d\b",
    re.DOTALL,
)
_COUNTS = re.compile(
    r"(<td[^>]*>(?:<font[^>]*>|<span[^>]*>)?|<dd[^>]*>)\s*\d[\d.]*\s*((?:</font>|</span>)?</t?d[dt]?>)"
)


def without_dates(text: str) -> str:
    return _MOMENTS.sub("", text)


def without_counts(text: str) -> str:
    return _COUNTS.sub(r"\1\2", text)


def page_document(forum: SampleForum, kind: PageKind, id_: int) -> Document:
    original = page(forum, software_of(forum).path(kind, id_))
    return Document(original.url, decode(original.body, original.content_type), NOW)


@cache
def pages(skin: Skin, change: Change) -> tuple[IndexPage, BoardPage, ThreadPage]:
    forum, engine = small_forum(skin), ENGINES[skin.engine]
    found = []
    for kind, id_ in ((PageKind.INDEX, 0), (PageKind.BOARD, 2), (PageKind.THREAD, 1)):
        document = page_document(forum, kind, id_)
        reading = getattr(engine, f"read_{kind.value}")(
            replace(document, text=change(document.text)), CALENDAR
        )
        assert reading.answer is Answer.OK, reading.detail
        found.append(reading.page)
    index, board, thread = found
    return index, board, thread


def unchanged(text: str) -> str:
    return text


@FAMILIES
def test_without_dates_all_else_is_read(skin: Skin) -> None:
    whole, bare = pages(skin, unchanged), pages(skin, without_dates)
    assert bare[0].boards == tuple(
        replace(row, last_post=replace(row.last_post, at=None) if row.last_post else None)
        for row in whole[0].boards
    )
    assert bare[1].threads == tuple(replace(row, last_post_at=None) for row in whole[1].threads)
    assert [(post.id, post.author, post.message_html) for post in bare[2].posts] == [
        (post.id, post.author, post.message_html) for post in whole[2].posts
    ]
    assert {(post.posted_at, post.edit and post.edit.at) for post in bare[2].posts} == {(None, None)}
    assert [missing_parts(page) for page in whole] == [(), (), ()]
    assert [missing_parts(page) for page in bare] == [
        ("dates of last posts of all 1 boards",),
        ("dates of last posts of all 2 threads",),
        (f"dates of all {len(bare[2].posts)} posts",),
    ]


@FAMILIES
def test_without_counts_all_else_is_read(skin: Skin) -> None:
    whole, bare = pages(skin, unchanged), pages(skin, without_counts)
    assert bare[0].boards == tuple(replace(row, posts=None, threads=None) for row in whole[0].boards)
    assert missing_parts(bare[0]) == ("counts of posts of all 1 boards",)
    replies = [row.replies for row in whole[1].threads] if skin is WBB2 else [None, None]
    assert bare[1].threads == tuple(
        replace(row, replies=count) for row, count in zip(whole[1].threads, replies, strict=True)
    )
    assert bare[2].posts == whole[2].posts


@FAMILIES
def test_posts_without_dates_are_the_same_at_each_poll(skin: Skin, tmp_path: Path) -> None:
    forum = small_forum(skin)
    with world(forum, None, tmp_path) as it:

        def bare(request: Request, usual: Answering) -> Sent:
            sent = usual(request)
            return replace(sent, body=without_dates(sent.body.decode(forum.charset)).encode(forum.charset))

        it.site.misbehave(bare, times=None)
        it.poll()
        posts = [(post.key, post.edited_at) for post in it.posts()]
        forum.advance(7 * HOUR)
        report = it.poll()
        assert (report.new_posts, report.edits, report.deletions) == (0, 0, 0)
        assert [(post.key, post.edited_at) for post in it.posts()] == posts
        assert len(posts) == len(forum.visible_posts())


def test_what_tells_nothing_new_lacks_nothing() -> None:
    empty = BoardRow(1, "Leer", posts=0, threads=0)
    locked = BoardRow(2, "Zu", locked=True)
    bare = BoardRow(3, "Räder", posts=3, threads=1, last_post=LastPost(NOW, None))
    assert missing_parts(IndexPage("F", (empty, locked))) == ()
    assert missing_parts(IndexPage("F", (empty, bare))) == ("authors of last posts of all 1 boards",)


@pytest.mark.parametrize(("skin", "named"), [(SUITE, "wbb3"), (WBB3, "wbb4")], ids=["suite", "wbb3"])
def test_what_the_other_family_refuses_is_a_page_of_other_software(skin: Skin, named: str) -> None:
    document = page_document(small_forum(skin), PageKind.BOARD, 99)
    engine = ENGINES[named]
    for read in (engine.read_index, engine.read_board, engine.read_thread):
        assert read(document, CALENDAR).answer is Answer.NOT_UNDERSTOOD
    explained = explain_unknown(engine, document)
    assert explained is not None
    assert f'engine = "{skin.engine}"' in explained[1]
    assert ENGINES[skin.engine].read_board(document, CALENDAR).answer is Answer.NOT_FOUND


@pytest.mark.parametrize("named", ["wbb1", "wbb2", "wbb3", "wbb4"])
@FAMILIES
def test_a_poll_of_another_family_says_what_to_write(skin: Skin, named: str, tmp_path: Path) -> None:
    if named == skin.engine:
        return
    with world(small_forum(skin), None, tmp_path, engine=named) as it:
        report = it.poll()
        assert report.answer is Answer.OTHER_SOFTWARE
        assert f'engine = "{skin.engine}"' in report.detail
