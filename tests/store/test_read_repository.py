"""What feeds ask of the store, over posts that were polled."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from feedforum.records import Id, PostScope, SortKey, StoredPost
from feedforum.store import tables
from feedforum.store.database import writing
from tests.poll.world import HOUR, KEY, World, world
from tests.sample_forum import SampleForum


@pytest.fixture
def forum() -> SampleForum:
    """Two boards, a thread each; several posts of the same minute."""
    forum = SampleForum("Werkbank")
    category = forum.add_category("Alles")
    for title in ("Räder", "Lampen"):
        board = forum.add_board(title, category)
        thread = forum.new_thread(board, "Anna", f"Thema {title}", "Text")
        for number in range(4):
            forum.advance(timedelta(seconds=25))
            forum.reply(thread, "Bert", f"Antwort {number}")
    forum.advance(HOUR)
    return forum


def ids(posts: list[StoredPost]) -> list[Id | None]:
    return [post.id for post in posts]


def place(it: World, key: str) -> SortKey:
    found = it.store.read_repository.sort_key(KEY, key)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("lengths", "most_text", "wanted"),
    [
        ([5, 5, 5], 15, [5, 5, 5]),
        ([5, 5, 5], 9, [5, 5]),
        ([5, 5, 5], 5, [5, 5]),
        ([5, 9, 5, 5, 5], 8, [5, -8, 5]),
        ([9, 9, 9], 8, [-8, -8, -8]),
        ([0, 0, 1, 1], 0, [0, 0, 0, 0]),
    ],
)
def test_texts_are_loaded_up_to_a_size(
    forum: SampleForum, tmp_path: Path, lengths: list[int], most_text: int, wanted: list[int]
) -> None:
    """A length below 0 is that of what is there of a text that is too long by itself."""
    with world(forum, [2, 3], tmp_path) as it:
        it.poll()
        newest = it.posts()[: len(lengths)]
        with writing(it.store._engine) as connection:
            for post, length in zip(newest, lengths, strict=True):
                of_post = tables.post.c.key == post.key
                connection.execute(update(tables.post).where(of_post).values(content="ä" * length))
        found = it.store.read_repository.newest_posts(PostScope(KEY), limit=len(lengths), most_text=most_text)
    assert [post.key for post in found] == [post.key for post in newest[: len(found)]]
    assert [len(post.content) * (-1 if post.too_long else 1) for post in found] == wanted


def test_posts_after_a_place(forum: SampleForum, tmp_path: Path) -> None:
    with world(forum, [2, 3], tmp_path) as it:
        it.poll()
        read_repository = it.store.read_repository
        everything = read_repository.newest_posts(PostScope(KEY), limit=100)
        assert len({post.posted_at for post in everything}) < len(everything), "some of the same minute"
        for index, post in enumerate(everything):
            at = place(it, post.key)
            assert at == post.sort_key
            assert (
                read_repository.newest_posts(PostScope(KEY), before=at, limit=3)
                == everything[index + 1 : index + 4]
            )
        at = place(it, "7")
        assert ids(read_repository.newest_posts(PostScope(KEY, (2,)), before=at, limit=2)) == [5, 4]
        assert ids(read_repository.newest_posts(PostScope(KEY, (), (2,)), before=at, limit=9)) == [6]
        assert ids(read_repository.newest_posts(PostScope(KEY), before=at, only_first=True, limit=9)) == [
            6,
            1,
        ]
        assert ids(
            read_repository.newest_posts(PostScope(KEY), before=place(it, "6"), only_first=True, limit=9)
        ) == [1]


def test_a_thread_tells_when_it_was_written_in_last(forum: SampleForum, tmp_path: Path) -> None:
    with world(forum, [2], tmp_path) as it:
        it.poll()
        threads = it.store.read_repository.threads(KEY, 2, 9)
        newest = {thread.id: forum.threads[int(thread.id)].posts[-1].posted_at for thread in threads}
        last_posts = {thread.id: thread.last_post_at for thread in threads}
        assert last_posts == {id_: at.replace(second=0, microsecond=0) for id_, at in newest.items()}
        for post in it.store.read_repository.newest_posts(PostScope(KEY), limit=99):
            assert post.thread in threads


def test_the_newest_post_of_each_board_and_how_many_there_were(forum: SampleForum, tmp_path: Path) -> None:
    with world(forum, [2, 3], tmp_path) as it:
        it.poll()
        read_repository, now = it.store.read_repository, it.clock.now()
        newest = read_repository.newest_by_board(KEY, [2, 3, 4])
        assert {board_id: post.id for board_id, post in newest.items()} == {2: 5, 3: 10}
        assert list(read_repository.newest_by_board(KEY, [2, 3], without=(1,))) == [3]
        hours = [now - 24 * HOUR, now - HOUR, now + HOUR]
        counts = read_repository.activity(PostScope(KEY), hours)
        assert counts.keys() == {2, 3}
        assert {sum(each) for each in counts.values()} == {5}
        assert read_repository.activity(PostScope(KEY, (3,), without=(2,)), hours) == {}
        forum.delete_thread(2)
        it.settle()
        assert list(read_repository.newest_by_board(KEY, [2, 3])) == [2]
        assert list(read_repository.activity(PostScope(KEY), hours)) == [2]


def test_the_place_of_a_post_that_was_never_seen(forum: SampleForum, tmp_path: Path) -> None:
    with world(forum, [2], tmp_path) as it:
        it.poll()
        assert it.store.read_repository.sort_key(KEY, "999") is None
        assert it.store.read_repository.sort_key("other", "1") is None


def test_posts_that_are_gone_the_last_first(forum: SampleForum, tmp_path: Path) -> None:
    with world(forum, [2, 3], tmp_path) as it:
        it.poll()
        read_repository = it.store.read_repository
        assert read_repository.gone_posts(PostScope(KEY), limit=9) == []
        forum.delete_post(3)
        it.settle(6)
        forum.delete_thread(2)
        it.settle(6)
        gone = read_repository.gone_posts(PostScope(KEY), limit=9)
        assert [post.key for post in gone] == ["10", "9", "8", "7", "6", "3"]
        assert gone[0].gone_at > gone[-1].gone_at
        assert [post.key for post in read_repository.gone_posts(PostScope(KEY, (2,)), limit=9)] == ["3"]
        assert [post.key for post in read_repository.gone_posts(PostScope(KEY, (), (2,)), limit=2)] == [
            "10",
            "9",
        ]
        assert read_repository.gone_posts(PostScope(KEY, ()), limit=9) == []
        assert read_repository.gone_posts(PostScope("other"), limit=9) == []
        assert place(it, "3").number == 3
        forum.restore_post(3)
        forum.reply(1, "Cleo", "Wieder da")
        it.settle(3)
        assert "3" not in [post.key for post in read_repository.gone_posts(PostScope(KEY), limit=9)]


def test_the_order_of_a_thread_is_that_of_its_posts(forum: SampleForum, tmp_path: Path) -> None:
    with world(forum, [2, 3], tmp_path) as it:
        it.poll()
        read_repository = it.store.read_repository
        posts = read_repository.newest_posts(PostScope(KEY, (), (1,)), limit=9)[::-1]
        assert read_repository.thread_length(KEY, 1) == len(posts) == 5
        for index, post in enumerate(posts):
            assert read_repository.sort_key_at(KEY, 1, index) == post.sort_key
            assert read_repository.thread_length(KEY, 1, up_to=post.key) == index + 1
        assert read_repository.sort_key_at(KEY, 1, 5) is None
        assert read_repository.thread_length(KEY, 1, up_to="6") == 0, "a post of another thread"
        assert read_repository.thread_length("other", 1) == 0
        forum.delete_post(3)
        it.settle()
        assert read_repository.thread_length(KEY, 1) == 4
        assert read_repository.thread_length(KEY, 1, up_to="3") == 0
