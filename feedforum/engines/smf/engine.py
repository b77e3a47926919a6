"""The engine of Simple Machines Forum: three lines of one family, in the skins that they come with."""

import re
from collections.abc import Mapping
from urllib.parse import urljoin

from feedforum.engines.base import FIRST_PAGE, PageAt
from feedforum.engines.kit.engine import PageEngine
from feedforum.engines.kit.frame import Frame
from feedforum.engines.smf import urls, words
from feedforum.engines.smf.board import read_board
from feedforum.engines.smf.index import read_index
from feedforum.engines.smf.page import SmfPage
from feedforum.engines.smf.thread import read_thread
from feedforum.records import Id, MarkupHabits, Paging, PastTheEnd, ThreadOrder, Traits

_SCRIPTS = re.compile(r"\bsmf_(?:theme_url|scripturl)\b|\bsmf_default_theme_url\b")
_LINE = re.compile(r"\?(?:fin|smf)(\d)(\d)")


class Smf(PageEngine[SmfPage]):
    """SMF 1.1, 2.0 and 2.1, German or English, in any skin that keeps the ids of posts."""

    name = "smf"
    title = "Simple Machines Forum"
    login_path = "index.php?action=login"
    login_fields = ("user", "passwrd")
    # The page's script would send a hash in place of the password; who has no script sends an empty one.
    login_values: Mapping[str, str] = {"cookielength": "-1", "hash_passwrd": ""}

    def traits(self, version: str) -> Traits:
        return Traits(
            paging=Paging.OFFSET,
            thread_order=ThreadOrder.ID,
            shows_seconds=True,
            moved_markers_have_own_id=True,
            past_the_end=PastTheEnd.LAST_PAGE,
            refusals_look_like_not_found=True,
            markup=MarkupHabits(frozenset(words.BBCODE.split())),
        )

    def index_url(self, base: str) -> str:
        return urljoin(base, "index.php")

    def board_url(self, base: str, board_id: Id, at: PageAt = FIRST_PAGE) -> str:
        return f"{base}index.php?board={board_id}.{at.offset}"

    def thread_url(
        self, base: str, thread_id: Id, at: PageAt = FIRST_PAGE, board_id: Id | None = None
    ) -> str:
        return f"{base}index.php?topic={thread_id}.{at.offset}"

    def post_link(self, base: str, thread_id: Id, post_id: Id | None) -> str:
        return f"{base}index.php?topic={thread_id}." + (
            "0" if post_id is None else f"msg{post_id}#msg{post_id}"
        )

    def board_link(self, base: str, board_id: Id) -> str:
        return self.board_url(base, board_id)

    def profile_link(self, base: str, user_id: Id) -> str:
        return f"{base}index.php?action=profile;u={user_id}"

    def evidence(self, frame: Frame) -> int:
        return 10 * bool(_SCRIPTS.search(frame.head)) + 2 * bool(words.FOOTER.search(frame.footer))

    def version(self, page: SmfPage) -> str:
        """As the page's foot says, else the line as its style sheets tell it."""
        named, line = words.FOOTER.search(page.footer), _LINE.search(page.head)
        return (named[1] or "" if named else "") or (f"{line[1]}.{line[2]}" if line else "")

    address = staticmethod(urls.address_of)
    open = staticmethod(SmfPage)
    index_page = staticmethod(read_index)
    board_page = staticmethod(read_board)
    thread_page = staticmethod(read_thread)
