"""The engine of phpBB 2: its addresses, its marks, and what it does."""

from collections.abc import Mapping
from urllib.parse import urljoin

from feedforum.dates import Calendar
from feedforum.engines.base import FIRST_PAGE, PageAt
from feedforum.engines.kit.engine import PageEngine
from feedforum.engines.kit.frame import Frame
from feedforum.engines.kit.phpbb import address_of
from feedforum.engines.phpbb2 import words
from feedforum.engines.phpbb2.board import read_board
from feedforum.engines.phpbb2.index import read_index
from feedforum.engines.phpbb2.page import PhpBB2Page
from feedforum.engines.phpbb2.thread import read_thread
from feedforum.records import Id, MarkupHabits, Paging, Traits

_CLASSES = frozenset(
    (
        *("bodyline", "forumline", "maintitle", "mainmenu", "cattitle", "catleft", "cathead", "spacerow"),
        *("thhead", "thcornerl", "thtop", "thleft", "row3right", "postdetails"),
    )
)


class PhpBB2(PageEngine[PhpBB2Page]):
    """phpBB 2.0 and what was made of it, in any skin that has subSilver's classes."""

    name = "phpbb2"
    title = "phpBB 2"
    login_path = "login.php"
    login_fields = ("username", "password")
    login_values: Mapping[str, str] = {"autologin": "on", "login": "Log in"}

    def traits(self, version: str) -> Traits:
        return Traits(
            paging=Paging.OFFSET, clock_shifts=True, markup=MarkupHabits(frozenset(words.BBCODE.split()))
        )

    def calendar_of(self, page: PhpBB2Page, calendar: Calendar) -> Calendar:
        """All times have one offset, which the owner changes by hand twice a year: pages say which it is."""
        return page.with_own_offset(calendar)

    def index_url(self, base: str) -> str:
        return urljoin(base, "index.php")

    def board_url(self, base: str, board_id: Id, at: PageAt = FIRST_PAGE) -> str:
        return urljoin(base, f"viewforum.php?f={board_id}{_start(at)}")

    def thread_url(
        self, base: str, thread_id: Id, at: PageAt = FIRST_PAGE, board_id: Id | None = None
    ) -> str:
        return urljoin(base, f"viewtopic.php?t={thread_id}{_start(at)}")

    def post_link(self, base: str, thread_id: Id, post_id: Id | None) -> str:
        return f"{base}viewtopic.php?" + (f"p={post_id}#{post_id}" if post_id else f"t={thread_id}")

    def board_link(self, base: str, board_id: Id) -> str:
        return self.board_url(base, board_id)

    def profile_link(self, base: str, user_id: Id) -> str:
        return f"{base}profile.php?mode=viewprofile&u={user_id}"

    def evidence(self, frame: Frame) -> int:
        """A phpBB 3 may wear a skin with these classes; all about its visitors is in one script."""
        if "ucp.php" in frame.scripts():
            return 0
        return 10 * (len(frame.classes & _CLASSES) >= 3) + 2 * bool(words.FOOTER.search(frame.footer))

    def version(self, page: PhpBB2Page) -> str:
        match = words.FOOTER.search(page.footer)
        return (match[1] or match[2] or "2.0") if match else ""

    address = staticmethod(address_of)
    open = staticmethod(PhpBB2Page)
    index_page = staticmethod(read_index)
    board_page = staticmethod(read_board)
    thread_page = staticmethod(read_thread)


def _start(at: PageAt) -> str:
    """The parameter for a page; the first has none, as on the forum itself."""
    return f"&start={at.offset}" if at.offset else ""
