"""A feed that was exported as a file, through nginx, by any other file of that size."""

import getpass
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import socket

from bench.filled import FEW, boards_of, filled, large_forum
from bench.pairs import of_costs
from bench.process import cpu_of, write_config
from bench.reader import reading_apart
from bench.row import Row
from tests.poll.world import KEY
from tests.sample_forum import serve

EXPORTED = Row(
    "exported feed of 30 entries through nginx, requests for each second of CPU",
    "nginx with any file of that size",
    0.97,
    at_least=True,
)
ROWS = (EXPORTED,)

_BATCH, _BATCHES = 400, 31

_NGINX = """
daemon off; user {user}; worker_processes 1; pid {place}/nginx.pid; error_log {place}/error.log;
events {{ worker_connections 64; }}
http {{
    access_log off; keepalive_requests 100000; types {{ application/atom+xml atom; }}
    client_body_temp_path {place}/t1; proxy_temp_path {place}/t2; fastcgi_temp_path {place}/t3;
    uwsgi_temp_path {place}/t4; scgi_temp_path {place}/t5;
    server {{ listen 127.0.0.1:{port}; root {root}; }}
}}
"""


def measure(place: Path) -> Iterator[Row]:
    """The CPU time of nginx's worker."""
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if nginx is None:
        yield EXPORTED.missing("nginx is not installed")
        return
    root = place / "exported"
    if not _export(place, root):
        yield EXPORTED.missing("`feedforum export` is missing or failed")
        return
    feed = next(root.rglob(f"feeds/{KEY}/posts.atom"))
    (root / "any.atom").write_bytes(b"x" * feed.stat().st_size)
    with _served(nginx, place, root) as (port, worker), reading_apart(port) as reader:

        def cost(path: str) -> float:
            before = cpu_of(worker)
            status, _ = reader.ask(path, _BATCH)
            if status != 200:
                raise ValueError(f"{path}: {status}")
            return (cpu_of(worker) - before) / _BATCH

        path = f"/{feed.relative_to(root)}"
        times = of_costs(lambda: cost(path), lambda: cost("/any.atom"), times=_BATCHES)
    yield EXPORTED.of(1 / times.ratio, f"{times.aside} a request")


def _export(place: Path, root: Path) -> bool:
    with serve(large_forum()) as site:
        store = filled(place, site, FEW)
        config = write_config(place / "export.toml", store, site.url, [KEY], boards_of(site.forum))
    command = [sys.executable, "-m", "feedforum", "export", "--config", str(config), str(root)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@contextmanager
def _served(nginx: str, place: Path, root: Path) -> Iterator[tuple[int, int]]:
    """The port of an nginx that serves a folder, and the id of its only worker."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    config = place / "nginx.conf"
    config.write_text(
        _NGINX.format(user=getpass.getuser(), place=place, port=port, root=root), encoding="utf-8"
    )
    process = subprocess.Popen([nginx, "-c", str(config), "-p", str(place)], stderr=subprocess.DEVNULL)
    try:
        yield port, _worker(process.pid)
    finally:
        process.terminate()
        process.wait()


def _worker(master: int) -> int:
    children = Path(f"/proc/{master}/task/{master}/children")
    for _ in range(500):
        found = children.read_text(encoding="ascii").split()
        if found:
            return int(found[0])
        time.sleep(0.02)
    raise TimeoutError("nginx has not started")
