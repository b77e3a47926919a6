"""What all engines that read pages do the same way: guards, forms, and which page a form may come from."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar
from urllib.parse import urljoin

from feedforum.dates import Calendar
from feedforum.engines.base import Form, PrintView
from feedforum.engines.kit.forms import filled_in, form_with
from feedforum.engines.kit.page import Page
from feedforum.engines.kit.refusals import unreadable
from feedforum.records import BoardPage, Document, Id, IndexPage, Reading, ThreadPage, as_id

P = TypeVar("P", bound=Page)

_ID = re.compile(r"[\w.-]{1,64}", re.ASCII)


class PageEngine(ABC, Generic[P]):
    """An `Engine` out of readers of pages. What is left to each is URLs, `traits`, `evidence` and `version`.

    - `login_path` is the page to log in, and `login_fields` the names of its fields for name and password;
      `login_values` are fields that are sent beside those that the form has.
    - `password_fields` are the names of the fields for a board's password and for the board's id, for
      software whose boards may have a password.
    """

    name: str
    title: str
    login_path: str
    login_fields: tuple[str, str]
    login_values: Mapping[str, str] = {}
    password_fields: tuple[str, str] | None = None

    @abstractmethod
    def open(self, document: Document) -> P:
        """The page of a document, parsed."""

    @abstractmethod
    def index_page(self, page: P, calendar: Calendar) -> Reading[IndexPage]:
        """What the index tells, or why it is none."""

    @abstractmethod
    def board_page(self, page: P, calendar: Calendar) -> Reading[BoardPage]:
        """What a board's page tells, or why it is none."""

    @abstractmethod
    def thread_page(self, page: P, calendar: Calendar) -> Reading[ThreadPage]:
        """What a thread's page tells, or why it is none."""

    def calendar_of(self, page: P, calendar: Calendar) -> Calendar:
        """The calendar for a page's dates: another one where they are not in the forum's own time."""
        return calendar

    @property
    def print_view(self) -> PrintView | None:
        """None: most software has none, or one that tells less."""
        return None

    def read_index(self, document: Document, calendar: Calendar) -> Reading[IndexPage]:
        return self.read(document, calendar, self.index_page)

    def read_board(self, document: Document, calendar: Calendar) -> Reading[BoardPage]:
        return self.read(document, calendar, self.board_page)

    def read_thread(self, document: Document, calendar: Calendar) -> Reading[ThreadPage]:
        return self.read(document, calendar, self.thread_page)

    def read(
        self, document: Document, calendar: Calendar, reader: Callable[[P, Calendar], Reading[Any]]
    ) -> Reading[Any]:
        """What a reader makes of a document, unless that is no whole page."""
        page = self.open(document)
        return unreadable(page) or reader(page, self.calendar_of(page, calendar))

    def login_url(self, base: str) -> str:
        return urljoin(base, self.login_path)

    def login_form(self, document: Document, username: str, password: str) -> Form | None:
        page = self.open(document)
        values = dict(zip(self.login_fields, (username, password), strict=True))
        form = form_with(page.forms(), *self.login_fields)
        return filled_in(page, form, values | dict(self.login_values))

    def password_form(self, document: Document, board_id: Id, password: str) -> Form | None:
        if self.password_fields is None:
            return None
        page = self.open(document)
        secret, board = self.password_fields
        return filled_in(page, form_with(page.forms(), secret), {board: str(board_id), secret: password})

    def password_board(self, document: Document) -> Id | None:
        if self.password_fields is None:
            return None
        page = self.open(document)
        secret, board = self.password_fields
        value = page.input_value(board) if page.has_input(secret) else ""
        return as_id(value) if _ID.fullmatch(value) else None

    def accepted(self, document: Document) -> bool:
        """A yes is a page that leads on by itself, or one for a member; a no is the form again."""
        page = self.open(document)
        secrets = (self.login_fields[1], *(self.password_fields or ())[:1])
        return not any(map(page.has_input, secrets)) and (page.leads_on or bool(page.member))
