"""Forums with open and private boards and threads, in which every text is a word that is nowhere else."""

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal

from hypothesis import strategies as st

from feedforum.config.access_tokens import hashed
from feedforum.config.resolve import resolve
from feedforum.config.schema import File
from feedforum.config.secrets import SecretReader
from feedforum.config.settings import ForumSettings, Settings
from feedforum.records import (
    Attachment,
    Author,
    BoardRow,
    Id,
    PostState,
    PostText,
    StoredForum,
    ThreadState,
)
from feedforum.store import PollRepository, PollState, Store
from feedforum.visibility import opened
from tests.feeds.samples import NOON

TOKEN = "open-sesame-open-sesame"
OWNER_PASSWORD = "the owner's own password"
EVERYWHERE = "ueberall"
"""A word of every post."""

BOARDS = (9900001, 9900002, 9900003)
ELSEWHERE = 9900004
"""A board that was read once and is watched no longer."""
THREADS = tuple(range(8800001, 8800006))
UNKNOWN = 7999999

Word = bool | Literal["auto"] | None
words: st.SearchStrategy[Word] = st.sampled_from((None, None, True, False, "auto"))


@dataclass(frozen=True)
class Thread:
    """What becomes of a thread: the boards it stands in one after the other, None for out of sight."""

    boards: tuple[int | None, ...]
    alone: bool
    word: Word
    reply_gone: bool
    gone: bool


@dataclass(frozen=True)
class Plan:
    """A forum: who may read it and its boards, and the lives of its threads."""

    said: Word
    member: bool
    boards: tuple[Word, ...] | Literal["all"]
    threads: tuple[Thread, ...]
    guests: frozenset[int] = frozenset()
    """The boards that guests of the forum were shown."""


lives = st.builds(
    Thread,
    boards=st.lists(st.sampled_from((*BOARDS, *BOARDS, ELSEWHERE, None)), min_size=1, max_size=3).map(tuple),
    alone=st.booleans(),
    word=words,
    reply_gone=st.booleans(),
    gone=st.sampled_from((False, False, False, True)),
)
plans = st.builds(
    Plan,
    said=words,
    member=st.booleans(),
    boards=st.just("all") | st.tuples(*(words for _ in BOARDS)),
    threads=st.tuples(*(lives for _ in THREADS)),
    guests=st.frozensets(st.sampled_from(BOARDS)),
)


@dataclass(frozen=True)
class SecretWorld:
    """A plan that came true in the store, as the forum of that key; beside it an open one, never polled."""

    key: str
    settings: Settings
    lives: dict[int, Thread]
    guests: frozenset[Id] = frozenset()

    @property
    def forum(self) -> ForumSettings:
        return opened(self.settings.forums[0], self.guests)

    def watched(self, board: int | None, thread: int) -> bool:
        watched = board is not None and self.forum.board(board) is not None
        return watched or thread in self.forum.threads

    def hidden(self) -> set[str]:
        """What nobody may see without a token."""
        found: set[str] = set()
        for thread, life in self.lives.items():
            if not self.watched(life.boards[-1], thread) or self.forum.is_private(life.boards[-1], thread):
                found |= {*marks_of(thread, "topic", "prefix", *TEXTS), *keys_of(thread)}
        for board in (*BOARDS, ELSEWHERE):
            known = self.forum.board(board) is not None
            if self.forum.is_private(board) if known else self.forum.has_private:
                found |= {*marks_of(board, "title", "about"), str(board)}
        return found | self.nowhere()

    def nowhere(self) -> set[str]:
        """What no reader may see at all: former texts, texts that are gone, and what an answer said."""
        found = marks_of(1, "detail")
        for thread, life in self.lives.items():
            found |= marks_of(thread, "former")
            if life.gone or not self.watched(life.boards[-1], thread):
                found |= marks_of(thread, "topic", "prefix", *TEXTS)
            elif life.reply_gone:
                found |= marks_of(thread, "answer", "second", "file")
        return found

    def shown(self, *, token: bool) -> set[str]:
        """What must be found somewhere."""
        found: set[str] = set()
        for thread, life in self.lives.items():
            board = life.boards[-1]
            if self.watched(board, thread) and (token or not self.forum.is_private(board, thread)):
                found |= marks_of(thread, "topic", "prefix", *TEXTS)
        boards = [board for board in (*BOARDS, ELSEWHERE) if self.forum.board(board)]
        for board in boards:
            if token or not self.forum.is_private(board):
                found |= marks_of(board, "title", "about")
        return found - self.nowhere()


TEXTS = ("author", "text", "sign", "second", "answer", "file")


def mark(kind: str, number: int) -> str:
    return f"zq{kind}{number}qz"


