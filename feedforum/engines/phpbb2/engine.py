"""The engine of phpBB 2: its addresses, its marks, and what it does."""

from collections.abc import Mapping

from feedforum.dates import Calendar
from feedforum.engines.base import Templates
from feedforum.engines.kit.engine import PageEngine
from feedforum.engines.kit.frame import Frame
from feedforum.engines.kit.phpbb import address_of
from feedforum.engines.phpbb2 import words
from feedforum.engines.phpbb2.board import read_board
from feedforum.engines.phpbb2.index import read_index
from feedforum.engines.phpbb2.page import PhpBB2Page
from feedforum.engines.phpbb2.thread import read_thread
from feedforum.records import MarkupHabits, Paging, Traits

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
    footer = words.FOOTER
    templates = Templates(
        board="viewforum.php?f={id}",
        thread="viewtopic.php?t={id}",
        page="&start={offset}",
        post="viewtopic.php?p={post}#{post}",
        profile="profile.php?mode=viewprofile&u={id}",
    )
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

    def marks(self, frame: Frame) -> int:
        return int(len(frame.classes & _CLASSES) >= 3)

    def evidence(self, frame: Frame) -> int:
        """A phpBB 3 may wear a skin with these classes; all about its visitors is in one script."""
        return 0 if "ucp.php" in frame.scripts() else super().evidence(frame)

    def version(self, page: PhpBB2Page) -> str:
        return super().version(page) or ("2.0" if words.FOOTER.search(page.footer) else "")

    address = staticmethod(address_of)
    open = staticmethod(PhpBB2Page)
    index_page = staticmethod(read_index)
    board_page = staticmethod(read_board)
    thread_page = staticmethod(read_thread)
