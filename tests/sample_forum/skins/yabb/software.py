"""The software: a request → the page, redirect or refusal that it gets from the one script that there is."""

import re
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tests.sample_forum import listing
from tests.sample_forum.forum import SampleForum
from tests.sample_forum.model import Board, Thread, Trace
from tests.sample_forum.skin import Asked, PageKind
from tests.sample_forum.skins.yabb.sessions import Sessions, Visitor
from tests.sample_forum.skins.yabb.view import View, word_of
from tests.sample_forum.wire import Answer, Request

SCRIPT = "YaBB.pl"
_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TYPE = ("Content-Type", "text/html; charset=UTF-8")


def parameters(request: Request) -> dict[str, str]:
    """Of the query, parted by semicolons or not, and of a posted form; a start stands behind a slash."""
    query = request.target.partition("?")[2].partition("#")[0]
    pairs = (piece.partition("=") for piece in re.split("[;&]", query))
    found = request.params | {name: value for name, _, value in pairs}
    for name in ("num", "board"):
        value, slash, start = found.get(name, "").partition("/")
        found |= {name: value, "start": start} if slash else {}
    return found


class YabbSoftware:
    """Answers requests for one forum."""

    def __init__(self, forum: SampleForum) -> None:
        self.forum = forum
        self.sessions = Sessions(forum)

    def asked(self, request: Request) -> Asked:
        """What a request asks for."""
        params = parameters(request)
        action, start = params.get("action", ""), _number(params.get("start", ""))
        if request.script != SCRIPT or action not in ("", "login", "login2", "print"):
            return Asked(PageKind.OTHER)
        if action.startswith("login"):
            return Asked(PageKind.LOGIN)
        if params.get("num"):
            number = _number(params["num"])
            found = (t for t in self.forum.threads.values() if number in (t.shown_id, *t.former_ids))
            thread = next(found, None)
            kind = PageKind.PRINT if action else PageKind.THREAD
            size = self.forum.boards[thread.board_id].posts_per_page if thread else 1
            return Asked(kind, thread.id if thread else 0, start // size + 1)
        if params.get("board"):
            board = board_at(self.forum, params["board"])
            size = board.threads_per_page if board else 1
            return Asked(PageKind.BOARD, board.id if board else 0, start // size + 1)
        return Asked(PageKind.INDEX)

    def path(self, kind: PageKind, id_: int = 0, page: int = 1) -> str:
        """The address of a page below the forum's root."""
        if kind is PageKind.LOGIN:
            return f"{SCRIPT}?action=login"
        if kind is PageKind.BOARD:
            board = self.forum.boards.get(id_, Board(id_, ""))
            offset = f"/{(page - 1) * board.threads_per_page}" if page > 1 else ""
            return f"{SCRIPT}?board={word_of(board)}{offset}"
        if kind is PageKind.INDEX:
            return SCRIPT
        thread = self.forum.threads.get(id_)
        size = self.forum.boards[thread.board_id].posts_per_page if thread else 1
        offset = f"/{(page - 1) * size}" if page > 1 else ""
        view = "action=print;" if kind is PageKind.PRINT else ""
        return f"{SCRIPT}?{view}num={thread.shown_id if thread else id_}{offset}"

    def answer(self, request: Request, address: str) -> Answer:
        """What the forum, reached at `address`, answers. Takes the forum's lock."""
        with self.forum.lock:
            visitor = self.sessions.visitor(request)
            view = View(self.forum, visitor, address + SCRIPT)
            answer = _Visit(self.forum, self.sessions, visitor, request, view).answer()
        return replace(answer, headers=answer.headers + tuple(("Set-Cookie", c) for c in visitor.set_cookies))


def thread_at(forum: SampleForum, number: int) -> Thread | None:
    """The thread that has this number now."""
    return next((t for t in forum.threads.values() if t.shown_id == number and t.visible), None)


def board_at(forum: SampleForum, word: str) -> Board | None:
    """The board that is called so."""
    found = (board for board in forum.boards.values() if word_of(board) == word)
    return next((board for board in found if not board.category and not board.external), None)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() else 0


@dataclass(frozen=True, slots=True)
class _Visit:
    """One request on its way to its answer."""

    forum: SampleForum
    sessions: Sessions
    visitor: Visitor
    request: Request
    view: View

    def answer(self) -> Answer:
        if self.request.script != SCRIPT:
            return Answer(404, (("Content-Type", "text/html"),), b"<h1>Not Found</h1>")
        if self.forum.database_down:
            status, page = self.forum.skin.database_error
            return Answer(status, (("Content-Type", "text/html"),), page.encode("ascii"))
        params = parameters(self.request)
        return self._refused(params) or self._shown(params)

    def _refused(self, params: dict[str, str]) -> Answer | None:
        """What is answered before anything is looked at that was asked for."""
        w, action, guest = self.view.w, params.get("action", ""), self.visitor.member is None
        if self.request.method == "POST" and params.get("formsession") != self.visitor.token:
            return self._information(w.spoofed)
        if self.forum.banned:
            return self._information(w.banned)
        if action == "login2":
            return self._logged_in(params)
        if self.forum.closed_because:
            return self._login(w.maintenance, w.in_maintenance)
        if guest and (self.forum.members_alone or action == "login"):
            return self._login(w.login, w.only_members if self.forum.members_alone else "")
        return None

    def _shown(self, params: dict[str, str]) -> Answer:
        action = params.get("action", "")
        if action == "checkboardpw":
            return self._opened(params)
        if action == "downloadfile":
            return self._download(params.get("file", ""))
        if params.get("num"):
            return self._thread(_number(params["num"]), _number(params.get("start", "")), action)
        return (
            self._board(params["board"], params) if params.get("board") else self._page("index.html", "Index")
        )

    # --- pages ---

    def _board(self, word: str, params: dict[str, str]) -> Answer:
        board = board_at(self.forum, word)
        if board is None:
            return self._information(self.view.w.no_board.format(word), 404)
        if not self.visitor.may_enter(self.forum, board):
            return self._information(self.view.w.no_access, 403)
        locked = self.visitor.locked_by(self.forum, board)
        if locked is not None:
            title = self.view.w.password_for.format(locked.title)
            return self._page("password.html", title, board=locked)
        pages = listing.board_page(self.forum, board, 1).pages
        number = min(_number(params.get("start", "")) // board.threads_per_page + 1, pages)
        page = listing.board_page(self.forum, board, number)
        return self._page("board.html", board.title, board=board, page=page)

    def _thread(self, number: int, start: int, action: str) -> Answer:
        """Who knows a thread's number may read it in a board with a password, and printed in any board."""
        trace = next((trace for trace in self.forum.traces.values() if trace.shown_id == number), None)
        thread = thread_at(self.forum, number)
        if trace is not None and self.forum.threads[trace.thread_id].visible:
            return self._marker(trace)
        moved = next((t for t in self.forum.threads.values() if number in t.former_ids and t.visible), None)
        if thread is None and moved is not None and action != "print":
            place = f"/{start}" if start else ""
            return Answer(302, (("Location", str(self.view.link(f"num={moved.shown_id}{place}"))), _TYPE))
        if thread is None:
            return self._information(f"{self.view.w.no_topic} {number}", 404)
        board = self.forum.boards[thread.board_id]
        if action != "print" and not self.visitor.may_enter(self.forum, board):
            return self._information(self.view.w.no_access, 403)
        posts, size = thread.shown_posts(), board.posts_per_page
        pages = ceil(len(posts) / size)
        page = min(start // size + 1, pages)
        thread.views += 1
        shown = list(enumerate(posts))[(page - 1) * size : page * size]
        return self._page(
            "thread.html", thread.topic, thread=thread, board=board, posts=shown, number=page, pages=pages
        )

    def _marker(self, trace: Trace) -> Answer:
        """The thread of one post that stands where one was that was moved."""
        thread = self.forum.threads[trace.thread_id]
        title = f"{self.view.w.moved}: '{thread.topic}'"
        board, target = self.forum.boards[trace.board_id], self.forum.boards[thread.board_id]
        return self._page("marker.html", title, trace=trace, thread=thread, board=board, target=target)

    def _login(self, title: str, sentence: str) -> Answer:
        return self._page("login.html", title, sentence=sentence)

    def _logged_in(self, params: dict[str, str]) -> Answer:
        if not self.sessions.log_in(self.visitor, params.get("username", ""), params.get("passwrd", "")):
            return self._information(self.view.w.mismatch)
        return Answer(302, (("Location", self.view.script + params.get("sredir", "")), _TYPE))

    def _opened(self, params: dict[str, str]) -> Answer:
        board = board_at(self.forum, params.get("pswcurboard", ""))
        if board is None or not self.sessions.open(self.visitor, board, params.get("boardpw", "")):
            return self._information(self.view.w.wrong_password)
        return Answer(302, (("Location", str(self.view.board_link(board))), _TYPE))

    def _download(self, name: str) -> Answer:
        for post in self.forum.posts.values():
            for upload in post.uploads:
                if upload.name == name and post.visible:
                    upload.downloads += 1
                    return Answer(200, (("Content-Type", "application/octet-stream"),), bytes(upload.size))
        return self._information(self.view.w.no_topic, 404)

    # --- what they have in common ---

    def _page(self, template: str, title: str, status: int = 200, **values: object) -> Answer:
        common = {"v": self.view, "forum": self.forum, "w": self.view.w, "page_title": title}
        text = _TEMPLATES.get_template(template).render({**common, **values})
        return Answer(status, (_TYPE,), text.encode("utf-8", "xmlcharrefreplace"))

    def _information(self, sentence: str, status: int = 200) -> Answer:
        return self._page("information.html", self.view.w.information, status, sentence=sentence)
