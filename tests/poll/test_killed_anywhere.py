"""Killed with SIGKILL at 200 random points of a poll and of what it writes: nothing lost, nothing twice.

The points are drawn from a seed: before a statement, before a commit, after a page, or after some time,
which falls anywhere, also into the middle of a write.
"""

import json
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from feedforum.records import Id, PostScope
from feedforum.store import Store
from tests.poll.forum_events import EVENTS, WRITING
from tests.poll.world import HOUR, KEY
from tests.sample_forum import SampleForum, Site, Skin, serve
from tests.skins import MAIN, ONE_OF_EACH_ENGINE, SKINS, share
from tests.thorough import THOROUGH, times

WITHOUT_IDS = replace(MAIN, name="wbb2 without ids", styles=("bare",), post_ids=False)
"""In the bare look only print views show posts, and no ids of them."""

FORUMS = (*(SKINS if THOROUGH else ONE_OF_EACH_ENGINE), WITHOUT_IDS)
SEEDS = [(skin, seed) for skin in FORUMS for seed in range(share(skin, 10, 2))]

ROUND = 4
"""So often in a row a poll is killed before one may end."""

KINDS = ("statement", "commit", "page", "time")


class PollForker:
    """The warm process that polls are forked from."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.poll.poll_forker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def poll(self, order: dict[str, Any]) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        assert "error" not in answer, answer
        return answer

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.communicate(timeout=60)


@pytest.fixture(scope="module")
def forker() -> Iterator[PollForker]:
    made = PollForker()
    yield made
    made.close()


def kills(skin: Skin) -> int:
    """How many for each seed: 200 in all for each kind of forum, in `make test` 16 for the main one."""
    return 20 if THOROUGH else 2 * ROUND if skin is MAIN else ROUND


def young_forum(skin: Skin) -> SampleForum:
    forum = SampleForum("Werkbank", skin=skin, style=skin.styles[0])
    category = forum.add_category("Alles")
    for number in range(3):
        board = forum.add_board(f"Brett {number}", category, posts_per_page=(3, 5, 20)[number])
        thread = forum.new_thread(board, "Anna", f"Thema {number}", "Text")
        for answer in range(7):
            forum.reply(thread, "Bert", f"Antwort {answer}")
    return forum


def write(forum: SampleForum, chance: Random) -> None:
    """Some hours of a forum, in which nothing is taken away."""
    for _ in range(4):
        forum.advance(HOUR / 7)
        EVENTS[chance.choice((*WRITING, "edit", "rename"))](forum, chance)
    forum.advance(HOUR)


def integrity(path: Path) -> str:
    """What the store's own check finds, and that each post stands there once, with its words."""
    if not path.exists():
        return "ok"
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("PRAGMA integrity_check").fetchall()
        assert not connection.execute("PRAGMA foreign_key_check").fetchall()
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        if "search_index" in names:
            connection.execute("INSERT INTO search_index(search_index) VALUES ('integrity-check')")
            twice = "SELECT id FROM post WHERE id IS NOT NULL GROUP BY forum_key, id HAVING count(*) > 1"
            assert not connection.execute(twice).fetchall()
    return str(found[0][0])


Seen = tuple[Id | None, str, datetime]
"""A post by its id, where it has one that lasts, its author and its moment."""


def stored(path: Path) -> list[Seen]:
    store = Store.at(f"sqlite:///{path}")
    posts = store.read_repository.newest_posts(PostScope(KEY), dropped=True, limit=10_000)
    store.close()
    assert all(post.dropped != bool(post.content) for post in posts)
    return [(post.id, post.author.name, post.posted_at) for post in posts]


def shown(forum: SampleForum) -> list[Seen]:
    ids = forum.skin.post_ids
    return [(post.post_id if ids else None, post.author, post.shown_at) for post in forum.visible_posts(None)]


class KilledPolls:
    """Polls of a forum that goes on, each of which is killed somewhere."""

    def __init__(self, forker: PollForker, forum: SampleForum, site: Site, path: Path, seed: int) -> None:
        self.forker, self.forum, self.site, self.path = forker, forum, site, path
        self.chance = Random(seed)
        self.longest = {"statement": 200, "commit": 30, "page": 6, "time": 60_000}
        self.keep = 3600.0 if seed % 2 else None
        self.attempts: list[str] = []

    def poll(self, of: str = "", fatal: int = 0) -> dict[str, Any]:
        return self.forker.poll(
            {
                "store": f"sqlite:///{self.path}",
                "url": self.site.url,
                "engine": self.forum.skin.engine,
                "timezone": self.forum.zone.key,
                "now": self.forum.now.timestamp(),
                "keep": self.keep,
                "of": of,
                "fatal": fatal,
            }
        )

    def kill(self) -> bool:
        """A poll that is killed somewhere; False if it ended before that."""
        of = self.chance.choice(KINDS)
        fatal = self.chance.randint(1, self.longest[of])
        answer = self.poll(of, fatal)
        self.attempts.append(f"{of} {fatal}{'' if answer['killed'] else ' (over)'}")
        if not answer["killed"]:
            write(self.forum, self.chance)
        assert integrity(self.path) == "ok", self.attempts
        return bool(answer["killed"])

    def ends_well(self) -> None:
        while (answer := self.poll())["more"]:
            pass
        self.longest |= {kind: max(answer[kind], 2) for kind in ("statement", "commit", "page")}
        assert Counter(stored(self.path)) == Counter(shown(self.forum)), self.attempts
        write(self.forum, self.chance)


@pytest.mark.parametrize(("skin", "seed"), SEEDS, ids=lambda value: getattr(value, "name", None))
def test_nothing_is_lost_and_nothing_stands_twice(
    skin: Skin, seed: int, forker: PollForker, tmp_path: Path
) -> None:
    forum = young_forum(skin)
    killed = 0
    with serve(forum) as site:
        polls = KilledPolls(forker, forum, site, tmp_path / "store.db", seed)
        while killed < kills(skin):
            if polls.kill():
                killed += 1
                if killed % ROUND == 0:
                    polls.ends_well()
            assert len(polls.attempts) < 10 * kills(skin), polls.attempts
        polls.ends_well()


def test_there_are_200_points() -> None:
    assert sum(kills(skin) for skin, _ in SEEDS if skin is MAIN) == times(200, 16)
