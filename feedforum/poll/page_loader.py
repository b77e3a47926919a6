"""Asking a forum for a page and reading it, with a login and with passwords where there are any."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import Any, TypeVar

from feedforum.dates import Calendar
from feedforum.diff.page_identity import another_id
from feedforum.engines import explain_unknown
from feedforum.engines.base import Engine
from feedforum.fetch import ForumClient
from feedforum.poll.answer_policy import ANOTHER_TIME
from feedforum.poll.auth import BoardPasswords, Login, LoginBlock, shows_guest
from feedforum.records import (
    Answer,
    BoardPage,
    Document,
    Fetched,
    Id,
    IndexPage,
    Reading,
    ThreadPage,
)

Page = TypeVar("Page", IndexPage, BoardPage, ThreadPage)
Read = Callable[[Document, Calendar], Reading[Page]]

_MOST_DOORS = 6
"""How many boards above each other may want a password, a login included."""


class PageLoader:
    """Asks one forum.

    `url` is the address of the page asked for last, and `visitor` the name that the last page which told
    knew us by, empty for a guest. `login_refused` tells what came of the login; `logged_in` is told of
    each that was sent, and whether it was refused, before anything else is asked.
    """

    def __init__(
        self,
        client: ForumClient,
        engine: Engine,
        base: str,
        calendar: Calendar,
        passwords: BoardPasswords,
        login: Login | None = None,
        logged_in: Callable[[bool], None] = lambda refused: None,
    ) -> None:
        self._guest = client
        self._engine = engine
        self._base = base
        self._calendar = calendar
        self._passwords = passwords
        self._login = login
        self._logged_in = logged_in
        self._logins_left = 1 if login and login.login_block is LoginBlock.NONE else 0
        self._print_only = False
        self._came_of_login: LoginBlock | None = None
        self.visitor = ""
        self.url = ""
        self._known_as_guest = False

    @property
    def login_refused(self) -> bool:
        """Whether a login was tried, and refused."""
        return self._came_of_login is LoginBlock.REFUSED

    @property
    def shut_out(self) -> LoginBlock:
        """Why we are a guest where we were to be a member, NONE if we are not."""
        if self._login is None or not self._known_as_guest:
            return LoginBlock.NONE
        # Where a login was accepted, there was a guest's page after it all the same.
        return self._came_of_login or self._login.login_block

    def index(self, fetched: Fetched | None = None) -> tuple[Reading[IndexPage], Document | None]:
        """The forum's index; read from what was `fetched` already, if it was."""
        return self._page(self._engine.index_url(self._base), self._engine.read_index, fetched=fetched)

    def board(self, board_id: Id, page: int) -> tuple[Reading[BoardPage], Document | None]:
        """A page of a board."""
        url = self._engine.board_url(self._base, board_id, page)
        reading, document = self._page(url, self._engine.read_board, board_id)
        shown = reading.page.board_id if reading.page else None
        return (_another("board", board_id, shown) if another_id(board_id, shown) else reading), document

    def thread(self, thread_id: Id, page: int) -> tuple[Reading[ThreadPage], Document | None]:
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

    def unchanged(self, page: ThreadPage) -> bool:
        """Whether the page that was read last tells what it told before, all of which was dealt with."""
        return self._guest.seen_before(self.url, _told(page))

    def forget(self) -> None:
        """Let the page that was read last be asked for anew: not all that it told could be dealt with."""
        self._guest.forget_page(self.url)

    def _page(
        self, url: str, read: Read[Page], board_id: Id | None = None, fetched: Fetched | None = None
    ) -> tuple[Reading[Page], Document | None]:
        """A page, asked for again after each door that could be opened; `board_id` is that of a board's."""
        reading, document = self._once(url, read, fetched)
        for _ in range(_MOST_DOORS):
            if document is None:
                break
            if reading.answer is Answer.PASSWORD_WANTED:
                opened = self._give_password(url, read, document, board_id)
            elif shows_guest(reading) and self._log_in():
                opened = self._once(url, read)
            else:
                opened = None
            if opened is None:
                break
            reading, document = opened
        if reading.answer is Answer.PASSWORD_WANTED and document is not None:
            reading = self._still_shut(reading, document, board_id)
        return reading, document

    def _once(
        self, url: str, read: Read[Page], fetched: Fetched | None = None
    ) -> tuple[Reading[Page], Document | None]:
        self.url = url
        if fetched is None or fetched.document is None:
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
        told = explain_unknown(self._engine, document)
        return Reading(told[0], None, told[1]) if told else reading

    def _recognised(self, reading: Reading[Any]) -> None:
        if self._login and reading.member:
            self.visitor, self._known_as_guest = self._login.name, False
        elif shows_guest(reading):
            self.visitor, self._known_as_guest = "", True

    def _log_in(self) -> bool:
        """Log in, once a poll at most: the board ends a member's other sessions at each login."""
        if self._login is None or self._logins_left == 0:
            return False
        self._logins_left -= 1
        form = self._engine.login_form(self._base, self._login.username, self._login.password)
        fetched: Fetched = self._guest.submit(form.url, dict(form.fields))
        accepted = fetched.document is not None and self._engine.accepted(fetched.document)
        self._came_of_login = LoginBlock.ENDING if accepted else self._why_not(fetched.document)
        self._logged_in(self.login_refused)
        return accepted

    def _why_not(self, document: Document | None) -> LoginBlock:
        """A login is refused by the forum in its own words; what befalls any page says nothing of it."""
        if document is None:
            return LoginBlock.LOST
        answer = self._engine.read_index(document, self._calendar).answer
        told = explain_unknown(self._engine, document) if answer is Answer.NOT_UNDERSTOOD else None
        return LoginBlock.LOST if (told[0] if told else answer) in ANOTHER_TIME else LoginBlock.REFUSED

    def _give_password(
        self, url: str, read: Read[Page], document: Document, board_id: Id | None
    ) -> tuple[Reading[Page], Document | None] | None:
        """The page after its board was given the password; None if there is none to give, or it got lost.

        That the password is wrong tells the board, by asking for it again.
        """
        shut = self._engine.shut_board(document) or board_id
        given = self._passwords.give(shut, board_id) if shut else None
        if shut is None or given is None:
            return None
        owner, password = given
        form = self._engine.password_form(self._base, shut, password)
        if self._guest.submit(form.url, dict(form.fields)).document is None:
            return None
        reading, after = self._once(url, read)
        asks_again = reading.answer is Answer.PASSWORD_WANTED and after is not None
        if asks_again and after is not None and (self._engine.shut_board(after) or board_id) == shut:
            self._passwords.refuse(owner)
        return reading, after

    def _still_shut(self, reading: Reading[Page], document: Document, board_id: Id | None) -> Reading[Page]:
        shut = self._engine.shut_board(document) or board_id
        return replace(reading, detail=self._passwords.detail(shut, board_id)) if shut else reading


def _told(page: ThreadPage) -> bytes:
    """A digest of what a page tells, in whatever words it names the moments that could be read."""
    posts = tuple(post if post.posted_at is None else replace(post, date_text="") for post in page.posts)
    return sha256(repr(replace(page, posts=posts)).encode()).digest()


def _of_thread(thread_id: Id, reading: Reading[ThreadPage]) -> Reading[ThreadPage]:
    shown = reading.page.thread_id if reading.page else None
    return _another("thread", thread_id, shown) if another_id(thread_id, shown) else reading


def _another(what: str, asked: Id, shown: Id | None) -> Reading[Any]:
    """A page of its kind, but of another board or thread than the one that was asked for."""
    detail = f"The forum shows {what} {shown} in place of {what} {asked}; name {shown} if that is meant."
    return Reading(Answer.NOT_UNDERSTOOD, None, detail)
