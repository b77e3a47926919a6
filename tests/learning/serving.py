"""A homegrown forum on a socket."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from tests.learning.homegrown import BASE, NOW, Homegrown


@contextmanager
def served(forum: Homegrown, now: datetime = NOW) -> Iterator[str]:
    """The address of the forum's front page, as long as it is served."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            document = forum.get(BASE + self.path.removeprefix("/forum/"))
            body = document.text.encode() if document else b""
            self.send_response_only(200 if document else 404)
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
