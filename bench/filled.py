"""Stores with any number of posts, written in bulk, of forums that a poll finds unchanged all the same."""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, insert, literal, select

from feedforum.config import ForumSettings
from feedforum.config.fetch_options import FetchOptions
from feedforum.fetch import ForumClient, HostRateLimiter
from feedforum.poll import Poll
from feedforum.store import Store, tables
from feedforum.store.database import open_database
from tests.fake_clock import FakeClock
from tests.poll.world import KEY, settings_for
from tests.sample_forum import SampleForum, Site

MANY, FEW = 1_000_000, 10_000
FORUMS, BOARDS = 42, 12
"""More than 500 boards in all."""

NOW = datetime(2026, 3, 10, 12, 0, 30, tzinfo=UTC)
LARGE = 0.6
"""How much of all posts the first forum, `tests.poll.world.KEY`, has; the others share the rest."""

RARE, COMMON = "brombeere", "ritzel"
"""Words of the first forum's posts: the one in 40 of them, the other in every tenth."""

_POSTS_A_THREAD = 100
_AT_ONCE = 10_000
_FIRST_ID = 1_000_000
_WORDS = (
    "kette",
    "speiche",
    "dynamo",
    "lampe",
    "kabel",
    "säge",
    "hobel",
    "leim",
    "mutter",
    "öl",
    "fett",
    "lack",
    "pinsel",
    "beet",
    "rose",
    "hecke",
)


def forum_of_boards(boards: int, threads: int = 1, now: datetime = NOW) -> SampleForum:
    """A forum of so many boards, all of it old enough at the moment `now` to be left alone.

    In each is a thread of some posts; in the first there are as many threads as that. Every tenth reply
    holds the COMMON word, as among all other posts.
    """
    forum = SampleForum(now=now - timedelta(days=30))
    forum.register("Anna")
    category = forum.add_category("Werkstatt")
    ids = [forum.add_board(f"Brett {number}", category) for number in range(boards)]
    words = cycle(("", "", "", "", f" {COMMON}", "", "", "", "", ""))
    for board in [*ids[:1] * (threads - 1), *ids]:
        forum.advance(timedelta(minutes=1))
        thread = forum.new_thread(board, "Anna", "Säge", "Sie klemmt.")
        for reply in range(5):
            forum.reply(thread, "Gast", f"Antwort {reply}.{next(words)}")
    forum.now = now
    return forum


def large_forum() -> SampleForum:
    """The forum of filled stores. Its first board has pages that old threads may stand on unseen."""
    return forum_of_boards(BOARDS, 60)


def boards_of(forum: SampleForum) -> list[int]:
    """The boards of such a forum that hold threads."""
    return [board.id for board in forum.boards.values() if not board.category]


def keys(forums: int) -> list[str]:
    """The keys of so many forums."""
    return [KEY, *(f"forum{number}" for number in range(1, forums))]


def store_at(path: Path) -> str:
    """The address of a store in a file."""
    return f"sqlite:///{path}"


def filled(place: Path, site: Site, posts: int) -> Path:
    """A store of so many posts in a folder; all its forums are the one served, and have older posts besides.

    It is a copy of one that is made only once in the folder that FEEDFORUM_BENCH_KEEP names.
    """
    folder = Path(os.environ.get("FEEDFORUM_BENCH_KEEP") or place)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"store-{FORUMS}-{len(boards_of(site.forum))}-{posts}.db"
    if not path.exists():
        making = path.with_suffix(".making")
        making.unlink(missing_ok=True)
        _fill(making, site, posts, keys(FORUMS))
        making.rename(path)
    return Path(shutil.copyfile(path, place / f"posts-{posts}.db"))


def written(path: Path, settings: ForumSettings, names: list[str], now: datetime = NOW) -> None:
    """A store of what a poll of a forum finds, once under each of these keys, the forum's own first."""
    polled_once(store_at(path), settings, now)
    engine = open_database(store_at(path))
    with engine.begin() as connection:
        for name in names[1:]:
            _copy_forum(connection, literal(name))
    engine.dispose()


def polled_once(url: str, settings: ForumSettings, now: datetime) -> None:
    """A store of what a poll of a forum finds."""
    store, clock = Store.at(url), FakeClock(now)
    fetch_options = FetchOptions("bench", request_delay=0, robots_txt=False)
    with ForumClient(fetch_options, clock, HostRateLimiter(clock, Random(0)), store.robots_txt) as client:
        Poll(settings, store, client, clock).run()
    store.close()


