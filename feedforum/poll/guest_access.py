"""Which boards guests can read, where we are a member: once a day the forum is asked as a guest.

The index names the boards that a guest may know of. That proves little, since many forums list boards whose
threads they show to members only. So a board counts as readable only once a guest was shown posts of it, in a
thread that the page itself places there; and only for a while.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from feedforum.config import ForumSettings
from feedforum.fetch import ForumClient
from feedforum.poll.answer_policy import ENDS_POLL, FAILURES, SHOWS_NO_BOARDS
from feedforum.poll.page_loader import PageLoader
from feedforum.poll.watch_list import titles_on_index
from feedforum.records import Answer, BoardRow, Id, IndexPage, Reading
from feedforum.store import Store

DAY = timedelta(days=1)
SHOWN_AGAIN_AFTER = timedelta(days=7)
"""How long after a guest was shown posts of a board that is proven anew."""

MOST_BOARDS = 10
"""How many boards are proven in one check; the others wait for that of the next day."""

_CANDIDATES = 5
_REFUSALS = frozenset({Answer.LOGIN_WANTED, Answer.PASSWORD_WANTED, Answer.NOT_FOUND})


@dataclass(frozen=True, slots=True)
class IndexForGuests:
    """What the index that a guest sees says of boards: which are `hidden`, and which have to be proven."""

    hidden: tuple[Id, ...]
    unproven: tuple[Id, ...]


def compare_indexes(
    ours: IndexPage, guests: IndexPage, shown_at: Mapping[Id, datetime | None], now: datetime
) -> IndexForGuests:
    """Compare a member's index with a guest's; `shown_at` says when guests were last shown posts of boards.

    A row that tells guests of no last post, where it tells members, hides its board. One that tells of
    another is a reason to look at once. Those that were proven longest ago, or never, come first.
    """
    known, rows = titles_on_index(guests), {row.id: row for row in guests.boards}
    own = {row.id: row for row in ours.boards}
    hidden, unproven = [], []
    for board_id, at in shown_at.items():
        row, member_row = rows.get(board_id), own.get(board_id)
        if board_id not in known or (row and (row.locked or (_last(member_row) and not _last(row)))):
            hidden.append(board_id)
        elif at is None or not timedelta() <= now - at < SHOWN_AGAIN_AFTER or _last(row) != _last(member_row):
            unproven.append(board_id)
    unproven.sort(key=lambda board_id: (shown_at[board_id] is not None, shown_at[board_id] or now))
    return IndexForGuests(tuple(hidden), tuple(unproven))


def _last(row: BoardRow | None) -> tuple[Any, ...]:
    """A row's last post without its time, which members may see in another zone."""
    last = row.last_post if row else None
    return (last.author and last.author.name, last.thread_id) if last else ()


def check_due(asked_at: datetime | None, now: datetime) -> bool:
    """Whether a forum is to be asked again; also where the clock was put back since."""
    return asked_at is None or not timedelta() <= now - asked_at < DAY


def ask_as_guest(
    forum: ForumSettings,
    store: Store,
    client: ForumClient,
    now: datetime,
    ours: IndexPage,
    loaded_by: PageLoader,
) -> Iterator[tuple[str, Reading[Any], str]]:
    """Ask a forum by a `client` that is not logged in, and store what guests can read. Raises StoreError.

    Gives what was asked for, what came of it, and its address. `ours` is the index that a member sees, which
    was `loaded_by` a loader. What fails says nothing, and leaves what is known as it is.
    """
    repository = store.poll_repository(forum.key)
    # Before anything is asked: a program that is killed over it must not ask more often.
    repository.save_guests_asked(now)
    nobody = replace(forum, username="", password="", cookies=(), boards=None)
    loader = PageLoader(nobody, client, loaded_by.login.engine, loaded_by.base)
    index, _ = loader.index()
    yield "index as a guest", index, loader.url
    shown_at = repository.guest_shown_at()
    if index.member:
        return
    if index.page is None:
        if index.answer in SHOWS_NO_BOARDS | _REFUSALS:
            repository.save_guest_shown(tuple(shown_at), None)
        return
    found = compare_indexes(ours, index.page, shown_at, now)
    repository.save_guest_shown(found.hidden, None)
    asked = 0
    for board_id in found.unproven:
        board = forum.board(board_id)
        asks = asked < MOST_BOARDS and board is not None and board.asks_guests
        threads = store.read_repository.threads(forum.key, board_id, _CANDIDATES) if asks else ()
        # An announcement shows in other boards, too.
        thread_id = next((thread.id for thread in threads if not thread.announcement), None)
        if thread_id is None:
            continue
        asked += 1
        thread, _ = loader.thread(thread_id, 1, board_id=board_id)
        yield f"thread {thread_id} as a guest", thread, loader.url
        page, member = thread.page, thread.member
        if page is not None and page.posts and not member and page.path[-1:]:
            if page.path[-1].id == board_id:
                repository.save_guest_shown([board_id], now)
        elif thread.answer in _REFUSALS:
            repository.save_guest_shown([board_id], None)
        elif thread.answer in ENDS_POLL | FAILURES:
            return
