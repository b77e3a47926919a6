"""`feedforum health`: whether the server that runs here is well, for a container's health check."""

import re
import tomllib
from argparse import Namespace
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from feedforum.cli.output import reachable_host
from feedforum.cli.startup import config_path
from feedforum.config.schema import Server
from feedforum.errors import ServeError

TIMEOUT = 8.0
"""The seconds that it has to answer."""

_LISTEN = re.compile(r"""(?m)^\s*(?:server\.)?listen\s*=\s*["']([^"'\n]+)["']""")


def main(options: Namespace) -> int:
    """Print what `/healthz` says; gives 1 if something is wrong. Raises ServeError if nothing answers."""
    host, _, port = listen_in(config_path(options)).rpartition(":")
    host = reachable_host(host.strip("[]"))
    connection = HTTPConnection(host, int(port), timeout=TIMEOUT)
    try:
        connection.request("GET", "/healthz")
        answer = connection.getresponse()
        print(answer.read().decode("utf-8", "replace").rstrip())
    except (OSError, HTTPException, ValueError) as error:
        raise ServeError(
            f"Nothing answers at {host}:{port} ({error}); start feedforum run, or look at its log."
        ) from None
    finally:
        connection.close()
    return int(answer.status != 200)


def listen_in(path: Path) -> str:
    """The value of `listen`, whatever else is wrong with the file: a running server has its old settings."""
    try:
        text = path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return Server().listen
    try:
        written = tomllib.loads(text).get("server", {}).get("listen")
    except (tomllib.TOMLDecodeError, AttributeError):
        found = _LISTEN.search(text)
        written = found and found[1]
    return str(written or Server().listen)
