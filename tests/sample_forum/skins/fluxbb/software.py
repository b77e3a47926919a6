"""The software: a request → the page, redirect or refusal that it gets, by its version's habits."""

from dataclasses import dataclass, replace
from math import ceil

from tests.sample_forum import listing
from tests.sample_forum.forum import SampleForum
from tests.sample_forum.model import Board, Post, Thread
from tests.sample_forum.skin import Asked, PageKind
from tests.sample_forum.skins.fluxbb.habits import Manner, manner_of
from tests.sample_forum.skins.fluxbb.pages import Pages
from tests.sample_forum.skins.fluxbb.sessions import Sessions, Visitor
from tests.sample_forum.skins.fluxbb.view import View
from tests.sample_forum.wire import Answer, Request

_SCRIPTS = {
    PageKind.INDEX: "index.php",
    PageKind.BOARD: "viewforum.php",
    PageKind.THREAD: "viewtopic.php",
    PageKind.LOGIN: "login.php",
}
_PIXEL = bytes.fromhex(
    "47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b"
)
_NEVER_CACHED = (
    ("Expires", "Thu, 21 Jul 1977 07:30:00 GMT"),
    ("Cache-Control", "post-check=0, pre-check=0"),
    ("Pragma", "no-cache"),
)


class Fluxbb:
    """Answers requests for one forum."""

    def __init__(self, forum: SampleForum) -> None:
        self.forum = forum
        self.sessions = Sessions(forum, manner_of(forum.skin.name, forum.version).cookie)

    def asked(self, request: Request) -> Asked:
        """What a request asks for."""
        kind = next((k for k, script in _SCRIPTS.items() if request.script == script), PageKind.OTHER)
        return Asked(kind, request.number("id") or 0, max(request.number("p") or 1, 1))

    def path(self, kind: PageKind, id_: int = 0, page: int = 1) -> str:
        """The address of a page below the forum's root."""
        query = f"?id={id_}" if id_ else ""
        return f"{_SCRIPTS[kind]}{query}{f'&p={page}' if page > 1 else ''}"

    def answer(self, request: Request, address: str) -> Answer:
        """What the forum, reached at `address`, answers. Takes the forum's lock."""
        if "/img/" in request.path or "/style/" in request.path:
            return Answer(200, (("Content-Type", "image/gif"),), _PIXEL)
        with self.forum.lock:
            manner = manner_of(self.forum.skin.name, self.forum.version)
            visitor = self.sessions.visitor(request)
            pages = Pages(View(self.forum, visitor, manner, address))
            answer = _Visit(self.forum, self.sessions, visitor, request, pages, manner).answer()
        cookies = tuple(("Set-Cookie", cookie) for cookie in visitor.set_cookies)
        return replace(answer, headers=answer.headers + _NEVER_CACHED + cookies)