def marks_of(number: int, *kinds: str) -> set[str]:
    return {mark(kind, number) for kind in kinds}


def keys_of(thread: int) -> tuple[str, str]:
    """The keys of a thread's two posts, as no other number has them."""
    return f"{thread - 1100000}01", f"{thread - 1100000}02"


def secret_world(store: Store, key: str, plan: Plan) -> SecretWorld:
    """The plan, come true."""
    lived = dict(zip(THREADS, plan.threads, strict=True))
    _live(store.poll_repository(key), key, lived)
    store.poll_repository(key).save_guest_shown(plan.guests, NOON)
    tables = [{"key": key, "url": "http://club.example/"} | _table(plan, lived)]
    tables.append({"key": f"{key}new", "url": "http://new.example/", "boards": [1]})
    server = {
        "owner_password_env": "OWNER_PASSWORD",
        "public_url": "https://feeds.example",
        "access_tokens": [hashed(TOKEN)],
        "hub": "https://hub.example/",
        "metrics": True,
    }
    feeds = {"signatures": True, "notices": True}
    file = File.model_validate({"server": server, "feeds": feeds, "forum": tables})
    failed_since = NOON - timedelta(days=3)
    detail = mark("detail", 1)
    store.poll_states.write(
        PollState(
            key,
            polled_at=NOON,
            answer="login wanted",
            detail=detail,
            failing_since=failed_since,
        )
    )
    settings = resolve(file, SecretReader(Path("/c.toml"), {"OWNER_PASSWORD": OWNER_PASSWORD}))
    return SecretWorld(key, settings, lived, plan.guests)


def _table(plan: Plan, lives: dict[int, Thread]) -> dict[str, Any]:
    boards: object = plan.boards
    if plan.boards != "all":
        boards = [{"id": id_} | _said(word) for id_, word in zip(BOARDS, plan.boards, strict=True)]
    threads = [{"id": id_} | _said(life.word) for id_, life in lives.items() if life.alone]
    username = {"username": "me", "password_env": "P"} if plan.member else {}
    return {"boards": boards, "threads": threads} | username | _said(plan.said)


def _said(word: Word) -> dict[str, Word]:
    return {} if word is None else {"private": word}


def _live(poll_repository: PollRepository, key: str, lives: dict[int, Thread]) -> None:
    poll_repository.save_forum(
        StoredForum(key, "club.example", "Werkbank", "http://club.example/", "wbb2", "de", NOON)
    )
    rows: dict[Id, BoardRow | None] = {
        id_: BoardRow(id_, mark("title", id_), mark("about", id_)) for id_ in (*BOARDS, ELSEWHERE)
    }
    poll_repository.save_boards(rows, NOON)
    for id_, life in lives.items():
        first_key, second_key = keys_of(id_)
        thread = ThreadState(
            id_,
            life.boards[0],
            mark("topic", id_),
            f"[{mark('prefix', id_)}]",
            Author(mark("author", id_)),
            total=2,
            last_post_at=NOON,
            never_read=False,
            first_key=first_key,
            first_seen_at=NOON,
        )
        first = _post(first_key, 1, mark("author", id_))
        second = _post(second_key, 2, mark("second", id_))
        poll_repository.save_page(
            thread, [(first, _text(mark("former", id_))), (second, _text(mark("former", id_)))]
        )
        for board in life.boards[1:]:
            thread = replace(thread, board_id=board)
            poll_repository.save_listing(None, [thread])
        edited = NOON + timedelta(hours=1)
        first = replace(first, edited_at=edited)
        file = Attachment(1, f"{mark('file', id_)}.pdf", f"http://club.example/{mark('file', id_)}.pdf", 9)
        changes = [
            (first, _text(mark("text", id_), mark("sign", id_))),
            (
                replace(second, edited_at=edited, gone_at=edited if life.reply_gone else None),
                _text(mark("answer", id_), file=file),
            ),
        ]
        poll_repository.save_page(thread, changes)
        if life.gone:
            poll_repository.save_listing(None, [replace(thread, gone_at=edited)])


def _post(key: str, position: int, author: str) -> PostState:
    return PostState(
        key=key,
        id=int(key),
        number=int(key),
        position=position,
        author=Author(author),
        title="",
        posted_at=NOON + timedelta(minutes=position),
        dated=True,
        first_seen_at=NOON + timedelta(minutes=5),
        fingerprint="1:x",
        first=position == 1,
    )


def _text(word: str, signature: str = "", file: Attachment | None = None) -> PostText:
    plain = f"{word} {EVERYWHERE}"
    return PostText(f"<p>{plain}</p>", signature, "1:x", (file,) if file else (), plain)
