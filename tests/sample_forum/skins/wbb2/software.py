"""The software: a request → the page, redirect or error page that it gets; errors are 200 too."""

from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlsplit

from tests.sample_forum import listing
from tests.sample_forum.forum import SampleForum
from tests.sample_forum.model import Board, Thread, Upload
from tests.sample_forum.pictures import gradient
from tests.sample_forum.skin import Asked, PageKind
from tests.sample_forum.skins.wbb2.pages import Pages
from tests.sample_forum.skins.wbb2.sessions import Sessions, Visitor
from tests.sample_forum.skins.wbb2.view import View
from tests.sample_forum.skins.wbb2.words import LANGUAGES
from tests.sample_forum.wire import Answer, Request

_STYLES = {0: "plain", 1: "blue", 2: "bare"}
_SCRIPTS = {
    PageKind.INDEX: ("index.php", ""),
    PageKind.BOARD: ("board.php", "boardid"),
    PageKind.THREAD: ("thread.php", "threadid"),
    PageKind.PRINT: ("print.php", "threadid"),
    PageKind.LOGIN: ("login.php", ""),
}
_LARGE, _SMALL = (320, 200), (160, 100)
_PIXEL = bytes.fromhex(
    "47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b"
)


def _image(path: str) -> Answer:
    """The software's own are pixels; what else lies there are pictures."""
    if path.endswith(".png"):
        return Answer(200, (("Content-Type", "image/png"),), gradient(*_LARGE, len(path)))
    return Answer(200, (("Content-Type", "image/gif"),), _PIXEL)


def _file(upload: Upload, *, small: bool) -> Answer:
    """What was uploaded: a picture if its name says so, whatever its format, else zeros."""
    if not upload.picture:
        return Answer(200, (("Content-Type", "application/octet-stream"),), bytes(upload.size))
    picture = gradient(*(_SMALL if small else _LARGE), upload.id)
    return Answer(200, (("Content-Type", "image/png"),), picture)


class BurningBoard:
    """Answers requests for one forum."""

    view: type[View] = View
    pages: type[Pages] = Pages

    def __init__(self, forum: SampleForum) -> None:
        self.forum = forum
        self.sessions = Sessions(forum)

    def asked(self, request: Request) -> Asked:
        """What a request asks for."""
        for kind, (script, name) in _SCRIPTS.items():
            if request.script == script:
                return Asked(kind, request.number(name) or 0, request.number("page") or 1)
        return Asked(PageKind.OTHER)

    def path(self, kind: PageKind, id_: int = 0, page: int = 1) -> str:
        """The address of a page below the forum's root."""
        script, name = _SCRIPTS[kind]
        query = f"?{name}={id_}" if name else ""
        return f"{script}{query}{f'&page={page}' if page > 1 else ''}"

    def answer(self, request: Request, address: str) -> Answer:
        """What the forum, reached at `address`, answers. Takes the forum's lock."""
        if "/images/" in request.path:
            return _image(request.path)
        with self.forum.lock:
            visitor = self.sessions.visitor(request)
            visit = _Visit(
                self.forum,
                self.sessions,
                visitor,
                request,
                self.pages(self.view(self.forum, visitor, address)),
            )
            answer = visit.answer()
        cookies = tuple(("Set-Cookie", cookie) for cookie in visitor.set_cookies)
        return replace(answer, headers=answer.headers + cookies)


