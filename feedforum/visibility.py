"""Who may see what: everything with an access token, what is not private without one.

This is the one place that decides it. Whatever answers a request takes a `Visibility` and shows nothing else.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from feedforum.clock import Clock
from feedforum.config.settings import ForumSettings, Grant, Settings
from feedforum.records import Id, PostScope


@dataclass(frozen=True, slots=True)
class VisibleForum:
    """What of a forum may be seen. Its `settings` are whole and may name what is hidden.

    `board_ids` are the visible boards, None for all; `thread_ids` are threads that are visible whatever board
    they are in; threads in `without` are hidden whatever board they are in. `whole` means that nothing is
    hidden, `opened` that a token opened some private boards. Which board a thread is in only the store knows,
    so the methods take it as a parameter.
    """

    settings: ForumSettings
    board_ids: tuple[Id, ...] | None
    thread_ids: tuple[Id, ...]
    without: tuple[Id, ...] = ()
    whole: bool = True
    opened: bool = False

    @property
    def key(self) -> str:
        """The forum's key."""
        return self.settings.key

    @property
    def private(self) -> bool:
        """Whether more is visible than everybody may see: then no shared cache may keep it."""
        return self.needs_token()

    @property
    def scope(self) -> PostScope:
        """Where to look for visible posts."""
        return PostScope(self.key, self.board_ids, self.thread_ids, self.without)

    def shows_board(self, board_id: Id | None) -> bool:
        """Whether a board is watched and visible; None is a board that is not known."""
        if board_id is None or self.settings.board(board_id) is None:
            return False
        return self.board_ids is None or board_id in self.board_ids

    def shows_thread(self, thread_id: Id, board_id: Id | None) -> bool:
        """Whether a thread in that board is watched and visible."""
        if thread_id in self.without:
            return False
        return thread_id in self.thread_ids or self.shows_board(board_id)

    def needs_token(self, board_id: Id | None = None, thread_id: Id | None = None) -> bool:
        """Whether more is visible than everybody may see: of a thread, a board, or else the forum.

        Of a thread that may be only the title of its board; a board may have private threads.
        """
        settings = self.settings
        if thread_id is not None:
            watched = board_id is not None and settings.board(board_id) is not None
            named = settings.is_private(board_id) if watched else settings.has_private
            private = named or settings.is_private(board_id, thread_id)
        elif board_id is not None:
            private = settings.is_private(board_id) or bool(settings.private_threads)
        else:
            private = settings.has_private
        return (self.whole or self.opened) and private

    def names_board(self, board_id: Id | None) -> bool:
        """Whether the title of a board may be shown, watched or not."""
        return self.whole or self.shows_board(board_id)


@dataclass(frozen=True, slots=True)
class Visibility:
    """The forums of which anything is visible, in the order of the configuration.

    `token` means that a token or the owner's login opens something, `whole` that nothing is hidden.
    """

    forums: tuple[VisibleForum, ...]
    token: bool
    whole: bool

    def forum(self, key: str) -> VisibleForum | None:
        """The forum of that key, or None if nothing of it is seen."""
        return next((forum for forum in self.forums if forum.key == key), None)


def visibility_of(settings: Settings, *, token: bool | Grant) -> Visibility:
    """What is seen with a token, or without: everything, what the token opens, or what is not private."""
    visible = [visible_part(forum, token=token) for forum in settings.forums]
    return Visibility(
        forums=tuple(forum for forum in visible if forum.whole or forum.board_ids != () or forum.thread_ids),
        token=bool(token),
        whole=all(forum.whole for forum in visible),
    )


def visible_part(forum: ForumSettings, *, token: bool | Grant) -> VisibleForum:
    """What is seen of a forum with a token, or without, which may be nothing."""
    opens = token.opens(forum.key) if isinstance(token, Grant) else token
    if forum.has_private and not opens:
        return _open_part(forum)
    if forum.has_private and isinstance(opens, tuple):
        part = _open_part(forum)
        opened = tuple(id_ for id_ in opens if forum.board(id_) is not None)
        boards = part.board_ids if part.board_ids is None else (*part.board_ids, *opened)
        return replace(part, board_ids=boards, opened=bool(opened))
    boards = None if forum.boards is None else tuple(board.id for board in forum.boards)
    return VisibleForum(forum, boards, forum.threads)


def _open_part(forum: ForumSettings) -> VisibleForum:
    """A thread is in `thread_ids` only if it is open wherever it stands; else its board decides."""
    every_board = forum.boards is None and not forum.private
    open_boards = (board.id for board in forum.boards or () if not board.private)
    boards = tuple(forum.opened_boards if forum.boards is None else open_boards)
    return VisibleForum(
        settings=forum,
        board_ids=None if every_board else boards,
        thread_ids=tuple(id_ for id_ in forum.threads if not forum.is_private(None, id_)),
        without=forum.private_threads,
        whole=False,
    )


GUESTS_SEEN_FOR = timedelta(days=14)
"""For how long a board counts as readable for guests after the forum last showed one a post of it."""

GuestBoards = Callable[[datetime, str], frozenset[Id]]
"""Gives the boards of a forum, by its key, that guests were shown since a moment. May raise StoreError."""


@dataclass(eq=False)
class OpenedSettings:
    """The configuration with those boards opened that guests can read, for any thread."""

    guest_boards: GuestBoards
    clock: Clock
    _last: tuple[Settings, tuple[frozenset[Id], ...], Settings] | None = field(default=None, init=False)

    def of(self, settings: Settings) -> Settings:
        """The same settings again, and not only equal ones, as long as nothing has changed."""
        since = self.clock.now() - GUESTS_SEEN_FOR
        boards = tuple(self.guest_boards(since, each.key) for each in settings.forums if each.asks_guests)
        if not any(boards):
            return settings
        last = self._last
        if last is not None and last[0] is settings and last[1] == boards:
            return last[2]
        found = iter(boards)
        forums = [opened(each, next(found)) if each.asks_guests else each for each in settings.forums]
        made = replace(settings, forums=tuple(forums))
        self._last = settings, boards, made
        return made


def opened(forum: ForumSettings, guest_boards: frozenset[Id]) -> ForumSettings:
    """The forum's settings once guests can read these boards; what the owner said of a board stays."""
    if forum.boards is None:
        return replace(forum, opened_boards=guest_boards if forum.asks_guests else frozenset())
    boards = (
        replace(board, private=False) if board.asks_guests and board.id in guest_boards else board
        for board in forum.boards
    )
    return replace(forum, boards=tuple(boards))
