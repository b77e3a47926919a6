"""Of all commands on one store, one polls; who comes second learns of it, and what only reads goes on."""

import signal
import threading
from urllib.request import urlopen

from tests.cli.conftest import Place, Run
from tests.cli.test_running import PATIENCE, started
from tests.sample_forum import Request


def test_a_second_poller_says_who_polls_and_what_only_reads_goes_on(place: Place, run: Run) -> None:
    named = place.write(boards="[2]", engine='"wbb2"')
    with started("run", *named) as process:
        for command in ("run", "poll"):
            status, out, err = run(command, *named)
            assert (status, out) == (1, "")
            (line,) = err.splitlines()
            assert line.startswith("feedforum: `feedforum run` polls this store already (on ")
            assert f"process {process.pid}, since 2" in line
        assert run("feeds", *named)[0] == 0
        assert run("check", "--online", *named)[0] == 0
        assert run("inspect", place.site.url, *named)[0] == 0
        with started("serve", *named) as server, urlopen(f"{server.site}/healthz") as answer:
            assert answer.status == 200
        process.ends(signal.SIGTERM)
    assert run("poll", *named)[0] == 0


def test_after_a_kill_the_next_one_polls_at_once(place: Place, run: Run) -> None:
    asked, release = threading.Event(), threading.Event()

    def hold(request: Request) -> None:
        asked.set()
        release.wait(PATIENCE)
        raise ConnectionError

    place.site.before_answer = hold
    named = place.write(boards="[2]", engine='"wbb2"')
    with started("run", *named) as process:
        assert asked.wait(PATIENCE)
        process.ends(signal.SIGKILL)
        place.site.before_answer = None
        release.set()
    assert run("poll", *named)[0] == 0


def test_a_process_that_loses_the_store_to_another_serves_and_does_not_poll(place: Place, run: Run) -> None:
    asked, release = threading.Event(), threading.Event()

    def hold(request: Request) -> None:
        asked.set()
        release.wait(PATIENCE)

    named = place.write(boards="[2]", engine='"wbb2"')
    place.site.before_answer = hold
    with started("run", *named) as first:
        assert asked.wait(PATIENCE)
        (place.config.parent / "feedforum.db.poller.lock").unlink()
        with started("run", *named) as second:
            place.site.before_answer = None
            release.set()
            with urlopen(f"{first.site}/healthz") as answer:
                assert answer.status == 200
            log = first.reads_until("This process does not poll while another does")
            assert f"process {second.pid}" in log
            with urlopen(f"{first.site}/healthz") as answer:
                assert answer.status == 200
        assert first.ends(signal.SIGTERM)[0] == 0
