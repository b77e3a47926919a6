"""The software: a request → the page or refusal that it gets, past the end of something its last page."""

from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tests.sample_forum import listing
from tests.sample_forum.forum import SampleForum
from tests.sample_forum.model import Board
from tests.sample_forum.pictures import gradient
from tests.sample_forum.skin import Asked, PageKind
from tests.sample_forum.skins.phpbb2.sessions import Sessions, Visitor
from tests.sample_forum.skins.phpbb3.view import View
from tests.sample_forum.wire import Answer, Request

_TEMPLATES = {
    style: Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates" / style),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for style in ("plain", "subsilver")
}
_SCRIPTS = {
    PageKind.INDEX: ("index.php", ""),
    PageKind.BOARD: ("viewforum.php", "f"),
    PageKind.THREAD: ("viewtopic.php", "t"),
    PageKind.LOGIN: ("ucp.php", ""),
}
_PIXEL = bytes.fromhex(
    "47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b"
)
_NEVER_CACHED = (
    ("Cache-Control", 'private, no-cache="set-cookie"'),
    ("Expires", "0"),
    ("Pragma", "no-cache"),
)


class PhpBB3Software:
    """Answers requests for one forum."""

    def __init__(self, forum: SampleForum) -> None:
        self.forum = forum
        self.sessions = Sessions(forum, "phpbb3_k2x9q")

    def asked(self, request: Request) -> Asked:
        """What a request asks for."""
        for kind, (script, name) in _SCRIPTS.items():
            if request.script == script:
                page = max(request.number("start") or 0, 0) // self._size(kind) + 1
                return Asked(kind, request.number(name) or 0, page)
        return Asked(PageKind.OTHER)

    def path(self, kind: PageKind, id_: int = 0, page: int = 1) -> str:
        """The address of a page below the forum's root."""
        script, name = _SCRIPTS[kind]
        start = f"&start={(page - 1) * self._size(kind)}" if page > 1 else ""
        return (
            f"{script}?{name}={id_}{start}" if name else f"{script}{'?mode=login' * (kind is PageKind.LOGIN)}"
        )

    def answer(self, request: Request, address: str) -> Answer:
        """What the forum, reached at `address`, answers. Takes the forum's lock."""
        if "/images/" in request.path or "/imageset/" in request.path:
            return Answer(200, (("Content-Type", "image/gif"),), _PIXEL)
        with self.forum.lock:
            visitor = self.sessions.visitor(request)
            view = View(self.forum, visitor, address)
            answer = _Visit(self.forum, self.sessions, visitor, request, view).answer()
        cookies = tuple(("Set-Cookie", cookie) for cookie in visitor.set_cookies)
        return replace(answer, headers=answer.headers + _NEVER_CACHED + cookies)

    def _size(self, kind: PageKind) -> int:
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
            "ucp.php": self._login,
            "file.php": self._file,
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
            return self._message(self.forum.closed_because)
        if self.forum.members_alone and self.visitor.member is None and handler != self._login:
            return self._page("login.html", self.view.w.login, said=self.view.w.members)
        return handler()

    # --- scripts ---

    def _index(self) -> Answer:
        return self._page("index.html", self.view.w.index)

    def _board(self) -> Answer:
        board = self.forum.boards.get(self.request.number("f") or 0)
        if board is None:
            return self._message(self.view.w.no_board, 404)
        if board.external:
            return Answer(302, (("Location", board.external), ("Content-Type", "text/html")))
        if locked := self._locked(board):
            return locked
        readable = self.visitor.may_enter(self.forum, board)
        start = max(self.request.number("start") or 0, 0)
        page = listing.board_page(self.forum, board, start // board.threads_per_page + 1)
        if page.number > page.pages:
            page = listing.board_page(self.forum, board, page.pages)
        path = listing.path_to(self.forum, board)
        return self._page("board.html", board.title, board=board, page=page, path=path, readable=readable)

    def _thread(self) -> Answer:
        post = self.forum.posts.get(self.request.number("p") or 0)
        thread = self.forum.threads.get(post.thread_id if post else self.request.number("t") or 0)
        if thread is None or not thread.visible or (post is not None and not post.visible):
            return self._message(self.view.w.not_found, 404)
        board = self.forum.boards[thread.board_id]
        if locked := self._locked(board):
            return locked
        if not self.visitor.may_enter(self.forum, board):
            return self._page("login.html", self.view.w.login, said=self.view.w.members)
        posts, size = thread.shown_posts(), board.posts_per_page
        start = posts.index(post) // size * size if post else max(self.request.number("start") or 0, 0)
        if start >= len(posts):
            start = (len(posts) - 1) // size * size
        thread.views += 1
        return self._page(
            "thread.html",
            thread.topic,
            thread=thread,
            board=board,
            path=listing.path_to(self.forum, board),
            posts=posts[start : start + size],
            total=len(posts),
            number=start // size + 1,
            pages=ceil(len(posts) / size),
        )

    def _login(self) -> Answer:
        params, w = self.request.params, self.view.w
        if params.get("mode") == "logout":
            self.sessions.log_out(self.visitor)
            return self._message(w.index)
        if "login" not in params:
            return self._page("login.html", w.login, said="")
        name, password = params.get("username", ""), params.get("password", "")
        if not self.sessions.log_in(self.visitor, name, password, stay="autologin" in params):
            return self._page("login.html", w.login, said=w.wrong_login)
        return self._message(w.welcome, refresh=self.view.link("index.php"))

    def _file(self) -> Answer:
        wanted = self.request.number("id")
        for post in self.forum.posts.values():
            for upload in post.uploads:
                if upload.id == wanted and post.visible:
                    upload.downloads += 1
                    body = gradient(160, 100, upload.id) if upload.picture else bytes(upload.size)
                    kind = "image/png" if upload.picture else "application/octet-stream"
                    return Answer(200, (("Content-Type", kind),), body)
        return self._message(self.view.w.not_found, 404)

    # --- what they have in common ---

    def _locked(self, board: Board) -> Answer | None:
        """The form for a board's password, unless the right one came along, or did so before."""
        locked = self.visitor.locked_by(self.forum, board)
        if locked and self.request.params.get("password") == locked.password:
            self.visitor.session.opened.add(locked.id)
            locked = self.visitor.locked_by(self.forum, board)
        return self._page("password.html", self.view.w.login, board=locked) if locked else None

    def _page(self, template: str, title: str, status: int = 200, **values: object) -> Answer:
        common = {
            "v": self.view,
            "forum": self.forum,
            "w": self.view.w,
            "page_title": title,
            "refresh": "",
            "script": self.request.script.removesuffix(".php"),
        }
        text = _TEMPLATES[self.forum.style].get_template(template).render({**common, **values})
        charset = {"iso-8859-1": "windows-1252"}.get(self.forum.charset, self.forum.charset)
        kind = ("Content-Type", f"text/html; charset={self.forum.charset}")
        return Answer(status, (kind,), text.encode(charset, "xmlcharrefreplace"))

    def _message(self, sentence: str, status: int = 200, refresh: str = "") -> Answer:
        title = self.view.w.information
        return self._page("message.html", title, status, sentence=self.view.raw(sentence), refresh=refresh)
