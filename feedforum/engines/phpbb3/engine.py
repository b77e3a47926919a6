"""The engine of phpBB 3: its addresses, its marks, and what it does."""

from collections.abc import Mapping

from feedforum.dates import Calendar
from feedforum.engines.base import Templates
from feedforum.engines.kit.engine import PageEngine
from feedforum.engines.kit.frame import Frame
from feedforum.engines.kit.phpbb import address_of
from feedforum.engines.phpbb3 import words
from feedforum.engines.phpbb3.board import read_board
from feedforum.engines.phpbb3.index import read_index
from feedforum.engines.phpbb3.page import PhpBB3Page
from feedforum.engines.phpbb3.thread import read_thread
from feedforum.records import MarkupHabits, Paging, Traits

_IDS = (
    frozenset(("page-header", "page-body", "page-footer")),
    frozenset(("wrapheader", "wrapcentre", "wrapfooter")),
)
_CLASSES = frozenset(
    ("tablebg", "forumline", "topictitle", "forumlink", "postbody", "postdetails", "gensmall")
)


class PhpBB3(PageEngine[PhpBB3Page]):
    """phpBB 3.0 to 3.3 in prosilver and subsilver2, and in skins made of them."""

    name = "phpbb3"
    title = "phpBB 3"
    footer = words.FOOTER
    # All rows in one order, whatever a member has set for himself.
    templates = Templates(
        board="viewforum.php?f={id}&st=0&sk=t&sd=d",
        thread="viewtopic.php?t={id}&st=0&sk=t&sd=a",
        page="&start={offset}",
        board_link="viewforum.php?f={id}",
        thread_link="viewtopic.php?t={id}",
        post="viewtopic.php?p={post}#p{post}",
        profile="memberlist.php?mode=viewprofile&u={id}",
        feed="feed.php",
    )
    login_path = "ucp.php?mode=login"
    login_fields = ("username", "password")
    login_values: Mapping[str, str] = {"autologin": "on", "login": "Login"}
    password_fields = ("password", "f")
    password_values: Mapping[str, str] = {"login": "Login"}

    def traits(self, version: str) -> Traits:
        return Traits(
            paging=Paging.OFFSET,
            clock_shifts=version not in ("3.1", "3.2"),
            counts_include_subboards=True,
            repeats_pages=True,
            markup=MarkupHabits(frozenset(words.BBCODE.split())),
        )

    def calendar_of(self, page: PhpBB3Page, calendar: Calendar) -> Calendar:
        """Before 3.1 all times have one offset, after it a zone: pages say which."""
        return page.with_own_zone(calendar)

    def marks(self, frame: Frame) -> int:
        """All about a visitor is in one script, which a skin made for phpBB 2 leads to, too."""
        in_old_skin = "ucp.php" in frame.scripts() and len(frame.classes & _CLASSES) >= 3
        return ("phpbb" in frame.ids) + any(ids <= frame.ids for ids in _IDS) + in_old_skin

    def version(self, page: PhpBB3Page) -> str:
        """The generation, as the frame tells it; no page tells more."""
        frame = Frame(page)
        if not self.evidence(frame):
            return ""
        if "font-awesome" in frame.head or any(name.startswith("fa-") for name in frame.classes):
            return "3.2"
        return "3.1" if "assets_version=" in frame.head else "3.0" if "style.php?" in frame.head else "3"

    address = staticmethod(address_of)
    open = staticmethod(PhpBB3Page)
    index_page = staticmethod(read_index)
    board_page = staticmethod(read_board)
    thread_page = staticmethod(read_thread)
