"""Newsboat, from Debian: takes the list of all feeds, and shows the posts."""

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import requests

from tests.browser.running import running
from tests.tools import NEWSBOAT

PATIENCE = 30


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """The address of the running program; skips the test where there is no Newsboat."""
    NEWSBOAT.required()
    with running(tmp_path / "running") as program:
        yield program.address


def newsboat(folder: Path, *arguments: str) -> str:
    """Runs Newsboat with all that it keeps in a folder; gives what it printed."""
    files = ["-u", "urls", "-c", "cache.db", "-C", "config"]
    done = subprocess.run(
        ["newsboat", *files, *arguments],
        cwd=folder,
        env={**os.environ, "HOME": str(folder), "TERM": "xterm", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_it_subscribes_to_the_list_of_feeds_and_shows_the_posts(site: str, tmp_path: Path) -> None:
    folder = tmp_path / "newsboat"
    folder.mkdir()
    (folder / "urls").touch()
    (folder / "config").write_text("reload-threads 4\n", encoding="utf-8")
    (folder / "feeds.opml").write_bytes(requests.get(f"{site}/feeds.opml", timeout=10).content)
    newsboat(folder, "-i", "feeds.opml")
    subscribed = (folder / "urls").read_text(encoding="utf-8")
    assert f"{site}/feeds/workshop/posts.atom" in subscribed
    newsboat(folder, "-x", "reload")
    count = int(newsboat(folder, "-x", "print-unread").split()[0])
    with closing(sqlite3.connect(folder / "cache.db")) as cache:
        posts = cache.execute("SELECT title, author, content FROM rss_item WHERE unread").fetchall()
        (distinct,) = cache.execute("SELECT count(DISTINCT guid) FROM rss_item").fetchone()
        feeds = {title for (title,) in cache.execute("SELECT title FROM rss_feed")}
    assert count == len(posts) == distinct > 20
    found = {title: (author, content) for title, author, content in posts}
    author, content = found["Hochbeet gebaut"]
    assert author == "Käpt'n Bohrer"
    assert "<img" in content
    assert len(feeds) == subscribed.count("\n")
    assert "Werkstatt & Garten: neue Beiträge" in feeds
    newsboat(folder, "-x", "reload")
    assert int(newsboat(folder, "-x", "print-unread").split()[0]) == count, "nothing comes twice"
