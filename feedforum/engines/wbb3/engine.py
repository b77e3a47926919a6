"""The engine of Burning Board 3 and Lite 2: one family, the first on WoltLab's framework."""

import re
from collections.abc import Mapping

from feedforum.engines.base import Form, Templates
from feedforum.engines.kit.engine import PageEngine
from feedforum.engines.kit.forms import filled_in, forms_with_secret
from feedforum.engines.kit.frame import Frame
from feedforum.engines.kit.native_feed import NativeFeed
from feedforum.engines.kit.woltlab import HEAD_3
from feedforum.engines.wbb3 import urls, words
from feedforum.engines.wbb3.board import read_board
from feedforum.engines.wbb3.index import read_index
from feedforum.engines.wbb3.page import Wbb3Page
from feedforum.engines.wbb3.thread import read_thread
from feedforum.records import Document, MarkupHabits, Traits

_IDS = re.compile(r"topthreadsstatus$|normalthreadsstatus$|postrow\d+$|threadrow\d+$")


class Wbb3(PageEngine[Wbb3Page]):
    """Burning Board 3.0 and 3.1 and Burning Board Lite 2, German or English, in any style."""

    name = "wbb3"
    title = "Burning Board 3"
    # A portal may stand at the forum's own address. A board may hide old threads: `daysPrune=1000` is *all*.
    templates = Templates(
        index="index.php?page=Index",
        board="index.php?page=Board&boardID={id}&daysPrune=1000&sortField=lastPostTime&sortOrder=DESC",
        board_link="index.php?page=Board&boardID={id}",
        thread="index.php?page=Thread&threadID={id}",
        page="&pageNo={number}",
        post="index.php?page=Thread&postID={post}#post{post}",
        profile="index.php?page=User&userID={id}",
    )
    login_path = "index.php?form=UserLogin"
    login_fields = ("loginusername", "loginpassword")
    login_values: Mapping[str, str] = {"useCookies": "1"}
    keeps_ids_of = frozenset(("wbb2",))

    def traits(self, version: str) -> Traits:
        return Traits(
            moved_markers_have_own_id=True,
            repeats_pages=True,
            markup=MarkupHabits(frozenset(words.BBCODE.split())),
        )

    def folder_of(self, url: str) -> str | None:
        return urls.folder_of(url)

    @property
    def native_feed(self) -> NativeFeed:
        return NativeFeed(urls.feed_of, lambda href: urls.id_of(href, "thread"), urls.post_of)

    def login_form(self, document: Document, username: str, password: str) -> Form | None:
        """The form with a field for a password, under whatever names its fields have."""
        page = self.open(document)
        for form, secret, name in forms_with_secret(page.own("form")):
            if name:
                return filled_in(page, form, {name: username, secret: password, **self.login_values})
        return None

    def evidence(self, frame: Frame) -> int:
        known = bool(HEAD_3.search(frame.head)) or any(map(_IDS.match, frame.ids))
        named = words.FOOTER.search(frame.footer)
        version = (named["version"] or "") if named else ""
        is_named = bool(named and words.MAKER.search(frame.footer)) and (not version or version[0] == "3")
        return 10 * known + 2 * is_named

    def version(self, page: Wbb3Page) -> str:
        """As the page's foot says, where its owner lets it."""
        frame = Frame(page)
        named = words.FOOTER.search(frame.footer)
        if self.evidence(frame) < 10:
            return ""
        return (named["version"] or "" if named else "") or "3"

    address = staticmethod(urls.address_of)
    open = staticmethod(Wbb3Page)
    index_page = staticmethod(read_index)
    board_page = staticmethod(read_board)
    thread_page = staticmethod(read_thread)
