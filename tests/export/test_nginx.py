"""The nginx of `docs/deployment.md`, over an export and a program behind it."""

import getpass
import gzip
import re
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from socket import create_connection, socket

import brotli
import pytest
import requests
from flask import Flask, request

from tests.export.test_exporter import SITE, Place
from tests.poll.test_floor import busy_forum
from tests.poll.world import KEY, world
from tests.test_deployment import LISTENS, pieces
from tests.tools import NGINX
from tests.web.sites import served

MODULES = Path("/usr/lib/nginx/modules")
BROTLI = MODULES / "ngx_http_brotli_static_module.so"

_WHOLE = """
{load}
daemon off; user {user}; worker_processes 1; pid {place}/pid; error_log {place}/error.log;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path {place}/t1; proxy_temp_path {place}/t2; fastcgi_temp_path {place}/t3;
    uwsgi_temp_path {place}/t4; scgi_temp_path {place}/t5;
    {server}
}}
"""

pytestmark = NGINX.needed()


def free_port() -> int:
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def server(root: Path, behind: int, port: int) -> str:
    """The documented server, without https and at another place."""
    (piece,) = (piece for piece in pieces("nginx") if "gzip_static" in piece)
    (documented,) = re.findall(r"root (\S+);", piece)
    piece = re.sub(r"(?m)^ +ssl_.*\n", "", piece).replace("listen 443 ssl;", f"listen 127.0.0.1:{port};")
    piece = piece.replace(documented, str(root)).replace(LISTENS, f"127.0.0.1:{behind}")
    return piece if BROTLI.exists() else re.sub(r"(?m)^ +brotli_static.*\n", "", piece)


@contextmanager
def nginx(place: Path, port: int, server: str) -> Iterator[str]:
    config = place / "nginx.conf"
    load = f"load_module {BROTLI};" if BROTLI.exists() else ""
    config.write_text(
        _WHOLE.format(load=load, user=getpass.getuser(), place=place, server=server),
        "utf-8",
    )
    process = subprocess.Popen([str(NGINX.path), "-c", str(config), "-p", str(place)], stderr=subprocess.PIPE)
    try:
        while process.poll() is None:
            try:
                create_connection(("127.0.0.1", port), 1).close()
                break
            except ConnectionRefusedError:
                continue
        assert process.poll() is None, process.communicate()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.communicate()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[str, Place]]:
    forum, boards = busy_forum(2)
    with world(forum, boards, tmp_path, threads=(1,), entries=4) as it:
        it.poll()
        place = Place(it, tmp_path / "out")
        place.exporter.everything()
        port = free_port()
        with (
            served(place.client().application) as behind,
            nginx(tmp_path, port, server(place.folder, behind, port)) as url,
        ):
            yield url, place


TYPES = {
    "posts.atom": "application/atom+xml; charset=utf-8",
    "posts.rss": "application/rss+xml; charset=utf-8",
    "posts.json": "application/feed+json",
}


def test_files_are_served_by_nginx_and_all_else_by_the_program(site: tuple[str, Place]) -> None:
    url, place = site
    path = f"/feeds/{KEY}/posts.atom"
    body = (place.folder / path[1:]).read_bytes()
    plain = {"Accept-Encoding": "identity"}
    for name, kind in TYPES.items():
        answer = requests.get(f"{url}/feeds/{KEY}/{name}", headers=plain, timeout=10)
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, kind)
        assert answer.content == (place.folder / f"feeds/{KEY}/{name}").read_bytes()
        assert answer.headers["Cache-Control"] == "public, max-age=900"
    opml = requests.get(f"{url}/feeds.opml", headers=plain, timeout=10)
    assert opml.content == (place.folder / "feeds.opml").read_bytes()
    assert opml.headers["Content-Type"] == "text/x-opml; charset=utf-8"

    coded = {"gzip": gzip.decompress} | ({"br": brotli.decompress} if BROTLI.exists() else {})
    for coding, decode in coded.items():
        answer = requests.get(url + path, headers={"Accept-Encoding": coding}, timeout=10, stream=True)
        assert answer.headers["Content-Encoding"] == coding
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert decode(answer.raw.read(decode_content=False)) == body

    marks = {"If-None-Match": requests.head(url + path, headers=plain, timeout=10).headers["ETag"]}
    assert requests.get(url + path, headers=plain | marks, timeout=10).status_code == 304

    for query, headers in (
        (f"{path}?limit=1", {}),
        (path, {"Accept": "text/html,*/*"}),
        (path, {"Authorization": "Bearer x"}),
        (f"/feeds/{KEY}/threads/2.atom", {}),
        ("/", {}),
    ):
        answer = requests.get(url + query, headers=headers, timeout=10)
        assert (answer.status_code, answer.content == body) == (200, False), query
    assert requests.post(url + path, timeout=10).status_code == 405
    assert requests.get(f"{url}/feeds/none/posts.atom", timeout=10).status_code == 404
    assert f"{SITE}{path}".encode() in body


def test_servers_are_asked_in_turn_and_one_that_is_away_is_passed_by(tmp_path: Path) -> None:
    def answering(name: str) -> Flask:
        made = Flask(name)
        made.add_url_rule("/", "all", lambda: f"{name} {request.headers['X-Forwarded-For']}")
        return made

    (piece,) = (piece for piece in pieces("nginx") if "upstream" in piece)
    port = free_port()
    piece = re.sub(r"(?m)^ +ssl_.*\n", "", piece).replace("listen 443 ssl;", f"listen 127.0.0.1:{port};")
    with ExitStack() as until_the_end, ExitStack() as for_a_while:
        one = until_the_end.enter_context(served(answering("one")))
        two = for_a_while.enter_context(served(answering("two")))
        for name, behind in (("server-1", one), ("server-2", two)):
            piece = piece.replace(f"{name}:8080", f"127.0.0.1:{behind}")
        url = until_the_end.enter_context(nginx(tmp_path, port, piece))
        forged = {"X-Forwarded-For": "8.8.8.8"}
        found = {requests.get(url, headers=forged, timeout=10).text for _ in range(4)}
        assert found == {"one 127.0.0.1", "two 127.0.0.1"}
        for_a_while.close()
        assert {requests.get(url, timeout=10).text for _ in range(4)} == {"one 127.0.0.1"}
