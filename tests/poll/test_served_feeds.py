"""Whatever happens in a forum and is polled, feeds that are cached are those that would be made anew."""

from dataclasses import replace
from datetime import timedelta
from itertools import cycle
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from feedforum.config import LiveSettings
from feedforum.config.settings import ServerSettings, Settings
from feedforum.schedule import PollJobs, Stop
from feedforum.web import create_app
from tests.poll.forum_events import Happening, boards, happenings
from tests.poll.test_random_events import Rounds, few, rounds
from tests.poll.world import KEY, World, world
from tests.sample_forum import SampleForum
from tests.skins import MAIN

WATCHED = [2, 3]
ALONE = 1
"""A thread that is watched by itself, wherever it goes."""

PLACES = ("posts", "threads", "boards/2/posts", "boards/3/threads", f"threads/{ALONE}", "threads/2")
QUERIES = ("", "?author=Anna", "?first=1", "?not_title=Umbenannt*")
FEEDS = [
    *(f"{place}.{ext}" for place, ext in zip(PLACES, cycle(("atom", "json", "rss")), strict=False)),
    *(f"posts.json{query}" for query in QUERIES),
]

QUIET: Rounds = [[]] * 5
"""After these all that was deleted has been missed often enough."""

CLOSED = ("", "", "Umbau")
PAUSES = (timedelta(minutes=1), timedelta(hours=7), timedelta(days=2))


def polled(it: World) -> None:
    """A whole poll, with all that the program notes and drops after a poll."""
    (job,) = PollJobs(it.store, it.clock, Random(1), Stop()).of([it.settings])
    job.run()
    job.close()


@few(MAIN)
@given(
    forum=boards(),
    before=st.lists(happenings(), max_size=8),
    then=rounds(),
    closed=st.lists(st.sampled_from(CLOSED), min_size=5, max_size=5),
    pause=st.sampled_from(PAUSES),
)
def test_cached_feeds_are_those_that_would_be_made(
    forum: SampleForum,
    before: list[Happening],
    then: Rounds,
    closed: list[str],
    pause: timedelta,
) -> None:
    for event in before:
        event.to(forum)
    with (
        TemporaryDirectory() as folder,
        world(forum, WATCHED, Path(folder), entries=4, threads=(ALONE,)) as it,
    ):
        feeds = replace(it.settings.feeds, notices=True, keep=86400.0 * 3)
        boards_ = tuple(replace(board, feeds=feeds) for board in it.settings.boards or ())
        it.settings = replace(it.settings, feeds=feeds, boards=boards_)
        current = LiveSettings(Settings(ServerSettings("127.0.0.1", 0, "", ()), "", (it.settings,)))
        cached = create_app(
            current, it.store.read_repository, it.clock, revisions=it.store.revisions
        ).test_client()
        for number, events in enumerate([[], *then, *QUIET]):
            for event in events:
                event.to(forum)
            forum.closed_because = closed[number] if number < len(closed) else ""
            forum.advance(pause)
            polled(it)
            made = create_app(current, it.store.read_repository, it.clock).test_client()
            for feed in FEEDS:
                expected, answer = made.get(f"/feeds/{KEY}/{feed}"), cached.get(f"/feeds/{KEY}/{feed}")
                assert (answer.status, answer.data) == (expected.status, expected.data), feed
