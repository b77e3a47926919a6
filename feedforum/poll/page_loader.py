"""Asking a forum for a page and reading it, with a login and with passwords where there are any."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import Any, TypeVar

from feedforum.dates import Calendar
from feedforum.diff.page_identity import another_id
from feedforum.engines import explain_unknown
from feedforum.engines.base import Engine, PageAt, PageKind
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
    Paging,
    PastTheEnd,
    Reading,
    ThreadPage,
    Traits,
)

Page = TypeVar("Page", IndexPage, BoardPage, ThreadPage)
Read = Callable[[Document, Calendar], Reading[Page]]

_MOST_DOORS = 6
"""How many boards above each other may want a password, a login included."""


class PageLoader:
    """Asks one forum.

    `url` is the address of the page asked for last, and `page` the number of it: another one than was wanted
    where only that page tells the way to the one wanted. `visitor` is the name that the last page which told
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
        self.page = 1
        self.traits: Traits = engine.traits("")
        self._sizes: dict[PageKind | tuple[PageKind, Id], int] = {}
        self._links: dict[tuple[PageKind, Id], dict[int, str]] = {}
        self._asked: set[tuple[PageKind, Id, PageAt]] = set()
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
        reading, document = self._page(
            self._engine.index_url(self._base), self._engine.read_index, fetched=fetched
        )
        if document is not None:
            self.traits = self._engine.traits(self._engine.version(document))
        return reading, document

    def board(
        self, board_id: Id, page: int, size: int | None = None
    ) -> tuple[Reading[BoardPage], Document | None]:
        """A page of a board; `size` is how many threads a page of it is known to have.

        As long as nothing tells where a page is, it is the nearest one before that does: see `page`.
        """
        key = (PageKind.BOARD, board_id)
        at = self._located(key, page, size)
        if at is None:
            return _no_way_to("board", board_id, page), None
        url = self._engine.board_url(self._base, board_id, at)
        reading, document = self._page(url, self._engine.read_board, board_id)
        shown = reading.page.board_id if reading.page else None
        if another_id(board_id, shown):
            return _another("board", board_id, shown), document
        if reading.page is not None:
            self._learn(key, reading.page)
            if self._is_past_the_end(reading.page, at):
                reading = _past_the_end(reading, replace(reading.page, page=at.number, threads=()))
        return reading, document

    def thread(
        self, thread_id: Id, page: int, size: int | None = None, board_id: Id | None = None
    ) -> tuple[Reading[ThreadPage], Document | None]:
        """A page of a thread, or its print view where no posts can be made out on the page itself.

        Where that happened once, the rest of the poll asks for print views alone. `size` is how many posts
        a page of it is known to have, and `board_id` the board it is known to stand in. See `board`.
        """
        key = (PageKind.THREAD, thread_id)
        at = self._located(key, page, size)
        if at is None:
            return _no_way_to("thread", thread_id, page), None
        view = self._engine.print_view
        reading: Reading[ThreadPage] = Reading(Answer.NOT_UNDERSTOOD)
        document: Document | None = None
        if view is None or not self._print_only:
            url = self._engine.thread_url(self._base, thread_id, at, board_id)
            reading, document = self._page(url, self._engine.read_thread)
            if reading.page is not None:
                self._learn(key, reading.page)
                if self._is_past_the_end(reading.page, at):
                    reading = _past_the_end(reading, replace(reading.page, page=at.number, posts=()))
        if view is None or reading.answer not in (Answer.NOT_UNDERSTOOD, Answer.EMPTY):
            return _of_thread(thread_id, reading), document
        printed, document = self._page(view.url(self._base, thread_id, at), view.read)
        if printed.page is None or not printed.page.posts:
            return _of_thread(thread_id, printed if self._print_only else reading), document
        self._print_only = True
        return _of_thread(thread_id, replace(printed, page=replace(printed.page, page=at.number))), document

    def _located(self, key: tuple[PageKind, Id], page: int, size: int | None) -> PageAt | None:
        """Where a page is, or, as long as that is not known, the nearest one that tells more.

        None if all that could tell was asked for in this poll already.
        """
        size = self._sizes.get(key) or size or self._sizes.get(key[0])
        at = PageAt(page, size)
        if page > 1 and self.traits.paging is Paging.OFFSET and not size:
            at = PageAt()
        elif page > 1 and self.traits.paging is Paging.LINKS:
            links = self._links.get(key, {})
            number = max((known for known in links if known <= page), default=1)
            at = PageAt(number, size, links.get(number, ""))
        if at.number != page and (*key, at) in self._asked:
            return None
        self._asked.add((*key, at))
        self.page = at.number
        return at

    def _learn(self, key: tuple[PageKind, Id], page: BoardPage | ThreadPage) -> None:
        """What a page tells of where the other ones are."""
        if page.page_size:
            self._sizes[key] = self._sizes[key[0]] = page.page_size
        self._links.setdefault(key, {}).update(page.page_links)

    def _is_past_the_end(self, page: BoardPage | ThreadPage, at: PageAt) -> bool:
        """Whether the forum showed another page once more in place of one beyond the last."""
        if at.number <= page.pages:
            return False
        return page.page < at.number or self.traits.past_the_end is not PastTheEnd.EMPTY

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
            elif shows_guest(reading) and self._log_in(document):
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
        if fetched is None or (fetched.document or fetched.error_page) is None:
            fetched = self._guest.get(url)
        if fetched.document is not None:
            return self._read(fetched.document, read), fetched.document
        if fetched.error_page is not None:
            # What the forum's software says counts more than the status that it came with.
            reading = read(fetched.error_page, self._calendar)
            if reading.page is None and reading.answer is not Answer.NOT_UNDERSTOOD:
                self._recognised(reading)
                return reading, fetched.error_page
        return Reading(fetched.answer, None, fetched.detail), None

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

    def _log_in(self, document: Document) -> bool:
        """Log in, once a poll at most: forums end a member's other sessions at each login.

        The form is that of the page at hand, or else of the forum's own page for it.
        """
        if self._login is None or self._logins_left == 0:
            return False
        self._logins_left -= 1
        form = self._engine.login_form(document, self._login.username, self._login.password)
        if form is None:
            asked = self._guest.get(self._engine.login_url(self._base)).document
            if asked is not None:
                form = self._engine.login_form(asked, self._login.username, self._login.password)
        if form is None:
            self._came_of_login = LoginBlock.LOST
            return False
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
        shut = self._engine.password_board(document) or board_id
        given = self._passwords.give(shut, board_id) if shut else None
        if shut is None or given is None:
            return None
        owner, password = given
        form = self._engine.password_form(document, shut, password)
        if form is None or self._guest.submit(form.url, dict(form.fields)).document is None:
            return None
        reading, after = self._once(url, read)
        asks_again = reading.answer is Answer.PASSWORD_WANTED and after is not None
        if asks_again and after is not None and (self._engine.password_board(after) or board_id) == shut:
            self._passwords.refuse(owner)
        return reading, after

    def _still_shut(self, reading: Reading[Page], document: Document, board_id: Id | None) -> Reading[Page]:
        shut = self._engine.password_board(document) or board_id
        return replace(reading, detail=self._passwords.detail(shut, board_id)) if shut else reading