@dataclass(frozen=True, slots=True)
class _Visit:
    """One request on its way to its answer."""

    forum: SampleForum
    sessions: Sessions
    visitor: Visitor
    request: Request
    pages: Pages

    def answer(self) -> Answer:
        handlers = {
            "index.php": self._index,
            "board.php": self._board,
            "thread.php": self._thread,
            "print.php": self._print,
            "attachment.php": self._attachment,
            "login.php": self._login,
            "logout.php": self._logout,
        }
        handler = handlers.get(self.request.script)
        if handler is None:
            return Answer(404, (("Content-Type", "text/html"),), b"<h1>Not Found</h1>")
        style = self.request.number("styleid")
        if style is not None and self.forum.style_choice:
            self.visitor.session.style = _STYLES.get(style)
        if self.forum.database_down:
            return self._no_database()
        if self.forum.closed_because:
            return self._page(self.pages.maintenance())
        return handler()

    # --- scripts ---

    def _index(self) -> Answer:
        return self._page(self.pages.index())

    def _board(self) -> Answer:
        board = self.forum.boards.get(self.request.number("boardid") or 0)
        if board is None:
            return self._not_found()
        if board.external:
            return Answer(302, (("Location", board.external), ("Content-Type", "text/html")))
        if self.request.method == "POST" and "boardpassword" in self.request.params:
            return self._board_password(board)
        if refusal := self._refusal(board):
            return refusal
        params = self.request.params
        page = listing.board_page(
            self.forum,
            board,
            number := self._page_number(),
            params.get("sortfield", ""),
            params.get("sortorder", ""),
            self.request.number("daysprune") or 0,
        )
        if number < 0:
            return self._sql_error()
        shown: dict[str, object] = {
            "daysprune": self.request.number("daysprune") or board.daysprune,
            "sortfield": params.get("sortfield") or board.sortfield,
            "sortorder": params.get("sortorder") or board.sortorder,
        }
        return self._page(self.pages.board(board, page, shown))

    def _thread(self) -> Answer:
        post = self.forum.posts.get(self.request.number("postid") or 0)
        thread = self._visible_thread(post.thread_id if post else self.request.number("threadid"))
        if thread is None or (post is not None and not post.visible):
            return self._not_found()
        if refusal := self._refusal(self.forum.boards[thread.board_id]):
            return refusal
        goto = self.request.params.get("goto", "")
        if goto:
            return self._go_to_last(thread) if goto == "lastpost" else self._not_found()
        number = listing.page_with(self.forum, post) if post else self._page_number()
        if number < 0:
            return self._sql_error()
        thread.views += 1
        posts, pages = listing.thread_page(self.forum, thread, number)
        tree = self.request.number("threadview") == 1
        return self._page(self.pages.thread(thread, posts, number, pages, tree=tree))

    def _print(self) -> Answer:
        thread = self._visible_thread(self.request.number("threadid"))
        if thread is None:
            return self._not_found()
        if refusal := self._refusal(self.forum.boards[thread.board_id]):
            return refusal
        number = self._page_number()
        if number < 0:
            return self._sql_error()
        posts, _ = listing.thread_page(self.forum, thread, number)
        return self._page(self.pages.printed(thread, posts, number))

    def _attachment(self) -> Answer:
        wanted = self.request.number("attachmentid")
        for post in self.forum.posts.values():
            for upload in post.uploads:
                if upload.id == wanted and post.visible:
                    upload.downloads += 1
                    small = self.request.number("thumbnail") == 1
                    return _file(upload, small=small)
        return self._not_found()

    def _login(self) -> Answer:
        params = self.request.params
        if params.get("send") != "send":
            return self._page(self.pages.login())
        name = params.get("l_username", "")
        if not self.sessions.log_in(self.visitor, name, params.get("l_password", "")):
            return self._page(self.pages.notice(LANGUAGES[self.forum.language].wrong_login))
        target = params.get("url") or "index.php"
        return self._page(self.pages.notice(LANGUAGES[self.forum.language].thanks_login.format(name), target))

    def _logout(self) -> Answer:
        self.sessions.log_out(self.visitor)
        return self._page(self.pages.notice(LANGUAGES[self.forum.language].goodbye, "index.php"))

    # --- what they have in common ---

    def _page(self, body: bytes) -> Answer:
        return Answer(200, (("Content-Type", f"text/html; charset={self.forum.charset}"),), body)

    def _page_number(self) -> int:
        return self.request.number("page") or 1

    def _visible_thread(self, thread_id: int | None) -> Thread | None:
        thread = self.forum.threads.get(thread_id or 0)
        return thread if thread and thread.visible else None

    def _refusal(self, board: Board) -> Answer | None:
        if not self.visitor.may_enter(self.forum, board):
            return self._page(self.pages.login(denied_url=self._own_url()))
        locked = self.visitor.locked_by(self.forum, board)
        return self._page(self.pages.password(locked)) if locked else None

    def _own_url(self) -> str:
        query = [(k, v) for k, v in parse_qsl(urlsplit(self.request.target).query) if k != "sid"]
        return f"{self.request.script}?" + "&".join(f"{key}={value}" for key, value in query)

    def _board_password(self, board: Board) -> Answer:
        if self.request.params["boardpassword"] != board.password:
            return self._page(self.pages.notice(LANGUAGES[self.forum.language].wrong_login))
        self.sessions.remember_password(self.visitor, board)
        return self._page(
            self.pages.notice(LANGUAGES[self.forum.language].thanks_password, f"board.php?boardid={board.id}")
        )

    def _go_to_last(self, thread: Thread) -> Answer:
        last = thread.shown_posts()[-1]
        sid = f"&sid={self.visitor.sid}" if self.visitor.sid else ""
        location = f"thread.php?postid={last.id}{sid}#post{last.id}"
        return Answer(302, (("Location", location), ("Content-Type", "text/html")))

    def _not_found(self) -> Answer:
        return self._page(self.pages.notice(LANGUAGES[self.forum.language].invalid_link))

    def _no_database(self) -> Answer:
        status, page = self.forum.skin.database_error
        return Answer(status, (("Content-Type", "text/html"),), page.encode("ascii"))

    def _sql_error(self) -> Answer:
        limit = f"{(self._page_number() - 1) * 20}, 20"
        text = (
            '</table><font face="Verdana" size=2><b>SQL-DATABASE ERROR</b><br><br>'
            f"<b>Database error in WoltLab Burning Board ({self.forum.version}):</b> "
            f"Invalid SQL: SELECT * FROM bb1_posts LIMIT {limit}<br>"
            "<b>mysql error number:</b> 1064<br></font>"
        )
        return Answer(200, (("Content-Type", "text/html"),), text.encode("ascii"))
