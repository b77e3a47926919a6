"""A homegrown forum on a socket."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from tests.learning.homegrown import BASE, NOW, Homegrown

_FORM = (
    "<html><body>Nur für Mitglieder<form method=post action=in.asp><input type=hidden name=from value=7>"
    "<input name=wer><input type=password name=wort></form></body></html>"
)


@contextmanager
def served(forum: Homegrown, now: datetime = NOW, members_only: str = "") -> Iterator[str]:
    """The address of the forum's front page, as long as it is served.

    Pages whose addresses contain `members_only` are shown to Ines alone, whose password is `geheim`.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path, member = self.path.removeprefix("/forum/"), "who=ines" in self.headers.get("Cookie", "")
            document = forum.get(BASE + path)
            text = document.text if document else ""
            if members_only:
                mark = '<a href="out.asp">Raus</a>' if member else '<a href="in.asp">Rein</a>'
                hidden = path == "in.asp" or (members_only in path and not member)
                text = _FORM if hidden else text.replace("<h1>", f"{mark}<h1>")
            self._answer(text, {})

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
            right = sent == "from=7&wer=Ines&wort=geheim"
            page = '<html><body>Hallo Ines! <a href="out.asp">Raus</a></body></html>'
            self._answer(page if right else _FORM, {"Set-Cookie": "who=ines; Path=/"} if right else {})

        def _answer(self, text: str, headers: dict[str, str]) -> None:
            body = text.encode()
            self.send_response_only(200 if text else 404)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Date", format_datetime(now, usegmt=True))
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Nothing is logged."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/forum/"
        finally:
            server.shutdown()
            thread.join()
