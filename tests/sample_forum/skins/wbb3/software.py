"""The software: what it does in another way than its successors."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from markupsafe import Markup

from tests.sample_forum.model import Post, Thread
from tests.sample_forum.php_time import php_date
from tests.sample_forum.skin import PageKind
from tests.sample_forum.skins.wbb4.bbcode import Writer
from tests.sample_forum.skins.wbb4.software import Suite, environment
from tests.sample_forum.skins.wbb4.view import View
from tests.sample_forum.wire import Request

_PAGES = {"board": "boardID", "thread": "threadID", "user": "userID", "attachment": "attachmentID"}
_FORMS = {"login": "form=UserLogin", "logout": "action=UserLogout"}


def address(what: str, id_: int = 0, page: int = 1, query: str = "") -> str:
    """An address below the forum's root, as its own links have it."""
    named = _FORMS.get(what) or (f"page={what.capitalize()}&{_PAGES[what]}={id_}" if id_ else "page=Index")
    pieces = [named, *filter(None, (f"pageNo={page}" if page > 1 else "", query))]
    return f"index.php?{'&'.join(pieces)}"


@dataclass(frozen=True, slots=True)
class Wbb3View(View):
    """A forum as one visitor sees it, whose links are relative."""

    def url(self, what: str, id_: int = 0, title: str = "", page: int = 1, query: str = "") -> str:
        return address(what, id_, page, query)

    def permalink(self, post_id: int, thread: Thread) -> str:
        """The address of a post as the feeds have it, which does not name the thread."""
        return f"{self.base}index.php?page=Thread&postID={post_id}#post{post_id}"

    def time(self, moment: datetime) -> Markup:
        """The time of day behind a date, or behind a word for the last two days."""
        at, now = self.forum.local(moment), self.forum.local(self.forum.now)
        german = self.forum.language == "de"
        clock = at.strftime("%H:%M") if german else at.strftime("%I:%M%p").lstrip("0").lower()
        days = (now.date() - at.date()) // timedelta(days=1)
        if self.forum.named_days and days == 0:
            return Markup("<b>{}</b>, {}").format("Heute" if german else "Today", clock)
        if self.forum.named_days and days == 1:
            return Markup("{}, {}").format("Gestern" if german else "Yesterday", clock)
        day = php_date("j. F Y" if german else "M jS Y", at, self.forum.language)
        return Markup("{}, {}").format(day, clock)

    def count(self, number: int) -> Markup:
        """A number with the separator of the language."""
        mark = "&nbsp;" if self.forum.language == "de" else ","
        return Markup(f"{number:,}".replace(",", mark))

    def edited(self, post: Post) -> Markup:
        at = self.time(post.edited_at) if post.edited_at else ""
        if self.forum.language == "de":
            said = "Dieser Beitrag wurde bereits {} mal editiert, zuletzt von »{}« ({})"
        else:
            said = "This post has been edited {} times, last edit by “{}” ({})"
        return Markup(said).format(post.edits, post.editor, at)

    def message(self, text: str) -> Markup:
        return Markup(Writer("three", self.w.quote_from, self.w.code, self.base).written(text))


class BurningBoard3(Suite):
    """Answers requests for one forum."""

    view = Wbb3View
    environment = environment(Path(__file__).parent)
    login_fields = ("loginUsername", "loginPassword")
    index_template = "index"
    cookie = "wcf_userID"
    closed_status = 200
    feed = ("postsfeed", "threadID", 30)

    def named(self, request: Request) -> tuple[str, int]:
        params = {name.lower(): value for name, value in request.params.items()}
        for what, form in _FORMS.items():
            name, _, value = form.partition("=")
            if params.get(name) == value:
                return what, 0
        what = params.get("page", "").lower()
        if what in ("board", "thread"):
            return what, request.number(_PAGES[what]) or self._thread_of(request)
        return "" if what in ("", "index") else what, 0

    def _thread_of(self, request: Request) -> int:
        post = self.forum.posts.get(request.number("postID") or 0)
        return post.thread_id if post else 0

    def path(self, kind: PageKind, id_: int = 0, page: int = 1) -> str:
        return address(str(kind), id_, page)
