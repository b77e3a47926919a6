"""A forum whose posts show pictures, polled with a folder to keep them in."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

from feedforum.config.settings import MediaSettings
from feedforum.media.folder import MediaFolder
from feedforum.metrics import Metrics
from feedforum.records import MediaFault, StoredPost
from feedforum.schedule import PollJob, PollJobs, Stop
from tests.poll.world import KEY, World, world
from tests.sample_forum import SampleForum
from tests.sample_forum.misbehaviour import answer_with
from tests.sample_forum.pictures import gradient
from tests.sample_forum.wire import Request

PNG = gradient(8, 8, 1)
KEEP = MediaSettings(keep=True)


def keeping(it: World, media: MediaSettings = KEEP, **changed: object) -> None:
    """From now on the owner keeps pictures and files."""
    feeds = replace(it.settings.feeds, media=media)
    listed = it.settings.boards
    boards = None if listed is None else tuple(replace(board, feeds=feeds) for board in listed)
    it.settings = replace(it.settings, feeds=feeds, boards=boards, **changed)  # type: ignore[arg-type]


class Place:
    """A forum whose posts show pictures, and a folder to keep them in."""

    def __init__(self, it: World, board: int, folder: MediaFolder) -> None:
        self.world = it
        self.board = board
        self.folder = folder
        self.metrics = Metrics()

    def show(self, *names: str) -> None:
        """Post something that shows these pictures of the forum."""
        text = "\n".join(f"[img]{self.world.site.url}images/{name}[/img]" for name in names)
        self.world.forum.new_thread(self.board, "Ines", f"Bilder {names[0]}", text)

    def serve(self, name: str, body: bytes = PNG, status: int = 200, **headers: str) -> None:
        """Have the forum answer with a body where a picture is asked for."""
        named = {"Content-Type": "image/png"} | {
            key.replace("_", "-"): value for key, value in headers.items()
        }
        self.world.site.misbehave(answer_with(status, body, named), is_picture(name), times=None)

    def job(self, stop: Stop | None = None) -> PollJob:
        it = self.world
        jobs = PollJobs(it.store, it.clock, Random(1), stop or Stop(), (), self.metrics, self.folder)
        return jobs.of([it.settings])[0]

    def poll(self) -> None:
        """A poll, and the files that are due after it."""
        job = self.job()
        try:
            job.run(by_hand=True)
            job.fetch_media(by_hand=True)
        finally:
            job.close()

    def later(self, pause: timedelta) -> None:
        self.world.forum.advance(pause)
        self.poll()

    def asked(self, name: str = "") -> list[Request]:
        """The requests for pictures that came in."""
        return [each for each in self.world.site.requests.entries if f"/images/{name}" in each.path]

    def faults(self) -> dict[MediaFault, int]:
        return {each.fault: each.count for each in self.world.store.media.status(KEY).trouble}

    def kept(self) -> list[bytes]:
        return [self.folder.path(digest).read_bytes() for digest in self.folder.digests()]

    def posts(self) -> list[StoredPost]:
        return self.world.posts()


def is_picture(name: str) -> Callable[[Request], bool]:
    return lambda request: request.path.endswith(f"/images/{name}")


@contextmanager
def a_place(tmp_path: Path, **settings: object) -> Iterator[Place]:
    forum = SampleForum()
    board = forum.add_board("Allgemeines", forum.add_category("Alles"))
    with world(forum, [board], tmp_path, **settings) as made:
        keeping(made)
        yield Place(made, board, MediaFolder(tmp_path / "media", 10**9))