def _told(page: ThreadPage) -> bytes:
    """A digest of what a page tells, in whatever words it names the moments that could be read."""
    posts = tuple(post if post.posted_at is None else replace(post, date_text="") for post in page.posts)
    return sha256(repr(replace(page, posts=posts)).encode()).digest()


def _of_thread(thread_id: Id, reading: Reading[ThreadPage]) -> Reading[ThreadPage]:
    shown = reading.page.thread_id if reading.page else None
    return _another("thread", thread_id, shown) if another_id(thread_id, shown) else reading


def _past_the_end(reading: Reading[Page], page: Page) -> Reading[Page]:
    return Reading(Answer.EMPTY, page, "This page is past the last one.", reading.member)


def _no_way_to(what: str, wanted: Id, page: int) -> Reading[Any]:
    """Nothing on the pages read tells where a page is."""
    detail = f"No page of {what} {wanted} leads to its page {page}; report the forum's skin with `inspect`."
    return Reading(Answer.NOT_UNDERSTOOD, None, detail)


def _another(what: str, asked: Id, shown: Id | None) -> Reading[Any]:
    """A page of its kind, but of another board or thread than the one that was asked for."""
    detail = f"The forum shows {what} {shown} in place of {what} {asked}; name {shown} if that is meant."
    return Reading(Answer.NOT_UNDERSTOOD, None, detail)
