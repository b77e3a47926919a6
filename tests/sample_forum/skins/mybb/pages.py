"""Pages: a template, its title, and the bytes it becomes."""

from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tests.sample_forum import listing
from tests.sample_forum.model import Board, Post, Thread
from tests.sample_forum.skins.mybb.view import View

_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages that a view of the forum can show, each as bytes."""

    view: View

    def index(self) -> bytes:
        return self._page("index.html", self.view.forum.title)

    def board(self, board: Board, page: listing.Page) -> bytes:
        pager = ("forumdisplay.php", "fid", board.id, page.number, page.pages)
        title = f"{self.view.forum.title} - {board.title} "
        return self._page("board.html", title, board.title, board, board=board, page=page, pager=pager)

    def thread(self, thread: Thread, posts: list[Post], number: int, pages: int) -> bytes:
        board = self.view.forum.boards[thread.board_id]
        values = {
            "thread": thread,
            "board": board,
            "posts": posts,
            "first": (number - 1) * board.posts_per_page,
            "pager": ("showthread.php", "tid", thread.id, number, pages),
        }
        whole = f"{thread.prefix} {thread.topic}".strip()
        return self._page("thread.html", thread.topic, whole, board, inside=True, **values)

    def message(self, sentence: str, reason: str = "") -> bytes:
        """A sentence in the frame of the forum."""
        title = self.view.forum.title
        return self._page("message.html", title, self.view.w.message, sentence=sentence, reason=reason)

    def password(self, board: Board, target: str, *, wrong: bool) -> bytes:
        title = f"{self.view.forum.title} - {self.view.w.password_wanted} "
        return self._page("password.html", title, board.title, board, target=target, wrong=wrong)

    def login(self, *, wrong: bool = False) -> bytes:
        title = f"{self.view.forum.title} - {self.view.w.login}"
        return self._page("login.html", title, self.view.w.login, wrong=wrong)

    def redirect(self, target: str) -> bytes:
        """A page that leads on by itself, without a menu."""
        return self._page("redirect.html", self.view.forum.title, target=target)

    def _page(
        self,
        template: str,
        title: str,
        active: str = "",
        within: Board | None = None,
        *,
        inside: bool = False,
        **values: object,
    ) -> bytes:
        """`active` is what the path ends in; it leads through the boards above `within`, or `inside` that."""
        forum = self.view.forum
        path = listing.path_to(forum, within) if within else []
        common = {
            "v": self.view,
            "w": self.view.w,
            "forum": forum,
            "title": title,
            "active": active,
            "pager": None,
        }
        above = {"path": path if inside else path[:-1]}
        return (
            _ENVIRONMENT.get_template(template)
            .render(common | above | values)
            .encode(forum.charset, "xmlcharrefreplace")
        )
