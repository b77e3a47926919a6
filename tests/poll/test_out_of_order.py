"""Posts that do not come one after the other at the end: imported, merged, written while we read."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import count, product
from pathlib import Path

import pytest

from feedforum.records import Answer, PostScope
from tests.poll.world import HOUR, World, world
from tests.sample_forum import Answer as WireAnswer
from tests.sample_forum import Request, SampleForum
from tests.thorough import THOROUGH

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


def forum_of(**settings: object) -> tuple[SampleForum, int]:
    forum = SampleForum("Werkbank")
    return forum, forum.add_board("Räder", forum.add_category("Alles"), **settings)


def long_thread(forum: SampleForum, board: int, posts: int) -> int:
    thread = forum.new_thread(board, "Anna", "Lang", "Beitrag 1")
    for number in range(2, posts + 1):
        forum.advance(MINUTE)
        forum.reply(thread, "Bert", f"Beitrag {number}")
    return thread


def all_read(it: World, boards: list[int] | None = None) -> None:
    """Every post that the forum shows is known, once."""
    stored = sorted(post.id for post in it.posts() if post.id is not None)
    assert stored == sorted(post.post_id for post in it.shown(boards))


def poll_to_the_end(it: World) -> None:
    while it.poll().more:
        pass


@pytest.mark.parametrize("newest_first", [False, True])
def test_an_imported_post_with_a_low_id_says_nothing_of_the_boards_order(
    newest_first: bool, tmp_path: Path
) -> None:
    forum, board = forum_of(newest_first=newest_first)
    low = long_thread(forum, board, 1)
    long_thread(forum, board, 215)
    forum.advance(8 * DAY)
    # Its first post is the newer one by id.
    odd = forum.new_thread(board, "Cleo", "Importiert", "Erster")
    forum.posts[1].thread_id = odd
    forum.posts[1].posted_at = forum.now
    forum.threads[odd].posts.append(forum.threads[low].posts.pop())
    forum.posts[max(forum.posts)].posted_at = forum.now - 7 * DAY
    with world(forum, [board], tmp_path, backfill=None, entries=1000) as it:
        it.settings = replace(
            it.settings, boards=tuple(replace(b, backfill=None) for b in it.settings.boards or ())
        )
        poll_to_the_end(it)
        all_read(it)


@pytest.mark.parametrize(
    ("known", "listed", "page_size_known"),
    [
        (known, listed, size)
        for known, listed in ((19, 2), (19, 1), (20, 1), (38, 2), (39, 1), (18, 3))
        for size in (False, True)
        if THOROUGH or not size or known in (19, 39)
    ],
)
def test_a_reply_between_a_listing_and_its_threads_page_loses_nothing(
    known: int, listed: int, page_size_known: bool, tmp_path: Path
) -> None:
    forum, board = forum_of()
    if page_size_known:
        long_thread(forum, board, 45)
    thread = long_thread(forum, board, known)

    def reply_meanwhile(request: Request) -> None:
        if request.script == "thread.php":
            it.site.before_answer = None
            forum.reply(thread, "Cleo", "Währenddessen")

    with world(forum, [board], tmp_path, reread=False, entries=200) as it:
        poll_to_the_end(it)
        forum.advance(HOUR)
        for number in range(listed):
            forum.reply(thread, "Dora", f"Gelistet {number}")
        it.site.before_answer = reply_meanwhile
        it.poll()
        forum.advance(HOUR)
        it.poll()
        thread_posts = it.store.read_repository.newest_posts(PostScope("sample", (), (thread,)), limit=100)
        assert len(thread_posts) == known + listed + 1


@pytest.mark.parametrize(
    ("size", "newest_first"),
    [*product((7, 19, 21, 30, 40, 50) if THOROUGH else (7, 21, 50), (False,)), (19, True), (50, True)],
)
def test_threads_are_read_whatever_the_size_of_a_page(size: int, newest_first: bool, tmp_path: Path) -> None:
    """Where nothing shows the size yet, and where it is more than anybody would guess."""
    forum, board = forum_of(posts_per_page=size, newest_first=newest_first)
    with world(forum, [board], tmp_path, entries=1000, reread=False) as it:
        # Nothing but news is asked for: no first post of a thread, which would tell the size by the way.
        boards = tuple(replace(each, backfill=0) for each in it.settings.boards or ())
        it.settings = replace(it.settings, boards=boards, backfill=0)
        it.poll()
        forum.advance(HOUR)
        thread = long_thread(forum, board, 2 * size + size // 2)
        it.site.requests.clear()
        it.poll()
        all_read(it)
        assert it.site.requests.count <= 2 + 3 + 1
        forum.advance(15 * MINUTE)
        assert it.cost() == 1
        forum.reply(thread, "Cleo", "Neu")
        assert it.cost() == 3


def pager(pages: int, shows: Callable[[int], int], says: Callable[[int], int]) -> object:
    """A thread whose pager counts `pages`; page N shows page `shows(N)` and says that it is `says(N)`."""

    def behave(request: Request, usual: Callable[[Request], WireAnswer]) -> WireAnswer:
        if request.script == "board.php":
            body = usual(request).body.replace(b'who(1)">23<', b'who(1)">45<')
            link = rb'(<a href="[^"]*threadid=1&[^"]*page=)2">2</a>'
            return replace(usual(request), body=re.sub(link, rb'\g<0> \g<1>3">3</a>', body))
        if request.script != "thread.php" or request.params.get("threadid") != "1":
            return usual(request)
        number = int(request.params.get("page", 1))
        target = re.sub(r"&page=\d+", "", request.target) + f"&page={shows(number)}"
        body = usual(replace(request, target=target)).body.replace(b"Seiten (2): ", b"Seiten (%d): " % pages)
        if says(number) != shows(number):
            body = body.replace(b"[%d]" % shows(number), b"[%d]" % says(number))
        return replace(usual(request), body=body)

    return behave


@pytest.mark.parametrize(
    ("shows", "says"),
    [
        (lambda n: n if n < 3 else 1, lambda n: n if n < 3 else 1),
        (lambda n: n if n < 3 else 2, lambda n: n if n < 3 else 2),
        (lambda n: n if n < 3 else 1, lambda n: n),
        (lambda n: n if n < 3 else 2, lambda n: n),
    ],
    ids=["first page", "last page", "first page under another number", "last page under another number"],
)
def test_a_page_past_the_end_that_shows_another_page_hides_nothing_and_costs_nothing_for_ever(
    shows: Callable[[int], int], says: Callable[[int], int], tmp_path: Path
) -> None:
    forum, board = forum_of()
    thread = long_thread(forum, board, 24)
    long_thread(forum, board, 25)
    forum.advance(30 * DAY)
    with world(forum, [board], tmp_path, entries=100) as it:
        it.site.gzip = False
        it.site.misbehave(pager(3, shows, says), times=None)  # type: ignore[arg-type]
        poll_to_the_end(it)
        forum.advance(HOUR)
        it.poll()
        all_read(it)
        forum.reply(thread, "Cleo", "Neu")
        forum.advance(HOUR)
        it.poll()
        all_read(it)
        forum.advance(15 * MINUTE)
        it.poll()
        forum.advance(15 * MINUTE)
        assert it.cost() == 1


@pytest.mark.parametrize(
    ("imported", "newest_first"),
    [*product((1, 5, 30), (False, True))] if THOROUGH else [(1, False), (30, False), (5, True)],
)
def test_posts_that_appear_in_the_middle_of_a_thread_are_read(
    imported: int, newest_first: bool, tmp_path: Path
) -> None:
    forum, board = forum_of(newest_first=newest_first)
    start = forum.now
    thread = long_thread(forum, board, 70)
    forum.advance(3 * DAY)
    with world(forum, [board], tmp_path, entries=1000, backfill=None) as it:
        it.settings = replace(
            it.settings, boards=tuple(replace(b, backfill=None) for b in it.settings.boards or ())
        )
        poll_to_the_end(it)
        for number in range(imported):
            forum.reply(
                thread, "Zoe", f"Importiert {number}", at=start + 25 * MINUTE + number * timedelta(seconds=9)
            )
        forum.advance(HOUR)
        poll_to_the_end(it)
        all_read(it)


def test_a_thread_that_is_merged_into_another_leaves_no_post_behind(tmp_path: Path) -> None:
    forum, board = forum_of(posts_per_page=5)
    one = forum.new_thread(board, "Anna", "Eins", "Text")
    two = forum.new_thread(board, "Anna", "Zwei", "Text")
    for number in range(30):
        forum.advance(MINUTE)
        forum.reply((one, two)[number % 2], "Bert", f"Beitrag {number}")
    with world(forum, [board], tmp_path, entries=100) as it:
        poll_to_the_end(it)
        keys = {post.key for post in it.posts()}
        forum.advance(HOUR)
        forum.merge(two, one)
        forum.reply(one, "Cleo", "Zusammengelegt")
        report = it.poll()
        assert report.new_posts == 1, "the others were known, in another thread"
        it.settle(4)
        all_read(it)
        assert keys < {post.key for post in it.posts()}
        assert {post.thread.id for post in it.posts()} == {one}


@pytest.mark.parametrize("apart", [5 * HOUR + 2 * MINUTE, 4 * HOUR - 14 * MINUTE])
@pytest.mark.parametrize(("same_thread", "author"), [(False, "Cleo"), (True, "Cleo"), (True, "Bert")])
def test_an_old_id_that_another_post_is_given_makes_a_new_entry(
    same_thread: bool, author: str, apart: timedelta, tmp_path: Path
) -> None:
    """As after a forum's backup was restored: its database counts from there again."""
    forum, board = forum_of()
    thread = long_thread(forum, board, 5)
    other = forum.new_thread(board, "Anna", "Anderes", "Text")
    with world(forum, [board], tmp_path) as it:
        for number in range(3):
            forum.advance(7 * MINUTE)
            forum.reply(thread, "Bert", f"Geht verloren {number}")
        it.poll()
        before = {post.key: post.content for post in it.posts()}
        lost = forum.threads[thread].posts[-3:]
        for post in lost:
            forum.threads[thread].posts.remove(post)
            del forum.posts[post.id]
        forum._post_ids = count(lost[0].id)
        # The second makes whole hours between the posts, as if the zone were another one.
        forum.advance(apart)
        for number in range(3):
            forum.advance(MINUTE)
            forum.reply(thread if same_thread else other, author, f"Neu {number}")
        assert it.poll().new_posts == 3
        posts = {post.key: post for post in it.posts()}
        new = [post for post in posts.values() if "Neu" in post.content]
        assert len(new) == 3
        assert not {post.key for post in new} & set(before)
        assert all(post.edited_at is None for post in posts.values())
        it.settle(4)
        all_read(it)


@pytest.mark.parametrize("topic", [" ", "\u00a0\u00a0", "\u200b"])
def test_a_thread_whose_topic_shows_nothing_is_read_like_any_other(topic: str, tmp_path: Path) -> None:
    forum, board = forum_of()
    thread = forum.new_thread(board, "Anna", topic, "Text")
    with world(forum, [board], tmp_path) as it:
        it.poll()
        forum.advance(HOUR)
        forum.reply(thread, "Bert", "Antwort")
        it.poll()
        assert [post.thread.topic for post in it.posts()] == [f"Thread {thread}"] * 2


def test_a_thread_that_robots_txt_forbids_keeps_no_other_from_being_read(tmp_path: Path) -> None:
    forum, board = forum_of()
    threads = [forum.new_thread(board, "Anna", f"Faden {number}", "Text") for number in range(5)]
    with world(forum, [board], tmp_path, robots_txt=True) as it:
        it.site.robots_txt = f"User-agent: *\nDisallow: /thread.php?threadid={threads[-1]}\n"
        assert it.poll().answer is Answer.OK
        assert {post.thread.id for post in it.posts()} == set(threads[:-1])
        it.site.requests.clear()
