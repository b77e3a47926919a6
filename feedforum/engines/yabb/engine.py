"""The engine of YaBB: pages of one script, threads whose ids are times, posts without ids."""

from collections.abc import Mapping
from dataclasses import replace

from feedforum.dates import Calendar
from feedforum.engines.kit.engine import PageEngine
from feedforum.engines.kit.frame import Frame
from feedforum.engines.yabb import urls, words
from feedforum.engines.yabb.board import read_board
from feedforum.engines.yabb.index import read_index
from feedforum.engines.yabb.page import YabbPage
from feedforum.engines.yabb.thread import read_thread
from feedforum.records import Id, MarkupHabits, Paging, ThreadOrder, Traits


class YaBB(PageEngine[YabbPage]):
    """YaBB 2 in its own skins, German or English, and as far as its sources tell YaBB 1 Gold.

    The print view is not read: it shows threads that the forum refuses to show elsewhere.
    """

    name = "yabb"
    title = "YaBB"
    footer = words.FOOTER
    login_path = "YaBB.pl?action=login"
    login_fields = ("username", "passwrd")
    login_values: Mapping[str, str] = {"cookielength": "1"}
    password_fields = ("boardpw", "pswcurboard")

    def traits(self, version: str) -> Traits:
        return Traits(
            paging=Paging.OFFSET,
            thread_order=ThreadOrder.TIME,
            moves_change_ids=True,
            counts_include_subboards=True,
            repeats_pages=True,
            lists_refused_boards=True,
            markup=MarkupHabits(frozenset(words.BBCODE.split()), quote_lines=True, pictures_hidden=True),
        )

    def calendar_of(self, page: YabbPage, calendar: Calendar) -> Calendar:
        """Of its formats those with slashes have the month first."""
        return replace(calendar, order="mdy") if calendar.order == "auto" else calendar

    def post_link(self, base: str, thread_id: Id, post_id: Id | None) -> str:
        return urls.thread_url(base, thread_id) + (f"#{post_id}" if post_id is not None else "")

    def profile_link(self, base: str, user_id: Id) -> str:
        return f"{urls.script_of(base)}?action=viewprofile;username={user_id}"

    def login_url(self, base: str) -> str:
        return f"{urls.script_of(base)}?action=login"

    def marks(self, frame: Frame) -> int:
        return bool(words.MARKS & (frame.ids | frame.classes)) + bool(words.ASSETS.search(frame.head))

    index_url = staticmethod(urls.script_of)
    board_url = staticmethod(urls.board_url)
    board_link = staticmethod(urls.board_url)
    thread_url = staticmethod(urls.thread_url)
    address = staticmethod(urls.address_of)
    open = staticmethod(YabbPage)
    index_page = staticmethod(read_index)
    board_page = staticmethod(read_board)
    thread_page = staticmethod(read_thread)
