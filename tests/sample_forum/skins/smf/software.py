"""The software: a request → the page, redirect or refusal that it gets."""

from dataclasses import dataclass, replace
from math import ceil
from re import match
from urllib.parse import parse_qsl, urlsplit

from tests.sample_forum import listing
from tests.sample_forum.forum import SampleForum
from tests.sample_forum.model import Board, Post
from tests.sample_forum.skin import Asked, PageKind
from tests.sample_forum.skins.fluxbb.sessions import Sessions, Visitor
from tests.sample_forum.skins.smf.pages import Pages
from tests.sample_forum.skins.smf.view import View
from tests.sample_forum.wire import Answer, Request

_PIXEL = bytes.fromhex(
    "47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b"
)
_NEVER_CACHED = (("Expires", "Mon, 26 Jul 1997 05:00:00 GMT"), ("Cache-Control", "private"))


def _parameters(request: Request) -> dict[str, str]:
    """The parameters, which `;` parts as well as `&`."""
    query = urlsplit(request.target).query.replace(";", "&")
    return dict(parse_qsl(query, keep_blank_values=True)) | (
        request.params if request.method == "POST" else {}
    )


def _place(text: str) -> tuple[int, int, int]:
    """An id, the rows before the page, and the post, each 0 where it is not named."""
    found = match(r"(\d+)(?:\.(\d+)|\.msg(\d+))?", text)
    return (int(found[1]), int(found[2] or 0), int(found[3] or 0)) if found else (0, 0, 0)


