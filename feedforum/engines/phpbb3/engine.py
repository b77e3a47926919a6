"""The engine of phpBB 3: its addresses, its marks, and what it does."""

from collections.abc import Mapping
from urllib.parse import urljoin

from feedforum.dates import Calendar
from feedforum.engines.base import FIRST_PAGE, Form, PageAt
from feedforum.engines.kit.dom import attribute
from feedforum.engines.kit.engine import PageEngine
from feedforum.engines.kit.forms import filled_in
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
    login_path = "ucp.php?mode=login"
    login_fields = ("username", "password")
    login_values: Mapping[str, str] = {"autologin": "on", "login": "Login"}

    def traits(self, version: str) -> Traits:
        return Traits(
            paging=Paging.OFFSET,
            counts_include_subboards=True,
            relative_times=True,
            past_the_end=PastTheEnd.LAST_PAGE,
            markup=MarkupHabits(frozenset(words.BBCODE.split())),
        )

    def calendar_of(self, page: PhpBB3Page, calendar: Calendar) -> Calendar:
        """Before 3.1 all times have one offset, after it a zone: pages say which."""
        return page.with_own_zone(calendar)

    def index_url(self, base: str) -> str:
        return urljoin(base, "index.php")

    def board_url(self, base: str, board_id: Id, at: PageAt = FIRST_PAGE) -> str:
        """All threads by their last posts, whatever a member has set for himself."""
        return urljoin(base, f"viewforum.php?f={board_id}&st=0&sk=t&sd=d{_start(at)}")

    def thread_url(
        self, base: str, thread_id: Id, at: PageAt = FIRST_PAGE, board_id: Id | None = None
    ) -> str:
        return urljoin(base, f"viewtopic.php?t={thread_id}&st=0&sk=t&sd=a{_start(at)}")

    def post_link(self, base: str, thread_id: Id, post_id: Id | None) -> str:
        return f"{base}viewtopic.php?" + (f"p={post_id}#p{post_id}" if post_id else f"t={thread_id}")

    def board_link(self, base: str, board_id: Id) -> str:
        return f"{base}viewforum.php?f={board_id}"

    def profile_link(self, base: str, user_id: Id) -> str:
        return f"{base}memberlist.php?mode=viewprofile&u={user_id}"

    def password_board(self, document: Document) -> Id | None:
        form = self.open(document).password_form
        fields = form.find_all("input") if form else ()
        return next(
            (as_id(attribute(field, "value")) for field in fields if attribute(field, "name") == "f"), None
        )

    def password_form(self, document: Document, board_id: Id, password: str) -> Form | None:
        page = self.open(document)
        values = {"f": str(board_id), "password": password, "login": "Login"}
        return filled_in(page, page.password_form, values)

    def evidence(self, frame: Frame) -> int:
        """All about a visitor is in one script, which a skin made for phpBB 2 leads to, too."""
        in_old_skin = "ucp.php" in frame.scripts() and len(frame.classes & _CLASSES) >= 3
        return (
            10 * ("phpbb" in frame.ids)
            + 10 * any(ids <= frame.ids for ids in _IDS)
            + 10 * in_old_skin
            + 2 * bool(words.FOOTER.search(frame.footer))
        )

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


def _start(at: PageAt) -> str:
    """The parameter for a page; the first has none, as on the forum itself."""
    return f"&start={at.offset}" if at.offset else ""
