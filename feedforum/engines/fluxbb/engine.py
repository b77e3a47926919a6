"""The engine of FluxBB and PunBB: three generations of one family."""

from collections.abc import Mapping
from urllib.parse import urljoin

from feedforum.engines.base import FIRST_PAGE, PageAt
from feedforum.engines.fluxbb import urls, words
from feedforum.engines.fluxbb.board import read_board
from feedforum.engines.fluxbb.index import read_index
from feedforum.engines.fluxbb.page import KIND, FluxPage
from feedforum.engines.fluxbb.thread import read_thread
from feedforum.engines.kit.engine import PageEngine
from feedforum.engines.kit.frame import Frame
from feedforum.records import Id, MarkupHabits, PastTheEnd, ThreadOrder, Traits


class FluxBB(PageEngine[FluxPage]):
    """FluxBB 1.4 and 1.5 and PunBB 1.2 to 1.4, German or English, in any skin: skins are style sheets."""

    name = "fluxbb"
    title = "FluxBB or PunBB"
    login_path = "login.php"
    login_fields = ("req_username", "req_password")
    login_values: Mapping[str, str] = {"save_pass": "1"}

    def traits(self, version: str) -> Traits:
        return Traits(
            # Guests see one offset for all dates, which its owner changes twice a year; but for PunBB 1.2.
            clock_shifts=not version.startswith("1.2"),
            thread_order=ThreadOrder.ID,
            shows_seconds=True,
            moved_markers_have_own_id=True,
            past_the_end=PastTheEnd.FIRST_PAGE,
            refusals_look_like_not_found=True,
            markup=MarkupHabits(frozenset(words.BBCODE.split())),
        )

    def index_url(self, base: str) -> str:
        return urljoin(base, "index.php")

    def board_url(self, base: str, board_id: Id, at: PageAt = FIRST_PAGE) -> str:
        return urljoin(base, f"viewforum.php?id={board_id}{_page(at)}")

    def thread_url(
        self, base: str, thread_id: Id, at: PageAt = FIRST_PAGE, board_id: Id | None = None
    ) -> str:
        return urljoin(base, f"viewtopic.php?id={thread_id}{_page(at)}")

    def post_link(self, base: str, thread_id: Id, post_id: Id | None) -> str:
        query = f"id={thread_id}" if post_id is None else f"pid={post_id}#p{post_id}"
        return f"{base}viewtopic.php?{query}"

    def board_link(self, base: str, board_id: Id) -> str:
        return self.board_url(base, board_id)

    def profile_link(self, base: str, user_id: Id) -> str:
        return f"{base}profile.php?id={user_id}"

    def evidence(self, frame: Frame) -> int:
        return 10 * any(map(KIND.match, frame.ids)) + 2 * bool(words.FOOTER.search(frame.footer))

    def version(self, page: FluxPage) -> str:
        match = words.FOOTER.search(page.footer)
        return match[1] or "" if match else ""

    address = staticmethod(urls.address_of)
    open = staticmethod(FluxPage)
    index_page = staticmethod(read_index)
    board_page = staticmethod(read_board)
    thread_page = staticmethod(read_thread)


def _page(at: PageAt) -> str:
    """The parameter for a page; the first has none, as on the forum itself."""
    return f"&p={at.number}" if at.number > 1 else ""
