"""The engine of Burning Board 4 and WoltLab Suite: one family, whose addresses come in three shapes."""

import re
from collections.abc import Mapping
from functools import partial
from urllib.parse import urljoin

from feedforum.engines.base import FIRST_PAGE, Form, PageAt
from feedforum.engines.kit.engine import PageEngine
from feedforum.engines.kit.frame import Frame
from feedforum.engines.kit.native_feed import NativeFeed
from feedforum.engines.kit.woltlab import HEAD_4
from feedforum.engines.wbb4 import urls, words
from feedforum.engines.wbb4.board import read_board
from feedforum.engines.wbb4.index import read_index
from feedforum.engines.wbb4.page import SuitePage
from feedforum.engines.wbb4.thread import read_thread
from feedforum.records import Document, Id, MarkupHabits, Traits

_IN_PATH = re.compile(r"href=[\"'][^\"'?#]*\bindex\.php/(?:Board|Thread|Login|User)(?:List)?/")
_IDS = re.compile(r"tpl_?wbb_?\w+|tpl_wcf_\w+")
_CLASSES = frozenset(
    ("wbbthreadlist", "wbbpost", "wbbboardlist", "wbbboardcontainer", "fullpageerrormessage")
)
_SECURITY_TOKEN = re.compile(r"\bSECURITY_TOKEN\s*=\s*['\"]([\w+/=.-]{20,200})['\"]")
_GENERATOR = re.compile(r"WoltLab (?:Community Framework|Suite)(?: (?P<version>\d+(?:\.\d+)+))?")
_CUSTOM = re.compile(r"<woltlab-core-|<fa-icon\b")
_SUITE = re.compile(r"\btabularListRow\b|WoltLabSuite|WSC_API_URL|\bcontentTitle\b")


class Wbb4(PageEngine[SuitePage]):
    """Burning Board 4.0 and 4.1, WoltLab Suite Forum 5 and 6, German or English, in any style."""

    name = "wbb4"
    title = "WoltLab Suite or Burning Board 4"
    login_path = "index.php?login/"
    login_fields = ("username", "password")
    login_values: Mapping[str, str] = {"useCookies": "1"}
    keeps_ids_of = frozenset(("wbb2", "wbb3"))

    def traits(self, version: str) -> Traits:
        return Traits(
            moved_markers_have_own_id=True,
            repeats_pages=True,
            markup=MarkupHabits(frozenset(words.BBCODE.split())),
        )

    def root(self, base: str, document: Document) -> str:
        """Version 4, and what was upgraded from it, have the page in the path of an address."""
        in_path = bool(_IN_PATH.search(document.text)) and not base.endswith(urls.IN_PATH)
        return base + urls.IN_PATH if in_path else base

    def folder_of(self, url: str) -> str | None:
        return urls.root_of(url)

    def index_url(self, base: str) -> str:
        return urljoin(base, ".").removesuffix(urls.IN_PATH)

    def board_url(self, base: str, board_id: Id, at: PageAt = FIRST_PAGE) -> str:
        query = "sortField=lastPostTime&sortOrder=DESC" + (f"&pageNo={at.number}" if at.number > 1 else "")
        return urls.made(base, "board", board_id, query)

    def thread_url(
        self, base: str, thread_id: Id, at: PageAt = FIRST_PAGE, board_id: Id | None = None
    ) -> str:
        return urls.made(base, "thread", thread_id, f"pageNo={at.number}" if at.number > 1 else "")

    def post_link(self, base: str, thread_id: Id, post_id: Id | None) -> str:
        query = "" if post_id is None else f"postID={post_id}#post{post_id}"
        return urls.made(base, "thread", thread_id, query)

    def board_link(self, base: str, board_id: Id) -> str:
        return urls.made(base, "board", board_id)

    def profile_link(self, base: str, user_id: Id) -> str:
        return urls.made(base, "user", user_id)

    def login_url(self, base: str) -> str:
        return urls.made(base, "login")

    @property
    def native_feed(self) -> NativeFeed:
        thread_of = partial(urls.id_of, what="thread")
        return NativeFeed(urls.feed_of, thread_of, urls.post_of, urls.boards_feed_of)

    def login_form(self, document: Document, username: str, password: str) -> Form | None:
        """As the form is, with the token that a script would write into it, where the page has that."""
        form = super().login_form(document, username, password)
        token = _SECURITY_TOKEN.search(document.text)
        if form is None or token is None or dict(form.fields).get("t"):
            return form
        return Form(form.url, (*(pair for pair in form.fields if pair[0] != "t"), ("t", token[1])))

    def evidence(self, frame: Frame) -> int:
        known = (
            bool(HEAD_4.search(frame.head)) + any(map(_IDS.match, frame.ids)) + bool(_CLASSES & frame.classes)
        )
        return 10 * known + 2 * bool(words.FOOTER.search(frame.footer))

    def version(self, page: SuitePage) -> str:
        """As the page's foot or generator says, else the line as its markup tells it."""
        frame = Frame(page)
        named, made_by = words.FOOTER.search(frame.footer), _GENERATOR.search(frame.generator)
        given = (named and (named["suite"] or named["board"])) or (made_by and made_by["version"])
        if given or self.evidence(frame) < 10:
            return given or ""
        if _CUSTOM.search(page.document.text):
            return "6"
        return "5" if _SUITE.search(page.document.text) else "4"

    address = staticmethod(urls.address_of)
    open = staticmethod(SuitePage)
    index_page = staticmethod(read_index)
    board_page = staticmethod(read_board)
    thread_page = staticmethod(read_thread)