def _fill(path: Path, site: Site, posts: int, names: list[str]) -> None:
    boards = boards_of(site.forum)
    written(path, settings_for(site.url, boards, pages_per_poll=10_000), names)
    engine = open_database(store_at(path))
    number = _FIRST_ID
    for name in names:
        with engine.begin() as connection:
            # Indices of a large store fit into memory; else each post would be read and written many times.
            connection.exec_driver_sql("PRAGMA cache_size = -400000")
            share = LARGE if name == KEY else (1 - LARGE) / (len(names) - 1)
            threads = _threads(boards, round(posts * share), number)
            while some := list(islice(threads, _AT_ONCE // _POSTS_A_THREAD)):
                _write(connection, name, some)
        number += posts
    engine.dispose()


def copy_to_planned(connection: Connection) -> None:
    """The first forum once more under the key of each other forum whose polls are planned."""
    _copy_forum(connection, tables.poll_state.c.forum_key)


def _copy_forum(connection: Connection, name: ColumnElement[str]) -> None:
    """The first forum once more, under each other key that `name` gives."""
    for table in (
        tables.forum,
        tables.board,
        tables.thread,
        tables.post,
        tables.search_text,
        tables.request_budget,
    ):
        of = table.c.key if table is tables.forum else table.c.forum_key
        names = [column for column in table.c if not (table is tables.search_text and column.name == "id")]
        values = [name if column is of else column for column in names]
        query = select(*values).where(of == KEY, name != of)
        connection.execute(insert(table).from_select(names, query))


Thread = tuple[int, int, int, int]
"""Its id, its board, the first number of its posts, how many they are."""


def _threads(boards: list[int], posts: int, first: int) -> Iterator[Thread]:
    for start in range(0, posts, _POSTS_A_THREAD):
        turn = start // _POSTS_A_THREAD
        yield first + turn, boards[turn % len(boards)], first + start, min(_POSTS_A_THREAD, posts - start)


def _write(connection: Connection, name: str, threads: list[Thread]) -> None:
    rows: dict[Table, list[dict[str, Any]]] = {tables.thread: [], tables.post: [], tables.search_text: []}
    for id_, board, first, count in threads:
        rows[tables.thread].append(_thread(name, id_, board, first, count))
        for position in range(1, count + 1):
            post, words = _post(name, id_, board, first + position - 1, position)
            rows[tables.post].append(post)
            rows[tables.search_text].append(words)
    for table, values in rows.items():
        connection.execute(insert(table), values)


def _moment(number: int) -> datetime:
    """Long ago, a minute after the post before."""
    return datetime(2015, 1, 1, tzinfo=UTC) + timedelta(minutes=number % 1_000_000)


def _thread(name: str, id_: int, board: int, first: int, count: int) -> dict[str, Any]:
    return {
        "forum_key": name,
        "id": id_,
        "number": id_,
        "board_id": board,
        "topic": f"Thema {id_}",
        "total": count,
        "pages": 1,
        "last_post_at": _moment(first + count - 1),
        "listed_signature": "read",
        "tail_signature": "read",
        "read_signature": "read",
        "never_read": False,
        "first_key": str(first),
        "first_seen_at": NOW - timedelta(days=60),
    }


def _post(
    name: str, thread: int, board: int, number: int, position: int
) -> tuple[dict[str, Any], dict[str, Any]]:
    words = [_WORDS[number * step % len(_WORDS)] for step in range(1, 31)]
    if number % 10 == 0:
        words.append(COMMON)
    if name == KEY and number - _FIRST_ID < 40 * 97 and number % 97 == 0:
        words.append(RARE)
    text = " ".join(words)
    post = {
        "forum_key": name,
        "key": str(number),
        "thread_id": thread,
        "board_id": board,
        "id": number,
        "number": number,
        "position": position,
        "first": position == 1,
        "author": f"Mitglied {number % 500}",
        "author_id": number % 500,
        "posted_at": _moment(number),
        "first_seen_at": NOW - timedelta(days=60),
        "content": f"<p>{text}</p>",
        "excerpt": text,
        "fingerprint": "1:0",
    }
    kept_words = {
        "forum_key": name,
        "post_key": str(number),
        "author": f"mitglied {number % 500}",
        "title": f"thema {thread}" if position == 1 else "",
        "text": text,
    }
    return post, kept_words
