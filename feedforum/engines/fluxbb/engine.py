"""The engine of FluxBB and PunBB: three generations of one family."""

from collections.abc import Mapping

from feedforum.engines.base import Templates
from feedforum.engines.fluxbb import urls, words
from feedforum.engines.fluxbb.board import read_board
from feedforum.engines.fluxbb.index import read_index
from feedforum.engines.fluxbb.page import KIND, FluxPage
from feedforum.engines.fluxbb.thread import read_thread
from feedforum.engines.kit.engine import PageEngine
from feedforum.engines.kit.frame import Frame
from feedforum.records import MarkupHabits, ThreadOrder, Traits


class FluxBB(PageEngine[FluxPage]):
    """FluxBB 1.4 and 1.5 and PunBB 1.2 to 1.4, German or English, in any skin: skins are style sheets."""

    name = "fluxbb"
    title = "FluxBB or PunBB"
    footer = words.FOOTER
    templates = Templates(
        board="viewforum.php?id={id}",
        thread="viewtopic.php?id={id}",
        page="&p={number}",
        post="viewtopic.php?pid={post}#p{post}",
        profile="profile.php?id={id}",
        feed="extern.php?action=feed&type=rss&order=posted",
    )
    login_path = "login.php"
    login_fields = ("req_username", "req_password")
    login_values: Mapping[str, str] = {"save_pass": "1"}

    def traits(self, version: str) -> Traits:
        return Traits(
            # Guests see one offset for all dates, which its owner changes twice a year; but for PunBB 1.2.
            clock_shifts=not version.startswith("1.2"),
            thread_order=ThreadOrder.ID,
            moved_markers_have_own_id=True,
            repeats_pages=True,
            refusals_look_like_not_found=True,
            markup=MarkupHabits(frozenset(words.BBCODE.split())),
        )

    def marks(self, frame: Frame) -> int:
        return int(any(map(KIND.match, frame.ids)))

    address = staticmethod(urls.address_of)
    open = staticmethod(FluxPage)
    index_page = staticmethod(read_index)
    board_page = staticmethod(read_board)
    thread_page = staticmethod(read_thread)
