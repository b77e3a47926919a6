"""The engine of Burning Board 2: its addresses, its marks, and what its versions do."""

import re

from feedforum.dates import Calendar
from feedforum.engines.base import Address, PageKind, Templates
from feedforum.engines.kit.engine import PageEngine
from feedforum.engines.kit.frame import Frame
from feedforum.engines.kit.links import is_root, number, script
from feedforum.engines.wbb2 import words
from feedforum.engines.wbb2.board import read_board
from feedforum.engines.wbb2.index import read_index
from feedforum.engines.wbb2.page import Wbb2Page
from feedforum.engines.wbb2.printview import Wbb2PrintView
from feedforum.engines.wbb2.thread import read_thread
from feedforum.records import MarkupHabits, Traits

_BBCODE = "b i u size color font align url email img list code php quote"
_TABLES = ("tablea", "tableb", "tablecat", "tabletitle", "tableinborder", "tableoutborder")
_CELLS = frozenset((*_TABLES, "smallfont", "normalfont"))
_SCRIPTS = frozenset(
    ("index.php", "search.php", "register.php", "memberslist.php", "usercp.php", "login.php", "profile.php")
)
# Burning Board 1 has the same scripts; all its links name the style along with the session.
_OLDER = re.compile(r"Burning\s+Board[\s,:]*(?:Version[\s:]*)?1\.\d", re.IGNORECASE)


class Wbb2(PageEngine[Wbb2Page]):
    """Burning Board 2, of which 2.3.6 is the last, and Lite 1: any language, any skin with its links."""

    name = "wbb2"
    title = "Burning Board 2"
    # `daysprune=1000` is *all*: a board may hide old threads. `threadview=0` is the flat view, not the tree.
    templates = Templates(
        board="board.php?boardid={id}&daysprune=1000&sortfield=lastposttime&sortorder=DESC&page={number}",
        board_link="board.php?boardid={id}",
        thread="thread.php?threadid={id}&threadview=0&page={number}",
        thread_link="thread.php?threadid={id}",
        post="thread.php?postid={post}#post{post}",
        profile="profile.php?userid={id}",
    )
    login_path = "login.php"
    login_fields = ("l_username", "l_password")
    login_values = {"send": "send"}  # noqa: RUF012 - nobody writes into it
    password_fields = ("boardpassword", "boardid")
    keeps_ids_of = frozenset(("wbb1",))

    @property
    def print_view(self) -> Wbb2PrintView:
        return Wbb2PrintView()

    def traits(self, version: str) -> Traits:
        return Traits(
            clock_shifts=words.is_before_23(version),
            counts_include_subboards=True,
            markup=MarkupHabits(bbcode=frozenset(_BBCODE.split()), cut_words_at=75),
        )

    def address(self, url: str) -> Address | None:
        """A permalink of a post names a thread whose id it does not tell."""
        page = max(number(url, "page") or 1, 1)
        name = script(url)
        if name == "index.php" or (not name and is_root(url)):
            return Address(PageKind.INDEX)
        if name == "board.php":
            board_id = number(url, "boardid")
            return Address(PageKind.BOARD, board_id, page) if board_id else None
        thread_id = number(url, "threadid")
        if name == "thread.php" and (thread_id or number(url, "postid")):
            return Address(PageKind.THREAD, thread_id, page)
        if name == "print.php" and thread_id:
            return Address(PageKind.PRINT, thread_id, page)
        return None

    def evidence(self, frame: Frame) -> int:
        own = [link for link in frame.links if link.number("boardid") or link.number("threadid")]
        older = sum(bool(link.parameter("styleid")) for link in own)
        if _OLDER.search(frame.footer) or 2 * older > len(own):
            return 0
        named = words.FOOTER.search(frame.footer) or any(
            words.FOOTER.search(link.text) for link in frame.links if "woltlab." in link.href.lower()
        )
        scripts = {link.script for link in own} & {"board.php", "thread.php"}
        evidence = (
            10 * frame.fields.issuperset(self.login_fields)
            + 10 * ("boardpassword" in frame.fields)
            + 10 * any(link.href.lower().startswith("javascript:who(") for link in frame.links)
            + 10 * (len(frame.classes & _CELLS) >= 3 or len(frame.ids & _CELLS) >= 2)
            + 2 * bool(named)
            + len(scripts) * (len(frame.scripts() & _SCRIPTS) >= 1)
        )
        return evidence if evidence > 1 else 0

    def version(self, page: Wbb2Page) -> str:
        return page.version

    open = staticmethod(Wbb2Page)
    index_page = staticmethod(read_index)
    board_page = staticmethod(read_board)
    thread_page = staticmethod(read_thread)

    def calendar_of(self, page: Wbb2Page, calendar: Calendar) -> Calendar:
        return words.calendar_of(page.version, page.document.made_at, calendar)
