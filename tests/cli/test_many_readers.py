"""Two hundred readers for a minute, while polls bring news: the one test that takes the time it is about."""

import asyncio
import gzip
import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from signal import SIGTERM

from lxml import etree

from tests.cli.test_running import started
from tests.poll.world import KEY, World, world
from tests.sample_forum import SampleForum
from tests.thorough import times

READERS = 200
SECONDS = float(times(60, 10))
PAUSE = (3.0, 7.0)
"""The seconds between two questions of a reader: all in all some 40 questions a second."""

BETWEEN_POLLS = 1.5
BOARD = 2
FEEDS = ("posts", "threads", f"boards/{BOARD}/posts", "threads/1")
ATOM = "{http://www.w3.org/2005/Atom}"


@dataclass
class Seen:
    """What all readers got: how often which status, and the bytes behind each ETag."""

    statuses: Counter[int] = field(default_factory=Counter)
    bodies: dict[tuple[str, str], bytes] = field(default_factory=dict)
    open: int = 0
    most_open: int = 0


@dataclass
class Reader:
    """A feed reader with one subscription, which it never forgets."""

    path: str
    zipped: bool
    etag: str = ""
    ids: list[int] = field(default_factory=list)

    def request(self) -> bytes:
        lines = [f"GET {self.path} HTTP/1.1", "Host: localhost"]
        lines += ["Accept-Encoding: gzip"] * self.zipped
        lines += [f"If-None-Match: {self.etag}"] * bool(self.etag)
        return "\r\n".join([*lines, "", ""]).encode()

    def take(self, status: int, headers: dict[str, str], body: bytes, seen: Seen) -> None:
        """Check an answer, and what it says beside what was said before."""
        seen.statuses[status] += 1
        assert headers["etag"]
        if status == 304:
            assert headers["etag"] == self.etag
            assert body == b""
            return
        assert status == 200, body
        self.etag = headers["etag"]
        assert seen.bodies.setdefault((self.path, self.etag), body) == body
        assert headers.get("content-encoding", "") == ("gzip" if self.zipped else "")
        ids = entries(self.path.rpartition(".")[2], gzip.decompress(body) if self.zipped else body)
        assert ids == sorted(set(ids), reverse=True)
        assert {id_ for id_ in self.ids if id_ >= min(ids)} <= set(ids)
        self.ids = ids


def entries(ext: str, document: bytes) -> list[int]:
    """The numbers of the entries' posts, in the order of the feed."""
    if ext == "json":
        names = [item["id"] for item in json.loads(document)["items"]]
    elif ext == "atom":
        names = [entry.findtext(f"{ATOM}id") for entry in etree.fromstring(document).iter(f"{ATOM}entry")]
    else:
        names = [item.findtext("guid") for item in etree.fromstring(document).iter("item")]
    return [int(name.rpartition("/")[2]) for name in names]


async def read(reader: Reader, port: int, seen: Seen, chance: Random, end: float) -> None:
    """Ask again and again, on a connection that stays open until the server says that it ends it."""
    clock = asyncio.get_running_loop().time
    while clock() < end:
        incoming, outgoing = await asyncio.open_connection("127.0.0.1", port)
        seen.open += 1
        seen.most_open = max(seen.most_open, seen.open)
        ended = False
        while not ended and clock() < end:
            outgoing.write(reader.request())
            async with asyncio.timeout(30):
                status, headers, body = await answer(incoming)
            reader.take(status, headers, body, seen)
            ended = headers.get("connection", "").lower() == "close"
            await asyncio.sleep(chance.uniform(*PAUSE))
        seen.open -= 1
        outgoing.close()


async def answer(incoming: asyncio.StreamReader) -> tuple[int, dict[str, str], bytes]:
    """Status, headers by name in lower case, and a body that is as long as was said."""
    first, *lines = (await incoming.readuntil(b"\r\n\r\n")).decode().strip().split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    status = int(first.split()[1])
    length = 0 if status == 304 else int(headers["content-length"])
    return status, headers, await incoming.readexactly(length)


async def all_read(port: int, chance: Random, seen: Seen) -> None:
    """All readers at the same moment, then each at its own pace."""
    paths = [f"/feeds/{KEY}/{feed}.{ext}" for feed in FEEDS for ext in ("atom", "rss", "json")]
    readers = [Reader(paths[number % len(paths)], number % 3 > 0) for number in range(READERS)]
    end = asyncio.get_running_loop().time() + SECONDS
    async with asyncio.TaskGroup() as group:
        for reader in readers:
            group.create_task(read(reader, port, seen, chance, end))


def written_in() -> SampleForum:
    forum = SampleForum()
    forum.add_board("Räder", forum.add_category("Alles"))
    for number in range(8):
        forum.advance(timedelta(minutes=2))
        thread = forum.new_thread(BOARD, "Anna", f"Faden {number}", "Grüße & <Küsse>. " * 20)
        forum.reply(thread, "Bert", "[quote]Grüße[/quote]Ebenfalls, 5 €.")
    return forum


@contextmanager
def polled(it: World, polls: list[datetime]) -> Iterator[None]:
    """People write, and polls bring what they wrote, until the end of the block."""
    over = threading.Event()
    faults: list[Exception] = []

    def go_on() -> None:
        try:
            while not over.wait(BETWEEN_POLLS):
                with it.forum.lock:
                    it.forum.advance(timedelta(minutes=2))
                    it.forum.reply(1 + len(polls) % 8, "Cleo", f"Neues, die {len(polls)}.")
                    if len(polls) % 5 == 0:
                        it.forum.new_thread(BOARD, "Anna", f"Neuer Faden {len(polls)}", "Text")
                it.poll()
                polls.append(it.forum.now)
        except Exception as fault:
            faults.append(fault)

    thread = threading.Thread(target=go_on)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
    assert not faults


def test_no_reader_gets_an_error_or_half_a_feed(tmp_path: Path) -> None:
    seen, polls = Seen(), list[datetime]()
    with world(written_in(), [BOARD], tmp_path) as it:
        it.poll()
        config = tmp_path / "config.toml"
        config.write_text(
            f'[server]\nlisten = "127.0.0.1:0"\n[storage]\nurl = "sqlite:///{tmp_path}/store.db"\n'
            f'[[forum]]\nkey = "{KEY}"\nurl = "{it.site.url}"\nengine = "wbb2"\nboards = [{BOARD}]\n'
        )
        with started("serve", "--config", str(config)) as process:
            port = int(process.site.rpartition(":")[2])
            with polled(it, polls):
                asyncio.run(all_read(port, Random(7), seen))
            _, log = process.ends(SIGTERM)
    assert [line for line in log.splitlines() if " INFO " not in line] == []
    assert seen.most_open == READERS
    assert set(seen.statuses) == {200, 304}
    assert sum(seen.statuses.values()) > READERS * SECONDS / max(PAUSE) / 2
    assert len(polls) > SECONDS / 10
