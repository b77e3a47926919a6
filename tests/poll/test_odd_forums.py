"""Forums that are not quite in order: wrong counters, dead pages, walls of important threads."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from feedforum.records import Answer, PostScope
from tests.poll.world import HOUR, World, world
from tests.sample_forum import Answer as WireAnswer
from tests.sample_forum import PageKind, Request, SampleForum
from tests.sample_forum.misbehaviour import answer_with, anything, cut, script
from tests.sample_forum.skin import Skin
from tests.sample_forum.skins import SMF_20
from tests.sample_forum.wire import Answering
from tests.skins import SKINS, each_engine

MINUTE = timedelta(minutes=1)


def small_forum(**settings: object) -> tuple[SampleForum, int]:
    forum = SampleForum("Werkbank")
    board = forum.add_board("Räder", forum.add_category("Alles"), **settings)
    return forum, board


def long_thread(forum: SampleForum, board: int, posts: int) -> int:
    thread = forum.new_thread(board, "Anna", "Lang", "Beitrag 1")
    for number in range(2, posts + 1):
        forum.advance(MINUTE)
        forum.reply(thread, "Bert", f"Beitrag {number}")
    return thread


def polls_until_done(it: World, most: int = 30) -> int:
    for count in range(1, most + 1):
        if not it.poll().more:
            return count
    raise AssertionError("the polls come to no end")


def newest(it: World, board: int, limit: int = 30) -> None:
    stored = [post.id for post in it.posts(board, limit)]
    assert stored == [post.post_id for post in it.shown([board])[:limit]]


def test_a_post_at_a_page_border_is_found_though_old_ones_went(tmp_path: Path) -> None:
    forum, board = small_forum(posts_per_page=5)
    thread = long_thread(forum, board, 10)
    forum.advance(timedelta(days=30))
    with world(forum, [board], tmp_path) as it:
        it.poll()
        forum.delete_post(2)
        for text in ("Elf", "Zwölf"):
            forum.advance(MINUTE)
            forum.reply(thread, "Cleo", text)
        it.settle()
        newest(it, board)


def test_a_first_page_full_of_important_threads_hides_nothing(tmp_path: Path) -> None:
    forum, board = small_forum(threads_per_page=5)
    for number in range(5):
        forum.new_thread(board, "Chef", f"Wichtig {number}", "Lesen", important=True)
    thread = forum.new_thread(board, "Anna", "Gewöhnlich", "Text")
    with world(forum, [board], tmp_path) as it:
        it.poll()
        newest(it, board)
        forum.advance(HOUR)
        forum.reply(thread, "Bert", "Antwort")
        forum.new_thread(board, "Cleo", "Noch einer", "Text")
        it.poll()
        newest(it, board)


def test_ids_learnt_after_a_print_view_lose_no_post(tmp_path: Path) -> None:
    forum, board = small_forum()
    for number in range(4):
        forum.advance(MINUTE)
        forum.new_thread(board, "Anna", f"Faden {number}", f"Text {number}")
    forum.style = "bare"
    with world(forum, [board], tmp_path) as it:
        it.poll()
        keys = {post.key for post in it.posts(board)}
        forum.style = "plain"
        for number in range(1, 5):
            forum.reply(number, "Bert", f"Antwort {number}")
        it.settle(6)
        assert len(it.posts(board)) == 8
        assert keys < {post.key for post in it.posts(board)}
        assert {post.id for post in it.posts(board)} == set(range(1, 9))


@pytest.mark.parametrize("name", ["board.php", "thread.php"])
def test_a_page_cut_off_once_is_asked_for_at_the_next_poll(name: str, tmp_path: Path) -> None:
    forum, board = small_forum()
    thread = long_thread(forum, board, 3)
    with world(forum, [board], tmp_path) as it:
        it.poll()
        forum.advance(HOUR)
        forum.reply(thread, "Cleo", "Neu")
        it.site.misbehave(cut(900, declared=False), script(name))
        it.poll()
        forum.advance(15 * MINUTE)
        it.poll()
        assert [post.key for post in it.posts(board)] == ["4", "3", "2", "1"]


def test_a_post_first_read_in_print_gets_its_files_later(tmp_path: Path) -> None:
    forum, board = small_forum()
    forum.new_thread(board, "Anna", "Bilder", "Sieh her", attachments=[("a.zip", 99)])
    forum.style = "bare"
    with world(forum, [board], tmp_path) as it:
        it.poll()
        assert it.posts(board)[0].attachments == ()
        forum.style = "plain"
        forum.advance(3 * HOUR)
        it.poll()
        post = it.posts(board)[0]
        assert [file.name for file in post.attachments] == ["a.zip"]
        assert post.edited_at is None


def test_a_known_thread_that_is_watched_by_itself_later_is_read(tmp_path: Path) -> None:
    forum, board = small_forum()
    old = long_thread(forum, board, 46)
    for number in range(40):
        forum.advance(HOUR)
        forum.new_thread(board, "Anna", f"Neuer {number}", "Text")
    with world(forum, [board], tmp_path) as it:
        polls_until_done(it)
        it.settings = replace(it.settings, threads=(old,), backfill=None)
        polls_until_done(it)
        assert len(it.store.read_repository.newest_posts(PostScope("sample", (), (old,)), limit=100)) == 46


def test_a_watched_thread_that_comes_back_after_a_while_is_found(tmp_path: Path) -> None:
    forum, board = small_forum()
    thread = long_thread(forum, board, 3)
    with world(forum, [], tmp_path, threads=(thread,)) as it:
        it.poll()
        forum.delete_thread(thread)
        forum.new_thread(board, "Anna", "Anderes", "Text")
        it.settle(4, 15 * MINUTE)
        assert it.store.read_repository.thread("sample", thread) is None
        forum.restore_thread(thread)
        it.settle(2, timedelta(days=2))
        assert it.store.read_repository.thread("sample", thread) is not None


def phantom(request: Request, usual: object) -> WireAnswer:
    """The board's pages, whose pagers and links count one post more than there is."""
    assert callable(usual)
    answer: WireAnswer = usual(request)
    body = answer.body.replace(b'javascript:who(1)">39<', b'javascript:who(1)">40<')
    body = body.replace(b"Seiten (2):", b"Seiten (3):")
    if request.path.endswith("board.php"):
        body = body.replace(b"page=2", b"page=3")
    return replace(answer, body=body)


