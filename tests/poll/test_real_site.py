"""The real board, replayed: polled from its first page to its last post."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from feedforum.config.fetch_options import FetchOptions
from feedforum.fetch import ForumClient, HostRateLimiter
from feedforum.poll import Poll, Report
from feedforum.records import Author, PostScope
from feedforum.store import Store
from tests.fake_clock import FakeClock
from tests.poll.world import KEY, settings_for
from tests.saved_pages import PAGES, needs
from tests.thorough import THOROUGH

SITE = PAGES / "burning-board-2.3.1-site"
BOARDS = [2, 3, 7, 8]

pytestmark = needs(SITE)


def page_key(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    which = query.get("boardid", query.get("threadid", [""]))[0]
    return parts.path, which, query.get("page", ["1"])[0]


@contextmanager
def replay() -> Iterator[tuple[str, list[str]]]:
    """The site's pages by script, id and page; gives its URL and the list of requests."""
    listed = json.loads((SITE / "pages.json").read_text())
    pages = {page_key(page["url"]): page for page in listed}
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            page = pages.get(page_key(self.path))
            body = (SITE / page["file"]).read_bytes() if page else b"not found"
            self.send_response_only(200 if page else 404)
            self.send_header("Content-Type", page["content_type"] if page else "text/plain")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            """Keep the test's output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def fetched_at() -> datetime:
    return max(
        parsedate_to_datetime(page["fetched"]) for page in json.loads((SITE / "pages.json").read_text())
    )


def truth() -> tuple[list[dict[str, Any]], dict[int, int]]:
    """The visible posts of the boards replayed as the database holds them, and each thread's board."""
    held = json.loads((SITE / "truth.json").read_text())
    threads = {
        thread["id"]: thread["board"]
        for thread in held["threads"]
        if thread["visible"] and not thread["moved_to"] and thread["board"] in BOARDS
    }
    return [post for post in held["posts"] if post["visible"] and post["thread"] in threads], threads


def minute(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC).replace(second=0)


@contextmanager
def polls(backfill: int | None, place: Path) -> Iterator[tuple[Store, list[str], Callable[[], Report]]]:
    """A store, what was asked of the site, and a poll at the moment when its pages were fetched."""
    clock = FakeClock(fetched_at())
    store = Store.at(f"sqlite:///{place}/store.db")
    fetch_options = FetchOptions("feedforum-test", request_delay=0, robots_txt=False)
    with (
        replay() as (url, asked),
        ForumClient(fetch_options, clock, HostRateLimiter(clock, Random(0)), store.robots_txt) as client,
    ):
        settings = settings_for(url, BOARDS, pages_per_poll=500)
        boards = tuple(replace(board, backfill=backfill) for board in settings.boards or ())
        yield store, asked, lambda: Poll(replace(settings, boards=boards), store, client, clock).run()
    store.close()


# All of its posts are read by `test_replayed_sites`, too; here each has its board and its author's id.
@pytest.mark.parametrize("backfill", [None, 30] if THOROUGH else [30])
def test_the_store_ends_with_what_the_board_holds(backfill: int | None, tmp_path: Path) -> None:
    posts, threads = truth()
    held = {post["id"]: post for post in posts}
    with polls(backfill, tmp_path) as (store, asked, poll):
        report = poll()
        assert (report.answer, report.more) == ("ok", False)
        asked.clear()
        assert poll().new_posts == 0
        assert len(asked) == 1
        stored = store.read_repository.newest_posts(PostScope(KEY), limit=1000)
        for post in stored:
            row = held[post.id or 0]
            assert post.author == Author(row["author"], row["author_id"] or None)
            assert post.posted_at == minute(row["posted"])
            assert post.thread.board_id == threads[row["thread"]]
        for board_id in BOARDS:
            newest = store.read_repository.newest_posts(PostScope(KEY, (board_id,)), limit=30)
            rows = [post for post in posts if threads[post["thread"]] == board_id]
            rows.sort(key=lambda post: (minute(post["posted"]), post["id"]), reverse=True)
            assert [post.id for post in newest] == [post["id"] for post in rows[:30]]
    if backfill is None:
        assert len(stored) == 535
        assert {post.id for post in stored} == held.keys()
