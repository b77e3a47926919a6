"""The forum on a socket: serves it on 127.0.0.1, logs every request, misbehaves when told to."""

import struct
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.sample_forum.forum import SampleForum
from tests.sample_forum.misbehaviour import Rule, anything
from tests.sample_forum.skin import PageKind
from tests.sample_forum.software import software_of
from tests.sample_forum.wire import ROBOTS, Answer, Behaviour, Matcher, Request, RequestLog


class Site:
    """A forum being served.

    `before_answer` is called with every request (robots.txt too) in the thread that answers it,
    before the forum or a rule does. What it raises ends the connection and is raised again at the
    end of `serve`; a `ConnectionError` only ends the connection. `robots_txt` is 404 while it is
    None. `gzip` is whether the board compresses, wrongly.
    """

    def __init__(self, forum: SampleForum, root: str = "/") -> None:
        self.forum = forum
        self.root = root
        self.url = ""
        self.software = software_of(forum)
        self.requests = RequestLog()
        self.robots_txt: str | bytes | None = None
        self.gzip = True
        self.sends_date = True
        self.before_answer: Callable[[Request], None] | None = None
        self.rules: list[Rule] = []
        self.errors: list[Exception] = []
        self.stopped = threading.Event()
        self._lock = threading.Lock()

    def misbehave(self, behaviour: Behaviour, matcher: Matcher = anything, times: int | None = 1) -> Rule:
        """Answers the next `times` matching requests that way, or all while the rule is in `rules`."""
        rule = Rule(matcher, behaviour, times)
        with self._lock:
            self.rules.append(rule)
        return rule

    def pages(self, kind: PageKind, id_: int | None = None) -> Matcher:
        """Matches requests for a kind of page, of the board or thread `id_` if that is given."""

        def matches(request: Request) -> bool:
            if request.path == ROBOTS:
                return False
            asked = self.software.asked(request)
            return asked.kind is kind and id_ in (None, asked.id)

        return matches

    def behave(self) -> None:
        """Forget all rules."""
        with self._lock:
            self.rules.clear()

    def answer(self, request: Request) -> Answer:
        """The answer to a request, by the first rule that matches or as usual."""
        with self._lock:
            self.requests.entries.append(request)
        if self.before_answer:
            self.before_answer(request)
        behaviour = self._behaviour_for(request)
        return behaviour(request, self._usual) if behaviour else self._usual(request)

    def _behaviour_for(self, request: Request) -> Behaviour | None:
        with self._lock:
            rule = next((rule for rule in self.rules if rule.matcher(request)), None)
            if rule is None:
                return None
            if rule.times is not None:
                rule.times -= 1
                if rule.times <= 0:
                    self.rules.remove(rule)
            return rule.behaviour

    def _usual(self, request: Request) -> Answer:
        if request.path == ROBOTS:
            return self._robots()
        if not request.path.startswith(self.root):
            return Answer(404, (("Content-Type", "text/html"),), b"<h1>Not Found</h1>")
        return self.software.answer(request, self.url)

    def _robots(self) -> Answer:
        if self.robots_txt is None:
            return Answer(404, (("Content-Type", "text/html"),), b"<h1>Not Found</h1>")
        text = self.robots_txt.encode() if isinstance(self.robots_txt, str) else self.robots_txt
        return Answer(200, (("Content-Type", "text/plain"),), text)


@contextmanager
def serve(forum: SampleForum, port: int = 0, root: str = "/", address: str = "127.0.0.1") -> Iterator[Site]:
    """Serves the forum below `root` until the end of the block. `site.url` ends in a slash.

    Raises at the end what went wrong while answering, connections that a client ended aside.
    """
    site = Site(forum, root)
    server = _Server(site, address, port)
    site.url = f"http://127.0.0.1:{server.server_address[1]}{root}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.stopped.set()
        server.shutdown()
        server.server_close()
        thread.join()
    if site.errors:
        raise site.errors[0]


def wrong_gzip(body: bytes) -> bytes:
    """A gzip stream as the software makes it: the trailer has the length, but no CRC."""
    squeezer = zlib.compressobj(level=1, wbits=-15)
    data = squeezer.compress(body) + squeezer.flush()
    return b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x78\x01" + data + struct.pack("<I", len(body))


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    request_queue_size = 64

    def __init__(self, site: Site, address: str, port: int) -> None:
        self.site = site
        super().__init__((address, port), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Nothing to say: what matters is in `site.errors`."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 5
    server: _Server

    def do_GET(self) -> None:
        site = self.server.site
        length = int(self.headers.get("Content-Length") or 0)
        headers = {key.lower(): value for key, value in self.headers.items()}
        request = Request(
            self.command,
            self.path,
            headers,
            self.rfile.read(length),
            site.forum.now,
            time.monotonic(),
            self.client_address[0],
            "utf-8" if site.forum.charset == "utf-8" else "windows-1252",
        )
        self.close_connection = True
        try:
            self._send(site.answer(request), request)
        except ConnectionError:
            return
        except Exception as error:
            site.errors.append(error)
            raise

    do_POST = do_HEAD = do_GET  # noqa: N815 - likewise

    def _send(self, answer: Answer, request: Request) -> None:
        if answer.hang_up:
            return
        if self._compresses(answer, request):
            headers = (*answer.headers, ("Content-Encoding", "gzip"), ("Vary", "Accept-Encoding"))
            answer = replace(answer, headers=headers, body=wrong_gzip(answer.body))
        self.send_response_only(answer.status)
        site = self.server.site
        if site.sends_date and not any(name == "Date" for name, _ in answer.headers):
            self.send_header("Date", format_datetime(site.forum.now.astimezone(UTC), usegmt=True))
        self.send_header("Server", "Apache")
        for name, value in answer.headers:
            self.send_header(name, value)
        self.send_header("Connection", "close")
        self.end_headers()
        if request.method != "HEAD":
            self._deliver(answer)

    def _compresses(self, answer: Answer, request: Request) -> bool:
        wanted = "gzip" in request.header("Accept-Encoding") and self.server.site.gzip
        page = any(value.startswith("text/html; charset") for _, value in answer.headers)
        taken = any(name.lower() in {"content-encoding", "content-length"} for name, _ in answer.headers)
        return wanted and page and answer.status == 200 and not taken

    def _deliver(self, answer: Answer) -> None:
        body = answer.body if answer.cut_after is None else answer.body[: answer.cut_after]
        if not answer.drip:
            self.wfile.write(body)
            return
        for start in range(0, len(body), answer.piece):
            self.wfile.write(body[start : start + answer.piece])
            self.wfile.flush()
            if self.server.site.stopped.wait(answer.drip):
                return

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's signature
        """Nothing: requests are in `site.requests`."""