def test_a_counter_that_is_wrong_for_ever_costs_nothing_for_ever(tmp_path: Path) -> None:
    forum, board = small_forum()
    long_thread(forum, board, 40)
    with world(forum, [board], tmp_path) as it:
        it.site.gzip = False
        it.site.misbehave(phantom, times=None)
        polls_until_done(it)
        assert len(it.posts(board, 100)) == 40
        forum.advance(15 * MINUTE)
        it.poll()
        assert it.cost() == 1


def test_a_small_budget_gets_everywhere_in_the_end(tmp_path: Path) -> None:
    forum, board = small_forum(threads_per_page=5)
    threads = [forum.new_thread(board, "Anna", f"Faden {number}", "Text") for number in range(20)]
    with world(forum, [board], tmp_path, pages_per_poll=3) as it:
        polls_until_done(it, 60)
        forum.advance(HOUR)
        for thread in threads:
            forum.advance(MINUTE)
            forum.reply(thread, "Bert", "Neu")
        polls_until_done(it, 60)
        newest(it, board, 20)


def test_boards_that_no_index_shows_do_not_eat_the_budget(tmp_path: Path) -> None:
    forum = SampleForum("Werkbank")
    category = forum.add_category("Alles")
    hidden = [forum.add_board(f"Versteckt {number}", category, hidden=True) for number in range(6)]
    for board in hidden:
        forum.new_thread(board, "Anna", "Faden", "Text")
    with world(forum, hidden, tmp_path, pages_per_poll=5) as it:
        for _ in range(12):
            forum.advance(15 * MINUTE)
            it.poll()
        assert {post.thread.board_id for post in it.posts()} == set(hidden)


