"""The engine of phpBB 3: its addresses, its marks, and what it does."""

from collections.abc import Mapping

from feedforum.dates import Calendar
from feedforum.engines.base import Form, Templates
from feedforum.engines.kit.engine import PageEngine
from feedforum.engines.kit.forms import filled_in, own_fields
from feedforum.engines.kit.frame import Frame, frame_of
from feedforum.engines.kit.phpbb import address_of
from feedforum.engines.phpbb3 import words
from feedforum.engines.phpbb3.board import read_board
from feedforum.engines.phpbb3.index import read_index
from feedforum.engines.phpbb3.page import PhpBB3Page
from feedforum.engines.phpbb3.thread import read_thread
from feedforum.records import Document, Id, MarkupHabits, Paging, PastTheEnd, Traits, as_id

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

    def traits(self, version: str) -> Traits:
        return Traits(
            paging=Paging.OFFSET,
            clock_shifts=version not in ("3.1", "3.2"),
            counts_include_subboards=True,
            relative_times=True,
            past_the_end=PastTheEnd.LAST_PAGE,
            markup=MarkupHabits(frozenset(words.BBCODE.split())),
        )

    def calendar_of(self, page: PhpBB3Page, calendar: Calendar) -> Calendar:
        """Before 3.1 all times have one offset, after it a zone: pages say which."""
        return page.with_own_zone(calendar)

    def password_board(self, document: Document) -> Id | None:
        form = self.open(document).password_form
        board = dict(own_fields(form)).get("f") if form else None
        return as_id(board) if board is not None else None

    def password_form(self, document: Document, board_id: Id, password: str) -> Form | None:
        page = self.open(document)
        values = {"f": str(board_id), "password": password, "login": "Login"}
        return filled_in(page, page.password_form, values)

    def marks(self, frame: Frame) -> int:
        """All about a visitor is in one script, which a skin made for phpBB 2 leads to, too."""
        in_old_skin = "ucp.php" in frame.scripts() and len(frame.classes & _CLASSES) >= 3
        return ("phpbb" in frame.ids) + any(ids <= frame.ids for ids in _IDS) + in_old_skin

    def version(self, page: PhpBB3Page) -> str:
        """The generation, as the frame tells it; no page tells more."""
        frame = frame_of(page)
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