@dataclass(frozen=True, slots=True)
class _Visit:
    """One request on its way to its answer."""

    forum: SampleForum
    sessions: Sessions
    visitor: Visitor
    request: Request
    pages: Pages
    manner: Manner

    def answer(self) -> Answer:
        handlers = {
            "index.php": self._index,
            "viewforum.php": self._board,
            "viewtopic.php": self._thread,
            "login.php": self._login,
        }
        handler = handlers.get(self.request.script)
        if handler is None:
            return Answer(404, (("Content-Type", "text/html"),), b"<h1>Not Found</h1>")
        w = self.pages.view.w
        if self.forum.database_down:
            status, page = self.forum.skin.database_error
            return self._page(page.encode("ascii"), status)
        if self.forum.closed_because:
            page_ = self.pages.bare("maint", w.maintenance, self.forum.closed_because)
            return self._page(page_, self.manner.maintenance)
        if self.forum.banned:
            return self._notice(w.banned)
        if self.forum.members_alone and self.visitor.member is None and handler != self._login:
            return self._notice(w.no_view, self.manner.no_guests)
        return handler()

    # --- scripts ---

    def _index(self) -> Answer:
        return self._page(self.pages.index())

    def _board(self) -> Answer:
        board = self._board_of(self.request.number("id"))
        if board is None:
            return self._not_found()
        if board.external:
            return Answer(302, (("Location", board.external), ("Content-Type", "text/html")))
        page = listing.board_page(self.forum, board, 1)
        if 1 < (number := self.request.number("p") or 1) <= page.pages:
            page = listing.board_page(self.forum, board, number)
        return self._page(self.pages.board(board, page))

    def _thread(self) -> Answer:
        post = self.forum.posts.get(self.request.number("pid") or 0)
        thread = self.forum.threads.get(post.thread_id if post else self.request.number("id") or 0)
        if thread is None or not thread.visible or (post is not None and not post.visible):
            return self._not_found()
        board = self._board_of(thread.board_id)
        if board is None:
            return self._not_found()
        if action := self.request.params.get("action"):
            if action == "last" or (action == "new" and self.manner.family == "flux"):
                return self._to_last(thread)
            if action == "new" and self.manner.family == "pun14":
                return self._redirect(f"viewtopic.php?id={thread.id}&action=last")
        posts = sorted(thread.shown_posts(), key=lambda shown: shown.id)
        size = board.posts_per_page
        pages = ceil(len(posts) / size)
        number = self._page_with(post, posts, size) if post else self.request.number("p") or 1
        number = number if 1 <= number <= pages else 1
        thread.views += 1
        first = (number - 1) * size
        return self._page(self.pages.thread(thread, posts[first : first + size], number, pages, first + 1))

    def _login(self) -> Answer:
        w, params = self.pages.view.w, self.request.params
        if params.get("action") == "out":
            self.sessions.log_out(self.visitor)
            return self._redirect("index.php")
        if "form_sent" not in params:
            return self._page(self.pages.login())
        if self.manner.token and params.get("csrf_token") != self.visitor.token:
            return self._notice(w.bad_token, self.manner.not_found)
        name = params.get("req_username", "")
        stay = params.get("save_pass") == "1"
        if not self.sessions.log_in(self.visitor, name, params.get("req_password", ""), stay=stay):
            if self.manner.family == "pun12":
                return self._notice(w.wrong_login)
            return self._page(self.pages.login(w.wrong_login, name))
        target = params.get("redirect_url") or "index.php"
        if self.manner.family == "pun14":
            return self._redirect(target)
        return self._page(self.pages.bare("redirect", w.redirecting, w.welcome, target))

    # --- what they have in common ---

    def _page(self, body: bytes, status: int = 200) -> Answer:
        return Answer(status, (("Content-Type", f"text/html; charset={self.forum.charset}"),), body)

    def _notice(self, sentence: str, status: int = 200) -> Answer:
        return self._page(self.pages.notice(sentence, self.request.script.removesuffix(".php")), status)

    def _redirect(self, target: str) -> Answer:
        """PunBB 1.4 names the whole address."""
        there = (
            target if "://" in target or self.manner.family != "pun14" else self.pages.view.absolute + target
        )
        return Answer(302, (("Location", there), ("Content-Type", "text/html")))

    def _board_of(self, board_id: int | None) -> Board | None:
        """A board that the visitor may know of: the others are not there."""
        board = self.forum.boards.get(board_id or 0)
        known = board is not None and not board.category and self.visitor.may_read(self.forum, board)
        return board if known else None

    def _not_found(self) -> Answer:
        return self._notice(self.pages.view.w.bad_request, self.manner.not_found)

    def _to_last(self, thread: Thread) -> Answer:
        last = max(thread.shown_posts(), key=lambda post: post.id)
        return self._redirect(f"viewtopic.php?pid={last.id}#p{last.id}")

    @staticmethod
    def _page_with(post: Post, posts: list[Post], size: int) -> int:
        """The page that a link to a post opens, which is reckoned from the times of the posts before it."""
        return sum(other.posted_at < post.posted_at for other in posts) // size + 1
