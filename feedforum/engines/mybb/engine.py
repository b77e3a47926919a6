"""The engine of MyBB: one family of templates, which every owner may have edited."""

import re
from collections.abc import Mapping

from feedforum.dates import Calendar, with_todays_offset
from feedforum.engines.base import Templates
from feedforum.engines.kit.dom import attribute
from feedforum.engines.kit.engine import PageEngine
from feedforum.engines.mybb import urls, words
from feedforum.engines.mybb.board import read_board
from feedforum.engines.mybb.index import read_index
from feedforum.engines.mybb.page import MybbPage
from feedforum.engines.mybb.thread import read_thread
from feedforum.records import Document, Id, MarkupHabits, Traits


class MyBB(PageEngine[MybbPage]):
    """MyBB 1.2 to 1.8, German or English, in any skin that keeps the ids of threads and posts."""

    name = "mybb"
    title = "MyBB"
    footer = words.FOOTER
    head_marks = re.compile(
        r"jscripts/general\.js\?ver=\d{4}|\bMyBB\.\w+ *=|\bMyBBEditor\b|cache/themes/theme\d+/"
    )
    head_version = re.compile(r"jscripts/general\.js\?ver=(\d)(\d)\d\d")
    # A board may hide old threads by default, and a thread may be shown as a tree.
    templates = Templates(
        board="forumdisplay.php?fid={id}&datecut=9999&sortby=lastpost&order=desc",
        thread="showthread.php?tid={id}&mode=linear",
        page="&page={number}",
        board_link="forumdisplay.php?fid={id}",
        thread_link="showthread.php?tid={id}",
        post="showthread.php?tid={id}&pid={post}#pid{post}",
        profile="member.php?action=profile&uid={id}",
        feed="syndication.php",
    )
    login_path = "member.php?action=login"
    login_fields = ("username", "password")
    login_values: Mapping[str, str] = {"remember": "yes"}
    password_fields = ("pwverify", "fid")

    def traits(self, version: str) -> Traits:
        return Traits(
            clock_shifts=True,
            counts_include_subboards=True,
            repeats_pages=True,
            markup=MarkupHabits(frozenset(words.BBCODE.split())),
        )

    def calendar_of(self, page: MybbPage, calendar: Calendar) -> Calendar:
        """Guests see one offset for all dates, old ones too, which the owner changes twice a year."""
        return with_todays_offset(calendar, page.document.made_at)

    def password_board(self, document: Document) -> Id | None:
        """The board that the form names in its address; a thread's form names none."""
        return urls.board_of(attribute(self.board_form(self.open(document)), "action"))

    address = staticmethod(urls.address_of)
    open = staticmethod(MybbPage)
    index_page = staticmethod(read_index)
    board_page = staticmethod(read_board)
    thread_page = staticmethod(read_thread)
