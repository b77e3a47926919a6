"""Whatever happens between polls, feeds hold exactly the newest visible posts, once each, in order."""

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.poll.forum_events import (
    WRITING,
    Happening,
    Interruption,
    boards,
    happenings,
    interrupted,
    interruptions,
)
from tests.poll.world import World, world
from tests.sample_forum import SampleForum, Skin
from tests.skins import each_engine, share

ENTRIES = 6
Rounds = list[list[Happening]]


def few(skin: Skin) -> settings:
    return settings(
        max_examples=share(skin, 25, 3),
        deadline=None,
        phases=(Phase.explicit, Phase.reuse, Phase.generate),
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


def rounds(names: tuple[str, ...] | None = None) -> st.SearchStrategy[Rounds]:
    events = happenings(names) if names else happenings()
    return st.lists(st.lists(events, min_size=1, max_size=6), min_size=1, max_size=5)


def newest_match(it: World, board_id: int) -> None:
    """The newest posts are those that the forum shows. Without ids, posts of one minute have no order."""
    posts, visible = it.posts(board_id, ENTRIES), it.shown([board_id])[:ENTRIES]
    stored: list[tuple[object, ...]] = [(p.id, p.author.name, p.posted_at, p.thread.topic) for p in posts]
    shown: list[tuple[object, ...]] = [(p.post_id, p.author, p.shown_at, p.topic) for p in visible]
    if not it.forum.skin.post_ids:
        assert [post.posted_at for post in posts] == [post.shown_at for post in visible]
        cut_off = visible[-1].shown_at if len(visible) == ENTRIES else None
        stored, shown = (
            sorted(((None, *rest) for _, *rest in each if rest[1] != cut_off), key=repr)
            for each in (stored, shown)
        )
    assert stored == shown, f"board {board_id}"


@each_engine
def test_new_posts_arrive_at_the_next_poll(skin: Skin) -> None:
    @few(skin)
    @given(boards(skin), st.lists(happenings(WRITING), max_size=12), rounds(WRITING))
    def one_forum(forum: SampleForum, before: list[Happening], then: Rounds) -> None:
        for event in before:
            event.to(forum)
        watched = [2, 3, 4]
        with world(forum, watched, entries=ENTRIES) as it:
            while it.poll().more:
                pass
            for events in then:
                for event in events:
                    event.to(forum)
                while it.poll().more:
                    pass
                for board_id in watched:
                    newest_match(it, board_id)

    one_forum()


@each_engine
def test_feeds_come_to_hold_what_the_forum_shows(skin: Skin) -> None:
    any_boards = st.sampled_from(((2, 3, 4), (2, 3), (3,)))

    @few(skin)
    @given(boards(skin), st.lists(happenings(), max_size=12), rounds(), interruptions(), any_boards)
    def one_forum(
        forum: SampleForum,
        before: list[Happening],
        then: Rounds,
        meanwhile: list[Interruption],
        watched: tuple[int, ...],
    ) -> None:
        for event in before:
            event.to(forum)
        with world(forum, list(watched), entries=ENTRIES) as it:
            it.poll()
            for events in then:
                for event in events:
                    event.to(forum)
                with interrupted(it.site, forum, meanwhile):
                    it.poll()
                keys = [post.key for post in it.posts()]
                assert len(keys) == len(set(keys))
            it.settle()
            for board_id in watched:
                newest_match(it, board_id)

    one_forum()


@each_engine
def test_what_is_written_while_a_poll_is_under_way_arrives_at_the_next(skin: Skin) -> None:
    @few(skin)
    @given(boards(skin), st.lists(happenings(WRITING), max_size=12), rounds(WRITING), interruptions(WRITING))
    def one_forum(
        forum: SampleForum, before: list[Happening], then: Rounds, meanwhile: list[Interruption]
    ) -> None:
        for event in before:
            event.to(forum)
        watched = [2, 3, 4]
        with world(forum, watched, entries=ENTRIES) as it:
            for events in ([], *then):
                for event in events:
                    event.to(forum)
                with interrupted(it.site, forum, meanwhile):
                    it.poll()
            while it.poll().more:
                pass
            for board_id in watched:
                newest_match(it, board_id)

    one_forum()
