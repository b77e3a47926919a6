"""What is found, over posts that were polled from the sample forum."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from feedforum.feeds.search_query import read_query
from feedforum.records import Id, PostScope, SearchQuery, SortKey, StoreFilter
from feedforum.store import Store, search
from feedforum.store.database import writing
from tests.poll.world import HOUR, KEY, World
from tests.sample_forum import SampleForum
from tests.store.databases import DATABASES, world_over

TEXTS = [
    "Der Käse liegt auf dem Tisch.",
    "Ein grosser Kaese, und noch einer.",
    "Große Straße in [b]Mün[/b]chen",
    "DVB-S2 um 20:15 auf Astra 19",
    'Er sagte: "Guten Tag" OR nichts',
    "Noch ein Tag, guten Mutes 😀",
]


def sample_forum() -> tuple[SampleForum, dict[str, int]]:
    """Two boards; the texts as replies in the first, a thread by itself in the second. Ids by name."""
    forum = SampleForum("Werkbank")
    category = forum.add_category("Alles")
    board, other = forum.add_board("Räder", category), forum.add_board("Lampen", category)
    thread = forum.new_thread(board, "Anna", "Von allerlei Dingen", "Anfang der Sache")
    ids = {"board": board, "other": other, "thread": thread}
    for number, written in enumerate(TEXTS):
        forum.advance(timedelta(minutes=5))
        ids[f"text {number}"] = forum.reply(thread, "Bert", written)
    forum.advance(timedelta(minutes=5))
    ids["lamp thread"] = forum.new_thread(other, "Cleo", "Käse im Titel", "Licht")
    forum.advance(HOUR)
    return forum, ids


@pytest.fixture(scope="module", params=DATABASES)
def polled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[World, dict[str, int]]]:
    forum, ids = sample_forum()
    with world_over(request.param, forum, tmp_path_factory.mktemp("store")) as it:
        assert it.poll().answer == "ok"
        yield it, ids


def query_of(typed: str) -> SearchQuery:
    query = read_query(typed)
    assert query is not None
    return query


def found(store: Store, typed: str, **where: object) -> list[str]:
    """The beginnings of the posts found in the whole forum, the newest first."""
    posts = store.read_repository.newest_posts(PostScope(KEY), wanted=StoreFilter(query_of(typed)), limit=99)
    return [post.key for post in posts]


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("Käse", [1, 0]),
        ("kaese", [1, 0]),
        ("KASE", [1, 0]),
        ("Grosse", [2]),
        ("große", [2]),
        ("strasse", [2]),
        ("München", [2]),
        ("muenchen", [2]),
        ("gross*", [2, 1]),
        ("Käse -Tisch", [1]),
        ("Käse Tisch", [0]),
        ("guten tag", [5, 4]),
        ('"guten tag"', [4]),
        ('"tag guten"', [5]),
        ('-"guten tag" tag', [5]),
        ("dvb-s2", [3]),
        ("dvb", [3]),
        ("20:15", [3]),
        ("19", [3]),
        ("or", [4]),
        ("AND", []),
        ("nirgends", []),
        ("käse OR tisch", []),
        ('"ein gro"*', [1]),
    ],
)
def test_what_is_found(polled: tuple[World, dict[str, int]], typed: str, numbers: list[int]) -> None:
    it, ids = polled
    board = it.store.read_repository.newest_posts(
        PostScope(KEY, (ids["board"],)), wanted=StoreFilter(query_of(typed)), limit=99
    )
    assert [post.id for post in board] == [ids[f"text {number}"] for number in numbers]


def test_a_topic_is_found_with_its_first_post(polled: tuple[World, dict[str, int]]) -> None:
    it, ids = polled
    posts = it.store.read_repository.newest_posts(
        PostScope(KEY), wanted=StoreFilter(query_of("titel käse")), limit=9
    )
    assert [post.thread.id for post in posts] == [ids["lamp thread"]]
    (first,) = it.store.read_repository.newest_posts(
        PostScope(KEY), wanted=StoreFilter(query_of("allerlei")), only_first=True, limit=9
    )
    assert first.thread.id == ids["thread"]
    assert (
        len(
            it.store.read_repository.newest_posts(
                PostScope(KEY), wanted=StoreFilter(query_of("allerlei")), limit=9
            )
        )
        == 1
    )


def test_where_is_looked(polled: tuple[World, dict[str, int]]) -> None:
    it, ids = polled
    read_repository = it.store.read_repository

    def keys(*scopes: PostScope, before: SortKey | None = None) -> list[Id]:
        return [
            post.thread.id
            for post in read_repository.newest_posts(
                *scopes, wanted=StoreFilter(query_of("käse")), before=before, limit=9
            )
        ]

    thread, lamp = ids["thread"], ids["lamp thread"]
    assert keys(PostScope(KEY)) == [lamp, thread, thread]
    assert keys(PostScope(KEY, (ids["board"],))) == [thread, thread]
    assert keys(PostScope(KEY, (ids["other"],), (thread,))) == [lamp, thread, thread]
    assert keys(PostScope(KEY, (), (lamp,)), PostScope("other")) == [lamp]
    assert keys(PostScope("other")) == []
    assert keys() == []
    newest = read_repository.newest_posts(PostScope(KEY), wanted=StoreFilter(query_of("käse")), limit=1)[0]
    assert keys(PostScope(KEY), before=newest.sort_key) == [thread, thread]


@pytest.mark.parametrize(("name", "count"), [("bert", 6), ("anna", 1), ("cleo", 1), ("be", 0)])
def test_what_someone_wrote(polled: tuple[World, dict[str, int]], name: str, count: int) -> None:
    it, _ = polled
    assert (
        len(
            it.store.read_repository.newest_posts(
                PostScope(KEY), wanted=StoreFilter(authors=(name, "niemand")), limit=99
            )
        )
        == count
    )


def test_words_and_authors_together(polled: tuple[World, dict[str, int]]) -> None:
    it, _ = polled
    both = StoreFilter(query_of("käse"), ("cleo",))
    assert [
        post.author.name
        for post in it.store.read_repository.newest_posts(PostScope(KEY), wanted=both, limit=99)
    ] == ["Cleo"]


@given(st.text(max_size=200) | st.text('"*-() :^{}+KäseANDORNT', max_size=60))
def test_any_query_is_answered(polled: tuple[World, dict[str, int]], typed: str) -> None:
    it, _ = polled
    query = read_query(typed)
    assume(query is not None)
    posts = it.store.read_repository.newest_posts(PostScope(KEY), wanted=StoreFilter(query), limit=99)
    assert len(posts) <= 8


@pytest.mark.parametrize("database", DATABASES)
def test_edits_deletions_and_renames(database: str, tmp_path: Path) -> None:
    forum, ids = sample_forum()
    with world_over(database, forum, tmp_path) as it:
        it.poll()
        assert len(found(it.store, "tisch")) == 1
        forum.edit(ids["text 0"], "Der Stuhl.")
        forum.delete_post(ids["text 1"])
        forum.delete_thread(ids["lamp thread"])
        it.settle()
        assert found(it.store, "tisch") == []
        assert found(it.store, "stuhl") == [str(ids["text 0"])]
        assert found(it.store, "kaese") == []
        forum.rename(ids["thread"], "Von ganz anderen Dingen")
        forum.reply(ids["thread"], "Anna", "Neu")
        forum.advance(HOUR)
        it.poll()
        assert len(found(it.store, "anderen dingen")) == 1


@pytest.mark.parametrize("database", DATABASES)
def test_a_long_post_is_kept_and_its_beginning_found(database: str, tmp_path: Path) -> None:
    forum = SampleForum("Werkbank")
    board = forum.add_board("Räder", forum.add_category("Alles"))
    forum.new_thread(
        board, "Anna", "Lang", "Anfang " + " ".join(f"w{number}" for number in range(30_000)) + " Ende"
    )
    forum.advance(HOUR)
    with world_over(database, forum, tmp_path) as it:
        assert it.poll().answer == "ok"
        assert len(found(it.store, "anfang w100")) == 1
        assert found(it.store, "ende") == []


def test_the_index_is_true_to_the_words(tmp_path: Path) -> None:
    forum, ids = sample_forum()
    with world_over("sqlite", forum, tmp_path) as it:
        it.poll()
        forum.edit(ids["text 0"], "Der Stuhl.")
        it.settle(polls=2)
        assert found(it.store, "stuhl")
        with writing(it.store.read_repository._engine) as connection:
            connection.exec_driver_sql(
                "INSERT INTO search_index(search_index, rank) VALUES ('integrity-check', 1)"
            )


_TYPED = ["käse", "tag", "guten", "gross*", '"guten tag"', "dvb-s2", "licht", "-tisch", "anfang"]


@given(
    few=st.integers(0, 2),
    read=st.sampled_from([(1, 2), (1, 5, 7), (3, 50)]),
    typed=st.lists(st.sampled_from(_TYPED), min_size=1, max_size=3).map(" ".join),
    boards=st.sampled_from([None, ("board",), ("other",), ("board", "other")]),
    others=st.sampled_from([(), (PostScope("other"),)]),
    limit=st.integers(1, 4),
)
def test_common_words_are_found_as_rare_ones_are(
    polled: tuple[World, dict[str, int]],
    few: int,
    read: tuple[int, ...],
    typed: str,
    boards: tuple[str, ...] | None,
    others: tuple[PostScope, ...],
    limit: int,
) -> None:
    it, ids = polled
    query = read_query(typed) or query_of("käse")
    scopes = [PostScope(KEY, None if boards is None else tuple(ids[name] for name in boards)), *others]

    def keys() -> list[str]:
        return [
            post.key
            for post in it.store.read_repository.newest_posts(*scopes, wanted=StoreFilter(query), limit=limit)
        ]

    rare = keys()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(search, "FEW", few)
        patched.setattr(search, "READ", read)
        assert keys() == rare


@pytest.mark.parametrize("database", DATABASES)
def test_a_word_that_is_common_elsewhere_is_found_where_it_is_rare(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "FEW", 1)
    monkeypatch.setattr(search, "READ", (1, 2))
    forum = SampleForum("Werkbank")
    category = forum.add_category("Alles")
    lamps, wheels = forum.add_board("Lampen", category), forum.add_board("Räder", category)
    lamp = forum.new_thread(lamps, "Anna", "Licht", "Draht")
    forum.advance(HOUR)
    forum.reply(lamp, "Anna", "Glas")
    forum.reply(lamp, "Anna", "Fassung")
    wheel = forum.new_thread(wheels, "Anna", "Rad", "Draht")
    for _ in range(8):
        forum.advance(HOUR)
        forum.reply(wheel, "Bert", "Noch mehr Draht")
    forum.advance(HOUR)
    with world_over(database, forum, tmp_path) as it:
        it.poll()
        board = PostScope(KEY, (lamps,))
        (post,) = it.store.read_repository.newest_posts(board, wanted=StoreFilter(query_of("draht")), limit=5)
        assert post.thread.id == lamp
