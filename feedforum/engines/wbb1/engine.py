"""The engine of Burning Board 1: its addresses, its marks, and what its pages do."""

from urllib.parse import urljoin

from feedforum.engines.base import FIRST_PAGE, Address, Form, PageAt, PageKind, Templates
from feedforum.engines.kit.engine import PageEngine
from feedforum.engines.kit.forms import filled_in
from feedforum.engines.kit.frame import Frame
from feedforum.engines.kit.links import is_root, number, parameter, script
from feedforum.engines.wbb1 import words
from feedforum.engines.wbb1.listings import read_board, read_index
from feedforum.engines.wbb1.page import Wbb1Page
from feedforum.engines.wbb1.thread import read_thread
from feedforum.records import Document, Id, MarkupHabits, Traits, as_id


class Wbb1(PageEngine[Wbb1Page]):
    """Burning Board 1.0 to 1.2. Nothing in its pages has a name: they are read by links, counts and dates."""

    name = "wbb1"
    title = "Burning Board 1"
    templates = Templates(
        board="board.php?boardid={id}&daysprune=1000&page={number}",
        board_link="board.php?boardid={id}",
        thread="thread.php?threadid={id}",
        post="thread.php?threadid={id}",  # the address of a post is its place, which changes
        profile="members.php?mode=profile&userid={id}",
    )
    login_path = "login.php"
    login_fields = ("username", "password")
    password_fields = ("password", "boardid")

    def traits(self, version: str) -> Traits:
        """A post's anchor is its place; most pages tell no id of it."""
        markup = MarkupHabits(bbcode=frozenset(words.BBCODE.split()))
        return Traits(counts_include_subboards=True, markup=markup)

    def thread_url(
        self, base: str, thread_id: Id, at: PageAt = FIRST_PAGE, board_id: Id | None = None
    ) -> str:
        board = f"&boardid={board_id}" if board_id is not None else ""
        return urljoin(base, f"thread.php?threadid={thread_id}{board}&page={at.number}")

    def address(self, url: str) -> Address | None:
        name, page = script(url), max(number(url, "page") or 1, 1)
        board_id, thread_id = number(url, "boardid"), number(url, "threadid")
        if name in Wbb1Page.index_scripts or (not name and is_root(url)):
            return Address(PageKind.INDEX)
        if name == "board.php" and board_id:
            return Address(PageKind.BOARD, board_id, page)
        return Address(PageKind.THREAD, thread_id, page) if name == "thread.php" and thread_id else None

    def evidence(self, frame: Frame) -> int:
        """All its links name the style; those to boards and threads and profiles are of its own form."""
        own = [link for link in frame.links if link.script in ("board.php", "thread.php", "members.php")]
        styled = [link for link in own if link.number("styleid") is not None and link.number("boardid")]
        profiles = [
            link for link in own if parameter(link.href, "mode") == "profile" and link.number("userid")
        ]
        named = words.VERSION.search(frame.footer)
        marks = (len(styled) > 1) + bool(profiles) + 2 * bool(named)
        return marks if marks > 1 or styled or (named and own) else 0

    def version(self, page: Wbb1Page) -> str:
        match = words.VERSION.search(page.tail)
        return match[1] if match else ""

    def login_form(self, document: Document, username: str, password: str) -> Form | None:
        """Its fields are known by their types."""
        page = self.open(document)
        if page.secret_form is None or not page.secret_form[2]:
            return None
        form, secret, name = page.secret_form
        return filled_in(page, form, {name: username, secret: password})

    def password_form(self, document: Document, board_id: Id, password: str) -> Form | None:
        page = self.open(document)
        if page.secret_form is None or page.secret_form[2]:
            return None
        form, secret, _ = page.secret_form
        return filled_in(page, form, {"boardid": str(board_id), secret: password})

    def password_board(self, document: Document) -> Id | None:
        page = self.open(document)
        if page.secret_form is None or page.secret_form[2]:
            return None
        value = page.input_value("boardid") or str(number(document.url, "boardid") or "")
        return as_id(value) if value.isdecimal() and len(value) < 18 else None

    def accepted(self, document: Document) -> bool:
        page = self.open(document)
        return page.secret_form is None and (page.leads_on or bool(page.member))

    open = staticmethod(Wbb1Page)
    index_page = staticmethod(read_index)
    board_page = staticmethod(read_board)
    thread_page = staticmethod(read_thread)
