"""Asking a forum for a page and reading it, with a login where there is one."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from feedforum.dates import Calendar
from feedforum.diff.identity import another_id
from feedforum.engines import told_apart
from feedforum.engines.base import Engine
from feedforum.fetch import Guest
from feedforum.records import (
    Answer,
    BoardPage,
    Document,
    Fetched,
    IndexPage,
    Reading,
    ThreadPage,
)

Page = TypeVar("Page", IndexPage, BoardPage, ThreadPage)
Read = Callable[[Document, Calendar], Reading[Page]]


_TELLS_NOT_WHO_ASKS = frozenset(
    {Answer.NOT_FOUND, Answer.CLOSED, Answer.DATABASE_DOWN, Answer.BLOCKED, Answer.OTHER_SOFTWARE}
)
"""Answers whose pages greet nobody: that no member is named on them does not say that we are a guest."""


@dataclass(frozen=True, slots=True)
class Login:
    """A member's name and password; `allowed` is false where the forum refused them not long ago."""

    username: str
    password: str
    allowed: bool = True

    def __repr__(self) -> str:
        return f"Login({self.username!r})"


class Asking:
    """Asks one forum.

    `url` is the address of the page asked for last; `login_refused` tells what came of the login,
    and `visitor` is the name that the last page knew us by, empty for a guest.
    """

    def __init__(
        self, guest: Guest, engine: Engine, base: str, calendar: Calendar, login: Login | None = None
    ) -> None:
        self._guest = guest
        self._engine = engine
        self._base = base
        self._calendar = calendar
        self._login = login
        self._logins_left = 1 if login and login.allowed else 0
        self._print_only = False
        self.login_refused = False
        self.visitor = ""
        self.url = ""

    def index(self, fetched: Fetched | None = None) -> tuple[Reading[IndexPage], Document | None]:
        """The forum's index; read from what was `fetched` already, if it was."""
        url = self._engine.index_url(self._base)
        if fetched is not None and fetched.document is not None:
            self.url = url
            reading = self._read(fetched.document, self._engine.read_index)
            if self._login is None or reading.member:
                return reading, fetched.document
        return self._page(url, self._engine.read_index)

    def board(self, board_id: int, page: int) -> tuple[Reading[BoardPage], Document | None]:
        """A page of a board."""
        url = self._engine.board_url(self._base, board_id, page)
        reading, document = self._page(url, self._engine.read_board)
        shown = reading.page.board_id if reading.page else None
        return (_another("board", board_id, shown) if another_id(board_id, shown) else reading), document

    def thread(self, thread_id: int, page: int) -> tuple[Reading[ThreadPage], Document | None]:
        """A page of a thread, or its print view where no posts can be made out on the page itself.

        Where that happened once, the rest of the poll asks for print views alone.
        """
        reading: Reading[ThreadPage] = Reading(Answer.NOT_UNDERSTOOD)
        if not self._print_only:
            reading, document = self._page(
                self._engine.thread_url(self._base, thread_id, page), self._engine.read_thread
            )
            if reading.answer not in (Answer.NOT_UNDERSTOOD, Answer.EMPTY):
                return _of_thread(thread_id, reading), document
        printed, document = self._page(
            self._engine.print_url(self._base, thread_id, page), self._engine.read_print
        )
        if printed.page is None or not printed.page.posts:
            return _of_thread(thread_id, printed if self._print_only else reading), document
        self._print_only = True
        return _of_thread(thread_id, replace(printed, page=replace(printed.page, page=page))), document

    def _page(self, url: str, read: Read[Page]) -> tuple[Reading[Page], Document | None]:
        reading, document = self._once(url, read)
        guest = not reading.member and reading.answer not in _TELLS_NOT_WHO_ASKS
        if self._login and guest and document is not None and self._log_in():
            reading, document = self._once(url, read)
        return reading, document

    def _once(self, url: str, read: Read[Page]) -> tuple[Reading[Page], Document | None]:
        self.url = url
        fetched = self._guest.get(url)
        if fetched.document is None:
            return Reading(fetched.answer, None, fetched.detail), None
        return self._read(fetched.document, read), fetched.document

    def _read(self, document: Document, read: Read[Page]) -> Reading[Page]:
        """What the engine makes of a page, or, if that is nothing, what any software's pages tell."""
        reading = read(document, self._calendar)
        self._recognised(reading)
        if reading.answer is not Answer.NOT_UNDERSTOOD:
            return reading
        told = told_apart(self._engine, document)
        return Reading(told[0], None, told[1]) if told else reading

    def _recognised(self, reading: Reading[Any]) -> None:
        self.visitor = self._login.username if self._login and reading.member else ""

    def _log_in(self) -> bool:
        """Log in, once a poll at most: the board ends a member's other sessions at each login."""
        if self._login is None or self._logins_left == 0:
            return False
        self._logins_left -= 1
        form = self._engine.login_form(self._base, self._login.username, self._login.password)
        fetched: Fetched = self._guest.submit(form.url, dict(form.fields))
        accepted = fetched.document is not None and self._engine.accepted(fetched.document)
        self.login_refused = fetched.document is not None and not accepted
        return accepted


def _of_thread(thread_id: int, reading: Reading[ThreadPage]) -> Reading[ThreadPage]:
    shown = reading.page.thread_id if reading.page else None
    return _another("thread", thread_id, shown) if another_id(thread_id, shown) else reading


def _another(what: str, asked: int, shown: int | None) -> Reading[Any]:
    """A page of its kind, but of another board or thread than the one that was asked for."""
    detail = f"The forum shows {what} {shown} in place of {what} {asked}; name {shown} if that is meant."
    return Reading(Answer.NOT_UNDERSTOOD, None, detail)
