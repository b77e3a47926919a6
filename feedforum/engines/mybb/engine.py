"""The engine of MyBB: one family of templates, which every owner may have edited."""

import re
from collections.abc import Mapping
from urllib.parse import urljoin

from feedforum.dates import Calendar, with_todays_offset
from feedforum.engines.base import FIRST_PAGE, PageAt
from feedforum.engines.kit.dom import attribute
from feedforum.engines.kit.engine import PageEngine
from feedforum.engines.kit.forms import form_with
from feedforum.engines.kit.frame import Frame
from feedforum.engines.mybb import urls, words
from feedforum.engines.mybb.board import read_board
from feedforum.engines.mybb.index import read_index
from feedforum.engines.mybb.page import MybbPage
from feedforum.engines.mybb.thread import read_thread
from feedforum.records import Document, Id, MarkupHabits, PastTheEnd, Traits

_SCRIPT = re.compile(
    r"jscripts/general\.js\?ver=(\d)(\d)\d\d|\bMyBB\.\w+ *=|\bMyBBEditor\b|cache/themes/theme\d+/"
)


class MyBB(PageEngine[MybbPage]):
    """MyBB 1.2 to 1.8, German or English, in any skin that keeps the ids of threads and posts."""

    name = "mybb"
    title = "MyBB"
    login_path = "member.php?action=login"
    login_fields = ("username", "password")
    login_values: Mapping[str, str] = {"remember": "yes"}
    password_fields = ("pwverify", "fid")

    def traits(self, version: str) -> Traits:
        return Traits(
            clock_shifts=True,
            counts_include_subboards=True,
            relative_times=True,
            past_the_end=PastTheEnd.FIRST_PAGE,
            markup=MarkupHabits(frozenset(words.BBCODE.split())),
        )

    def calendar_of(self, page: MybbPage, calendar: Calendar) -> Calendar:
        """Guests see one offset for all dates, old ones too, which the owner changes twice a year."""
        return with_todays_offset(calendar, page.document.made_at)

    def index_url(self, base: str) -> str:
        return urljoin(base, "index.php")

    def board_url(self, base: str, board_id: Id, at: PageAt = FIRST_PAGE) -> str:
        """`datecut=9999` shows threads of any age: a board may hide old ones by default."""
        query = f"fid={board_id}&datecut=9999&sortby=lastpost&order=desc"
        return f"{base}forumdisplay.php?{query}{_page(at)}"

    def thread_url(
        self, base: str, thread_id: Id, at: PageAt = FIRST_PAGE, board_id: Id | None = None
    ) -> str:
        """`mode=linear` asks for the flat view even where the tree is the default."""
        return f"{base}showthread.php?tid={thread_id}&mode=linear{_page(at)}"

    def post_link(self, base: str, thread_id: Id, post_id: Id | None) -> str:
        post = "" if post_id is None else f"&pid={post_id}#pid{post_id}"
        return f"{base}showthread.php?tid={thread_id}{post}"

    def board_link(self, base: str, board_id: Id) -> str:
        return f"{base}forumdisplay.php?fid={board_id}"

    def profile_link(self, base: str, user_id: Id) -> str:
        return f"{base}member.php?action=profile&uid={user_id}"

    def evidence(self, frame: Frame) -> int:
        return 10 * bool(_SCRIPT.search(frame.head)) + 2 * bool(words.FOOTER.search(frame.footer))

    def version(self, page: MybbPage) -> str:
        """As the page's foot says, else the line as its scripts tell it."""
        named, line = words.FOOTER.search(page.footer), _SCRIPT.search(page.head)
        return (named[1] or "" if named else "") or (f"{line[1]}.{line[2]}" if line and line[1] else "")

    def password_board(self, document: Document) -> Id | None:
        """The board that the form names in its address; a thread's form names none."""
        form = form_with(self.open(document).forms(), self.password_fields[0])
        return urls.id_of(attribute(form, "action"), "forum")

    address = staticmethod(urls.address_of)
    open = staticmethod(MybbPage)
    index_page = staticmethod(read_index)
    board_page = staticmethod(read_board)
    thread_page = staticmethod(read_thread)


def _page(at: PageAt) -> str:
    """The parameter for a page; the first has none, as on the forum itself."""
    return f"&page={at.number}" if at.number > 1 else ""