def test_dead_pages_stop_neither_the_poll_for_ever_nor_the_rest(tmp_path: Path) -> None:
    forum, board = small_forum()
    threads = [forum.new_thread(board, "Anna", f"Faden {number}", "Text") for number in range(10)]
    with world(forum, [board], tmp_path) as it:
        for dead in threads[-3:]:
            it.site.misbehave(
                answer_with(500, "<h1>Oops</h1>"), script("thread.php", threadid=str(dead)), None
            )
        for _ in range(3):
            forum.advance(15 * MINUTE)
            it.poll()
        assert {post.thread.id for post in it.posts(board)} == set(threads[:-3])
        assert it.poll().answer is Answer.OK


def test_one_board_behind_a_wall_does_not_hide_the_others(tmp_path: Path) -> None:
    forum, first = small_forum()
    second = forum.add_board("Lampen", 1)
    for board in (first, second):
        forum.new_thread(board, "Anna", "Faden", "Text")
    with world(forum, [first, second], tmp_path) as it:
        it.site.misbehave(answer_with(403, "<h1>No</h1>"), script("board.php", boardid=str(first)), None)
        assert it.poll().answer is Answer.BLOCKED
        forum.advance(15 * MINUTE)
        assert it.poll().answer is Answer.OK
        assert len(it.posts(second)) == 1


def test_a_page_before_a_gap_that_cannot_be_read_is_left_alone_for_a_while(tmp_path: Path) -> None:
    forum, board = small_forum(posts_per_page=5)
    thread = long_thread(forum, board, 15)
    with world(forum, [board], tmp_path) as it:
        garbage = answer_with(200, "<html><body>What?</body></html>")
        for name in ("thread.php", "print.php"):
            it.site.misbehave(garbage, script(name, threadid=str(thread), page="2"), None)
        it.poll()
        forum.advance(15 * MINUTE)
        assert it.cost() == 1


def test_posts_without_a_date_keep_their_order_and_end_the_backfill(tmp_path: Path) -> None:
    forum, board = small_forum()
    long_thread(forum, board, 200)
    forum.date_format, forum.named_days = "\\?", False
    forum.time_format = "\\?"
    with world(forum, [board], tmp_path, entries=30) as it:
        polls_until_done(it)
        it.site.before_answer = lambda request: forum.advance(timedelta(seconds=3))
        polls_until_done(it)
        newest_ids = [post.id for post in it.posts(board, 30)]
        assert newest_ids == list(range(200, 170, -1))
        assert len(it.posts(board)) < 100


def test_a_forum_that_moves_to_another_address_edits_nothing(tmp_path: Path) -> None:
    forum, board = small_forum()
    forum.new_thread(board, "Anna", "Verweis", "[url=thread.php?threadid=1]hier[/url]")
    with world(forum, [board], tmp_path) as it:
        it.poll()
        before = [(post.key, post.edited_at) for post in it.posts()]
        it.settings = replace(it.settings, url=it.site.url.replace("127.0.0.1", "localhost"))
        forum.advance(3 * HOUR)
        it.poll()
        assert [(post.key, post.edited_at) for post in it.posts()] == before
        stored = it.store.poll_repository("sample").forum()
        assert stored is not None
        assert stored.host == "127.0.0.1", "ids are made of it"