class Smf:
    """Answers requests for one forum."""

    def __init__(self, forum: SampleForum) -> None:
        self.forum = forum
        self.sessions = Sessions(forum, "SMFCookie956")

    def asked(self, request: Request) -> Asked:
        """What a request asks for."""
        params = _parameters(request)
        if params.get("action"):
            is_login = params["action"].startswith("login")
            return Asked(PageKind.LOGIN if is_login else PageKind.OTHER)
        kind = next((kind for kind in ("topic", "board") if kind in params), "")
        id_, offset, _ = _place(params.get(kind, ""))
        if kind == "topic":
            return Asked(PageKind.THREAD, id_, offset // self._posts_per_page(id_) + 1)
        if kind == "board":
            board = self.forum.boards.get(id_)
            return Asked(PageKind.BOARD, id_, offset // (board.threads_per_page if board else 1) + 1)
        return Asked(PageKind.INDEX if request.script == "index.php" else PageKind.OTHER)

    def path(self, kind: PageKind, id_: int = 0, page: int = 1) -> str:
        """The address of a page below the forum's root."""
        if kind is PageKind.THREAD:
            return f"index.php?topic={id_}.{(page - 1) * self._posts_per_page(id_)}"
        if kind is PageKind.BOARD:
            board = self.forum.boards.get(id_)
            return f"index.php?board={id_}.{(page - 1) * (board.threads_per_page if board else 1)}"
        return "index.php?action=login" if kind is PageKind.LOGIN else "index.php"

    def _posts_per_page(self, thread_id: int) -> int:
        thread = self.forum.threads.get(thread_id)
        return self.forum.boards[thread.board_id].posts_per_page if thread else 1

    def answer(self, request: Request, address: str) -> Answer:
        """What the forum, reached at `address`, answers. Takes the forum's lock."""
        if "/Smileys/" in request.path or "/Themes/" in request.path:
            return Answer(200, (("Content-Type", "image/gif"),), _PIXEL)
        with self.forum.lock:
            visitor = self.sessions.visitor(request)
            pages = Pages(View(self.forum, visitor, address))
            answer = _Visit(self.forum, self.sessions, visitor, request, _parameters(request), pages).answer()
        cookies = tuple(("Set-Cookie", cookie) for cookie in visitor.set_cookies)
        return replace(answer, headers=answer.headers + _NEVER_CACHED + cookies)


@dataclass(frozen=True, slots=True)
class _Visit:
    """One request on its way to its answer."""

    forum: SampleForum
    sessions: Sessions
    visitor: Visitor
    request: Request
    params: dict[str, str]
    pages: Pages

    def answer(self) -> Answer:
        forum, w = self.forum, self.pages.view.w
        action = self.params.get("action", "")
        if self.request.script != "index.php":
            return Answer(404, (("Content-Type", "text/html"),), b"<h1>Not Found</h1>")
        if forum.database_down:
            status, page = forum.skin.database_error
            return self._page(page.encode("ascii"), status)
        if forum.closed_because:
            return self._page(self.pages.maintenance(forum.closed_because), 503 if not self._older else 200)
        if forum.banned:
            return self._page(self.pages.error(w.banned))
        if forum.members_alone and self.visitor.member is None and not action.startswith("login"):
            return self._page(self.pages.login(w.members_only))
        return self._action(action) if action else self._listing()

    def _action(self, action: str) -> Answer:
        if action == "login":
            return self._page(self.pages.login())
        if action == "login2":
            return self._log_in()
        if action == "logout":
            self.sessions.log_out(self.visitor)
            return self._redirect("")
        # What SMF does not know as an action is the index.
        return self._page(self.pages.index()) if action == "forum" else self._off_limits()

    def _listing(self) -> Answer:
        if "topic" in self.params:
            return self._thread()
        return self._board() if "board" in self.params else self._page(self.pages.index())

    # --- pages ---

    def _board(self) -> Answer:
        id_, offset, _ = _place(self.params["board"])
        board = self._board_of(id_)
        if board is None:
            return self._off_limits()
        if board.external:
            return Answer(302, (("Location", board.external), ("Content-Type", "text/html")))
        number = offset // board.threads_per_page + 1
        pages = listing.board_page(self.forum, board, 1).pages
        return self._page(self.pages.board(board, listing.board_page(self.forum, board, min(number, pages))))

    def _thread(self) -> Answer:
        """A page past the end is the last one; a post that is not there is where it would be."""
        id_, offset, post_id = _place(self.params["topic"])
        thread = self.forum.threads.get(id_)
        board = self._board_of(thread.board_id) if thread and thread.visible else None
        if thread is None or board is None:
            return self._off_limits()
        posts = sorted(thread.shown_posts(), key=lambda post: post.id)
        if post_id:
            offset = sum(post.id < post_id for post in posts)
        size = board.posts_per_page
        pages = ceil(len(posts) / size)
        number = min(offset // size + 1, pages)
        thread.views += 1
        return self._page(self.pages.thread(thread, self._on_page(posts, number, size), number, pages))

    @staticmethod
    def _on_page(posts: list[Post], number: int, size: int) -> list[Post]:
        return posts[(number - 1) * size : number * size]

    def _log_in(self) -> Answer:
        """A right login leads on twice, the first time to see whether the cookie stayed."""
        w, params = self.pages.view.w, self.params
        if "sa" in params:
            return self._redirect("")
        if not self._older and params.get("a1b2c3d4") != self.visitor.token[:32]:
            return self._page(self.pages.error(w.bad_token))
        stay = params.get("cookielength") == "-1" or "cookieneverexp" in params
        if not self.sessions.log_in(
            self.visitor, params.get("user", ""), params.get("passwrd", ""), stay=stay
        ):
            return self._page(self.pages.login(error=w.wrong_password))
        return self._redirect("action=login2;sa=check")

    # --- what they have in common ---

    @property
    def _older(self) -> bool:
        return self.pages.view.older

    def _page(self, body: bytes, status: int = 200) -> Answer:
        return Answer(status, (("Content-Type", f"text/html; charset={self.forum.charset}"),), body)

    def _redirect(self, query: str) -> Answer:
        return Answer(302, (("Location", self.pages.view.link(query)), ("Content-Type", "text/html")))

    def _board_of(self, board_id: int) -> Board | None:
        """A board that the visitor may know of: the others are not there."""
        board = self.forum.boards.get(board_id)
        known = board is not None and not board.category and self.visitor.may_read(self.forum, board)
        return board if known else None

    def _off_limits(self) -> Answer:
        """What is missing and what is hidden look alike: to guests a form to log in, to members an error."""
        w = self.pages.view.w
        body = self.pages.error(w.off_limits) if self.visitor.member else self.pages.login(w.off_limits)
        return self._page(body)
