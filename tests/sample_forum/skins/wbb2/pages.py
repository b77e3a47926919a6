"""Pages: a template, its title, and the bytes it becomes."""

from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tests.sample_forum import listing
from tests.sample_forum.model import Board, Post, Thread
from tests.sample_forum.skins.wbb2.characters import encode, named, topic
from tests.sample_forum.skins.wbb2.view import Pager, View


def environment(folder: Path) -> Environment:
    """The templates of a folder."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        finalize=named,
        undefined=StrictUndefined,
        trim_blocks=True,
    )


_ENVIRONMENT = environment(Path(__file__).parent / "templates")


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages that a view of the forum can show, each as bytes."""

    view: View

    @property
    def templates(self) -> Environment:
        """The templates that pages are made of."""
        return _ENVIRONMENT

    def index(self) -> bytes:
        """The list of all boards."""
        return self._page("index.html", self.view.w.start)

    def board(self, board: Board, page: listing.Page, params: dict[str, object]) -> bytes:
        """A page of a board. `params` are what its page links carry."""
        return self._page(
            "board.html",
            board.title,
            board=board,
            path=listing.path_to(self.view.forum, board)[:-1],
            page=page,
            pager=Pager(self.view, "board.php", {"boardid": board.id, **params}, page.number, page.pages),
        )

    def thread(self, thread: Thread, posts: list[Post], number: int, pages: int, *, tree: bool) -> bytes:
        """A page of a thread."""
        view = int(tree)
        params: dict[str, object] = {
            "threadid": thread.id,
            "threadview": view,
            "hilight": "",
            "hilightuser": 0,
        }
        path = listing.path_to(self.view.forum, self.view.forum.boards[thread.board_id])
        heading = path[-1].title, named(f"{thread.prefix} ") + topic(thread.topic)
        return self._page(
            "thread.html",
            *heading,
            thread=thread,
            path=path,
            posts=posts,
            tree=tree,
            pager=Pager(self.view, "thread.php", params, number, pages),
        )

    def printed(self, thread: Thread, posts: list[Post], number: int) -> bytes:
        """A page of a thread's print view."""
        title = self.view.w.print_title.format(thread.topic, number)
        path = listing.path_to(self.view.forum, self.view.forum.boards[thread.board_id])
        return self._page("print.html", title, thread=thread, path=path, posts=posts)

    def notice(self, message: str, refresh: str = "") -> bytes:
        """A sentence; with `refresh`, on the way to another page."""
        return self._page("notice.html", message=message, refresh=refresh)

    def login(self, *, denied_url: str = "") -> bytes:
        """The login form, by itself or because a page is not for guests."""
        w = self.view.w
        heading, message = (w.denied, w.denied_why) if denied_url else (w.login, "")
        return self._page("login.html", heading, heading=heading, message=message, url=denied_url)

    def password(self, board: Board) -> bytes:
        """The form for a board's password."""
        return self._page("password.html", board.title, board=board)

    def maintenance(self) -> bytes:
        """The forum is closed."""
        return self._page("maintenance.html", self.view.w.error)

    def _page(self, template: str, *headings: str, **values: object) -> bytes:
        title = named(" | ").join([named(part) for part in (self.view.forum.title, *headings)])
        common = {
            "v": self.view,
            "forum": self.view.forum,
            "w": self.view.w,
            "style": self.view.style,
            "layout": "blue.html" if self.view.style == "blue" else "plain.html",
            "title": title,
            "refresh": "",
            "pager": None,
        }
        text = self.templates.get_template(template).render({**common, **values})
        return encode(text)
