"""Pages: a template, its title, and the bytes it becomes."""

from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tests.sample_forum import listing
from tests.sample_forum.model import Board, Post, Thread
from tests.sample_forum.skins.smf.view import View

_ENVIRONMENTS = {
    family: Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates" / family),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for family in ("smf20", "smf11")
}


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages that a view of the forum can show, each as bytes."""

    view: View

    def index(self) -> bytes:
        return self._page("index.html", self.view.forum.title)

    def board(self, board: Board, page: listing.Page) -> bytes:
        pager = (f"board={board.id}", page.number, page.pages, page.size)
        return self._page("board.html", board.title, board, board=board, page=page, pager=pager)

    def thread(self, thread: Thread, posts: list[Post], number: int, pages: int) -> bytes:
        board = self.view.forum.boards[thread.board_id]
        pager = (f"topic={thread.id}", number, pages, board.posts_per_page)
        first = (number - 1) * board.posts_per_page
        return self._page(
            "thread.html", thread.topic, board, thread=thread, posts=posts, first=first, pager=pager
        )

    def login(self, warning: str = "", error: str = "") -> bytes:
        """The form to log in, below a warning, or again after an error."""
        return self._page("login.html", self.view.w.login, warning=warning, error=error)

    def error(self, sentence: str) -> bytes:
        return self._page("error.html", self.view.w.error, sentence=sentence)

    def maintenance(self, reason: str) -> bytes:
        return self._page("maintenance.html", self.view.w.maintenance, reason=reason)

    def _page(self, template: str, title: str, within: Board | None = None, **values: object) -> bytes:
        forum = self.view.forum
        path = listing.path_to(forum, within) if within else []
        family = "smf11" if self.view.older else "smf20"
        values = {"v": self.view, "w": self.view.w, "title": title, "path": path, "pager": None} | values
        text = _ENVIRONMENTS[family].get_template(template).render({"forum": forum, "thread": None} | values)
        # What calls itself iso-8859-1 is windows-1252 to every browser.
        charset = {"iso-8859-1": "windows-1252"}.get(forum.charset, forum.charset)
        return text.encode(charset, "xmlcharrefreplace")
