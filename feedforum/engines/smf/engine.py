"""The engine of Simple Machines Forum: three lines of one family, in the skins that they come with."""

import re
from collections.abc import Mapping
from urllib.parse import urljoin

from feedforum.engines.base import Templates
from feedforum.engines.kit.engine import PageEngine
from feedforum.engines.smf import urls, words
from feedforum.engines.smf.board import read_board
from feedforum.engines.smf.index import board_rows, read_index
from feedforum.engines.smf.page import SmfPage
from feedforum.engines.smf.thread import read_thread
from feedforum.records import Document, MarkupHabits, Paging, ThreadOrder, Traits


class Smf(PageEngine[SmfPage]):
    """SMF 1.1, 2.0 and 2.1, German or English, in any skin that keeps the ids of posts."""

    name = "smf"
    title = "Simple Machines Forum"
    footer = words.FOOTER
    head_marks = re.compile(r"\bsmf_(?:theme_url|scripturl)\b|\bsmf_default_theme_url\b")
    head_version = re.compile(r"\?(?:fin|smf)(\d)(\d)")
    templates = Templates(
        board="index.php?board={id}.{offset}",
        thread="index.php?topic={id}.{offset}",
        post="index.php?topic={id}.msg{post}#msg{post}",
        profile="index.php?action=profile;u={id}",
        feed="index.php?action=.xml;type=rss2;sa=recent",
    )
    login_path = "index.php?action=login"
    login_fields = ("user", "passwrd")
    # The page's script would send a hash in place of the password; who has no script sends an empty one.
    login_values: Mapping[str, str] = {"cookielength": "-1", "hash_passwrd": ""}

    def traits(self, version: str) -> Traits:
        return Traits(
            paging=Paging.OFFSET,
            thread_order=ThreadOrder.ID,
            moved_markers_have_own_id=True,
            repeats_pages=True,
            refusals_look_like_not_found=True,
            markup=MarkupHabits(frozenset(words.BBCODE.split())),
        )

    def index_url(self, base: str) -> str:
        return base if urls.PORTAL.search(base) else urljoin(base, self.templates.index)

    def root(self, base: str, document: Document) -> str:
        """A portal may stand in the place of the index, and lead to it."""
        leads_there = urls.PORTAL.search(document.text) and not urls.PORTAL.search(base)
        if not leads_there or next(board_rows(page := SmfPage(document)), None):
            return base
        actions = (link.parameter("action") for link in page.own_links if urls.PORTAL.search(link.href))
        return urljoin(base, f"index.php?action={action}") if (action := next(actions, "")) else base

    address = staticmethod(urls.address_of)
    open = staticmethod(SmfPage)
    index_page = staticmethod(read_index)
    board_page = staticmethod(read_board)
    thread_page = staticmethod(read_thread)
