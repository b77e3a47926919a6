"""Pictures that are kept: what fetching them asks of a forum, of polls and memory, and what serving costs."""

import threading
import time
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

from flask import Flask, Response, send_from_directory

from bench.pairs import of_costs
from bench.reader import Reader, reading_apart
from bench.row import Row
from feedforum.cli.web_server import Listener
from feedforum.config import LiveSettings, ServerSettings, Settings
from feedforum.config.settings import MediaSettings
from feedforum.fetch import FileLimits
from feedforum.media.folder import MediaFolder
from feedforum.schedule import PollJobs, Stop
from feedforum.web import create_app
from tests.poll.world import KEY, World, world
from tests.sample_forum import SampleForum
from tests.sample_forum.misbehaviour import answer_with
from tests.sample_forum.pictures import gradient
from tests.sample_forum.wire import Answer, Answering, Request

POSTS, PICTURES, REPLIES = 1000, 600, 19

ASKED = Row("requests for the 600 pictures of 1,000 posts, each kept byte for byte", "the pictures", 1.0)
PAGES = Row("requests for pages until all these posts are stored", "the same without pictures", 1.0)
SERVED = Row(
    "kept picture of 100 KB, requests for each second of CPU",
    "the same server answering with a static file of that size",
    0.9,
    at_least=True,
)
MEMORY = Row("memory while a file of 50 MB is fetched and kept, at its peak", "no more than", 2, unit="MB")
ROWS = (ASKED, PAGES, SERVED, MEMORY)

_LARGE, _MIB = 50_000_000, 1_000_000
_BATCH, _BATCHES = 50, 31


def measure(place: Path) -> Iterator[Row]:
    """The forum answers in threads of this process."""
    forum, board = _forum()
    without = _polled(forum, board, place / "without", keep=False)[0]
    (place / "with").mkdir()
    with world(forum, [board], place / "with", entries=POSTS) as it:
        folder = MediaFolder(place / "with" / "media", 10**9)
        pages, asked = _run(it, folder, keep=True)
        kept = {folder.path(digest).read_bytes() for digest in folder.digests()}
        right = sum(_picture(number) in kept for number in range(PICTURES))
        if right != PICTURES:
            raise ValueError(f"only {right} of {PICTURES} pictures are as the forum sent them")
        yield ASKED.of(asked / PICTURES, f"{asked} requests, {right} files alike")
        yield PAGES.of(pages / without, f"{pages} requests : {without}")
        yield _served(it, folder, place)
        yield _memory(it, folder)


def _picture(number: int) -> bytes:
    return gradient(4 + number % 25, 4 + number // 25, number)


def _forum() -> tuple[SampleForum, int]:
    forum = SampleForum()
    board = forum.add_board("Bilder", forum.add_category("Alles"))
    shown = 0
    thread = 0
    for number in range(POSTS):
        text = f"Beitrag {number}"
        if shown < PICTURES and number % 5 < 3:
            text += f" [img]images/{shown}.png[/img]"
            shown += 1
        if number % (REPLIES + 1) == 0:
            thread = forum.new_thread(board, "Ines", f"Thema {number}", text)
        else:
            forum.reply(thread, "Bert", text)
    return forum, board


def _answer(request: Request, usual: Answering) -> Answer:
    body = _picture(int(request.path.rpartition("/")[2].partition(".")[0]))
    return Answer(200, (("Content-Type", "image/png"),), body)


def _polled(forum: SampleForum, board: int, place: Path, *, keep: bool) -> tuple[int, int]:
    place.mkdir()
    with world(forum, [board], place, entries=POSTS) as it:
        return _run(it, MediaFolder(place / "media", 10**9), keep=keep)


def _run(it: World, folder: MediaFolder, *, keep: bool) -> tuple[int, int]:
    """Poll until there is nothing more to fetch; gives the requests for pages, and for pictures."""
    it.site.misbehave(_answer, lambda request: "/images/" in request.path, times=None)
    _keep(it, keep=keep)
    job = PollJobs(it.store, it.clock, Random(1), Stop(), media=folder).of([it.settings])[0]
    requests = 0
    reading, waiting = True, True
    while reading or waiting:
        report, _ = job.run(by_hand=True)
        requests += report.requests if reading else 0
        reading = reading and report.more
        job.fetch_media(by_hand=True)
        waiting = it.store.media.status(KEY).waiting > 0
    job.close()
    return requests, sum("/images/" in each.path for each in it.site.requests.entries)


def _keep(it: World, *, keep: bool) -> None:
    feeds = replace(it.settings.feeds, media=MediaSettings(keep=keep, max_size=2 * _LARGE))
    boards = tuple(replace(board, feeds=feeds) for board in it.settings.boards or ())
    it.settings = replace(it.settings, feeds=feeds, boards=boards, reread=False)


def _served(it: World, folder: MediaFolder, place: Path) -> Row:
    """A picture of 100 KB, put in the place of one that is kept, beside a static file with the same bytes."""
    file = it.store.media.files()[0]
    body = b"x" * 100_000
    folder.path(file.digest).write_bytes(body)
    (place / "static.png").write_bytes(body)
    server = ServerSettings("127.0.0.1", 0, "", ())
    settings = LiveSettings(Settings(server, "sqlite://", (it.settings,)))
    app = create_app(
        settings,
        it.store.read_repository,
        it.clock,
        revisions=it.store.revisions,
        media=(it.store.media, folder),
    )
    _add_static(app, place)
    listener = Listener(app, server)
    threading.Thread(target=listener.serve, daemon=True).start()
    with reading_apart(listener.port) as reader:
        ours, theirs = f"/media/{KEY}/{file.name}", "/bench/static.png"
        for path in (ours, theirs):
            status, headers = reader.ask(path)
            if (status, headers["content-length"]) != (200, "100000"):
                raise ValueError(f"{path}: {status} {headers}")
        times = of_costs(lambda: _cost(reader, ours), lambda: _cost(reader, theirs), times=_BATCHES)
    return SERVED.of(1 / times.ratio, f"{times.aside} a request")


def _add_static(app: Flask, place: Path) -> None:
    app.add_url_rule("/bench/<name>", "bench", lambda name: _static(place, name))


def _static(place: Path, name: str) -> Response:
    return send_from_directory(place.absolute(), name)


def _cost(reader: Reader, path: str) -> float:
    before = time.process_time()
    reader.ask(path, _BATCH)
    return (time.process_time() - before) / _BATCH


def _memory(it: World, folder: MediaFolder) -> Row:
    """What Python allocates at most; the forum's own answer is there before, and counts for nothing."""
    large = b"%PDF-" + bytes(_LARGE - 5)
    named = {"Content-Type": "application/pdf"}
    it.site.misbehave(answer_with(200, large, named), lambda request: "large" in request.path, times=None)
    job = PollJobs(it.store, it.clock, Random(1), Stop(), media=folder).of([it.settings])[0]
    with folder.part() as part:
        tracemalloc.start()
        before = tracemalloc.get_traced_memory()[0]
        done = job.client.download(f"{it.site.url}files/large", FileLimits(part.write, 2 * _LARGE), {}, 60)
        part.keep()
        peak = tracemalloc.get_traced_memory()[1] - before
        tracemalloc.stop()
    job.close()
    if done.answer != "ok":
        raise ValueError(str(done))
    return MEMORY.of(peak / _MIB, f"{_LARGE / _MIB:.0f} MB fetched")
