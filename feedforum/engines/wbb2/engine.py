"""The engine of Burning Board 2: one page in, one record out."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar
from urllib.parse import urljoin

from feedforum.dates import Calendar
from feedforum.engines.base import FIRST_PAGE, Address, Form, PageAt
from feedforum.engines.kit.dom import attribute
from feedforum.engines.kit.forms import filled_in, form_with
from feedforum.engines.kit.frame import Frame
from feedforum.engines.wbb2 import addresses, words
from feedforum.engines.wbb2.board import read_board
from feedforum.engines.wbb2.daylight import calendar_of
from feedforum.engines.wbb2.index import read_index
from feedforum.engines.wbb2.page import Page
from feedforum.engines.wbb2.printview import read_print
from feedforum.engines.wbb2.refusals import unusable
from feedforum.engines.wbb2.thread import read_thread
from feedforum.records import BoardPage, Document, Id, IndexPage, Reading, ThreadPage, Traits

P = TypeVar("P")

_BBCODE = (
    "b",
    "i",
    "u",
    "size",
    "color",
    "font",
    "align",
    "url",
    "email",
    "img",
    "list",
    "code",
    "php",
    "quote",
)


class Wbb2:
    """Burning Board 2.3, of which 2.3.6 is the last: German or English, in any skin that keeps its links."""

    name = "wbb2"
    title = "Burning Board 2"
    session_parameters = frozenset(("sid",))

    def __init__(self) -> None:
        self.print_view = _PrintView()

    def traits(self, version: str) -> Traits:
        return Traits(
            clock_shifts=bool(version) and tuple(map(int, version.split(".")[:2])) < (2, 3),
            counts_include_subboards=True,
            bbcode=frozenset(_BBCODE),
        )

    def index_url(self, base: str) -> str:
        return addresses.index(base)

    def board_url(self, base: str, board_id: Id, at: PageAt = FIRST_PAGE) -> str:
        return addresses.board(base, board_id, at.number)

    def thread_url(
        self, base: str, thread_id: Id, at: PageAt = FIRST_PAGE, board_id: Id | None = None
    ) -> str:
        return addresses.thread(base, thread_id, at.number)

    def post_link(self, base: str, thread_id: Id, post_id: Id | None) -> str:
        return addresses.post(base, thread_id, post_id)

    def board_link(self, base: str, board_id: Id) -> str:
        return urljoin(base, f"board.php?boardid={board_id}")

    def profile_link(self, base: str, user_id: Id) -> str:
        return urljoin(base, f"profile.php?userid={user_id}")

    def address(self, url: str) -> Address | None:
        return addresses.understand(url)

    def evidence(self, frame: Frame) -> int:
        if words.FOOTER.search(frame.text):
            return 10
        return int(bool(words.OWN_LINKS.search(frame.text)) and not words.OLDER_MARKS.search(frame.text))

    def version(self, document: Document) -> str:
        match = words.FOOTER.search(document.text)
        return match[1] if match else ""

    def read_index(self, document: Document, calendar: Calendar) -> Reading[IndexPage]:
        return _read(document, calendar, read_index)

    def read_board(self, document: Document, calendar: Calendar) -> Reading[BoardPage]:
        return _read(document, calendar, read_board)

    def read_thread(self, document: Document, calendar: Calendar) -> Reading[ThreadPage]:
        return _read(document, calendar, read_thread)

    def login_url(self, base: str) -> str:
        return urljoin(base, "login.php")

    def login_form(self, document: Document, username: str, password: str) -> Form | None:
        values = {"l_username": username, "l_password": password, "send": "send"}
        return _form(document, values, "l_username", "l_password")

    def password_form(self, document: Document, board_id: Id, password: str) -> Form | None:
        return _form(document, {"boardid": str(board_id), "boardpassword": password}, "boardpassword")

    def password_board(self, document: Document) -> Id | None:
        page = Page(document)
        value = page.input_value("boardid") if page.has_input("boardpassword") else ""
        return int(value) if value.isascii() and value.isdecimal() else None

    def accepted(self, document: Document) -> bool:
        """A yes is a page that leads on by itself; a no is a page that only leads back."""
        page = Page(document)
        if page.has_input("l_password") or page.has_input("boardpassword"):
            return False
        return any(
            attribute(tag, "http-equiv").lower() == "refresh" and "url=" in attribute(tag, "content").lower()
            for tag in page.tags("meta")
        )


class _PrintView:
    """`print.php`."""

    def url(self, base: str, thread_id: Id, at: PageAt = FIRST_PAGE) -> str:
        return addresses.print_view(base, thread_id, at.number)

    def read(self, document: Document, calendar: Calendar) -> Reading[ThreadPage]:
        reading = _read(document, calendar, read_print)
        # It has no frame, so it does not tell whether we are logged in.
        return replace(reading, member=None) if reading.page else reading


def _form(document: Document, values: dict[str, str], *names: str) -> Form | None:
    page = Page(document)
    form = form_with(page.own("form"), *names)
    filled = filled_in(form, page.base, values) if form is not None else None
    return Form(*filled) if filled else None


def _read(
    document: Document, calendar: Calendar, reader: Callable[[Page, Calendar], Reading[P]]
) -> Reading[P]:
    """What a reader makes of a document, unless it must not be used."""
    page = Page(document)
    refused = unusable(page)
    if refused is not None:
        answer, detail = refused
        return Reading(answer, detail=detail, member=page.member)
    return reader(page, calendar_of(page, calendar))
