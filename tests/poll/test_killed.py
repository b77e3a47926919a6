"""A real process, killed for real in the middle of a poll, and started again."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

from feedforum.records import PostScope
from feedforum.store import Store
from tests.fake_clock import A_MOMENT
from tests.poll.world import KEY
from tests.sample_forum import Request, SampleForum, Site, serve

CONFIG = """
[storage]
url = "sqlite:///store.db"
[polling]
request_delay = "0s"
robots_txt = false
[[forum]]
key = "{key}"
url = "{url}"
boards = "all"
"""


def a_forum() -> SampleForum:
    forum = SampleForum("Werkbank", A_MOMENT)
    category = forum.add_category("Alles")
    for name in ("Räder", "Lampen"):
        board = forum.add_board(name, category, posts_per_page=3)
        thread = forum.new_thread(board, "Anna", f"Über {name}", "Text")
        for number in range(7):
            forum.reply(thread, "Bert", f"Antwort {number}")
    return forum


def poll(place: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "feedforum", "poll", "--config", str(place / "config.toml")]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def test_nothing_is_lost_and_nothing_stands_twice(tmp_path: Path) -> None:
    forum = a_forum()
    with serve(forum) as site:
        (tmp_path / "config.toml").write_text(CONFIG.format(key=KEY, url=site.url))
        process = kill_at(site, 7, tmp_path)
        assert process.returncode == -signal.SIGKILL
        site.before_answer = None
        with poll(tmp_path) as again:
            assert again.wait(60) == 0
    store = Store.at(f"sqlite:///{tmp_path}/store.db")
    stored = [post.id for post in store.read_repository.newest_posts(PostScope(KEY), limit=100)]
    store.close()
    assert sorted(post_id or 0 for post_id in stored) == list(range(1, 17))


def kill_at(site: Site, fatal: int, place: Path) -> subprocess.Popen[bytes]:
    """A poll that is killed while its `fatal`-th request is being answered."""
    started = threading.Event()
    pids: list[int] = []

    def on_request(request: Request) -> None:
        started.wait(60)
        if site.requests.count == fatal:
            os.kill(pids[0], signal.SIGKILL)
            raise ConnectionResetError

    site.before_answer = on_request
    with poll(place) as process:
        pids.append(process.pid)
        started.set()
        process.wait(60)
    return process
