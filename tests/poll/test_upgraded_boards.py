"""A Burning Board that is upgraded to its next family goes on where it was: no entry is new again."""

from datetime import UTC, datetime, timedelta

import pytest

from feedforum.records import Answer, Id
from tests.poll.world import World, world
from tests.sample_forum import SampleForum, Skin
from tests.sample_forum.misbehaviour import answer_with
from tests.sample_forum.skins import LITE1, SUITE, WBB1, WBB2, WBB3
from tests.sample_forum.software import software_of

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
UPGRADES = [(WBB1, WBB2), (WBB2, WBB3), (WBB3, SUITE), (WBB2, SUITE)]
upgrades = pytest.mark.parametrize(
    ("before", "after"), UPGRADES, ids=[f"{before.name}-{after.name}" for before, after in UPGRADES]
)


def board_of(skin: Skin) -> SampleForum:
    forum = SampleForum("Werkbank", NOON, skin=skin)
    category = forum.add_category("Alles")
    for title in ("Räder", "Lampen"):
        board = forum.add_board(title, category, posts_per_page=20, threads_per_page=20)
        for topic in ("Kette", "Licht"):
            thread = forum.new_thread(board, "Anna", topic, "Was [b]tun[/b]? :)")
            forum.reply(thread, "Bert", "[quote]Was tun?[/quote]Nichts. http://x.example/")
            forum.reply(thread, "Anna", "[code]if (a)\n  b;[/code]\nFertig.")
            forum.advance(HOUR)
    return forum


def upgrade(it: World, skin: Skin, style: str = "plain") -> None:
    """All that people wrote stays, with its ids; what shows it is another software from now on."""
    it.forum.skin, it.forum.style, it.forum.version = skin, style, skin.version
    it.forum.charset = skin.charset
    it.site.software = software_of(it.forum)


def entries(it: World) -> dict[str, tuple[Id, str, datetime | None]]:
    return {post.key: (post.thread.id, post.thread.topic, post.edited_at) for post in it.posts()}


@pytest.mark.parametrize(
    ("before", "after", "style"),
    [
        # Posts of version 1 have no ids: under those that they get, they are known again by what they say.
        (WBB1, WBB2, "plain"),
        (LITE1, WBB3, "plain"),
        (WBB2, WBB3, "plain"),
        (WBB3, SUITE, "plain"),
        (WBB3, SUITE, "six"),
        (WBB2, SUITE, "four"),
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_an_upgraded_board_keeps_its_entries(before: Skin, after: Skin, style: str) -> None:
    with world(board_of(before), None, engine="auto") as it:
        while it.poll().more:
            pass
        known = entries(it)
        assert len(known) == 12
        upgrade(it, after, style)
        it.forum.advance(HOUR)
        report = it.poll()
        assert (report.answer, report.new_posts) == (Answer.OK, 0)
        assert after.name in report.detail or "no longer" in report.detail
        while it.poll().more:
            pass
        it.settle(4)
        assert entries(it) == known
        late = it.forum.reply(1, "Cleo", "Neu!")
        it.forum.advance(HOUR)
        assert it.poll().new_posts == 1
        assert it.posts()[0].id == late
        known_as = it.store.read_repository.forum("sample")
        assert known_as is not None
        assert known_as.engine == after.engine
        # Links for people have the shape that the forum's own addresses have.
        assert known_as.url.endswith("/index.php/") == (style == "four" and after is SUITE)


def test_an_index_that_is_gone_is_looked_for_where_the_new_software_has_it() -> None:
    with world(board_of(WBB3), None, engine="auto") as it:
        while it.poll().more:
            pass
        known = entries(it)
        upgrade(it, SUITE)
        it.forum.advance(HOUR)
        gone = answer_with(404, "<h1>Not Found</h1>")
        it.site.misbehave(gone, lambda request: "page=Index" in request.target, times=None)
        assert it.poll().answer is Answer.OK
        assert entries(it) == known


@upgrades
def test_what_an_owner_named_is_not_changed_but_explained(before: Skin, after: Skin) -> None:
    with world(board_of(before), None, engine=before.engine) as it:
        while it.poll().more:
            pass
        known = entries(it)
        upgrade(it, after)
        it.forum.advance(HOUR)
        report = it.poll()
        assert report.answer is Answer.OTHER_SOFTWARE
        assert f'engine = "{after.engine}"' in report.detail
        assert entries(it) == known
