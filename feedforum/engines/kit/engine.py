"""What an engine is: the URLs of one kind of forum software, and page → records."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, Generic, TypeVar
from urllib.parse import urljoin

from bs4.element import Tag

from feedforum.dates import Calendar
from feedforum.engines.base import FIRST_PAGE, Address, Form, PageAt, PrintView, Templates
from feedforum.engines.kit.forms import filled_in, form_with
from feedforum.engines.kit.frame import Frame
from feedforum.engines.kit.native_feed import NativeFeed
from feedforum.engines.kit.page import Page
from feedforum.engines.kit.refusals import unreadable
from feedforum.records import BoardPage, Document, Id, IndexPage, Reading, ThreadPage, Traits, as_id

P = TypeVar("P", bound=Page)

_ID = re.compile(r"[\w.-]{1,64}", re.ASCII)
_NOTHING = re.compile(r"(?!)")


@lru_cache(maxsize=1024)
def _absolute(base: str, template: str) -> str:
    """A template of absolute addresses, joined once for all of them: feeds have two in each entry."""
    return urljoin(base.replace("{", "{{").replace("}", "}}"), template)


class PageEngine(ABC, Generic[P]):
    """One kind of forum software. All functions are pure.

    `base` is the forum's root URL: its folder, with a slash at its end, or its script where it is a single
    one, such as `YaBB.cgi`. The `read_` functions never raise on any text whatsoever: what is not the page
    asked for comes back as a `Reading` with another answer than `OK`. An engine gives the readers of pages.

    - `login_path` is the page to log in, and `login_fields` the names of its fields for name and password;
      `login_values` are fields that are sent beside those that the form has.
    - `templates` are the addresses of its pages, where those have no shape that asks for code.
    - `footer` finds what the software calls itself at the end of a page, with its version as a group.
    - `head_marks` finds in the head of a page what no other software has there; `head_version` the numbers of
      its version, for pages whose foot tells none.
    - `password_fields` are the names of the fields for a board's password and for the board's id, for
      software whose boards may have a password; `password_values` are sent beside those.
    - `keeps_ids_of` are the engines of what forums are upgraded from by an upgrade that keeps all ids.
    """

    name: str
    title: str
    login_path: str
    login_fields: tuple[str, str]
    login_values: Mapping[str, str] = {}
    password_fields: tuple[str, str] | None = None
    password_values: Mapping[str, str] = {}
    keeps_ids_of: frozenset[str] = frozenset()
    templates: Templates = Templates()
    footer: re.Pattern[str] = _NOTHING
    head_marks: re.Pattern[str] = _NOTHING
    head_version: re.Pattern[str] = _NOTHING

    @abstractmethod
    def traits(self, version: str) -> Traits:
        """What a version does; an empty text stands for the commonest one."""

    def index_url(self, base: str) -> str:
        """The page that lists all boards."""
        return urljoin(base, self.templates.index)

    def board_url(self, base: str, board_id: Id, at: PageAt = FIRST_PAGE) -> str:
        """A page of a board that shows all its threads, the last written in first."""
        return self.templates.at(_absolute(base, self.templates.board), board_id, at)

    def thread_url(
        self, base: str, thread_id: Id, at: PageAt = FIRST_PAGE, board_id: Id | None = None
    ) -> str:
        """A page of a thread, flat. Some software numbers threads by board: `board_id`, where it is known."""
        return self.templates.at(_absolute(base, self.templates.thread), thread_id, at)

    def post_link(self, base: str, thread_id: Id, post_id: Id | None) -> str:
        """The permalink of a post for people, or of its thread where the post has no id."""
        if post_id is not None:
            return _absolute(base, self.templates.post).format(id=thread_id, post=post_id)
        link = self.templates.thread_link or self.templates.thread
        return self.templates.at(_absolute(base, link), thread_id)

    def board_link(self, base: str, board_id: Id) -> str:
        """The address of a board for people."""
        link = self.templates.board_link or self.templates.board
        return self.templates.at(_absolute(base, link), board_id)

    def profile_link(self, base: str, user_id: Id) -> str:
        """The profile of a member, for people."""
        return self.templates.at(_absolute(base, self.templates.profile), user_id)

    @abstractmethod
    def address(self, url: str) -> Address | None:
        """What a URL of such a forum names, whatever else it carries; None if nothing we read."""

    def root(self, base: str, document: Document) -> str:
        """What addresses of a forum start from, by a page of it: for software with several kinds of them."""
        return base

    def folder_of(self, url: str) -> str | None:
        """The forum's folder by the address of a page in it; None where it is that of the page."""
        return None

    def marks(self, frame: Frame) -> int:
        """How many marks of this software a page's frame has that no author can write, see `evidence`."""
        return int(bool(self.head_marks.search(frame.head)))

    def evidence(self, frame: Frame) -> int:
        """How sure it is that this software made a page, by the page's frame: 0 is not at all.

        Of several engines the one with the highest number wins. A mark that no author can write, such as an
        id, a class or a form's field, counts 10; what an author might have written, such as a name at the end
        of the page or a link, counts less than 5 in all.
        """
        return 10 * self.marks(frame) + 2 * bool(self.footer.search(frame.footer))

    def version(self, page: P) -> str:
        """The software's version as a page tells it, or an empty text."""
        named, numbers = self.footer.search(page.footer), self.head_version.search(page.head)
        version = next(filter(None, named.groups()), "") if named else ""
        return version or (".".join(numbers.groups()) if numbers else "")

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
        """The print view of threads: most software has none, or one that tells less."""
        return None

    @property
    def native_feed(self) -> NativeFeed | None:
        """The forum's own feed of the newest posts of threads, which may tell at once that there are none."""
        return None

    def read_index(self, document: Document, calendar: Calendar) -> Reading[IndexPage]:
        """The forum's index, which tells the software's version, too."""
        return self.read(document, calendar, self._index_with_version)

    def read_board(self, document: Document, calendar: Calendar) -> Reading[BoardPage]:
        """A page of a board; `EMPTY` with a page where the board has no threads to show."""
        return self.read(document, calendar, self.board_page)

    def read_thread(self, document: Document, calendar: Calendar) -> Reading[ThreadPage]:
        """A page of a thread; `EMPTY` with a page past the last one."""
        return self.read(document, calendar, self.thread_page)

    def read(
        self, document: Document, calendar: Calendar, reader: Callable[[P, Calendar], Reading[Any]]
    ) -> Reading[Any]:
        """What a reader makes of a document, unless that is no whole page."""
        page = self.open(document)
        return unreadable(page) or reader(page, self.calendar_of(page, calendar))

    def _index_with_version(self, page: P, calendar: Calendar) -> Reading[IndexPage]:
        return replace(self.index_page(page, calendar), version=self.version(page))

    def login_url(self, base: str) -> str:
        """The page that has the form to log in."""
        return urljoin(base, self.login_path)

    def login_form(self, document: Document, username: str, password: str) -> Form | None:
        """What logs a member in, made from the form on a page; None if the page has none."""
        page = self.open(document)
        values = dict(zip(self.login_fields, (username, password), strict=True))
        form = form_with(page.own("form"), *self.login_fields)
        return filled_in(page, form, values | dict(self.login_values))

    def password_form(self, document: Document, board_id: Id, password: str) -> Form | None:
        """What opens a board, made from the page that asks for its password; None if the page has no form."""
        if self.password_fields is None:
            return None
        page = self.open(document)
        secret, board = self.password_fields
        values = {board: str(board_id), secret: password, **self.password_values}
        return filled_in(page, self.board_form(page), values)

    def password_board(self, document: Document) -> Id | None:
        """Which board a page wants the password of, which may be one above that asked for; None if none."""
        if self.password_fields is None:
            return None
        page = self.open(document)
        secret, board = self.password_fields
        value = page.input_value(board) if page.has_input(secret) else ""
        return as_id(value) if _ID.fullmatch(value) else None

    def board_form(self, page: P) -> Tag | None:
        """The form of a page for a board's password: it asks for no member's name."""
        return form_with(page.own("form"), *(self.password_fields or ())[:1], but=self.login_fields[0])

    def accepted(self, document: Document) -> bool:
        """Whether the answer to either form says that the visitor is let in.

        A yes is a page that leads on by itself, or one for a member; a no is the form again.
        """
        page = self.open(document)
        secrets = (self.login_fields[1], *(self.password_fields or ())[:1])
        return not any(map(page.has_input, secrets)) and (page.leads_on or bool(page.member))


Engine = PageEngine[Any]
"""An engine, whatever its pages."""
