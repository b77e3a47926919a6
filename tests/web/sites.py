"""Applications over the sample library."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.serving import make_server

from feedforum.config import LiveSettings
from feedforum.config.forum_changes import ForumChange
from feedforum.config.resolve import resolve
from feedforum.config.schema import File
from feedforum.config.secrets import SecretReader
from feedforum.config.settings import ForumSettings, Settings
from feedforum.errors import ConfigError, DiscoverError, OverdueError, StoreError
from feedforum.media.folder import MediaFolder
from feedforum.metrics import Metrics
from feedforum.records import (
    Access,
    Answer,
    Choice,
    Discovery,
    ForumStatus,
    FoundBoard,
    Id,
    MediaFile,
    MemberLogin,
    PollPause,
    PollRequestOutcome,
    PostScope,
    Preview,
    QueueStatus,
    StoredForum,
    StoredPost,
)
from feedforum.store import EndedSessions, ForumStatuses, MediaStore
from feedforum.web import AdminServices, create_app
from tests.feeds.samples import BOARD, FIRST, FORUM, NOON, REPLY, THREAD, MemoryLibrary, SampleLinks

TOKEN = "open-sesame"
PASSWORD = "owner's own wörd"

MEMBERS = replace(FORUM, key="club", host="club.example", title="Geheimbund", url="http://club.example/")
MEMBERS_BOARD = replace(BOARD, forum_key="club", id=5, title="Verschlusssache")
MEMBERS_THREAD = replace(THREAD, forum_key="club", id=50, board_id=5, topic="Losungswort")
MEMBERS_POST = replace(FIRST, key="500", id=500, number=500, thread=MEMBERS_THREAD, thread_first_key="500")


@dataclass
class StillClock:
    """A clock that stands."""

    at: datetime = NOON + timedelta(hours=5)

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return 0.0

    def sleep(self, seconds: float) -> None:
        raise AssertionError("an answer does not wait")


def settings(*, server: dict[str, Any] | None = None, owner_password: str = "", **forum: Any) -> Settings:
    """A public forum `sat` with board 26 of two, a private one `club`, and one never polled, `new`."""
    public = {"key": "sat", "url": "http://www.sat.example/", "boards": [26], "interval": "10m"} | forum
    file = File.model_validate(
        {
            "server": {"public_url": "https://feeds.example", "access_tokens": (TOKEN, "another one")}
            | ({"owner_password_env": "OWNER_PASSWORD"} if owner_password else {})
            | (server or {}),
            "forum": [
                public,
                {"key": "club", "url": "http://club.example/", "boards": "all", "private": True},
                {"key": "new", "url": "http://new.example/", "boards": [1], "threads": [2]},
            ],
        }
    )
    environment = {"OWNER_PASSWORD": owner_password}
    return resolve(file, SecretReader(Path("/nowhere/config.toml"), environment))


def read_repository() -> MemoryLibrary:
    made = MemoryLibrary(posts=[FIRST, REPLY, MEMBERS_POST])
    made.forums.append(MEMBERS)
    made.all_boards.append(MEMBERS_BOARD)
    return made


def links(forum: StoredForum) -> SampleLinks:
    return SampleLinks(base=forum.url)


@dataclass
class SampleForumStatuses(ForumStatuses):
    """How the forums stand; one that nothing is said of was never polled."""

    forums: dict[str, ForumStatus] = field(default_factory=dict)
    broken: str = ""

    def forum(self, key: str, now: datetime) -> ForumStatus:
        if self.broken:
            raise StoreError(self.broken)
        return self.forums.get(key, ForumStatus(key))

    def size(self) -> int:
        return 12_345_678


FOUND = Discovery(
    Answer.OK,
    "http://found.example/",
    engine="wbb2",
    software="Burning Board 2.3.6",
    title="Fundbüro & <mehr>",
    language="de",
    encoding="windows-1252",
    zone="Europe/Berlin",
    boards=(
        FoundBoard(1, "Alles", category=True),
        FoundBoard(26, "Empfang", 1, threads=3, posts=17, last_post_at=NOON, access=Access.OPEN),
        FoundBoard(28, "Darunter", 2, parent_id=26),
        FoundBoard(30, "Mitglieder", 1, access=Access.LOGIN),
        FoundBoard(31, "Losung", 1, access=Access.PASSWORD),
    ),
)


@dataclass
class SampleFinder:
    """Finds one forum at whatever address; `calls` are its calls."""

    found: Discovery = FOUND
    posts: tuple[StoredPost, ...] = (FIRST, REPLY)
    faults: tuple[str, ...] = ()
    calls: list[tuple[object, ...]] = field(default_factory=list)
    meanwhile: Callable[[], None] = lambda: None
    feeds: dict[str, Any] = field(default_factory=dict)
    saved: tuple[Discovery, Choice] | None = None

    def find(self, address: str) -> Discovery:
        self.calls.append(("find", address))
        self.meanwhile()
        if " " in address:
            raise DiscoverError("No address.")
        return self.found

    def as_member(self, found: Discovery, login: MemberLogin) -> Discovery:
        self.calls.append(("as member", found.url, login.username, login.password))
        boards = (replace(board, access=Access.OPEN) for board in found.boards)
        return replace(found, boards=tuple(boards))

    def drafted(self, found: Discovery, choice: Choice) -> ForumSettings:
        if self.faults:
            raise ConfigError(*self.faults)
        more = {"timezone": found.zone, **self.feeds}
        return settings(key="found", url=found.url, boards=list(choice.board_ids), **more).forums[0]

    def preview(self, found: Discovery, board: FoundBoard, forum: ForumSettings) -> Preview:
        self.calls.append(("preview", found.url, board.id))
        posts = (replace(post, thread=replace(post.thread, forum_key=forum.key)) for post in self.posts)
        return Preview(board, Answer.OK, "", replace(FORUM, key=forum.key), tuple(posts))

    def piece(self, found: Discovery, choice: Choice) -> str:
        return f"[[forum]]\nboards = {list(choice.board_ids)}\n"

    def save(self, found: Discovery, choice: Choice) -> str:
        self._write("save", found.url, *choice.board_ids)
        self.saved = found, choice
        return "found"

    def change(self, key: str, change: ForumChange) -> None:
        self._write("change", key, change)

    def remove(self, key: str) -> None:
        self._write("remove", key)

    def follow(self, key: str, *, board_id: Id | None = None, thread_id: Id | None = None) -> None:
        self._write("follow", key, board_id, thread_id)

    def _write(self, *call: object) -> None:
        if self.faults:
            raise ConfigError(*self.faults)
        self.calls.append(call)


class MemorySessions(EndedSessions):
    """Which sessions were ended, in no store; `broken` makes it fail as a store does."""

    def __init__(self) -> None:
        self.ended: set[str] = set()
        self.broken = ""

    def add(self, session_id: str, now: datetime, lifetime: timedelta) -> None:
        if self.broken:
            raise StoreError(self.broken)
        self.ended.add(session_id)

    def has(self, session_id: str) -> bool:
        if self.broken:
            raise StoreError(self.broken)
        return session_id in self.ended


PICTURE = MediaFile("ab" * 32, "image/png", "png", Path(__file__).stat().st_size, 8, 8)


class SampleMedia(MediaStore):
    """One picture, which every visible forum of the library shows."""

    def __init__(self, library: MemoryLibrary) -> None:
        self.library = library

    def find(self, digest: str, scope: PostScope) -> tuple[MediaFile, str] | None:
        self.library.forum(scope.key)
        visible = scope.board_ids != () or scope.thread_ids
        return (PICTURE, "") if visible and digest == PICTURE.digest else None


class SampleFolder(MediaFolder):
    """Every file of it has the same content."""

    def __init__(self) -> None:
        super().__init__(Path("/nowhere"))

    def path(self, digest: str) -> Path:
        return Path(__file__)


@dataclass
class OwnersSite:
    """An application with an owner, and metrics; `outcome` is what becomes of requests for polls."""

    forum_statuses: SampleForumStatuses = field(default_factory=SampleForumStatuses)
    ended_sessions: MemorySessions = field(default_factory=MemorySessions)
    clock: StillClock = field(default_factory=StillClock)
    outcome: PollRequestOutcome = PollRequestOutcome.GRANTED
    requested: list[str] = field(default_factory=list)
    trouble: PollPause | None = None
    wrong: str = ""
    faults: tuple[str, ...] = ()
    current: LiveSettings = field(default_factory=lambda: LiveSettings(settings()))
    metrics: Metrics = field(default_factory=Metrics)
    library: MemoryLibrary = field(default_factory=lambda: MemoryLibrary(posts=[FIRST, REPLY]))
    finder: SampleFinder = field(default_factory=SampleFinder)
    queue: QueueStatus | None = None

    def request_poll(self, forum: ForumSettings) -> PollRequestOutcome:
        self.requested.append(forum.key)
        return self.outcome

    def check(self) -> None:
        if self.wrong:
            raise OverdueError(self.wrong)

    def app(self, password: str = PASSWORD, **server: Any) -> Flask:
        return self.app_of(settings(owner_password=password, server={"metrics": True, **server}))

    def app_of(self, chosen: Settings) -> Flask:
        admin_services = AdminServices(
            self.forum_statuses,
            self.ended_sessions,
            self.request_poll,
            lambda: self.trouble,
            self.metrics,
            self.finder,
            queue_status=lambda: self.queue,
        )
        self.current.replace(chosen)
        self.current.faults = self.faults
        return create_app(
            self.current,
            self.library,
            self.clock,
            links,
            self.check,
            admin_services,
            media=(SampleMedia(self.library), SampleFolder()),
        )


def app(chosen: Settings | None = None, library: MemoryLibrary | None = None) -> Flask:
    """The application; one for all who bring no library: to make one takes longer than most answers."""
    chosen = chosen or settings()
    return _app(chosen, library) if library else _shared_app(chosen)


@lru_cache
def _shared_app(chosen: Settings) -> Flask:
    return _app(chosen, read_repository())


def _app(chosen: Settings, library: MemoryLibrary) -> Flask:
    media = SampleMedia(library), SampleFolder()
    return create_app(LiveSettings(chosen), library, StillClock(), links, media=media)


@contextmanager
def served(made: Flask) -> Iterator[int]:
    """The port of 127.0.0.1 where the application answers over a real socket."""
    server = make_server("127.0.0.1", 0, made, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
