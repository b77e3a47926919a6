"""The software: a request → the page or refusal that it gets, with the status that fits."""

import re
from dataclasses import dataclass, replace
from email.utils import format_datetime
from math import ceil
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tests.sample_forum import listing
from tests.sample_forum.forum import SampleForum
from tests.sample_forum.model import Board
from tests.sample_forum.skin import Asked, PageKind
from tests.sample_forum.skins.fluxbb.sessions import Sessions, Visitor
from tests.sample_forum.skins.wbb4.view import View, address
from tests.sample_forum.wire import Answer, Request

_ASKED = re.compile(
    r"/?(board|thread|login|logout|thread-?feed|board-?feed)/(?:(\d+)[^/]*/?)?$", re.IGNORECASE
)
_KINDS = {"board": PageKind.BOARD, "thread": PageKind.THREAD, "login": PageKind.LOGIN}


def environment(folder: Path) -> Environment:
    """Templates of a folder."""
    return Environment(
        loader=FileSystemLoader(folder / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _controller(request: Request) -> tuple[str, int]:
    """The word and the id of an address, which stand in its query, or in its path below the script."""
    parts = urlsplit(request.target)
    path = re.sub(r".*index\.php", "", parts.path)
    first = parts.query.partition("&")[0]
    match = _ASKED.match(first if "/" in first else path)
    return (match[1].lower().replace("-", ""), int(match[2] or 0)) if match else ("", 0)


class Suite:
    """Answers requests for one forum. What other versions do in another way stands here."""

    view: type[View] = View
    environment = environment(Path(__file__).parent)
    login_fields = ("username", "password")
    index_template = "boardList"
    cookie = "wsc_user_session"
    closed_status = 503
    feed = ("threadfeed", "id", 20)
    """The word for the feed of threads, the parameter for their ids, and how many posts it lists."""

    def __init__(self, forum: SampleForum) -> None:
        self.forum = forum
        self.sessions = Sessions(forum, self.cookie)

    def named(self, request: Request) -> tuple[str, int]:
        """The word for the page that an address names, and the id."""
        return _controller(request)

    def asked(self, request: Request) -> Asked:
        """What a request asks for."""
        what, id_ = self.named(request)
        path = urlsplit(request.target).path
        if not what and (path.endswith(("/index.php", "/"))):
            return Asked(PageKind.INDEX)
        return Asked(_KINDS.get(what, PageKind.OTHER), id_, max(request.number("pageNo") or 1, 1))

    def path(self, kind: PageKind, id_: int = 0, page: int = 1) -> str:
        """The address of a page below the forum's root."""
        if kind is PageKind.INDEX:
            return ""
        titles = {
            PageKind.BOARD: self.forum.boards[id_].title if id_ in self.forum.boards else "x",
            PageKind.THREAD: self.forum.threads[id_].topic if id_ in self.forum.threads else "x",
        }
        return address(self.forum.style, str(kind), id_, titles.get(kind, ""), page)

    def answer(self, request: Request, address: str) -> Answer:
        """What the forum, reached at `address`, answers. Takes the forum's lock."""
        if "/images/" in request.path:
            return Answer(200, (("Content-Type", "image/png"),), b"\x89PNG\r\n\x1a\n")
        with self.forum.lock:
            visitor = self.sessions.visitor(request)
            answer = _Visit(self, visitor, request, self.view(self.forum, visitor, address)).answer()
        cookies = tuple(("Set-Cookie", cookie) for cookie in visitor.set_cookies)
        return replace(answer, headers=(*answer.headers, ("Cache-Control", "no-cache, private"), *cookies))


def _rss(items: str) -> Answer:
    slash = 'xmlns:slash="http://purl.org/rss/1.0/modules/slash/"'
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" {slash}><channel>{items}</channel></rss>'
    )
    return Answer(200, (("Content-Type", "application/rss+xml; charset=UTF-8"),), text.encode())


@dataclass(frozen=True, slots=True)
class _Visit:
    """One request on its way to its answer."""

    software: Suite
    visitor: Visitor
    request: Request
    view: View

    def answer(self) -> Answer:
        forum, w = self.software.forum, self.view.w
        what, _ = self.software.named(self.request)
        asked = self.software.asked(self.request)
        if what in (self.software.feed[0], "boardfeed"):
            return self._boards_feed() if what == "boardfeed" else self._feed()
        if asked.kind is PageKind.OTHER and what != "logout":
            return self._refused(404, "IllegalLink", w.not_found)
        if forum.database_down:
            status, page = forum.skin.database_error
            return Answer(status, (("Content-Type", "text/html"),), page.encode())
        if forum.closed_because:
            return self._page("offline", self.software.closed_status, reason=forum.closed_because)
        if forum.banned:
            return self._refused(403, "NamedUser", w.banned)
        if what == "login":
            return self._login()
        if what == "logout":
            self.software.sessions.log_out(self.visitor)
            return self._page("redirect")
        if forum.members_alone and self.visitor.member is None:
            return self._refused(403, "PermissionDenied", w.denied)
        if asked.kind is PageKind.INDEX:
            return self._page(self.software.index_template, path=[])
        return self._board(asked) if asked.kind is PageKind.BOARD else self._thread(asked)

    def _board(self, asked: Asked) -> Answer:
        forum = self.software.forum
        board = forum.boards.get(asked.id)
        if board is None:
            return self._refused(404, "IllegalLink", self.view.w.not_found)
        if board.external:
            return Answer(302, (("Location", board.external), ("Content-Type", "text/html")))
        if not self.visitor.may_read(forum, board):
            return self._refused(403, "PermissionDenied", self.view.w.denied)
        params = self.request.params
        order = "lastposttime" if params.get("sortField") == "lastPostTime" else ""
        backwards = params.get("sortOrder", "")
        page = listing.board_page(forum, board, asked.page, order, backwards)
        if asked.page > page.pages:
            page = listing.board_page(forum, board, page.pages, order, backwards)
        pager = ("board", board.id, board.title, page.number, page.pages)
        return self._page("board", path=self._path(board)[:-1], board=board, page=page, pager=pager)

    def _thread(self, asked: Asked) -> Answer:
        forum = self.software.forum
        thread = forum.threads.get(asked.id)
        if thread is None or not thread.visible:
            return self._refused(404, "IllegalLink", self.view.w.not_found)
        board = forum.boards[thread.board_id]
        if not self.visitor.may_read(forum, board):
            return self._refused(403, "PermissionDenied", self.view.w.denied)
        pages = ceil(len(thread.shown_posts()) / board.posts_per_page)
        number = min(asked.page, pages)
        if post := forum.posts.get(self.request.number("postID") or 0):
            number = listing.page_with(forum, post)
        posts, _ = listing.thread_page(forum, thread, number)
        thread.views += 1
        pager = ("thread", thread.id, thread.topic, number, pages)
        values: dict[str, Any] = {"thread": thread, "board": board, "posts": posts, "pager": pager}
        return self._page("thread", path=self._path(board), total=len(thread.shown_posts()), **values)

    def _feed(self) -> Answer:
        """The newest posts of the threads that a request names and the visitor may read, as RSS."""
        forum, (_, name, most) = self.software.forum, self.software.feed
        ids = map(int, self.request.params.get(name, "").split(","))
        threads = [forum.threads[id_] for id_ in ids if id_ in forum.threads]
        shown = [
            (post, thread)
            for thread in threads
            if thread.visible and self.visitor.may_read(forum, forum.boards[thread.board_id])
            for post in thread.shown_posts()
        ]
        shown.sort(key=lambda each: (each[0].posted_at, each[0].id), reverse=True)
        items = "".join(
            f"<item><title><![CDATA[{thread.topic}]]></title><pubDate>{format_datetime(post.posted_at)}</pubDate>"
            f"<link><![CDATA[{self.view.permalink(post.id, thread)}]]></link></item>"
            for post, thread in shown[:most]
        )
        return _rss(items)

    def _boards_feed(self) -> Answer:
        """The threads of the boards that a request names and the visitor may read, by their last posts."""
        forum = self.software.forum
        ids = [int(id_) for id_ in self.request.params.get("id", "").split(",") if id_]
        shown = [
            thread
            for thread in forum.threads.values()
            if thread.visible
            and thread.board_id in ids
            and self.visitor.may_read(forum, forum.boards[thread.board_id])
        ]
        shown.sort(key=lambda thread: thread.shown_posts()[-1].posted_at, reverse=True)
        items = "".join(
            f"<item><title><![CDATA[{thread.topic}]]></title><comments>{link}</comments><link>{link}</link>"
            f"<pubDate>{format_datetime(thread.shown_posts()[0].posted_at)}</pubDate>"
            f"<slash:comments>{len(thread.shown_posts()) - 1}</slash:comments></item>"
            for thread in shown[:20]
            for link in (self.view.url("thread", thread.id, thread.topic),)
        )
        return _rss(items)

    def _login(self) -> Answer:
        params = self.request.params
        user_field, secret_field = self.software.login_fields
        if secret_field not in params:
            return self._page("login", path=[], wrong=False)
        if params.get("t") != self.visitor.token:
            return self._refused(403, "NamedUser", "XSRF")
        name, password = params.get(user_field, ""), params[secret_field]
        if not self.software.sessions.log_in(
            self.visitor, name, password, stay=bool(params.get("useCookies"))
        ):
            return self._page("login", path=[], wrong=True)
        return self._page("redirect")

    def _path(self, board: Board) -> list[Board]:
        return listing.path_to(self.software.forum, board)

    def _refused(self, status: int, kind: str, sentence: str) -> Answer:
        template = "permissionDenied" if kind == "PermissionDenied" else "userException"
        return self._page(template, status, path=[], kind=kind, sentence=sentence)

    def _page(self, template: str, status: int = 200, **values: object) -> Answer:
        forum = self.software.forum
        common = {"v": self.view, "w": self.view.w, "forum": forum, "template": template, "pager": None}
        file = "refused" if template in ("permissionDenied", "userException") else template
        body = self.software.environment.get_template(f"{file}.html").render(common | {"path": []} | values)
        charset = forum.charset
        content = ("Content-Type", f"text/html; charset={charset}")
        return Answer(status, (content,), body.encode(charset, "xmlcharrefreplace"))
