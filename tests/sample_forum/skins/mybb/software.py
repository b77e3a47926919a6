"""The software: a request → the page, redirect or refusal that it gets. Nearly all have the status 200."""

from dataclasses import dataclass, replace
from math import ceil
from urllib.parse import urlsplit

from tests.sample_forum import listing
from tests.sample_forum.forum import SampleForum
from tests.sample_forum.model import Board
from tests.sample_forum.skin import Asked, PageKind
from tests.sample_forum.skins.fluxbb.sessions import Sessions, Visitor, digest
from tests.sample_forum.skins.mybb.pages import Pages
from tests.sample_forum.skins.mybb.view import View
from tests.sample_forum.wire import Answer, Request

_SCRIPTS = {
    PageKind.INDEX: ("index.php", ""),
    PageKind.BOARD: ("forumdisplay.php", "fid"),
    PageKind.THREAD: ("showthread.php", "tid"),
    PageKind.LOGIN: ("member.php", ""),
}
_PIXEL = bytes.fromhex(
    "47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b"
)


class MyBBSoftware:
    """Answers requests for one forum."""

    def __init__(self, forum: SampleForum) -> None:
        self.forum = forum
        self.sessions = Sessions(forum, "mybbuser")

    def asked(self, request: Request) -> Asked:
        """What a request asks for."""
        for kind, (script, name) in _SCRIPTS.items():
            if request.script == script:
                return Asked(kind, request.number(name) or 0, max(request.number("page") or 1, 1))
        return Asked(PageKind.OTHER)

    def path(self, kind: PageKind, id_: int = 0, page: int = 1) -> str:
        """The address of a page below the forum's root."""
        script, name = _SCRIPTS[kind]
        if kind is PageKind.LOGIN:
            return f"{script}?action=login"
        return script + (f"?{name}={id_}" if name else "") + (f"&page={page}" if page > 1 else "")

    def answer(self, request: Request, address: str) -> Answer:
        """What the forum, reached at `address`, answers. Takes the forum's lock."""
        if "/images/" in request.path or "/jscripts/" in request.path:
            return Answer(200, (("Content-Type", "image/gif"),), _PIXEL)
        with self.forum.lock:
            visitor = self.sessions.visitor(request)
            opened = frozenset(
                board.id
                for board in self.forum.boards.values()
                if board.password and request.cookies.get(_cookie(board)) == digest(board.password)
            )
            visitor.set_cookies.append(f"mybb[lastvisit]={int(self.forum.now.timestamp())}; path=/")
            pages = Pages(View(self.forum, visitor, address, opened))
            answer = _Visit(self.forum, self.sessions, visitor, request, pages).answer()
        cookies = tuple(("Set-Cookie", cookie) for cookie in visitor.set_cookies)
        return replace(answer, headers=(*answer.headers, ("Cache-Control", "no-cache, private"), *cookies))


def _cookie(board: Board) -> str:
    return f"forumpass[{board.id}]"


@dataclass(frozen=True, slots=True)
class _Visit:
    """One request on its way to its answer."""

    forum: SampleForum
    sessions: Sessions
    visitor: Visitor
    request: Request
    pages: Pages

    def answer(self) -> Answer:
        forum, w = self.forum, self.pages.view.w
        handlers = {
            "index.php": self._index,
            "forumdisplay.php": self._board,
            "showthread.php": self._thread,
            "member.php": self._member,
        }
        handler = handlers.get(self.request.script)
        if handler is None:
            return Answer(404, (("Content-Type", "text/html"),), b"<h1>Not Found</h1>")
        if forum.database_down:
            status, page = forum.skin.database_error
            return self._page(page.encode("ascii"), status)
        if forum.closed_because:
            return self._page(self.pages.message(w.closed, forum.closed_because))
        if forum.banned:
            return self._page(self.pages.message(w.banned))
        if forum.members_alone and self.visitor.member is None and handler != self._member:
            return self._page(self.pages.message(w.denied))
        return handler()

    # --- scripts ---

    def _index(self) -> Answer:
        return self._page(self.pages.index())

    def _board(self) -> Answer:
        board = self.forum.boards.get(self.request.number("fid") or 0)
        if board is None:
            return self._page(self.pages.message(self.pages.view.w.no_board))
        if board.external:
            return Answer(302, (("Location", board.external), ("Content-Type", "text/html")))
        if refused := self._refused(board):
            return refused
        page = listing.board_page(self.forum, board, 1)
        if 1 < (number := self.request.number("page") or 1) <= page.pages:
            page = listing.board_page(self.forum, board, number)
        return self._page(self.pages.board(board, page))

    def _thread(self) -> Answer:
        post = self.forum.posts.get(self.request.number("pid") or 0)
        thread = self.forum.threads.get(post.thread_id if post else self.request.number("tid") or 0)
        if thread is None or not thread.visible or (post is not None and not post.visible):
            return self._page(self.pages.message(self.pages.view.w.no_thread))
        board = self.forum.boards[thread.board_id]
        if refused := self._refused(board):
            return refused
        posts, size = thread.shown_posts(), board.posts_per_page
        pages = ceil(len(posts) / size)
        number = posts.index(post) // size + 1 if post else self.request.number("page") or 1
        number = number if 1 <= number <= pages else 1
        thread.views += 1
        shown = posts[(number - 1) * size : number * size]
        return self._page(self.pages.thread(thread, shown, number, pages))

    def _member(self) -> Answer:
        params = self.request.params
        action = params.get("action", "")
        if action == "logout":
            self.sessions.log_out(self.visitor)
            return self._page(self.pages.redirect("index.php"))
        if action != "do_login":
            return self._page(self.pages.login())
        if params.get("my_post_key") != self.visitor.token[:32]:
            return self._page(self.pages.message("Authorization code mismatch."))
        name, password = params.get("username", ""), params.get("password", "")
        if not self.sessions.log_in(self.visitor, name, password, stay=params.get("remember") == "yes"):
            return self._page(self.pages.login(wrong=True))
        return self._page(self.pages.redirect("index.php"))

    # --- what they have in common ---

    def _refused(self, board: Board) -> Answer | None:
        """Why a visitor may not see a board; a right password opens it at once."""
        view = self.pages.view
        if not self.visitor.may_read(self.forum, board):
            return self._page(self.pages.message(view.w.denied))
        locked = view.locked_by(board)
        given = self.request.params.get("pwverify")
        if locked is not None and given == locked.password:
            self.visitor.set_cookies.append(f"{_cookie(locked)}={digest(locked.password)}; path=/")
            locked = replace(
                self, pages=Pages(replace(view, opened=view.opened | {locked.id}))
            ).pages.view.locked_by(board)
        if locked is None:
            return None
        parts = urlsplit(self.request.target)
        target = f"{parts.path}?{parts.query}" if parts.query else parts.path
        return self._page(self.pages.password(locked, target, wrong=given is not None))

    def _page(self, body: bytes, status: int = 200) -> Answer:
        return Answer(status, (("Content-Type", f"text/html; charset={self.forum.charset}"),), body)
