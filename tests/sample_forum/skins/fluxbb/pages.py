"""Pages: a template, its title, and the bytes it becomes."""

from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tests.sample_forum import listing
from tests.sample_forum.model import Board, Post, Thread
from tests.sample_forum.skins.fluxbb.view import View

_ENVIRONMENTS = {
    family: Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates" / family),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for family in ("flux", "pun12", "pun14")
}


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages that a view of the forum can show, each as bytes."""

    view: View

    def index(self) -> bytes:
        """The list of all boards."""
        return self._page("index.html", "index")

    def board(self, board: Board, page: listing.Page) -> bytes:
        """A page of a board."""
        link = ("viewforum.php", board.id, page.number, page.pages)
        return self._page("board.html", "viewforum", board.title, board=board, page=page, pager=link)

    def thread(self, thread: Thread, posts: list[Post], number: int, pages: int, first: int) -> bytes:
        """A page of a thread; `first` is the number of its first post in the thread."""
        board = self.view.forum.boards[thread.board_id]
        link = ("viewtopic.php", thread.id, number, pages)
        return self._page(
            "thread.html",
            "viewtopic",
            thread.topic,
            board.title,
            thread=thread,
            board=board,
            posts=posts,
            first=first,
            total=len(thread.shown_posts()),
            pager=link,
        )

    def login(self, error: str = "", name: str = "") -> bytes:
        """The login form, again after an `error`."""
        return self._page("login.html", "login", self.view.w.login, error=error, name=name)

    def notice(self, message: str, kind: str) -> bytes:
        """A sentence, in the frame of the `kind` of page that was asked for."""
        kind = "message" if self.view.manner.family == "pun14" else kind
        return self._page("notice.html", kind, self.view.w.info, message=message)

    def bare(self, kind: str, heading: str, message: str, target: str = "") -> bytes:
        """A page without the forum's frame: on the way to another page, or while the forum is closed."""
        return self._page("bare.html", kind, heading, message=message, heading=heading, target=target)

    def _page(self, template: str, kind: str, *headings: str, **values: object) -> bytes:
        """The title begins with the forum's in PunBB 1.2, and ends with it in the others."""
        forum, family = self.view.forum, self.view.manner.family
        pager = values.setdefault("pager", None)
        number = pager[2] if isinstance(pager, tuple) else 1
        # Where a page has a number, PunBB 1.4 puts even the first into a thread's title.
        numbered = number > 1 or (family == "pun14" and kind == "viewtopic")
        parts = [*headings, forum.title]
        if family == "pun12":
            parts = [forum.title, *headings[:1]]
        elif numbered:
            parts[0] += f" {self.view.w.page.format(number)}"
        title = (" — " if family == "pun14" else " / ").join(parts)
        common = {"v": self.view, "forum": forum, "w": self.view.w, "kind": kind, "title": title}
        text = _ENVIRONMENTS[family].get_template(template).render({**common, **values})
        # What calls itself iso-8859-1 is windows-1252 to every browser.
        charset = {"iso-8859-1": "windows-1252"}.get(forum.charset, forum.charset)
        return text.encode(charset, "xmlcharrefreplace")
