"""A library in memory, and records to put into it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any, Self
from zoneinfo import ZoneInfo

from feedforum.engines import engine_for
from feedforum.engines.forum_links import ForumLinks
from feedforum.engines.kit.engine import Engine
from feedforum.errors import StoreError
from feedforum.feeds.source import Source
from feedforum.records import (
    Attachment,
    Author,
    GonePost,
    Id,
    Phrase,
    PollFailures,
    PostScope,
    SearchQuery,
    SortKey,
    StoredBoard,
    StoredForum,
    StoredPost,
    StoredThread,
    StoreFilter,
)
from feedforum.store import ReadRepository
from feedforum.store.read_repository import NO_LIMIT
from feedforum.text.excerpts import texts_in
from feedforum.text.folding import folded, words
from feedforum.visibility import VisibleForum
from tests.poll.world import settings_for

ALL = StoreFilter()
NO_CHANGES: dict[str, Any] = {}
BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2025, 11, 29, 12, 0, tzinfo=UTC)

FORUM = StoredForum(
    key="sat",
    host="www.sat.example",
    title="Satellitenfreunde",
    url="http://www.sat.example/",
    engine="wbb2",
    language="de",
    first_polled_at=NOON - timedelta(days=30),
)
BOARD = StoredBoard(
    forum_key="sat",
    id=26,
    title="Empfang & Technik",
    description="Alles über <Schüsseln>",
    first_seen_at=NOON - timedelta(days=20),
)
OTHER_BOARD = StoredBoard("sat", 38, "Plauderecke", "", NOON - timedelta(days=20))
THREAD = StoredThread(
    forum_key="sat",
    id=7,
    board_id=26,
    board_title="Empfang & Technik",
    topic="Schüssel ausrichten",
    prefix="[Tipp]",
    starter=Author("Whitebird", 12),
    replies=1,
    closed=False,
    important=False,
    announcement=False,
    first_seen_at=NOON - timedelta(days=10),
)
FIRST = StoredPost(
    key="100",
    id=100,
    number=100,
    thread=THREAD,
    author=Author("Whitebird", 12),
    title="Schüssel ausrichten",
    posted_at=NOON,
    first_seen_at=NOON + timedelta(minutes=5),
    edited_at=None,
    content="<p>Erst der <b>Winkel</b>, dann &lt;alles&gt; andere &amp; so.</p>",
    signature="<p>Gruß vom Dach</p>",
    excerpt="Erst der Winkel, dann <alles> andere & so.",
    thread_first_key="100",
)
REPLY = replace(
    FIRST,
    key="101",
    id=101,
    number=101,
    author=Author("Gast Günther"),
    title="",
    posted_at=NOON + timedelta(hours=1),
    first_seen_at=NOON + timedelta(hours=2),
    edited_at=NOON + timedelta(hours=3),
    content="<blockquote><p>Erst der Winkel</p></blockquote><p>Genau 😀</p>",
    signature="",
    attachments=(
        Attachment(5, "plan.pdf", "http://www.sat.example/attachment.php?attachmentid=5", 2048),
        Attachment(6, "dach.webp", "http://www.sat.example/attachment.php?attachmentid=6", None, inline=True),
    ),
)


@dataclass(frozen=True)
class SampleLinks(ForumLinks):
    """Links of a forum that exists nowhere."""

    engine: Engine = field(default_factory=lambda: engine_for("wbb2", None))
    base: str = "http://www.sat.example/"

    def forum(self) -> str:
        return self.base

    def board(self, board_id: Id) -> str:
        return f"{self.base}board.php?boardid={board_id}"

    def thread(self, thread_id: Id) -> str:
        return f"{self.base}thread.php?threadid={thread_id}"

    def post(self, thread_id: Id, post_id: Id | None) -> str:
        if post_id is None:
            return self.thread(thread_id)
        return f"{self.base}thread.php?postid={post_id}#post{post_id}"

    def profile(self, user_id: Id) -> str:
        return f"{self.base}profile.php?userid={user_id}"

    def named_in(self, url: str) -> tuple[Id | None, Id | None]:
        name, _, id_ = url.rpartition("id=")
        return (
            int(id_) if name.endswith("board") else None,
            int(id_) if name.endswith("thread") else None,
        )


@dataclass
class MemoryLibrary(ReadRepository):
    """What is stored, in lists; `broken` makes it fail as a store does."""

    forums: list[StoredForum] = field(default_factory=lambda: [FORUM])
    all_boards: list[StoredBoard] = field(default_factory=lambda: [BOARD, OTHER_BOARD])
    posts: list[StoredPost] = field(default_factory=lambda: [FIRST, REPLY])
    broken: str = ""
    troubles: dict[str, PollFailures] = field(default_factory=dict)
    dues: dict[str, datetime] = field(default_factory=dict)
    guests: frozenset[Id] = frozenset()

    @contextmanager
    def in_one_transaction(self) -> Iterator[Self]:
        yield self

    def guest_boards(self, since: datetime, key: str) -> frozenset[Id]:
        return self.guests

    def due_at(self, key: str) -> datetime | None:
        return self.dues.get(key)

    def trouble(self, key: str) -> PollFailures | None:
        return self.troubles.get(key)

    def forum(self, key: str) -> StoredForum | None:
        if self.broken:
            raise StoreError(self.broken)
        return next((forum for forum in self.forums if forum.key == key), None)

    def boards(self, key: str) -> list[StoredBoard]:
        return [board for board in self.all_boards if board.forum_key == key]

    def board(self, key: str, board_id: Id) -> StoredBoard | None:
        return next((board for board in self.boards(key) if board.id == board_id), None)

    def thread(self, key: str, thread_id: Id) -> StoredThread | None:
        return next((post.thread for post in self._of(key) if post.thread.id == thread_id), None)

    def threads(
        self, key: str, board_id: Id, limit: int, *, without: tuple[Id, ...] = ()
    ) -> list[StoredThread]:
        posts = self.newest_posts(PostScope(key, (board_id,), without=without), limit=10_000)
        return list({post.thread.id: post.thread for post in posts}.values())[:limit]

    def newest_posts(
        self,
        *scopes: PostScope,
        before: SortKey | None = None,
        wanted: StoreFilter = ALL,
        only_first: bool = False,
        dropped: bool = False,
        limit: int,
        most_text: int = NO_LIMIT,
    ) -> list[StoredPost]:
        found = sorted(
            (
                replace(post, content=post.content[:most_text], too_long=len(post.content) > most_text)
                for post in self.posts
                if post.gone_at is None
                and post.dropped <= dropped
                and (not only_first or post.key == post.thread_first_key)
                and any(is_inside(post, scope) for scope in scopes)
                and comes_after(before, post)
                and is_wanted(post, wanted)
            ),
            key=lambda post: astuple(post.sort_key),
            reverse=True,
        )
        lengths = [0 if post.too_long else len(post.content) for post in found]
        counted = [n for n in range(len(found)) if sum(lengths[:n]) <= most_text]
        return [found[n] for n in counted[:limit]]

    def newest_by_board(
        self, key: str, board_ids: Sequence[Id], *, without: tuple[Id, ...] = ()
    ) -> dict[Id, StoredPost]:
        scope = PostScope(key, tuple(board_ids), without=without)
        oldest_first = self.newest_posts(scope, dropped=True, limit=10_000)[::-1]
        return {post.thread.board_id: post for post in oldest_first if post.thread.board_id is not None}

    def activity(self, scope: PostScope, moments: Sequence[datetime]) -> dict[Id | None, tuple[int, ...]]:
        posts = self.newest_posts(scope, dropped=True, limit=10_000)
        return {
            board_id: tuple(
                sum(start <= post.posted_at < end and post.thread.board_id == board_id for post in posts)
                for start, end in pairwise(moments)
            )
            for board_id in {post.thread.board_id for post in posts}
        }

    def thread_length(self, key: str, thread_id: Id, *, up_to: str | None = None) -> int:
        keys = [post.key for post in self._in_order(key, thread_id)]
        if up_to is None:
            return len(keys)
        return keys.index(up_to) + 1 if up_to in keys else 0

    def sort_key_at(self, key: str, thread_id: Id, index: int) -> SortKey | None:
        return next((post.sort_key for post in self._in_order(key, thread_id)[index:]), None)

    def _in_order(self, key: str, thread_id: Id) -> list[StoredPost]:
        return self.newest_posts(PostScope(key, (), (thread_id,)), dropped=True, limit=10_000)[::-1]

    def sort_key(self, key: str, post_key: str, scope: PostScope | None = None) -> SortKey | None:
        posts = [post for post in self._of(key) if scope is None or is_inside(post, scope)]
        return next((post.sort_key for post in posts if post.key == post_key), None)

    def thread_of_post(self, key: str, post_key: str) -> Id | None:
        return next((post.thread.id for post in self._of(key) if post.key == post_key), None)

    def gone_posts(self, scope: PostScope, *, only_first: bool = False, limit: int) -> list[GonePost]:
        found = [
            GonePost(post.key, post.gone_at, post.edited_at, post.thread.board_id)
            for post in self.posts
            if post.gone_at is not None
            and is_inside(post, scope)
            and (not only_first or post.key == post.thread_first_key)
        ]
        return sorted(found, key=lambda post: post.gone_at, reverse=True)[:limit]

    def _of(self, key: str) -> list[StoredPost]:
        return [post for post in self.posts if post.thread.forum_key == key]


def is_inside(post: StoredPost, scope: PostScope) -> bool:
    thread = post.thread
    in_board = scope.board_ids is None or thread.board_id in scope.board_ids
    inside = in_board or thread.id in scope.thread_ids
    return thread.forum_key == scope.key and inside and thread.id not in scope.without


def is_wanted(post: StoredPost, wanted: StoreFilter) -> bool:
    """Whether a post is wanted, found the slow way: word by word."""
    if wanted.authors and " ".join(folded(post.author.name).split()) not in wanted.authors:
        return False
    return wanted.query is None or fits(post, wanted.query)


def fits(post: StoredPost, query: SearchQuery) -> bool:
    title = f"{post.thread.prefix} {post.thread.topic} " if post.key == post.thread_first_key else ""
    parts = [words(title + post.title), words(texts_in(post.content).own)]
    return all(any(holds(part, phrase) for part in parts) for phrase in query.wanted) and not any(
        holds(part, phrase) for part in parts for phrase in query.unwanted
    )


def holds(part: list[str], phrase: Phrase) -> bool:
    count = len(phrase.words)
    for start in range(len(part) - count + 1):
        here = tuple(part[start : start + count])
        if here == phrase.words:
            return True
        if phrase.open_end and here[:-1] == phrase.words[:-1] and here[-1].startswith(phrase.words[-1]):
            return True
    return False


def comes_after(place: SortKey | None, post: StoredPost) -> bool:
    return place is None or astuple(post.sort_key) < astuple(place)


def source(
    forum: StoredForum = FORUM,
    *,
    board_ids: tuple[int, ...] | None = (26, 38),
    thread_ids: tuple[int, ...] = (),
    of_26: Mapping[str, Any] = NO_CHANGES,
    feeds: Mapping[str, Any] = NO_CHANGES,
    site_url: str = "https://feeds.example",
    **changes: Any,
) -> Source:
    """The source of the sample forum's entries; `feeds` are settings of the forum, `of_26` of a board."""
    settings = settings_for(forum.url, [26, 38, 1], key=forum.key, threads=thread_ids)
    boards = tuple(
        replace(board, feeds=replace(board.feeds, **{**feeds, **(of_26 if board.id == 26 else {})}))
        for board in settings.boards or ()
    )
    settings = replace(settings, boards=boards, feeds=replace(settings.feeds, **feeds))
    return Source(forum, SampleLinks(), VisibleForum(settings, board_ids, thread_ids), site_url, **changes)


def post(number: int, **changes: Any) -> StoredPost:
    """A post of its own thread, `number` minutes after noon."""
    at = NOON + timedelta(minutes=number)
    thread = replace(THREAD, id=number, topic=f"Thema {number}")
    made = replace(
        FIRST,
        key=str(number),
        id=number,
        number=number,
        thread=thread,
        posted_at=at,
        first_seen_at=at,
        thread_first_key=str(number),
        content=f"<p>Beitrag {number}</p>",
    )
    return replace(made, **changes)
