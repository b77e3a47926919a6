"""Workers are killed, and PostgreSQL is restarted, while people write in the forum and it asks for pauses.

Afterwards feeds equal the forum. Its own log proves that it was asked by one at a time, never too soon, and
not before a pause was over that it had asked for.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from feedforum.errors import StoreError
from tests.postgresql import Server, needs_postgresql, running_server
from tests.sample_forum import SampleForum, Site
from tests.sample_forum.misbehaviour import busy
from tests.sample_forum.wire import Answer, Answering, Request
from tests.thorough import times
from tests.worker.fleet import Fleet, Traffic, fleet_of, until

pytestmark = needs_postgresql

WORKERS = times(3, 2)
KILLS, RESTARTS = times(60, 1), times(10, 1)
PAUSE = 2.0
"""The seconds for which the forum now and then wants to be left alone."""

LONGEST_AWAY = 1.0


def living_forum() -> SampleForum:
    forum = SampleForum(now=datetime(2026, 3, 10, 12, 0, 30, tzinfo=UTC))
    category = forum.add_category("Alles")
    for number in range(4):
        board = forum.add_board(f"Bereich {number}", category)
        for topic in range(3):
            forum.new_thread(board, "Ines", f"Thema {number} {topic}", "Guten Tag, 5 €.")
    return forum


@contextmanager
def people_writing(forum: SampleForum, fleet: Fleet, random: Random) -> Iterator[None]:
    """Somebody writes several times a second, and the forum is due again and again."""
    ended = threading.Event()

    def write() -> None:
        number = 0
        while not ended.wait(0.3):
            number += 1
            with forum.lock:
                forum.advance(timedelta(seconds=20))
                forum.reply(random.choice(sorted(forum.threads)), "Cleo", f"Beitrag {number}")
                if number % 7 == 0:
                    forum.new_thread(random.choice(sorted(forum.boards)[1:]), "Dora", f"Neu {number}", "Text")
            with suppress(StoreError):
                fleet.make_due()

    thread = threading.Thread(target=write)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def refusals(site: Site, random: Random) -> list[float]:
    """Has the forum ask for a pause now and then; gives where the moments are noted."""
    said: list[float] = []

    def refuse(request: Request, usual: Answering) -> Answer:
        said.append(time.monotonic())
        return busy(429, f"{PAUSE:.0f}")(request, usual)

    site.misbehave(refuse, lambda request: random.random() < 0.03, times=None)
    return said


def restart(server: Server, random: Random) -> None:
    server.stop()
    threading.Event().wait(random.uniform(0, LONGEST_AWAY))
    server.start()


def disturb(fleet: Fleet, server: Server, traffic: Traffic, random: Random) -> None:
    """Kills workers, each replaced at once, and restarts the database, at any moment of their polls."""
    what = ["kill"] * KILLS + ["restart"] * RESTARTS
    random.shuffle(what)
    for each in what:
        seen = len(traffic.spans)
        until(lambda seen=seen: len(traffic.spans) > seen, fleet.log)  # type: ignore[misc]
        threading.Event().wait(random.uniform(0, 0.5))
        if each == "kill":
            fleet.kill(random.choice(fleet.workers))
            fleet.start()
        else:
            restart(server, random)


def check_pauses(traffic: Traffic, said: list[float]) -> None:
    for moment in said:
        soon = [began - moment for began, _, _ in traffic.spans if moment < began < moment + PAUSE - 0.02]
        assert not soon


def test_whatever_is_killed_feeds_equal_the_forum_and_it_was_asked_politely(tmp_path: Path) -> None:
    forum, random = living_forum(), Random(16)
    with (
        running_server() as server,
        fleet_of(server.address, tmp_path, forum, WORKERS, 'backfill = "all"\n') as (fleet, site, traffic),
    ):
        said = refusals(site, random)
        traffic.pause = 0.02
        until(lambda: fleet.state().polled_at, fleet.log)
        with people_writing(forum, fleet, random):
            disturb(fleet, server, traffic, random)
        site.behave()
        written = {post.post_id: f"{post.author}: {post.text}" for post in forum.visible_posts()}

        def all_is_read() -> bool:
            fleet.make_due()
            return fleet.posts() == written

        until(all_is_read, lambda: f"{set(fleet.posts()) ^ set(written)}\n{fleet.log()}", patience=120)
        traffic.check()
        check_pauses(traffic, said)
        assert [fleet.end(worker) for worker in list(fleet.workers)] == [0] * WORKERS
        assert len(traffic.spans) > len(said)
