"""Pages of real FluxBB and PunBB forums, compared with what their databases hold."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from feedforum.dates import Calendar
from feedforum.engines import detect
from feedforum.engines.fluxbb import FluxBB
from feedforum.fetch.charset import decode
from feedforum.records import Document
from tests.saved_pages import PAGES, needs

ENGINE = FluxBB()
SITES = {"fluxbb-1.5": "Etc/GMT-1", "punbb-1.4": "Etc/GMT-1", "punbb-1.2": "Europe/Berlin"}

# This forum says that it is in iso-8859-1 and sends what its converted database holds, as browsers show, too.
ENCODINGS = {"punbb-1.2": "utf-8"}

pytestmark = needs(PAGES / "fluxbb-1.5")


def truth(site: str) -> Any:
    return json.loads((PAGES / site / "truth.json").read_text("utf-8"))


def pages(site: str, script: str) -> Iterator[tuple[str, Document]]:
    """The whole pages of a script that a guest or a member saw."""
    for entry in json.loads((PAGES / site / "pages.json").read_text("utf-8")):
        if entry["file"].endswith(".html") and entry["url"].startswith(script) and entry["status"] == 200:
            body = (PAGES / site / entry["file"]).read_bytes()
            text = decode(body, entry["content_type"], ENCODINGS.get(site, "auto"))
            at = datetime.fromisoformat(entry["captured"].replace("Z", "+00:00"))
            yield entry["file"], Document(f"http://forum.example/{entry['url']}", text, at)


POSTS_PER_PAGE = 25
"""What the forums have as it came."""


@pytest.mark.parametrize("site", SITES)
def test_every_post_has_its_author_time_and_thread(site: str) -> None:
    calendar = Calendar(ZoneInfo(SITES[site]))
    held = {post["id"]: (thread, post) for thread in truth(site)["threads"] for post in thread["posts"]}
    read = 0
    for file, document in pages(site, "viewtopic.php"):
        page = ENGINE.read_thread(document, calendar).page
        assert page is None or page.page_size == (POSTS_PER_PAGE if page.page > 1 else None)
        for post in page.posts if page else ():
            assert isinstance(post.id, int)
            thread, row = held[post.id]
            moment = datetime.fromisoformat(row["time"].replace("Z", "+00:00"))
            assert page is not None
            assert (page.thread_id, post.author.name) == (thread["id"], row["author"]), file
            assert post.posted_at is not None
            # The German pages were captured with a format that has no seconds.
            assert post.posted_at in (moment, moment.replace(second=0)), (file, post.id)
            read += 1
    assert read > 100


@pytest.mark.parametrize("site", SITES)
def test_every_row_of_a_board_is_as_the_database_has_it(site: str) -> None:
    calendar = Calendar(ZoneInfo(SITES[site]))
    held = {thread["id"]: thread for thread in truth(site)["threads"]}
    for file, document in pages(site, "viewforum.php"):
        page = ENGINE.read_board(document, calendar).page
        for row in page.threads if page else ():
            thread = held[int(row.id)]
            if row.moved:
                assert thread["board"] != page.board_id if page else None
                continue
            assert (row.replies, row.important, row.closed) == (
                thread["replies"], thread["sticky"], thread["closed"],
            ), (file, row.id)  # fmt: skip
            assert row.starter.name == thread["starter"]


@pytest.mark.parametrize("site", SITES)
def test_every_board_of_the_index_is_there(site: str) -> None:
    documents = dict(pages(site, "index.php"))
    page = ENGINE.read_index(documents["index.html"], Calendar(ZoneInfo(SITES[site]))).page
    assert page is not None
    readable = [
        board for board in truth(site)["boards"] if board["guest_may_read"] and not board["redirect_url"]
    ]
    shown = [row for row in page.boards if not row.external]
    assert [(row.id, row.title) for row in shown] == [(board["id"], board["title"]) for board in readable]
    assert [row.posts for row in shown] == [board["num_posts"] for board in readable]
    engine = detect(documents["index.html"])
    assert engine is not None
    assert engine.name == "fluxbb"
