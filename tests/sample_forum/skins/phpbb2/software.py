"""The software: a request → the page, redirect or refusal that it gets; messages are 200 too."""

from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tests.sample_forum import listing
from tests.sample_forum.forum import SampleForum
from tests.sample_forum.model import Board
from tests.sample_forum.skin import Asked, PageKind
from tests.sample_forum.skins.phpbb2.sessions import Sessions, Visitor
from tests.sample_forum.skins.phpbb2.view import View
from tests.sample_forum.wire import Answer, Request

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_SCRIPTS = {
    PageKind.INDEX: ("index.php", ""),
    PageKind.BOARD: ("viewforum.php", "f"),
    PageKind.THREAD: ("viewtopic.php", "t"),
    PageKind.LOGIN: ("login.php", ""),
}
_PIXEL = bytes.fromhex(
    "47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b"
)
_NEVER_CACHED = (("Cache-Control", "private, max-age=0"), ("Expires", "0"), ("Pragma", "no-cache"))


class PhpBB2Software:
    """Answers requests for one forum."""

    def __init__(self, forum: SampleForum) -> None:
        self.forum = forum
        self.sessions = Sessions(forum, "phpbb2mysql")

    def asked(self, request: Request) -> Asked:
        """What a request asks for."""
        for kind, (script, name) in _SCRIPTS.items():
            if request.script == script:
                id_ = request.number(name) or 0
                return Asked(kind, id_, max(request.number("start") or 0, 0) // self._size(kind, id_) + 1)
        return Asked(PageKind.OTHER)

    def path(self, kind: PageKind, id_: int = 0, page: int = 1) -> str:
        """The address of a page below the forum's root."""
        script, name = _SCRIPTS[kind]
        start = f"&start={(page - 1) * self._size(kind, id_)}" if page > 1 else ""
        return f"{script}?{name}={id_}{start}" if name else script

    def answer(self, request: Request, address: str) -> Answer:
        """What the forum, reached at `address`, answers. Takes the forum's lock."""
        if "/images/" in request.path:
            return Answer(200, (("Content-Type", "image/gif"),), _PIXEL)
        with self.forum.lock:
            visitor = self.sessions.visitor(request)
            view = View(self.forum, visitor, address)
            answer = _Visit(self.forum, self.sessions, visitor, request, view).answer()
        cookies = tuple(("Set-Cookie", cookie) for cookie in visitor.set_cookies)
        return replace(answer, headers=answer.headers + _NEVER_CACHED + cookies)

    def _size(self, kind: PageKind, id_: int) -> int:
        """How many rows a page has, which is the same for all boards, and for all threads."""
        board = next(iter(self.forum.boards.values()), Board(0, ""))
        return board.threads_per_page if kind is PageKind.BOARD else board.posts_per_page


@dataclass(frozen=True, slots=True)
class _Visit:
    """One request on its way to its answer."""

    forum: SampleForum
    sessions: Sessions
    visitor: Visitor
    request: Request
    view: View

    def answer(self) -> Answer:
        handlers = {
            "index.php": self._index,
            "viewforum.php": self._board,
            "viewtopic.php": self._thread,
            "login.php": self._login,
            "download.php": self._download,
        }
        handler = handlers.get(self.request.script)
        if handler is None:
            return Answer(404, (("Content-Type", "text/html"),), b"<h1>Not Found</h1>")
        if self.forum.database_down:
            status, page = self.forum.skin.database_error
            return Answer(status, (("Content-Type", "text/html"),), page.encode("ascii"))
        if self.forum.banned:
            return self._message(self.view.w.banned)
        if self.forum.closed_because and handler != self._login:
            return self._message(self.view.w.closed)
        if self.forum.members_alone and self.visitor.member is None and handler != self._login:
            return self._to_login()
        return handler()

    # --- scripts ---

    def _index(self) -> Answer:
        return self._page("index.html", self.view.w.index.format("").strip())

    def _board(self) -> Answer:
        board = self.forum.boards.get(self.request.number("f") or 0)
        if board is None or board.category or board.external:
            return self._message(self.view.w.no_board)
        if not self.visitor.may_enter(self.forum, board):
            return self._to_login()
        start = max(self.request.number("start") or 0, 0)
        page = listing.board_page(self.forum, board, start // board.threads_per_page + 1)
        own = [row for row in page.announcements if row.thread.board_id == board.id]
        title = f"{self.view.w.view_forum} - {board.title}"
        return self._page("board.html", title, board=board, page=page, rows=[*own, *page.rows])

    def _thread(self) -> Answer:
        post = self.forum.posts.get(self.request.number("p") or 0)
        thread = self.forum.threads.get(post.thread_id if post else self.request.number("t") or 0)
        if thread is None or not thread.visible or (post is not None and not post.visible):
            return self._message(self.view.w.not_found)
        board = self.forum.boards[thread.board_id]
        if not self.visitor.may_enter(self.forum, board):
            return self._to_login()
        posts, size = thread.shown_posts(), board.posts_per_page
        start = posts.index(post) // size * size if post else max(self.request.number("start") or 0, 0)
        if not (shown := posts[start : start + size]):
            return self._message(self.view.w.nothing_there)
        thread.views += 1
        return self._page(
            "thread.html",
            f"{self.view.w.view_topic} - {thread.topic}",
            thread=thread,
            board=board,
            posts=shown,
            number=start // size + 1,
            pages=ceil(len(posts) / size),
        )

    def _login(self) -> Answer:
        params = self.request.params
        if params.get("logout"):
            self.sessions.log_out(self.visitor)
            return self._redirect("index.php")
        if "login" not in params:
            return self._page("login.html", self.view.w.login, redirect=params.get("redirect", ""))
        name, password = params.get("username", ""), params.get("password", "")[:32]
        if not self.sessions.log_in(self.visitor, name, password, stay="autologin" in params):
            return self._message(self.view.w.wrong_login)
        target = params.get("redirect") or "index.php"
        return self._redirect(f"{target}{'&' if '?' in target else '?'}sid={self.visitor.session.id}")

    def _download(self) -> Answer:
        wanted = self.request.number("id")
        for post in self.forum.posts.values():
            for upload in post.uploads:
                if upload.id == wanted and post.visible:
                    upload.downloads += 1
                    return Answer(200, (("Content-Type", "application/octet-stream"),), bytes(upload.size))
        return self._message(self.view.w.not_found)

    # --- what they have in common ---

    def _page(self, template: str, title: str, **values: object) -> Answer:
        """The header does not say the charset; what calls itself iso-8859-1 is windows-1252 to browsers."""
        common = {"v": self.view, "forum": self.forum, "w": self.view.w, "page_title": title}
        text = _TEMPLATES.get_template(template).render({**common, **values})
        charset = {"iso-8859-1": "windows-1252"}.get(self.forum.charset, self.forum.charset)
        return Answer(200, (("Content-Type", "text/html"),), text.encode(charset, "xmlcharrefreplace"))

    def _message(self, sentence: str) -> Answer:
        return self._page("message.html", "", sentence=sentence)

    def _redirect(self, target: str) -> Answer:
        return Answer(302, (("Location", self.view.absolute + target), ("Content-Type", "text/html")))

    def _to_login(self) -> Answer:
        """Where a guest is sent in the place of what is not for guests."""
        query = self.request.target.partition("?")[2].replace("start", "from")
        return self._redirect(f"login.php?redirect={self.request.script}&{query}")