@each_engine
def test_threads_whose_topics_show_nothing_are_read_and_named_by_their_ids(skin: Skin) -> None:
    forum = SampleForum("Workbench", skin=skin)
    board = forum.add_board("Wheels", forum.add_category("All"))
    for topic in (" ", "\xa0\xa0", "\u2800", "Spokes"):
        forum.advance(HOUR)
        forum.reply(forum.new_thread(board, "Anna", topic, "Beginning"), "Bert", "Answer")
    forum.advance(HOUR)
    with world(forum, [board], entries=20) as it:
        while (report := it.poll()).more:
            pass
        assert report.answer is Answer.OK, report.detail
        named = {post.thread.topic for post in it.posts()}
        assert len(it.posts()) == 2 * len(forum.threads)
        expected = {
            f"Thread {thread.shown_id}" for thread in forum.threads.values() if thread.topic != "Spokes"
        }
        assert named == {"Spokes", *expected}


@pytest.mark.parametrize("of_boards", [False, True])
@pytest.mark.parametrize("skin", [skin for skin in SKINS if skin.engine == "smf"], ids=lambda skin: skin.name)
def test_a_board_of_threads_without_ids_in_their_addresses_is_not_taken_for_empty(
    skin: Skin, of_boards: bool
) -> None:
    """The mod Pretty URLs of SMF makes words of addresses, those of boards, too."""
    forum = SampleForum("Workbench", skin=skin)
    board = forum.add_board("Wheels", forum.add_category("All"))
    forum.new_thread(board, "Anna", "Spokes", "Beginning")
    shapes = rb"index\.php\?(?:topic|board)=[^\"]*" if of_boards else rb"index\.php\?topic=[^\"]*"

    def pretty(request: Request, usual: Answering) -> WireAnswer:
        answer = usual(request)
        return replace(answer, body=re.sub(shapes, b"wheels/spokes/", answer.body))

    with world(forum, [board]) as it:
        it.site.misbehave(pretty, anything, None)
        for report in (it.poll(), it.poll()):
            assert {report.answer, report.boards[0].answer} == {Answer.NOT_UNDERSTOOD}
            assert "rewritten addresses" in report.detail == report.boards[0].detail


def test_a_thread_without_a_post_is_not_asked_for_in_every_poll(tmp_path: Path) -> None:
    forum = SampleForum()
    board = forum.add_board("Räder", forum.add_category("Alles"))
    thread = forum.new_thread(board, "Anna", "Leer", "Text")
    forum.new_thread(board, "Anna", "Voll", "Text")

    def without_posts(request: Request, usual: Answering) -> WireAnswer:
        kept, forum.threads[thread].posts = forum.threads[thread].posts, []
        try:
            return usual(request)
        finally:
            forum.threads[thread].posts = kept

    with world(forum, [board], tmp_path) as it:
        rule = it.site.misbehave(without_posts, it.site.pages(PageKind.THREAD, thread), None)
        for _ in range(17):
            it.poll()
            forum.advance(15 * MINUTE)
        asked = [request for request in it.site.requests if f"threadid={thread}" in request.target]
        assert len(asked) == 3, "once, and every two hours"
        forum.reply(thread, "Bert", "Doch etwas")
        it.site.rules.remove(rule)
        it.poll()
        assert {post.thread.id for post in it.posts()} == {thread, thread + 1}


def test_a_portal_in_the_place_of_the_index_costs_one_request_once() -> None:
    forum = SampleForum("Werkbank", skin=SMF_20)
    board = forum.add_board("Räder", forum.add_category("Alles"))
    forum.new_thread(board, "Anna", "Felgen", "Text")
    with world(forum, [board], engine="smf") as it:
        link = f'<a href="{it.site.url}index.php?action=forum">Forum</a>'
        portal = f"<html><head><script>var smf_theme_url = 'x';</script></head><body>{link}</body></html>"

        def is_portal(request: Request) -> bool:
            return request.script == "index.php" and not request.target.partition("?")[2]

        it.site.misbehave(answer_with(200, portal), is_portal, times=None)
        assert it.cost() == 4
        assert it.numbers() == [1]
        assert it.cost() == 1
