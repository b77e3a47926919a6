"""What may be seen by someone who has an access token, and by someone who has none.

This is the one place that says so. Whatever answers strangers is handed a `Sight` and shows nothing else.
"""

from dataclasses import dataclass

from feedforum.config.settings import ForumSettings, Settings
from feedforum.records import Id, Scope


@dataclass(frozen=True, slots=True)
class VisibleForum:
    """A forum as someone sees it, with its whole `settings`; what these name may be hidden.

    `board_ids` are the boards that are seen, None for all; `thread_ids` the threads that are seen
    wherever they stand; `without` those that are not seen, though their board may be. `whole` says that
    nothing is hidden. Of what only the store knows, where a thread stands, nothing is settled here.
    """

    settings: ForumSettings
    board_ids: tuple[Id, ...] | None
    thread_ids: tuple[Id, ...]
    without: tuple[Id, ...] = ()
    whole: bool = True

    @property
    def key(self) -> str:
        """The forum's key."""
        return self.settings.key

    @property
    def private(self) -> bool:
        """Whether what is seen is more than everybody sees: no shared cache may keep it."""
        return self.whole and self.settings.has_private

    @property
    def scope(self) -> Scope:
        """Where to look for posts that are seen."""
        return Scope(self.key, self.board_ids, self.thread_ids, self.without)

    def shows_board(self, board_id: Id | None) -> bool:
        """Whether a board is watched and seen; None is a board that is not known."""
        if board_id is None or self.settings.board(board_id) is None:
            return False
        return self.board_ids is None or board_id in self.board_ids

    def shows_thread(self, thread_id: Id, board_id: Id | None) -> bool:
        """Whether a thread that stands in that board is watched and seen."""
        if thread_id in self.without:
            return False
        return thread_id in self.thread_ids or self.shows_board(board_id)

    def opens_board(self, board_id: Id) -> bool:
        """Whether what is shown of a board is more than everybody sees: it may have private threads."""
        return self.whole and (self.settings.is_private(board_id) or bool(self.settings.private_threads))

    def opens_thread(self, thread_id: Id, board_id: Id | None) -> bool:
        """Whether what is shown of a thread there is more than everybody sees: be it its board's title."""
        private = self.settings.is_private
        return self.whole and (private(board_id) or private(board_id, thread_id))

    def names_board(self, board_id: Id | None) -> bool:
        """Whether the title of a board may be told, be it watched or not."""
        return self.whole or self.shows_board(board_id)


@dataclass(frozen=True, slots=True)
class Sight:
    """The forums of which someone sees anything, in the order of the configuration.

    `token` says whether a right token was given, `whole` that nothing is hidden.
    """

    forums: tuple[VisibleForum, ...]
    token: bool
    whole: bool

    def forum(self, key: str) -> VisibleForum | None:
        """The forum of that key, or None if nothing of it is seen."""
        return next((forum for forum in self.forums if forum.key == key), None)


def visibility_of(settings: Settings, *, token: bool) -> Sight:
    """What is seen with a token, or without: everything, or what is not private."""
    seen = [_all_of(forum) if token else public_visibility(forum) for forum in settings.forums]
    return Sight(
        forums=tuple(forum for forum in seen if forum.whole or forum.board_ids != () or forum.thread_ids),
        token=token,
        whole=all(forum.whole for forum in seen),
    )


def public_visibility(forum: ForumSettings) -> VisibleForum:
    """What is seen of a forum without a token, which may be nothing."""
    return _open_part(forum) if forum.has_private else _all_of(forum)


def _all_of(forum: ForumSettings) -> VisibleForum:
    boards = None if forum.boards is None else tuple(board.id for board in forum.boards)
    return VisibleForum(forum, boards, forum.threads)


def _open_part(forum: ForumSettings) -> VisibleForum:
    """A thread is in `thread_ids` only if it is open wherever it stands; else its board decides."""
    every_board = forum.boards is None and not forum.private
    boards = tuple(board.id for board in forum.boards or () if not board.private)
    return VisibleForum(
        settings=forum,
        board_ids=None if every_board else boards,
        thread_ids=tuple(id_ for id_ in forum.threads if not forum.is_private(None, id_)),
        without=forum.private_threads,
        whole=False,
    )
